"""Confirmed tables leave as a file and come in again, in JSON and YAML; what cannot hold is told."""

from __future__ import annotations

import json

import pytest

from vaekst.core.errors import BadInput, UnknownName
from vaekst.sources.table.profile_files import SharedTable, read_file, written
from vaekst.sources.table.profiles import checked_profile

HEADERS = ("Dag", "Beløb", "Hvad")
COLUMNS = {"date": "Dag", "amount": "Beløb", "note": "Hvad"}


def shared(*, delimiter: str | None = ";", name: str = "udgifter.csv") -> SharedTable:
    profile = checked_profile(HEADERS, delimiter, "cost", COLUMNS, {"decimals": "comma"}, name=name)
    return SharedTable(profile, HEADERS, delimiter)


def file(**changes: object) -> str:
    table = {"name": "x", "kind": "cost", "delimiter": ";", "headers": list(HEADERS), "columns": COLUMNS, "options": {}}
    return json.dumps({"format": "vaekst-columns", "version": 1, "tables": [table | changes]})


@pytest.mark.parametrize("form", ["json", "yaml"])
def test_tables_come_back_as_they_left(form: str) -> None:
    tables = [shared(), shared(delimiter=None, name="Ark 1"), shared(delimiter="\t")]
    assert read_file(written(tables, form)) == tables


def test_an_empty_cell_among_the_headers_stays_where_it_was() -> None:
    profile = checked_profile(("Dag", "", "Beløb"), ";", "cost", {"date": "Dag", "amount": "Beløb"}, name="x")
    table = SharedTable(profile, ("Dag", "", "Beløb"), ";")
    assert read_file(written([table], "yaml")) == [table]


def test_a_form_nobody_writes_is_refused() -> None:
    with pytest.raises(UnknownName, match="json"):
        written([shared()], "xml")


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("{", "column_file_broken"),
        ("a: [", "column_file_broken"),
        ("", "no_column_file"),
        ("just words", "no_column_file"),
        ('{"format": "vaekst-columns", "version": 2}', "column_file_version"),
        ('{"format": "vaekst-columns", "version": 1, "tables": []}', "no_tables"),
        ('{"format": "vaekst-columns", "version": 1, "tables": [1]}', "column_file_entry"),
        (file(headers="Dag"), "column_file_entry"),
        (file(headers=[1]), "column_file_entry"),
        (file(columns=["Dag"]), "column_file_entry"),
        (file(options={"decimals": 1}), "column_file_entry"),
        (file(delimiter="#"), "column_file_entry"),
        (file(columns={"date": "Dag"}), "column_missing"),
        ("[" * 100_000, "column_file_broken"),
        (" " * 2_000_001, "column_file_too_long"),
        ("!!python/object/apply:os.system [ls]", "column_file_broken"),
    ],
)
def test_a_file_that_cannot_hold_is_refused_in_words(text: str, code: str) -> None:
    with pytest.raises(BadInput) as refused:
        read_file(text)
    assert refused.value.code == code


@pytest.mark.parametrize(
    ("changes", "nearest"),
    [
        ({"kind": "costs"}, "cost"),
        ({"colums": {}}, "columns"),
        ({"columns": {"date": "Dag", "amuont": "Beløb"}}, "amount"),
        ({"columns": {"date": "Dag", "amount": "Belob"}}, "Beløb"),
        ({"options": {"decimals": "coma"}}, "comma"),
    ],
)
def test_a_word_nobody_knows_comes_with_the_nearest(changes: dict[str, object], nearest: str) -> None:
    with pytest.raises(UnknownName, match=nearest):
        read_file(file(**changes))
