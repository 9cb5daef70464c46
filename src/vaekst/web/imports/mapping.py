"""The form in which a person says once what a table's columns mean."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from django.http import QueryDict
from django.utils.translation import gettext as _

from vaekst.core.strategy import CURRENCIES, Strategy
from vaekst.sources.table import Guess
from vaekst.sources.table.kinds import KINDS, Holds
from vaekst.sources.table.profiles import OPTIONS, SHARES, TIMES
from vaekst.web.imports.field_names import answer_name, field_name, table_kind_name
from vaekst.web.shell.brand_words import channel_name
from vaekst.web.shell.names import platform_name
from vaekst.web.shell.parts import Choice, Filter
from vaekst.web.shell.words import say

SHOWN_SURE = 0.9
"""From this certainty on a guess is not called one."""


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

    @property
    def columns(self) -> dict[str, str]:
        """Field -> header, as the action takes it."""
        return {name: header for header, name in self.fields.items()}


@dataclass(frozen=True, slots=True)
class ColumnRow:
    """One column: its header, what it may mean, in which unit, and some of its cells."""

    place: int
    header: str
    is_guess: bool
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
    errors: tuple[str, ...] = ()


def mapping_page(guess: Guess, answers: Answers, strategy: Strategy, *, errors: Iterable[str] = ()) -> MappingPage:
    """The form filled with the answers; open questions stand above it."""
    kind = answers.kind or ""
    open_ = (say(question) for name, question in guess.questions.items() if name not in answers.options)
    return MappingPage(
        file=guess.file,
        kind=kind,
        kinds=tuple(Choice(name, table_kind_name(name), name == kind) for name in KINDS),
        columns=tuple(
            _row(place, column.header, answers, is_guess=0 < column.confidence < SHOWN_SURE, sample=column.examples)
            for place, column in enumerate(guess.columns)
        ),
        settings=_settings(answers, strategy) if kind else (),
        questions=tuple(open_),
        errors=tuple(errors),
    )


def _row(place: int, header: str, answers: Answers, *, is_guess: bool, sample: tuple[str, ...]) -> ColumnRow:
    chosen = answers.fields.get(header, "")
    known = KINDS[answers.kind].fields if answers.kind else {}
    nothing = Choice("", _("not used"), not chosen)
    return ColumnRow(
        place=place,
        header=header,
        is_guess=is_guess and bool(chosen),
        meanings=(nothing, *(Choice(name, field_name(name), name == chosen) for name in known)),
        units=_units(known.get(chosen), answers.options.get(chosen, "")),
        sample=sample,
    )


def _units(holds: Holds | None, chosen: str) -> tuple[Choice, ...]:
    """The units a column of this sort may be in; none where there is nothing to choose."""
    if holds is Holds.SHARE:
        allowed: tuple[str, ...] = SHARES
    elif holds in (Holds.SECONDS, Holds.MINUTES):
        allowed, chosen = TIMES, chosen or ("minutes" if holds is Holds.MINUTES else "seconds")
    else:
        return ()
    return (
        *((Choice("", _("say which"), not chosen),) if not chosen else ()),
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
