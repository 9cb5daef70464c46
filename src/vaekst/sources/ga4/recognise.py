"""Whether a document is an export of Google Analytics: a report, an exploration, or a snapshot of many small tables."""

from __future__ import annotations

from vaekst.sources.contract import Context, Document, Recognition
from vaekst.sources.ga4.headers import ACCOUNT, DIMENSIONS, DISTINCTIVE, END, PROPERTY, SPAN, START
from vaekst.sources.ga4.tables import Table, remarks_of, tables_of
from vaekst.sources.reading.words import signature

NAME = "ga4"
REPORT, EXPLORATION, SNAPSHOT = "report", "exploration", "report snapshot"


def recognise(document: Document, context: Context) -> Recognition | None:  # noqa: ARG001 (all sources are called alike)
    """What the document is, by the remarks above its tables and by their headers; None when it is none of Google's."""
    by_language = {language: tables_of(document, language) for language in DIMENSIONS}
    language = max(
        by_language, key=lambda known: sum(table.known for table in by_language[known])
    )  # the first of equals
    tables = by_language[language]
    remarks = remarks_of(document)
    known = [table for table in tables if table.metrics]
    if not known or not (_is_marked(remarks) or any(map(_is_distinct, known))):
        return None
    return Recognition(
        source=NAME,
        kind=_kind(tables, remarks),
        known_headers=sum(table.known for table in tables) + len(remarks),
        platform=NAME,
        language=language,
    )


def _is_marked(remarks: list[str]) -> bool:
    """Whether the remarks are Google's: a period of eight digits each, with the account or property or by itself."""
    return any(SPAN.fullmatch(remark) or START.fullmatch(remark) or END.fullmatch(remark) for remark in remarks) or (
        any(ACCOUNT.match(remark) for remark in remarks) and any(PROPERTY.fullmatch(remark) for remark in remarks)
    )


def _is_distinct(table: Table) -> bool:
    """Whether the header alone tells; words such as `Views` or `Date` are anybody's."""
    names = {*table.dimensions, *table.metrics}
    return len(names & DISTINCTIVE) > 1


def _kind(tables: list[Table], remarks: list[str]) -> str:
    if len({signature(table.block.header) for table in tables}) > 1:
        return SNAPSHOT
    return EXPLORATION if any(SPAN.fullmatch(remark) for remark in remarks) else REPORT
