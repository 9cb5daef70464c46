"""A made-up world of visits in which every lead is known to be caused by one touch, written as a warehouse would give it.

Visitors come with gaps of days over half a year and stick to channels. After each touch they become a lead with the
channel's own chance; their journey goes on whether or not they do. So a channel that loses a share of its touches loses
exactly that share of the leads it causes: the truth a scenario is judged by. One in a hundred gaps is none (two touches
in one millisecond), one touch in a hundred arrives up to two hours late, three visitors in a thousand are machines that
come twenty times as often and never become a lead.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

Array = np.ndarray[Any, Any]

CHANNELS = (
    *("ig_organic", "direct", "tiktok_organic", "youtube", "google_organic", "ig_paid", "newsletter"),
    *("facebook", "creator", "linkedin", "partner", "pinterest"),
)
DIRECT = CHANNELS.index("direct")
SHARES = np.array([0.27, 0.14, 0.13, 0.10, 0.09, 0.08, 0.06, 0.05, 0.03, 0.025, 0.015, 0.01])
HAZARDS = np.array([0.007, 0.008, 0.005, 0.009, 0.012, 0.008, 0.016, 0.006, 0.014, 0.01, 0.018, 0.004])
CAMPAIGNS = 200

DAY_MS, HOUR_MS = 86_400_000, 3_600_000
START_MS = 1_767_225_600_000  # 2026-01-01
WEEKS = 26
SPAN_MS = WEEKS * 7 * DAY_MS
_BEYOND = 1.12  # journeys that begin late reach beyond the half year
_MOST, _MOST_OF_PEOPLE = 400, 50
_STICKS, _MACHINES, _LATE, _TOGETHER = 0.35, 0.003, 0.01, 0.01


@dataclass(frozen=True)
class World:
    """Touches in order of arrival and leads in order of time. Moments are UTC milliseconds."""

    user: Array
    at: Array
    arrived: Array
    channel: Array
    campaign: Array
    is_bot: Array
    lead_user: Array
    lead_at: Array
    lead_cause: Array  # the channel of the touch that caused it

    def __len__(self) -> int:
        return len(self.user)

    def lost(self, channel: int, share: float) -> float:
        """Leads that would truly be lost, in expectation, if the channel lost that share of its touches."""
        return share * float(np.count_nonzero(self.lead_cause == channel))


def world(touches: int, *, seed: int) -> World:
    """About so many touches, the same for the same seed."""
    chance = np.random.default_rng([seed, 26])
    per_user, is_machine = _touches_per_user(int(touches * _BEYOND), chance)
    user = np.repeat(_ids(len(per_user), seed), per_user)
    starts = np.cumsum(per_user) - per_user
    at = _moments(per_user, starts, chance)
    channel = _channels(per_user, starts, chance)
    is_bot = np.repeat(is_machine, per_user)
    leads = _leads(user, at, channel, is_bot, chance)
    late = np.where(chance.random(len(at)) < _LATE, chance.integers(0, 2 * HOUR_MS, len(at)), 0)
    campaign = (channel * 17 + chance.integers(0, 17, len(at))) % CAMPAIGNS
    order = np.argsort(at + late, kind="stable")
    within = order[at[order] < START_MS + SPAN_MS]
    kept = [each[within] for each in (user, at, at + late, channel, campaign, is_bot)]
    return World(*kept, *leads)


def _touches_per_user(touches: int, chance: np.random.Generator) -> tuple[Array, Array]:
    """How often each visitor comes (Pareto with exponent 1.5), and who is a machine, which comes twenty times as often."""
    users = touches // 2
    is_machine = chance.random(users) < _MACHINES
    people = 1 + np.minimum(chance.pareto(1.5, users) * 1.85, _MOST_OF_PEOPLE - 1).astype(np.int64)
    drawn = np.minimum(people * np.where(is_machine, 20, 1), _MOST)
    some = int(np.searchsorted(np.cumsum(drawn), touches)) + 1
    return drawn[:some], is_machine[:some]


def _ids(users: int, seed: int) -> Array:
    """Numbers as random as the first eight bytes of a hash."""
    mixed = np.arange(1, users + 1, dtype=np.uint64) * np.uint64(0x9E3779B97F4A7C15) + np.uint64(seed)
    mixed ^= mixed >> np.uint64(30)
    mixed *= np.uint64(0xBF58476D1CE4E5B9)
    mixed ^= mixed >> np.uint64(27)
    return mixed.view(np.int64)


def _moments(per_user: Array, starts: Array, chance: np.random.Generator) -> Array:
    first = START_MS + (chance.random(len(per_user)) * SPAN_MS).astype(np.int64)
    mean = np.minimum(3.5 * DAY_MS, 0.6 * SPAN_MS / per_user)
    gaps = (chance.standard_exponential(int(per_user.sum())) * np.repeat(mean, per_user)).astype(np.int64)
    gaps[chance.random(len(gaps)) < _TOGETHER] = 0
    gaps[starts] = 0
    passed = np.cumsum(gaps)
    return np.repeat(first - passed[starts], per_user) + passed


def _channels(per_user: Array, starts: Array, chance: np.random.Generator) -> Array:
    """A visitor's channels: with some chance the one before, else drawn anew."""
    total = int(per_user.sum())
    drawn = np.searchsorted(np.cumsum(SHARES)[:-1], chance.random(total, np.float32)).astype(np.int8)
    is_new = chance.random(total) >= _STICKS
    is_new[starts] = True
    return drawn[np.maximum.accumulate(np.where(is_new, np.arange(total), 0))]


