"""Asking Bluesky for an account's posts, and for what they earned."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from datetime import date, datetime
from functools import partial
from typing import TYPE_CHECKING, Any

from vaekst.core.errors import BadInput
from vaekst.core.sentence import N_
from vaekst.sources.pulling import failures
from vaekst.sources.pulling.contract import Access, Account, Span
from vaekst.sources.pulling.failures import Failure
from vaekst.sources.pulling.wire import Wire

if TYPE_CHECKING:
    from vaekst.sources.bluesky.session import Session

HOME = "https://bsky.social"
POSTS = "app.bsky.feed.post"
RECORDS_A_PAGE = 100
POSTS_A_QUESTION = 25
COUNTED = ("likes", "reshares_public", "comments", "saves")
"""What the AppView counts of a post."""

_APP_PASSWORD = re.compile(r"[a-z0-9]{4}(-[a-z0-9]{4}){3}")
_TIMEOUT = 30.0  # seconds for one answer


def check(access: Access) -> Account:
    """The account the app password belongs to. Raises BadInput for the account's own password, and Failure."""
    if not _APP_PASSWORD.fullmatch(access.secret["password"]):
        raise BadInput(
            "no_app_password",
            N_(
                "That is not an app password (xxxx-xxxx-xxxx-xxxx). Make one in Bluesky: Settings, Privacy, App passwords."
            ),
        )
    with _session(access) as (_, account):
        return account


def pull(access: Access, account: Account, span: Span, wire: Wire) -> None:
    """The followers, the posts back to the first day of the span, and their counters, 25 posts a question.

    The counters come from another service than the posts. Where it does not answer the posts are kept without them.
    """
    with _session(access) as (session, _):
        _pull(session, account, span, wire)


def _pull(session: Session, account: Account, span: Span, wire: Wire) -> None:
    wire.ask_metrics(
        "profile",
        {"actor": account.id},
        ("followers_total",),
        lambda _metrics: _counted(session, "app.bsky.actor.getProfile", {"actor": account.id}),
    )
    uris = [uri for page in _pages(session, account, span, wire) for uri in page]
    for batch in _batches(uris):
        given = {"uris": batch}
        if not wire.ask_metrics("posts", given, COUNTED, partial(_posts, session, given)):
            return  # the other questions would go the same way


def _posts(session: Session, given: dict[str, Any], _metrics: object) -> Any:
    return _counted(session, "app.bsky.feed.getPosts", given)


def _pages(session: Session, account: Account, span: Span, wire: Wire) -> list[list[str]]:
    """The addresses of the posts of the span, page by page, newest first."""
    pages: list[list[str]] = []
    cursor: str | None = None
    while True:
        given = {"repo": account.id, "collection": POSTS, "limit": RECORDS_A_PAGE, "cursor": cursor}
        asked = {name: value for name, value in given.items() if value is not None}
        page = wire.ask("records", asked, partial(_asked, session, "com.atproto.repo.listRecords", asked))
        records = page["records"]
        pages.append([record["uri"] for record in records if is_post(record["value"], span.posts_from)])
        cursor = page.get("cursor")
        if not records or cursor is None or made_on(records[-1]["value"]) < span.posts_from:
            return pages


def is_post(value: dict[str, Any], first: date) -> bool:
    """Whether the record is a post of its own, made on the day or later."""
    return not value.get("reply") and made_on(value) >= first


def made_on(value: dict[str, Any]) -> date:
    return datetime.fromisoformat(value["createdAt"]).date()


def _batches(uris: list[str]) -> list[list[str]]:
    return [uris[place : place + POSTS_A_QUESTION] for place in range(0, len(uris), POSTS_A_QUESTION)]


@contextmanager
def _session(access: Access) -> Iterator[tuple[Session, Account]]:
    """A signed-in session, and whose it is. Raises BadInput where the client library is not installed, and Failure."""
    try:
        from vaekst.sources.bluesky.session import Session
    except ImportError as error:
        raise failures.extra_missing("bluesky", "Bluesky") from error
    with closing(Session(access, timeout=_TIMEOUT)) as session:
        did, handle = _answer(lambda: session.sign_in(access.handle, access.secret["password"]))
        yield session, Account(id=did, handle=handle, name=handle)


def _asked(session: Session, name: str, given: dict[str, Any]) -> Any:
    return _answer(lambda: session.query(name, given))


def _counted(session: Session, name: str, given: dict[str, Any]) -> Any:
    """What the AppView says. That it does not answer is said of its figures alone."""
    return _answer(lambda: session.query(name, given), behind=True)


def _answer(call: Callable[[], Any], *, behind: bool = False) -> Any:
    """The answer, or what went wrong as a Failure. `behind`: asked of the service behind the account's own server."""
    from atproto_client import exceptions

    try:
        return call()
    except exceptions.RateLimitExceededError as error:
        raise failures.limited("Bluesky", _wait(error)) from error
    except exceptions.UnauthorizedError as error:
        raise failures.denied("Bluesky", str(error)) from error
    except exceptions.RequestErrorBase as error:
        raise _failure(error, behind=behind) from error


def _failure(error: Any, *, behind: bool) -> Failure:
    status = error.response.status_code if error.response is not None else None
    said = str(error) or type(error.__cause__ or error).__name__
    if behind and status in (501, 502, 504):
        return failures.unavailable("Bluesky", said)
    if status is None or status >= 500:
        return failures.stumbled("Bluesky", said)
    if status == 400 and "AuthFactorTokenRequired" in said:
        return failures.denied("Bluesky", said)
    return failures.broken("Bluesky", said)


def _wait(error: Any) -> float | None:
    """Seconds until the limit is lifted: as stated, else until the window ends by the server's own clock."""
    if error.retry_after is not None:
        return float(error.retry_after)
    stated = (error.response.headers if error.response else {}).get("date")
    if error.reset_at is None or not stated:
        return None
    from email.utils import parsedate_to_datetime

    return max(0.0, float((error.reset_at - parsedate_to_datetime(stated)).total_seconds()))
