"""Which posts count, whatever their numbers."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.core.experiments.builders import LAST, MONDAY, PLAN, REGISTERED, experiment, plan

from vaekst.core.experiments import Candidate, Variable, sample
from vaekst.core.strategy import MatchRule

RULES = (MatchRule(hashtag="question"),)
SUNDAY = MONDAY - timedelta(days=1)


def post(published: date = MONDAY, *, at: datetime | None = None, concept: str | None = "ride-along", **told: bool):
    return Candidate("a:1", concept, published, at, **told)


def counted(of, *candidates, age_days: float = 7):
    return sample(of, candidates, age_days=age_days)


@pytest.mark.parametrize(
    ("day", "counts"),
    [(MONDAY - timedelta(days=1), False), (MONDAY, True), (LAST, True), (LAST + timedelta(days=1), False)],
)
def test_posts_count_from_the_first_day_to_the_last(day, counts):
    assert bool(counted(experiment(), post(day)).counted) == counts


def test_a_whole_concept_takes_its_posts_and_no_others():
    assert counted(experiment(), post(concept="workshop"), post(concept=None)).counted == ()


def test_a_variant_takes_the_posts_its_rules_fit_within_the_concept():
    variant = experiment(plan(variable=Variable.HOOK, match=RULES))
    assert counted(variant, post(matches=True)).counted == ("a:1",)
    assert counted(variant, post(), post(concept="workshop", matches=True)).counted == ()


def test_a_variant_nobody_told_apart_takes_none():
    assert counted(experiment(plan(variable=Variable.HOOK)), post()).counted == ()


def on_sunday(hour: int):
    return datetime(2026, 10, 4, hour, tzinfo=UTC)


@pytest.mark.parametrize(("hour", "counts"), [(11, False), (12, True)])
def test_on_the_day_of_registration_the_hour_tells(hour, counts):
    from_sunday = experiment(plan(start=SUNDAY))
    found = counted(from_sunday, post(SUNDAY, at=on_sunday(hour)))
    assert (bool(found.counted), found.before) == (counts, 0 if counts else 1)


def test_on_the_day_of_registration_a_post_of_unknown_hour_does_not_count():
    found = counted(experiment(plan(start=SUNDAY)), post(SUNDAY))
    assert (found.counted, found.before) == ((), 1)


def test_a_changed_question_leaves_out_the_posts_it_was_changed_after():
    asked_anew = experiment(PLAN, plan(min_posts=6))  # on Sunday a week later
    assert counted(asked_anew, post(MONDAY), post(MONDAY + timedelta(days=8))).before == 1


def named(on: datetime):
    return experiment(plan(variable=Variable.HOOK, start=MONDAY, post_keys=("a:1",)), at=on)


PUBLISHED = datetime(2026, 10, 5, 9, tzinfo=UTC)


@pytest.mark.parametrize(("days", "counts"), [(6, True), (7, False)])
def test_a_post_is_named_before_its_figures_can_be_seen_or_not_at_all(days, counts):
    late = experiment(
        plan(variable=Variable.HOOK),
        plan(variable=Variable.HOOK, post_keys=("a:1",)),
        at=REGISTERED,
        every=PUBLISHED - REGISTERED + timedelta(days=days),
    )
    for candidate in (post(at=PUBLISHED, concept=None), post(concept=None)):
        found = counted(late, candidate)
        assert (bool(found.counted), found.named_late) == (counts, 0 if counts else 1)


def test_a_named_post_that_a_rule_finds_too_counts_however_late_it_was_named():
    late = experiment(plan(match=RULES), plan(match=RULES, post_keys=("a:1",)), every=timedelta(days=20))
    assert counted(late, post(at=PUBLISHED, matches=True)).counted == ("a:1",)


@given(
    st.lists(
        st.tuples(
            st.dates(MONDAY - timedelta(days=9), LAST + timedelta(days=9)),
            st.sampled_from(["ride-along", "workshop", None]),
            st.booleans(),
        )
    ),
    st.sampled_from([PLAN, plan(variable=Variable.CTA, match=RULES), plan(post_keys=("a:0",))]),
)
def test_every_post_that_counts_lies_in_the_window_and_after_registration(found, asked):
    of = experiment(asked)
    candidates = [Candidate(f"a:{n}", concept, day, matches=fits) for n, (day, concept, fits) in enumerate(found)]
    keys = sample(of, candidates, age_days=7).counted
    by_key = {one.key: one for one in candidates}
    assert all(by_key[key].published in asked.period and by_key[key].published > REGISTERED.date() for key in keys)
    assert list(keys) == [one.key for one in candidates if one.key in keys]
