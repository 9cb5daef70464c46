"""An import happens once, and wholly or not at all.

What makes two imports one is what was read, never the name of the file: the bytes, where they belong, and whatever
else decided how they were read.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from uuid import NAMESPACE_URL, uuid5

from django.db import IntegrityError, transaction

from vaekst.actions import audit, facts
from vaekst.actions.audit import Actor
from vaekst.core.receipt import Receipt
from vaekst.sources import Reading, Upload
from vaekst.store.models import Brand, ImportRecord

_LONGEST_NAME = ImportRecord._meta.get_field("file").max_length  # noqa: SLF001 (what Django calls its public API)


def import_id(reading: Reading, receipt: Receipt, *, exported_at: datetime | None, turn: int = 0) -> str:
    """The id of an import: the same content read in the same way for the same channel has the same one.

    `turn` tells a file read again on purpose from the readings before.
    """
    stated, profile = reading.stated, reading.profile
    period = stated and (stated.first, stated.last)
    meaning = profile and (profile.kind, sorted(profile.columns.items()), sorted(profile.options.items()))
    decisive = [receipt.sha256, receipt.channel, receipt.timezone, exported_at, period, meaning]
    if reading.made is not None:
        decisive.append(reading.made)
    if turn:
        decisive.append(f"turn {turn}")
    return str(uuid5(NAMESPACE_URL, "|".join(map(str, decisive))))


def imported_before(
    brand: Brand, reading: Reading, receipt: Receipt, *, exported_at: datetime | None
) -> ImportRecord | None:
    """The record of the same import, or of the same content by somebody who knew more about it.

    A file that lost the name that told its period says nothing that the file with the name has not said.
    """
    records = brand.imports.order_by("id")
    found = records.filter(import_id=receipt.import_id).first()
    if found is None and (exported_at, reading.stated, reading.made, reading.profile) == (None,) * 4:
        alike = records.filter(receipt__sha256=receipt.sha256, channel=receipt.channel or "")
        found = alike.filter(receipt__timezone=receipt.timezone).first()
    return found


def record_import(actor: Actor, brand: Brand, receipt: Receipt, upload: Upload, version: str, *, now: datetime) -> None:
    """Remembers the import and its receipt in the store, with who imported it."""
    ImportRecord.objects.create(
        brand=brand,
        import_id=receipt.import_id,
        sha256=upload.sha256,
        file=receipt.file[:_LONGEST_NAME],
        platform=receipt.platform or "",
        kind=receipt.kind or "",
        channel=receipt.channel or "",
        status=receipt.status,
        receipt=receipt.to_json(),
        lake_version=version,
        recorded_at=now,
        by=actor.person,
    )
    audit.record(actor, "import", brand=brand, subject=receipt.file, after={"import_id": receipt.import_id})


RETRACTED = "retracted"
"""The status of an import that was taken back."""


@transaction.atomic
def standing_again(actor: Actor, brand: Brand, receipt: Receipt) -> bool:
    """Whether the import had been retracted; its record says that it stands again, as the receipt tells."""
    retracted = brand.imports.filter(import_id=receipt.import_id, status=RETRACTED)
    if not retracted.update(status=receipt.status, receipt=receipt.to_json()):
        return False
    audit.record(actor, "import", brand=brand, subject=receipt.file, after={"import_id": receipt.import_id})
    return True


@contextmanager
def all_or_nothing(brand: Brand, upload: Upload, receipt: Receipt) -> Iterator[None]:
    """Puts lake and archive back as they were when anything goes wrong inside, an impatient Ctrl-C included."""
    lake, archive = facts.lake(brand), facts.archive(brand)
    before, had_original = lake.version(), archive.holds(upload.sha256)
    try:
        yield
    except IntegrityError:
        raise  # the record is there already: the facts and the original are its own
    except BaseException:
        lake.take_back(receipt.import_id, to=before)
        if not had_original:
            archive.drop(upload.sha256)
        raise
