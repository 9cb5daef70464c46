"""Pictures for pages, mail and print: each one Altair definition, with a title, a sentence and its table.

    picture = effects(bars, title=…, sentence=…, language=DANISH)
    svg(picture)             # colours follow the page, light or dark
    picture.columns, picture.rows

Colours are the page's own (`var(--draw)`), with a fallback for places without a style sheet. The page sets
`.picture { max-width: 100%; height: auto }`. Equal values give an equal picture, made once and kept.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

import altair as alt

from vaekst.core.metrics.units import Unit
from vaekst.core.period import Period
from vaekst.core.sentence import N_
from vaekst.present import numbers
from vaekst.present.language import LANGUAGES, Language
from vaekst.present.picture import NARROW, WIDE, Picture, svg
from vaekst.present.vega import SOFT, definition, values
from vaekst.present.words import label, mark

__all__ = [
    "NARROW",
    "WIDE",
    "Chances",
    "EffectBar",
    "Note",
    "Picture",
    "Reading",
    "chances_by_week",
    "effects",
    "kpi_over_time",
    "svg",
]

LINE, BASE, TARGET = "var(--draw, #0b6a50)", "var(--draw-base, #8b9892)", "var(--draw-target, #a85f00)"
CARD = "var(--card, #ffffff)"
TONES: Mapping[str, str] = {
    "good": "var(--good, #0d6b48)",
    "warn": "var(--warn, #845000)",
    "bad": "var(--bad, #ad231b)",
    "note": "var(--note, #1f4f9e)",
    "none": "var(--none, #53615b)",
}
SHAPES: Mapping[str, str] = {"scale": "triangle-up", "stop": "square"}
DASHES = ((1, 0), (6, 3), (2, 3))
"""How lines of one colour are told apart; an alarm's is drawn through."""
FURTHEST, NEAREST = 2.0, 0.3
"""Effects beyond +200 % are drawn at the edge, and the picture never spans less than ±30 %."""
_DAYS: Mapping[str, str] = {"en": "%-d %b", "da": "%-d. %b"}
_FORMATS: Mapping[Unit, str] = {Unit.PERCENT: ".2~%", Unit.COUNT: "~s", Unit.PEOPLE: "~s"}


@dataclass(frozen=True, slots=True)
class Reading:
    """A KPI's value for the week or day that begins on `day`. None is a gap."""

    day: date
    value: float | None


@dataclass(frozen=True, slots=True)
class Note:
    """Something that happened on a day, drawn into the picture. At a break the line ends and a new one begins."""

    day: date
    words: str  # a word or two, drawn beside the day
    why: str = ""  # told below the picture and in its table
    is_break: bool = False


@dataclass(frozen=True, slots=True)
class EffectBar:
    """A concept's effect and interval, relative to baseline; None where there is no estimate. `state` is a proposal."""

    label: str
    posts: int
    low: float | None
    mid: float | None
    high: float | None
    state: str


@dataclass(frozen=True, slots=True)
class Chances:
    """One line of chances, by week from the first. `is_alarm` draws it as what should stay low."""

    label: str
    values: tuple[float, ...]
    is_alarm: bool = False


def kpi_over_time(
    readings: Sequence[Reading],
    *,
    title: str,
    sentence: str,
    unit: Unit,
    language: Language,
    currency: str = "",
    baseline: float | None = None,
    target: float | None = None,
    sprint: Period | None = None,
    is_running: bool = False,
    notes: Sequence[Note] = (),
) -> Picture:
    """A KPI week by week, with the way from baseline to target. `is_running`: the last reading may still move.

    `notes` are in order of their days.
    """
    columns: tuple[str, ...] = (language.gettext(N_("from")), title)
    told = _noted(readings, notes)
    rows: tuple[tuple[str, ...], ...] = tuple(
        (numbers.day(one.day, language), numbers.figure(one.value, unit, language, currency=currency))
        for one in readings
    )
    if any(told):
        columns = (*columns, language.gettext(N_("note")))
        rows = tuple((*row, words) for row, words in zip(rows, told, strict=True))
    drawn = _kpi_over_time(tuple(readings), unit, language.code, baseline, target, sprint, is_running, tuple(notes))
    reasons = tuple(note.why for note in notes if note.why)
    return Picture(title, sentence, columns, rows, drawn, language.code, notes=reasons)


def _noted(readings: Sequence[Reading], notes: Sequence[Note]) -> list[str]:
    """The words of the notes of each reading: those of its days and of the days since the reading before."""
    told = [""] * len(readings)
    days = [one.day for one in readings]
    for note in notes:
        place = _place(days, note.day)
        if place is not None:
            told[place] = " ".join(filter(None, (told[place], note.why or note.words)))
    return told


def _place(days: Sequence[date], day: date) -> int | None:
    """The reading whose days hold the day: the last that begins on or before it; None before the first."""
    return max((place for place, first in enumerate(days) if first <= day), default=None)


