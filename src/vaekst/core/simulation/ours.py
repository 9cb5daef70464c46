"""Our own rule as a player: the very estimate and proposal a review makes, asked week by week."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import partial

from vaekst.core.evidence import ChannelEvidence, Settings, estimate
from vaekst.core.figures import PostFigure
from vaekst.core.rules import Proposal, ProposalRules, propose, stop_rule
from vaekst.core.simulation.seen import Answer, Decision, MakeRule, SeenPost, SeenWeek, Setup

_DAY = date(2000, 1, 3)
"""Posts are of one age here; their day does not matter."""
_DECISIONS: Mapping[Proposal, Decision] = {
    Proposal.SCALE: "scale",
    Proposal.ITERATE: "iterate",
    Proposal.STOP: "stop",
    Proposal.NOT_ENOUGH: "iterate",
}


@dataclass(frozen=True, slots=True)
class Ours:
    """Proposes by these rules; posts go evenly to what is not stopped."""

    rules: ProposalRules
    stop_posts: int

    def week(self, view: SeenWeek) -> Answer:
        evidence = [
            ChannelEvidence(
                channel["id"],
                "rate",
                _figures(channel["baseline"]),
                {concept["id"]: _figures(concept["posts"]) for concept in channel["concepts"]},
            )
            for channel in view["channels"]
        ]
        decisions: dict[str, Decision] = {}
        baselines = {one.channel: one for one in evidence}
        for answer in estimate(evidence, Settings(bar=self.rules.bar)):
            asked = baselines[answer.channel]
            stop = stop_rule(asked.concepts[answer.concept], asked.baseline, needed=self.stop_posts)
            decisions[answer.concept] = _DECISIONS[propose(answer, stop, (), rules=self.rules).proposal]
        return {"decisions": decisions, "allocation": dict(self._shared(view, decisions))}

    def _shared(self, view: SeenWeek, decisions: Mapping[str, Decision]) -> Iterable[tuple[str, dict[str, int]]]:
        for channel in view["channels"]:
            live = [one for one in channel["concepts"] if "stop" not in (one["decision"], decisions[one["id"]])]
            live.sort(key=lambda one: len(one["posts"]))
            room = view["next_posts"][channel["id"]]
            yield (
                channel["id"],
                {one["id"]: room // len(live) + (place < room % len(live)) for place, one in enumerate(live)},
            )


def _figures(posts: Iterable[SeenPost]) -> list[PostFigure]:
    return [
        PostFigure("", "", None, None, _DAY, 7.0, rate, part=post["successes"], whole=post["trials"])
        for post in posts
        for rate in (post["successes"] / post["trials"],)
    ]


def ours(rules: ProposalRules, *, stop_posts: int) -> MakeRule:
    """The rule a brand decides by."""
    return partial(_made, rules, stop_posts)


def _made(rules: ProposalRules, stop_posts: int, seed: int, setup: Setup) -> Ours:
    del seed, setup  # nothing here is left to chance
    return Ours(rules, stop_posts)
