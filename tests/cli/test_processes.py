"""Several `vaekst` at once, and some of them killed: nothing is lost, nothing is doubled."""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from tests.sources.youtube_files import totals

from vaekst.lake import Lake

PATIENCE = 120  # seconds


class Home:
    """A data home of its own, and commands that work on it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.env = {**os.environ, "VAEKST_HOME": str(folder / "home"), "PYTHONPATH": os.pathsep.join(sys.path)}
        self.finish(self.start("init", "Fjord", "--channel", "youtube"))

    def start(self, *words: str) -> subprocess.Popen[str]:
        command = [sys.executable, "-m", "vaekst.cli", *words]
        pipe = subprocess.PIPE
        return subprocess.Popen(command, cwd=self.folder, env=self.env, stdout=pipe, stderr=pipe, text=True)

    def finish(self, process: subprocess.Popen[str]) -> str:
        told, errors = process.communicate(timeout=PATIENCE)
        assert process.returncode == 0, errors
        return told

    def take_in(self, *files: Path) -> list[Any]:
        return json.loads(self.finish(self.start("import", "--json", *map(str, files))))

    def exports(self, number: int) -> list[Path]:
        """Files of five days each, every one of another month."""
        made = []
        for n in range(number):
            path = self.folder / f"{n}.csv"
            path.write_bytes(totals(*range(n, n + 5), first=f"2025-{n + 1:02d}-01"))
            made.append(path)
        return made

    def views(self) -> Counter[str]:
        """The views of every import in the lake, by import."""
        (brand,) = (self.folder / "home" / "lake").iterdir()
        held = Lake(brand).rows("channel_day").collect()
        views: Counter[str] = Counter()
        for row in held.iter_rows(named=True):
            views[row["import_id"]] += row["views_start"] or row["views_engaged"]
        return views


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return Home(tmp_path)


def test_imports_at_once_are_all_taken_in_and_the_same_file_only_once(home):
    one, other = home.exports(2)
    at_once = [home.start("import", "--json", str(file)) for file in (one, one, other)]
    *same, different = [json.loads(home.finish(each))[0]["status"] for each in at_once]
    assert (sorted(same), different) == (["already imported", "imported"], "imported")
    assert sorted(home.views().values()) == [10, 15]


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="needs SIGKILL")
def test_imports_killed_thirty_times_are_whole_after_one_that_is_not(home):
    files = home.exports(12)
    chance = random.Random(20261123)
    for _ in range(30):
        killed = home.start("import", *map(str, files))
        time.sleep(chance.uniform(0.8, 2.5))
        os.kill(killed.pid, signal.SIGKILL)
        killed.communicate()
    receipts = home.take_in(*files)
    assert {each["status"] for each in receipts} <= {"imported", "already imported"}
    assert home.views() == {each["import_id"]: sum(each["totals"].values()) for each in receipts}
    assert {each["status"] for each in home.take_in(*files)} == {"already imported"}
