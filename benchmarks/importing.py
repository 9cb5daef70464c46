"""The import of a chart of a million rows, beside bare reads of the same file by DuckDB and Polars."""

from __future__ import annotations

import json
import os
import random
import shutil
import string
import subprocess
import sys
import time
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from statistics import median

from benchmarks.brand import SLUG
from benchmarks.report import Section, peak_mb

ROWS = 1_000_000
DAYS = 720
RUNS = 5
LAST = date(2026, 10, 31)
READERS = ("vaekst", "duckdb", "polars")


def measure(home: Path) -> Section:
    """The three in turn, A B C A B C …, each in a fresh process, medians of RUNS."""
    file = home / "Chart data.csv"
    write_chart(file)
    told = {reader: [] for reader in READERS}
    for _ in range(RUNS):
        for reader in READERS:
            told[reader].append(ask(reader, file, home))
    rows = []
    for reader, name in zip(READERS, ("`vaekst import`", "DuckDB into a table", "Polars into a frame"), strict=True):
        ratio = median(
            ours["seconds"] / bare["seconds"] for ours, bare in zip(told["vaekst"], told[reader], strict=True)
        )
        seconds, cpu, peak = (median(each[what] for each in told[reader]) for what in ("seconds", "cpu", "peak_mb"))
        rows.append(
            (name, f"{seconds:.2f} s", f"{cpu:.2f} s", f"{peak:.0f}", "" if reader == "vaekst" else f"{ratio:.1f} ×")
        )
    how = (
        f"YouTube Studio's chart of {ROWS:,} rows ({file.stat().st_size / 1e6:.0f} MB), imported whole: hashed, recognised, read, "
        "checked, kept as it came, written to the lake and recorded. Each run in a fresh process after its libraries are imported, "
        f"medians of {RUNS} in turn; the last column is the time of the import over that of the bare read."
    )
    return Section("Import", how, ("what", "time", "processor", "peak MB", "import takes"), tuple(rows))


def write_chart(file: Path) -> None:
    """A row for every video and day, as YouTube Studio writes it; titles with a comma stand in quotes."""
    chance = random.Random(7)
    days = [(LAST - timedelta(days=DAYS - 1 - number)).isoformat() for number in range(DAYS)]
    with file.open("w", encoding="utf-8", newline="") as out:
        out.write("Date,Content,Video title,Video publish time,Duration,Views\n")
        for number in range(-(-ROWS // DAYS)):
            video = "".join(chance.choices(string.ascii_letters + string.digits, k=11))
            title = f'"Værkstedet, del {number}"' if number % 7 == 0 else f"En tur om Ærø nr. {number}"
            told = f',{video},{title},"Nov {chance.randint(1, 28)}, 2024",{chance.randint(15, 900)},'
            shown = days[: ROWS - number * DAYS]
            out.writelines(f"{day}{told}{int(chance.paretovariate(1.2) * 300)}\n" for day in shown)


def ask(reader: str, file: Path, home: Path) -> dict[str, float]:
    """What one run in a process of its own took: seconds, processor seconds, and peak memory."""
    fresh = home / "importing"
    shutil.rmtree(fresh, ignore_errors=True)
    shutil.copytree(home, fresh, ignore=shutil.ignore_patterns("lakes", "homes", "importing", file.name))
    command = [sys.executable, "-m", "benchmarks.importing", reader, str(file)]
    environment = os.environ | {"VAEKST_HOME": str(fresh), "DJANGO_SETTINGS_MODULE": "vaekst.site.settings"}
    answer = subprocess.run(command, env=environment, check=True, stdout=subprocess.PIPE, text=True)
    shutil.rmtree(fresh)
    told: dict[str, float] = json.loads(answer.stdout.splitlines()[-1])
    return told


def run(reader: str, file: Path) -> dict[str, float]:
    """One run in this process."""
    work = {"vaekst": _import, "duckdb": _duckdb, "polars": _polars}[reader](file)
    began, spent = time.perf_counter(), time.process_time()
    work()
    seconds, cpu = time.perf_counter() - began, time.process_time() - spent
    return {"seconds": seconds, "cpu": cpu, "peak_mb": peak_mb()}


def _import(file: Path):
    import django

    django.setup()
    from vaekst.actions import imports
    from vaekst.actions.audit import Actor
    from vaekst.core.receipt import Status
    from vaekst.store.models import Brand, Role, Via

    brand = Brand.objects.get(slug=SLUG)
    owner = brand.memberships.filter(role=Role.OWNER).first().person

    def work() -> None:
        (receipt,) = imports.import_file(Actor(owner, Via.CLI), brand, file, now=datetime(2026, 11, 24, tzinfo=UTC))
        if receipt.status is not Status.IMPORTED or receipt.rows_read != ROWS:
            raise RuntimeError(f"{receipt.status}: {receipt.refusal}")

    return work


def _duckdb(file: Path):
    import duckdb

    return lambda: duckdb.connect().execute("CREATE TABLE chart AS SELECT * FROM read_csv(?)", [str(file)])


def _polars(file: Path):
    import polars

    return lambda: polars.read_csv(file)


if __name__ == "__main__":
    print(json.dumps(run(sys.argv[1], Path(sys.argv[2]))))
