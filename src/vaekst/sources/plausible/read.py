"""Plausible's tables as facts: visits by day, each table its own report."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, datetime

from vaekst.sources.contract import Context, Document, Reading, Recognition
from vaekst.sources.ledger import Ledger
from vaekst.sources.plausible.headers import DATE, OWN_SOURCE, SHAPES
from vaekst.sources.plausible.recognise import NAME
from vaekst.sources.reading.words import visible
from vaekst.sources.web.counted import table_of, visits_of
from vaekst.sources.web.visits import TOUCH, added, reading_of

_NAMED = re.compile(r"(?P<site>.+)_(?P<day>\d{8})(?: ?\(\d+\))?\.zip", re.IGNORECASE)


def read(document: Document, recognition: Recognition, context: Context) -> Reading:
    """The facts of one table. Raises BadFile for cells that are no dates or counts."""
    ledger = Ledger(document, recognition, context)
    shape = next(shape for shape in SHAPES if shape.kind == recognition.kind)
    table = table_of(document.blocks, ledger)
    days = table.dates(DATE, not_after=context.now.date()).days
    visits = added(visits_of(table, shape, [(day, day) for day in days], ledger, touch=_touch))
    known = {DATE, *shape.touch, *shape.counts}
    ledger.leave_out(table.name(header) for header in table.columns if header not in known)
    site, exported = _named(document)
    newest = max((each.last for each in visits), default=None)
    return reading_of(
        visits,
        ledger,
        website=site,
        platform=NAME,
        observed_at=ledger.observed_at(newest=newest, printed=exported),
        timezone=context.timezone or context.zone,
    )


def _touch(cells: Mapping[str, str]) -> dict[str, str]:
    """A row's place in its report: the source as tagged, else as Plausible names it; other dimensions as the member."""
    touch = {name: text for name, cell in cells.items() if name in TOUCH and (text := visible(cell))}
    if "page" in cells:
        touch["page"] = cells["page"]
    if OWN_SOURCE in cells:
        own = visible(cells[OWN_SOURCE])
        return {"source": own, **touch} if own else touch
    members = [cells[name] for name in cells if name not in TOUCH]
    while len(members) > 1 and not visible(members[-1]):
        members.pop()
    return {**touch, "member": " / ".join(members)} if members else touch


def _named(document: Document) -> tuple[str, date | None]:
    """The site and the day of export, as Plausible names its ZIPs (`nordlys_example_20260928.zip`)."""
    found = _NAMED.fullmatch(visible(document.outer or ""))
    if not found:
        return NAME, None
    try:
        return found["site"], datetime.strptime(found["day"], "%Y%m%d").date()  # noqa: DTZ007 (a day has no zone)
    except ValueError:
        return found["site"], None
