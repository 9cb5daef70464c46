"""Experiments: one question, one metric and one bar, written down before the first post that counts.

    plan = read_plan(draft, strategy=strategy, today=today)      # what somebody typed, or all that is wrong with it
    experiment = Experiment("kort-hook", (Version(plan, 1, at),))
    posts = sample(experiment, candidates, age_days=7)           # which posts count, and why others do not
    read_experiment(experiment, posts, evidence, rules=rules, today=today).state

How a verdict is reached and what looking every week costs: docs/explanation/experiments.md.
"""

from vaekst.core.experiments.draft import BadRegistration, Draft, FieldFault, default_bar, draft_of, read_plan
from vaekst.core.experiments.level import Level, level_of
from vaekst.core.experiments.plan import Experiment, Plan, Variable, Version, one_metric
from vaekst.core.experiments.reading import Evidence, Reading, ReadingRules, State, for_machines, read_experiment
from vaekst.core.experiments.sample import Candidate, Sample, sample

__all__ = [
    "BadRegistration", "Candidate", "Draft", "Evidence", "Experiment", "FieldFault", "Level", "Plan", "Reading",
    "ReadingRules", "Sample", "State", "Variable", "Version",
    "default_bar", "draft_of", "for_machines", "level_of", "one_metric", "read_experiment", "read_plan", "sample",
]  # fmt: skip
