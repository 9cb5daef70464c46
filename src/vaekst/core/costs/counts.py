"""What a count of a few can tell: intervals for a cost per event and for a share, and the words where it tells nothing.

Events come as a Poisson process: for n of them the exact interval of their expected number (Garwood 1936) runs between
two quantiles of gamma distributions. A share has Jeffreys' interval (Brown, Cai and DasGupta 2001).
"""

from __future__ import annotations

from dataclasses import dataclass

from scipy.special import betaincinv, gammaincinv

from vaekst.core.sentence import N_, Sentence


@dataclass(frozen=True, slots=True)
class Counted:
    """A figure worked out of a count: `value` in its unit, and the interval `low` to `high` at `level`.

    `high` is None where the count sets no upper bound. Without a value, `reason` says why.
    """

    events: int
    value: float | None = None
    low: float | None = None
    high: float | None = None
    reason: Sentence | None = None

    def __post_init__(self) -> None:
        if (self.value is None) == (self.reason is None):
            raise ValueError("A counted figure has either a value or the reason it has none.")


def expected(events: int, *, level: float) -> tuple[float, float]:
    """The interval of the expected number of events where so many were seen, at the level."""
    tail = (1 - level) / 2
    low = float(gammaincinv(events, tail)) if events else 0.0
    return low, float(gammaincinv(events + 1, 1 - tail))


def cost_per(total: float, events: int, *, level: float, least: int, currency: str, what: str) -> Counted:
    """What one event cost, in whole units of the currency; `what` names one in the plural. Fewer than `least` tell nothing."""
    low, high = expected(events, level=level)
    cheapest, dearest = total / high, total / low if low else None
    if not events:
        reason = Sentence(
            "none_for_this",
            N_("No {what:word} for {total:money}: one costs more than {low:money}, most likely."),
            what=what,
            total=total,
            low=total / float(gammaincinv(1, level)),
            currency=currency,
        )
        return Counted(0, low=total / float(gammaincinv(1, level)), reason=reason)
    if events < least:
        reason = Sentence(
            "too_few",
            N_("{events} {what:word}: too few to tell. Somewhere between {low:money} and {high:money}."),
            events=events,
            what=what,
            low=cheapest,
            high=dearest,
            currency=currency,
        )
        return Counted(events, low=cheapest, high=dearest, reason=reason)
    return Counted(events, total / events, cheapest, dearest)


def share(part: int, whole: int, *, level: float, least: int, what: str) -> Counted:
    """The share, from 0 to 1; `what` names the things in the plural. Fewer than `least` things tell nothing."""
    if not whole:
        return Counted(0, reason=Sentence("nothing_judged", N_("No {what:word} yet."), what=what))
    tail = (1 - level) / 2
    low = float(betaincinv(part + 0.5, whole - part + 0.5, tail)) if part else 0.0
    high = float(betaincinv(part + 0.5, whole - part + 0.5, 1 - tail)) if part < whole else 1.0
    if whole < least:
        reason = Sentence(
            "too_few_for_share",
            N_("{part} of {whole} {what:word}: too few to tell."),
            part=part,
            whole=whole,
            what=what,
        )
        return Counted(whole, low=low, high=high, reason=reason)
    return Counted(whole, part / whole, low, high)
