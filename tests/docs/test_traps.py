"""Every trap that the documentation says is met has a test that proves it."""

from __future__ import annotations

import ast
import re
from functools import cache

import pytest
from tests.docs.test_house import ROOT

PAGE = "docs/reference/traps.md"
ROWS = [line for line in (ROOT / PAGE).read_text("utf-8").splitlines() if line.startswith("| ")]
TRAPS = [row for row in ROWS if not row.startswith("| trap ")]
TEST = re.compile(r"`(tests/[\w/]+\.py)::(test_\w+)`")


@cache
def written_in(path: str) -> frozenset[str]:
    """The names of the tests in a file; none where there is no such file."""
    file = ROOT / path
    if not file.exists():
        return frozenset()
    return frozenset(
        node.name for node in ast.walk(ast.parse(file.read_text("utf-8"))) if isinstance(node, ast.FunctionDef)
    )


@pytest.mark.parametrize("row", TRAPS, ids=lambda row: row.split("|")[1].strip()[:50])
def test_a_trap_names_tests_that_exist(row: str):
    named = TEST.findall(row)
    assert named
    assert not [f"{path}::{name}" for path, name in named if name not in written_in(path)]
