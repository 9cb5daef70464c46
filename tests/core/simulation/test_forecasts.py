"""A forecast of a sprint: how soon the better concept is found, how often something is scaled for nothing."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np
import pytest

from vaekst.core.errors import BadInput
from vaekst.core.simulation import CHANNELS, RIVALS, Figure, Noise, Played
from vaekst.core.simulation.forecasts import Plan, by_week, forecast, share
from vaekst.core.simulation.seen import DECISIONS
from vaekst.core.simulation.told import told

PLAN = Plan(CHANNELS, (2, 1, 1), posts=8, baseline=5)
ITERATE, SCALE, STOP = (DECISIONS.index(one) for one in ("iterate", "scale", "stop"))


def sprint(effects: list[float], *weeks: list[int]) -> Played:
    return Played(
        np.array([effects]), np.array([[week] for week in weeks]), np.zeros((len(weeks), 1, len(effects) + 1))
    )


def test_a_concept_is_found_from_the_week_it_is_first_scaled_on():
    taken_back = sprint([0.2, 0.0], [ITERATE] * 2, [SCALE, ITERATE], [ITERATE, ITERATE])
    never = sprint([0.2, 0.0], [ITERATE] * 2, [STOP, SCALE], [STOP, SCALE])
    assert [figure.value for figure in by_week([taken_back, never], better=True)] == [0.5, 0.5]
    assert [figure.value for figure in by_week([taken_back, never], better=False)] == [0.5, 0.5]


def test_what_never_happened_in_many_sprints_is_still_not_certain():
    told = share([False] * 98)
    assert told.value == 0
    assert told.error == pytest.approx(math.sqrt(0.01 * 0.99 / 100))


def test_a_forecast_tells_chances_that_only_grow_for_as_many_posts_as_were_asked_for():
    found = forecast(PLAN, RIVALS["naive"].make, sprints=12, seed=3)
    assert [len(chances) for chances in (found.found, found.false)] == [12, 12]
    values = [figure.value for figure in found.found]
    assert values == sorted(values)
    assert [one.posts for one in found.more] == [8, 12, 16]
    assert found.more[0].found == found.found
    assert found.false[-1].value > 0.5  # the naive rule scales something in most sprints without a winner
    assert 0 < found.stopped.value < 1
    assert found == forecast(PLAN, RIVALS["naive"].make, sprints=12, seed=3)


def test_more_posts_are_looked_at_in_half_as_many_sprints_and_any_way_of_running_them_will_do():
    asked: list[int] = []

    def run(play_one, tasks):
        asked.append(len(tasks))
        return [play_one(task) for task in tasks]

    found = forecast(PLAN, RIVALS["naive"].make, sprints=5, seed=3, run=run)
    assert asked == [5 + 5 + 3 + 3]
    assert found == forecast(PLAN, RIVALS["naive"].make, sprints=5, seed=3)


def test_the_first_week_with_a_chance_is_found_or_there_is_none():
    found = forecast(PLAN, RIVALS["naive"].make, sprints=6, seed=3, more=(1.0,))
    reached = found.found[-1].value
    assert found.found_in(reached) == 6
    assert found.found_in(1.01) is None
    assert replace(found, found=found.found[:5]).found_in(reached) is None


def test_a_plan_divides_a_weeks_posts_as_they_are_shared():
    world = PLAN.world(0.2, times=1.5)
    assert (world.weekly, world.shares, world.baseline) == ((12, 12), (2, 1, 1), (5, 5))
    assert sorted(np.expm1(world.truth(rng=np.random.default_rng(1)).effects.ravel()).round(9))[-2:] == [0, 0.2]


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"weeks": 27}, "plan_out_of_range"),
        ({"posts": 0}, "plan_out_of_range"),
        ({"baseline": 1}, "plan_out_of_range"),
        ({"concepts": 13}, "plan_out_of_range"),
        ({"effect": 0.0}, "effect_out_of_range"),
        ({"effect": 5.1}, "effect_out_of_range"),
    ],
)
def test_a_plan_no_sprint_can_have_is_refused(change: dict[str, float], code: str):
    with pytest.raises(BadInput) as refused:
        replace(PLAN, **change)  # type: ignore[arg-type]
    assert refused.value.sentence.code == code


def test_a_long_sprint_is_played_less_often():
    assert PLAN.affordable(50) == 50
    assert replace(PLAN, weeks=26, posts=200).affordable(50) == 10
    assert replace(PLAN, weeks=26, posts=200).affordable(6) == 6
    assert PLAN.effort == 12 * (3 * 5 + 8 * 6)


def test_a_plan_scatters_as_its_channels_do_by_their_posts():
    one, other = (Noise.scattered(0.03, scatter, trials=1000, trials_spread=1) for scatter in (0.4, 0.8))
    assert replace(PLAN, channels=(one, other), shares=(3, 1)).scatter == pytest.approx(0.5)
    assert replace(PLAN, channels=(one, other), shares=()).scatter == pytest.approx(0.6)


def test_a_forecast_is_told_in_sentences_that_name_the_week():
    found = forecast(PLAN, RIVALS["naive"].make, sprints=12, seed=3)
    first, false, stopped, more, _ = told(found)
    assert first.values["week"] == (found.found_in(0.5) or 12)
    assert first.values["found"] == round(found.found[first.values["week"] - 1].value, 2)
    assert false.values["false"] == round(found.false[-1].value, 2)
    assert stopped.values["stopped"] == round(found.stopped.value, 2)
    assert more.values["posts"] == 12
    never = replace(found, found=tuple(Figure(0.1) for _ in found.found))
    assert told(never)[0].values == first.values | {"week": 12, "found": 0.1, "error": None}
