"""The form in which a person says once what a table's columns mean."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from django.http import QueryDict
from django.utils.translation import gettext as _

from vaekst.core.sentence import N_
from vaekst.core.strategy import CURRENCIES, Strategy
from vaekst.sources.table import Guess
from vaekst.sources.table.guess import ColumnGuess
from vaekst.sources.table.kinds import KINDS, Holds
from vaekst.sources.table.match import sureness
from vaekst.sources.table.preview import Preview
from vaekst.sources.table.profiles import MONEY_UNITS, OPTIONS, SHARES, TIMES
from vaekst.sources.table.units import is_printed_time, is_two_part_clock
from vaekst.sources.table.values import CLOCKS
from vaekst.web.imports.field_names import answer_name, field_name, table_kind_name
from vaekst.web.imports.seen import SeenTable, lines_taken, seen_table
from vaekst.web.shell.brand_words import channel_name
from vaekst.web.shell.names import platform_name
from vaekst.web.shell.parts import Choice, Filter, Pill
from vaekst.web.shell.words import say

_SURENESS = {
    "sure": Pill("good", "check", N_("sure")),
    "likely": Pill("note", "info", N_("likely")),
    "guess": Pill("warn", "alert", N_("a guess")),
}


@dataclass(frozen=True, slots=True)
class Answers:
    """What was said so far: the kind, the field of each header, and the options."""

    kind: str | None
    fields: Mapping[str, str]  # header -> field
    options: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def guessed(cls, guess: Guess) -> Answers:
        return cls(guess.kind, {header: name for name, header in guess.mapping.items()}, guess.options)

    @classmethod
    def sent(cls, guess: Guess, form: QueryDict) -> Answers:
        """The form as it was sent; a unit belongs to the field its column was given."""
        fields = {}
        options = {name: form.get(name, "") for name in ("dates", "decimals", "platform", "channel", "currency")}
        for place, column in enumerate(guess.columns):
            if named := form.get(f"column-{place}", ""):
                fields[column.header] = named
                options[named] = form.get(f"unit-{place}", "")
        return cls(form.get("kind") or None, fields, {name: value for name, value in options.items() if value})

    def filled(self, proposed: Mapping[str, str]) -> Answers:
        """With the answers the table gives itself, where a person gave none."""
        return Answers(self.kind, self.fields, {**proposed, **self.options})

    @property
    def columns(self) -> dict[str, str]:
        """Field -> header, as the action takes it."""
        return {name: header for header, name in self.fields.items()}


@dataclass(frozen=True, slots=True)
class ColumnRow:
    """One column: its header, what it may mean, in which unit, and some of its cells."""

    place: int
    header: str
    sureness: Pill | None
    why: str
    meanings: tuple[Choice, ...]
    units: tuple[Choice, ...]
    sample: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class MappingPage:
    """The whole form."""

    file: str
    kind: str
    kinds: tuple[Choice, ...]
    columns: tuple[ColumnRow, ...]
    settings: tuple[Filter, ...]
    questions: tuple[str, ...]
    faults: tuple[str, ...]
    lines: tuple[str, ...]
    seen: SeenTable | None
    kind_why: str = ""
    kind_sureness: Pill | None = None
    sheet: str = ""
    sheets: tuple[Choice, ...] = ()
    errors: tuple[str, ...] = ()


def mapping_page(
    guess: Guess, answers: Answers, seen: Preview | None, strategy: Strategy, *, errors: Iterable[str] = ()
) -> MappingPage:
    """The form filled with the answers; open questions stand above it, and the table as it would be read below."""
    kind = answers.kind or ""
    answers = answers.filled(seen.proposed if seen else {})
    errors = tuple(errors)
    return MappingPage(
        file=guess.file,
        kind=kind,
        kinds=tuple(Choice(name, table_kind_name(name), name == kind) for name in KINDS),
        columns=tuple(_row(place, column, answers) for place, column in enumerate(guess.columns)),
        settings=_settings(answers, strategy) if kind else (),
        questions=tuple(each for each in _open(guess, answers, seen) if each not in errors),
        faults=tuple(told for fault in (seen.faults if seen else {}).values() if (told := say(fault)) not in errors),
        lines=lines_taken(guess.layout) if guess.layout else (),
        seen=seen_table(seen) if seen else None,
        kind_why=say(guess.kind_why) if guess.kind_why else "",
        kind_sureness=_certainty(guess.kind_confidence),
        sheet=guess.sheet or "",
        sheets=tuple(Choice(name, name, name == guess.sheet) for name in guess.unknown_sheets),
        errors=errors,
    )


def _open(guess: Guess, answers: Answers, seen: Preview | None) -> list[str]:
    """The questions still open: about the cells as chosen now, and about the table as a whole."""
    whole = {"kind": not answers.kind, "columns": not _is_complete(answers), "platform": not _has_platform(answers)}
    asked = [guess.questions[name] for name, is_open in whole.items() if is_open and name in guess.questions]
    return [say(question) for question in (*asked, *(seen.questions if seen else {}).values())]


def _is_complete(answers: Answers) -> bool:
    return answers.kind is None or KINDS[answers.kind].is_complete(frozenset(answers.columns))


def _has_platform(answers: Answers) -> bool:
    return bool(answers.options.keys() & {"platform", "channel"})


def _certainty(confidence: float) -> Pill | None:
    found = _SURENESS.get(sureness(confidence))
    return Pill(found.tone, found.icon, _(found.word)) if found else None


def _row(place: int, column: ColumnGuess, answers: Answers) -> ColumnRow:
    chosen = answers.fields.get(column.header, "")
    known = KINDS[answers.kind].fields if answers.kind else {}
    nothing = Choice("", _("not used"), not chosen)
    is_guessed = bool(chosen) and chosen == column.field
    return ColumnRow(
        place=place,
        header=column.header,
        sureness=_certainty(column.confidence) if is_guessed else None,
        why=say(column.why) if is_guessed and column.why else "",
        meanings=(nothing, *(Choice(name, field_name(name), name == chosen) for name in known)),
        units=_units(known.get(chosen), answers.options.get(chosen, ""), column.examples),
        sample=column.examples,
    )


def _units(holds: Holds | None, chosen: str, cells: tuple[str, ...]) -> tuple[Choice, ...]:
    """The units a column of this sort may be in; none where there is nothing to choose."""
    if holds is Holds.SHARE:
        allowed: tuple[str, ...] = SHARES
    elif holds is Holds.MONEY:
        allowed, chosen = MONEY_UNITS, chosen or "ones"
    elif holds in (Holds.SECONDS, Holds.MINUTES) and any(map(is_printed_time, cells)):
        allowed = CLOCKS if all(map(is_two_part_clock, cells)) else ()
    elif holds in (Holds.SECONDS, Holds.MINUTES):
        allowed = TIMES
    else:
        return ()
    return (
        *((Choice("", _("say which"), not chosen),) if allowed and not chosen else ()),
        *(Choice(unit, answer_name(unit), unit == chosen) for unit in allowed),
    )


def _settings(answers: Answers, strategy: Strategy) -> tuple[Filter, ...]:
    told = answers.options
    untold = Choice("", _("As the table tells"))
    styles = tuple(
        Filter(
            name,
            {"dates": _("Order of dates"), "decimals": _("Decimal mark")}[name],
            (untold, *(Choice(value, answer_name(value), told.get(name) == value) for value in allowed)),
        )
        for name, allowed in OPTIONS.items()
    )
    channels = tuple(Choice(id_, channel_name(strategy, id_), told.get("channel") == id_) for id_ in strategy.channels)
    platforms = dict.fromkeys(channel.platform for channel in strategy.channels.values())
    currency = told.get("currency") or strategy.brand.currency
    return (
        Filter("channel", _("Channel"), (untold, *channels)),
        Filter(
            "platform",
            _("Platform"),
            (untold, *(Choice(one, platform_name(one), told.get("platform") == one) for one in platforms)),
        ),
        *styles,
        Filter("currency", _("Currency"), tuple(Choice(one, one, one == currency) for one in sorted(CURRENCIES))),
    )
