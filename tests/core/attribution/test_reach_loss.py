"""What a channel's loss of reach would cost: two assumptions, and a truth that lies between them."""

from __future__ import annotations

import pytest
from benchmarks.attribution.coverage import counted
from benchmarks.attribution.world import CHANNELS, world
from tests.core.attribution.journeys import KEYS, Told

from vaekst.core.attribution.arrays import count
from vaekst.core.attribution.contract import PathContract
from vaekst.core.attribution.reach_loss import ReachLoss, reach_losses


def losses(told: Told, share: float = 0.3) -> dict[str, ReachLoss]:
    touches, leads = told.arrays()
    counts = count(touches, leads, PathContract(), keys=KEYS, groups=8)
    return {loss.key: loss for loss in reach_losses(counts, share=share)}


def test_both_ends_are_what_they_say() -> None:
    told = losses(Told([(1, 0, 2), (1, 1, 2), (2, 0, 2), (2, 1, 3), (3, 0, 0)], [(1, 2), (2, 2), (3, 2), (4, 2)]))
    a = told["a"]
    assert (a.leads, a.unseen, a.touched) == (4, 1, 2)
    assert a.replaceable.leads == pytest.approx(0.3**2)
    assert a.necessary.leads == pytest.approx((1 - 0.7**2) + 0.3)
    assert told["b"].replaceable.leads == 0
    assert list(told) == ["a", "b"], "touches that do not say are nobody's to lose"


def test_it_is_told_as_an_interval_with_both_assumptions() -> None:
    loss = losses(Told([(1, 0, 2)], [(1, 1)]))["a"]
    assert loss.low <= loss.replaceable.leads <= loss.necessary.leads <= loss.high
    assert [each.code for each in loss.assumptions] == ["touch_replaceable", "touch_necessary"]
    assert loss.said.values["low"] == round(loss.low, 1)
    assert loss.said.values["high"] == round(loss.high, 1)
    assert loss.shares == (loss.low, loss.high)
    assert "without a touch" not in loss.said.english()


def test_leads_nobody_saw_come_are_told_of() -> None:
    loss = losses(Told([(1, 0, 2)], [(1, 1), (2, 1)]))["a"]
    assert "Of leads without a touch (1) nothing is known" in loss.said.english()
    assert ReachLoss("a", 0.3, 0, 0, 0, loss.replaceable, loss.necessary).shares is None


@pytest.mark.parametrize("share", [-0.1, 1.1])
def test_no_more_can_be_lost_than_there_is(share: float) -> None:
    with pytest.raises(ValueError, match="between 0 and 1"):
        losses(Told([(1, 0, 2)], [(1, 1)]), share)


def test_all_reach_lost_loses_what_hangs_on_it_alone_and_at_most_all_it_touched() -> None:
    loss = losses(Told([(1, 0, 2), (2, 0, 2), (2, 1, 3)], [(1, 1), (2, 2)]), 1.0)["a"]
    assert (loss.replaceable.leads, loss.necessary.leads) == (1, 2)


@pytest.mark.parametrize("seed", range(3))
def test_the_interval_covers_the_truth_of_the_made_up_world_for_every_channel(seed: int) -> None:
    made = world(60_000, seed=seed)
    for loss in reach_losses(counted(made)):
        assert loss.low <= made.lost(CHANNELS.index(loss.key), loss.share) <= loss.high, loss.key
