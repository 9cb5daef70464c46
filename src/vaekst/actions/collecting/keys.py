"""Site keys: which website may send events, and from which addresses."""

from __future__ import annotations

import json
import re
import secrets
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from urllib.parse import urlsplit

from django.db import transaction
from django.db.models import Max, QuerySet, Sum

from vaekst.actions import audit, facts
from vaekst.actions.audit import Actor
from vaekst.actions.people import Act, require
from vaekst.core.collecting import Event
from vaekst.core.errors import BadInput, Conflict, UnknownName
from vaekst.core.sentence import N_
from vaekst.lake import Spool
from vaekst.store.models import Brand, CollectedEvents, SiteKey

_LONGEST, _MOST = 80, 20
_HOST = re.compile(r"[a-z0-9-]+(\.[a-z0-9-]+)*")


def closed_keys(brand: Brand) -> QuerySet[SiteKey]:
    """The keys that open nothing any more, those closed last first."""
    return SiteKey.objects.filter(brand=brand).exclude(closed_at=None).order_by("-closed_at")


def open_keys(brand: Brand) -> QuerySet[SiteKey]:
    """The keys that open something, by name."""
    return SiteKey.objects.filter(brand=brand, closed_at=None).select_related("made_by")


@dataclass(frozen=True, slots=True)
class Told:
    """What a key has told so far. `newest_at` is when the newest event taken in happened; `waiting_at` the newest that waits."""

    touches: int = 0
    conversions: int = 0
    newest_at: datetime | None = None
    waiting_at: datetime | None = None


def told_by_key(brand: Brand) -> Mapping[str, Told]:
    """By key, how many events were taken in, and the newest that came. A key that told nothing is not among them."""
    counted = CollectedEvents.objects.filter(brand=brand).values_list("site_key__key")
    found = {
        key: Told(touches, conversions, newest)
        for key, touches, conversions, newest in counted.annotate(
            Sum("touches"), Sum("conversions"), Max("newest_at")
        ).order_by()
    }
    for key, waiting in _waiting(brand).items():
        found[key] = replace(found.get(key, Told()), waiting_at=waiting)
    return found


def _waiting(brand: Brand) -> Mapping[str, datetime]:
    """By key, the newest event among the last that wait to be taken in."""
    found: dict[str, datetime] = {}
    for line in Spool(facts.collected(brand)).newest():
        for event in map(Event.from_json, json.loads(line)):
            if event.site:
                found[event.site] = max(event.at, found.get(event.site, event.at))
    return found


@transaction.atomic
def open_key(actor: Actor, brand: Brand, name: str, *, origins: Iterable[str], now: datetime) -> SiteKey:
    """A new key for pages of these origins; without any, for servers alone.

    Raises NotAllowed, BadInput for a name or an origin that is none, Conflict for a name in use.
    """
    require(actor, brand, Act.CONNECT)
    name = " ".join(name.split())
    if not 0 < len(name) <= _LONGEST:
        raise BadInput("site_name", N_("A site key needs a name of 1 to {longest} characters."), longest=_LONGEST)
    if open_keys(brand).filter(name=name).exists():
        raise Conflict(
            "site_exists", N_("There is a site key called '{name}'. Close it, or choose another name."), name=name
        )
    allowed = _allowed(origins)
    made = SiteKey.objects.create(
        brand=brand, key=secrets.token_urlsafe(16), name=name, origins=allowed, made_by=actor.person, made_at=now
    )
    audit.record(actor, "collect.open", brand=brand, subject=name, after={"origins": allowed})
    return made


@transaction.atomic
def allow(actor: Actor, brand: Brand, name: str, *, origins: Iterable[str]) -> SiteKey:
    """Let pages of these origins send by the key, and of no others. Raises NotAllowed, UnknownName, and BadInput as `open_key`."""
    require(actor, brand, Act.CONNECT)
    known = open_keys(brand)
    key = known.filter(name=name).first()
    if key is None:
        raise UnknownName("site key", name, known.values_list("name", flat=True))
    before, key.origins = key.origins, _allowed(origins)
    key.save(update_fields=["origins"])
    audit.record(
        actor, "collect.allow", brand=brand, subject=name, before={"origins": before}, after={"origins": key.origins}
    )
    return key


@transaction.atomic
def close_key(actor: Actor, brand: Brand, name: str, *, now: datetime) -> None:
    """No event comes in by the key any more, at the latest some seconds from now. Raises UnknownName."""
    require(actor, brand, Act.CONNECT)
    known = open_keys(brand)
    if not known.filter(name=name).update(closed_at=now):
        raise UnknownName("site key", name, known.values_list("name", flat=True))
    audit.record(actor, "collect.close", brand=brand, subject=name)


def _allowed(origins: Iterable[str]) -> list[str]:
    allowed = sorted({_origin(each) for each in origins})
    if len(allowed) > _MOST:
        raise BadInput("site_origins", N_("A site key has at most {most} origins. Open another."), most=_MOST)
    return allowed


def _origin(written: str) -> str:
    """The origin as browsers send it: scheme and host in their own letters, and a port where it is not the usual one."""
    try:
        parts = urlsplit(written.strip().rstrip("/"))
        host, port = (parts.hostname or "").encode("idna").decode(), parts.port
    except ValueError:  # of which UnicodeError is one
        parts, host, port = urlsplit(""), "", None
    is_one = parts.scheme in ("http", "https") and _HOST.fullmatch(host) and not parts.username
    if not is_one or parts.path or parts.query or parts.fragment:
        raise BadInput(
            "bad_origin",
            N_("'{given}' is no origin. Write scheme and host alone, such as https://www.example.com"),
            given=written.strip()[:_LONGEST],
        )
    usual = {"http": 80, "https": 443}[parts.scheme]
    return f"{parts.scheme}://{host}" + (f":{port}" if port not in (None, usual) else "")
