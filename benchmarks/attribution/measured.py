"""One job measured in a process of its own: CPU seconds of the job alone, and the peak of the whole process."""

from __future__ import annotations

import json
import resource
import sys
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from benchmarks.report import peak_mb

Job = Callable[[Path], Mapping[str, Any]]


def cpu() -> float:
    """User and system seconds of this process, all threads."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime


def main(jobs: Mapping[str, tuple[Job, Job | None]]) -> None:
    """`NAME FOLDER`: warms the job up on the folder beside it, runs it, and prints what it took as JSON."""
    name, folder = sys.argv[1], Path(sys.argv[2])
    job, warm = jobs[name]
    if warm is not None:
        warm(folder.with_name("small"))
    began, clock = cpu(), time.perf_counter()
    credits_ = job(folder)
    took = {"cpu": cpu() - began, "wall": time.perf_counter() - clock}
    print(json.dumps({**took, "peak": peak_mb(), "credits": credits_}))
