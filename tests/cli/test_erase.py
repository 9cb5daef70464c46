"""`vaekst erase`: looked at first, typed to be meant, and gone from every file below the data home."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Any

import pytest
from tests.cli.terminal import answer, vaekst
from tests.sources.files import table
from tests.store import builders

from vaekst.store.models import Brand, Person, Role

LONE = "lone@example.org"
HEADER = ("Record ID", "First Name", "Email", "Create Date", "Lifecycle Stage")
LINES = (
    ("501", "Lone Lund", LONE, "2026-11-02 09:12", "lead"),
    ("502", "Karl Krog", "karl@example.org", "2026-11-03 10:00", "lead"),
)


@pytest.fixture
def leads(keyboard: Person, settings: Any, tmp_path: Path) -> Brand:
    """A brand that has imported two leads."""
    settings.VAEKST_HOME = tmp_path / "home"
    brand = builders.brand("fjord-cykler", owner=keyboard)
    (tmp_path / "leads.csv").write_bytes(table(HEADER, *LINES))
    assert vaekst("import", "leads.csv").exit_code == 0
    return brand


def test_what_would_go_is_shown_first(leads):
    told = answer("erase", "person", LONE, "--dry-run")
    assert told["erased"] is False
    assert (told["rows"], told["originals"], told["is_known"]) == ({"lead": 1}, ["leads.csv"], True)
    shown = vaekst("erase", "person", LONE, "--dry-run").stdout
    assert "would be erased" in shown
    assert "leads.csv" in shown
    assert answer("erase") == []


def test_a_person_is_erased_once_the_brand_was_typed(leads):
    refused = vaekst("erase", "person", LONE, typed="yes\n")
    assert (refused.exit_code, "Nothing was erased" in refused.stderr) == (1, True)
    result = vaekst("erase", "person", LONE, typed="fjord-cykler\n")
    assert (result.exit_code, "Erased for good" in result.stdout) == (0, True)
    assert "Nothing is known" in vaekst("erase", "person", LONE).stderr
    (told,) = answer("erase")
    assert (told["erased"], told["brand"], told["by"]) == ("person", "fjord-cykler", "freja")
    assert told["counts"] == {"lead": 1, "originals": 1, "waiting": 0, "backups": 0}
    assert LONE not in vaekst("erase").stdout


def test_scripts_are_not_asked(leads):
    assert answer("erase", "person", "502", "--yes")["rows"] == {"lead": 1}


def test_a_member_is_erased_and_called_otherwise(leads):
    builders.member(leads, builders.person("liv"), Role.EDITOR)
    assert answer("erase", "member", "liv@example.org", "--dry-run")["brands"] == ["fjord-cykler"]
    assert "would be erased" in vaekst("erase", "member", "liv@example.org", "--dry-run").stdout
    told = vaekst("erase", "member", "liv@example.org", typed="liv@example.org\n")
    pseudonym = Person.objects.exclude(is_local=True).get().name
    assert pseudonym in told.stdout
    assert [each["erased"] for each in answer("erase")] == ["member"]


def test_a_brand_is_erased_once_it_was_typed(leads):
    assert answer("erase", "brand", "fjord-cykler", "--dry-run")["rows"] == 2
    assert vaekst("erase", "brand", "fjord-cykler", typed="fjord\n").exit_code == 1
    assert "Erased for good" in vaekst("erase", "brand", "fjord-cykler", typed="fjord-cykler\n").stdout
    assert not Brand.objects.exists()
    assert [(each["erased"], each["brand"]) for each in answer("erase")] == [("brand", None)]
    assert "Nothing" not in vaekst("erase").stderr


def test_nothing_erased_yet_is_told_with_the_way_to_look(keyboard):
    assert "--dry-run" in vaekst("erase").stderr


class Home:
    """A data home of its own, as it lies on the disk."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.home = folder, folder / "home"
        self.env = {**os.environ, "VAEKST_HOME": str(self.home), "PYTHONPATH": os.pathsep.join(sys.path)}

    def run(self, *words: str) -> str:
        done = subprocess.run(
            [sys.executable, "-m", "vaekst.cli", *words],
            cwd=self.folder,
            env=self.env,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    def bytes(self) -> bytes:
        files = [path for path in self.home.rglob("*") if path.is_file()]
        packed = [zipfile.ZipFile(path) for path in files if zipfile.is_zipfile(path)]
        names = "\n".join(map(str, files)).removeprefix(str(self.folder)).encode()
        return b"".join(
            [names, *(path.read_bytes() for path in files), *(z.read(n) for z in packed for n in z.namelist())]
        ).lower()


def test_no_file_below_the_data_home_holds_what_was_erased(tmp_path: Path):
    home = Home(tmp_path)
    home.run("init", "Fjord Cykler")
    home.run("init", "Bakery Next Door")
    (tmp_path / f"{LONE}.csv").write_bytes(table(HEADER, *LINES))
    home.run("import", f"{LONE}.csv", "--brand", "fjord-cykler")
    home.run("people", "invite", "liv.lund@example.org", "editor", "--name", "Liv Lund", "--brand", "fjord-cykler")
    traces = (LONE, "lone lund")
    assert all(trace.encode() in home.bytes() for trace in traces)
    home.run("erase", "person", LONE, "--yes", "--brand", "fjord-cykler")
    assert not [trace for trace in traces if trace.encode() in home.bytes()]
    home.run("erase", "member", "liv.lund@example.org", "--yes")
    assert not [trace for trace in ("liv.lund", "liv lund") if trace.encode() in home.bytes()]
    home.run("erase", "brand", "fjord-cykler", "--yes")
    assert not [trace for trace in ("fjord", "karl@example.org") if trace.encode() in home.bytes()]
    assert b"bakery" in home.bytes()
    assert [each["erased"] for each in json.loads(home.run("erase", "--json"))] == ["brand"]
    home.run("erase", "finish")
