"""The week ahead from a brand's facts: its pace, its guard, the work behind a post, and all channels together."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.core.board.brand import AS_OF, DAYS, FIRST, facts, posts, strategy
from tests.core.metrics.made_facts import entry
from tests.core.planning.rows import a_guard, candidate, giving

from vaekst.core.board.reading import LOOK_BACK
from vaekst.core.metrics.gather import gather
from vaekst.core.metrics.moving import Spans
from vaekst.core.metrics.of_work import assets
from vaekst.core.period import DAY, Period, Week
from vaekst.core.planning import (
    Capacity,
    ChannelFacts,
    Pace,
    guard_of,
    minutes_per_post,
    pace_of,
    places_of,
    plan_week,
    work_of,
)
from vaekst.core.rules.volume import GuardState

WEEK = Week.parse("2026-W47")
BASELINE = Period(FIRST, FIRST + 27 * DAY)
SPANS = Spans(BASELINE, Period.ending(WEEK.period.last, days=28))


def known(**made):
    return gather(facts(**made), as_of=AS_OF, since=AS_OF.date() - LOOK_BACK)


def test_the_pace_is_of_the_newest_weeks_the_baseline_and_what_is_due():
    made = known(snapshots=[*posts(per_week=7, weeks=10), *posts(per_week=9, weeks=4, first=SPANS.now.first, key="l")])
    pace = pace_of(made, strategy(), channel="instagram", week=WEEK, baseline=BASELINE)
    assert (pace.usual, pace.baseline) == (9, 7)
    assert pace.due == pytest.approx(7 + (14 - 7) * 77 / 90)
    aimless = strategy(more="kpis: {posting_cadence: {target: null}}")
    assert pace_of(made, aimless, channel="instagram", week=WEEK, baseline=BASELINE).due is None


def test_a_channel_no_file_tells_of_has_no_pace():
    pace = pace_of(known(), strategy(), channel="instagram", week=WEEK, baseline=BASELINE)
    assert pace == Pace(None, None, None)


def test_the_guard_watches_what_the_strategy_says():
    made = known(snapshots=posts(views_3s=520))
    found = guard_of(made, strategy(), channel="instagram", spans=SPANS)
    assert [answer.metric for answer in found.answers] == ["retention_3s", "ctr"]
    assert found.state is GuardState.UNKNOWN
    only = strategy(more="rules: {volume: {watch: [retention_3s]}}")
    assert guard_of(made, only, channel="instagram", spans=SPANS).state is GuardState.HOLDS


def test_the_work_behind_a_post_is_the_channels_median_of_eight_weeks():
    rows = [
        *(entry(f"a{n}", day, minutes=60.0 + n, channel="instagram") for n, day in enumerate(DAYS[-7:])),
        *(entry(f"b{n}", day, minutes=20.0, channel="tiktok") for n, day in enumerate(DAYS[-7:])),
        *(entry(f"old{n}", day, minutes=500.0, channel="instagram") for n, day in enumerate(DAYS[:20])),
        entry("untimed", DAYS[-1], channel="instagram"),
    ]
    made = assets(known(production=rows))

    def minutes(channel, given=None, told=made):
        return minutes_per_post(told, given or strategy(), channel=channel, week=WEEK)

    assert minutes("instagram") == 63
    assert minutes("youtube") == 40, "of all channels, where none of its own are told"
    assert minutes("instagram", strategy(more="rules: {volume: {minutes_per_post: 30}}")) == 30
    assert minutes("instagram", told=()) is None


def test_the_week_adds_up_its_channels():
    held = [candidate("ride", decided="scale"), candidate("myths", decided="stop")]
    chosen = strategy()
    work = work_of(chosen.sprint, WEEK.later())
    places = {"instagram": places_of(held, work, chosen.sprint)}
    about = ChannelFacts(Pace(8), Capacity(), a_guard())
    ahead = plan_week(
        chosen,
        WEEK.later(),
        work,
        facts={"instagram": about},
        places=places,
        share=giving(ride=6),
    )
    (channel,) = ahead.channels
    assert (ahead.posts, channel.posts) == (8, 8)
    assert {line.concept: line.posts for line in channel.lines} == {"ride": 6, None: 2}
    assert [one.concept for one in channel.left_out] == ["myths"]
    assert replace(ahead, channels=()).posts == 0
