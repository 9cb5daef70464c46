"""Laws of visits as facts: adding rows loses no visit and invents no people; a report's name is its dimensions'."""

from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from vaekst.sources.web.visits import TOUCH, Visits, added, adds_up, joined, report_name

DAY = date(2026, 9, 1)


def visit(source: str, sessions: int, users: int) -> Visits:
    return Visits("source", {"source": source}, DAY, DAY, {"sessions": sessions, "users": users}, 1)


visits = st.lists(st.builds(visit, st.sampled_from("abc"), st.integers(0, 9), st.integers(0, 9)))


@given(visits)
def test_adding_rows_keeps_every_visit_and_every_key_once(rows):
    found = added(rows)
    assert sum(row.figures["sessions"] for row in found) == sum(row.figures["sessions"] for row in rows)
    assert sorted(row.touch["source"] for row in found) == sorted({row.touch["source"] for row in rows})


@given(visits)
def test_people_of_several_rows_are_unknown(rows):
    alone = [row for row in rows if [each.key for each in rows].count(row.key) == 1]
    assert [row for row in added(rows) if "users" in row.figures] == alone


@given(visits)
def test_joining_takes_the_first_of_each_figure(rows):
    for row in joined(rows):
        assert row.figures == next(each.figures for each in rows if each.key == row.key)


@given(st.lists(st.sampled_from(TOUCH), unique=True), st.randoms(use_true_random=False))
def test_a_reports_name_does_not_depend_on_the_order_of_its_dimensions(dimensions, random):
    shuffled = list(dimensions)
    random.shuffle(shuffled)
    assert report_name(shuffled) == report_name(dimensions)


def test_visits_add_up_by_source_but_not_by_page():
    assert adds_up("sessions", "source_medium+campaign")
    assert adds_up("sessions", "landing_page@Mobile")
    assert adds_up("pageviews", "page")
    assert not adds_up("sessions", "page+device")
    assert not adds_up("users", "day")
