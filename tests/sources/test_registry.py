"""All sources are laid out alike, documented, and tested."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.sources.files import read_one, table

from vaekst.sources import SOURCES

ROOT = Path(__file__).resolve().parents[2]
each_source = pytest.mark.parametrize("name", sorted(SOURCES))


@each_source
def test_a_source_lies_in_a_folder_of_its_name(name):
    folder = ROOT / "src" / "vaekst" / "sources" / name
    assert {"__init__.py", "recognise.py", "read.py", "headers.py"} <= {path.name for path in folder.glob("*.py")}


@each_source
def test_a_source_is_documented_and_names_its_kinds(name):
    page = (ROOT / "docs" / "reference" / "sources" / f"{name}.md").read_text("utf-8")
    missing = [kind for kind in SOURCES[name].kinds if kind not in page]
    assert not missing


@each_source
def test_a_source_has_tests(name):
    assert list((ROOT / "tests" / "sources").glob(f"test_{name}*.py"))


@each_source
def test_a_source_knows_what_it_is_called(name):
    source = SOURCES[name]
    assert source.name == name
    assert source.label.english()
    assert source.kinds


def test_no_table_of_nonsense_is_recognised(tmp_path):
    assert read_one(tmp_path, table(["a", "b"], [1, 2])).receipt.refusal.code == "mapping_needed"
