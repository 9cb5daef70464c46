"""Confirmed tables as a file that another brand, or another installation, can take in: JSON or YAML.

format: vaekst-columns
version: 1
tables:
  - name: udgifter.csv
    kind: cost
    delimiter: ";"
    headers: [Dag, Udgift, Hvad]
    columns: {date: Dag, amount: Udgift, note: Hvad}
    options: {decimals: comma, currency: DKK}
"""

from __future__ import annotations

import io
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, TypeGuard

from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError

from vaekst.core.errors import BadInput, UnknownName
from vaekst.core.sentence import N_
from vaekst.sources.contract import Profile
from vaekst.sources.table.profiles import checked_profile

FORMAT, VERSION = "vaekst-columns", 1
FORMS = ("json", "yaml")
DELIMITERS = (",", ";", "\t", "|")
_WORDS = {"name", "kind", "delimiter", "headers", "columns", "options"}
_LONGEST = 2_000_000
_LONGEST_NAME = 120


@dataclass(frozen=True, slots=True)
class SharedTable:
    """A confirmed table with all that its fingerprint is made of: headers in order, and the delimiter (None: a sheet)."""

    profile: Profile
    headers: tuple[str, ...]
    delimiter: str | None


def written(tables: Iterable[SharedTable], form: str) -> str:
    """The file that holds these tables, as `json` or `yaml`."""
    if form not in FORMS:
        raise UnknownName("format", form, FORMS)
    content = {"format": FORMAT, "version": VERSION, "tables": [_plain(table) for table in tables]}
    if form == "json":
        return json.dumps(content, ensure_ascii=False, indent=2) + "\n"
    out = io.StringIO()
    yaml = YAML()
    yaml.default_flow_style = False
    yaml.dump(content, out)
    return out.getvalue()


def read_file(text: str) -> list[SharedTable]:
    """The tables a file holds. Raises BadInput or UnknownName for the first thing in it that cannot hold."""
    content = _parsed(text)
    if not isinstance(content, Mapping) or content.get("format") != FORMAT:
        raise BadInput(
            "no_column_file",
            N_("This is no file of remembered columns: it does not say 'format: {format}'. Export one from Vaekst."),
            format=FORMAT,
        )
    if content.get("version") != VERSION:
        raise BadInput(
            "column_file_version",
            N_(
                "The file is of version {version}; this Vaekst reads version {known}. Update Vaekst, or export it again."
            ),
            version=str(content.get("version")),
            known=VERSION,
        )
    tables = content.get("tables")
    if not isinstance(tables, list) or not tables:
        raise BadInput("no_tables", N_("The file holds no tables. List them under 'tables'."))
    return [_table(each, place) for place, each in enumerate(tables, 1)]


def _parsed(text: str) -> Any:
    if len(text) > _LONGEST:
        raise BadInput("column_file_too_long", N_("The file is far too long to hold remembered columns."))
    try:
        return json.loads(text) if text.lstrip()[:1] == "{" else YAML(typ="safe", pure=True).load(text)
    except (json.JSONDecodeError, YAMLError, RecursionError) as error:
        mark = getattr(error, "problem_mark", None)
        line = error.lineno if isinstance(error, json.JSONDecodeError) else mark.line + 1 if mark else 1
        raise BadInput(
            "column_file_broken", N_("The file is neither JSON nor YAML: line {line} cannot be read."), line=line
        ) from None


def _table(given: Any, place: int) -> SharedTable:
    if not isinstance(given, Mapping):
        raise _wrong(place, "tables", "kind, headers, columns")
    for word in given:
        if word not in _WORDS:
            raise UnknownName("entry", str(word), sorted(_WORDS))
    headers, columns, options = given.get("headers"), given.get("columns"), given.get("options") or {}
    if not _is_words(headers):
        raise _wrong(place, "headers", "[Dato, Beløb]")
    if not _is_pairs(columns):
        raise _wrong(place, "columns", "{date: Dato}")
    if not _is_pairs(options):
        raise _wrong(place, "options", "{decimals: comma}")
    delimiter = given.get("delimiter")
    if delimiter is not None and delimiter not in DELIMITERS:
        raise _wrong(place, "delimiter", '";"')
    name = str(given.get("name") or given.get("kind"))[:_LONGEST_NAME]
    profile = checked_profile(headers, delimiter, str(given.get("kind")), columns, options, name=name)
    return SharedTable(profile, tuple(headers), delimiter)


def _is_words(given: Any) -> TypeGuard[list[str]]:
    return isinstance(given, list) and bool(given) and all(isinstance(each, str) for each in given)


def _is_pairs(given: Any) -> TypeGuard[Mapping[str, str]]:
    return isinstance(given, Mapping) and all(isinstance(part, str) for pair in given.items() for part in pair)


def _wrong(place: int, word: str, example: str) -> BadInput:
    return BadInput(
        "column_file_entry",
        N_("Table {place} of the file: '{word}' is missing or not as it should be. Write it like this: {example}"),
        place=place,
        word=word,
        example=example,
    )


def _plain(table: SharedTable) -> dict[str, Any]:
    return {
        "name": table.profile.name,
        "kind": table.profile.kind,
        "delimiter": table.delimiter,
        "headers": list(table.headers),
        "columns": dict(table.profile.columns),
        "options": dict(table.profile.options),
    }
