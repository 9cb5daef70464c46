"""What the cells of a table answer by themselves about dates, decimals and units, and what a person has to say.

Nothing is taken from the language of a header. A unit it names (`(timer)`, `(%)`, `t.kr.`) is proposed.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from vaekst.core.errors import BadFile
from vaekst.core.sentence import N_, Sentence
from vaekst.sources.reading.fields import Fields
from vaekst.sources.reading.numbers import MISSING
from vaekst.sources.reading.words import plain, visible
from vaekst.sources.table.kinds import Holds, Kind
from vaekst.sources.table.money import in_header
from vaekst.sources.table.units import is_printed_time, is_two_part_clock, names_thousands, unit_named
from vaekst.sources.table.values import NO, TIMED, YES, shown_styles


@dataclass(frozen=True, slots=True)
class Asked:
    """Answers the table gives itself, and questions by the option or the field that settles them.

    `faults` are columns that no answer can mend, by field.
    """

    options: dict[str, str] = field(default_factory=dict)
    questions: dict[str, Sentence] = field(default_factory=dict)
    faults: dict[str, Sentence] = field(default_factory=dict)


def ask(table: Fields, kind: Kind, *, today: date, told: Mapping[str, str] | None = None) -> Asked:
    """What the columns of a kind leave open, but for what was `told`."""
    asked = Asked()
    answered = told or {}
    for name in table.columns:
        holds = kind.fields[name]
        if holds in (Holds.DAY, Holds.INSTANT):
            _dates(table, name, asked, today=today)
        elif holds is Holds.COUNT:
            _number(table, name, asked, whole=True)
        elif holds is Holds.SHARE:
            _share(table, name, asked)
        elif holds in TIMED:
            _time(table, name, asked)
        elif holds is Holds.MONEY:
            _money(table, name, asked)
    _decimals(table, kind, asked)
    for name in answered:
        asked.questions.pop(name, None)
    return asked


def _dates(table: Fields, name: str, asked: Asked, *, today: date) -> None:
    try:
        style = table.dates(name, not_after=today).style
    except BadFile as error:
        if error.code != "ambiguous_dates":
            asked.faults[name] = error.sentence
            return
        asked.questions["dates"] = Sentence(
            "which_dates",
            N_("In '{column}', '{example}' could have the day or the month first. Say which."),
            column=table.name(name),
            example=_first(table, name),
        )
        return
    if style.order in ("dmy", "mdy"):
        asked.options.setdefault("dates", "day first" if style.order == "dmy" else "month first")


def _number(table: Fields, name: str, asked: Asked, *, whole: bool = False) -> bool:
    """Whether the column can be read, apart from a mark that could be one or the other."""
    try:
        table.numbers(name, whole=whole)
    except BadFile as error:
        if error.code == "ambiguous_numbers":
            return True
        if not whole or not _words_for_counts(table, name):
            asked.faults[name] = error.sentence
        return False
    return True


def _words_for_counts(table: Fields, name: str) -> bool:
    """Whether the cells are yes and no, which count one and none."""
    return all(plain(cell) in YES | NO | {"", "0", "1"} for cell in table.column(name).distinct)


def _share(table: Fields, name: str, asked: Asked) -> None:
    """A sign in the cells, or a value above one, can only be percent. All else is asked: size does not tell."""
    if not _number(table, name, asked):
        return
    if any("%" in cell for cell in table.column(name).distinct) or _above_one(table, name):
        asked.options[name] = "percent"
        return
    asked.questions[name] = Sentence(
        "which_unit_of_share",
        N_("Is '{column}' a fraction (0.52) or percent (52)? The size of the numbers does not tell."),
        column=table.name(name),
    )


def _above_one(table: Fields, name: str) -> bool:
    try:
        return any(value is not None and value > 1 for value in table.numbers(name).values)
    except BadFile:
        return False  # open until the decimal mark is known


def _time(table: Fields, name: str, asked: Asked) -> None:
    """Clocks and words name their unit; numbers are in the unit the header names, else it is asked."""
    cells = [cell for cell in table.column(name).distinct if plain(cell) not in MISSING]
    if any(map(is_printed_time, cells)):
        if all(map(is_two_part_clock, cells)) and _is_long(name):
            asked.questions[name] = Sentence(
                "which_clock",
                N_("In '{column}', is '{example}' hours and minutes, or minutes and seconds? Say which."),
                column=table.name(name),
                example=visible(cells[0]),
            )
        return
    if not _number(table, name, asked):
        return
    if unit := unit_named(table.name(name)):
        asked.options[name] = unit
        return
    asked.questions[name] = Sentence(
        "which_unit_of_time",
        N_("Is '{column}' in seconds, minutes or hours? Neither the header nor the numbers tell."),
        column=table.name(name),
    )


def _is_long(name: str) -> bool:
    """Whether a field may well hold hours, so that a clock of two parts is open."""
    return name in ("minutes", "ai_minutes", "watch_time_s")


def _money(table: Fields, name: str, asked: Asked) -> None:
    _number(table, name, asked)
    if currency := in_header(table.name(name)):
        asked.options["currency"] = currency
    if names_thousands(table.name(name)):
        asked.options[name] = "thousands"


def _decimals(table: Fields, kind: Kind, asked: Asked) -> None:
    """The mark the columns show; asked where one could be read in two ways and the others do not agree on a mark."""
    styles = shown_styles(table, kind)
    marks = {style.decimal for style in styles.values() if style is not None and style.decimal}
    if len(marks) == 1:
        asked.options["decimals"] = "comma" if "," in marks else "point"
        return
    if name := next((name for name, style in styles.items() if style is None), None):
        asked.questions["decimals"] = Sentence(
            "which_decimals",
            N_(
                "In '{column}', '{example}' could have a thousands mark or decimals. Say which mark separates decimals."
            ),
            column=table.name(name),
            example=next(visible(cell) for cell in table.column(name).distinct if "." in cell or "," in cell),
        )


def _first(table: Fields, name: str) -> str:
    return next(visible(cell) for cell in table.column(name).distinct if visible(cell))