def effects(bars: Sequence[EffectBar], *, title: str, sentence: str, language: Language) -> Picture:
    """One line per concept, in the order given: the estimate and its interval against the baseline at 0."""
    columns = tuple(
        language.gettext(word)
        for word in (N_("concept"), N_("posts"), N_("lowest"), N_("estimate"), N_("highest"), N_("proposal"))
    )
    rows = tuple(
        (
            bar.label,
            numbers.number(bar.posts, language),
            numbers.change(bar.low, language),
            numbers.change(bar.mid, language),
            numbers.change(bar.high, language),
            label(bar.state, language),
        )
        for bar in bars
    )
    return Picture(title, sentence, columns, rows, _effects(tuple(bars), language.code), language.code)


def chances_by_week(lines: Sequence[Chances], *, title: str, sentence: str, language: Language) -> Picture:
    """How chances grow over the weeks: one line each, told apart by dash and shade, named in a legend."""
    columns = (language.gettext(N_("week")), *(line.label for line in lines))
    weeks = range(1, max(len(line.values) for line in lines) + 1)
    rows = tuple(
        (
            numbers.number(week, language),
            *(numbers.percent(line.values[week - 1], language) for line in lines),
        )
        for week in weeks
    )
    return Picture(title, sentence, columns, rows, _chances(tuple(lines), language.code), language.code)


@lru_cache(maxsize=512)
def _kpi_over_time(
    readings: tuple[Reading, ...],
    unit: Unit,
    code: str,
    baseline: float | None,
    target: float | None,
    sprint: Period | None,
    is_running: bool,
    notes: tuple[Note, ...],
) -> str:
    course = _course(baseline, target, sprint or _span(readings), LANGUAGES[code])
    days = alt.Axis(format=_DAYS[code], grid=False, tickCount=6, labelOverlap=True)
    amounts = alt.Axis(format=_FORMATS.get(unit, ",.3~f"), tickCount=5, domain=False, ticks=False)
    chart = alt.layer(*course, *_notes(notes, readings), *_readings(readings, is_running, notes)).encode(
        x=alt.X("day:T", title=None, axis=days),
        y=alt.Y("value:Q", title=None, axis=amounts, scale=alt.Scale(zero=False, nice=True)),
    )
    return definition(chart, height=220)


def _course(baseline: float | None, target: float | None, span: Period, language: Language) -> list[alt.Chart]:
    """The straight way from baseline to target, or the one of them that is known, level across the span."""
    start, end = baseline if baseline is not None else target, target if target is not None else baseline
    if start is None or end is None:
        return []
    colour, word = (BASE, N_("baseline")) if target is None else (TARGET, N_("target"))
    first, last = span.first.isoformat(), span.last.isoformat()
    way = [{"day": first, "value": start}, {"day": last, "value": end}]
    goal = [{"day": last, "value": end, "words": language.gettext(word)}]
    layers = [
        alt.Chart(values(way)).mark_line(color=colour, strokeWidth=1.5, strokeDash=[5, 4]),
        alt.Chart(values(goal))
        .mark_text(align="right", dy=-8, color=SOFT if target is None else TARGET)
        .encode(text="words:N"),
    ]
    if baseline is not None and target is not None:
        origin = [{"day": first, "value": baseline, "words": language.gettext(N_("baseline"))}]
        dy = 14 if target >= baseline else -10
        layers.append(alt.Chart(values(origin)).mark_text(align="left", dx=4, dy=dy, color=SOFT).encode(text="words:N"))
    return layers


def _notes(notes: Sequence[Note], readings: Sequence[Reading]) -> list[alt.Chart]:
    """A thin upright line at each noted day within the picture, with its words at the top, each in a row of its own."""
    span = _span(readings)
    shown = [note for note in notes if note.day in span]
    lines = [{"day": note.day.isoformat()} for note in shown]
    layers = [
        alt.Chart(values(lines))
        .mark_rule(color=BASE, strokeWidth=1, strokeDash=[2, 3])
        .encode(y=alt.value(0), y2=alt.value("height"))
    ]
    for row, note in enumerate(shown):
        is_late = (note.day - span.first) * 2 > span.last - span.first
        side: dict[str, Any] = {"align": "right", "dx": -4} if is_late else {"align": "left", "dx": 4}
        words = values([{"day": note.day.isoformat(), "words": note.words}])
        text = alt.Chart(words).mark_text(dy=8 + 14 * row, color=SOFT, **side)
        layers.append(text.encode(y=alt.value(0), text="words:N"))
    return layers if shown else []


