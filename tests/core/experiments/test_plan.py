"""What is registered: one question, its versions, and from when posts count."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.core.experiments.builders import LAST, MONDAY, PLAN, REGISTERED, experiment, lift, plan, share

from vaekst.core.experiments import Plan, Variable, one_metric
from vaekst.core.strategy import MatchRule, Target

RULE = MatchRule(hashtag="question")


@pytest.mark.parametrize(
    "wrong",
    [
        {"metric": "applause"},
        {"bar": Target("points", 0.02, share=True)},
        {"end": MONDAY - timedelta(days=1)},
    ],
)
def test_a_plan_that_makes_no_sense_cannot_be_made(wrong):
    with pytest.raises(ValueError, match=r"judged by|amount or a change|ends on or after"):
        plan(**wrong)


amounts = st.decimals(min_value="0.1", max_value=99, places=1).map(lambda tenths: float(tenths) / 100)


@given(
    amount=amounts,
    is_lift=st.booleans(),
    metric=st.sampled_from(["ctr", "retention_3s"]),
    variable=st.sampled_from(Variable),
    days=st.integers(0, 300),
    keys=st.lists(st.sampled_from(["a:1", "a:2"]), unique=True),
)
def test_a_plan_comes_back_from_its_json(amount, is_lift, metric, variable, days, keys):
    given_plan = plan(
        bar=lift(amount) if is_lift else share(amount),
        metric=metric,
        variable=variable,
        end=MONDAY + timedelta(days=days),
        match=(RULE, MatchRule(title="3 things*", format="carousel")),
        post_keys=tuple(keys),
    )
    back = Plan.from_json(given_plan.to_json())
    assert replace(back, bar=given_plan.bar) == given_plan
    assert back.bar.amount == pytest.approx(given_plan.bar.amount, abs=1e-12)


def test_the_question_of_the_newest_change_counts_from_then():
    asked_anew = experiment(PLAN, plan(metric="share_rate"), plan(metric="share_rate", hypothesis="Said better."))
    assert asked_anew.counts_from == REGISTERED + timedelta(days=7)


@pytest.mark.parametrize(
    "change",
    [
        {"hypothesis": "Other words."},
        {"name": "Other name"},
        {"end": LAST + timedelta(days=7)},
        {"post_keys": ("a:1",)},
    ],
    ids=lambda change: next(iter(change)),
)
def test_words_end_and_named_posts_leave_the_posts_there_are(change):
    assert experiment(PLAN, plan(**change)).counts_from == REGISTERED


@pytest.mark.parametrize(
    "change",
    [{"bar": lift(0.2)}, {"min_posts": 6}, {"match": (RULE,)}, {"start": MONDAY + timedelta(days=9)}],
    ids=lambda change: next(iter(change)),
)
def test_what_posts_are_judged_for_cannot_change_under_them(change):
    assert experiment(PLAN, plan(**change)).counts_from > REGISTERED


def test_a_post_is_named_from_the_first_version_that_names_it():
    named = experiment(PLAN, plan(post_keys=("a:1",)), plan(post_keys=("a:1", "a:2"))).named_at
    assert named == {"a:1": REGISTERED + timedelta(days=7), "a:2": REGISTERED + timedelta(days=14)}


def test_every_move_of_the_end_is_told():
    later = LAST + timedelta(days=7)
    assert experiment(PLAN, plan(end=later), plan(end=later, hypothesis="Same.")).ends_moved == ((LAST, later),)


AFTER = {"start": LAST + timedelta(days=1), "end": LAST + timedelta(days=20)}


@pytest.mark.parametrize(
    ("other", "fits"),
    [
        ({"metric": "share_rate"}, False),
        ({}, True),
        ({"metric": "share_rate", "channel": "tiktok"}, True),
        ({"metric": "share_rate", "concept": "workshop"}, True),
        ({"metric": "share_rate", **AFTER}, True),
        ({"metric": "share_rate", "start": LAST, "end": LAST}, False),
    ],
)
def test_the_same_posts_answer_one_metric_at_a_time(other, fits):
    assert (one_metric(PLAN, [plan(**other)]) is None) == fits


def test_a_second_metric_is_refused_with_the_first_and_its_end():
    told = one_metric(PLAN, [plan(name="Shares", metric="share_rate", end=date(2026, 10, 20))])
    assert told is not None
    assert told.english() == (
        "'Shares' tries ride-along on instagram by share rate until 2026-10-20. "
        "One metric at a time: use the same, or start after that."
    )
