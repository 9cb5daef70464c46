"""The UTM fields of a link or of a row in an export, and links that hold them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields, replace
from urllib.parse import quote, unquote, urlsplit, urlunsplit

from vaekst.core.errors import BadInput
from vaekst.core.sentence import N_

LONGEST_LINK = 2000
"""Signs. Longer addresses are cut by browsers, mail programs and analytics tools, each at its own length."""

PREFIX = "utm_"

_ROUNDS = 4  # of percent-encoding on top of each other


@dataclass(frozen=True, slots=True)
class Tags:
    """What the nine UTM fields say. None: the field is not there."""

    source: str | None = None
    medium: str | None = None
    campaign: str | None = None
    content: str | None = None
    term: str | None = None
    id: str | None = None
    source_platform: str | None = None
    creative_format: str | None = None
    marketing_tactic: str | None = None

    def told(self) -> dict[str, str]:
        """The fields that are there, in order."""
        return {name: value for name in FIELDS if (value := getattr(self, name)) is not None}

    def settled(self) -> Tags:
        """The fields as they were meant: decoded, small letters, without a slash something put behind them."""
        return replace(self, **{name: decoded(value).lower().strip("/ ") for name, value in self.told().items()})


FIELDS: tuple[str, ...] = tuple(field.name for field in fields(Tags))


def decoded(text: str) -> str:
    """The text without percent-encoding, however often it was put on top of itself."""
    for _ in range(_ROUNDS):
        plain = unquote(text)
        if plain == text:
            break
        text = plain
    return text


def key_of(name: str) -> str:
    """A parameter's name as it is compared."""
    return unquote(name).strip().lower()


def parameters(url: str) -> Iterator[tuple[str, str]]:
    """Name and value of each parameter in the address as they stand there: not decoded, but `+` is a space."""
    for pair in urlsplit(url).query.split("&"):
        name, _, value = pair.partition("=")
        if name:
            yield name, value.replace("+", " ")


def tags_in(url: str) -> Tags:
    """The tags of a link, once decoded; of a field that stands twice the first. Raises BadInput as `checked_link` does."""
    found: dict[str, str] = {}
    for name, value in parameters(checked_link(url)):
        key = key_of(name)
        if key.startswith(PREFIX) and (field := key.removeprefix(PREFIX)) in FIELDS:
            found.setdefault(field, unquote(value))
    return Tags(**found)


def tagged(url: str, tags: Tags) -> str:
    """The link with these tags instead of its own; its other parameters and its fragment stay.

    Raises BadInput as `checked_link` does, also for what came out.
    """
    split = urlsplit(checked_link(url))
    kept = [pair for pair in split.query.split("&") if pair and not key_of(pair.partition("=")[0]).startswith(PREFIX)]
    added = [f"utm_{name}={quote(value, safe='')}" for name, value in tags.told().items()]
    return checked_link(urlunsplit(split._replace(path=split.path or "/", query="&".join((*kept, *added)))))


def checked_link(url: str) -> str:
    """The address without spaces around it. Raises BadInput where it leads nowhere, names a password, or is too long."""
    url = url.strip()
    if len(url) > LONGEST_LINK:
        raise BadInput(
            "link_too_long",
            N_(
                "The link has {size} signs, and {most} are allowed: what is longer gets cut on its way. It starts {start}."
            ),
            size=len(url),
            most=LONGEST_LINK,
            start=url[:60],
        )
    try:
        split = urlsplit(url)
        host = split.hostname
        _ = split.port
    except ValueError:
        host = None
    shown = url if len(url) <= 120 else f"{url[:119]}…"
    if not host or split.scheme not in ("http", "https") or any(sign.isspace() or sign < " " for sign in url):
        raise BadInput(
            "not_a_link",
            N_("'{given}' is no link. Write a whole address, such as https://example.com/offer."),
            given=shown,
        )
    if "@" in split.netloc:
        raise BadInput(
            "link_with_password",
            N_("'{given}' names a user or a password before its host. Leave that out of links."),
            given=shown,
        )
    return url
