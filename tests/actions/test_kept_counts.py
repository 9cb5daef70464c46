"""Counts that are kept: a new process reads what is new, and finds in every unit what counting everything anew finds."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from tests.actions.bicycles import shop, take_in
from tests.sources.files import table

from vaekst.actions import attribution, counting, facts, growing, kept_counts, retractions
from vaekst.actions.attribution import read_attribution
from vaekst.actions.audit import Actor
from vaekst.actions.counting import Counted, counted
from vaekst.actions.erasure import erase_brand, erase_person
from vaekst.actions.journeys import Question
from vaekst.actions.kept_counts import Shelf
from vaekst.actions.known import known_at
from vaekst.core.attribution.contract import DAY_MS, PathContract
from vaekst.core.attribution.incremental import Sealed, mended
from vaekst.core.period import Period
from vaekst.core.receipt import Status
from vaekst.store.models import Brand, Person

START = datetime(2026, 9, 7, tzinfo=UTC)  # of the sprint
TOUCHES = ("touch_id", "user_id", "at", "utm_source", "is_bot")
LEADS = ("user_id", "at", "kind", "lead_id")
SOURCES = ("instagram", "tiktok", "youtube", "", "newsletter")
CONTRACT = PathContract(lookback_ms=10 * DAY_MS, zone="Europe/Copenhagen")

Row = Sequence[str]


@pytest.fixture(autouse=True)
def home(settings: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    settings.VAEKST_HOME = tmp_path / "home"
    settings.VAEKST_HOME.mkdir()
    monkeypatch.setattr(counting, "KEPT_FROM", 1)


@pytest.fixture
def cycles(owner: Person) -> tuple[Actor, Brand]:
    return shop(owner)


def at(day: float) -> str:
    return (START + timedelta(days=day)).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def told(cycles: tuple[Actor, Brand], folder: Path, header: Row, rows: Sequence[Row], *, day: float) -> str:
    """The rows as a file imported on the day; the import's id."""
    path = folder / f"{header[0]}-{day}.csv"
    path.write_bytes(table(header, *rows))
    (receipt,) = take_in(*cycles, path, now=START + timedelta(days=day))
    assert receipt.status is Status.IMPORTED, receipt
    return str(receipt.import_id)


def week(number: int, *, seed: int = 1) -> tuple[list[Row], list[Row]]:
    """Touches and leads of a week of the sprint (those of week -1 lie before it), with machines, ties and nobodies."""
    chance = np.random.default_rng([seed, number + 10])
    sources = SOURCES[: 3 + max(number, 0)]  # a new one with every week
    moments = np.sort(chance.integers(0, 7 * 24, 60)) / 24 + 7 * number  # whole hours: many tie
    touches = [
        (
            f"{number}-{nth}",
            "" if chance.random() < 0.05 else f"u{chance.integers(0, 25)}",
            at(day),
            str(chance.choice(sources)),
            "yes" if chance.random() < 0.1 else "no",
        )
        for nth, day in enumerate(moments)
    ]
    leads = [
        ("" if chance.random() < 0.2 else f"u{chance.integers(0, 25)}", at(day), "lead", f"{number}-{nth}")
        for nth, day in enumerate(chance.integers(0, 7 * 24, 12) / 24 + 7 * number)
    ]
    return touches, leads


def take_week(cycles: tuple[Actor, Brand], folder: Path, number: int) -> str:
    """The week's files, imported the day after; the id of that of the touches."""
    touches, leads = week(number)
    told(cycles, folder, LEADS, leads, day=7 * number + 7.3)
    return told(cycles, folder, TOUCHES, touches, day=7 * number + 7.3)


def asked(brand: Brand, *, day: float, contract: PathContract = CONTRACT) -> Counted:
    """The sprint's counts on a day after its first, held against those that are counted anew."""
    known = known_at(brand, START + timedelta(days=day))
    begin = int(START.timestamp() * 1000) - 2 * 3_600_000  # midnight in Copenhagen
    end = begin + int(day) * DAY_MS

    def question() -> Question:
        return Question(known, "channel", contract, begin, end)

    kept = counted(question(), Shelf(brand, "channel", "lead", START.date()))
    anew = counted(question())
    assert kept.counts.over_keys(anew.counts.keys) == anew.counts
    assert (kept.touches, kept.bots) == (anew.touches, anew.bots)
    assert anew.counts.leads.sum() > 0
    return kept


