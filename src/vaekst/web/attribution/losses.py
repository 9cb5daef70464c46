"""What the loss of a share of reach would cost, as it is shown: always an interval."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from vaekst.core.attribution.reach_loss import ReachLoss
from vaekst.core.strategy import Strategy
from vaekst.web.attribution.names import label, name_of, named
from vaekst.web.shell.words import number, percent, say


@dataclass(frozen=True, slots=True)
class Lost:
    """Both ends for one value, in leads and as shares of all."""

    name: str
    touched: str
    low: str
    high: str
    shares: str


@dataclass(frozen=True, slots=True)
class Losses:
    """The table, and what is said of the value most leads touched."""

    by: str
    share: str
    rows: tuple[Lost, ...]
    said: tuple[str, ...]


def losses_told(losses: Sequence[ReachLoss], by: str, strategy: Strategy) -> Losses | None:
    """The losses in the reader's language; None where there are none."""
    if not losses:
        return None
    largest = losses[0]
    return Losses(
        by=label(by),
        share=percent(largest.share),
        rows=tuple(_row(loss, by, strategy) for loss in losses),
        said=tuple(say(named(each, by, strategy)) for each in (largest.said, *largest.assumptions)),
    )


def _row(loss: ReachLoss, by: str, strategy: Strategy) -> Lost:
    shares = loss.shares
    return Lost(
        name=name_of(by, loss.key, strategy),
        touched=number(loss.touched),
        low=number(round(loss.low, 1)),
        high=number(round(loss.high, 1)),
        shares=f"{percent(round(shares[0], 2))}–{percent(round(shares[1], 2))}" if shares else "",
    )
