"""Experiments that are valid on their own: a test names only what matters to it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

from vaekst.core.experiments import Experiment, Plan, Variable, Version
from vaekst.core.figures import PostFigure
from vaekst.core.strategy import Target

MONDAY = date(2026, 10, 5)
REGISTERED = datetime(2026, 10, 4, 12, tzinfo=UTC)
LAST = MONDAY + timedelta(days=27)

PLAN = Plan(
    name="Question first",
    hypothesis="A question in the first second makes more people save the ride.",
    channel="instagram",
    concept="ride-along",
    variable=Variable.CONCEPT,
    metric="save_rate",
    bar=Target("relative", 0.10, share=True),
    min_posts=4,
    start=MONDAY,
    end=LAST,
)


def plan(**changes: Any) -> Plan:
    return replace(PLAN, **changes)


def share(amount: float) -> Target:
    return Target("absolute", amount, share=True)


def lift(amount: float) -> Target:
    return Target("relative", amount, share=True)


def experiment(*plans: Plan, at: datetime = REGISTERED, every: timedelta = timedelta(days=7)) -> Experiment:
    """The plans as versions of one experiment, registered one `every` after the other."""
    held = plans or (PLAN,)
    return Experiment("question-first", tuple(Version(one, n + 1, at + n * every) for n, one in enumerate(held)))


def posts(*values: float, whole: float | None = 4000, first: date = MONDAY, name: str = "p") -> list[PostFigure]:
    """Posts with these values, one a day from `first`; without `whole` they are means."""
    return [
        PostFigure(
            f"instagram:{name}{n}",
            "instagram",
            None,
            None,
            first + timedelta(days=n),
            7.0,
            value,
            part=None if whole is None else value * whole,
            whole=whole,
        )
        for n, value in enumerate(values)
    ]
