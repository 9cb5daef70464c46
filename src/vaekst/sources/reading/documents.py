"""An upload as documents: one for a table, one for every member of a ZIP and every sheet of a workbook."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import replace

from vaekst.core.errors import BadFile
from vaekst.core.sentence import N_, Sentence
from vaekst.sources.contract import Block, Document, Progress, Upload
from vaekst.sources.reading import large
from vaekst.sources.reading.blocks import blocks_of
from vaekst.sources.reading.kinds import Container, container_of
from vaekst.sources.reading.members import Member, Unreadable, check_zip, held, is_workbook, load, members
from vaekst.sources.reading.names import made_in, period_in
from vaekst.sources.reading.parquet import parquet_rows
from vaekst.sources.reading.records import Records, read_records
from vaekst.sources.reading.sheets import sheets_of
from vaekst.sources.reading.text import decode

_HEAD = 512
_NOTHING = b"\x00 \t\r\n\xef\xbb\xbf\xff\xfe"


def documents(upload: Upload, *, progress: Progress | None = None) -> Iterator[Document | Unreadable]:
    """The documents of an upload. Raises BadFile when the upload as a whole cannot be read."""
    content = load(upload)
    if container_of(_head(content), file=upload.name) is Container.ZIP:
        packed = held(content, file=upload.name)
        total = check_zip(packed, file=upload.name)
        if not is_workbook(packed):
            done = 0
            for member in members(packed, file=upload.name):
                size = len(member.content) if isinstance(member, Member) else 0
                yield from _of_member(member, _part(progress, done, size, total))
                done += size
            return
    alone = Member(upload.name, content, folder=upload.path.parent.name)
    yield from _documents(alone, _part(progress, 0, len(content), len(content)))


def _head(content: bytes | memoryview) -> bytes:
    return bytes(content[:_HEAD])


def _part(progress: Progress | None, done: int, size: int, total: int) -> Progress | None:
    """Progress inside one file, told as progress of the whole upload in bytes."""
    if progress is None:
        return None
    return lambda part, whole: progress(done + size * part // max(1, whole), total)


def document(member: Member, *, progress: Progress | None = None) -> Document:
    """One file as cells, of a workbook the first sheet. Raises BadFile where it cannot be read."""
    return _documents(member, progress)[0]


def _documents(member: Member, progress: Progress | None) -> list[Document]:
    """One file as cells: one document, or one per sheet of a workbook that has several."""
    file, content = member.name, member.content
    if not _head(content).strip(_NOTHING) and not held(content, file=file).strip(_NOTHING):
        raise BadFile("empty_file", N_("{file} is empty. Download it again."), file=file)
    match container_of(_head(content), file=file):
        case Container.TEXT:
            return [_of_text(member, progress)]
        case Container.PARQUET:
            return [_of_parquet(member)]
    sheets = sheets_of(held(content, file=file), file=file)
    if len(sheets) < 2:
        return [_document(member, next(iter(sheets.values()), ()))]
    return [_of_sheet(member, name, blocks) for name, blocks in sheets.items()]


def _of_sheet(member: Member, sheet: str, blocks: tuple[Block, ...]) -> Document:
    """One sheet of several, named after it; its hash is that of the workbook and its name."""
    whole = _document(member, blocks)
    own = hashlib.sha256(f"{whole.sha256}/{sheet}".encode()).hexdigest()
    return replace(whole, name=sheet if member.outer is None else f"{member.name}/{sheet}", sha256=own)


def _of_member(member: Member | Unreadable, progress: Progress | None) -> Sequence[Document | Unreadable]:
    if isinstance(member, Unreadable):
        return [member]
    try:
        _check_member(member)
        return _documents(member, progress)
    except BadFile as error:
        return [Unreadable(member.name, error)]


def _check_member(member: Member) -> None:
    """Raises BadFile for a ZIP inside a ZIP, unless it is a workbook."""
    if container_of(_head(member.content), file=member.name) is Container.ZIP:
        packed = held(member.content, file=member.name)
        check_zip(packed, file=member.name)
        if not is_workbook(packed):
            raise BadFile(
                "nested_zip", N_("{file} is a ZIP inside a ZIP. Unpack the outer one and import it."), file=member.name
            )


def _of_text(member: Member, progress: Progress | None) -> Document:
    if len(member.content) >= large.LARGE and (columns := large.read_columns(member.content, progress=progress)):
        return _of_records(member, columns.records, columns.encoding)
    decoded = decode(held(member.content, file=member.name), file=member.name)
    records = read_records(decoded.text, file=member.name, progress=progress)
    return _of_records(member, records, decoded.encoding, warnings=decoded.warnings)


def _of_parquet(member: Member) -> Document:
    rows = parquet_rows(member.content, file=member.name)
    return _document(member, (Block((), rows, range(1, len(rows) + 1)),))


def _of_records(member: Member, records: Records, encoding: str, *, warnings: tuple[Sentence, ...] = ()) -> Document:
    return replace(
        _document(member, blocks_of(records.rows, records.lines)),
        encoding=encoding,
        delimiter=records.delimiter,
        unfinished=records.unfinished,
        warnings=(*warnings, *records.warnings),
    )


def _document(member: Member, blocks: tuple[Block, ...]) -> Document:
    if not blocks:
        raise BadFile("empty_file", N_("{file} is empty. Download it again."), file=member.name)
    return Document(
        name=member.name,
        sha256=member.sha256,
        size=len(member.content),
        blocks=blocks,
        outer=member.outer,
        siblings=member.siblings,
        period=period_in(member.name) or period_in(member.outer or member.folder),
        made=made_in(member.name),
    )
