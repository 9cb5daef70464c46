"""What the pages tell people to type exists, and every page can be found."""

from __future__ import annotations

import re
import shlex
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from tests.docs.test_house import ROOT, tracked
from tests.docs.test_reference import reference

PAGES = [page for page in tracked("*.md") if "reference/cli.md" not in page.as_posix()]
BLOCK = re.compile(r"^( *)```(\w*)\n(.*?)^\1```", re.DOTALL | re.MULTILINE)
INLINE = re.compile(r"`(vaekst [^`]+|make [a-z-]+)`")
TARGET = re.compile(r"^([a-z-]+):", re.MULTILINE)
_SAID = {"COMMAND", "FILE…", "…"}


def typed(page: Path) -> list[str]:
    """Every command a page tells people to type, without what follows a `#`."""
    text = page.read_text("utf-8")
    lines = [line.strip() for _, kind, block in BLOCK.findall(text) if not kind for line in block.splitlines()]
    return [line for line in (*lines, *INLINE.findall(text)) if line.startswith(("vaekst ", "make "))]


@cache
def commands() -> dict[str, Any]:
    return dict(reference().commands())


@cache
def targets() -> set[str]:
    return set(TARGET.findall((ROOT / "Makefile").read_text("utf-8")))


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_commands_on_a_page_exist(page: Path):
    wrong = [line for line in typed(page) if not (_is_target(line) if line.startswith("make ") else _is_command(line))]
    assert not wrong


def _is_target(line: str) -> bool:
    return shlex.split(line, comments=True)[1] in targets()


def _is_command(line: str) -> bool:
    words = [word for word in shlex.split(line.replace("'…'", "why"), comments=True) if word not in {">", "|"}]
    if len(words) < 2 or words[1] in _SAID or words[1:] == ["--help"]:
        return True
    if words[1] == "map" and len(words) > 2 and _lacks_subcommand("vaekst map", words[2]):
        words.insert(2, "file")  # `map FILE` is short for `map file FILE`
    name = " ".join(words[:3]) if " ".join(words[:3]) in commands() else " ".join(words[:2])
    if name not in commands() or (len(words) > 2 and _lacks_subcommand(name, words[2])):
        return False
    known = {
        option
        for part in (name, " ".join(words[:2]), "vaekst")
        for each in commands()[part].params
        for option in each.opts
    }
    return {word.partition("=")[0] for word in words if word.startswith("-") and word != "-"} <= known | {
        "--help",
        "-h",
    }


def _lacks_subcommand(name: str, word: str) -> bool:
    """Whether the command is a group and the word after it is none of its own."""
    own = getattr(commands()[name], "commands", None)
    return own is not None and not word.startswith("-") and "|" not in word and word not in own


def test_a_misspelt_command_would_be_found():
    assert _is_command("vaekst baseline freeze --why 'late files'")
    assert not _is_command("vaekst baseline freezes")
    assert not _is_command("vaekst import --chanel instagram Views.csv")
    assert not _is_target("make dmeo")


def test_every_page_is_found_from_the_front_page():
    seen: set[Path] = set()
    waiting = [ROOT / "README.md"]
    while waiting:
        page = waiting.pop()
        if page in seen:
            continue
        seen.add(page)
        for target in re.findall(r"\]\((?!https?:|mailto:|#)([^)#\s]+)", page.read_text("utf-8")):
            found = (page.parent / target).resolve()
            waiting += [found] if found.suffix == ".md" and found.exists() else []
    assert not [str(page.relative_to(ROOT)) for page in tracked("docs/**/*.md", "*.md") if page not in seen]


def test_readme_names_its_two_commands_before_anything_else():
    blocks = [block for _, kind, block in BLOCK.findall((ROOT / "README.md").read_text("utf-8"))]
    assert [line.split()[:2] for line in blocks[0].splitlines()] == [["make", "demo"], ["make", "test"]]
