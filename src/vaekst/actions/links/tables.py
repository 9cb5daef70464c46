"""Tables people bring: lists of links to be made, and links or UTM fields to be checked."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from vaekst.actions.imports import upload_of
from vaekst.core.errors import BadFile, BadInput
from vaekst.core.sentence import N_
from vaekst.core.utm import CHECKED, PARTS, Tags, Wish
from vaekst.core.utm.tags import tags_in
from vaekst.sources.contract import Block, Cells
from vaekst.sources.reading.columns import Words, columns_named
from vaekst.sources.reading.documents import documents
from vaekst.sources.reading.members import Unreadable

WISHES: Words = {
    "channel": ("channel", "kanal"),
    "batch": ("batch", "campaign", "utm_campaign", "kampagne"),
    "concept": ("concept", "koncept"),
    "format": ("format",),
    "creator": ("creator", "skaber", "partner"),
    "distribution": ("distribution", "class", "distribution class", "klasse", "distributionsklasse"),
    "page": ("page", "landing page", "url", "link", "side", "landingsside"),
}
LINKS: Words = {
    "link": ("link", "url", "final url", "landing page", "website url", "address", "page location", "destination url",
             "page path + query string", "landing page + query string", "landingsside", "adresse", "slutwebadresse"),
    "source_medium": ("source / medium", "session source / medium", "session source/medium", "kilde/medie",
                      "kilde/medium", "sessionskilde/-medium", "sessionskilde/-medie"),
    "source": ("utm_source", "source", "session source", "session manual source", "kilde", "sessionskilde"),
    "medium": ("utm_medium", "medium", "session medium", "session manual medium", "medie", "sessionsmedium"),
    "campaign": ("utm_campaign", "campaign", "session campaign", "session manual campaign name", "campaign name",
                 "kampagne", "sessionskampagne"),
    "content": ("utm_content", "content", "manual ad content", "session manual ad content"),
    "term": ("utm_term", "term", "manual term", "session manual term"),
    "id": ("utm_id", "campaign id", "session manual campaign id"),
}  # fmt: skip
"""Field -> what export files call it."""


@dataclass(frozen=True, slots=True)
class Row:
    """A line of a file that holds a link, or UTM fields. `told` names the fields the file has columns for."""

    line: int
    link: str = ""
    tags: Tags = Tags()  # noqa: RUF009 (frozen)
    told: tuple[str, ...] = ()


def wishes_in(path: Path, *, name: str) -> tuple[Wish, ...]:
    """The links a table asks for, a line each. Raises BadFile for a file that is no such table."""
    for table in _tables(path, name, WISHES):
        if {"channel", "batch"} <= table.columns.keys():
            return tuple(_wish(row, table.columns) for _, row in table.rows if any(cell.strip() for cell in row))
    raise BadFile(
        "no_wishes",
        N_("{file} has no columns called channel and batch. Name the columns: {columns}."),
        file=name,
        columns=", ".join(PARTS),
    )


def links_in(path: Path, *, name: str) -> Iterator[Row]:
    """Every link and every set of UTM fields the file holds. Raises BadFile where it holds none."""
    found = 0
    for table in _tables(path, name, LINKS):
        for row in _rows(table):
            found += 1
            yield row
    if not found:
        raise BadFile(
            "no_links",
            N_("{file} holds no links and no UTM fields. A column of it is called link, url or utm_source."),
            file=name,
        )


@dataclass(slots=True)
class _Table:
    """Rows under a header, those behind empty lines too; `columns` says where the known fields stand."""

    header: Cells
    columns: Mapping[str, int]
    rows: list[tuple[int, Cells]]

    def goes_on_in(self, block: Block) -> bool:
        """Whether the block has no header of its own: an empty line stood between."""
        return bool(self.columns) and not block.notes and len(block.header) <= len(self.header)


def _tables(path: Path, name: str, words: Words) -> Iterator[_Table]:
    for document in documents(upload_of(path, name)):
        if isinstance(document, Unreadable):
            raise document.error
        table: _Table | None = None
        for block in document.blocks:
            columns = columns_named(block.header, words)
            if table and not columns and table.goes_on_in(block):
                table.rows.extend(zip(block.lines, block.rows, strict=True))
                continue
            if table:
                yield table
            body = block.body() if columns else zip(block.lines, block.rows, strict=True)
            table = _Table(block.header, columns, list(body))
        if table:
            yield table


def _wish(row: Cells, columns: Mapping[str, int]) -> Wish:
    told = {field: row[place].strip() for field, place in columns.items() if place < len(row)}
    return Wish(**{"channel": "", **told})


def _rows(table: _Table) -> Iterator[Row]:
    columns = table.columns
    if not columns.keys() & {"link", "source", "source_medium", "medium"}:
        yield from _bare_links(table)
        return
    place_of_link = columns.get("link", -1)
    has_links = any(_is_link(row[place_of_link]) for _, row in table.rows if 0 <= place_of_link < len(row))
    for line, row in table.rows:
        told = {field: row[place].strip() for field, place in columns.items() if place < len(row)}
        if not any(told.values()):
            continue
        link = told.pop("link", "")
        if _is_link(link) and not told.keys() & {"source", "source_medium"}:
            yield Row(line, link)
            continue
        source, mark, medium = told.pop("source_medium", "").partition(" / ")
        fields = {**({"source": source, "medium": medium} if mark else {}), **told}
        if fields:
            yield Row(line, link, Tags(**fields), tuple(fields))
        elif tags := _tags_of_path(link):
            yield Row(line, link, tags, CHECKED)
        elif link and not link.startswith(("/", "(")) and has_links:
            yield Row(line, link)


def _tags_of_path(text: str) -> Tags | None:
    """The fields of an address without its host, as Google Analytics tells landing pages; None where there are none."""
    if not text.startswith("/") or "?" not in text:
        return None
    try:
        tags = tags_in(f"https://host{text}")
    except BadInput:
        return None
    return tags if tags.told() else None


def _bare_links(table: _Table) -> Iterator[Row]:
    """The links of a list without a header we know: one a line, wherever it stands."""
    for line, row in table.rows:
        link = next((cell.strip() for cell in row if _is_link(cell)), None)
        if link:
            yield Row(line, link)


def _is_link(text: str) -> bool:
    return text.strip().lower().startswith(("http://", "https://"))
