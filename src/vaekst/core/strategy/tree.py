"""YAML text as plain values that remember where they stood.

The document is built from the parser's events rather than loaded: so every key and value keeps its line and
column, doubled keys are seen, words such as `no` stay words, and nothing in the text can make it grow.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError
from ruamel.yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    MappingEndEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)
from ruamel.yaml.reader import ReaderError

from vaekst.core.sentence import N_, Sentence
from vaekst.core.strategy.faults import Fault, Path, dotted

MAX_CHARACTERS = 200_000
MAX_DEPTH = 12

_INTEGER = re.compile(r"-?(0|[1-9]\d{0,17})")
_DECIMAL = re.compile(r"-?\d{1,17}\.\d{1,17}")
_TRUE, _FALSE, _NULL = {"true", "True", "TRUE"}, {"false", "False", "FALSE"}, {"", "~", "null", "Null", "NULL"}


@dataclass(frozen=True, slots=True)
class Mark:
    """A place in the text; line and column count from 1."""

    line: int
    column: int


@dataclass(slots=True)
class Tree:
    """What the text holds as JSON-like values, where each stands, how it was written, and what is wrong so far."""

    value: Any = None
    keys: dict[Path, Mark] = field(default_factory=dict)
    marks: dict[Path, Mark] = field(default_factory=dict)
    written: dict[Path, str] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)

    def mark(self, path: Path) -> Mark:
        """Where the value at the path stands, or the nearest group around it that exists."""
        while path not in self.marks and path:
            path = path[:-1]
        return self.marks.get(path, Mark(1, 1))


class _Broken(Exception):
    """The text cannot be read further; the fault is noted already."""


def read_tree(text: str) -> Tree:
    """The text as a Tree. Raises nothing: what cannot be read is among its faults."""
    tree = Tree()
    if len(text) > MAX_CHARACTERS:
        template = N_("The document has {size} characters; {most} are allowed. Is this the right file?")
        tree.faults.append(_fault(Mark(1, 1), Sentence("too_long", template, size=len(text), most=MAX_CHARACTERS)))
        return tree
    text = text.removeprefix("\N{ZERO WIDTH NO-BREAK SPACE}")
    try:
        _Builder(tree, YAML(typ="rt", pure=True).parse(text)).build()
    except _Broken:
        pass
    except ReaderError as error:
        tree.faults.append(_bad_character(error, text))
    except MarkedYAMLError as error:
        tree.faults.append(_syntax_fault(error, text))
    return tree


class _Builder:
    """Turns the events of one document into the tree's values."""

    def __init__(self, tree: Tree, events: Iterator[Any]) -> None:
        self.tree = tree
        self.events = events

    def build(self) -> None:
        for event in self.events:
            if isinstance(event, DocumentStartEvent):
                break
        else:
            self._note(Mark(1, 1), Sentence("empty_document", N_("The document is empty. Start it with 'vaekst: 1'.")))
            return
        self.tree.value = self._value(next(self.events), (), keep=True)
        for event in self.events:
            if isinstance(event, DocumentStartEvent):
                template = N_("A second document starts here. Keep one document per file; remove the line with ---.")
                self._note(_mark(event), Sentence("second_document", template))
                return

    def _value(self, event: Any, path: Path, *, keep: bool) -> Any:
        """The value that starts with the event; `keep` remembers its place (not for one that a later key repeats)."""
        if keep:
            self.tree.marks[path] = _mark(event)
        if isinstance(event, AliasEvent):
            return self._alias(event, path)
        self._check_plain(event, path)
        if isinstance(event, ScalarEvent):
            if keep:
                self.tree.written[path] = event.value
            return _plain(event)
        if len(path) >= MAX_DEPTH:
            template = N_("Settings are nested deeper than {most} levels here; no setting is. Check the indentation.")
            self._note(_mark(event), Sentence("too_deep", template, most=MAX_DEPTH), path)
            raise _Broken
        if isinstance(event, SequenceStartEvent):
            return self._items(path, keep=keep)
        return self._entries(path, keep=keep)

    def _items(self, path: Path, *, keep: bool) -> list[Any]:
        items: list[Any] = []
        while not isinstance(event := next(self.events), SequenceEndEvent):
            items.append(self._value(event, (*path, len(items)), keep=keep))
        return items

    def _entries(self, path: Path, *, keep: bool) -> dict[str, Any]:
        entries: dict[str, Any] = {}
        first: dict[str, Mark] = {}
        while not isinstance(event := next(self.events), MappingEndEvent):
            if not isinstance(event, ScalarEvent):
                template = N_("A setting's name is one word; a list, group or * cannot be one. Put text in quotes.")
                self._note(_mark(event), Sentence("bad_key", template), path)
                raise _Broken
            key, place = event.value, _mark(event)
            self._check_plain(event, (*path, key))
            doubled = key in entries
            if doubled:
                template = N_("{path} stands here a second time; the first is in line {line}. Keep one.")
                where = (*path, key)
                self._note(
                    place, Sentence("doubled_key", template, path=dotted(where), line=first[key].line), where, key
                )
            else:
                first[key] = place
                if keep:
                    self.tree.keys[*path, key] = place
            value = self._value(next(self.events), (*path, key), keep=keep and not doubled)
            entries.setdefault(key, value)
        return entries

    def _alias(self, event: AliasEvent, path: Path) -> str:
        template = N_("'{value}' refers to another place in the file, which is not used here. Put text in quotes.")
        written = f"*{event.anchor}"
        self._note(_mark(event), Sentence("alias", template, value=written), path, written)
        return written

    def _check_plain(self, event: Any, path: Path) -> None:
        """Note anchors and tags: a strategy document needs neither."""
        sign = f"&{event.anchor}" if event.anchor else event.tag and event.tag.replace("tag:yaml.org,2002:", "!!")
        if sign:
            template = N_("'{value}' is a YAML anchor or tag, which is not used here. Put text in quotes.")
            self._note(_mark(event), Sentence("anchor_or_tag", template, value=sign), path, sign)

    def _note(self, mark: Mark, sentence: Sentence, path: Path = (), value: str | None = None) -> None:
        self.tree.faults.append(_fault(mark, sentence, path, value))


