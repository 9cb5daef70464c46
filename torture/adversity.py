"""A disk that fills up in the middle of an import, and a clock that goes backwards."""

from __future__ import annotations

import resource
import signal
from datetime import timedelta
from pathlib import Path
from typing import Any

from torture.children import ask
from torture.report import Outcome
from torture.shop import NOW, Shop, export
from vaekst.core.machine import trouble_of


def full_disk(shop: Shop, folder: Path) -> Outcome:
    """No file may grow beyond a limit, as on a full disk; the limit creeps up until the import fits."""
    ask(lambda: shop.take_in(export(folder, 1)))
    before, broken, refused = ask(shop.held), [], 0
    file = export(folder, 2)
    for limit in (0, 512, 1_000, 2_000, 4_000, 8_000, 12_000, 16_000, 24_000):
        status = ask(lambda limit=limit: _limited(shop, file, limit))
        if status != "refused":
            broken += [] if status in ("imported", "already imported") else [f"at {limit} bytes: {status}"]
            continue
        refused += 1
        if ask(shop.held) != before:
            broken.append(f"at {limit} bytes the import was refused, and yet something stayed in the lake")
    (status,) = ask(lambda: shop.take_in(file))
    if len(ask(shop.held)) != 2 or status == "refused":
        broken.append(f"with room again the import ended as '{status}'")
    return Outcome(
        "full disk", "an import under nine limits of file size, then with room", {"refused": refused}, tuple(broken)
    )


def _limited(shop: Shop, file: Path, limit: int) -> Any:
    shop.open()  # the store itself lies on the same disk, and is there already
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (limit, resource.RLIM_INFINITY))
    try:
        return shop.take_in(file)[0]
    except Exception as error:  # noqa: BLE001 (told in the report, unless the person is told in words)
        return "refused" if trouble_of(error) else f"{type(error).__name__}: {error}"
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))


def clock_backwards(shop: Shop, folder: Path) -> Outcome:
    """Imports while the machine's clock jumps back by an hour, a day, a year."""
    broken: list[str] = []
    steps = [timedelta(), timedelta(hours=-1), timedelta(days=-1), timedelta(days=-365), timedelta()]
    for number, step in enumerate(steps, start=1):
        (status,) = ask(lambda number=number, step=step: shop.take_in(export(folder, number), now=NOW + step))
        if status != "imported":
            broken.append(f"at {step}: {status}")
    held, recorded = ask(shop.held), ask(shop.recorded)
    if len(held) != len(steps) or sorted(held) != sorted(recorded):
        broken.append(f"{len(steps)} imports, {len(held)} held, {len(recorded)} recorded")
    return Outcome(
        "clock", "imports while the clock jumps back an hour, a day, a year", {"imports": len(held)}, tuple(broken)
    )