@pytest.fixture
def kept(cycles: tuple[Actor, Brand], tmp_path: Path) -> tuple[Actor, Brand]:
    """Two weeks before and three of the sprint, counted and kept."""
    for number in range(-2, 3):
        take_week(cycles, tmp_path, number)
    assert asked(cycles[1], day=21).kept_until is None
    return cycles


def files(brand: Brand) -> list[Path]:
    return sorted(facts.counted(brand).glob("*"))


def test_week_by_week_the_kept_counts_and_the_new_days_are_the_counts_of_all(
    cycles: tuple[Actor, Brand], tmp_path: Path
) -> None:
    kept_until = []
    for number in range(-2, 4):
        take_week(cycles, tmp_path, number)
        if number >= 0:
            kept_until.append(asked(cycles[1], day=7 * number + 7).kept_until)
    sealed = [int((START + timedelta(days=7 * number + 5)).timestamp() * 1000) for number in range(3)]
    assert kept_until == [None, *sealed], "each time up to two days before the files of the week before"
    assert len(files(cycles[1])) == 1


def test_late_touches_count_their_visitors_again_and_nobody_else(
    kept: tuple[Actor, Brand], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    again: list[int] = []

    def seen(now: Sealed, *, held: Any, whole: Any) -> Sealed:
        again.append(len(np.unique(whole[0].user)))
        return mended(now, held=held, whole=whole)

    monkeypatch.setattr(growing, "mended", seen)
    late = [("late-1", "u3", at(2.5), "tiktok", "no"), ("late-2", "u4", at(-3), "brand-new", "no")]
    told(kept, tmp_path, TOUCHES, [*late, ("in time", "u5", at(20.5), "tiktok", "no")], day=21.5)
    assert asked(kept[1], day=21).kept_until is not None
    assert again == [2]


def test_late_leads_are_counted_also_those_of_nobody(kept: tuple[Actor, Brand], tmp_path: Path) -> None:
    before = asked(kept[1], day=21).counts.leads.sum()
    late = [("u3", at(4), "lead", "late-1"), ("", at(5), "lead", "late-2"), ("stranger", at(6), "lead", "late-3")]
    told(kept, tmp_path, LEADS, [*late, ("u3", at(4), "newsletter", "")], day=21.5)
    found = asked(kept[1], day=21)
    assert found.kept_until is not None
    assert found.counts.leads.sum() == before + 3


def test_a_touch_told_again_with_another_source_is_the_newer_one(kept: tuple[Actor, Brand], tmp_path: Path) -> None:
    again = [(*row[:3], "newsletter", "no") for row in week(1)[0][:20]]
    told(kept, tmp_path, TOUCHES, again, day=21.5)
    assert asked(kept[1], day=21).kept_until is not None


@pytest.mark.parametrize(("user", "day"), [("u1", 20.0), ("u99", 8.0), ("u1", -40.0)])
def test_a_touch_that_moved_to_another_day_or_visitor_has_everything_counted_anew(
    kept: tuple[Actor, Brand], tmp_path: Path, user: str, day: float
) -> None:
    number = next(row for row in week(1)[0] if row[1])
    told(kept, tmp_path, TOUCHES, [(number[0], user, at(day), "tiktok", "no")], day=21.5)
    for _ in range(2):
        assert asked(kept[1], day=21).kept_until is None


def test_an_import_that_was_taken_back_is_in_no_count(kept: tuple[Actor, Brand], tmp_path: Path) -> None:
    wrong = told(kept, tmp_path, TOUCHES, [("wrong", "u3", at(3), "tiktok", "no")], day=21.5)
    assert asked(kept[1], day=21).kept_until is not None
    retractions.retract(*kept, wrong, now=START + timedelta(days=22))
    assert asked(kept[1], day=21).kept_until is None
    assert asked(kept[1], day=21).kept_until is not None
    told(kept, tmp_path, TOUCHES, [("wrong", "u3", at(3), "tiktok", "no")], day=22.5)
    assert asked(kept[1], day=21).kept_until is not None


def test_somebody_who_was_erased_is_in_no_count(kept: tuple[Actor, Brand]) -> None:
    assert files(kept[1])
    erase_person(*kept, "u3", now=START + timedelta(days=22))
    assert not files(kept[1])
    assert asked(kept[1], day=21).kept_until is None
    erase_brand(*kept, typed="fjord")
    assert not facts.counted(kept[1]).exists()


def test_counts_from_before_somebody_was_erased_are_not_used(kept: tuple[Actor, Brand]) -> None:
    (path,) = files(kept[1])
    before = path.read_bytes()
    erase_person(*kept, "u3", now=START + timedelta(days=22))
    path.parent.mkdir()
    path.write_bytes(before)  # as a backup, or somebody who was counting meanwhile, would
    assert asked(kept[1], day=21).kept_until is None


def test_another_contract_is_counted_anew_and_says_so(kept: tuple[Actor, Brand]) -> None:
    other = PathContract(lookback_ms=5 * DAY_MS, zone="Europe/Copenhagen")
    found = asked(kept[1], day=21, contract=other)
    assert found.kept_until is None
    assert found.said is not None
    assert found.said.code == "paths_rebuilt"
    assert (found.said.values["now"], found.said.values["before"]) == (other.hash, CONTRACT.hash)
    again = asked(kept[1], day=21, contract=other)
    assert (again.kept_until is None, again.said) == (False, None)


def test_an_earlier_day_of_the_sprint_is_counted_anew_and_leaves_what_is_kept(kept: tuple[Actor, Brand]) -> None:
    assert asked(kept[1], day=10).kept_until is None
    assert asked(kept[1], day=21).kept_until is not None


def test_a_file_of_another_release_is_none(kept: tuple[Actor, Brand], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kept_counts, "FORMAT", kept_counts.FORMAT + 1)
    assert asked(kept[1], day=21).kept_until is None
    assert asked(kept[1], day=21).kept_until is not None


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 damaged"])
def test_a_damaged_file_is_none(kept: tuple[Actor, Brand], content: bytes) -> None:
    (path,) = files(kept[1])
    path.write_bytes(content)
    assert asked(kept[1], day=21).kept_until is None
    assert asked(kept[1], day=21).kept_until is not None


def test_many_late_visitors_and_many_new_values_have_everything_counted_anew(
    kept: tuple[Actor, Brand], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    many = [(f"new-{nth}", "u1", at(20), f"source-{nth}", "no") for nth in range(70)]
    told(kept, tmp_path, TOUCHES, many, day=21.5)
    assert asked(kept[1], day=21).kept_until is None
    monkeypatch.setattr(growing, "_MOST_LATE", 0)
    told(kept, tmp_path, TOUCHES, [("late", "u1", at(2), "tiktok", "no")], day=21.6)
    assert asked(kept[1], day=21).kept_until is None


def test_where_nothing_can_be_kept_everything_is_counted_anew(kept: tuple[Actor, Brand], tmp_path: Path) -> None:
    facts.counted(kept[1]).rename(tmp_path / "gone")
    facts.counted(kept[1]).write_text("no folder can be here")
    assert asked(kept[1], day=21).kept_until is None


def test_the_sprint_is_asked_of_what_is_kept_and_other_days_are_not(
    kept: tuple[Actor, Brand], monkeypatch: pytest.MonkeyPatch
) -> None:
    now = START + timedelta(days=21.5)
    first = read_attribution(kept[1], now=now)
    monkeypatch.setattr(attribution, "_COUNTED", attribution.Memory(size=1))  # another process
    again = read_attribution(kept[1], now=now)
    assert (first.kept_until, again.kept_until) == (None, datetime(2026, 9, 26, tzinfo=UTC))
    assert again.comparison == first.comparison
    assert attribution.for_machines(again)["kept_until"] == again.kept_until
    kept_files = files(kept[1])
    read_attribution(kept[1], period=Period(date(2026, 9, 10), date(2026, 9, 20)), now=now)
    assert files(kept[1]) == kept_files


def test_few_touches_are_counted_anew_and_nothing_is_kept(
    cycles: tuple[Actor, Brand], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(counting, "KEPT_FROM", 1_000_000)
    take_week(cycles, tmp_path, 0)
    asked(cycles[1], day=7)
    assert not files(cycles[1])


def test_of_many_questions_those_asked_last_are_kept(
    kept: tuple[Actor, Brand], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(kept_counts, "MOST", 2)
    for days in (3, 4, 5):
        asked(kept[1], day=21, contract=PathContract(lookback_ms=days * DAY_MS))
    assert len(files(kept[1])) == 2
