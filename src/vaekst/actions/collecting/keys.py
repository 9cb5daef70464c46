"""Site keys: which website may send events, and from which addresses."""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from datetime import datetime
from urllib.parse import urlsplit

from django.db import transaction
from django.db.models import QuerySet

from vaekst.actions import audit
from vaekst.actions.audit import Actor
from vaekst.actions.people import Act, require
from vaekst.core.errors import BadInput, Conflict, UnknownName
from vaekst.core.sentence import N_
from vaekst.store.models import Brand, SiteKey

_LONGEST, _MOST = 80, 20


def open_keys(brand: Brand) -> QuerySet[SiteKey]:
    """The keys that open something, by name."""
    return SiteKey.objects.filter(brand=brand, closed_at=None).select_related("made_by")


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
    allowed = sorted({_origin(each) for each in origins})
    if len(allowed) > _MOST:
        raise BadInput("site_origins", N_("A site key has at most {most} origins. Open another."), most=_MOST)
    made = SiteKey.objects.create(
        brand=brand, key=secrets.token_urlsafe(16), name=name, origins=allowed, made_by=actor.person, made_at=now
    )
    audit.record(actor, "collect.open", brand=brand, subject=name, after={"origins": allowed})
    return made


@transaction.atomic
def close_key(actor: Actor, brand: Brand, name: str, *, now: datetime) -> None:
    """No event comes in by the key any more, at the latest some seconds from now. Raises UnknownName."""
    require(actor, brand, Act.CONNECT)
    known = open_keys(brand)
    if not known.filter(name=name).update(closed_at=now):
        raise UnknownName("site key", name, known.values_list("name", flat=True))
    audit.record(actor, "collect.close", brand=brand, subject=name)


def _origin(written: str) -> str:
    """The origin as browsers send it: scheme and host, and a port where it is not the usual one."""
    try:
        parts = urlsplit(written.strip().rstrip("/"))
        port = parts.port
    except ValueError:
        parts, port = urlsplit(""), None
    if parts.scheme not in ("http", "https") or not parts.hostname or parts.path or parts.query:
        raise BadInput(
            "bad_origin",
            N_("'{given}' is no origin. Write scheme and host alone, such as https://www.example.com"),
            given=written,
        )
    usual = {"http": 80, "https": 443}[parts.scheme]
    return f"{parts.scheme}://{parts.hostname}" + (f":{port}" if port not in (None, usual) else "")
