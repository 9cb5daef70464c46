"""Journeys for tests: a few visitors told touch by touch, and random ones; and every credit worked out by hand, path by path."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from hypothesis import strategies as st

from vaekst.core.attribution.arrays import Leads, Touches, code_of
from vaekst.core.attribution.contract import DAY_MS, PathContract
from vaekst.core.attribution.models import Model

START = 1_767_225_600_000  # 2026-01-01
KEYS = (None, "direct", "a", "b")
DIRECT = 1
HOUR = 3_600_000


@dataclass(frozen=True)
class Told:
    """A visitor's touches and leads as (visitor, hours from the start, key), in order of arrival."""

    touches: Sequence[tuple[int, float, int]]
    leads: Sequence[tuple[int, float]]

    def arrays(self) -> tuple[Touches, Leads]:
        user, at, key = _columns(self.touches, 3)
        lead_user, lead_at = _columns(self.leads, 2)
        code = code_of(key.astype(np.int64), (key == DIRECT).astype(np.int64))
        return Touches(user.astype(np.int64), _ms(at), code), Leads(lead_user.astype(np.int64), _ms(lead_at))


def _columns(rows: Sequence[Sequence[float]], width: int) -> list[np.ndarray]:
    return list(np.array(rows, float).reshape(-1, width).T)


def _ms(hours: np.ndarray) -> np.ndarray:
    return (START + np.rint(hours * HOUR)).astype(np.int64)


contracts = st.builds(
    PathContract,
    lookback_ms=st.sampled_from([DAY_MS, 3 * DAY_MS, 30 * DAY_MS]),
    resets=st.booleans(),
    most_per_day=st.sampled_from([1, 2, 200]),
)
_moments = st.integers(0, 24 * 8).map(float) | st.sampled_from([0.0, 24.0, 48.0])
_visitors = st.sampled_from([-300, -1, 0, 1, 5, 256, 2**60])
journeys = st.builds(
    Told,
    st.lists(st.tuples(_visitors, _moments, st.integers(0, len(KEYS) - 1)), max_size=30),
    st.lists(st.tuples(_visitors, _moments), max_size=8),
)
"""Touches come in any order, at few moments so that many tie, before and after leads, and leads of visitors never seen."""


def paths_by_hand(told: Told, contract: PathContract) -> list[tuple[float, list[tuple[float, int]]]]:
    """Each lead's hour and its path as (hour, key), by reading the definition word by word."""
    seen: dict[int, list[tuple[float, int]]] = defaultdict(list)
    for visitor, hour, key in told.touches:
        seen[visitor].append((hour, key))
    kept = {visitor: _within_a_day(rows, contract) for visitor, rows in seen.items()}
    before: dict[int, float] = {}
    found = []
    for visitor, hour in sorted(told.leads, key=lambda lead: lead[1]):
        opens = hour - contract.lookback_ms / HOUR
        if contract.resets and visitor in before:
            opens = max(opens, before[visitor])
        before[visitor] = hour
        found.append((hour, [(at, key) for at, key in kept.get(visitor, []) if opens < at <= hour]))
    return found


def _within_a_day(rows: list[tuple[float, int]], contract: PathContract) -> list[tuple[float, int]]:
    on_day: dict[float, int] = defaultdict(int)
    kept = []
    for hour, key in sorted(rows, key=lambda row: row[0]):
        on_day[hour // 24] += 1
        if on_day[hour // 24] <= contract.most_per_day:
            kept.append((hour, key))
    return kept


def credits_by_hand(told: Told, contract: PathContract) -> Mapping[Model, np.ndarray]:
    """The rule models' credits by key."""
    found = {model: np.zeros(len(KEYS)) for model in Model if model is not Model.MARKOV}
    for hour, path in paths_by_hand(told, contract):
        if not path:
            continue
        keys, length = [key for _, key in path], len(path)
        half = contract.half_life_ms / HOUR
        decay = np.array([0.5 ** ((hour - at) / half) for at, _ in path])
        ends = {1: [1.0], 2: [0.5, 0.5]}.get(length, [0.4, *[0.2 / max(length - 2, 1)] * (length - 2), 0.4])
        linked = [key for key in keys if key != DIRECT]
        found[Model.LAST][keys[-1]] += 1
        found[Model.FIRST][keys[0]] += 1
        found[Model.LAST_NON_DIRECT][linked[-1] if linked else keys[-1]] += 1
        for place, key in enumerate(keys):
            found[Model.LINEAR][key] += 1 / length
            found[Model.POSITION][key] += ends[place]
            found[Model.TIME_DECAY][key] += decay[place] / decay.sum()
        for key in set(keys):
            found[Model.SHAPLEY][key] += 1 / len(set(keys))
    return found


def flows_by_hand(told: Told, contract: PathContract) -> np.ndarray:
    """Steps from key to key: starts in the last row, leads in the last column."""
    size = len(KEYS) + 1
    flows = np.zeros((size, size), np.int64)
    seen: dict[int, list[tuple[float, int]]] = defaultdict(list)
    for visitor, hour, key in told.touches:
        seen[visitor].append((hour, key))
    for visitor in {*seen, *(who for who, _ in told.leads)}:
        events = [(hour, 0, key) for hour, key in _within_a_day(seen[visitor], contract)]
        events += [(hour, 1, size - 1) for who, hour in told.leads if who == visitor]
        last: tuple[float, int] | None = None
        for hour, is_lead, key in sorted(events, key=lambda event: event[:2]):
            follows = last is not None and (hour - last[0]) * HOUR <= contract.lookback_ms
            one = last[1] if last is not None and follows else size - 1
            if not (is_lead and one == size - 1):
                flows[one, key] += 1
            last = None if is_lead else (hour, key)
    return flows
