"""Visits to the website come from one report, and leads are set against them where nothing nearer is known."""

from __future__ import annotations

from datetime import date
from typing import Any

from tests.core.costs.made import known, lead

from vaekst.core.metrics.gather import Known, Told
from vaekst.core.metrics.of_leads import conversion
from vaekst.core.metrics.sessions_once import key_events_once, sessions_once, ways_once
from vaekst.core.period import Period

ALL = Period(date(2026, 11, 1), date(2026, 11, 10))


def visits(day: int, sessions: int | None = 10, report: str = "channel_group", **cells: Any) -> Told:
    told = date(2026, 11, day)
    row = {"property": "shop", "report": report, "period_from": told, "sessions": sessions} | cells
    return Told(told, {name: value for name, value in row.items() if value is not None}, "ga4", observed=day)


def test_the_report_that_knows_most_days_is_used_alone():
    short, long = [visits(1, report="source_medium")], [visits(1), visits(2), visits(2)]
    assert sessions_once([*short, *long]) == long
    assert sessions_once([visits(1, report="b"), visits(1, report="a")]) == [visits(1, report="a")]


def test_visits_by_page_periods_and_rows_without_visits_are_none():
    period = visits(3, period_from=date(2026, 11, 1))
    assert sessions_once([visits(1, report="source_medium+page"), period, visits(4, None)]) == []


def with_web(*rows: Told, leads: Any = ()) -> Known:
    facts = known(leads=leads)
    return Known(facts.as_of, facts.histories, {}, [], [], facts.leads, web=list(rows))


def test_leads_are_per_visit_to_the_website_where_no_file_states_more():
    facts = with_web(visits(2, 60), visits(3, 40), leads=[lead(2), lead(3), lead(9)])
    found = conversion(facts, channel=None, period=ALL, supply="", basis=None)
    figure = found.over(ALL)
    assert (found.basis, figure.value) == ("leads/sessions", 0.02)
    assert [note.code for note in figure.notes] == ["per_session"]
    assert {row.import_id for row in found.rows(ALL)} == {"ga4", "import-1"}


def test_visits_to_the_landing_page_come_first_and_channels_have_none_of_the_websites():
    facts = with_web(visits(2, 60), leads=[lead(2, channel="x"), lead(2, leads=None, visits=20)])
    assert conversion(facts, channel=None, period=ALL, supply="", basis=None).over(ALL).value == 0.05
    assert conversion(facts, channel="x", period=ALL, supply="", basis=None).basis == "leads/visits"


def test_a_baseline_per_visit_is_compared_per_visit():
    facts = with_web(visits(2, 50), leads=[lead(2)])
    assert conversion(facts, channel=None, period=ALL, supply="", basis="leads/sessions").over(ALL).value == 0.02


def test_ways_are_told_by_a_report_that_is_cut_by_source():
    by_source = [visits(1, report="source_medium+campaign@x"), visits(2, report="source")]
    assert ways_once([visits(1), visits(2), visits(3), *by_source]) == [by_source[1]]
    assert ways_once([visits(1)]) == []


def test_key_events_come_from_one_report_that_counts_them():
    counted = [visits(1, None, report="a", key_events=2.0), visits(1, report="b", key_events=1.0)]
    assert key_events_once([visits(1), visits(2), *counted]) == [counted[0]]
    assert key_events_once([visits(1, report="event", key_events=3.0)]) == []
