"""`vaekst standup`: the agenda on the terminal, and minutes that read the same as in the browser."""

from __future__ import annotations

import re
from datetime import UTC, datetime

import pytest
from tests.cli.terminal import answer, vaekst

from vaekst.actions import minutes, people, standups
from vaekst.core.period import Week
from vaekst.store.models import Brand

WEEK = ("--week", "2026-W39")
LOSER = ("instagram", "workshop")


@pytest.fixture
def imported(sprint):
    assert vaekst("import", str(sprint)).exit_code == 0


def test_the_agenda_answers_machines_under_stable_names(imported):
    vaekst("decide", *LOSER, "stop", *WEEK)
    told = answer("standup", *WEEK)
    assert told["minutes"] == sum(item["minutes"] for item in told["agenda"]) == 30
    assert [item["part"] for item in told["agenda"]] == ["due", "kpis", "diagnoses", "concepts", "plan", "close"]
    assert {"owner": "Editor", "kpis": ["watch_time"]} in told["due"]
    assert [one["concept"] for one in told["rebriefs"]] == ["workshop"]
    assert [(one["concept"], one["decision"] is not None) for one in told["concepts"]] == [
        ("ride-along", False),
        ("workshop", True),
    ]
    assert "fall below" in told["concepts"][0]["turning_points"][0]
    assert told["plan"]["week"] == "2026-W40"
    assert (told["begun"], told["is_open"], told["editions"]) == (None, False, [])


def test_the_agenda_reads_in_the_order_of_the_meeting(imported):
    text = vaekst("standup", *WEEK).stdout
    parts = ["What is due, and whose", "KPIs off track", "Diagnoses", "Concept by concept", "Next week's posts"]
    assert [text.index(part) for part in parts] == sorted(text.index(part) for part in parts)
    assert "instagram/ride-along  proposed: scale" in text


def test_the_agenda_tells_figures_with_their_units_and_no_more_places_than_a_screen_does(imported):
    text = vaekst("standup", *WEEK).stdout
    assert "has to pass 0.56%." in text
    assert "against the baseline (" in text
    assert "Save rate, posts that count: 6" in text
    assert not re.search(r"\d\.\d{3,}", text)


def test_minutes_are_a_draft_until_they_are_written_and_then_stay(imported):
    vaekst("decide", *LOSER, "stop", *WEEK)
    assert "Udkast" in vaekst("standup", "minutes", *WEEK).stdout
    assert answer("standup", "minutes", *WEEK)["edition"] is None

    actor, brand = people.at_the_keyboard(), Brand.objects.get()
    week, now = Week.parse("2026-W39"), datetime(2026, 10, 5, 8, tzinfo=UTC)
    standups.start(actor, brand, week, now=now)
    minutes.close(actor, standups.read_standup(brand, week, now=now), present=[actor.person], now=now)
    told = answer("standup", "minutes", *WEEK)
    assert (told["edition"], told["present"]) == (1, ["freja"])
    assert [one["verdict"] for one in told["outcomes"]] == ["stop"]


def test_minutes_come_as_markdown_or_as_an_email(imported):
    assert vaekst("standup", "minutes", *WEEK).stdout.startswith("# Fjord Cykler: stand-up for uge 39, 2026")
    assert vaekst("standup", "minutes", *WEEK, "--format", "html").stdout.startswith("<!doctype html>")
    refused = vaekst("standup", "minutes", *WEEK, "--format", "pdf")
    assert refused.exit_code != 0
    assert "Known: html, md" in refused.stderr


def test_an_edition_there_is_not_is_told(imported):
    refused = vaekst("standup", "minutes", *WEEK, "--edition", "4")
    assert refused.exit_code != 0
    assert "edition of these minutes" in refused.stderr


def test_a_brand_without_a_file_is_not_told_that_all_is_well(sprint):
    text = vaekst("standup", *WEEK).output
    assert "No KPI with data is off track." in text
    assert "`vaekst diagnose` says which file would help." in text
    assert "No two figures" not in text
