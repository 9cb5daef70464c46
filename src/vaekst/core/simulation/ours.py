"""Our own rule as a player: the very estimate, proposal and allocation a review makes, asked week by week."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import cast

from vaekst.core.evidence import ChannelEvidence, Estimate, NoEstimate, Settings
from vaekst.core.evidence.weekly import Weekly
from vaekst.core.rules import Proposal, ProposalRules, propose, stop_rule
from vaekst.core.simulation.seen import Answer, Decision, MakeRule, SeenWeek, Setup

_DECISIONS: Mapping[Proposal, Decision] = {
    Proposal.SCALE: "scale",
    Proposal.ITERATE: "iterate",
    Proposal.STOP: "stop",
    Proposal.NOT_ENOUGH: "iterate",
}


class Ours:
    """Proposes by these rules, the stricter the earlier; posts go where they are worth most."""

    def __init__(self, rules: ProposalRules, stop_posts: int, weeks: int) -> None:
        self._rules, self._stop_posts = rules, stop_posts
        self._player = Weekly(weeks, decide=self._decide, settings=Settings(bar=rules.bar))

    def week(self, view: SeenWeek) -> Answer:
        return cast("Answer", self._player.week(view))

    def _decide(self, evidence: ChannelEvidence, answer: Estimate | NoEstimate, elapsed: float) -> str:
        stop = stop_rule(evidence.concepts[answer.concept], evidence.baseline, needed=self._stop_posts)
        return _DECISIONS[propose(answer, stop, (), rules=self._rules.after(elapsed)).proposal]


def ours(rules: ProposalRules, *, stop_posts: int) -> MakeRule:
    """The rule a brand decides by."""
    return partial(_made, rules, stop_posts)


def _made(rules: ProposalRules, stop_posts: int, seed: int, setup: Setup) -> Ours:
    del seed  # nothing here is left to chance
    return Ours(rules, stop_posts, setup["weeks"])
