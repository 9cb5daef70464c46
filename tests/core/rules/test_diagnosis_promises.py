"""How often a diagnosis is found when nothing changed, and when something did. Figures: docs/explanation/diagnoses.md."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

import numpy as np
import pytest

from vaekst.core.evidence import movement as noise
from vaekst.core.evidence.movement import Counted
from vaekst.core.figures import PostFigure
from vaekst.core.metrics.moving import Movement
from vaekst.core.metrics.units import Unit
from vaekst.core.rules.diagnoses import PERFORMANCE, RULES, DiagnosisState, diagnose

WEEKS, CHANNELS, LEVEL, LEAST = 4, 3, 0.90, 0.03
SCATTER = {"retention_3s": 0.10, "ctr": 0.50, PERFORMANCE: 0.50}
"""Standard deviation of the log between posts: retention by a tenth, rates by half (coefficients of variation .3 to .8)."""
VISITS, CONVERSION, COST, QUALIFIED, UNEVEN = 600, 0.02, 3000.0, 0.42, 0.15
"""A week's visits, its rates, what it costs, and how unlike weeks are beyond chance."""


@dataclass(frozen=True)
class World:
    """Posts a week on each channel, and by which factor each figure changes halfway."""

    posts: int = 8
    factor: Mapping[str, float] = field(default_factory=dict)

    def of(self, metric: str) -> float:
        return self.factor.get(metric, 1.0)


def answer(metric: str, levels: tuple[noise.Level, noise.Level]) -> Movement:
    before, now = levels
    return Movement(
        metric=metric, channel=None, unit=Unit.PERCENT, units="posts", before_units=before.units, now_units=now.units,
        before=1.0, now=1.0, moved=noise.moved(before, now, level=LEVEL),
    )  # fmt: skip


def movements(world: World, random: np.random.Generator) -> dict[str, Movement]:
    """What one channel's eight weeks tell, a change having come after the fourth."""
    return {
        **{metric: answer(metric, of_posts(world, metric, random)) for metric in SCATTER},
        "posting_cadence": answer("posting_cadence", of_cadence(world, random)),
        **{metric: answer(metric, levels) for metric, levels in of_leads(world, random).items()},
    }


def of_posts(world: World, metric: str, random: np.random.Generator) -> tuple[noise.Level, noise.Level]:
    """The newest week's posts are too young to be compared."""
    spans = ((world.posts * WEEKS, 1.0), (world.posts * (WEEKS - 1), world.of(metric)))
    one, other = (
        noise.of_posts([
            PostFigure("p", "x", None, None, date(2026, 11, 2), 7, float(value))
            for value in random.lognormal(np.log(0.02 * factor), SCATTER[metric], posts)
        ])
        for posts, factor in spans
    )  # fmt: skip
    return one, other


def of_cadence(world: World, random: np.random.Generator) -> tuple[noise.Level, noise.Level]:
    """A team that means to post as many each week, give or take one."""
    raised = round(world.posts * world.of("posting_cadence"))
    weeks = [[int(n + random.integers(-1, 2)) for _ in range(WEEKS)] for n in (world.posts, raised)]
    return noise.of_cadence(*weeks)


def of_leads(world: World, random: np.random.Generator) -> dict[str, tuple[noise.Level, noise.Level]]:
    kept: dict[str, list[list[Counted]]] = {
        name: [] for name in ("landing_conversion", "cost_per_lead", "qualified_rate")
    }
    for late in (False, True):
        change = {name: world.of(name) if late else 1.0 for name in kept}
        rates = CONVERSION * change["landing_conversion"] * random.gamma(1 / UNEVEN**2, UNEVEN**2, WEEKS)
        leads = [max(int(random.binomial(VISITS, min(rate, 1.0))), 1) for rate in rates]
        kept["landing_conversion"].append([Counted(n, VISITS) for n in leads])
        cost = COST * change["cost_per_lead"]
        kept["cost_per_lead"].append([Counted(n, cost * random.uniform(0.85, 1.15)) for n in leads])
        share = QUALIFIED * change["qualified_rate"]
        kept["qualified_rate"].append([Counted(int(random.binomial(n, share)), n) for n in leads])
    found = {name: noise.of_counts(*spans, are_trials=name != "cost_per_lead") for name, spans in kept.items()}
    dear = found["cost_per_lead"]
    found["cost_per_lead"] = (_turned(dear[0]), _turned(dear[1]))
    return found


def _turned(level: noise.Level) -> noise.Level:
    return noise.Level(-level.log, level.variance, level.freedom, level.units)


def found_in(world: World, *, looks: int, seed: int = 17) -> Counter[str]:
    """How many of so many looks at one channel find each diagnosis."""
    random, found = np.random.default_rng(seed), Counter[str]()
    for _ in range(looks):
        told = movements(world, random)
        for rule in RULES:
            first, second = (told[expected.metric] for expected in rule.when)
            one = diagnose(rule, (first, second), channel="x", least=LEAST)
            found[rule.id] += one.state is DiagnosisState.FOUND
    return found


@pytest.mark.slow
@pytest.mark.parametrize("posts", [3, 8])
def test_when_nothing_changed_each_diagnosis_is_found_in_less_than_one_look_in_a_hundred(posts):
    found = found_in(World(posts), looks=4000)
    assert all(found[rule.id] / 4000 < 0.01 for rule in RULES), found


@pytest.mark.slow
@pytest.mark.parametrize(
    ("rule", "factor", "least"),
    [
        ("held_but_no_click", {"retention_3s": 1.1, "ctr": 0.6}, 0.8),
        ("click_but_no_lead", {"ctr": 1.5, "landing_conversion": 0.5}, 0.5),
        ("more_but_weaker", {"posting_cadence": 1.5, PERFORMANCE: 0.6}, 0.8),
        ("cheap_but_unfit", {"cost_per_lead": 0.5, "qualified_rate": 0.5}, 0.3),
    ],
)
def test_a_large_change_is_mostly_found(rule, factor, least):
    assert found_in(World(8, factor), looks=1000)[rule] / 1000 > least
