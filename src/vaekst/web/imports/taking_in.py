"""From an upload in a browser to files the importer can read."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory

from django.core.files.uploadedfile import UploadedFile

from vaekst.actions.imports import Choices, import_file
from vaekst.core.receipt import Receipt
from vaekst.web.shell.access import Visit

MOST_BYTES = 2_000_000_000
"""The largest request that is read at all; single files are held to the importer's own, smaller limit."""


def take_in(visit: Visit, files: Sequence[UploadedFile[bytes]], *, now: datetime, choices: Choices) -> list[Receipt]:
    """The receipts of all files. Each is written to a place of its own and gone when it is read."""
    receipts: list[Receipt] = []
    with TemporaryDirectory(prefix="vaekst-upload-") as folder:
        for number, file in enumerate(files):
            place = Path(folder) / str(number)
            with place.open("wb") as written:
                for piece in file.chunks():
                    written.write(piece)
            name = PurePosixPath((file.name or "").replace("\\", "/")).name or f"file {number + 1}"
            receipts += import_file(visit.actor, visit.brand, place, now=now, choices=choices, name=name)
            place.unlink()
    return receipts
