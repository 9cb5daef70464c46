"""Whether a document is an export of Meta Business Suite's insights: daily series, an audience, or content formats."""

from __future__ import annotations

from dataclasses import dataclass

from vaekst.sources.contract import Block, Context, Document, Recognition
from vaekst.sources.meta_daily.headers import AUDIENCES, DATES, FORMATS, GENDERS, PRIMARY, PUBLISHED, SERIES
from vaekst.sources.reading.words import filled, plain, signature

NAME = "meta_daily"
SERIES_KIND, AUDIENCE_KIND, FORMATS_KIND = "daily series", "audience", "content formats"


@dataclass(frozen=True, slots=True)
class Part:
    """A table of the export: its kind, its title as compared, and its rows with the header first."""

    kind: str
    title: str
    block: Block
    known: int  # header cells and titles that were recognised


def recognise(document: Document, context: Context) -> Recognition | None:  # noqa: ARG001 (all sources are called alike)
    """What the document's tables are, by titles and headers; None when they are not Meta's."""
    found = [part for part in parts(document) if part is not None]
    if not found:
        return None
    platforms = {platform_of_title(part) for part in found}
    return Recognition(
        source=NAME,
        kind=found[0].kind,
        known_headers=sum(part.known for part in found),
        platform=platforms.pop() if len(platforms) == 1 else None,
        language=_language(found[0]),
    )


def parts(document: Document) -> list[Part | None]:
    """Every table of the document, None for those that are not Meta's."""
    return [_part(block, is_text=document.delimiter is not None) for block in document.blocks]


def platform_of_title(part: Part) -> str | None:
    """The platform a title names, or None."""
    series = SERIES.get(part.title) if part.kind == SERIES_KIND else None
    return series.platform if series else None


def _part(block: Block, *, is_text: bool) -> Part | None:
    block = _with_title(block)
    title = plain(block.title or "")
    header = signature(block.header)
    if not title or not header:
        return None
    if header[0] in DATES and len(header) == 2:
        known = (title in SERIES) + (header[1] == PRIMARY)
        named = title in SERIES and SERIES[title].platform is not None
        is_ours = known > 0 if is_text else header[1] == PRIMARY or named  # a sheet may be called `Views` by anyone
        return Part(SERIES_KIND, title, block, 1 + 2 * known) if is_ours else None
    if title in AUDIENCES and (AUDIENCES[title][0] != "age_gender" or _genders(header)):
        return Part(AUDIENCE_KIND, title, block, 1 + len(_genders(header)))
    formats = sum(cell in FORMATS for cell in header)
    if formats and (title in PUBLISHED or (title in SERIES and SERIES[title].platform is None)):
        return Part(FORMATS_KIND, title, block, 1 + formats)
    return None


def _with_title(block: Block) -> Block:
    """The block with its first row as title when that row holds one cell: tables with a single column have no other."""
    if len(block.rows) > 2 and filled(block.rows[0]) == 1:
        title = next(cell for cell in block.rows[0] if plain(cell))
        return Block((*block.notes, title), block.rows[1:], block.lines[1:])
    return block


def _genders(header: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(cell for cell in header if cell in GENDERS)


def _language(part: Part) -> str | None:
    if part.title in SERIES:
        return SERIES[part.title].language
    if part.title in AUDIENCES:
        return AUDIENCES[part.title][1]
    return PUBLISHED.get(part.title) or DATES.get(plain(part.block.header[0]))
