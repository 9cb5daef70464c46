"""`python -m torture` runs every ordeal; names narrow it, `--quick` makes it short. A full run writes the report."""

from __future__ import annotations

import os
import platform
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from torture import adversity, killed, mutated, together
from torture.report import Outcome, page
from torture.shop import load

REPORT = Path(__file__).resolve().parent.parent / "docs" / "explanation" / "ordeals.md"
SAMPLES = os.environ.get("VAEKST_SAMPLE_EXPORTS", "")


def main(words: list[str]) -> int:
    """Runs the named ordeals, or all. 1 when anything broke."""
    quick = "--quick" in words
    with tempfile.TemporaryDirectory(prefix="vaekst-torture-") as folder:
        base = Path(folder)
        shop = load(base / "home")

        def fresh(name: str) -> Path:
            """A folder for files, and an empty data home for the next ordeal."""
            from django.conf import settings
            from django.db import connections

            home = base / name / "home"
            settings.VAEKST_HOME = home
            connections["default"].settings_dict["NAME"] = str(home / "vaekst.sqlite3")
            home.mkdir(parents=True)
            return base / name

        ordeals: dict[str, Callable[[], Outcome]] = {
            "killed": lambda: killed.ordeal(shop, fresh("killed"), times=20 if quick else 200),
            "together": lambda: together.ordeal(shop, fresh("together"), seconds=8 if quick else 60),
            "mutated": lambda: mutated.ordeal(files=600 if quick else 10_000, samples=SAMPLES),
            "full_disk": lambda: adversity.full_disk(shop, fresh("full_disk")),
            "clock": lambda: adversity.clock_backwards(shop, fresh("clock")),
        }
        chosen = [word for word in words if not word.startswith("--")] or list(ordeals)
        outcomes = []
        for name in chosen:
            outcomes.append(ordeals[name]())
            print(outcomes[-1].row, flush=True)
            print("\n".join(outcomes[-1].broken[:20]), flush=True)
    if chosen == list(ordeals) and not quick:
        machine = f"Python {platform.python_version()} on {platform.system()}, {os.cpu_count()} cores"
        REPORT.write_text(page(outcomes, machine=machine), "utf-8")
    return 1 if any(outcome.broken for outcome in outcomes) else 0


sys.exit(main(sys.argv[1:]))
