"""Whose turn it is."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

import numpy as np
import pytest

from vaekst.core.evidence import ChannelEvidence, Estimate, Thresholds, Turn, Weighing, last_look
from vaekst.core.evidence.weekly import Weekly, by_thresholds
from vaekst.core.figures import PostFigure

DAY = date(2026, 11, 2)


def posts(*rates: float, trials: float = 5000, week: int = 1) -> list[PostFigure]:
    day = DAY + timedelta(days=7 * week)
    return [PostFigure("p", "c", None, None, day, 7.0, rate, part=rate * trials, whole=trials) for rate in rates]


def usual() -> list[PostFigure]:
    return posts(0.03, 0.02, 0.04, 0.035, 0.025, 0.03, 0.01, 0.05, week=0)


def shares(turn: Turn, **concepts: list[PostFigure]) -> Mapping[str | None, int]:
    (share,) = Weighing([ChannelEvidence("c", "ctr", usual(), concepts)]).shares([turn])
    return share


def test_every_post_is_given_out_and_none_to_what_is_closed() -> None:
    share = shares(Turn(5, 40, closed={"b"}), a=posts(0.03), b=posts(0.09, 0.08))
    assert sum(share.values()) == 5
    assert share["b"] == 0


def test_a_clear_winner_gets_the_posts_and_a_clear_loser_none() -> None:
    share = shares(Turn(4, 12), a=posts(*[0.06, 0.055] * 8), b=posts(*[0.012, 0.015] * 8))
    assert share == {None: 0, "a": 4, "b": 0}


def test_what_was_never_tried_is_tried_while_there_is_time_to_use_what_is_learned() -> None:
    assert shares(Turn(4, 44), a=posts(0.03, 0.03), new=[])["new"] > 0


def test_when_all_concepts_disappoint_posts_go_out_as_usual() -> None:
    share = shares(Turn(4, 8), a=posts(*[0.012, 0.015] * 8), b=posts(*[0.01, 0.014] * 8))
    assert share[None] == 4


def test_what_is_owed_a_post_gets_one_before_all_others() -> None:
    share = shares(Turn(3, 12, owed={"b"}), a=posts(*[0.06, 0.055] * 8), b=posts(*[0.02, 0.025] * 4))
    assert share["b"] == 1


def test_the_same_evidence_gives_the_same_plan() -> None:
    concepts = {"a": posts(0.03, 0.05), "b": posts(0.04)}
    assert shares(Turn(5, 30), **concepts) == shares(Turn(5, 30), **concepts)


def test_channels_are_planned_together_and_each_gets_its_own_posts() -> None:
    seconds = [PostFigure("p", "y", None, None, DAY, 7.0, value) for value in (8.0, 7.0, 9.0)]
    questions = [
        ChannelEvidence("c", "ctr", usual(), {"a": posts(0.03), "b": posts(0.05), "d": posts(0.02)}),
        ChannelEvidence("y", "avg_watch_time", seconds, {"a": seconds}),
        ChannelEvidence("z", "ctr", usual(), {"a": posts(0.03)}),
    ]
    found = Weighing(questions).shares([Turn(4, 20), Turn(3, 20), Turn(0, 20)])
    assert [sum(share.values()) for share in found] == [4, 3, 0]
    assert set(found[2]) == {None, "a"}


def test_without_a_baseline_posts_are_shared_evenly() -> None:
    question = ChannelEvidence("c", "ctr", [], {"a": posts(0.03), "b": [], "d": []})
    assert Weighing([question]).shares([Turn(5, 20, closed={"b"})]) == ({None: 0, "a": 3, "d": 2},)
    assert Weighing([question]).shares([Turn(5, 20, closed={"a", "b", "d"})]) == ({None: 5},)


def an_estimate(concept: str, *, above: float, mid: float = 0.1) -> Estimate:
    return Estimate("c", "ctr", concept, 6, 15, 0.9, -0.1, mid, 0.3, 0.6, above, 0.1)


def test_late_in_the_sprint_the_likeliest_of_those_left_aside_is_looked_at_once_more() -> None:
    known = [an_estimate("a", above=0.5), an_estimate("b", above=0.2), an_estimate("d", above=0.01)]
    silent = {"a": 0, "b": 5, "d": 9}
    assert last_look(known, silent, elapsed=0.75) == "b"
    assert last_look(known, silent, elapsed=0.5) is None
    assert last_look(known, {"d": 9}, elapsed=0.9) is None
    assert last_look([], {}, elapsed=0.9) is None


def test_what_can_hardly_be_better_than_the_best_needs_no_last_look() -> None:
    known = [an_estimate("a", above=0.99, mid=0.6), an_estimate("b", above=0.5)]
    assert last_look(known, {"a": 0, "b": 5}, elapsed=0.75) is None


def test_verdicts_are_stricter_the_earlier() -> None:
    early, late = Thresholds().after(0.25), Thresholds().after(1.0)
    assert early.scale_at > late.scale_at
    assert early.stop_at < late.stop_at
    assert late == Thresholds()
    assert not Thresholds().after(0.0).scales(np.array(0.9999), np.array(50))


def seen(
    week: int, rates: Mapping[str, list[float]], *, decision: str = "iterate", aside: str = ""
) -> dict[str, object]:
    """A view of one channel with four posts to place; posts of the concept left `aside` are five weeks old."""
    told = lambda rate, old: {"trials": 5000, "successes": round(5000 * rate), "age": old}  # noqa: E731
    concepts = [
        {"id": name, "decision": decision, "posts": [told(rate, 5 if name == aside else 0) for rate in each]}
        for name, each in rates.items()
    ]
    base = [told(one.value, week) for one in usual() * 2]
    channel = {"id": "c0", "baseline": base, "control": [told(0.03, 0)], "concepts": concepts}
    return {"week": week, "weeks": 12, "next_posts": {"c0": 4}, "channels": [channel]}


def test_a_player_scales_winners_stops_losers_and_waits_for_what_was_not_tried() -> None:
    answer = Weekly(12).week(seen(12, {"a": [0.07, 0.06] * 8, "b": [0.008, 0.01] * 8, "d": []}))
    assert answer["decisions"] == {"a": "scale", "b": "stop", "d": "wait"}
    assert "b" not in answer["allocation"]["c0"]


def test_what_is_stopped_stays_stopped() -> None:
    answer = Weekly(12).week(seen(12, {"a": [0.07, 0.06] * 8}, decision="stop"))
    assert answer["decisions"] == {"a": "stop"}
    assert answer["allocation"] == {"c0": {"baseline": 4}}


def test_a_player_gives_each_channel_one_last_look() -> None:
    player = Weekly(12)
    view = seen(9, {"a": [0.034, 0.042, 0.03] * 4, "b": [0.035, 0.04, 0.03, 0.03, 0.028]}, aside="b")
    assert player.week(view)["allocation"]["c0"]["b"] == 1
    assert "b" not in player.week(view)["allocation"]["c0"]


def test_a_post_nobody_saw_says_nothing() -> None:
    view = seen(3, {"a": [0.03]})
    view["channels"][0]["concepts"][0]["posts"].append({"trials": 0, "successes": 0, "age": 0})  # type: ignore[index]
    assert Weekly(12).week(view)["decisions"] == {"a": "iterate"}


@pytest.mark.parametrize(("chance", "verdict"), [(0.99, "scale"), (0.7, "iterate")])
def test_the_thresholds_alone_decide_by_default(chance: float, verdict: str) -> None:
    estimate = Estimate("c", "ctr", "a", 6, 15, 0.9, -0.1, 0.1, 0.3, chance, 0.5, 0.1)
    assert by_thresholds(ChannelEvidence("c", "ctr", (), {}), estimate, 1.0) == verdict
