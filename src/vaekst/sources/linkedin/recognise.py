"""Whether a document is a sheet of a LinkedIn page's export, and which: days, posts, followers, visitors, or groups."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from vaekst.sources.contract import Block, Context, Document, Recognition
from vaekst.sources.linkedin.headers import DIMENSIONS, GROUPED, HEADERS, PERSONAL, PERSONAL_SHEETS
from vaekst.sources.reading.words import plain, signature

NAME = "linkedin"
DAYS, POSTS, FOLLOWERS, VISITORS = "page days", "page posts", "new followers", "page visitors"
GROUPS, PROFILE = "page groups", "personal profile"
_SEARCHED = 12
"""Rows in which the header is looked for: above it stand explanations, in one cell or several."""

_NEEDS: Mapping[str, tuple[frozenset[str], ...]] = {
    DAYS: (frozenset({"date"}), frozenset({"impressions_organic", "impressions_total"})),
    POSTS: (frozenset({"link"}), frozenset({"created"}), frozenset({"impressions", "clicks", "likes"})),
    FOLLOWERS: (frozenset({"date"}), frozenset({"followers_organic", "followers_sponsored"})),
    VISITORS: (frozenset({"date"}), frozenset({"page_views", "page_visitors"})),
}


def recognise(document: Document, context: Context) -> Recognition | None:  # noqa: ARG001 (all sources are called alike)
    """What the document is, by its header, wherever above its rows that stands; None when it is of no page."""
    if document.delimiter is None and _is_personal(document):
        return Recognition(source=NAME, kind=PROFILE, known_headers=2, platform=NAME, language="en")
    best: Recognition | None = None
    for _, _, header in _headers(document):
        found = _known(header)
        if found is not None and (best is None or found.known_headers > best.known_headers):
            best = found
    return best


def _is_personal(document: Document) -> bool:
    """Whether a sheet is of a person's own workbook."""
    headers = {header[:3] for _, _, header in _headers(document)}
    sheet = plain(document.name.rpartition("/")[2])
    return bool(headers & PERSONAL) or PERSONAL_SHEETS.get(sheet) in headers


def table_of(document: Document, recognition: Recognition) -> tuple[Block, ...]:
    """The blocks from the recognised header on."""
    for number, row, header in _headers(document):
        if (found := _known(header)) is not None and found.known_headers == recognition.known_headers:
            block = document.blocks[number]
            return (Block(block.notes, block.rows[row:], block.lines[row:]), *document.blocks[number + 1 :])
    return document.blocks


def _headers(document: Document) -> Iterator[tuple[int, int, tuple[str, ...]]]:
    """The rows among which the header may be: number of block, number of row in it, cells as compared."""
    looked = 0
    for number, block in enumerate(document.blocks):
        for row, cells in enumerate(block.rows[: _SEARCHED - looked]):
            yield number, row, signature(cells)
        looked += len(block.rows)
        if looked >= _SEARCHED:
            return


def _known(header: Sequence[str]) -> Recognition | None:
    if len(header) == 2 and header[0] in DIMENSIONS and header[1] in GROUPED:
        counted = {GROUPED[header[1]]: 1}
        return Recognition(source=NAME, kind=GROUPS, known_headers=2, platform=NAME, language="en", columns=counted)
    columns = {language: _columns(header, words) for language, words in HEADERS.items()}
    language = max(columns, key=lambda known: len(columns[known]))  # the first of equals
    found = columns[language]
    kind = next((kind for kind, needs in _NEEDS.items() if all(group & found.keys() for group in needs)), None)
    if kind is None:
        return None
    return Recognition(
        source=NAME, kind=kind, known_headers=len(found), platform=NAME, language=language, columns=found
    )


def _columns(header: Sequence[str], words: Mapping[str, tuple[str, ...]]) -> dict[str, int]:
    """The fields the header names in one language, and at which position each stands first."""
    places = {cell: position for position, cell in reversed(list(enumerate(header)))}
    return {field: places[word] for field, spelled in words.items() for word in spelled if word in places}
