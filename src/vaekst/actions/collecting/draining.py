"""Taking collected events into the lake: as files of events, imported as any other, so that doing it again adds nothing."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from pathlib import Path

from vaekst.actions import facts, imports
from vaekst.actions.audit import Actor
from vaekst.core.collecting import CONVERSION, TOUCH, Event
from vaekst.core.errors import VaekstError
from vaekst.core.facts import UTM
from vaekst.core.receipt import Receipt, Status
from vaekst.lake import Spool, lines_of
from vaekst.sources.contacts import hidden
from vaekst.store.models import Brand, CollectedEvents, SiteKey, Via

_TOUCHES = ("touch_id", "user_id", "at", "landing_page", "referrer", *UTM, "is_bot", "consent")
_CONVERSIONS = ("conversion_id", "user_id", "at", "kind", "external_id", "value", "currency")


def drain_all(*, now: datetime) -> list[Receipt]:
    """Take in what waits for every brand that has a site key; the receipts of all imports."""
    brands = Brand.objects.filter(pk__in=SiteKey.objects.values("brand"))
    return [receipt for brand in brands for receipt in drain(brand, now=now)]


def drain(brand: Brand, *, now: datetime) -> list[Receipt]:
    """Take in what waits for the brand, in the name of who opened its first site key; a receipt a file of events.

    A file of the spool goes only when all it holds is in the lake. Interrupted, it is taken in again, with the same bytes, as
    the same import. Raises VaekstError when a file is refused: it stays, and nothing of it is lost.
    """
    opener = SiteKey.objects.select_related("made_by").filter(brand=brand).order_by("id").first()
    folder = facts.collected(brand)
    if opener is None or not folder.is_dir():
        return []
    actor = Actor(opener.made_by, Via.API)
    receipts: list[Receipt] = []
    for path in Spool(folder).take():
        receipts += _take_in(actor, brand, path, now=now)
        path.unlink()
    return receipts


def _take_in(actor: Actor, brand: Brand, path: Path, *, now: datetime) -> list[Receipt]:
    events = _once(_events(path))
    receipts = []
    for kind, write in ((TOUCH, _touches), (CONVERSION, _conversions)):
        told = [event for event in events if event.type == kind]
        if not told:
            continue
        table = path.with_suffix(f".{kind}.csv")
        table.write_bytes(write(told))
        name = f"{told[0].at:%Y-%m-%d %H.%M} {kind}.csv"
        (receipt,) = imports.import_file(actor, brand, table, now=now, name=name)
        if receipt.status is Status.REFUSED and receipt.refusal is not None:
            raise VaekstError(receipt.refusal.code, receipt.refusal.template, **receipt.refusal.values)
        table.unlink()
        receipts.append(receipt)
    _count(brand, path.stem, events)
    return receipts


def _count(brand: Brand, batch: str, events: Sequence[Event]) -> None:
    """Remember how many of the batch's events came by each key; taken in again, it is counted once."""
    for key in SiteKey.objects.filter(brand=brand, key__in={event.site for event in events if event.site}):
        told = [event for event in events if event.site == key.key]
        touches = sum(event.type == TOUCH for event in told)
        counted = {
            "brand": brand,
            "touches": touches,
            "conversions": len(told) - touches,
            "newest_at": max(event.at for event in told),
        }
        CollectedEvents.objects.get_or_create(site_key=key, batch=batch, defaults=counted)


def _events(path: Path) -> Iterator[Event]:
    for line in lines_of(path):
        yield from map(Event.from_json, json.loads(line))


def _once(events: Iterable[Event]) -> list[Event]:
    """Each event once, by its id; the first telling counts. A visit of a program is no conversion."""
    found: dict[tuple[str, str], Event] = {}
    for event in events:
        if not (event.type == CONVERSION and event.is_bot):
            found.setdefault((event.type, event.id), event)
    return list(found.values())


def _touches(events: Sequence[Event]) -> bytes:
    return _table(
        _TOUCHES,
        (
            [
                *(event.id, _user(event), event.at.isoformat(), event.page, event.host),
                *((event.tags or {}).get(name) for name in UTM),
                *(_flag(is_so=event.is_bot), _flag(is_so=event.consent)),
            ]
            for event in events
        ),
    )


def _conversions(events: Sequence[Event]) -> bytes:
    return _table(
        _CONVERSIONS,
        (
            [
                *(event.id, _user(event), event.at.isoformat(), event.kind),
                *(event.external_id, event.value, event.currency),
            ]
            for event in events
        ),
    )


def _user(event: Event) -> str | None:
    return hidden(event.visitor) if event.visitor else None


def _flag(*, is_so: bool) -> str:
    return "yes" if is_so else "no"


def _table(header: Sequence[str], rows: Iterable[Sequence[str | None]]) -> bytes:
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows([header, *rows])
    return text.getvalue().encode()
