"""Reading an import again from the archive, when the zone its times were read in was wrong.

The later reading restates the earlier one: it was observed at the same moment and recorded later, so it is believed.
The rows of the earlier reading stay where they are, as every row does.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from vaekst.actions import facts, strategies
from vaekst.actions.audit import Actor
from vaekst.actions.imports import Choices, keep, readings_of, upload_of
from vaekst.actions.people import Act, require
from vaekst.core.errors import BadInput, UnknownName
from vaekst.core.receipt import Receipt
from vaekst.core.sentence import N_, Sentence
from vaekst.core.timezones import checked_timezone
from vaekst.sources import Reading
from vaekst.store import queries
from vaekst.store.models import Brand, ImportRecord


def read_again(actor: Actor, brand: Brand, import_id: str, *, timezone: str, now: datetime) -> Receipt:
    """The receipt of the file read again, its times being in the zone.

    Raises NotAllowed, UnknownName for an import there is not, BadInput for a zone that is none, that the file is read in
    already, or that changes nothing for files of this kind, and Trouble when the original is not in the archive.
    """
    require(actor, brand, Act.IMPORT)
    zone = checked_timezone(timezone)
    record = queries.imports(brand).filter(import_id=import_id).first()
    if record is None:
        raise UnknownName("import", import_id, (), cure=N_("The list of imports names each of them."))
    before = Receipt.from_json(record.receipt)
    readings = _readings_of(brand, record)
    newest = Receipt.from_json(readings[0].receipt)
    if newest.timezone == zone:
        raise BadInput(
            "zone_stands",
            N_("{file} is read in {timezone} already. Name another zone."),
            file=before.file,
            timezone=zone,
        )
    choices = Choices(
        channel=record.channel if record.channel in strategies.in_force(brand).channels else None,
        timezone=zone,
        times_in=zone,
        exported_at=before.observed_at,
        turn=len(readings),
    )
    upload = upload_of(facts.archive(brand).path(record.sha256), before.file.split("/", 1)[0])
    found = readings_of(upload, brand, strategies.in_force(brand), choices, now=now)
    reading = next(each for each in found if each.receipt.file == before.file)
    if reading.tags or reading.receipt.timezone == newest.timezone:
        raise BadInput(
            "zone_changes_nothing",
            N_("Files such as {file} are read in {timezone} whatever zone is named. Nothing was changed."),
            file=before.file,
            timezone=newest.timezone,
        )
    return keep(actor, brand, upload, _noted(reading, newest, record), choices=choices, now=now)


def _readings_of(brand: Brand, record: ImportRecord) -> list[ImportRecord]:
    """Every import of the same file, the newest first."""
    same = queries.imports(brand).filter(sha256=record.sha256, channel=record.channel)
    return [each for each in same if each.receipt["file"] == record.receipt["file"]]


def _noted(reading: Reading, before: Receipt, record: ImportRecord) -> Reading:
    """The reading with a word about which one it takes the place of."""
    told = Sentence(
        "read_again",
        N_("Read again in {timezone}. It takes the place of the reading of {day:day}, which was in {before}."),
        timezone=reading.receipt.timezone,
        day=record.recorded_at.date(),
        before=before.timezone,
    )
    return replace(reading, receipt=replace(reading.receipt, warnings=(told, *reading.receipt.warnings)))
