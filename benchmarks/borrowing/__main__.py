"""Plays every way of borrowing where it is right and where it is not, and writes docs/explanation/borrowing.md.

make bench-borrowing                                   # 1,000 sprints each, a quarter of an hour
python -m benchmarks.borrowing --sprints 100 --only pillars
"""

from __future__ import annotations

import argparse
import os
from collections.abc import Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from benchmarks.borrowing.brands import Brand, Sprint
from benchmarks.report import machine
from vaekst.core.evidence import NOTHING_BORROWED, Borrowing, Estimate, Thresholds, Turn, Weighing
from vaekst.core.simulation import WINNER, Noise
from vaekst.core.simulation.worlds import CHANNELS

PAGE = Path(__file__).resolve().parents[2] / "docs" / "explanation" / "borrowing.md"
BEGINS, ENDS = "<!-- bench-borrowing -->", "<!-- end of bench-borrowing -->"
SEED, CHUNK = 8104, 25


@dataclass(frozen=True)
class Way:
    """One way of borrowing, and the brands it is tried on: where it has something to find, and where it has not."""

    name: str
    brands: tuple[Brand, ...]
    borrowing: Borrowing = NOTHING_BORROWED
    pillars: bool = False
    early: bool = False
    past: bool = False


def _scattered(scatter: float) -> tuple[Noise, ...]:
    return tuple(
        Noise.scattered(one.rate, scatter, trials=one.trials, trials_spread=one.trials_spread) for one in CHANNELS
    )


WAYS = (
    Way(
        "formats",
        (Brand("formats differ by 30 %", formats=0.30), Brand("formats do not differ")),
        Borrowing(formats=True),
    ),
    Way(
        "channels",
        (
            Brand("one concept on three channels, 60 % in common", alike=True, kin=0.6),
            Brand("the same names, nothing in common", alike=True),
        ),
        Borrowing(channels=True),
    ),
    Way(
        "pillars",
        (
            Brand("six concepts a channel in three pillars, 60 % in common", concepts=6, kin=0.6),
            Brand("the same pillars, nothing in common", concepts=6),
        ),
        pillars=True,
    ),
    Way(
        "past sprints",
        (
            Brand("concepts that hardly differ", spread=0.05),
            Brand("concepts that differ by 50 %", spread=0.50),
            Brand("posts that scatter by 90 %", channels=_scattered(0.90)),
            Brand("posts that scatter by 25 %", channels=_scattered(0.25)),
            Brand("channels that drift by 10 % a week", drift=0.10),
        ),
        past=True,
    ),
    Way(
        "early signal",
        (
            Brand("outcomes three weeks late, signal tied by .8", late=3, tie=0.8),
            Brand("outcomes three weeks late, signal of no worth", late=3),
        ),
        early=True,
    ),
)


@dataclass(frozen=True)
class Told:
    """What a sprint came to: its reward, the squared errors of its effects, how many lay in their interval, and verdicts."""

    reward: float
    errors: tuple[float, ...]
    held: tuple[bool, ...]
    winners: int
    scaled: int
    falsely: bool


def played(brand: Brand, way: Way | None, seed: int) -> Told:
    """One sprint, posts given out week by week by the evidence, with this way of borrowing or none."""
    before = _finished(brand, None, seed + 500_000)[1] if way and way.past else None
    return _account(*_finished(brand, way, seed, before))


def _finished(brand: Brand, way: Way | None, seed: int, before: Weighing | None = None) -> tuple[Sprint, Weighing]:
    """The sprint once it is over, and what its evidence says then."""
    sprint = Sprint(brand, seed)
    for week in range(brand.weeks):
        weighing = _weighing(sprint, week, way, before)
        room = int(sprint.rooms[week])
        each, over = divmod(room, len(brand.channels))
        turns = [
            Turn(
                each + ((c + week) % len(brand.channels) < over), left=(brand.weeks - week) * room / len(brand.channels)
            )
            for c in range(len(brand.channels))
        ]
        for c, share in enumerate(weighing.shares(turns)):
            place = {brand.concept(c, k): k for k in range(brand.concepts)}
            for concept, posts in share.items():
                for _ in range(posts):
                    sprint.make(c, None if concept is None else place[concept], week + 1)
    return sprint, _weighing(sprint, brand.weeks, way, before)


def _weighing(sprint: Sprint, week: int, way: Way | None, before: Weighing | None) -> Weighing:
    if way is None:
        return Weighing(sprint.evidence(week, early=False))
    pillars = sprint.brand.pillars if way.pillars else {}
    return Weighing(sprint.evidence(week, early=way.early), replace(way.borrowing, pillars=pillars), before)