def _mark(event: Any) -> Mark:
    return Mark(event.start_mark.line + 1, event.start_mark.column + 1)


def _fault(mark: Mark, sentence: Sentence, path: Path = (), value: str | None = None) -> Fault:
    return Fault(mark.line, mark.column, dotted(path), value, sentence)


def _plain(event: ScalarEvent) -> str | int | float | bool | None:
    """The scalar as YAML 1.2 reads it; quoted text, `no`, dates and numbers with a plus stay text."""
    text: str = event.value
    if not event.implicit[0]:
        return text
    if text in _NULL:
        return None
    if text in _TRUE or text in _FALSE:
        return text in _TRUE
    if _INTEGER.fullmatch(text):
        return int(text)
    return float(text) if _DECIMAL.fullmatch(text) else text


def _bad_character(error: ReaderError, text: str) -> Fault:
    before = text[: error.position]
    mark = Mark(before.count("\n") + 1, error.position - before.rfind("\n"))
    template = N_("There is a character here that text files do not hold ({code}). Remove it.")
    return _fault(mark, Sentence("bad_character", template, code=f"U+{ord(text[error.position]):04X}"))


def _syntax_fault(error: MarkedYAMLError, text: str) -> Fault:
    problem = error.problem or ""
    place = error.problem_mark
    mark = Mark(place.line + 1, place.column + 1)
    lines = text.split("\n")
    line = lines[place.line] if place.line < len(lines) else ""
    if "\t" in line[: len(line) - len(line.lstrip())]:
        template = N_("There is a tab here. Indent with spaces.")
        return _fault(mark, Sentence("tab", template))
    for sign, code, template in _CURES:
        if sign in problem:
            return _fault(mark, Sentence(code, template, line=line.strip()), value=line.strip() or None)
    template = N_("This cannot be read as YAML ({problem}). Compare the line and the one above with the reference.")
    return _fault(mark, Sentence("bad_yaml", template, problem=problem))


_CURES = (
    (
        "mapping values are not allowed here",
        "stray_colon",
        N_("'{line}' has a colon too many, or the wrong indentation. Put text that holds a colon in quotes."),
    ),
    (
        "cannot start any token",
        "needs_quotes",
        N_("'{line}': text that starts with a special sign goes in quotes."),
    ),
    (
        "end of stream",
        "cut_off",
        N_("The document ends in the middle of a text or list. Close the quote or bracket."),
    ),
    (
        "<stream end>",
        "cut_off",
        N_("The document ends in the middle of a text or list. Close the quote or bracket."),
    ),
    (
        "expected <block end>",
        "bad_indent",
        N_("'{line}' does not fit what is above it. Check the indentation and the quotes."),
    ),
)
