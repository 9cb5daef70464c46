"""Two importers and three readers at once: no errors, and no reader ever sees part of an import."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any

from torture.children import ask, ask_all
from torture.report import Outcome
from torture.shop import DAYS, Shop, export, views

_BLOCK = 10_000  # numbers an importer has to itself


def ordeal(shop: Shop, folder: Path, *, seconds: float = 60.0) -> Outcome:
    """Lets them at it for so long, then counts."""
    ask(lambda: shop.take_in(export(folder, 1)))
    until = time.monotonic() + seconds

    def importer(block: int) -> dict[str, Any]:
        done, broken = 0, []
        while time.monotonic() < until:
            done += 1
            (status,) = shop.take_in(export(folder, block * _BLOCK // 10 + done))
            if status != "imported":
                broken.append(f"importer {block}, file {done}: {status}")
        return {"done": done, "broken": broken}

    def reader(number: int) -> dict[str, Any]:
        done, broken = 0, []
        while time.monotonic() < until:
            done += 1
            torn = [each for each in shop.held().values() if each["rows"] != DAYS]
            broken += [f"reader {number}, look {done}: {len(torn)} imports in part"] if torn else []
        return {"done": done, "broken": broken}

    told = ask_all([lambda: importer(1), lambda: importer(2), *(lambda n=n: reader(n) for n in range(3))])
    broken = [line for each in told for line in each.get("answer", {}).get("broken", [each.get("error", "")[-400:]])]
    imports = [each["answer"]["done"] for each in told[:2] if "answer" in each]
    reads = sum(each["answer"]["done"] for each in told[2:] if "answer" in each)
    numbers = [block * _BLOCK // 10 + n for block, done in enumerate(imports, 1) for n in range(1, done + 1)]
    expected = views(1) + sum(views(number) for number in numbers)
    found = sum(each["views"] for each in ask(shop.held).values())
    if found != expected:
        broken.append(f"the lake holds {found} views, not {expected}")
    return Outcome(
        "at once",
        f"two importers and three readers for {seconds:.0f} s",
        {"imports": sum(imports), "reads": reads, "views": found},
        tuple(broken),
    )
