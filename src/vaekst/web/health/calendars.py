"""The data health screen as values: a group a channel, a calendar a stream."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from vaekst.actions.health import HealthReport, StreamReport
from vaekst.core.health import DayState, Grain, State, StreamHealth
from vaekst.core.period import Period
from vaekst.core.sentence import N_
from vaekst.core.strategy import Strategy
from vaekst.web.shell.brand_words import channel_name
from vaekst.web.shell.names import platform_name
from vaekst.web.shell.parts import Pill
from vaekst.web.shell.words import day, days, number, say

STATES = {
    State.FRESH: ("good", "check", N_("up to date")),
    State.GAPS: ("warn", "alert", N_("has gaps")),
    State.LATE: ("bad", "stop", N_("out of date")),
    State.NEVER: ("none", "unknown", N_("not supplied")),
}
STREAMS = {
    "posts": N_("Posts"),
    "days": N_("Days of the channel"),
    "leads": N_("Leads and visits"),
    "costs": N_("Costs"),
    "production": N_("Production log"),
    "web": N_("Web traffic"),
    "search": N_("Search"),
    "touches": N_("Visits one by one"),
    "conversions": N_("Conversions one by one"),
}
_DAYS = {
    DayState.COVERED: N_("known"),
    DayState.SETTLING: N_("known, still settling"),
    DayState.MISSING: N_("missing"),
    DayState.BEFORE: N_("nothing due"),
}
_GAPS_NAMED = 4
_STEP = 10  # from one day of a calendar to the next, in the drawing's own units


@dataclass(frozen=True, slots=True)
class Cell:
    """One day of a calendar, where it is drawn: a column a week, a row a weekday."""

    state: str
    x: int
    y: int


@dataclass(frozen=True, slots=True)
class Warned:
    """A warning that still stands, and the receipt that tells the whole story."""

    words: str
    file: str
    url: str


@dataclass(frozen=True, slots=True)
class StreamCard:
    """One stream as it is shown. `sums` says in words what the calendar shows."""

    name: str
    state: Pill
    newest: str
    sums: str
    gaps: str
    cells: tuple[Cell, ...]
    warnings: tuple[Warned, ...]
    next_step: str


@dataclass(frozen=True, slots=True)
class Group:
    """The streams of a channel, or of the brand."""

    name: str
    platform: str
    streams: tuple[StreamCard, ...]


@dataclass(frozen=True, slots=True)
class Legend:
    """What a colour of the calendar means."""

    state: str
    word: str


@dataclass(frozen=True, slots=True)
class HealthPage:
    """The whole screen: the one step that matters most, then every stream."""

    next_step: str
    groups: tuple[Group, ...]
    legend: tuple[Legend, ...]
    window: str


def health_page(report: HealthReport, strategy: Strategy, *, slug: str) -> HealthPage:
    """The report in the reader's language."""
    first = report.next_step
    return HealthPage(
        next_step=say(first.next_step) if first and first.next_step else "",
        groups=tuple(_groups(report, strategy, slug)),
        legend=tuple(Legend(state.value, _(word)) for state, word in _DAYS.items()),
        window=days(report.streams[0].health.window),
    )


def _groups(report: HealthReport, strategy: Strategy, slug: str) -> Iterator[Group]:
    for channel, streams in groupby(report.streams, key=lambda each: each.health.stream.channel):
        cards = tuple(_card(each, slug, today=report.today) for each in streams)
        if channel is None:
            yield Group(_("The whole brand"), "", cards)
        else:
            name, platform = channel_name(strategy, channel), platform_name(strategy.channels[channel].platform)
            yield Group(name, platform if platform != name else "", cards)


def _card(report: StreamReport, slug: str, *, today: date) -> StreamCard:
    health = report.health
    tone, icon, word = STATES[health.state]
    return StreamCard(
        name=_(STREAMS[health.stream.name]),
        state=Pill(tone, icon, _(word)),
        newest=_newest(health, today=today),
        sums=_sums(health),
        gaps=_gaps(health.missing),
        cells=tuple(_cells(health)),
        warnings=tuple(
            Warned(say(each.warning), each.file, reverse("imports:receipt", args=[slug, each.import_id]))
            for each in report.warnings
        ),
        next_step=say(report.next_step) if report.next_step else "",
    )


def _newest(health: StreamHealth, *, today: date) -> str:
    if health.newest is None:
        return ""
    ago = (today - health.newest).days
    words = ngettext("%(n)s day ago", "%(n)s days ago", ago) % {"n": number(ago)} if ago else _("today")
    return _("newest: %(day)s (%(ago)s)") % {"day": day(health.newest), "ago": words}


def _sums(health: StreamHealth) -> str:
    said = {"covered": number(health.covered), "all": number(health.window.days)}
    if health.stream.grain is Grain.READINGS:
        return ngettext("%(n)s day with figures", "%(n)s days with figures", health.covered) % {"n": said["covered"]}
    return _("%(covered)s of %(all)s days known") % said


def _gaps(missing: tuple[Period, ...]) -> str:
    """The newest gaps by name, and how many more there are."""
    if not missing:
        return ""
    named = ", ".join(days(span) for span in reversed(missing[-_GAPS_NAMED:]))
    more = len(missing) - _GAPS_NAMED
    if more <= 0:
        return _("Missing: %(named)s.") % {"named": named}
    template = ngettext("Missing: %(named)s and %(n)s more gap.", "Missing: %(named)s and %(n)s more gaps.", more)
    return template % {"named": named, "n": number(more)}


def _cells(health: StreamHealth) -> Iterator[Cell]:
    monday = health.window.first.toordinal() - health.window.first.weekday()
    for each, state in zip(health.window, health.calendar, strict=True):
        yield Cell(state.value, (each.toordinal() - monday) // 7 * _STEP, each.weekday() * _STEP)
