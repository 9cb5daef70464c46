"""The job by the compiled loop, straight from the files."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import chain
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from benchmarks.attribution.measured import main
from benchmarks.attribution.world import CHANNELS, DAY_MS, START_MS, WEEKS
from vaekst.core.attribution.arrays import Leads, Touches
from vaekst.core.attribution.contract import PathContract
from vaekst.core.attribution.counts import Counts
from vaekst.core.attribution.models import RULES, Model, credits_of
from vaekst.core.attribution.onepass import count_in_one_pass, count_rules

KEYS = (None, *CHANNELS)
GROUPS = 256
CODES = {name: place * 2 + (name == "direct") for place, name in enumerate(KEYS)}
NEW_WEEK = START_MS + (WEEKS - 1) * 7 * DAY_MS
LOOK_BACK_WEEKS = 6


def files(folder: Path) -> list[str]:
    return sorted(map(str, folder.glob("touches-*.parquet")))


def pieces(paths: Sequence[str]) -> Iterator[Touches]:
    """The touches as the loop takes them, straight from the files."""
    for path in paths:
        with pq.ParquetFile(path, read_dictionary=["channel"], memory_map=True) as file:
            for rows in file.iter_batches(1 << 17, columns=["user_id", "ts", "channel"], use_threads=False):
                channel = rows.column("channel")
                codes = np.array([CODES[name] for name in channel.dictionary.to_pylist()], np.int16)
                yield Touches(
                    rows.column("user_id").to_numpy(),
                    rows.column("ts").cast(pa.int64()).to_numpy(),
                    codes[channel.indices.to_numpy()],
                )


def rows(paths: Sequence[str]) -> int:
    """How many touches the files hold, by their own word."""
    return sum(pq.read_metadata(path).num_rows for path in paths)


def leads(folder: Path, *, since: int = 0) -> Leads:
    table = pq.read_table(folder / "leads.parquet", columns=["user_id", "ts"], use_threads=False)
    user, at = table["user_id"].to_numpy(), table["ts"].cast(pa.int64()).to_numpy()
    return Leads(user[at >= since], at[at >= since])


def told(counts: Counts, models: Sequence[Model]) -> dict[str, Any]:
    return {model.value: dict(zip(CHANNELS, credits_of(model, counts)[1:].tolist(), strict=True)) for model in models}


def rules(folder: Path) -> Mapping[str, Any]:
    counts = count_rules(pieces(files(folder)), leads(folder), PathContract(), keys=KEYS, groups=GROUPS)
    return told(counts, tuple(RULES))


def whole(folder: Path) -> Mapping[str, Any]:
    counts = count_in_one_pass(
        pieces(files(folder)), leads(folder), PathContract(), keys=KEYS, groups=GROUPS, expected=rows(files(folder))
    )
    return told(counts, tuple(Model))


def week(folder: Path) -> Mapping[str, Any]:
    """A new week on top of the others: its own files and those of the look-back, of visitors who came in the new week."""
    recent = files(folder)[-LOOK_BACK_WEEKS:]
    opens = NEW_WEEK - 31 * DAY_MS
    new = list(pieces(recent[-1:]))
    counts = count_in_one_pass(
        chain(pieces(recent[:-1]), new),
        leads(folder, since=opens),
        PathContract(),
        keys=KEYS,
        groups=GROUPS,
        since=NEW_WEEK,
        expected=rows(recent),
        visitors=np.concatenate([piece.user for piece in new]),
    )
    return told(counts, tuple(Model))


JOBS = {"rule models": (rules, rules), "all models": (whole, whole), "a new week": (week, week)}

if __name__ == "__main__":
    main(JOBS)
