"""The thirteen worlds of the bench. Four of them are drawn from public data that is not part of this project.

`real` and `real0` draw posts of a Facebook page, an Instagram and a YouTube channel; `uw` and `uw_iid` effects of the Upworthy
archive. Their files are looked for in the folder named by --data or BENCH_DATA: posts_facebook.csv (reach, consumers),
posts_instagram.csv (impressions, saves), posts_youtube.csv (impressions, ctr_pct), upworthy_packages.csv.gz (test_id, week,
impressions, clicks).
"""

from __future__ import annotations

import csv
import gzip
import math
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

import numpy as np

from vaekst.core.simulation import CHANNELS, WORLDS, OneAt, Truth, World
from vaekst.core.simulation.worlds import FEWEST_TRIALS, Floats

NULLS = ("null", "real0", "hiod0", "drift0")
"""Worlds in which nothing differs from the baseline."""
FULL = (
    *(
        ("mixed", 2),
        ("real", 2),
        ("uw", 4),
        ("uw_iid", 4),
        ("mixed", 6),
        ("hiod", 2),
        ("sparse", 2),
        ("neg", 2),
        ("drift", 2),
    ),
    *((name, 2) for name in NULLS),
)
"""Every world with its number of concepts per channel."""
_FILES = {
    "real": ("posts_facebook.csv", "posts_instagram.csv", "posts_youtube.csv"),
    "real0": ("posts_facebook.csv", "posts_instagram.csv", "posts_youtube.csv"),
    "uw": ("upworthy_packages.csv.gz",),
    "uw_iid": ("upworthy_packages.csv.gz",),
}
MOST_RATE = 0.95
SCATTER_OF_EFFECTS = 0.2418
"""Coefficient of variation of packages' true click rates within a test."""


def missing(name: str, folder: Path | None) -> str:
    """Why the world cannot be made: the files that are not there; empty when it can."""
    needed = _FILES.get(name, ())
    if needed and folder is None:
        return "its public data was not given; name its folder with --data or BENCH_DATA"
    absent = [file for file in needed if folder is not None and not (folder / file).exists()]
    return f"there is no {', '.join(absent)} in {folder}" if absent else ""


@cache
def world(name: str, concepts: int, folder: Path | None) -> World:
    """The world. Raises FileNotFoundError when its data is not there."""
    if name in WORLDS:
        return replace(WORLDS[name], concepts=concepts)
    if reason := missing(name, folder):
        raise FileNotFoundError(reason)
    assert folder is not None  # noqa: S101  (missing() said so)
    if name.startswith("real"):
        kind = WORLDS["null" if name in NULLS else "mixed"]
        return replace(kind, name=name, channels=_posted(folder), concepts=concepts)
    return Archive(name, CHANNELS, OneAt(), concepts=concepts, tests=_tests(folder), alike=name == "uw_iid")


@dataclass(frozen=True, slots=True, eq=False)
class Posted:
    """A channel whose posts are drawn from posts that were made, with their own trials and rate."""

    trials: Floats
    rates: Floats

    def posts(self, shift: Floats, *, rng: np.random.Generator) -> tuple[Floats, Floats]:
        drawn = rng.integers(len(self.trials), size=shift.shape)
        trials = np.maximum(np.floor(self.trials[drawn]), FEWEST_TRIALS)
        rates = np.minimum(self.rates[drawn] * np.exp(shift), MOST_RATE)
        return trials, rng.binomial(trials.astype(np.int64), rates).astype(np.float64)


def _posted(folder: Path) -> tuple[Posted, ...]:
    """YouTube, Instagram and Facebook, as in CHANNELS; YouTube's trials are brought to the median assumed there."""
    studio = [row for row in _rows(folder / "posts_youtube.csv") if float(row["impressions"]) > 500]
    middle = float(np.median([float(row["impressions"]) for row in studio]))
    return (
        _channel(studio, lambda row: (row["impressions"] * 3000 / middle, row["ctr_pct"] / 100)),
        _channel(
            _rows(folder / "posts_instagram.csv"), lambda row: (row["impressions"], row["saves"] / row["impressions"])
        ),
        _channel(_rows(folder / "posts_facebook.csv"), lambda row: (row["reach"], row["consumers"] / row["reach"])),
    )


def _channel(rows: list[dict[str, str]], told: Callable[[Mapping[str, float]], tuple[float, float]]) -> Posted:
    pairs = np.array([told({name: _number(text) for name, text in row.items()}) for row in rows])
    kept = pairs[(pairs[:, 1] > 0) & (pairs[:, 1] < 0.5)]
    return Posted(kept[:, 0], kept[:, 1])


def _number(text: str) -> float:
    try:
        return float(text)
    except ValueError:
        return math.nan


def _rows(path: Path) -> list[dict[str, str]]:
    with gzip.open(path, "rt", encoding="utf-8") if path.suffix == ".gz" else path.open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


@dataclass(frozen=True)
class Test:
    """One test of the archive: its pooled click rate, and its packages' effects, shrunk as far as chance explains them."""

    rate: float
    effects: tuple[float, ...]


@dataclass(frozen=True)
class Archive(World):
    """Each channel is a test of the archive, drawn anew for every sprint. `alike`: posts do not scatter beyond chance."""

    tests: tuple[Test, ...] = ()
    alike: bool = False

    def truth(self, *, rng: np.random.Generator) -> Truth:
        drawn = [self.tests[n] for n in rng.choice(len(self.tests), len(CHANNELS), replace=False)]
        effects = []
        for test in drawn:
            count = min(self.concepts, len(test.effects))
            chosen = rng.choice(len(test.effects), count, replace=False)
            effects.append([math.log(max(test.effects[chosen[k % count]], 0.05)) for k in range(self.concepts)])
        channels = tuple(
            replace(noise, rate=test.rate, size=math.inf if self.alike else noise.size)
            for noise, test in zip(CHANNELS, drawn, strict=True)
        )
        return Truth(channels, np.array(effects), self.walk(rng=rng))


def _tests(folder: Path) -> tuple[Test, ...]:
    """Tests of four packages and sixty clicks or more, outside the weeks whose randomisation is known to be bad."""
    packages: dict[str, list[tuple[float, float]]] = defaultdict(list)
    for row in _rows(folder / "upworthy_packages.csv.gz"):
        if float(row["impressions"]) >= 500 and not 201325 <= float(row["week"]) <= 201402:
            packages[row["test_id"]].append((float(row["impressions"]), float(row["clicks"])))
    return tuple(_shrunk(packages))


def _shrunk(packages: Mapping[str, list[tuple[float, float]]]) -> Iterator[Test]:
    true = SCATTER_OF_EFFECTS**2
    for _, told in sorted(packages.items()):
        seen, clicks = np.array(told).T
        if len(told) >= 4 and clicks.sum() >= 60:
            rate = clicks.sum() / seen.sum()
            chance = (1 - rate) / (rate * seen)
            yield Test(float(rate), tuple((1 + (clicks / seen / rate - 1) * true / (true + chance)).tolist()))
