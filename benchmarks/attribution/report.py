"""What was measured, as tables of the page."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from statistics import median
from typing import Any

BEGINS, ENDS = "<!-- measured -->", "<!-- /measured -->"
_SCANS = {"a new week": "scan of the new week and its look-back"}
_REFERENCE = "all models"


def table(size: int, taken: Mapping[str, Sequence[Mapping[str, Any]]]) -> str:
    """One row a way: medians over the rounds, the ratio to the bare scan, and how far its credits are from ours."""
    rounds = max(map(len, taken.values()))
    lines = [
        f"### {size} million touches",
        "",
        f"{rounds} interleaved rounds, medians." if rounds > 1 else "Single runs, not medians.",
        "",
        "| way | CPU s | to the scan | wall s | peak MB | greatest difference to our credits |",
        "|---|---|---|---|---|---|",
    ]
    ours = taken.get(_REFERENCE, [{}])[0].get("credits", {})
    for name, runs in taken.items():
        scan = taken.get(_SCANS.get(name, "scan"), runs)
        cpu, wall, peak = (median(run[what] for run in runs) for what in ("cpu", "wall", "peak"))
        ratio = cpu / median(run["cpu"] for run in scan)
        differs = "" if "scan" in name or name in (_REFERENCE, "a new week") else _difference(ours, runs[0]["credits"])
        lines.append(f"| {name} | {cpu:.2f} | {ratio:.1f}× | {wall:.2f} | {peak:.0f} | {differs} |")
    return "\n".join(lines)


def _difference(ours: Mapping[str, Mapping[str, float]], theirs: Mapping[str, Mapping[str, float]]) -> str:
    """The greatest relative difference of a credit, by model, where there is one."""
    found = []
    for model in theirs.keys() & ours.keys():
        pairs = [(ours[model][key], theirs[model].get(key, 0.0)) for key in ours[model]]
        worst = max(abs(one - other) / max(one, 1.0) for one, other in pairs)
        if worst > 1e-9:
            found.append(f"{model.replace('_', ' ')} {worst:.2%}")
    return ", ".join(sorted(found)) or "none"


def renewed(page: str, sections: Sequence[str], *, machine: str) -> str:
    """The page with these tables in the place of the ones before."""
    before, _, rest = page.partition(BEGINS)
    _, _, after = rest.partition(ENDS)
    return before + "\n\n".join([BEGINS, f"{machine}.", *sections, ENDS]) + after
