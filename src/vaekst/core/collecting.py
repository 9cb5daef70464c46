"""Events a website or a server sends: read strictly, without anything that could name a person.

    read_event({"id": "…", "type": "touch", "consent": True, "visitor": "…", "url": "https://…"}, rules, now=…)

Consent is stated by whoever sends the event; Vaekst asks nobody. Without it an event is counted and belongs to nobody.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from decimal import Decimal, InvalidOperation
from typing import Any, NoReturn
from urllib.parse import parse_qsl, urlsplit

from vaekst.core.errors import BadInput
from vaekst.core.facts import UTM
from vaekst.core.robots import is_robot
from vaekst.core.sentence import N_, Value
from vaekst.core.strategy.vocabulary import CURRENCIES

TOUCH, CONVERSION = "touch", "conversion"
FIELDS = frozenset(
    {
        "id",
        "type",
        "consent",
        "visitor",
        "at",
        "url",
        "referrer",
        "kind",
        "external_id",
        "value",
        "currency",
        "user_agent",
    }
)
"""All an event may say. What else it says is refused, so that nothing slips in that nobody meant to keep."""

LONGEST_BODY = 16 * 1024
MOST_AT_ONCE = 50
_ID = re.compile(r"[A-Za-z0-9_.:-]{1,80}")
_NO_TEXT = re.compile(r"[\x00\ud800-\udfff]")
_FINEST = -20
"""The last decimal an amount may have; what a computer's fraction needs fits."""
_LONGEST = {"visitor": 200, "url": 8192, "referrer": 8192, "external_id": 200, "user_agent": 1000}
_AHEAD, _BEHIND = timedelta(minutes=10), timedelta(days=30)
_LONGEST_TAG, _LONGEST_PAGE = 200, 500


@dataclass(frozen=True, slots=True)
class Rules:
    """What an event is held to: the conversions of the strategy, and how a visitor is made unreadable."""

    kinds: tuple[str, ...]
    currency: str
    hide: Callable[[str], str]


@dataclass(frozen=True, slots=True)
class Event:
    """An event as it is kept. `visitor` is a keyed hash, None without consent; `page` and `host` are without what follows `?`.

    `site` is the site key it came by.
    """

    id: str
    type: str
    at: datetime
    consent: bool
    is_bot: bool
    visitor: str | None = None
    page: str | None = None
    host: str | None = None
    tags: Mapping[str, str] | None = None
    kind: str | None = None
    external_id: str | None = None
    value: str | None = None
    currency: str | None = None
    site: str | None = None

    def to_json(self) -> dict[str, Any]:
        """The event as plain JSON values, without what it does not say."""
        told = {name: getattr(self, name) for name in self.__slots__}
        return {name: value for name, value in (told | {"at": self.at.isoformat()}).items() if value is not None}

    @classmethod
    def from_json(cls, stored: Mapping[str, Any]) -> Event:
        """The event `to_json` stored."""
        return cls(**{**stored, "at": datetime.fromisoformat(stored["at"])})


def read_event(given: object, rules: Rules, *, now: datetime, agent: str | None, fresh_id: str) -> Event:
    """The event as it is kept. `agent` is what the browser calls itself, None for a server; `fresh_id` serves one without.

    Raises BadInput naming the field, what it holds, and what is allowed.
    """
    if not isinstance(given, Mapping):
        _refuse(
            "event_no_object", N_("An event is an object with fields. Known: {known}."), known=", ".join(sorted(FIELDS))
        )
    if strange := sorted(str(name) for name in given if name not in FIELDS):
        _refuse(
            "event_strange_field",
            N_("An event has no field '{name}'. Known: {known}. Send nothing that could name a person."),
            name=strange[0],
            known=", ".join(sorted(FIELDS)),
        )
    kind_of_event = given.get("type", TOUCH)
    if kind_of_event not in (TOUCH, CONVERSION):
        _refuse("event_type", N_("'type' is '{given}'. Write touch or conversion."), given=str(kind_of_event))
    consent = given.get("consent")
    if not isinstance(consent, bool):
        _refuse(
            "event_consent",
            N_("'consent' must be true or false: say whether the visitor agreed to be counted as one person."),
        )
    visitor = _text(given, "visitor")
    said = _text(given, "user_agent") or agent
    common = {
        "id": _id(given, fresh_id),
        "at": _moment(given.get("at"), now),
        "consent": consent,
        "visitor": rules.hide(visitor) if visitor and consent else None,
        "is_bot": said is not None and is_robot(said),
    }
    if kind_of_event == TOUCH:
        return _touch(given, common)
    return _conversion(given, common, rules)