def _leads(
    user: Array, at: Array, channel: Array, is_bot: Array, chance: np.random.Generator
) -> tuple[Array, Array, Array]:
    hit = np.flatnonzero((chance.random(len(at)) < HAZARDS[channel]) & ~is_bot)
    when = at[hit] + chance.exponential(2 * HOUR_MS, len(hit)).astype(np.int64)
    order = np.argsort(when, kind="stable")
    order = order[when[order] < START_MS + SPAN_MS]
    return user[hit][order], when[order], channel[hit][order]


def write(made: World, folder: Path) -> list[Path]:
    """One Parquet file a week of arrival, and the leads beside them."""
    folder.mkdir(parents=True, exist_ok=True)
    week = np.minimum((made.arrived - START_MS) // (7 * DAY_MS), WEEKS - 1)
    names = pa.array(CHANNELS)
    files = []
    for number, rows in _weeks(week):
        columns = {
            "touch_id": pa.array(np.arange(rows.start, rows.stop)),
            "user_id": pa.array(made.user[rows]),
            "ts": pa.array(made.at[rows]).cast(pa.timestamp("ms")),
            "channel": pa.DictionaryArray.from_arrays(pa.array(made.channel[rows]), names),
            "campaign": pa.array([f"campaign-{each:03}" for each in range(CAMPAIGNS)]).take(
                pa.array(made.campaign[rows])
            ),
            "is_bot": pa.array(made.is_bot[rows]),
        }
        files.append(folder / f"touches-{number:02}.parquet")
        pq.write_table(pa.table(columns), files[-1], compression="zstd", row_group_size=1 << 17)
    leads = {
        "lead_id": pa.array(np.arange(len(made.lead_user))),
        "user_id": pa.array(made.lead_user),
        "ts": pa.array(made.lead_at).cast(pa.timestamp("ms")),
        "cause": names.take(pa.array(made.lead_cause)),
    }
    pq.write_table(pa.table(leads), folder / "leads.parquet", compression="zstd")
    return files


def _weeks(week: Array) -> Iterator[tuple[int, slice]]:
    edges = np.searchsorted(week, np.arange(WEEKS + 1))
    for number in range(WEEKS):
        if edges[number + 1] > edges[number]:
            yield number, slice(int(edges[number]), int(edges[number + 1]))
