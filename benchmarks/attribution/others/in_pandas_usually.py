"""The same with pandas as tutorials write it: rows grouped into lists, a path for each lead and a journey for each visitor, and
plain Python over them. Same definition of a path, same exact chain."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from benchmarks.attribution.measured import main
from benchmarks.attribution.others.in_pandas import read, removal
from benchmarks.attribution.world import CHANNELS, DAY_MS

_LOOK_BACK, _HALF_LIFE = 30 * DAY_MS, 7 * DAY_MS
_LEAD = len(CHANNELS)


def rules(touches: pd.DataFrame, leads: pd.DataFrame) -> dict[str, dict[int, float]]:
    path = touches.merge(leads, on="user_id")
    within = (path["at"] <= path["led_at"]) & (path["at"] > path["led_at"] - _LOOK_BACK)
    path = path[within & (path["before"].isna() | (path["at"] > path["before"]))].sort_values(["at", "touch_id"])
    path["age"] = path["led_at"] - path["at"]
    credit: dict[str, dict[int, float]] = defaultdict(lambda: defaultdict(float))
    for codes, ages in path.groupby("lead_id").agg(codes=("code", list), ages=("age", list)).itertuples(index=False):
        credited(credit, codes, ages)
    return credit


def credited(credit: dict[str, dict[int, float]], codes: Sequence[int], ages: Sequence[int]) -> None:
    """Adds the credit of one lead."""
    linked = [code for code in codes if CHANNELS[code] != "direct"]
    credit["last"][codes[-1]] += 1
    credit["first"][codes[0]] += 1
    credit["last_non_direct"][linked[-1] if linked else codes[-1]] += 1
    weights = [0.5 ** (age / _HALF_LIFE) for age in ages]
    n = len(codes)
    for nth, (code, weight) in enumerate(zip(codes, weights, strict=True)):
        credit["linear"][code] += 1 / n
        credit["time_decay"][code] += weight / sum(weights)
        ends = 0.4 if nth in (0, n - 1) else 0.2 / max(n - 2, 1)
        credit["position"][code] += ends if n > 2 else 1 / n


def chain(touches: pd.DataFrame, leads: pd.DataFrame) -> np.ndarray:
    led = pd.DataFrame({"user_id": leads["user_id"], "at": leads["led_at"], "touch_id": leads["lead_id"]})
    events = pd.concat([touches.assign(is_lead=0), led.assign(code=_LEAD, is_lead=1)])
    events = events.sort_values(["at", "is_lead", "touch_id"])
    journeys = events.groupby("user_id").agg(codes=("code", list), moments=("at", list))
    steps: Counter[tuple[int, int]] = Counter()
    for codes, moments in journeys.itertuples(index=False):
        last, before = _LEAD, 0
        for code, at in zip(codes, moments, strict=True):
            steps[last if at - before <= _LOOK_BACK else _LEAD, code] += 1
            last, before = code, at
    flows = np.zeros((_LEAD + 1, _LEAD + 1))
    for (one, other), count in steps.items():
        flows[one, other] = count
    flows[_LEAD, _LEAD] = 0
    return flows


def job(folder: Path) -> Mapping[str, Any]:
    touches, leads = read(folder)
    credit = rules(touches, leads)
    effects = removal(chain(touches, leads))
    leads_credited = sum(credit["last"].values())
    credit["markov"] = dict(enumerate(effects / effects.sum() * leads_credited))
    return {
        model: {name: float(told.get(code, 0)) for code, name in enumerate(CHANNELS)} for model, told in credit.items()
    }


if __name__ == "__main__":
    main({"pandas, as usually written": (job, None)})
