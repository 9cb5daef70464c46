"""What else tells of a concept: posts of its format, its kin, early signals, and the sprint before."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta

import numpy as np
import pytest

from vaekst.core.evidence import Borrowing, ChannelEvidence, Estimate, Weighing, borrowed
from vaekst.core.evidence.borrowing import Early, kinship, signal
from vaekst.core.evidence.priors import PRIOR, Learned
from vaekst.core.figures import PostFigure

DAY = date(2026, 9, 7)
TRIALS = 4000.0
USUAL = (0.031, 0.024, 0.035, 0.028, 0.033, 0.026, 0.030, 0.037, 0.022, 0.034)


def post(
    value: float, *, concept: str | None = None, kind: str | None = None, key: str = "", week: int = 0
) -> PostFigure:
    day = DAY + timedelta(days=7 * week)
    return PostFigure(key, "c", concept, kind, day, 7.0, value, part=value * TRIALS, whole=TRIALS)


def posts(level: float, count: int = 6, **told: object) -> list[PostFigure]:
    """Posts around a level that scatter as the usual ones do."""
    return [post(level * each / 0.03, week=1 + n % 3, **told) for n, each in enumerate(USUAL[:count])]  # type: ignore[arg-type]  # a post's names


def usual(kind: str | None = None, level: float = 0.03) -> list[PostFigure]:
    return [post(level * each / 0.03, kind=kind) for each in USUAL]


def answers(weighing: Weighing) -> Mapping[tuple[str, str], Estimate]:
    found = [one for one in weighing.answers() if isinstance(one, Estimate)]
    return {(one.channel, one.concept): one for one in found}


# formats


def test_posts_are_compared_at_equal_format() -> None:
    baseline = usual("reel") + usual("carousel", 0.06)
    question = ChannelEvidence("c", "ctr", baseline, {"slides": posts(0.06, kind="carousel")})
    plain = answers(Weighing([question]))["c", "slides"]
    alike = answers(Weighing([question], Borrowing(formats=True)))["c", "slides"]
    assert plain.mid > 0.15
    assert abs(alike.mid) < 0.06


def test_a_brand_of_one_format_is_estimated_as_before() -> None:
    question = ChannelEvidence("c", "ctr", usual("reel"), {"a": posts(0.04, kind="reel")})
    assert Weighing([question], Borrowing(formats=True)).answers() == Weighing([question]).answers()


@pytest.mark.parametrize("baseline", [usual("reel"), usual("reel") + usual("photo") + usual(), usual()])
def test_formats_that_posts_as_usual_do_not_all_tell_are_not_taken_apart(baseline: list[PostFigure]) -> None:
    concepts = {"slides": posts(0.06, kind="carousel"), "rides": posts(0.03, kind="reel")}
    question = ChannelEvidence("c", "ctr", baseline, concepts)
    assert Weighing([question], Borrowing(formats=True)).answers() == Weighing([question]).answers()


def test_what_formats_differ_by_is_no_scatter_between_posts() -> None:
    baseline = usual("reel") + usual("carousel", 0.06)
    question = ChannelEvidence("c", "ctr", baseline, {"a": posts(0.03, kind="reel")})
    (alike,) = Weighing([question], Borrowing(formats=True)).pools
    (plain,) = Weighing([question]).pools
    assert alike.levels.scatter[0] < plain.levels.scatter[0]
    assert alike.counts.tolist() == plain.counts.tolist()


def test_means_are_compared_at_equal_format_too() -> None:
    def seconds(values: Sequence[float], kind: str) -> list[PostFigure]:
        return [replace(post(each, kind=kind), part=None, whole=None) for each in values]

    baseline = seconds([6, 7, 8, 6.5], "reel") + seconds([12, 14, 16, 13], "carousel")
    question = ChannelEvidence("c", "avg_watch_time", baseline, {"a": seconds([13, 14, 13], "carousel")})
    assert answers(Weighing([question]))["c", "a"].mid > 0.1
    assert abs(answers(Weighing([question], Borrowing(formats=True)))["c", "a"].mid) < 0.06


# kin


def test_a_group_of_one_is_no_kin_and_families_are_told_apart() -> None:
    names = [("a", "b"), ("a", "d")]
    assert kinship(names, same=False, pillars={}) is None
    assert kinship([("a", "b")], same=True, pillars={"a": "tips"}) is None
    found = kinship(names, same=True, pillars={"b": "tips", "d": "tips"})
    assert found is not None
    assert found.families == 2
    assert found.groups.tolist() == [[[1, 0], [0, 1]], [[1, 0], [0, 1]]]
    one = kinship(names, same=True, pillars={"b": "tips"})
    assert one is not None
    assert one.families == 1


def on_three_channels(strong: str = "tour") -> list[ChannelEvidence]:
    """A concept that does well on two channels and was not tried on the third."""
    tried = {strong: posts(0.05, 10), "other": posts(0.03, 10)}
    names: dict[str, list[PostFigure]] = {"tour": [], "other": posts(0.03, 10)}
    return [ChannelEvidence(c, "ctr", usual(), tried) for c in "ab"] + [ChannelEvidence("c", "ctr", usual(), names)]


def untried(weighing: Weighing) -> float:
    """What is expected of the concept on the channel it was not tried on, as ln(effect)."""
    (pool,) = weighing.pools
    return float(pool.belief.mean[2, 0])


def test_a_concept_that_does_well_elsewhere_is_expected_to_do_well_here() -> None:
    alone = untried(Weighing(on_three_channels()))
    assert untried(Weighing(on_three_channels(), Borrowing(channels=True))) > alone + 0.05
    assert untried(Weighing(on_three_channels("else"), Borrowing(channels=True))) == pytest.approx(alone, abs=0.02)


def test_concepts_of_one_pillar_tell_of_each_other() -> None:
    alone = untried(Weighing(on_three_channels("else")))
    pillars = {"else": "rides", "tour": "rides"}
    assert untried(Weighing(on_three_channels("else"), Borrowing(pillars=pillars))) > alone + 0.05


def test_kin_that_differ_are_found_to_have_little_in_common() -> None:
    alike = [ChannelEvidence(c, "ctr", usual(), {"x": posts(0.06, 10), "y": posts(0.02, 10)}) for c in "abc"]
    unlike = [
        ChannelEvidence(c, "ctr", usual(), {"x": posts(up, 10), "y": posts(down, 10)})
        for c, up, down in (("a", 0.06, 0.02), ("b", 0.02, 0.06), ("c", 0.03, 0.03))
    ]
    (one,), (other,) = (Weighing(each, Borrowing(channels=True)).pools for each in (alike, unlike))
    assert one.belief.odds()["kin"][1] > 0.5 > other.belief.odds()["kin"][1]


def test_a_badge_is_earned_by_own_posts() -> None:
    concepts = {"tour": posts(0.09, 10)}
    questions = [ChannelEvidence(c, "ctr", usual(), concepts) for c in "ab"]
    questions.append(ChannelEvidence("c", "ctr", usual(), {"tour": [post(0.03, week=1)]}))
    alone, told = (answers(Weighing(questions, each)) for each in (Borrowing(), Borrowing(channels=True)))
    assert told["c", "tour"].mid > alone["c", "tour"].mid
    assert [one.proven for one in told.values()] == [one.proven for one in alone.values()] == [True, True, False]


# early signals


def early(value: float, concept: str | None, key: str) -> PostFigure:
    return PostFigure(key, "c", concept, None, DAY, 2.0, value)


def told_early(**young: float) -> ChannelEvidence:
    """A channel whose concepts have no post to be compared, and three young ones each at this retention; usual is 50 %."""
    figures = [early(0.5 * (1 + off), None, f"u{n}") for n, off in enumerate((0.1, -0.1, 0.05, -0.05, 0.0))]
    figures += [early(value + off, name, f"{name}{off}") for name, value in young.items() for off in (-0.02, 0, 0.02)]
    return ChannelEvidence("c", "ctr", usual(), {name: [] for name in young}, early=figures)


def test_young_posts_foretell_by_their_early_signal() -> None:
    (pool,) = Weighing([told_early(strong=0.65, weak=0.4, plain=0.5)]).pools
    strong, weak, plain = pool.belief.mean[0]
    assert strong > plain + 0.02
    assert weak < plain - 0.02


def test_a_post_whose_outcome_is_known_counts_by_that_alone() -> None:
    question = told_early(strong=0.65)
    grown = replace(
        question, concepts={"strong": [post(0.03, concept="strong", key=one.post_key) for one in question.early[5:]]}
    )
    without = replace(grown, early=())
    assert Weighing([grown]).answers() == Weighing([without]).answers()


def test_a_signal_that_foretold_wrongly_is_trusted_less() -> None:
    def question(channel: str, **levels: float) -> ChannelEvidence:
        told = told_early(x=0.65, y=0.4)
        return replace(told, channel=channel, concepts={name: posts(level, 10) for name, level in levels.items()})

    right = Weighing([question(c, x=0.055, y=0.018) for c in "abc"]).pools[0].belief.odds()["tie"]
    wrong = Weighing([question(c, x=0.018, y=0.055) for c in "abc"]).pools[0].belief.odds()["tie"]
    assert right[0] < 0.4 < wrong[0]


def test_without_usual_posts_or_young_ones_there_is_no_signal() -> None:
    nobody = Early([], {"a": [early(0.5, "a", "x")]}, {"a": [early(0.5, "a", "x")]})
    grown = Early([early(0.5, None, "u")], {"a": [early(0.5, "a", "x")]}, {"a": []})
    assert signal([nobody, grown, None], [("a",), ("a",), ("a",)]) is None


def test_more_young_posts_are_trusted_more() -> None:
    def trust(count: int) -> float:
        young = [early(0.6, "a", str(n)) for n in range(count)]
        usual_ones = [early(each, None, f"u{each}") for each in (0.5, 0.45, 0.55)]
        found = signal([Early(usual_ones, {"a": young}, {"a": young})], [("a",)])
        assert found is not None
        return float(found.trust[0, 0])

    assert trust(1) < trust(6) < 1


# the sprint before


def sprint(*levels: float, count: int = 10) -> Weighing:
    concepts = {f"k{n}": posts(level, count) for n, level in enumerate(levels)}
    return Weighing([ChannelEvidence(c, "ctr", usual(), concepts) for c in "ab"])


def test_a_sprint_begins_with_what_the_one_before_taught() -> None:
    alike, apart = sprint(0.03, 0.03, 0.031, 0.029), sprint(0.012, 0.09, 0.03, 0.055)
    question = [ChannelEvidence("c", "ctr", usual(), {"new": posts(0.045, 4)})]
    after_alike, after_apart = (answers(Weighing(question, before=one))["c", "new"] for one in (alike, apart))
    assert after_alike.mid < answers(Weighing(question))["c", "new"].mid < after_apart.mid


def test_scatter_begins_where_the_sprint_before_ended() -> None:
    steady = Weighing([ChannelEvidence("c", "ctr", [post(0.03)] * 20, {"a": [post(0.03)] * 20})])
    question = [ChannelEvidence("c", "ctr", [post(0.03)], {"a": [post(0.03)]})]
    (after,), (before,) = Weighing(question, before=steady).pools, Weighing(question).pools
    assert after.levels.scatter[0] < before.levels.scatter[0]


def test_rates_teach_nothing_of_means() -> None:
    seconds = [replace(one, value=one.value * 300, part=None, whole=None) for one in usual()]
    question = [ChannelEvidence("y", "avg_watch_time", seconds, {"a": seconds[:4]})]
    assert Weighing(question, before=sprint(0.012, 0.09)).answers() == Weighing(question).answers()
    taught = Weighing([ChannelEvidence("y", "avg_watch_time", seconds, {"a": seconds})])
    assert Weighing(question, before=taught).answers() != Weighing(question).answers()


def test_what_was_not_asked_keeps_its_odds_and_nothing_is_ruled_out() -> None:
    found = Learned(**sprint(0.012, 0.09, 0.03).pools[0].belief.odds(), scatter=0.5, posts=1000)
    after = PRIOR.after(found)
    assert (after.kin, after.tie) == (PRIOR.kin, PRIOR.tie)
    assert min(after.spread.weights) > 0
    assert sum(after.spread.weights) == pytest.approx(1)
    assert PRIOR.scatter < after.scatter < 0.5
    assert np.isfinite(after.worth)


# in words


def codes(weighing: Weighing) -> list[str]:
    return [sentence.code for sentence in borrowed(weighing)]


def test_what_was_borrowed_is_said() -> None:
    questions = [
        replace(told_early(strong=0.65), channel=channel, baseline=usual("reel") + usual("photo")) for channel in "ab"
    ]
    everything = Borrowing(formats=True, channels=True)
    before = sprint(0.03, 0.04)
    assert codes(Weighing(questions, everything, before)) == [
        "borrowed_formats",
        "borrowed_kin",
        "borrowed_early",
        "borrowed_sprint",
    ]
    (_, kin, early_ones, _) = borrowed(Weighing(questions, everything, before))
    assert kin.values["concepts"] == 1
    assert early_ones.values["posts"] == 6
    assert "two" not in kin.english()


def test_where_nothing_was_borrowed_nothing_is_said() -> None:
    alone = [ChannelEvidence("c", "ctr", usual("reel"), {"a": posts(0.03, kind="reel")})]
    assert codes(Weighing(alone, Borrowing(formats=True, channels=True), before=Weighing(()))) == []
