"""What if a channel loses a share of its reach: two assumptions that bracket the truth, and never one number.

Every touch on the channel is gone with chance p, independently. Of a lead whose path has k touches on the channel

    each touch replaceable   any touch that is left would have done: lost only where all its touches were on the channel
                             and all are gone, with chance p^k
    each touch necessary     the first touch that is gone loses the lead: with chance 1 − (1 − p)^k

If each lead was caused by any one of its touches, whichever, the truth lies between. Leads without a touch are in neither.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from vaekst.core.attribution.counts import UNTAGGED, Counts, Real
from vaekst.core.attribution.intervals import LEVEL, SAMPLES, Amount, amounts, weights
from vaekst.core.sentence import N_, Sentence

SHARE = 0.3


@dataclass(frozen=True, slots=True)
class ReachLoss:
    """What the loss of a share of a channel's touches would cost in leads, by both assumptions.

    `touched` leads have a touch on the channel; `leads` are all, `unseen` those without any touch.
    """

    key: str
    share: float
    leads: int
    unseen: int
    touched: int
    replaceable: Amount
    necessary: Amount

    @property
    def low(self) -> float:
        """The least that is lost, chance included."""
        return self.replaceable.low

    @property
    def high(self) -> float:
        """The most that is lost, chance included; leads without a touch are not in it."""
        return self.necessary.high

    @property
    def shares(self) -> tuple[float, float] | None:
        """Both ends as shares of all leads; None where there are none."""
        return (self.low / self.leads, self.high / self.leads) if self.leads else None

    @property
    def assumptions(self) -> tuple[Sentence, Sentence]:
        """Both assumptions in words, the milder first."""
        return (
            Sentence(
                "touch_replaceable",
                N_(
                    "From {low:number} leads, if each touch on {key} is replaceable: a lead is lost only where every touch was on {key} and all of them are gone."
                ),
                low=round(self.low, 1),
                key=self.key,
            ),
            Sentence(
                "touch_necessary",
                N_(
                    "To {high:number} leads, if each touch on {key} is necessary: a lead is lost with the first of its touches that is gone."
                ),
                high=round(self.high, 1),
                key=self.key,
            ),
        )

    @property
    def said(self) -> Sentence:
        """The interval in one sentence, and how many leads nothing is known of."""
        seen = N_(
            "If {key} loses {share:percent} of its reach, between {low:number} and {high:number} of {leads:number} leads are lost: which, no data of visits can tell."
        )
        with_unseen = N_(
            "If {key} loses {share:percent} of its reach, between {low:number} and {high:number} of {leads:number} leads are lost: which, no data of visits can tell. Of leads without a touch ({unseen:number}) nothing is known: they may be lost on top of that, or not."
        )
        return Sentence(
            "reach_loss",
            with_unseen if self.unseen else seen,
            key=self.key,
            share=self.share,
            low=round(self.low, 1),
            high=round(self.high, 1),
            leads=self.leads,
            unseen=self.unseen,
        )


def reach_losses(
    counts: Counts, *, share: float = SHARE, level: float = LEVEL, samples: int = SAMPLES, seed: int = 0
) -> tuple[ReachLoss, ...]:
    """The loss for every key that leads touched, most touched first; touches that say nothing are nobody's to lose.

    Raises ValueError for a share outside 0 to 1.
    """
    if not 0 <= share <= 1:
        raise ValueError(f"A share lies between 0 and 1, and {share} does not.")
    drawn = weights(counts.groups, samples=samples, seed=seed)
    _, _, times, keys, paths = counts.members.T
    mild = _summed(counts, np.where(keys == 1, share**times, 0.0) * paths)
    hard = _summed(counts, (1 - (1 - share) ** times) * paths)
    touched = _summed(counts, paths).sum(axis=0)
    replaceable = amounts(mild.sum(axis=0), drawn @ mild, level=level)
    necessary = amounts(hard.sum(axis=0), drawn @ hard, level=level)
    leads, reached = int(counts.leads.sum()), int(counts.reached.sum())
    found = [
        ReachLoss(name, share, leads, leads - reached, int(touched[place]), replaceable[place], necessary[place])
        for place, name in enumerate(counts.keys)
        if place != UNTAGGED and name is not None and touched[place]
    ]
    return tuple(sorted(found, key=lambda loss: -loss.touched))


def _summed(counts: Counts, leads: Real) -> Real:
    cell = counts.members[:, 0] * len(counts.keys) + counts.members[:, 1]
    summed = np.bincount(cell, leads, minlength=counts.groups * len(counts.keys))
    return summed.reshape(counts.groups, len(counts.keys))
