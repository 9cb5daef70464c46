"""Credit for a brand's leads, from the files it imported to figures with the hash of what a path is."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
import time_machine
from tests.actions.bicycles import STRATEGY, shop, take_in
from tests.sources.files import table

from vaekst.actions import attribution, counting, journeys, strategies
from vaekst.actions.attribution import Attribution, for_machines, losses_for_machines, read_attribution
from vaekst.actions.audit import Actor
from vaekst.core.attribution.contract import PathContract
from vaekst.core.attribution.models import Model
from vaekst.core.errors import BadInput, UnknownName
from vaekst.core.period import Period
from vaekst.core.receipt import Status
from vaekst.store.models import Brand, Person

NOW = datetime(2026, 9, 21, 8, tzinfo=UTC)
SEPTEMBER = Period(date(2026, 9, 1), date(2026, 9, 20))
TOUCHES = ("touch_id", "user_id", "at", "utm_source", "utm_campaign", "is_bot")
LEADS = ("user_id", "at", "kind", "lead_id")


@pytest.fixture(autouse=True)
def home(settings: Any, tmp_path: Path) -> None:
    settings.VAEKST_HOME = tmp_path / "home"
    settings.VAEKST_HOME.mkdir()


@pytest.fixture
def cycles(owner: Person) -> tuple[Actor, Brand]:
    return shop(owner)


def told(cycles: tuple[Actor, Brand], folder: Path, name: str, header: tuple[str, ...], *rows: tuple[str, ...]) -> None:
    path = folder / name
    path.write_bytes(table(header, *rows))
    (receipt,) = take_in(*cycles, path, now=NOW)
    assert receipt.status is Status.IMPORTED, receipt


@pytest.fixture
def visited(cycles: tuple[Actor, Brand], tmp_path: Path) -> tuple[Actor, Brand]:
    """Ann came by Instagram and then directly, Bo by nothing anybody saw, a machine all the time."""
    told(
        cycles,
        tmp_path,
        "touches.csv",
        TOUCHES,
        ("1", "ann", "2026-08-30T10:00:00Z", "instagram", "week-35", "no"),
        ("2", "ann", "2026-09-02T10:00:00Z", "", "", "no"),
        ("3", "cyd", "2026-09-03T10:00:00Z", "tiktok", "week-36", "no"),
        ("4", "bot", "2026-09-03T10:00:00Z", "tiktok", "week-36", "yes"),
        ("5", "old", "2026-06-03T10:00:00Z", "tiktok", "week-36", "no"),
        ("6", "", "2026-09-03T10:00:00Z", "tiktok", "week-36", "no"),
    )
    told(
        cycles,
        tmp_path,
        "leads.csv",
        LEADS,
        ("ann", "2026-09-02T10:00:01Z", "lead", "1"),
        ("bo", "2026-09-04T10:00:00Z", "lead", "2"),
        ("", "2026-09-04T10:00:00Z", "lead", "3"),
        ("ann", "2026-09-05T10:00:00Z", "newsletter", ""),
        ("ann", "2026-08-20T10:00:00Z", "lead", "4"),
    )
    return cycles


def read(brand: Brand, **asked: Any) -> Attribution:
    return read_attribution(brand, **{"period": SEPTEMBER, "now": NOW, **asked})


def test_leads_of_the_period_are_credited_and_none_is_dropped(visited: tuple[Actor, Brand]) -> None:
    found = read(visited[1])
    assert (found.comparison.leads, found.comparison.unattributed, found.comparison.tagged) == (3, 2, 1)
    credit = {row.key: {model: each.leads for model, each in row.credits.items()} for row in found.comparison.rows}
    assert (credit["direct"][Model.LAST], credit["instagram"][Model.LAST]) == (1, 0)
    assert (credit["direct"][Model.LAST_NON_DIRECT], credit["instagram"][Model.LAST_NON_DIRECT]) == (0, 1)
    assert (found.touches, found.bots) == (4, 1), "those of known visitors within the look-back"
    assert "machines_cut" in {each.code for each in found.said}


def test_any_tag_can_be_asked_by_and_a_shorter_look_back(visited: tuple[Actor, Brand]) -> None:
    by_campaign = read(visited[1], by="utm_campaign", models=[Model.FIRST])
    assert [row.key for row in by_campaign.comparison.rows] == ["week-35"]
    near = read(visited[1], lookback_days=1, models=[Model.FIRST])
    assert [row.key for row in near.comparison.rows] == ["direct"]
    assert near.comparison.contract.hash != by_campaign.comparison.contract.hash


def test_the_answer_names_what_it_was_worked_out_of(visited: tuple[Actor, Brand]) -> None:
    found = read(visited[1])
    machine = for_machines(found)
    assert machine["contract"]["hash"] == PathContract(zone="Europe/Copenhagen").hash  # type: ignore[index]
    assert "touch" in str(machine["lake_version"])
    assert machine["coverage"] == pytest.approx(1 / 3)
    lost = losses_for_machines(found.losses)
    assert {each["channel"] for each in lost} == {"instagram"}
    assert all(each["lost_if_each_touch_is_replaceable"]["leads"] == 0 for each in lost)  # type: ignore[index]


def test_so_much_reach_is_lost_as_the_strategy_says(visited: tuple[Actor, Brand]) -> None:
    (usual,) = read(visited[1]).losses
    text = STRATEGY + "  risk: {reach_loss: 60 %}\n"
    with time_machine.travel(datetime(2026, 9, 1, tzinfo=UTC), tick=False):
        strategies.apply(*visited, text)
    (loss,) = read(visited[1]).losses
    assert (usual.share, loss.share) == (0.3, 0.6)
    assert loss.necessary.leads == pytest.approx(2 * usual.necessary.leads)


def test_touches_told_twice_by_two_files_count_once(visited: tuple[Actor, Brand], tmp_path: Path) -> None:
    before = read(visited[1])
    again = ("3", "cyd", "2026-09-03T10:00:00Z", "tiktok", "week-36", "no")
    told(visited, tmp_path, "again.csv", TOUCHES, again, ("9", "cyd", "2026-09-04T10:00:00Z", "tiktok", "", "no"))
    assert read(visited[1]).touches == before.touches + 1


def test_many_touches_are_walked_over_and_give_the_same(
    visited: tuple[Actor, Brand], monkeypatch: pytest.MonkeyPatch
) -> None:
    plain = read(visited[1], by="utm_source")
    monkeypatch.setattr(counting, "MANY", 0)
    monkeypatch.setattr(attribution, "_COUNTED", attribution.Memory(size=1))
    assert read(visited[1], by="utm_source").comparison == plain.comparison


def test_without_visits_it_says_what_to_import(cycles: tuple[Actor, Brand]) -> None:
    found = read(cycles[1])
    assert [each.code for each in found.said] == ["no_touches"]
    assert found.comparison.rows == found.losses == ()


def test_without_leads_it_names_the_conversion_that_is_missing(visited: tuple[Actor, Brand]) -> None:
    found = read(visited[1], period=Period(date(2026, 9, 10), date(2026, 9, 12)))
    told, *_ = found.said
    assert (told.code, told.values["kind"]) == ("no_conversions_of_kind", "lead")


def test_an_unknown_dimension_and_too_many_values_are_refused(
    visited: tuple[Actor, Brand], monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(UnknownName, match="Did you mean 'channel'"):
        read(visited[1], by="chanel")
    with pytest.raises(BadInput, match="above zero"):
        read(visited[1], lookback_days=0)
    monkeypatch.setattr(journeys, "MOST_VALUES", 1)
    with pytest.raises(BadInput, match="different values"):
        read(visited[1], by="utm_source")


def test_more_visits_of_one_visitor_on_a_day_than_people_make_are_cut_and_told_of(
    cycles: tuple[Actor, Brand], tmp_path: Path
) -> None:
    many = [(str(nth), "ann", f"2026-09-03T{nth // 60:02}:{nth % 60:02}:00Z", "tiktok", "", "no") for nth in range(230)]
    told(cycles, tmp_path, "touches.csv", TOUCHES, *many)
    told(cycles, tmp_path, "leads.csv", LEADS, ("ann", "2026-09-03T12:00:00Z", "lead", "1"))
    found = read(cycles[1])
    assert (found.comparison.cut, found.comparison.tagged) == (30, 1)
    (cut,) = (each for each in found.said if each.code == "machines_cut")
    assert (cut.values["cut"], cut.values["touches"]) == (30, 230)


def test_a_lead_before_its_visits_is_unattributed_and_said_to_be(cycles: tuple[Actor, Brand], tmp_path: Path) -> None:
    told(cycles, tmp_path, "touches.csv", TOUCHES, ("1", "ann", "2026-09-05T10:00:00Z", "tiktok", "", "no"))
    told(cycles, tmp_path, "leads.csv", LEADS, ("ann", "2026-09-05T09:59:59Z", "lead", "1"))
    found = read(cycles[1])
    assert (found.comparison.leads, found.comparison.unattributed) == (1, 1)
    assert "unattributed_leads" in {each.code for each in found.said}
