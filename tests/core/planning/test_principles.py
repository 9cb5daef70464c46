"""The plan says where a principle of the way of working is not followed: spare room, batches, series."""

from __future__ import annotations

from datetime import date

import pytest
from tests.core.metrics.made_facts import entry
from tests.core.planning.rows import a_guard, candidate, giving
from tests.core.planning.test_phases import an_experiment, of
from tests.core.planning.test_week import known

from vaekst.core.metrics.of_work import assets
from vaekst.core.planning import Places, Volume, parts_in, plan_channel
from vaekst.core.planning.principles import as_series, in_batches, spare_room
from vaekst.core.rules.volume import GuardState

DAY = date(2026, 11, 2)


def made(*batches):
    """An asset per batch; None was made in none that is named."""
    rows = [entry(f"a{n}", DAY, minutes=30.0, **({"batch": one} if one else {})) for n, one in enumerate(batches)]
    return assets(known(production=rows))


def test_spare_room_is_for_another_angle():
    said = spare_room(Volume(4, (), spare=2), a_guard(), of(6))
    assert said is not None
    assert said.english().startswith("There is room for 2 more. Use it to try another angle")


@pytest.mark.parametrize(
    ("volume", "state", "week"),
    [
        (Volume(4, ()), GuardState.HOLDS, 6),
        (Volume(4, (), 2), GuardState.FALLEN, 6),
        (Volume(4, (), 2), GuardState.HOLDS, 1),
    ],
)
def test_without_room_with_a_fall_or_in_the_baseline_nothing_is_to_be_tried(volume, state, week):
    assert spare_room(volume, a_guard(state), of(week)) is None


def test_assets_made_one_by_one_ask_for_a_batch():
    said = in_batches(made("w44", "w44", "w45", None, None), 6)
    assert said is not None
    assert (
        said.english() == "3 of the 5 assets of the last weeks were made one by one. Make next week's 6 in one batch."
    )


@pytest.mark.parametrize(
    ("batches", "posts"),
    [
        (["w44", "w44", "w45", "w45"], 6),
        ([None, None, None, None], 6),  # nobody writes batches down
        (["w44", "w45"], 6),
        (["w44", "w45", "w46"], 1),
    ],
)
def test_batches_are_asked_for_only_where_most_is_known_to_be_made_alone(batches, posts):
    assert in_batches(made(*batches), posts) is None


@pytest.mark.parametrize(("parts", "posts"), [(0, 2), (1, 8), (None, 8)])
def test_a_series_is_proposed_only_where_there_is_none_and_enough_for_one(parts, posts):
    assert as_series(parts, posts) is None
    assert as_series(0, 3) is not None


@pytest.mark.parametrize(
    ("title", "is_part"),
    [
        ("Byg et hjul, del 2", True), ("Wheel building (Part 1)", True), ("Ep. 12: Gravel", True), ("2 of 3: the chain", True),
        ("Del din tur", False), ("Open 24/7", False), ("Part of the city", False), ("12 of 365", False),
    ],
)  # fmt: skip
def test_a_title_says_which_part_it_is(title, is_part):
    assert parts_in([title, ""]) == is_part


def test_without_a_title_nobody_knows():
    assert parts_in(["", " "]) is None


def test_what_changes_one_thing_or_is_tried_is_not_told_to_change_another():
    held = (
        candidate("ride", decided="scale", parts=0),
        candidate("myths", decided="iterate", parts=0),
        candidate("tour", experiment=an_experiment("tour"), parts=0),
    )
    plan = plan_channel(
        "instagram", Volume(12, ()), Places(held, ()), a_guard(), metric="save_rate",
        share=giving(ride=4, myths=4, tour=4), principles=(None,),
    )  # fmt: skip
    told = {line.concept: [one.code for one in line.reasons] for line in plan.lines}
    assert [concept for concept, codes in told.items() if "as_series" in codes] == ["ride"]
    assert not plan.advice
