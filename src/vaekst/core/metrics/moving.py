"""How a figure moved between two spans of days, with the noise it has: posts at comparable age, or whole weeks.

A movement is never made of what cannot be compared: unlike definitions, weeks a table does not wholly speak for, too few
posts or events. Then there is the reason instead, which names the file that would help.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from vaekst.core.evidence import movement as noise
from vaekst.core.evidence.movement import Counted, Level, Moved
from vaekst.core.figures import PostFigure, SourceRow
from vaekst.core.metrics import of_leads, of_posts
from vaekst.core.metrics.catalogue import METRICS
from vaekst.core.metrics.figure import Figure, Lineage
from vaekst.core.metrics.gather import Known, lineage_of
from vaekst.core.metrics.kpis import KPIS
from vaekst.core.metrics.measure import measure_of_channel
from vaekst.core.metrics.measured import NotAlike
from vaekst.core.metrics.of_days import OfDays
from vaekst.core.metrics.of_posts import Cadence, OfPosts
from vaekst.core.metrics.of_quality import QualifiedRate, qualified_rate
from vaekst.core.metrics.units import Unit
from vaekst.core.period import DAY, Period
from vaekst.core.sentence import N_, Sentence
from vaekst.core.strategy import Strategy

LEAST_POSTS = 4
"""Fewer posts in a span carry no movement."""
LEAST_EVENTS = 5
"""Fewer leads, clicks or sales in a span carry none either."""


@dataclass(frozen=True, slots=True)
class Spans:
    """The days looked at, and the days they are compared with."""

    before: Period
    now: Period

    @property
    def whole(self) -> Period:
        return Period(min(self.before.first, self.now.first), max(self.before.last, self.now.last))


@dataclass(frozen=True, slots=True, kw_only=True)
class Movement:
    """How a metric moved on a channel, or (None) for the brand. `before` and `now` are in its unit; `units` are posts or weeks."""

    metric: str
    channel: str | None
    unit: Unit
    units: str
    before_units: int
    now_units: int
    before: float
    now: float
    moved: Moved
    currency: str | None = None
    lineage: Lineage = field(default_factory=Lineage)


@dataclass(frozen=True, slots=True)
class NoMovement:
    """The files cannot tell how the metric moved, and why."""

    metric: str
    channel: str | None
    reason: Sentence


Answer = Movement | NoMovement


OF_LEADS = ("landing_conversion", "cost_per_lead", "qualified_rate")


def movement(
    metric: str, known: Known, strategy: Strategy, *, channel: str | None, spans: Spans, level: float
) -> Answer:
    """How the metric moved: of a channel's posts, days or cadence; of leads and costs, also for the brand (None).

    Raises ValueError for a metric of posts without a channel.
    """
    if metric in OF_LEADS:
        return _of_leads(metric, known, strategy, channel=channel, spans=spans, level=level)
    if channel is None:
        raise ValueError(f"{metric} is measured on a channel.")
    if metric == "posting_cadence":
        return _of_cadence(Cadence(known, channel, KPIS[metric].supply), spans, level)
    found = _of_posts(_posts(metric, known, strategy, channel=channel, spans=spans), spans, level)
    if metric != "ctr" or isinstance(found, Movement):
        return found
    daily = measure_of_channel(metric, known, strategy, channel=channel, period=spans.whole)
    return _of_days(daily, spans, level) if isinstance(daily, OfDays) else found


def weeks_of(period: Period) -> tuple[Period, ...]:
    """The weeks of seven days in the period, counted back from its last day, earliest first."""
    ends = (period.last - 7 * n * DAY for n in range(period.days // 7))
    return tuple(reversed([Period.ending(end, days=7) for end in ends]))


def _posts(metric: str, known: Known, strategy: Strategy, *, channel: str, spans: Spans) -> OfPosts:
    """The metric over the channel's posts; retention over its short videos alone."""
    keep = of_posts.is_short_video if metric == "retention_3s" else None
    return of_posts.of_posts(
        metric,
        METRICS[metric],
        known.histories.where(channel=channel, keep=keep),
        channel=channel,
        period=spans.whole,
        rule=strategy.rules.comparison,
        supply=KPIS[metric].supply if metric in KPIS else _NO_PERFORMANCE,
        basis=None,
        summary=of_posts.middle,
    )


_NO_PERFORMANCE = N_("No file states what posts on {channel} are judged by. Import the channel's content export.")


def _of_posts(measure: OfPosts, spans: Spans, level: float) -> Answer:
    """The movement of the typical post, each read at comparable age."""
    levels: list[Level] = []
    for span in (spans.before, spans.now):
        posts = measure.figures.published(span).figures
        if (reason := measure.over(span).unknown) is not None:
            return NoMovement(measure.measure, measure.channel, reason)
        if len(posts) < LEAST_POSTS or all(post.value <= 0 for post in posts):
            return NoMovement(measure.measure, measure.channel, _too_few_posts(measure, span, posts))
        levels.append(noise.of_posts(posts))
    return _made(measure.over(spans.now), levels, "posts", measure.rows(spans.whole), level=level)


def _of_days(measure: OfDays, spans: Spans, level: float) -> Answer:
    """The movement of a rate of channel days, whole weeks as units."""
    counted: list[list[Counted]] = []
    for span in (spans.before, spans.now):
        figure = measure.over(span)
        weeks = [week for week in weeks_of(span) if _covered(measure.over(week))]
        if figure.unknown is not None or len(weeks) < noise.LEAST_UNITS:
            return NoMovement(measure.measure, measure.channel, figure.unknown or _partly_covered(figure))
        days = [[day.counted for day in measure.days if day.row.day in week] for week in weeks]
        counted.append([Counted(sum(d.part for d in week), sum(d.whole or 0.0 for d in week)) for week in days])
    return _of_counted(measure.over(spans.now), counted, measure.rows(spans.whole), level=level)


