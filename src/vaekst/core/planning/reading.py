"""What a brand's facts say of a channel's next week: its pace, its volume guard, and the work behind a post."""

from __future__ import annotations

from collections.abc import Sequence
from statistics import fmean, median

from vaekst.core.board.trajectory import planned
from vaekst.core.metrics.gather import Known
from vaekst.core.metrics.kpis import KPIS
from vaekst.core.metrics.moving import Spans, movement
from vaekst.core.metrics.of_posts import Cadence
from vaekst.core.metrics.of_work import Asset
from vaekst.core.period import Period, Week
from vaekst.core.planning.volume import Pace
from vaekst.core.rules.volume import Guard, guard
from vaekst.core.strategy import Strategy

_PACE_WEEKS = 4
_WORK_WEEKS = 8


def pace_of(known: Known, strategy: Strategy, *, channel: str, week: Week, baseline: Period) -> Pace:
    """Posts a week: of the newest four weeks that files cover, of the baseline, and due by the end of the week after."""
    cadence = Cadence(known, channel, KPIS["posting_cadence"].supply)
    told = [value for n in range(_PACE_WEEKS) if (value := cadence.over(week.earlier(n).period).value) is not None]
    before = cadence.over(baseline).value
    target = strategy.kpis.posting_cadence.target
    elapsed = strategy.sprint.elapsed(as_of=week.later(2).monday) or 0.0
    due = planned(before, target.value(before), elapsed=elapsed) if target else None
    return Pace(fmean(told) if told else None, before, due, weeks=len(told), silent=told.count(0))


def guard_of(known: Known, strategy: Strategy, *, channel: str, spans: Spans) -> Guard:
    """The volume guard: how cadence and what the strategy watches moved since the baseline."""
    level = strategy.rules.diagnoses.level
    cadence, *watched = (
        movement(metric, known, strategy, channel=channel, spans=spans, level=level)
        for metric in ("posting_cadence", *strategy.rules.volume.watch)
    )
    return guard(channel, cadence, watched)


def minutes_per_post(made: Sequence[Asset], strategy: Strategy, *, channel: str, week: Week) -> float | None:
    """Minutes behind a post: what the strategy says, else the median of the channel's newest assets, else of all of them."""
    if strategy.rules.volume.minutes_per_post is not None:
        return strategy.rules.volume.minutes_per_post
    timed = [asset for asset in finished_lately(made, week) if asset.minutes]
    own = [asset.minutes or 0.0 for asset in timed if is_on(asset, channel)]
    return median(own or [asset.minutes or 0.0 for asset in timed]) if timed else None


def finished_lately(made: Sequence[Asset], week: Week) -> list[Asset]:
    """The assets finished in the eight weeks up to the end of this one."""
    period = Period(week.earlier(_WORK_WEEKS - 1).monday, week.period.last)
    return [asset for asset in made if asset.finished in period]


def is_on(asset: Asset, channel: str) -> bool:
    """Whether an entry of the asset names the channel."""
    return any(row.cells.get("channel") == channel for row in asset.rows)
