"""The rules other people decide by, to be measured against."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from vaekst.core.sentence import N_
from vaekst.core.simulation.rivals import judges
from vaekst.core.simulation.rivals.bandits import TOP_TWO, bandit
from vaekst.core.simulation.rivals.sharing import sharing
from vaekst.core.simulation.seen import MakeRule

__all__ = ["RIVALS", "Rival"]


@dataclass(frozen=True, slots=True)
class Rival:
    """A rule: what it is called, what it does in a line, and whether it needs the trials behind each post."""

    name: str
    title: str
    does: str
    make: MakeRule
    needs_trials: bool = True


RIVALS: Mapping[str, Rival] = MappingProxyType(
    {
        rival.name: rival
        for rival in (
            Rival(
                "naive",
                N_("Three posts below baseline"),
                N_(
                    "Stops what lies below the baseline after three posts, by medians; in week 6 it scales the two best."
                ),
                sharing(judges.naive, closes=judges.TOP_WEEK),
                needs_trials=False,
            ),
            Rival(
                "impressions",
                N_("A/B test on impressions"),
                N_("Takes every impression for a trial of its own: 95 % sure scales, 5 % stops, looked at weekly."),
                sharing(judges.impressions),
            ),
            Rival(
                "thompson",
                N_("Thompson sampling"),
                N_("Gives each post to what wins a draw of its beliefs, and scales the most posted concept at 95 %."),
                bandit(),
            ),
            Rival(
                "toptwo",
                N_("Top-two sampling"),
                N_("Thompson sampling that gives every other post to the runner-up."),
                bandit(first=TOP_TWO),
            ),
            Rival(
                "halving",
                N_("Sequential halving"),
                N_("Drops the worse half of the concepts in rounds, and scales the last if it beats the baseline."),
                sharing(judges.halving, slots=sys.maxsize),
                needs_trials=False,
            ),
            Rival(
                "equal",
                N_("No rule"),
                N_("Shares the posts evenly and never gives a verdict."),
                sharing(judges.nothing),
                needs_trials=False,
            ),
        )
    }
)
