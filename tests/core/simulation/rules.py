"""Rules for tests: one that answers the same every week, and one that writes down what it was shown."""

from __future__ import annotations

from collections.abc import Mapping
from copy import deepcopy

from vaekst.core.simulation import Answer, Decision, MakeRule, SeenWeek, Setup


class Always:
    """Answers the same every week and keeps what it saw."""

    def __init__(self, answer: Answer) -> None:
        self.answer = answer
        self.seen: list[SeenWeek] = []
        self.setups: list[Setup] = []
        self.seeds: list[int] = []

    def week(self, view: SeenWeek) -> Answer:
        self.seen.append(deepcopy(view))
        return self.answer

    def make(self, seed: int, setup: Setup) -> Always:
        self.seeds.append(seed)
        self.setups.append(setup)
        return self


def always(decisions: Mapping[str, Decision] | None = None, **allocation: Mapping[str, int]) -> Always:
    return Always({"decisions": dict(decisions or {}), "allocation": {c: dict(a) for c, a in allocation.items()}})


def made(answer: Answer) -> MakeRule:
    return Always(answer).make
