"""The pages of commands and of sentences say what the code says."""

from __future__ import annotations

import importlib.util
from functools import cache
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).resolve().parents[2]


PAGES = ROOT / "docs" / "reference"


@cache
def reference(name: str = "cli_reference") -> ModuleType:
    spec = importlib.util.spec_from_file_location(name, ROOT / "tools" / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize(
    ("page", "tool"),
    [("cli.md", "cli_reference"), ("feed.md", "feed_reference"), ("sentences.md", "sentence_reference")],
)
def test_the_page_is_current(page: str, tool: str):
    assert (PAGES / page).read_text("utf-8") == reference(tool).page(), "run `make docs`"


@pytest.mark.parametrize(("typed", "command"), tuple(reference().commands()), ids=lambda each: str(each))
def test_every_command_and_option_has_its_line_of_help(typed: str, command):
    assert command.help or typed == "vaekst"
    silent = [each.name for each in command.params if each.name != "help" and not getattr(each, "help", None)]
    assert not silent


@pytest.mark.parametrize(("typed", "command"), tuple(reference().commands()), ids=lambda each: str(each))
def test_reporting_commands_speak_json_and_ask_which_brand(typed: str, command):
    reporting = {
        "vaekst import",
        "vaekst map file",
        "vaekst board",
        "vaekst review",
        "vaekst decide",
        "vaekst posts list",
    }
    if typed in reporting | {"vaekst baseline show", "vaekst people list", "vaekst strategy show"}:
        options = {name for each in command.params for name in each.opts}
        assert {"--json", "--brand"} <= options