def _touch(given: Mapping[str, Any], common: Mapping[str, Any]) -> Event:
    url = _text(given, "url")
    if url is None:
        _refuse("event_no_url", N_("A touch needs 'url': the address of the page, with its utm parameters."))
    host, page = _place(url, "url")
    came = _text(given, "referrer")
    referrer = _place(came, "referrer")[0] if came else None
    return Event(
        **common,
        type=TOUCH,
        page=page,
        host=None if referrer == host else referrer,
        tags=_tags(url),
    )


def _conversion(given: Mapping[str, Any], common: Mapping[str, Any], rules: Rules) -> Event:
    kind = given.get("kind", rules.kinds[0])
    if kind not in rules.kinds:
        _refuse(
            "event_kind",
            N_("'kind' is '{given}', which the strategy does not count. Known: {known}."),
            given=str(kind),
            known=", ".join(rules.kinds),
        )
    number = _text(given, "external_id") if common["consent"] else None
    value, currency = _worth(given, rules)
    return Event(
        **common,
        type=CONVERSION,
        kind=kind,
        external_id=rules.hide(number) if number and "@" in number else number,
        value=value,
        currency=currency,
    )


def _id(given: Mapping[str, Any], fresh: str) -> str:
    """The event's own id, by which it is counted once however often it is sent."""
    stated = given.get("id", fresh)
    if not isinstance(stated, str) or not _ID.fullmatch(stated):
        _refuse("event_id", N_("'id' is '{given}'. Write 1 to 80 letters, digits and _ . : -"), given=str(stated)[:80])
    return stated


def _moment(given: object, now: datetime) -> datetime:
    """When it happened, by default now."""
    if given is None:
        return now.astimezone(UTC)
    try:
        moment = datetime.fromisoformat(given) if isinstance(given, str) else None
    except ValueError:
        moment = None
    if moment is None or moment.tzinfo is None:
        _refuse(
            "event_at",
            N_("'at' is '{given}'. Write a moment with its zone, such as 2026-11-23T09:30:00Z."),
            given=str(given)[:80],
        )
    if not now - _BEHIND <= moment <= now + _AHEAD:
        _refuse(
            "event_when",
            N_("'at' is '{given}', which is more than {days} days ago or still to come. Leave it out for now."),
            given=str(given)[:80],
            days=_BEHIND.days,
        )
    return moment.astimezone(UTC)


def _text(given: Mapping[str, Any], name: str) -> str | None:
    value = given.get(name)
    if value is None or value == "":
        return None
    if not isinstance(value, str) or len(value) > _LONGEST[name]:
        _refuse(
            "event_text",
            N_("'{name}' must be text of at most {longest} characters."),
            name=name,
            longest=_LONGEST[name],
        )
    if broken := _NO_TEXT.search(value):
        _refuse(
            "event_half_sign",
            N_("'{name}' holds U+{sign}, which is no character. Send text in UTF-8."),
            name=name,
            sign=f"{ord(broken[0]):04X}",
        )
    return value.strip() or None


def _place(address: str, name: str) -> tuple[str, str]:
    """Host, and host with path, of an address. What follows `?` or `#` may be about a person and is left out."""
    try:
        parts = urlsplit(address)
        host = (parts.hostname or "").removeprefix("www.")
    except ValueError:  # such as half an IPv6 address
        host = ""
    if not host or parts.scheme not in ("http", "https"):
        _refuse("event_address", N_("'{name}' is no address of a page. Write it whole, with https://"), name=name)
    return host, f"{host}{parts.path}"[:_LONGEST_PAGE]


def _tags(url: str) -> Mapping[str, str] | None:
    found = {name: value[:_LONGEST_TAG] for name, value in parse_qsl(urlsplit(url).query) if name in UTM and value}
    return found or None


def _worth(given: Mapping[str, Any], rules: Rules) -> tuple[str | None, str | None]:
    """What the conversion is worth, as text, and its currency."""
    value, currency = given.get("value"), given.get("currency", rules.currency)
    if value is None:
        return None, None
    try:
        number = Decimal(str(value)) if isinstance(value, (int, float, str)) and not isinstance(value, bool) else None
    except InvalidOperation:
        number = None
    if number is None or not number.is_finite() or not 0 <= number < 10**12 or _is_too_fine(number):
        _refuse(
            "event_value",
            N_("'value' is '{given}'. Write an amount of 0 or more, such as 1250.50."),
            given=str(value)[:80],
        )
    if not isinstance(currency, str) or currency not in CURRENCIES:
        _refuse(
            "event_currency",
            N_("'currency' is '{given}'. Write its three letters, such as EUR."),
            given=str(currency)[:80],
        )
    return f"{number:f}", currency


def _is_too_fine(number: Decimal) -> bool:
    """Whether an amount has more decimals than any has: `1e-999999` would take a million signs to keep."""
    exponent = number.as_tuple().exponent
    return isinstance(exponent, int) and exponent < _FINEST


def _refuse(code: str, template: str, /, **values: Value) -> NoReturn:
    raise BadInput(code, template, **values)
