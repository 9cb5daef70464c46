"""Posts are promised in one order: decisions, experiments, the last look; and never more of them than there are."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.core.planning.rows import candidate
from tests.core.planning.test_phases import an_experiment

from vaekst.core.period import Week
from vaekst.core.planning import LastLook, Places, due_posts, promised

OCTOBER = Week(date(2026, 10, 5))
LOOK = LastLook("aside", date(2026, 9, 1), 0.2)
MADE = (
    candidate("aside", chance=0.3),
    candidate("late", experiment=replace(an_experiment("late"), end=date(2026, 12, 1)), due=2),
    candidate("soon", experiment=an_experiment("soon"), due=3),
    candidate("weak", chance=0.6, decided="scale"),
    candidate("proven", chance=0.98, decided="scale"),
)


@pytest.mark.parametrize(
    ("posts", "given_out"),
    [
        (0, {}),
        (1, {"proven": 1}),
        (2, {"proven": 1, "weak": 1}),
        (4, {"proven": 1, "weak": 1, "soon": 2}),
        (6, {"proven": 1, "weak": 1, "soon": 3, "late": 1}),
        (7, {"proven": 1, "weak": 1, "soon": 3, "late": 2}),
        (9, {"proven": 1, "weak": 1, "soon": 3, "late": 2, "aside": 1}),
    ],
)
def test_decisions_come_first_then_what_is_tried_then_the_last_look(posts, given_out):
    assert +promised(Places(MADE, (), look=LOOK), posts) == given_out


def test_a_scaled_concept_that_is_tried_gets_what_the_experiment_asks_for_and_not_one_more():
    both = candidate("ride", decided="scale", experiment=an_experiment("ride"), due=3)
    assert promised(Places((both,), ()), 8) == {"ride": 3}
    assert promised(Places((replace(both, running=()),), ()), 8) == {"ride": 1}


@given(st.integers(0, 20))
def test_no_more_is_promised_than_there_is(posts):
    assert promised(Places(MADE, (), look=LOOK), posts).total() <= posts


@pytest.mark.parametrize(
    ("posted", "week", "due"),
    [
        (0, OCTOBER, 2),  # six posts in four weeks
        (3, OCTOBER.later(2), 2),
        (0, OCTOBER.later(3), 6),  # the last week
        (6, OCTOBER.later(3), 0),
        (9, OCTOBER, 0),
        (0, OCTOBER.earlier(), 2),  # it starts on the Thursday: five weeks
        (0, OCTOBER.earlier(9), 2),
    ],
)
def test_an_experiment_is_due_what_is_missing_over_the_weeks_it_has(posted, week, due):
    assert due_posts(an_experiment(), posted=posted, week=week) == due
