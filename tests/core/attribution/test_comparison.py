"""Models side by side: known credits, their disagreement, and the leads that nobody can credit."""

from __future__ import annotations

import numpy as np
import pytest
from tests.core.attribution.journeys import KEYS, Told

from vaekst.core.attribution.arrays import Leads, count
from vaekst.core.attribution.comparison import Comparison, compare
from vaekst.core.attribution.contract import PathContract
from vaekst.core.attribution.counts import nothing
from vaekst.core.attribution.intervals import groups_for, spread, weights
from vaekst.core.attribution.models import RULES, TOLD, Model, credits_of, model_named, resampled
from vaekst.core.errors import UnknownName

# Visitor 1: direct, a, a, b, then a lead; visitor 2: b, direct, then a lead; visitor 3: a lead out of the blue.
TOLD_BY_HAND = Told(
    [(1, 0, 1), (1, 24, 2), (1, 48, 2), (1, 72, 3), (2, 0, 3), (2, 24, 1), (4, 0, 0)], [(1, 72), (2, 24), (3, 5)]
)


def comparison(told: Told = TOLD_BY_HAND, **more: object) -> Comparison:
    touches, leads = told.arrays()
    counts = count(touches, leads, PathContract(), keys=KEYS, groups=8)
    return compare(counts, PathContract(), **{"by": "channel", **more})  # type: ignore[arg-type]  # what each test names


def test_each_model_gives_what_it_says() -> None:
    touches, leads = TOLD_BY_HAND.arrays()
    counts = count(touches, leads, PathContract(), keys=KEYS, groups=8)
    expected = {
        Model.LAST: [0, 1, 0, 1],
        Model.FIRST: [0, 1, 0, 1],
        Model.LAST_NON_DIRECT: [0, 0, 0, 2],
        Model.LINEAR: [0, 0.75, 0.5, 0.75],
        Model.POSITION: [0, 0.9, 0.2, 0.9],
        Model.SHAPLEY: [0, 1 / 3 + 0.5, 1 / 3, 1 / 3 + 0.5],
    }
    for model, credit in expected.items():
        assert credits_of(model, counts) == pytest.approx(credit, abs=1e-9), model
    weight = [2 ** (-days / 7) for days in (3, 2, 1, 0)]
    whole = sum(weight)
    late = 2 ** (-1 / 7)
    by_hand = [
        0,
        weight[0] / whole + 1 / (1 + late),
        (weight[1] + weight[2]) / whole,
        weight[3] / whole + late / (1 + late),
    ]
    assert credits_of(Model.TIME_DECAY, counts) == pytest.approx(by_hand, abs=1e-9)
    assert credits_of(Model.MARKOV, counts).sum() == pytest.approx(2)


def test_shapley_is_the_mean_over_all_orders_in_which_channels_could_have_come() -> None:
    from itertools import permutations

    chance = np.random.default_rng(3)
    rows = [(who, hour, int(chance.integers(0, 4))) for who in range(30) for hour in range(int(chance.integers(1, 5)))]
    told = Told(rows, [(who, 9.0) for who in range(30)])
    touches, leads = told.arrays()
    counts = count(touches, leads, PathContract(), keys=KEYS, groups=8)
    sets = [{key for who, _, key in rows if who == lead} for lead, _ in told.leads]
    orders = list(permutations(range(4)))
    worth = np.zeros(4)
    for order in orders:
        for place, key in enumerate(order):
            before, after = set(order[:place]), set(order[: place + 1])
            worth[key] += sum(each <= after for each in sets) - sum(each <= before for each in sets)
    assert credits_of(Model.SHAPLEY, counts) == pytest.approx(worth / len(orders), abs=1e-9)


def test_a_model_is_known_by_its_name() -> None:
    assert model_named("markov") is Model.MARKOV
    with pytest.raises(UnknownName, match="Did you mean 'linear'"):
        model_named("liner")


