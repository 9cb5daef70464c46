"""A file somebody gave us, read by the source that recognises it. Whatever is wrong with it becomes a receipt."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

from vaekst.core.errors import BadFile, BadInput
from vaekst.core.receipt import Receipt, Status
from vaekst.core.sentence import N_, Sentence
from vaekst.core.strategy.vocabulary import PLATFORMS
from vaekst.sources.connected import is_pull, read_pull
from vaekst.sources.contract import Context, Document, Progress, Reading, Recognition, Upload
from vaekst.sources.reading.documents import documents
from vaekst.sources.reading.kinds import not_a_table
from vaekst.sources.reading.members import Unreadable
from vaekst.sources.reading.neighbours import introduced
from vaekst.sources.reading.words import visible
from vaekst.sources.registry import SOURCES, recognise

_HEADERS_SHOWN = 12
_EMPTY = frozenset({"filters_only", "no_rows", "empty_file"})
"""Why a member of a ZIP may hold nothing although the export is whole."""


def read_upload(upload: Upload, context: Context, *, progress: Progress | None = None) -> list[Reading]:
    """The readings of a file: one, or one per member of a ZIP. A refused file has a receipt that says why."""
    try:
        if is_pull(upload.path):
            return [read_pull(upload, context)]
        with _uncollected():
            readings = _with_figures(
                [_reading(upload, found, context) for found in introduced(documents(upload, progress=progress))]
            )
    except BadInput as error:
        readings = [_refused(upload.name, upload.sha256, error.sentence)]
    if progress:
        progress(upload.size, upload.size)
    return readings


def _with_figures(readings: list[Reading]) -> list[Reading]:
    """The readings without members of a ZIP that hold no figures, which the first of the others tells of.

    Platforms pack such members into every export, so they are no mistake of anybody.
    """
    first = next((at for at, one in enumerate(readings) if one.receipt.status is Status.IMPORTED), None)
    empty = [one for one in readings if one.receipt.refusal and one.receipt.refusal.code in _EMPTY]
    if first is None or not empty:
        return readings
    told = Sentence(
        "member_empty",
        N_("These members of the ZIP hold no figures: {files}."),
        files=", ".join(one.receipt.file.rpartition("/")[2] for one in empty),
    )
    receipt = replace(readings[first].receipt, warnings=(*readings[first].receipt.warnings, told))
    readings[first] = replace(readings[first], receipt=receipt)
    return [one for one in readings if not any(one is other for other in empty)]


def unknown(document: Document) -> Sentence:
    """The refusal of a document no source knows: a table has to be explained once, text without columns is none."""
    headers = [[word for cell in block.header if (word := visible(cell))] for block in document.blocks]
    header = next((words for words in headers if len(words) > 1), None)
    if header is None:
        return not_a_table(document.name, N_("text without columns")).sentence
    return Sentence(
        "mapping_needed",
        N_(
            "Nobody knows this table yet (columns: {columns}). Confirm once what its columns mean; the brand remembers it."
        ),
        columns=", ".join(header[:_HEADERS_SHOWN]),
    )


@contextmanager
def _uncollected() -> Iterator[None]:
    """No search for unused cycles meanwhile: rows are millions of lists without any, and looking takes twice as long
    as reading them."""
    collects = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collects:
            gc.enable()


def _reading(upload: Upload, found: Document | Unreadable, context: Context) -> Reading:
    if isinstance(found, Unreadable):
        return _refused(_file(upload, found.name), upload.sha256, found.error.sentence)
    recognition = recognise(found, context)
    if recognition is None:
        return _described(_refused(found.name, found.sha256, unknown(found)), upload, found)
    try:
        _check_channel(found, recognition, context)
        reading = SOURCES[recognition.source].read(found, recognition, context)
    except BadInput as error:
        refused = _refused(found.name, found.sha256, error.sentence)
        known = replace(
            refused.receipt, platform=recognition.platform, kind=recognition.kind, language=recognition.language
        )
        return _described(replace(refused, receipt=known), upload, found)
    return _described(reading, upload, found)


def _check_channel(found: Document, recognition: Recognition, context: Context) -> None:
    """Raises BadFile when the person named a channel of another platform than the file's own."""
    if context.channel is None or context.platform is None or recognition.platform not in PLATFORMS:
        return  # an advertising account or a website is no platform of posts: what it reports may be any channel's
    if recognition.platform != context.platform:
        raise BadFile(
            "wrong_channel",
            N_(
                "{file} holds figures of {platform}, but the channel '{channel}' is on {chosen}. Leave the channel out, or name another."
            ),
            file=found.name,
            platform=recognition.platform,
            channel=context.channel,
            chosen=context.platform,
        )


def _described(reading: Reading, upload: Upload, document: Document) -> Reading:
    """The reading with what is known of the file written on its receipt."""
    receipt = replace(
        reading.receipt,
        file=_file(upload, document.name),
        sha256=document.sha256,
        encoding=document.encoding,
        delimiter=document.delimiter,
        columns_by=(reading.profile.name or None) if reading.profile else None,
        warnings=(*document.warnings, *reading.receipt.warnings),
    )
    return replace(reading, receipt=receipt, stated=document.period or reading.stated, made=document.made)


def _file(upload: Upload, name: str) -> str:
    return name if name == upload.name else f"{upload.name}/{name}"


def _refused(file: str, sha256: str, why: Sentence) -> Reading:
    return Reading({}, Receipt(file=file, sha256=sha256, status=Status.REFUSED, refusal=why))
