"""Six rule models and an exact Markov chain with pandas alone."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from benchmarks.attribution.measured import main
from benchmarks.attribution.world import CHANNELS, DAY_MS

_LOOK_BACK, _HALF_LIFE = 30 * DAY_MS, 7 * DAY_MS


def read(folder: Path) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Touches by visitor, moment and arrival; leads with the visitor's lead before."""
    files = sorted(folder.glob("touches-*.parquet"))
    touches = pd.concat([pd.read_parquet(file, columns=["touch_id", "user_id", "ts", "channel"]) for file in files])
    touches["at"] = touches.pop("ts").astype("datetime64[ms]").astype("int64")
    touches["code"] = touches.pop("channel").astype(pd.CategoricalDtype(CHANNELS)).cat.codes.astype("int64")
    leads = pd.read_parquet(folder / "leads.parquet", columns=["lead_id", "user_id", "ts"])
    leads["led_at"] = leads.pop("ts").astype("datetime64[ms]").astype("int64")
    leads = leads.sort_values(["led_at", "lead_id"])
    leads["before"] = leads.groupby("user_id")["led_at"].shift(1)
    return touches, leads


def rules(touches: pd.DataFrame, leads: pd.DataFrame) -> Mapping[str, np.ndarray]:
    path = touches.merge(leads, on="user_id")
    within = (path["at"] <= path["led_at"]) & (path["at"] > path["led_at"] - _LOOK_BACK)
    path = path[within & (path["before"].isna() | (path["at"] > path["before"]))].sort_values(
        ["lead_id", "at", "touch_id"]
    )
    lead = path.groupby("lead_id")
    nth, n = lead.cumcount() + 1, lead["at"].transform("size")
    weight = np.exp(-np.log(2) * (path["led_at"] - path["at"]) / _HALF_LIFE)
    linked = nth.where(path["code"] != CHANNELS.index("direct"))
    closing = linked.groupby(path["lead_id"]).transform("max").fillna(n)
    ends = np.where((nth == 1) | (nth == n), 0.4, 0.2 / (n - 2).clip(lower=1))
    credit = {
        "last": nth == n,
        "first": nth == 1,
        "last_non_direct": nth == closing,
        "linear": 1 / n,
        "time_decay": weight / weight.groupby(path["lead_id"]).transform("sum"),
        "position": np.where(n == 1, 1.0, np.where(n == 2, 0.5, ends)),
    }
    return {model: np.bincount(path["code"], share, minlength=len(CHANNELS)) for model, share in credit.items()}


def chain(touches: pd.DataFrame, leads: pd.DataFrame) -> np.ndarray:
    """Steps between channels by a sort over all visitors; starts in the last row, leads in the last column."""
    size = len(CHANNELS) + 1
    led = pd.DataFrame({"user_id": leads["user_id"], "at": leads["led_at"], "touch_id": leads["lead_id"]})
    events = pd.concat([touches.assign(is_lead=0), led.assign(code=size - 1, is_lead=1)])
    events = events.sort_values(["user_id", "at", "is_lead", "touch_id"])
    follows = (events["user_id"] == events["user_id"].shift(1)) & (events["at"] - events["at"].shift(1) <= _LOOK_BACK)
    one = events["code"].shift(1).where(follows, size - 1).astype("int64")
    flows = np.bincount(one * size + events["code"], minlength=size * size).reshape(size, size).astype(float)
    flows[-1, -1] = 0
    return flows


def removal(flows: np.ndarray) -> np.ndarray:
    inner = flows[:-1, :-1] / flows[:, :-1].sum(axis=0)[:, None]
    into, start = flows[:-1, -1] / flows[:, :-1].sum(axis=0), flows[-1, :-1] / flows[-1, :-1].sum()
    inverse = np.linalg.inv(np.eye(len(inner)) - inner)
    return (start @ inverse) / np.diag(inverse) * (inverse @ into) / (start @ inverse @ into)


def job(folder: Path) -> Mapping[str, Any]:
    touches, leads = read(folder)
    credits_ = rules(touches, leads)
    effects = removal(chain(touches, leads))
    credits_ = {**credits_, "markov": effects / effects.sum() * credits_["last"].sum()}
    return {model: dict(zip(CHANNELS, map(float, each), strict=True)) for model, each in credits_.items()}


if __name__ == "__main__":
    main({"pandas, with care": (job, None)})
