"""Tables by city, country, age and gender, or content format: one fact per member, whatever the order of columns."""

from __future__ import annotations

from vaekst.core.sentence import N_
from vaekst.sources.ledger import Ledger, Row
from vaekst.sources.meta_daily.headers import AUDIENCES, FORMATS, GENDERS, PUBLISHED, SERIES
from vaekst.sources.meta_daily.recognise import FORMATS_KIND, Part
from vaekst.sources.reading.numbers import Number, NumberStyle, parse_numbers
from vaekst.sources.reading.words import plain, visible

_POINT = NumberStyle(decimal=".")
_ROUNDING = 0.02
"""How far shares rounded to a tenth of a percent may add up to more than one."""


def read_breakdown(part: Part, ledger: Ledger) -> list[Row]:
    """The members of a table with share or count. Raises BadFile for cells a spreadsheet turned into dates."""
    if part.kind == FORMATS_KIND:
        return _formats(part, ledger)
    dimension = AUDIENCES[part.title][0]
    rows = _by_age(part, ledger) if dimension == "age_gender" else _wide(part, ledger)
    total = sum(value for _, value, _ in rows) / 100
    if total > 1 + _ROUNDING:
        ledger.warn(
            "shares_above_one",
            N_("The shares of '{title}' add up to {total:percent}. Was the file edited in a spreadsheet?"),
            title=visible(part.block.title or ""),
            total=total,
        )
    return [
        {"dimension": dimension, "member": member, "share": value / 100, "source_row": line}
        for member, value, line in rows
    ]


def _formats(part: Part, ledger: Ledger) -> list[Row]:
    rows = [(FORMATS.get(plain(name), plain(name)), value, line) for name, value, line in _wide(part, ledger)]
    if part.title in PUBLISHED:  # posts made, not what they earned: kept as shares of all posts
        total = sum(value for _, value, _ in rows)
        return [
            {"dimension": "published_format", "member": member, "share": value / total, "source_row": line}
            for member, value, line in rows
            if total
        ]
    metric = SERIES[part.title].metric
    return [
        {"dimension": "format", "member": member, metric: round(value), "source_row": line}
        for member, value, line in rows
    ]


Member = tuple[str, Number, int]
"""Name, value as printed, line."""


def _wide(part: Part, ledger: Ledger) -> list[Member]:
    """Names in the first row, values in the one below. A row is read together: its decimal mark is to be settled."""
    title = visible(part.block.title or "")
    names = [visible(cell) for cell in part.block.header]
    found: list[Member] = []
    for line, row in part.block.body():
        ledger.read += 1
        cells = [*row, *[""] * len(names)][: len(names)]
        values = parse_numbers(cells, name=title, rows=[line] * len(cells), otherwise=_POINT).values
        members = [(name, value, line) for name, value in zip(names, values, strict=True) if name and value is not None]
        if found or not members:
            ledger.drop("no_figures")
        else:
            found = members
    return found


def _by_age(part: Part, ledger: Ledger) -> list[Member]:
    """Ages down, genders across in any order."""
    genders = [
        (place, GENDERS.get(plain(cell), plain(cell)))
        for place, cell in enumerate(part.block.header)
        if place and plain(cell)
    ]
    found: list[Member] = []
    cells = [(line, row) for line, row in part.block.body()]
    values = parse_numbers(
        [row[place] if place < len(row) else "" for _, row in cells for place, _ in genders],
        name=visible(part.block.title or ""),
        rows=[line for line, _ in cells for _ in genders],
        otherwise=_POINT,
    ).values
    for number, (line, row) in enumerate(cells):
        ledger.read += 1
        age = visible(row[0])
        own = values[number * len(genders) : (number + 1) * len(genders)]
        members = [
            (f"{age} {gender}", value, line)
            for (_, gender), value in zip(genders, own, strict=True)
            if value is not None
        ]
        if not age or not members:
            ledger.drop("no_figures")
        found += members if age else []
    return found
