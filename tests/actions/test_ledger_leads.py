"""Leads of the customer system beside conversions: in the total, the coverage and the unattributed, each person once."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from tests.actions.bicycles import shop, take_in
from tests.sources.files import table

from vaekst.actions.attribution import Attribution, for_machines, read_attribution
from vaekst.actions.audit import Actor
from vaekst.core.attribution.ledger import FromLedger
from vaekst.core.attribution.models import Model
from vaekst.core.period import Period
from vaekst.core.receipt import Status
from vaekst.store.models import Brand, Person

NOW = datetime(2026, 9, 21, 8, tzinfo=UTC)
SEPTEMBER = Period(date(2026, 9, 1), date(2026, 9, 20))
LEADS = ("lead_id", "date", "email", "utm_source", "utm_campaign")
EVENTS = ("user_id", "at", "kind", "lead_id")
TOUCHES = ("touch_id", "user_id", "at", "utm_source")


@pytest.fixture(autouse=True)
def home(settings: Any, tmp_path: Path) -> None:
    settings.VAEKST_HOME = tmp_path / "home"
    settings.VAEKST_HOME.mkdir()


@pytest.fixture
def cycles(owner: Person) -> tuple[Actor, Brand]:
    return shop(owner)


def told(cycles: tuple[Actor, Brand], folder: Path, header: tuple[str, ...], *rows: tuple[str, ...]) -> None:
    path = folder / f"{header[0]}-{len(list(folder.iterdir()))}.csv"
    path.write_bytes(table(header, *rows))
    (receipt,) = take_in(*cycles, path, now=NOW)
    assert receipt.status is Status.IMPORTED, receipt


def read(brand: Brand, **asked: Any) -> Attribution:
    return read_attribution(brand, **{"period": SEPTEMBER, "models": [Model.LAST], "now": NOW, **asked})


def credit(found: Attribution) -> Mapping[str | None, float]:
    return {row.key: row.credits[Model.LAST].leads for row in found.comparison.rows}


def test_leads_without_a_conversion_are_in_the_total_by_visit_by_note_or_unattributed(
    cycles: tuple[Actor, Brand], tmp_path: Path
) -> None:
    told(
        cycles,
        tmp_path,
        TOUCHES,
        ("1", "ann@example.com", "2026-09-02T10:00:00Z", "instagram"),
        ("2", "v-2", "2026-09-03T10:00:00Z", "tiktok"),
    )
    told(cycles, tmp_path, EVENTS, ("v-2", "2026-09-04T10:00:00Z", "lead", "2"))
    told(
        cycles,
        tmp_path,
        LEADS,
        ("1", "2026-09-05", "Ann@Example.com", "newsletter", "week-36"),  # visited under her address
        ("2", "2026-09-04", "bo@example.com", "youtube", ""),  # told by a conversion
        ("3", "2026-09-06", "cyd@example.com", "youtube", "week-36"),  # noted
        ("4", "2026-09-07", "dee@example.com", "", ""),  # nothing is known
        ("5", "2026-08-07", "eve@example.com", "youtube", ""),  # of another period
    )
    found = read(cycles[1])
    assert (found.comparison.leads, found.comparison.unattributed, found.comparison.tagged) == (4, 1, 3)
    assert credit(found) == {"instagram": 1, "tiktok": 1, "youtube": 1}
    assert found.ledger == FromLedger(alone=3, visited=1, noted=1)
    assert "ledger_alone" in {each.code for each in found.said}
    assert for_machines(found)["customer_system"]["alone"] == 3  # type: ignore[index]  # JSON, known to hold a table
    by_campaign = read(cycles[1], by="utm_campaign")
    assert credit(by_campaign) == {None: 2, "week-36": 1}
    assert {loss.key: loss.touched for loss in found.losses} == {"instagram": 1, "tiktok": 1, "youtube": 1}


def test_a_conversion_of_nobody_has_the_origin_the_customer_system_notes(
    cycles: tuple[Actor, Brand], tmp_path: Path
) -> None:
    told(
        cycles,
        tmp_path,
        EVENTS,
        ("", "2026-09-04T10:00:00Z", "lead", "1"),
        ("", "2026-09-04T11:00:00Z", "lead", "2"),
        ("", "2026-08-04T11:00:00Z", "lead", "3"),
    )
    told(
        cycles,
        tmp_path,
        LEADS,
        ("1", "2026-09-04", "ann@example.com", "instagram", ""),
        ("2", "2026-09-05", "bo@example.com", "", ""),
        ("3", "2026-09-05", "cyd@example.com", "instagram", ""),
    )
    found = read(cycles[1])
    assert (found.comparison.leads, found.comparison.unattributed) == (2, 1)
    assert (credit(found), found.ledger) == ({"instagram": 1}, FromLedger(unseen=1))


def test_conversions_that_could_be_anybody_are_not_counted_beside_leads(
    cycles: tuple[Actor, Brand], tmp_path: Path
) -> None:
    told(cycles, tmp_path, TOUCHES, ("1", "v-1", "2026-09-04T09:00:00Z", "instagram"))
    told(cycles, tmp_path, EVENTS, ("v-1", "2026-09-04T10:00:00Z", "lead", ""))
    told(
        cycles,
        tmp_path,
        LEADS,
        ("1", "2026-09-05", "ann@example.com", "tiktok", ""),
        ("2", "2026-09-15", "bo@example.com", "tiktok", ""),
    )
    found = read(cycles[1])
    assert (found.comparison.leads, credit(found)) == (2, {"instagram": 1, "tiktok": 1})
    assert found.ledger == FromLedger(alone=1, noted=1, paired=1)


def test_without_any_visit_the_noted_origins_are_credited_and_the_page_says_what_to_import(
    cycles: tuple[Actor, Brand], tmp_path: Path
) -> None:
    told(cycles, tmp_path, LEADS, ("1", "2026-09-05", "ann@example.com", "tiktok", ""))
    found = read(cycles[1])
    assert (found.comparison.leads, credit(found)) == (1, {"tiktok": 1})
    assert [each.code for each in found.said] == ["all_leads_tagged", "ledger_alone", "ledger_noted", "no_touches"]


def test_leads_counted_by_the_day_are_told_of_and_in_no_figure(cycles: tuple[Actor, Brand], tmp_path: Path) -> None:
    told(cycles, tmp_path, ("date", "channel", "leads"), ("2026-09-05", "instagram", "7"))
    found = read(cycles[1])
    assert (found.comparison.leads, found.ledger.by_day) == (0, 7)
    assert [each.code for each in found.said] == ["ledger_by_day", "no_touches"]


def test_a_row_of_several_people_is_as_many_leads(cycles: tuple[Actor, Brand], tmp_path: Path) -> None:
    header = ("lead_id", "date", "leads", "utm_source")
    told(cycles, tmp_path, header, ("1", "2026-09-05", "3", "tiktok"))
    found = read(cycles[1])
    assert (found.comparison.leads, credit(found), found.ledger.noted) == (3, {"tiktok": 3}, 3)
