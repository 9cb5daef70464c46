"""What a rule would have led to: sprints with a known truth, played week by week by any rule, and what came of them.

    sprints = [outcome(play(WORLDS["mixed"], RIVALS["naive"].make, seed=seed)) for seed in range(100)]
    score(sprints).winners_stopped

Chance comes in by the seed, so the same call gives the same sprints. What is measured, and how well our rule does:
docs/explanation/decisions.md.
"""

from vaekst.core.simulation.rivals import RIVALS, Rival
from vaekst.core.simulation.score import Figure, Outcome, Score, outcome, score
from vaekst.core.simulation.seen import Answer, Decision, MakeRule, Rule, SeenWeek, Setup
from vaekst.core.simulation.sprint import LOSER, WINNER, Played, play
from vaekst.core.simulation.worlds import CHANNELS, WORLDS, Noise, OneAt, Sparse, Spread, Truth, World

__all__ = [
    "CHANNELS",
    "LOSER",
    "RIVALS",
    "WINNER",
    "WORLDS",
    "Answer",
    "Decision",
    "Figure",
    "MakeRule",
    "Noise",
    "OneAt",
    "Outcome",
    "Played",
    "Rival",
    "Rule",
    "Score",
    "SeenWeek",
    "Setup",
    "Sparse",
    "Spread",
    "Truth",
    "World",
    "outcome",
    "play",
    "score",
]
