"""How an experiment stands on a day, and why."""

import json
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.core.experiments.builders import LAST, MONDAY, PLAN, experiment, lift, plan, posts, share

from vaekst.core.evidence import Estimate
from vaekst.core.experiments import (
    Evidence,
    Plan,
    Reading,
    ReadingRules,
    Sample,
    State,
    Variable,
    for_machines,
    read_experiment,
)

BASELINE = posts(0.018, 0.022, 0.02, 0.019, 0.021, 0.02, 0.023, 0.017, first=MONDAY - timedelta(days=30), name="b")
HIGH, LOW, SAME = [0.06] * 8, [0.006] * 8, [0.021] * 8
DURING, AFTER = MONDAY + timedelta(days=20), LAST + timedelta(days=15)


def read(
    *values: float,
    of: Plan = PLAN,
    baseline=BASELINE,
    today=DURING,
    whole: float | None = 4000,
    waiting: int = 0,
    **told,
) -> Reading:
    """The experiment after posts of these values; `waiting` more were published."""
    made = posts(*values, whole=whole)
    keys = tuple(post.post_key for post in made) + tuple(f"instagram:w{n}" for n in range(waiting))
    evidence = Evidence(made, baseline, {"workshop": posts(0.02, 0.019, 0.024, name="o")})
    return read_experiment(experiment(of), Sample(keys, **told), evidence, rules=ReadingRules(), today=today)


def codes(found: Reading) -> list[str]:
    return [reason.code for reason in found.reasons]


@pytest.mark.parametrize(
    ("values", "today", "state"),
    [
        ([], MONDAY - timedelta(days=1), State.PLANNED),
        ([], DURING, State.NOT_ENOUGH),
        (HIGH[:3], DURING, State.NOT_ENOUGH),
        (HIGH, DURING, State.PASSED),
        (LOW, DURING, State.FAILED),
        (SAME, DURING, State.RUNNING),
        (SAME, AFTER, State.UNDECIDED),
        (HIGH[:3], AFTER, State.UNDECIDED),
        ([], AFTER, State.UNDECIDED),
    ],
)
@pytest.mark.parametrize("bar", [lift(0.10), share(0.022)], ids=["lift", "amount"])
def test_the_state_follows_posts_chance_and_day(values, today, state, bar):
    assert read(*values, today=today, of=plan(bar=bar)).state is state


def test_no_verdict_before_the_registered_least_of_posts():
    found = read(*HIGH, of=plan(min_posts=9))
    assert found.chance_above_bar is not None
    assert found.chance_above_bar > 0.98
    assert (found.state, codes(found)[0]) == (State.NOT_ENOUGH, "experiment_too_few")


def test_the_earlier_the_look_the_more_is_asked_for():
    rules = ReadingRules()
    days = [MONDAY, DURING, LAST, AFTER]
    asked = [rules.on(PLAN, day) for day in days]
    assert [one.pass_at for one in asked] == sorted((one.pass_at for one in asked), reverse=True)
    assert [one.fail_at for one in asked] == sorted(one.fail_at for one in asked)
    assert (asked[2].pass_at, asked[3].fail_at) == (pytest.approx(rules.pass_at), pytest.approx(rules.fail_at))
    assert asked[0].pass_at > 0.999


def test_a_verdict_that_was_reached_outlives_the_end():
    assert read(*HIGH, today=AFTER).state is State.PASSED


def test_it_is_not_over_while_posts_of_its_days_can_still_be_read():
    just_after = LAST + timedelta(days=1)
    assert read(*SAME, waiting=2, today=just_after).state is State.RUNNING
    assert read(*SAME, today=just_after).state is State.UNDECIDED
    assert read(*SAME, waiting=2, today=AFTER).state is State.UNDECIDED


def test_an_amount_needs_no_baseline():
    found = read(*HIGH, of=plan(bar=share(0.02)), baseline=())
    assert (found.state, found.baseline, found.chance_better) == (State.PASSED, None, None)
    assert codes(found)[1] == "no_baseline_posts"


def test_a_lift_without_a_baseline_says_what_is_missing():
    found = read(*HIGH, baseline=())
    assert (found.state, found.bar, found.level, found.needed) == (State.NOT_ENOUGH, None, None, None)
    assert codes(found) == ["no_baseline_posts"]


def test_a_baseline_of_zeros_can_only_be_held_against_an_amount():
    zeros = posts(0.0, 0.0, name="b")
    assert read(*HIGH, baseline=zeros).state is State.NOT_ENOUGH
    assert read(*HIGH, of=plan(bar=share(0.02)), baseline=zeros).chance_above_bar is not None


def test_the_bar_and_the_level_are_in_the_metrics_unit():
    found = read(*HIGH)
    assert found.bar == pytest.approx(0.022, rel=0.05)
    assert found.level is not None
    assert found.low is not None
    assert found.high is not None
    assert 0.03 < found.low < found.level.value < found.high < 0.09


