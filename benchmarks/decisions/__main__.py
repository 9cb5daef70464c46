"""Plays every rule in every world and writes what came of it to docs/explanation/decisions.md.

make bench-decisions                                   # 1,000 sprints each; what was played before is not played again
python -m benchmarks.decisions --world mixed --sprints 100    # a part, printed and not written
"""

from __future__ import annotations

import argparse
import os
from pathlib import Path

from benchmarks.decisions import timing
from benchmarks.decisions.playing import RULES, missing, played
from benchmarks.decisions.report import PAGE, renewed, section
from benchmarks.decisions.worlds import FULL
from benchmarks.decisions.worlds import missing as missing_data
from benchmarks.report import machine


def main() -> None:
    asked = _arguments()
    worlds = [one for one in FULL if not asked.world or one[0] in asked.world]
    rules = [rule for rule in RULES if not asked.rule or rule in asked.rule]
    skipped = [
        f"{name}: {why}" for name in dict.fromkeys(n for n, _ in worlds) if (why := missing_data(name, asked.data))
    ]
    skipped += [f"{rule}: {why}" for rule in rules if (why := missing(rule))]
    keys = [
        (name, concepts, rule)
        for name, concepts in worlds
        if not missing_data(name, asked.data)
        for rule in rules
        if not missing(rule)
    ]
    on = machine()
    results = played(keys, sprints=asked.sprints, folder=asked.data, jobs=asked.jobs)
    text = section(results, skipped=skipped, timings=timing.rows(), machine=on)
    print(text)
    if not asked.world and not asked.rule:
        PAGE.write_text(renewed(PAGE.read_text("utf-8"), text), encoding="utf-8")


def _arguments() -> argparse.Namespace:
    given = os.environ.get("BENCH_DATA")
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.decisions", description="Measures rules for weekly decisions."
    )
    parser.add_argument("--sprints", type=int, default=1000, help="sprints per world and rule")
    parser.add_argument("--world", action="append", default=[], choices=sorted({name for name, _ in FULL}))
    parser.add_argument("--rule", action="append", default=[], choices=RULES)
    parser.add_argument("--data", type=Path, default=Path(given) if given else None, help="folder of the public data")
    parser.add_argument("--jobs", type=int, default=os.cpu_count())
    return parser.parse_args()


if __name__ == "__main__":
    main()
