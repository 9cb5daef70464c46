"""Asking a Mastodon server for an account and its posts."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from functools import partial
from typing import TYPE_CHECKING, Any

from vaekst.core.errors import VaekstError
from vaekst.sources.pulling import failures
from vaekst.sources.pulling.contract import Access, Account, Span
from vaekst.sources.pulling.failures import Failure
from vaekst.sources.pulling.wire import Wire

if TYPE_CHECKING:
    from vaekst.sources.mastodon.session import Session

PAGE = 40
"""Posts per question: the most the API gives."""

_TIMEOUT = 30.0  # seconds for one answer


def check(access: Access) -> Account:
    """The account the token belongs to. Raises Failure."""
    with closing(_session(access)) as session:
        me = _call(session, lambda: session.api.account_verify_credentials())
    server = access.server.partition("://")[2]
    handle = me["acct"] if "@" in me["acct"] else f"{me['acct']}@{server}"
    return Account(id=str(me["id"]), handle=handle, name=me.get("display_name") or me["acct"])


def pull(access: Access, account: Account, span: Span, wire: Wire) -> None:
    """The account with its followers, and its posts from the newest back to the first day of the span."""
    with closing(_session(access)) as session:
        wire.ask("account", {}, lambda: _call(session, lambda: session.api.account_verify_credentials()))
        before: str | None = None
        while True:
            page = wire.ask("statuses", {"before": before}, partial(_page, session, account.id, before))
            before = page["oldest"]
            if before is None or datetime.fromisoformat(page["oldest_at"]).date() < span.posts_from:
                return


def _page(session: Session, id_: str, before: str | None) -> dict[str, Any]:
    """A page of posts. Private messages are taken out before anything is written down."""
    found = _call(
        session,
        lambda: session.api.account_statuses(id_, max_id=before, limit=PAGE, exclude_reblogs=True, exclude_direct=True),
    )
    return {
        "statuses": [status for status in found if status["visibility"] != "direct"],
        "oldest": found[-1]["id"] if found else None,
        "oldest_at": found[-1]["created_at"] if found else None,
    }


def _session(access: Access) -> Session:
    """The client library, talking to the access's server alone. Raises BadInput where it is not installed."""
    try:
        from vaekst.sources.mastodon.session import Session
    except ImportError as error:
        raise failures.extra_missing("mastodon", "Mastodon") from error
    return Session(access, timeout=_TIMEOUT)


def _call(session: Session, ask: Callable[[], Any]) -> Any:
    """What the server answered, as it came. Raises Failure."""
    from mastodon import errors

    session.last = None
    try:
        ask()
    except errors.MastodonRatelimitError as error:
        raise failures.limited("Mastodon", _wait(session)) from error
    except errors.MastodonUnauthorizedError as error:
        raise failures.denied("Mastodon", "401") from error
    except errors.MastodonServerError as error:
        raise failures.stumbled("Mastodon", str(session.status), after=_retry_after(session)) from error
    except errors.MastodonNetworkError as error:
        raise _of_network(error) from error
    except errors.MastodonError as error:
        if session.status == 403:
            raise failures.denied("Mastodon", "403") from error
        raise failures.broken("Mastodon", str(session.status or type(error).__name__)) from error
    return session.answer()


def _of_network(error: BaseException) -> VaekstError:
    """What stands behind an error of the network: a refusal of our own, or the network."""
    found: BaseException | None = error
    while found is not None:
        if isinstance(found, VaekstError):
            return found
        found = found.__context__
    return _stumbled(error)


def _stumbled(error: BaseException) -> Failure:
    cause = error.__context__ or error
    return failures.stumbled("Mastodon", type(cause).__name__)


def _wait(session: Session) -> float | None:
    """Seconds until the limit is lifted, by whichever header says so."""
    stated = _retry_after(session)
    reset = session.header("X-RateLimit-Reset")
    if stated is not None or reset is None:
        return stated
    try:
        return max(0.0, (datetime.fromisoformat(reset) - _server_time(session)).total_seconds())
    except (TypeError, ValueError):  # no date, or one without a zone
        return None


def _server_time(session: Session) -> datetime:
    """The server's own clock, by which it states its limits."""
    stated = session.header("Date")
    return parsedate_to_datetime(stated) if stated else datetime.now(UTC)


def _retry_after(session: Session) -> float | None:
    stated = session.header("Retry-After")
    if stated is None:
        return None
    if stated.strip().isdigit():
        return float(stated)
    try:
        return max(0.0, (parsedate_to_datetime(stated) - _server_time(session)).total_seconds())
    except (TypeError, ValueError):
        return None