def _readings(readings: Sequence[Reading], is_running: bool, notes: Sequence[Note]) -> list[alt.Chart]:
    """The readings as a line with dots; gaps stay open, and a running reading is reached by a dashed line.

    At a break the line ends: the readings after it are a part of their own.
    """
    breaks = [note.day for note in notes if note.is_break]
    days = [one.day for one in readings]
    starts = [_place(days, day) for day in breaks]
    points = [
        {
            "day": one.day.isoformat(),
            "value": one.value,
            "part": sum(start is not None and start <= place for start in starts),
        }
        for place, one in enumerate(readings)
    ]
    settled, running = (points[:-1], points[-2:]) if is_running else (points, [])
    layers = [
        alt.Chart(values(settled)).mark_line(color=LINE, strokeWidth=2.5).encode(detail="part:N"),
        alt.Chart(values(settled)).mark_point(filled=True, color=LINE, size=30, opacity=1),
    ]
    if running:
        open_dot: dict[str, Any] = {"fill": CARD, "stroke": LINE, "strokeWidth": 1.5, "size": 40, "opacity": 1}
        layers.append(
            alt.Chart(values(running)).mark_line(color=LINE, strokeWidth=2, strokeDash=[2, 4]).encode(detail="part:N")
        )
        layers.append(alt.Chart(values(running[-1:])).mark_point(**open_dot))
    return layers


@lru_cache(maxsize=512)
def _effects(bars: tuple[EffectBar, ...], code: str) -> str:
    language = LANGUAGES[code]
    words = {str(n): bar.label for n, bar in enumerate(bars)}
    names = alt.Axis(
        labelExpr=f"({json.dumps(words)})[datum.value]", labelLimit=150, ticks=False, domain=False, grid=True
    )
    place = alt.Y("row:N", title=None, axis=names, scale=alt.Scale(domain=list(words)))
    shares = alt.Axis(format="+.0%", labelExpr="datum.value == 0 ? '0' : datum.label", tickCount=6)
    known = [bar for bar in bars if bar.low is not None and bar.high is not None]
    low = min([-NEAREST, *(bar.low - 0.05 for bar in known if bar.low is not None)])
    high = min(max([NEAREST, *(bar.high for bar in known if bar.high is not None)]), FURTHEST) + 0.05
    across = alt.Scale(domain=[low, high], nice=False)
    x = alt.X("low:Q", title=language.gettext(N_("against the baseline")), axis=shares, scale=across)
    tone, shape = alt.Color("tone:N", scale=None), alt.Shape("shape:N", scale=None)
    drawn = [_bar(n, bar, language) for n, bar in enumerate(bars)]
    estimated = values([one for one in drawn if one["mid"] is not None])
    waiting = values([one | {"low": 0} for one in drawn if one["mid"] is None])
    chart = alt.layer(
        alt.Chart(values([{"low": 0}])).mark_rule(color=BASE, strokeWidth=1.5).encode(x=x),
        alt.Chart(estimated)
        .mark_rule(strokeWidth=5, strokeCap="round", opacity=0.4)
        .encode(x=x, x2="high:Q", y=place, color=tone),
        alt.Chart(estimated)
        .mark_point(filled=True, size=110, opacity=1)
        .encode(x="mid:Q", y=place, color=tone, shape=shape),
        alt.Chart(waiting)
        .mark_text(align="left", dx=8, color=SOFT, fontStyle="italic")
        .encode(x=x, y=place, text="words:N"),
    )
    return definition(chart, height=48 + 34 * len(bars))


def _bar(row: int, bar: EffectBar, language: Language) -> dict[str, Any]:
    state = mark(bar.state, language)
    return {
        "row": str(row),
        "words": state.word,
        "tone": TONES[state.tone],
        "shape": SHAPES.get(bar.state, "circle"),
        "low": bar.low,
        "mid": None if bar.mid is None else min(bar.mid, FURTHEST),
        "high": None if bar.high is None else min(bar.high, FURTHEST + 0.05),
    }


@lru_cache(maxsize=128)
def _chances(lines: tuple[Chances, ...], code: str) -> str:
    language = LANGUAGES[code]
    names = [line.label for line in lines]
    calm = [place for place, line in enumerate(lines) if not line.is_alarm]
    dashes = [[1, 0] if line.is_alarm else list(DASHES[calm.index(n) % 3]) for n, line in enumerate(lines)]
    points = [
        {"week": week, "value": value, "line": line.label}
        for line in lines
        for week, value in enumerate((0.0, *line.values))
    ]
    legend = alt.Legend(
        title=None,
        orient="top",
        direction="vertical",
        symbolSize=400,
        labelLimit=300,
        labelColor=SOFT,
        labelFontSize=12,
    )
    weeks = alt.Axis(grid=False, tickMinStep=1, format="d")
    shares = alt.Axis(format=".0%", tickCount=5, domain=False, ticks=False)
    chart = (
        alt.Chart(values(points))
        .mark_line(strokeWidth=2.5)
        .encode(
            x=alt.X("week:Q", title=language.gettext(N_("week")), axis=weeks),
            y=alt.Y("value:Q", title=None, axis=shares, scale=alt.Scale(domain=[0, 1])),
            color=alt.Color(
                "line:N",
                legend=legend,
                scale=alt.Scale(range=[TONES["bad"] if line.is_alarm else LINE for line in lines], domain=names),
            ),
            strokeDash=alt.StrokeDash("line:N", legend=legend, scale=alt.Scale(range=dashes, domain=names)),
        )
    )
    return definition(chart, height=240 + 18 * len(lines))


def _span(readings: Sequence[Reading]) -> Period:
    days = [one.day for one in readings] or [date.min]
    return Period(min(days), max(days))
