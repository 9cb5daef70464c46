"""Pictures of money: what a lead costs by whoever brought it, and how something splits from week to week."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

import altair as alt

from vaekst.core.metrics.units import Unit
from vaekst.core.sentence import N_
from vaekst.present import numbers
from vaekst.present.charts import BASE, LINE
from vaekst.present.language import LANGUAGES, Language
from vaekst.present.picture import Picture
from vaekst.present.vega import SOFT, definition, values

PARTS = (
    "var(--draw, #0b6a50)",
    "var(--draw-target, #a85f00)",
    "var(--note, #1f4f9e)",
    "var(--draw-base, #8b9892)",
    "var(--bad, #ad231b)",
)
"""Colours of parts, in the order they are named; a sixth begins anew."""

_FURTHEST = 3.0
"""An interval is drawn no further than this many times the largest figure."""


@dataclass(frozen=True, slots=True)
class CostBar:
    """What one costs: the figure and its interval in whole units. None where a count tells nothing of it."""

    label: str
    events: int
    low: float | None
    mid: float | None
    high: float | None


@dataclass(frozen=True, slots=True)
class Split:
    """The parts of the week that begins on `day`, by their names; None is unknown, a missing part is nothing."""

    day: date
    parts: tuple[tuple[str, float | None], ...]


def costs_per(bars: Sequence[CostBar], *, title: str, sentence: str, currency: str, language: Language) -> Picture:
    """One line per member, in the order given: the figure and the interval it lies in."""
    columns = tuple(
        language.gettext(word) for word in (N_("name"), N_("leads"), N_("lowest"), N_("figure"), N_("highest"))
    )

    def told(value: float | None) -> str:
        return "–" if value is None else numbers.figure(value, Unit.MONEY, language, currency=currency)

    rows = tuple(
        (bar.label, numbers.number(bar.events, language), told(bar.low), told(bar.mid), told(bar.high)) for bar in bars
    )
    drawn = _costs_per(tuple(bars), currency, language.code)
    return Picture(title, sentence, columns, rows, drawn, language.code)


def split_by_week(
    weeks: Sequence[Split],
    names: Sequence[str],
    *,
    title: str,
    sentence: str,
    unit: Unit,
    currency: str,
    language: Language,
) -> Picture:
    """A column a week, of its parts one on top of the other. A week with an unknown part is a gap."""
    columns = (language.gettext(N_("week from")), *names)
    rows = tuple(
        (
            numbers.day(week.day, language),
            *(numbers.figure(dict(week.parts).get(name, 0.0), unit, language, currency=currency) for name in names),
        )
        for week in weeks
    )
    drawn = _split_by_week(tuple(weeks), tuple(names), currency, language.code)
    return Picture(title, sentence, columns, rows, drawn, language.code)


@lru_cache(maxsize=256)
def _costs_per(bars: tuple[CostBar, ...], currency: str, code: str) -> str:
    language = LANGUAGES[code]
    words = {str(n): bar.label for n, bar in enumerate(bars)}
    names = alt.Axis(
        labelExpr=f"({json.dumps(words)})[datum.value]", labelLimit=150, ticks=False, domain=False, grid=True
    )
    place = alt.Y("row:N", title=None, axis=names, scale=alt.Scale(domain=list(words)))
    known = [end for bar in bars for end in (bar.mid, bar.low) if end is not None]
    edge = max([*known, 1.0]) * _FURTHEST
    top = min(max([edge / _FURTHEST, *(bar.high for bar in bars if bar.high is not None)]), edge)
    x = alt.X(
        "low:Q",
        title=f"{currency}",
        axis=alt.Axis(format=",.0f", tickCount=6),
        scale=alt.Scale(domain=[0, top * 1.05], nice=False),
    )
    drawn = [
        {"row": str(n), "low": bar.low, "mid": bar.mid, "high": min(top if bar.high is None else bar.high, top)}
        for n, bar in enumerate(bars)
    ]
    spans = values([one for one in drawn if one["low"] is not None])
    points = values([one for one in drawn if one["mid"] is not None])
    few = language.gettext(N_("too few to tell"))
    waiting = values([{**one, "low": 0, "words": few} for one in drawn if one["mid"] is None and one["low"] is None])
    chart = alt.layer(
        alt.Chart(spans)
        .mark_rule(strokeWidth=5, strokeCap="round", opacity=0.45, color=BASE)
        .encode(x=x, x2="high:Q", y=place),
        alt.Chart(points).mark_point(filled=True, size=110, opacity=1, color=LINE).encode(x="mid:Q", y=place),
        alt.Chart(waiting)
        .mark_text(align="left", dx=8, color=SOFT, fontStyle="italic")
        .encode(x=x, y=place, text="words:N"),
    )
    return definition(chart, height=48 + 34 * len(bars))


@lru_cache(maxsize=256)
def _split_by_week(weeks: tuple[Split, ...], names: tuple[str, ...], currency: str, code: str) -> str:
    language = LANGUAGES[code]
    order = {name: place for place, name in enumerate(names)}
    rows = [
        {"day": numbers.day(week.day, language, year=False), "part": name, "value": value, "place": order[name]}
        for week in weeks
        for name, value in week.parts
        if all(known is not None for _, known in week.parts)
    ]
    colours = [PARTS[place % len(PARTS)] for place in range(len(names))]
    monday = [numbers.day(week.day, language, year=False) for week in weeks]
    days = alt.Axis(labelAngle=0, labelOverlap=True, ticks=False)
    amounts = alt.Axis(format=",.0f", tickCount=5, domain=False, ticks=False)
    chart = (
        alt.Chart(values(rows))
        .mark_bar()
        .encode(
            x=alt.X("day:O", title=None, axis=days, scale=alt.Scale(domain=monday, paddingInner=0.25)),
            y=alt.Y("value:Q", title=currency or None, axis=amounts, stack="zero"),
            color=alt.Color(
                "part:N",
                scale=alt.Scale(domain=list(names), range=colours),
                legend=alt.Legend(
                    title=None, orient="bottom", columns=2, labelColor=SOFT, labelFontSize=12, labelLimit=140
                ),
            ),
            order=alt.Order("place:Q"),
        )
    )
    return definition(chart, height=260)
