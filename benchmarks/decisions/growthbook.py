"""GrowthBook's statistics as a rule: 95 % sure scales, 5 % stops, from three posts on, with a look every week.

gbstats 0.8.0 wants an older pandas than Vaekst has, so it runs in an environment of its own, in a process beside each worker:

    uv venv build/gbstats && uv pip install --python build/gbstats 'gbstats==0.8.0' 'pandas<2' 'numpy<2' nbformat
"""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterable, Mapping
from functools import cache, partial
from pathlib import Path

from vaekst.core.simulation import Decision, MakeRule
from vaekst.core.simulation.rivals.judges import POSTS, SURE
from vaekst.core.simulation.rivals.sharing import sharing
from vaekst.core.simulation.seen import SeenChannel, SeenPost, SeenWeek

ROOT = Path(__file__).resolve().parents[2]
PYTHON = ROOT / "build" / "gbstats" / "bin" / "python"
KINDS = {
    "gbstats bayes, impressions": ("bayes", False),
    "gbstats bayes, posts": ("bayes", True),
    "gbstats sequential, posts": ("sequential", True),
}


def missing() -> str:
    """Why it cannot be asked; empty when it can."""
    return "" if PYTHON.exists() else "gbstats is not installed; `make bench-decisions` does it"


def rule(name: str) -> MakeRule:
    kind, ratio = KINDS[name]
    return sharing(partial(_judge, kind, ratio))


def _judge(kind: str, ratio: bool, channel: SeenChannel, view: SeenWeek) -> Mapping[str, Decision]:
    del view
    asked = [
        concept
        for concept in channel["concepts"]
        if concept["decision"] in ("iterate", "scale") and len(concept["posts"]) >= POSTS
    ]
    if not asked:
        return {}
    arms = [_sums(concept["posts"]) for concept in asked]
    answers = _ask({"kind": kind, "ratio": ratio, "base": _sums(channel["baseline"]), "arms": arms})
    verdicts = (_of_chance(told) if kind == "bayes" else _of_interval(*told) for told in answers)
    return {concept["id"]: verdict for concept, verdict in zip(asked, verdicts, strict=True) if verdict}


def _of_chance(chance: float) -> Decision | None:
    return "stop" if chance <= 1 - SURE else "scale" if chance >= SURE else None


def _of_interval(low: float, high: float) -> Decision | None:
    return "stop" if high < 0 else "scale" if low > 0 else None


def _sums(posts: Iterable[SeenPost]) -> list[float]:
    pairs = [(post["trials"], post["successes"]) for post in posts]
    n, k = [one for one, _ in pairs], [one for _, one in pairs]
    return [len(pairs), sum(n), sum(k), sum(x * x for x in n), sum(x * x for x in k), sum(x * y for x, y in pairs)]


def _ask(question: Mapping[str, object]):
    child = _child()
    child.stdin.write(json.dumps(question) + "\n")
    child.stdin.flush()
    line = child.stdout.readline()
    if not line:
        raise RuntimeError(f"gbstats ended while asked {question}.")
    return json.loads(line)


@cache
def _child() -> subprocess.Popen[str]:
    """One process for each worker; it ends when its input does."""
    script = Path(__file__).with_name("growthbook_child.py")
    return subprocess.Popen([PYTHON, script], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