def _of_cadence(measure: Cadence, spans: Spans, level: float) -> Answer:
    """The movement of posts per week."""
    counted: list[list[int]] = []
    for span in (spans.before, spans.now):
        figures = [measure.over(week) for week in weeks_of(span)]
        weeks = [len(figure.posts) for figure in figures if figure.is_known]
        if len(weeks) < noise.LEAST_UNITS or not sum(weeks):
            unknown = next((figure.unknown for figure in reversed(figures) if figure.unknown), None)
            return NoMovement("posting_cadence", measure.channel, unknown or _too_few_events(measure.over(span)))
        counted.append(weeks)
    levels = noise.of_cadence(*counted)
    return _made(measure.over(spans.now), levels, "weeks", measure.rows(spans.whole), level=level)


def _of_leads(
    metric: str, known: Known, strategy: Strategy, *, channel: str | None, spans: Spans, level: float
) -> Answer:
    """The movement of a figure of leads, whole weeks as units."""
    measure = _measure_of_leads(metric, known, strategy, channel=channel, period=spans.whole)
    both = (spans.before, spans.now)
    figures = [measure.over(span) for span in both]
    weeks = [[week for week in weeks_of(span) if _covered(measure.over(week))] for span in both]
    for figure, whole in zip(figures, weeks, strict=True):
        if figure.unknown is not None or len(whole) < noise.LEAST_UNITS:
            return NoMovement(metric, channel, figure.unknown or _partly_covered(figure))
    try:
        figures[1].above(figures[0])
    except NotAlike as refused:
        return NoMovement(metric, channel, refused.sentence)
    counted = [[Counted(*measure.counted(week)) for week in each] for each in weeks]
    return _of_counted(figures[1], counted, measure.rows(spans.whole), level=level)


def _measure_of_leads(
    metric: str, known: Known, strategy: Strategy, *, channel: str | None, period: Period
) -> of_leads.Conversion | of_leads.CostPerLead | QualifiedRate:
    if metric == "qualified_rate":
        return qualified_rate(known)
    if metric == "landing_conversion":
        supply = KPIS[metric].supply
        return of_leads.conversion(known, channel=channel, period=period, supply=supply, basis=None)
    return of_leads.cost_per_lead(
        known,
        period=period,
        currency=strategy.brand.currency,
        hourly_rate=strategy.costs.hourly_rate,
        supply=KPIS[metric].supply,
        basis=None,
    )


def _of_counted(
    now: Figure, counted: Sequence[Sequence[Counted]], rows: Sequence[SourceRow], *, level: float
) -> Answer:
    """The movement of events over what they are counted against; of money per event, the other way round."""
    if not all(_is_enough(weeks) for weeks in counted):
        return NoMovement(now.measure, now.channel, _too_few_events(now))
    is_cost = now.unit is Unit.MONEY
    levels = noise.of_counts(*counted, are_trials=not is_cost)
    turned = [replace(each, log=-each.log) if is_cost else each for each in levels]
    return _made(now, turned, "weeks", rows, level=level)


def _is_enough(weeks: Sequence[Counted]) -> bool:
    events, whole = sum(week.part for week in weeks), sum(week.whole for week in weeks)
    return len(weeks) >= noise.LEAST_UNITS and events >= LEAST_EVENTS and whole > 0


def _made(about: Figure, levels: Sequence[Level], units: str, rows: Sequence[SourceRow], *, level: float) -> Movement:
    before, after = levels
    return Movement(
        metric=about.measure,
        channel=about.channel,
        unit=about.unit,
        units=units,
        before_units=before.units,
        now_units=after.units,
        before=math.exp(before.log),
        now=math.exp(after.log),
        moved=noise.moved(before, after, level=level),
        currency=about.currency,
        lineage=lineage_of(rows),
    )


def _covered(figure: Figure) -> bool:
    """Whether every day of the figure's period is spoken for."""
    return figure.coverage is not None and figure.coverage.present == figure.coverage.total


def _partly_covered(figure: Figure) -> Sentence:
    covered = figure.coverage.present if figure.coverage else 0
    return Sentence(
        "partly_covered",
        N_(
            "{metric:metric} is known for {covered} of the {days} days from {first:day} to {last:day}. Import the files of "
            "the missing days."
        ),
        metric=figure.measure,
        covered=covered,
        days=figure.period.days,
        first=figure.period.first,
        last=figure.period.last,
    )


def _too_few_posts(measure: OfPosts, span: Period, posts: Sequence[PostFigure]) -> Sentence:
    return Sentence(
        "too_few_to_move",
        N_(
            "{posts} posts on {channel} from {first:day} to {last:day} can be compared by {metric:metric}; a movement "
            "takes {needed} that are not all nothing."
        ),
        posts=len(posts),
        channel=measure.channel,
        first=span.first,
        last=span.last,
        metric=measure.measure,
        needed=LEAST_POSTS,
    )


def _too_few_events(figure: Figure) -> Sentence:
    return Sentence(
        "too_little_to_move",
        N_("Too little happened to tell how {metric:metric} moved: it takes {events} in each span, over two weeks."),
        metric=figure.measure,
        events=LEAST_EVENTS,
    )
