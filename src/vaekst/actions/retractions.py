"""Taking back an import made by mistake. From now on its rows are not read; weeks decided with them can still be replayed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from django.db import transaction

from vaekst.actions import audit, facts
from vaekst.actions.audit import Actor
from vaekst.actions.once import RETRACTED
from vaekst.actions.people import Act, require
from vaekst.core.errors import BadInput, UnknownName
from vaekst.core.receipt import Receipt
from vaekst.core.sentence import N_, Sentence
from vaekst.sources.table.kinds import TAGS
from vaekst.store import queries
from vaekst.store.models import Brand, ImportRecord


@dataclass(frozen=True, slots=True)
class Retracted:
    """An import that is taken back, and how many rows of each table are not read any more."""

    file: str
    import_id: str
    rows: Mapping[str, int]


def retract(actor: Actor, brand: Brand, named: str, *, now: datetime) -> Retracted:
    """Take back an import, by its id, the beginning of it, or the name of its file; of several, the newest.

    Its original stays, and importing it again brings the rows back. Raises NotAllowed; UnknownName; BadInput for an import
    that is retracted already or brought no facts; and Trouble when the lake is busy, after which it can be done again.
    """
    require(actor, brand, Act.IMPORT)
    record = _named(brand, named)
    if record.status == RETRACTED:
        raise BadInput("retracted_before", N_("{file} was taken back before. Nothing was changed."), file=record.file)
    if record.kind == TAGS.name:
        raise BadInput(
            "tags_not_retracted",
            N_("{file} brought concepts and no facts. Take those back with: vaekst posts undo"),
            file=record.file,
        )
    lake = facts.lake(brand)
    with lake.turn():
        rows = lake.retract(record.import_id)
        with transaction.atomic():
            _note(record, now=now)
            after = {"import_id": record.import_id, "rows": sum(rows.values())}
            audit.record(actor, "import.retract", brand=brand, subject=record.file, after=after)
    return Retracted(record.file, record.import_id, rows)


def _named(brand: Brand, named: str) -> ImportRecord:
    imports, named = queries.imports(brand), named.strip()
    found = imports.filter(import_id__startswith=named).first() if named else None
    if found := found or imports.filter(file=named).first():
        return found
    raise UnknownName("import", named, set(imports.values_list("file", flat=True)[:100]))


def _note(record: ImportRecord, *, now: datetime) -> None:
    receipt = Receipt.from_json(record.receipt)
    said = Sentence(
        RETRACTED,
        N_(
            "This import was taken back on {day:day}: its rows are not read any more. Import the file again to bring them back."
        ),
        day=now.date(),
    )
    record.status = RETRACTED
    record.receipt = replace(receipt, warnings=(said, *receipt.warnings)).to_json()
    record.save(update_fields=["status", "receipt"])
