"""How much hangs on one channel: its share of leads or of traffic, against the share the brand said it may have."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from vaekst.core.costs.counts import Counted, share
from vaekst.core.sentence import N_, Sentence


class Alarm(StrEnum):
    """How a risk stands."""

    RAISED = "raised"
    NEAR = "near"  # the interval, or what names no channel, reaches over the limit
    QUIET = "quiet"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Concentration:
    """The largest channel of a count and its share. `top` is None while nothing was counted."""

    what: str
    counts: Mapping[str, int]  # the largest first
    untold: int  # of no channel that is known
    share: Counted
    limit: float
    elsewhere: int = 0  # known to be of none of the brand's channels

    @property
    def top(self) -> str | None:
        return next(iter(self.counts), None)

    @property
    def most(self) -> float | None:
        """The share if all that names no channel were the largest one's; None where none of it is known."""
        if not self.counts or not self.untold:
            return None
        return (self.counts[str(self.top)] + self.untold) / self.share.events

    @property
    def alarm(self) -> Alarm:
        """Raised where the share reaches the limit; near where it may, for all that a count can tell."""
        if self.share.high is None or not self.counts:
            return Alarm.UNKNOWN
        if self.share.value is not None and self.share.value >= self.limit:
            return Alarm.RAISED
        if max(self.share.high, self.most or 0.0) >= self.limit:
            return Alarm.NEAR
        return Alarm.QUIET

    def sentence(self, name: str | None = None) -> Sentence:
        """How it stands, in words; `name` is what people call the largest channel."""
        if self.share.value is None or self.top is None:
            return self.share.reason or Sentence("nothing_judged", N_("No {what:word} yet."), what=self.what)
        templates = {
            Alarm.RAISED: N_(
                "{top} brings {share:percent} of all {what:word}: at or over the limit of {limit:percent}. Grow another "
                "channel, or owned distribution, before it changes its rules."
            ),
            Alarm.NEAR: N_(
                "{top} brings {share:percent} of all {what:word}, and it may well be {high:percent}: near the limit of "
                "{limit:percent}."
            ),
            Alarm.QUIET: N_("{top} brings {share:percent} of all {what:word}, below the limit of {limit:percent}."),
        }
        if self.alarm is Alarm.NEAR and self.most is not None and self.most > (self.share.high or 0.0):
            return Sentence(
                "concentration_untold",
                N_(
                    "{top} brings {share:percent} of all {what:word}, but {untold:number} name no channel: with them it may be up to "
                    "{most:percent}, and the limit is {limit:percent}."
                ),
                top=name or self.top,
                share=self.share.value,
                what=self.what,
                untold=self.untold,
                most=self.most,
                limit=self.limit,
            )
        return Sentence(
            f"concentration_{self.alarm.value}",
            templates[self.alarm],
            top=name or self.top,
            share=self.share.value,
            high=self.share.high,
            what=self.what,
            limit=self.limit,
        )


def concentration(
    counts: Mapping[str | None, int],
    *,
    what: str,
    limit: float,
    level: float,
    least: int,
    elsewhere: int = 0,
    unknown: Sentence | None = None,
) -> Concentration:
    """The share of the largest channel among all that is counted: what names no channel, and what is known to be of none.

    `unknown` says why nothing is known, where nothing is.
    """
    known = {name: count for name, count in counts.items() if name is not None and count}
    ordered = dict(sorted(known.items(), key=lambda each: (-each[1], each[0])))
    whole = sum(counts.values()) + elsewhere
    top = next(iter(ordered.values()), 0)
    return Concentration(
        what=what,
        counts=ordered,
        untold=counts.get(None, 0),
        share=Counted(0, reason=unknown)
        if unknown
        else share(top, whole if ordered else 0, level=level, least=least, what=what),
        limit=limit,
        elsewhere=elsewhere,
    )