def test_a_share_ends_at_all_of_it_and_seconds_do_not():
    assert read(*[0.95] * 5, of=plan(metric="retention_3s", bar=share(0.5)), baseline=()).high == 1.0
    seconds = plan(metric="avg_watch_time", bar=lift(0.1))
    assert (read(*[9.0] * 5, of=seconds, whole=None, baseline=posts(7.5, 8.0, whole=None)).high or 0) > 9


def test_effect_and_chance_to_beat_the_baseline_are_those_of_the_evidence():
    found = read(*SAME)
    assert isinstance(found.estimate, Estimate)
    assert found.chance_better == found.estimate.chance_better
    assert found.chance_above_bar == found.estimate.chance_above_bar
    assert found.chance_above_bar < found.chance_better


@pytest.mark.parametrize("bar", [lift(0.10), share(0.024)], ids=["lift", "amount"])
def test_a_running_one_says_how_many_posts_would_settle_it(bar):
    found = read(0.028, 0.03, 0.027, 0.031, of=plan(bar=bar), baseline=BASELINE * 5)
    assert found.state is State.RUNNING
    assert found.needed is not None
    assert found.needed > 4
    assert "experiment_posts_needed" in codes(found)


@pytest.mark.parametrize(
    ("bar", "why"), [(lift(0.10), "experiment_baseline_too_thin"), (share(0.022), "experiment_never_settled")]
)
def test_one_at_its_bar_says_that_no_number_will(bar, why):
    found = read(*[0.0221] * 6, of=plan(bar=bar))
    assert (found.state, found.needed) == (State.RUNNING, None)
    assert why in codes(found)


def test_what_was_left_out_is_told():
    found = read(*SAME, waiting=2, before=3, named_late=1)
    assert [one for one in codes(found) if one in _ABOUT_POSTS] == [*_ABOUT_POSTS]
    assert (len(found.posts), found.published) == (8, 10)


@pytest.mark.parametrize(
    ("of", "said"),
    [
        (plan(variable=Variable.HOOK), True),
        (plan(variable=Variable.HOOK, post_keys=("instagram:1",)), False),
        (PLAN, False),
    ],
)
def test_a_variant_nothing_recognises_is_told(of, said):
    assert ("experiment_takes_none" in codes(read(of=of))) is said


_ABOUT_POSTS = ("posts_waiting", "experiment_before", "experiment_named_late")


def test_a_moved_end_is_told_for_ever():
    moved = experiment(PLAN, plan(end=LAST + timedelta(days=7)))
    found = read_experiment(moved, Sample(()), Evidence(()), rules=ReadingRules(), today=DURING)
    assert found.reasons[-1].english() == "The end was moved from 2026-11-01 to 2026-11-08 after it was registered."


def test_figures_of_posts_that_do_not_count_are_not_looked_at():
    made = posts(*HIGH)
    evidence = Evidence(made, BASELINE)
    found = read_experiment(experiment(), Sample((made[1].post_key,)), evidence, rules=ReadingRules(), today=DURING)
    assert [post.post_key for post in found.posts] == [made[1].post_key]


def test_machines_read_it_under_stable_names_and_unknown_is_null():
    unknown = for_machines(read())
    assert {"state", "posts", "posts_needed", "value", "low", "high", "effect", "chance_above_bar"} <= unknown.keys()
    assert (unknown["value"], unknown["chance_above_bar"], unknown["posts_needed"]) == (None, None, None)
    known = for_machines(read(*HIGH))
    assert json.loads(json.dumps(known))["effect"]["low"] > 0
    assert len(known["post_keys"]) == 8


values = st.lists(st.floats(0.001, 0.3), max_size=10)


@given(values, st.sampled_from([lift(0.10), share(0.02)]), st.sampled_from([MONDAY, DURING, AFTER]), st.integers(4, 8))
def test_a_verdict_has_its_posts_its_chance_and_a_reason(given_values, bar, today, least):
    rules = ReadingRules()
    found = read(*given_values, of=plan(bar=bar, min_posts=least), today=today)
    assert found.reasons
    assert found.chance_above_bar is None or 0 <= found.chance_above_bar <= 1
    if found.state in (State.PASSED, State.FAILED):
        assert len(found.posts) >= least
        assert found.chance_above_bar is not None
        asked = rules.on(found.plan, today)
        assert found.chance_above_bar >= asked.pass_at or found.chance_above_bar <= asked.fail_at


@given(st.lists(st.floats(0.005, 0.05), min_size=4, max_size=8), st.floats(1.05, 3))
def test_the_same_posts_all_higher_never_lower_the_chance(given_values, times):
    for bar in (lift(0.10), share(0.02)):
        lower, higher = (
            read(*(value * factor for value in given_values), of=plan(bar=bar)).chance_above_bar
            for factor in (1, times)
        )
        assert lower is not None
        assert higher is not None
        assert higher >= lower - 0.02  # the scatter is estimated anew, and rates weigh by it
