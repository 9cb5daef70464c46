"""What other rules would have decided on the posts of a review, beside what was proposed and what people decided."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from vaekst.actions import demo, reviews
from vaekst.actions.reviews import WeeklyReview
from vaekst.core.errors import UnknownName
from vaekst.core.period import Week
from vaekst.core.rules import Proposal
from vaekst.core.sentence import Sentence
from vaekst.core.simulation import RIVALS, Decision
from vaekst.core.simulation.regret import Place, Regret, regret
from vaekst.core.simulation.replays import Ruled, past_of, replay
from vaekst.store import queries
from vaekst.store.models import Brand

OURS, PEOPLE = "vaekst", "people"
"""The proposal of the review, and what people decided, where rules are named."""
_DECISIONS: Mapping[str, Decision] = {
    Proposal.SCALE.value: "scale",
    Proposal.ITERATE.value: "iterate",
    Proposal.STOP.value: "stop",
    Proposal.NOT_ENOUGH.value: "wait",
    "wait": "wait",
}


@dataclass(frozen=True, slots=True)
class Counterfactual:
    """By rule, what each concept would have been given; ours and people's among them. `truth` is the concepts' true
    ln(effect), which only a made-up brand has, and `costs` what each rule's decisions cost by it.
    """

    page: WeeklyReview
    rules: Mapping[str, Mapping[Place, Ruled]]
    truth: Mapping[Place, float]
    costs: Mapping[str, Regret]


def read_counterfactual(brand: Brand, page: WeeklyReview, names: Sequence[str]) -> Counterfactual:
    """What these rules would have decided by the end of the review's week. Raises UnknownName for a rule there is not."""
    for name in names:
        if name not in RIVALS:
            raise UnknownName("rule", name, RIVALS)
    strategy = page.known.strategy
    first, days = page.looked_at.first, page.looked_at.days
    week = math.ceil(days / 7)
    weeks = max(week, strategy.sprint.days // 7)
    pasts = past_of(page.review.rows, first=first, age_days=strategy.rules.comparison.age_days, week=week)
    rules: dict[str, Mapping[Place, Ruled]] = {OURS: _ours(page), PEOPLE: _people(brand, page)}
    rules |= {name: replay(RIVALS[name], pasts, week=week, weeks=weeks) for name in names}
    truth = _truth(page) if brand.demo_at else {}
    return Counterfactual(page, rules, truth, {name: regret(truth, _settled(given)) for name, given in rules.items()})


def _settled(given: Mapping[Place, Ruled]) -> Mapping[Place, Decision]:
    """The decisions, where the rule came to one; what it says nothing about is iterated."""
    return {place: ruled.decision or "iterate" for place, ruled in given.items()}


def _ours(page: WeeklyReview) -> Mapping[Place, Ruled]:
    return {
        (row.channel, row.concept): Ruled(_DECISIONS[row.proposal.value])
        for row in page.review.rows
        if row.concept is not None and row.proposal is not None
    }


def _people(brand: Brand, page: WeeklyReview) -> Mapping[Place, Ruled]:
    """What people decided last, in this week or an earlier one of the days looked at; where nobody did, nothing."""
    first = Week.of(page.looked_at.first)
    found = queries.standing_decisions(brand).filter(week__gte=str(first), week__lte=str(page.week)).order_by("week")
    held: dict[Place, Ruled] = dict.fromkeys(_ours(page), Ruled(None))
    for one in found:
        place, decided = (one.channel, one.concept), _DECISIONS[one.verdict]
        before = held.get(place)
        if before is not None and before.decision != decided:
            held[place] = Ruled(decided, (Week.parse(one.week).monday - first.monday).days // 7 + 1)
    return held


def _truth(page: WeeklyReview) -> Mapping[Place, float]:
    """The true ln(effects) of the demo; of any other brand nobody knows them."""
    true = {(idea.channel, idea.id): idea.effect for idea in demo.IDEAS}
    shown = {(row.channel, row.concept) for row in page.review.rows if row.concept is not None}
    return {place: effect for place, effect in true.items() if place in shown}


def for_machines(found: Counterfactual) -> dict[str, object]:
    """The stable names of `vaekst review --policy … --json`: the review's rows, each with what every other rule would have
    decided, and by rule what its decisions cost where the truth is known.
    """
    rows = reviews.for_machines(found.page)
    others = {name: given for name, given in found.rules.items() if name not in (OURS, PEOPLE)}
    return {
        "rows": [row | {"rules": _answers(others, (str(row["channel"]), str(row["concept"])))} for row in rows],
        "costs": {name: _cost(cost) for name, cost in found.costs.items()} if found.truth else None,
    }


def _answers(others: Mapping[str, Mapping[Place, Ruled]], place: Place) -> dict[str, dict[str, object]]:
    return {
        name: {
            "decision": given[place].decision,
            "since_week": given[place].since,
            "reason": _english(given[place].reason),
        }
        for name, given in others.items()
        if place in given
    }


def _english(reason: Sentence | None) -> str | None:
    return reason.english() if reason else None


def _cost(cost: Regret) -> dict[str, object]:
    return {
        "winners_stopped": [list(place) for place in cost.winners_stopped],
        "scaled_for_nothing": [list(place) for place in cost.scaled_for_nothing],
        "losers_kept": [list(place) for place in cost.losers_kept],
        "lift": cost.lift,
    }