def _account(sprint: Sprint, weighing: Weighing) -> Told:
    effects = sprint.effects
    found = [one for one in weighing.answers() if isinstance(one, Estimate)]
    place = {
        (f"c{c}", sprint.brand.concept(c, k)): effects[c, k]
        for c in range(len(effects))
        for k in range(effects.shape[1])
    }
    true = [float(place[one.channel, one.concept]) for one in found]
    limits = Thresholds()
    scaled = [one.chance_better >= limits.scale_at and one.posts >= limits.min_posts for one in found]
    worth = [
        float(np.exp(place.get((post.figure.channel, post.figure.concept or ""), 0.0)))
        for posts in sprint.posts
        for post in posts
        if post.week
    ]
    return Told(
        reward=float(np.mean(worth)),
        errors=tuple((np.log1p(one.mid) - truth) ** 2 for one, truth in zip(found, true, strict=True)),
        held=tuple(one.low <= np.expm1(truth) <= one.high for one, truth in zip(found, true, strict=True)),
        winners=int((effects >= WINNER).sum()),
        scaled=sum(one and truth >= WINNER for one, truth in zip(scaled, true, strict=True)),
        falsely=any(one and truth <= 0 for one, truth in zip(scaled, true, strict=True)),
    )


def _lot(job: tuple[Brand, Way | None, range]) -> list[Told]:
    brand, way, seeds = job
    return [played(brand, way, SEED * 1_000_000 + seed) for seed in seeds]


def measured(
    sprints: int, names: Sequence[str], jobs: int | None
) -> Mapping[tuple[str, str], tuple[list[Told], list[Told]]]:
    """Sprints without and with each way of borrowing, of the same brands and seeds."""
    lots = [range(first, min(first + CHUNK, sprints)) for first in range(0, sprints, CHUNK)]
    found = {}
    with ProcessPoolExecutor(jobs) as pool:
        for way in WAYS:
            for brand in way.brands if not names or way.name in names else ():
                without, with_ = (
                    [told for lot in pool.map(_lot, [(brand, each, seeds) for seeds in lots]) for told in lot]
                    for each in (None, way)
                )
                found[way.name, brand.name] = without, with_
                print(_row(way.name, brand.name, without, with_), flush=True)
    return found


def _row(way: str, brand: str, without: Sequence[Told], with_: Sequence[Told]) -> str:
    gain = 100 * np.array([one.reward - other.reward for one, other in zip(with_, without, strict=True)])
    cells = [way, brand, f"{gain.mean():+.2f} ± {gain.std(ddof=1) / len(gain) ** 0.5:.2f}"]
    cells += [f"{figure(without)} → {figure(with_)}" for figure in (_error, _coverage, _winners, _falsely)]
    return f"| {' | '.join(cells)} |"


def _error(told: Sequence[Told]) -> str:
    return f"{100 * np.sqrt(np.mean([each for one in told for each in one.errors])):.1f}"


def _coverage(told: Sequence[Told]) -> str:
    return f"{100 * np.mean([each for one in told for each in one.held]):.1f}"


def _winners(told: Sequence[Told]) -> str:
    winners = sum(one.winners for one in told)
    return f"{100 * sum(one.scaled for one in told) / winners:.1f}" if winners else "–"


def _falsely(told: Sequence[Told]) -> str:
    return f"{100 * np.mean([one.falsely for one in told]):.1f}"


HEAD = (
    "| borrowed | brand | reward, points | error of the effect, % | 90 % intervals that hold, % | winners scaled, % | sprints with a false scale, % |",
    "|---|---|---|---|---|---|---|",
)


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.borrowing", description=__doc__.splitlines()[0])
    parser.add_argument("--sprints", type=int, default=1000, help="sprints per brand, with and without")
    parser.add_argument("--only", action="append", default=[], choices=[way.name for way in WAYS])
    parser.add_argument("--jobs", type=int, default=os.cpu_count())
    asked = parser.parse_args()
    on = machine()
    found = measured(asked.sprints, asked.only, asked.jobs)
    if asked.only:
        return
    rows = [_row(way, brand, *both) for (way, brand), both in found.items()]
    text = "\n".join(
        ["", f"{asked.sprints:,} sprints of each brand, without and with. Measured with {on}.", "", *HEAD, *rows, ""]
    )
    before, _, rest = PAGE.read_text("utf-8").partition(BEGINS)
    PAGE.write_text(before + BEGINS + "\n" + text + "\n" + ENDS + rest.partition(ENDS)[2], "utf-8")


if __name__ == "__main__":
    main()
