"""`kill -9` at random instants of an import: nothing is lost, nothing is doubled, the next run finishes."""

from __future__ import annotations

import random
import time
from pathlib import Path

from torture.children import ask, kill_after
from torture.report import Outcome
from torture.shop import DAYS, Shop, export, views


def ordeal(shop: Shop, folder: Path, *, times: int = 200, seed: int = 20261124) -> Outcome:
    """Kills as many imports as asked, repeats each, and holds the lake against what the files hold."""
    chance = random.Random(seed)
    ask(lambda: shop.take_in(export(folder, 1)))
    begun = time.perf_counter()
    ask(lambda: shop.take_in(export(folder, 2)))
    usual = time.perf_counter() - begun
    broken: list[str] = []
    struck, expected = 0, {views(1), views(2)}
    for number in range(3, 3 + times):
        file = export(folder, number)
        struck += kill_after(lambda file=file: shop.take_in(file), chance.uniform(0.02, usual * 1.4))
        broken += [
            f"import {number}: a reader saw part of it" for held in ask(shop.held).values() if held["rows"] != DAYS
        ]
        (status,) = ask(lambda file=file: shop.take_in(file))
        if status not in ("imported", "already imported"):
            broken.append(f"import {number}: after the kill it ended as '{status}'")
        expected.add(views(number))
    held, recorded = ask(shop.held), ask(shop.recorded)
    found = sorted(each["views"] for each in held.values())
    if found != sorted(expected):
        broken.append(
            f"the lake holds {len(found)} imports with {sum(found)} views, not {len(expected)} with {sum(expected)}"
        )
    if sorted(held) != sorted(recorded):
        broken.append(f"the store records {len(recorded)} imports, the lake holds {len(held)}")
    return Outcome(
        "kill −9",
        f"{times} imports killed at a random instant, then run again",
        {"struck in the act": struck, "imports held": len(held), "views": sum(found)},
        tuple(broken),
    )
