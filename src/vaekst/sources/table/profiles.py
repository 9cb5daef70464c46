"""How a person's answer about a table's columns is checked and remembered.

A table is known by its headers, in order, and its delimiter: next month's file of the same shape is read unasked.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping

from vaekst.core.errors import BadInput, UnknownName
from vaekst.core.sentence import N_
from vaekst.sources.contract import Document, Profile
from vaekst.sources.reading.words import plain, signature, visible
from vaekst.sources.table.kinds import KINDS, Holds, Kind
from vaekst.sources.table.values import CLOCKS, TIMED
from vaekst.sources.table.words import KIND_WORDS, field_words

OPTIONS: Mapping[str, tuple[str, ...]] = {
    "dates": ("day first", "month first"),
    "decimals": ("comma", "point"),
}
"""Answers that hold for the whole table, and what may be answered. Free: `platform`, `channel`, `currency`."""

SHARES = ("percent", "fraction")
TIMES = ("seconds", "minutes", "hours", "milliseconds")
MONEY_UNITS = ("ones", "thousands")
"""What a column of shares, times or amounts may be in; a clock of two parts may be `h:mm` or `m:ss`."""

_FREE = frozenset({"platform", "channel", "currency"})


def fingerprint(document: Document) -> str:
    """What tables of the same shape have in common: their headers as compared, in order, and the delimiter."""
    return fingerprint_of(document.blocks[0].header, document.delimiter)


def fingerprint_of(headers: Iterable[str], delimiter: str | None) -> str:
    """The same of headers alone; `delimiter` is None for a sheet of a workbook."""
    parts = (delimiter or "workbook", *signature(headers))
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()


def confirmed(
    document: Document, kind: str, columns: Mapping[str, str], options: Mapping[str, str] | None = None
) -> Profile:
    """The profile a person confirmed: field -> header in the file. Raises BadInput for answers that cannot hold."""
    return checked_profile(document.blocks[0].header, document.delimiter, kind, columns, options)


def checked_profile(
    headers: Iterable[str],
    delimiter: str | None,
    kind: str,
    columns: Mapping[str, str],
    options: Mapping[str, str] | None = None,
    *,
    name: str = "",
) -> Profile:
    """The profile of tables with these headers. Raises BadInput for answers that cannot hold."""
    if kind not in KINDS:
        raise UnknownName("kind of table", kind, KINDS)
    headers = tuple(headers)
    chosen = {field: header for field, header in columns.items() if header}
    known = {plain(cell): visible(cell) for cell in headers}
    for field, header in chosen.items():
        if field not in KINDS[kind].fields:
            raise UnknownName("field", field, KINDS[kind].fields)
        if plain(header) not in known:
            raise UnknownName("column", header, known.values())
    _check_complete(KINDS[kind], frozenset(chosen))
    answers = {name: answer for name, answer in (options or {}).items() if answer}
    for field, answer in answers.items():
        _check_option(KINDS[kind], field, answer)
    fields = {field: known[plain(header)] for field, header in chosen.items()}
    return Profile(fingerprint_of(headers, delimiter), kind, fields, answers, name)


def _check_complete(kind: Kind, fields: frozenset[str]) -> None:
    for group in kind.needs:
        if not group & fields:
            raise BadInput(
                "column_missing",
                N_("One row is {kind:word}, so the table needs a column for one of these: {fields:words}. Choose one."),
                kind=KIND_WORDS[kind.name],
                fields=field_words(name for name in kind.fields if name in group),
            )


def _check_option(kind: Kind, name: str, answer: str) -> None:
    if name in _FREE:
        return
    allowed = OPTIONS.get(name)
    if allowed is None and kind.fields.get(name) is Holds.SHARE:
        allowed = SHARES
    if allowed is None and kind.fields.get(name) in TIMED:
        allowed = (*TIMES, *CLOCKS)
    if allowed is None and kind.fields.get(name) is Holds.MONEY:
        allowed = MONEY_UNITS
    if allowed is None:
        raise UnknownName("answer", name, (*OPTIONS, *sorted(_FREE)))
    if answer not in allowed:
        raise UnknownName(f"answer to '{name}'", answer, allowed)
