"""Bytes through one source, as an import would send them; the rest of the import is left out."""

from __future__ import annotations

import hashlib
from datetime import UTC, date, datetime, time
from typing import Any

from vaekst.core.errors import BadFile
from vaekst.sources.contract import Context, Document, Reading, Recognition, Source
from vaekst.sources.reading.documents import document
from vaekst.sources.reading.members import Member

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)


def end_of(day: date) -> datetime:
    """The last moment of the day, in the zone tests are in."""
    return datetime.combine(day, time.max, UTC)


def context(**known: Any) -> Context:
    """What an importer knows: a Danish brand, this noon, nothing else."""
    return Context(**{"now": NOW, "currency": "DKK", "contact_secret": b"brand secret", **known})


def document_of(content: bytes, name: str = "export.csv") -> Document:
    return document(Member(name, content))


def recognised(source: Source, content: bytes, name: str = "export.csv", **known: Any) -> Recognition | None:
    return source.recognise(document_of(content, name), context(**known))


def reading_of(source: Source, content: bytes, name: str = "export.csv", **known: Any) -> Reading:
    """The reading of a file that the source recognises. Raises BadFile where it refuses."""
    found, told = document_of(content, name), context(**known)
    recognition = source.recognise(found, told)
    assert recognition is not None, "not recognised"
    assert found.sha256 == hashlib.sha256(content).hexdigest()
    return source.read(found, recognition, told)


def rows_of(reading: Reading, table: str) -> list[dict[str, Any]]:
    return reading.batch[table].to_pylist() if table in reading.batch else []


def codes(reading: Reading) -> set[str]:
    return {warning.code for warning in reading.receipt.warnings}


def refusal(source: Source, content: bytes, name: str = "export.csv", **known: Any) -> BadFile:
    """The error a source refuses the file with."""
    try:
        reading_of(source, content, name, **known)
    except BadFile as error:
        return error
    raise AssertionError("The file was not refused.")
