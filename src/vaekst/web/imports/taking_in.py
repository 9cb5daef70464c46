"""From an upload in a browser to files the importer can read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory

from django.core.files.uploadedfile import UploadedFile

from vaekst.actions import mappings
from vaekst.actions.imports import Choices, import_file, upload_of
from vaekst.core.receipt import Receipt
from vaekst.web.shell.access import Visit

MOST_BYTES = 2_000_000_000
"""The largest request that is read at all; single files are held to the importer's own, smaller limit."""


@dataclass
class TakenIn:
    """The receipts of an upload, and the tables whose columns have to be named first (SHA-256 -> name)."""

    receipts: list[Receipt] = field(default_factory=list)
    unknown: dict[str, str] = field(default_factory=dict)


def take_in(visit: Visit, files: Sequence[UploadedFile[bytes]], *, now: datetime, choices: Choices) -> TakenIn:
    """Imports every file. Each is written to a place of its own, and gone when it is read or kept aside."""
    taken = TakenIn()
    with TemporaryDirectory(prefix="vaekst-upload-") as folder:
        for number, file in enumerate(files):
            place = Path(folder) / str(number)
            with place.open("wb") as written:
                for piece in file.chunks():
                    written.write(piece)
            name = PurePosixPath((file.name or "").replace("\\", "/")).name or f"file {number + 1}"
            receipts = import_file(visit.actor, visit.brand, place, now=now, choices=choices, name=name)
            if asking := asking_for_columns(receipts):
                sha256 = upload_of(place, name).sha256
                mappings.keep_aside(visit.brand, place, sha256=sha256, now=now)
                taken.unknown[sha256] = name
            taken.receipts += [receipt for receipt in receipts if receipt not in asking]
            place.unlink()
    return taken


def asking_for_columns(receipts: Sequence[Receipt]) -> list[Receipt]:
    """The receipts of tables nobody knows yet, in a file of one table or a workbook of several sheets."""
    asking = [each for each in receipts if each.refusal is not None and each.refusal.code == "mapping_needed"]
    is_workbook = all(receipt.encoding is None for receipt in receipts)  # text has an encoding
    return asking if len(receipts) == 1 or is_workbook else []
