"""Whatever Vaekst says, it can say in Danish."""

from __future__ import annotations

import importlib.util
import re
from functools import cache
from pathlib import Path
from types import ModuleType

import pytest
from babel.messages.catalog import Catalog
from babel.messages.mofile import read_mo

ROOT = Path(__file__).resolve().parents[2]
ENGLISH = re.compile(r"\b(the|and|of|with|is|are|was|this|that|which|from)\b", re.IGNORECASE)
IMPERATIVES = {"Import"}  # spelt like a word of the glossary, and a button
QUOTED = re.compile(r"`[^`]*`|'[^']*'|%\([^)]*\)s|\{[^{}]*\}|--[\w-]+")


@cache
def messages() -> ModuleType:
    spec = importlib.util.spec_from_file_location("messages", ROOT / "tools" / "messages.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@cache
def catalogue() -> Catalog:
    return messages().merged()


def pairs() -> list[tuple[str, str]]:
    """Every English form with its Danish one, as far as there is one."""
    found = []
    for message in catalogue():
        if message.id:
            english = message.id if isinstance(message.id, (list, tuple)) else [message.id]
            danish = message.string if isinstance(message.string, (list, tuple)) else [message.string]
            found += [(one, other) for one, other in zip(english, danish, strict=False) if other]
    return found


def test_every_sentence_has_its_danish_with_the_same_placeholders():
    assert not messages().faults(catalogue()), "run `make messages` and write the Danish"


def test_the_compiled_catalogue_holds_every_sentence():
    with messages().CATALOGUE.with_suffix(".mo").open("rb") as file:
        compiled = read_mo(file)
    for message in catalogue():
        if message.id:
            found = compiled.get(_forms(message.id)[0], message.context)
            assert found is not None, f"run `make messages`: {message.id}"
            assert _forms(found.string) == _forms(message.string), "run `make messages`"


def _forms(said: str | list[str] | tuple[str, ...]) -> tuple[str, ...]:
    """The one wording, or singular and plural."""
    return (said,) if isinstance(said, str) else tuple(said)


def test_no_english_is_left_in_the_danish():
    assert not [danish for _, danish in pairs() if ENGLISH.search(QUOTED.sub("", danish))]


def test_a_danish_sentence_ends_as_the_english_one_does():
    assert not [
        (english, danish)
        for english, danish in pairs()
        if english[-1] in ".:…" and english[-1] != danish[-1] and not english.endswith("cure:word}")
    ]


def test_the_danish_words_are_those_of_the_glossary():
    rows = re.findall(r"^\| \*\*(.+?)\*\* \| (.+?) \|", (ROOT / "GLOSSARY.md").read_text("utf-8"), re.MULTILINE)
    words = {
        one.strip(): other.strip()
        for english, danish in rows
        for one, other in zip(english.split(","), danish.split(","), strict=True)
    }
    said = {english.casefold(): danish.casefold() for english, danish in pairs() if english not in IMPERATIVES}
    assert words
    assert not {
        word: (danish, said[word.casefold()])
        for word, danish in words.items()
        if said.get(word.casefold(), danish.casefold()) != danish.casefold()
    }


@pytest.mark.parametrize("said", ["3 of 4", "{posts} of {needed} posts", "%(n)s of %(all)s"])
def test_a_lost_placeholder_is_found(said: str):
    altered = messages().Danish(locale="da")
    altered.add(said, "noget andet")
    assert bool(messages().faults(altered)) == bool(messages().PLACEHOLDER.search(said))
