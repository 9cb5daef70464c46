"""The meeting's minutes are shared out exactly, and every owner hears what is theirs this week."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vaekst.core.period import Week
from vaekst.core.standup import Duty, Part, agenda, duties, next_weekday
from vaekst.core.strategy import read_strategy

DOCUMENT = """\
vaekst: 1
brand: {{name: Fjord Cykler}}
sprint: {sprint}
kpis:
  landing_conversion: {{owner: CRO Owner, cadence: every 2 weeks}}
  cost_per_lead: {{owner: Performance Lead, cadence: monthly}}
  ctr: {{owner: CRO Owner, cadence: daily}}
"""


def strategy(sprint: str = "{start: 2026-09-14}"):
    return read_strategy(DOCUMENT.format(sprint=sprint))


def kpis_of(owner: str, week: str, sprint: str = "{start: 2026-09-14}") -> tuple[str, ...]:
    held = {duty.owner: duty.kpis for duty in duties(strategy(sprint), Week.parse(week))}
    return held.get(owner, ())


@given(st.integers(5, 480), st.sets(st.sampled_from(Part), min_size=1))
def test_the_parts_use_up_exactly_the_minutes_there_are(minutes, parts):
    items = agenda(minutes, parts=parts)
    assert sum(item.minutes for item in items) == minutes
    assert [item.part for item in items] == [part for part in Part if part in parts]


def test_most_of_half_an_hour_is_for_the_concepts():
    assert {item.part: item.minutes for item in agenda(30)}[Part.CONCEPTS] == 14


@given(st.integers(5, 480))
def test_a_longer_meeting_gives_no_part_fewer_minutes(minutes):
    pairs = zip(agenda(minutes), agenda(minutes + 10), strict=True)
    assert all(longer.minutes >= shorter.minutes for shorter, longer in pairs)


def test_weekly_and_daily_figures_are_due_every_week():
    assert "posting_cadence" in kpis_of("Content Lead", "2026-W38")
    assert "posting_cadence" in kpis_of("Content Lead", "2026-W39")
    assert kpis_of("CRO Owner", "2026-W38") == ("ctr",)


@pytest.mark.parametrize(("week", "due"), [("2026-W38", False), ("2026-W39", True), ("2026-W40", False)])
def test_what_is_looked_at_every_second_week_is_due_in_the_second_week_of_the_sprint(week, due):
    assert ("landing_conversion" in kpis_of("CRO Owner", week)) == due


def test_a_monthly_figure_is_due_in_the_fourth_week():
    due = [n for n in range(12) if kpis_of("Performance Lead", str(Week.parse("2026-W38").later(n)))]
    assert due == [3, 7, 11]


def test_without_a_sprint_every_second_week_is_still_every_second_week():
    due = [bool("landing_conversion" in kpis_of("CRO Owner", week, "{}")) for week in ("2026-W38", "2026-W39")]
    assert sorted(due) == [False, True]


def test_one_owner_of_several_figures_is_named_once():
    found = duties(strategy(), Week.parse("2026-W39"))
    assert Duty("CRO Owner", ("ctr", "landing_conversion")) in found
    assert len({duty.owner for duty in found}) == len(found)


@given(st.dates(date(2020, 1, 1), date(2030, 1, 1)), st.sampled_from(["monday", "thursday", "sunday"]))
def test_the_next_such_weekday_lies_one_to_seven_days_ahead(day, weekday):
    found = next_weekday(day, weekday)
    assert 1 <= (found - day).days <= 7
    assert found.strftime("%A").lower() == weekday
