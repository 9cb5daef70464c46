"""How often the intervals hold what they claim to, on worlds whose truth is known.

python -m benchmarks.attribution.coverage --worlds 40 --touches 150000

The interval of a reach loss should hold the leads that are truly lost, in every world. The interval of a credit should hold, in
as many worlds as its level says, what the model gives on average over worlds of this kind: chance alone is what it claims to
tell. The average is that of the other worlds, so that no interval is judged by itself.
"""

from __future__ import annotations

import argparse
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from benchmarks.attribution.world import CHANNELS, DIRECT, Array, World, world
from vaekst.core.attribution.arrays import Leads, Touches, code_of, count
from vaekst.core.attribution.comparison import compare
from vaekst.core.attribution.contract import PathContract
from vaekst.core.attribution.counts import Counts
from vaekst.core.attribution.intervals import LEVEL
from vaekst.core.attribution.models import TOLD, Model
from vaekst.core.attribution.reach_loss import SHARE, ReachLoss, reach_losses

_NO_LOSS = (np.nan, np.nan)
_LOST = (
    "If a channel lost {share:.0%} of its reach, the interval holds the leads truly lost in {within:.1%} of {cases} cases; "
    "the middle channel's is {wide:.1f} times as wide as its loss is large."
)


@dataclass(frozen=True)
class Judged:
    """Of each world: every channel's credit with its interval by model (worlds, channels, 3), the ends of its reach loss
    (worlds, channels, 2), and the leads it truly loses (worlds, channels)."""

    credits: Mapping[Model, Array]
    losses: Array
    lost: Array

    def held(self, model: Model) -> Array:
        """Whether each interval holds the average credit of the other worlds (worlds, channels)."""
        told, low, high = np.moveaxis(self.credits[model], 2, 0)
        others = (told.sum(axis=0) - told) / (len(told) - 1)
        kept: Array = (low <= others) & (others <= high)
        return kept

    def lost_within(self) -> Array:
        """Whether each interval of a reach loss holds the truth (worlds, channels)."""
        kept: Array = (self.losses[:, :, 0] <= self.lost) & (self.lost <= self.losses[:, :, 1])
        return kept


def judged(worlds: int, touches: int, *, first_seed: int = 100) -> Judged:
    """So many worlds of so many touches, each with a seed of its own."""
    credits_: dict[Model, list[list[tuple[float, float, float]]]] = {model: [] for model in Model}
    losses, lost = [], []
    for seed in range(first_seed, first_seed + worlds):
        made = world(touches, seed=seed)
        counts = counted(made)
        rows = {row.key: row.credits for row in compare(counts, PathContract(), by="channel").rows}
        for model in Model:
            amounts = [rows[name][model] for name in CHANNELS]
            credits_[model].append([(each.leads, each.low, each.high) for each in amounts])
        told = {loss.key: loss for loss in reach_losses(counts, share=SHARE)}
        losses.append([_ends(told.get(name)) for name in CHANNELS])
        lost.append([made.lost(channel, SHARE) for channel in range(len(CHANNELS))])
    return Judged({model: np.array(rows) for model, rows in credits_.items()}, np.array(losses), np.array(lost))


def _ends(loss: ReachLoss | None) -> tuple[float, float]:
    return (loss.low, loss.high) if loss else _NO_LOSS


def counted(made: World) -> Counts:
    """The counts of a world, as `vaekst attribute` makes them."""
    channel = made.channel.astype(np.int64)
    touches = Touches(made.user, made.at, code_of(channel + 1, (channel == DIRECT).astype(np.int64)))
    return count(touches, Leads(made.lead_user, made.lead_at), PathContract(), keys=(None, *CHANNELS), groups=256)


def table(found: Judged, touches: int) -> str:
    """What was found, as a section of the page."""
    worlds = len(found.lost)
    leads = found.credits[Model.LAST][:, :, 0].sum(axis=1).mean()
    within = found.lost_within()
    wide = np.nanmedian((found.losses[:, :, 1] - found.losses[:, :, 0]).mean(axis=0) / found.lost.mean(axis=0))
    lines = [
        "### Intervals against the truth",
        "",
        f"{worlds} worlds of {touches / 1_000:.0f} 000 touches and about {leads:.0f} credited leads each, {len(CHANNELS)} channels.",
        _LOST.format(share=SHARE, within=within.mean(), cases=within.size, wide=wide),
        "",
        f"| credits ({LEVEL:.0%} intervals) | hold the average of the other worlds | worst channel |",
        "|---|---|---|",
    ]
    for model in Model:
        kept = found.held(model)
        worst = int(kept.mean(axis=0).argmin())
        lines.append(
            f"| {TOLD[model].name} | {kept.mean():.1%} of {kept.size} | {kept.mean(axis=0)[worst]:.0%} ({CHANNELS[worst]}) |"
        )
    return "\n".join(lines)


if __name__ == "__main__":
    asked = argparse.ArgumentParser(prog="python -m benchmarks.attribution.coverage")
    asked.add_argument("--worlds", type=int, default=40)
    asked.add_argument("--touches", type=int, default=150_000)
    given = asked.parse_args()
    print(table(judged(given.worlds, given.touches), given.touches))
