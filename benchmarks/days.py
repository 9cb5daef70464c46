"""What adding a day takes, in a lake that is small and in one that is large, and after years of daily imports."""

from __future__ import annotations

import time
from pathlib import Path
from statistics import median

from benchmarks import brand
from benchmarks.report import Section
from vaekst.core.facts import CHANNEL_DAY, COST, Batch
from vaekst.lake import Lake, delta, stamp

SMALL, LARGE = 1_000_000, 25_000_000
RUNS = 9
POSTS = 2_000
YEARS = 3


def measure(home: Path) -> Section:
    """The same day of 2,000 posts added to both lakes in turn."""
    lakes = [brand.lake_of(home, size) for size in (SMALL, LARGE)]
    day = brand.readings(POSTS, range(brand.DAYS - 1, brand.DAYS), import_id="a day")
    taken = [[_append(lake, day, f"one more day {run}") for lake in lakes] for run in range(RUNS)]
    small, large = (median(pair[side] for pair in taken) for side in (0, 1))
    ratio = median(pair[1] / pair[0] for pair in taken)
    how = f"One day of {POSTS:,} posts and three channels appended, medians of {RUNS} in turn."
    row = (f"{1000 * small:.0f} ms", f"{1000 * large:.0f} ms", f"{ratio:.2f} ×")
    return Section("One more day", how, ("in 1 M rows", "in 25 M rows", "ratio"), (row,), "Aim: at most 1.2 ×.")


def measure_years(home: Path) -> Section:
    """Three years of imports, one a day into three tables, each day's file restating the last thirty."""
    lake = Lake(home / "lakes" / "years")
    like = brand.readings(60, range(brand.DAYS - 1, brand.DAYS), import_id="a day")
    took = [_append(lake, _three_tables(day, like), f"day {day}") for day in range(365 * YEARS)]
    rows = tuple(_about(lake, table) for table in lake.version())
    first, last = median(took[:30]), median(took[-30:])
    how = (
        f"{365 * YEARS:,} daily imports into three tables. Appending a day took {1000 * first:.0f} ms in the first month and "
        f"{1000 * last:.0f} ms in the last ({last / first:.1f} ×); the slowest, which gathered files, {1000 * max(took):.0f} ms. "
        "Opening and reading is the first of a process's."
    )
    columns = ("table", "rows", "files now", "files ever", "commits", "log MB", "opening", "reading all")
    return Section("Years of daily imports", how, columns, rows)


def _three_tables(day: int, like: Batch) -> Batch:
    """Sixty posts, three channels' days and ten costs, as read on that day."""
    moment = brand.moment(day)
    posts = _dated(like["post_snapshot"], "observed_at", moment)
    channel_days = [
        {"channel": channel, "platform": channel, "local_date": brand.day(max(day - back, 0)), "observed_at": moment,
         "views_start": day + back, "source_row": back + 2}
        for channel in brand.CHANNELS for back in range(30)
    ]  # fmt: skip
    costs = [
        {"entry_id": f"{day}:{n}", "local_date": brand.day(day), "observed_at": moment, "amount_minor": 100 * n,
         "currency": "DKK", "source_row": n + 2}
        for n in range(10)
    ]  # fmt: skip
    rows = {"post_snapshot": posts, "channel_day": CHANNEL_DAY.batch(channel_days), "cost": COST.batch(costs)}
    return stamp(rows, import_id=f"day {day}", recorded_at=moment)


def _dated(rows, column, moment):
    place = rows.schema.get_field_index(column)
    return rows.set_column(place, rows.schema.field(place), [[moment] * rows.num_rows])


def _about(lake: Lake, table: str) -> tuple[str, ...]:
    log = list((lake.root / table / "_delta_log").iterdir())
    delta._listed.clear()  # noqa: SLF001 (as in a fresh process)
    began = time.perf_counter()
    files = lake._files(table, None)  # noqa: SLF001 (what opening is)
    opened = time.perf_counter()
    rows = lake.rows(table).collect()
    read = time.perf_counter()
    return (
        table,
        f"{len(rows):,}",
        str(len(files.names)),
        str(len(list((lake.root / table).glob("month=*/*.parquet")))),
        str(sum(entry.suffix == ".json" for entry in log)),
        f"{sum(entry.stat().st_size for entry in log) / 1e6:.1f}",
        f"{1000 * (opened - began):.0f} ms",
        f"{1000 * (read - opened):.0f} ms",
    )


def _append(lake: Lake, batch: Batch, import_id: str) -> float:
    began = time.perf_counter()
    lake.append(batch, import_id=import_id)
    return time.perf_counter() - began