def test_no_lead_is_dropped_whatever_the_model() -> None:
    told = comparison()
    assert (told.leads, told.unattributed, told.tagged) == (3, 1, 2)
    assert told.coverage == pytest.approx(2 / 3)
    for model in Model:
        assert sum(row.credits[model].leads for row in told.rows) + told.unattributed == pytest.approx(told.leads)


def test_the_models_disagreement_is_told_with_the_models() -> None:
    told = comparison()
    row = next(row for row in told.rows if row.key == "b")
    assert (row.highest, row.disagreement) == (Model.LAST_NON_DIRECT, pytest.approx(2 - row.credits[row.lowest].leads))
    assert [each.code for each in told.said] == ["tagged_leads", "unattributed_leads", "models_differ"]
    assert {row.key for row in told.rows} == {"direct", "a", "b"}, "untagged touches led to nothing"
    untagged = comparison(Told([(1, 0, 0), (1, 1, 2), (2, 0, 0), (2, 1, 3)], [(1, 2), (2, 2)]))
    assert [each.code for each in untagged.said] == ["all_leads_tagged", "models_differ_untagged"]


def test_models_that_agree_are_not_said_to_differ() -> None:
    told = comparison(Told([(1, 0, 2)], [(1, 1)]))
    assert [each.code for each in told.said] == ["all_leads_tagged"]


def test_a_tagged_touch_need_not_name_what_was_asked_by() -> None:
    said, *_ = comparison(by="creator").said
    assert (said.code, said.values["share"]) == ("named_leads", pytest.approx(0.67))
    assert comparison(Told([(1, 0, 2)], [(1, 1)]), by="creator").said[0].code == "all_leads_named"


def test_without_leads_there_is_nothing_to_credit_and_it_says_so() -> None:
    told = comparison(Told([(1, 0, 2)], []))
    assert (told.rows, told.coverage, told.leads) == ((), None, 0)
    assert [each.code for each in told.said] == ["no_conversions"]


def test_intervals_hold_the_figure_and_are_the_same_for_the_same_seed() -> None:
    told = comparison(level=0.8)
    for row in told.rows:
        for amount in row.credits.values():
            assert amount.low <= amount.leads <= amount.high
    assert comparison(level=0.8) == told
    assert comparison(level=0.8, seed=1) != told


def test_weights_count_every_group_once_on_average() -> None:
    drawn = weights(64, samples=2_000)
    assert drawn.sum(axis=1) == pytest.approx(64)
    assert drawn.mean(axis=0) == pytest.approx(1, abs=0.15)
    low, high = spread(drawn, level=0.9)
    assert np.mean((drawn >= low) & (drawn <= high)) == pytest.approx(0.9, abs=0.01)


def test_the_spread_of_single_leads_is_that_of_counting() -> None:
    """400 visitors of whom each is a lead by chance: the spread of the count is the binomial one."""
    chance = np.random.default_rng(8)
    won = np.flatnonzero(chance.random(4_000) < 0.1)
    told = Told([(int(who), 0, 2) for who in range(4_000)], [(int(who), 1) for who in won])
    touches, leads = told.arrays()
    counts = count(touches, leads, PathContract(), keys=KEYS, groups=256)
    samples = resampled(Model.LAST, counts, weights(256, samples=4_000))[:, 2]
    assert samples.std() == pytest.approx(np.sqrt(4_000 * 0.1 * 0.9), rel=0.15)


def test_as_many_keys_as_there_are_get_fewer_groups() -> None:
    assert [groups_for(keys) for keys in (12, 200, 2_000)] == [256, 64, 16]


def test_every_model_has_a_name_and_an_assumption() -> None:
    assert set(TOLD) == set(Model) == {*RULES, Model.MARKOV}


def test_no_counts_give_no_credit() -> None:
    counts = nothing(KEYS, 8)
    for model in Model:
        assert credits_of(model, counts).tolist() == [0] * 4
    assert compare(counts, PathContract(), by="channel").rows == ()
    assert Leads(np.zeros(0), np.zeros(0)).nobody == 0
