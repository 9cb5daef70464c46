"""Sprints played over all cores, each once: what was played before is read from build/decisions and not played again.

Outcomes are kept by world, rule and seed, under the fingerprint of the code that made them; changed code plays anew.
"""

from __future__ import annotations

import hashlib
import importlib
import json
from collections.abc import Iterable, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from contextlib import suppress
from dataclasses import asdict
from functools import cache
from pathlib import Path

from benchmarks.decisions import growthbook
from benchmarks.decisions.worlds import world
from vaekst.core.simulation import RIVALS, MakeRule, Outcome, outcome, play

ROOT = Path(__file__).resolve().parents[2]
KEPT = ROOT / "build" / "decisions"
CORE = ROOT / "src" / "vaekst" / "core"
OURS = "vaekst"
RULES = (OURS, "naive", "impressions", "thompson", "toptwo", "halving", *growthbook.KINDS, "equal")
SEED = 6201
"""The bench's own seed, used for nothing else."""
CHUNK = 20

Key = tuple[str, int, str]
"""A world, its concepts per channel, and a rule."""


def make(rule: str) -> MakeRule:
    """The rule by its name. Ours is the adapter the referee is given, so that both play the same."""
    if rule == OURS:
        return importlib.import_module("benchmarks.decisions.policy").Policy
    return growthbook.rule(rule) if rule in growthbook.KINDS else RIVALS[rule].make


def missing(rule: str) -> str:
    """Why the rule cannot be played; empty when it can."""
    if rule == OURS and not Path(__file__).with_name("policy.py").exists():
        return "its adapter is not there"
    return growthbook.missing() if rule in growthbook.KINDS else ""


def played(keys: Sequence[Key], *, sprints: int, folder: Path | None, jobs: int) -> dict[Key, list[Outcome]]:
    """The outcomes of every key, one per seed, in the order of seeds."""
    kept = {key: _read(key) for key in keys}
    todo = [
        (key, seeds) for key in keys for seeds in _chunks([seed for seed in _seeds(sprints) if seed not in kept[key]])
    ]
    todo.sort(key=lambda task: task[1][0])  # all worlds and rules alike, so that a part of the run is a fair one
    with ProcessPoolExecutor(jobs) as pool:
        waiting = {pool.submit(_play, key, seeds, folder): key for key, seeds in todo}
        for done, future in enumerate(as_completed(waiting), 1):
            key = waiting[future]
            found = future.result()
            _write(key, found)
            kept[key] |= found
            if done % 25 == 0 or done == len(todo):
                print(f"{done} of {len(todo)} lots of sprints", flush=True)
    return {key: [kept[key][seed] for seed in _seeds(sprints)] for key in keys}


def _seeds(sprints: int) -> list[int]:
    return [SEED * 100_000 + one for one in range(sprints)]


def _chunks(seeds: Sequence[int]) -> Iterable[Sequence[int]]:
    return (seeds[start : start + CHUNK] for start in range(0, len(seeds), CHUNK))


def _play(key: Key, seeds: Sequence[int], folder: Path | None) -> dict[int, Outcome]:
    name, concepts, rule = key
    place, maker = world(name, concepts, folder), make(rule)
    return {seed: outcome(play(place, maker, seed=seed)) for seed in seeds}


def _file(key: Key) -> Path:
    name, concepts, rule = key
    return KEPT / f"{name}-{concepts}-{rule.replace(' ', '-').replace(',', '')}-{fingerprint(rule == OURS)}.jsonl"


def _read(key: Key) -> dict[int, Outcome]:
    """What was kept. A line that a killed run left torn is none."""
    path = _file(key)
    found = {}
    for line in path.read_text("utf-8").splitlines() if path.exists() else []:
        with suppress(json.JSONDecodeError):
            one = json.loads(line)
            found[one["seed"]] = Outcome(**one["outcome"])
    return found


def _write(key: Key, found: dict[int, Outcome]) -> None:
    KEPT.mkdir(parents=True, exist_ok=True)
    lines = "".join(json.dumps({"seed": seed, "outcome": asdict(one)}) + "\n" for seed, one in found.items())
    with _file(key).open("a", encoding="utf-8") as file:
        file.write(lines)


@cache
def fingerprint(ours: bool) -> str:
    """A hash of the code that plays: worlds, sprint, scores and rules; for our own rule the evidence, too."""
    simulation = CORE / "simulation"
    files = [simulation / f"{name}.py" for name in ("score", "seen", "sprint", "worlds")]
    files += [*(simulation / "rivals").glob("*.py"), *Path(__file__).parent.glob("[gw]*.py")]
    if ours:
        files += [*(CORE / "evidence").glob("*.py"), Path(__file__).with_name("policy.py")]
    text = b"".join(path.read_bytes() for path in sorted(files))
    return hashlib.sha256(text).hexdigest()[:10]
