"""`vaekst strategy`: faults with their place, versions, differences."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from tests.cli.terminal import answer, vaekst
from tests.store import builders

from vaekst.actions import strategies

TEXT = builders.default_text()
LATER = TEXT.replace("days: 90", "days: 84")
BROKEN = TEXT.replace("role: core", "role: coer").replace("\ncosts:", "\ncsots:")


@pytest.fixture
def brand(keyboard):
    Path("fjord-cykler.yaml").write_text(LATER, "utf-8")
    return builders.brand("fjord-cykler", owner=keyboard)


def test_a_good_document_is_told_so(keyboard):
    Path("mine.yaml").write_text(TEXT, "utf-8")
    result = vaekst("strategy", "check", "mine.yaml")
    assert result.exit_code == 0
    assert "mine.yaml is a valid strategy for Fjord Cykler" in result.stdout


def test_all_faults_are_shown_at_their_place(keyboard):
    Path("mine.yaml").write_text(BROKEN, "utf-8")
    result = vaekst("strategy", "check", "mine.yaml")
    assert result.exit_code == 1
    line = BROKEN.splitlines().index("    role: coer") + 1
    assert f"mine.yaml:{line}:11  channels.instagram.role" in result.stderr
    assert f"{line:>5} │     role: coer\n      │           ^^^^\n" in result.stderr
    assert "Did you mean 'core'" in result.stderr
    assert "      │ ^^^^^\n" in result.stderr  # under csots
    assert "Did you mean 'costs'" in result.stderr
    assert "Faults in the strategy document: 3" in result.stderr


def test_faults_answer_machines(keyboard):
    result = vaekst("strategy", "check", "-", "--json", typed=BROKEN)
    assert result.exit_code == 1
    faults = json.loads(result.stdout)
    assert {"line", "column", "path", "value", "code", "message", "nearest"} == set(faults[0])
    assert [fault["nearest"] for fault in faults] == ["core", "core", "costs"]


def test_check_takes_the_brands_own_file_when_none_is_named(brand):
    assert "fjord-cykler.yaml is a valid strategy" in vaekst("strategy", "check").stdout


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (None, "There is no file 'mine.yaml'"),
        (b"\xff\xfe\x00", "not UTF-8 text (byte 1)"),
        (b"#" * 1_000_001, "too large"),
    ],
)
def test_a_file_that_is_no_document_is_told_with_the_cure(keyboard, content, told):
    if content is not None:
        Path("mine.yaml").write_bytes(content)
    result = vaekst("strategy", "check", "mine.yaml")
    assert result.exit_code == 1
    assert told in result.stderr


def test_a_folder_is_no_document(keyboard):
    assert "is a folder" in vaekst("strategy", "check", ".").stderr


def test_applying_tells_the_version_and_the_changes(brand):
    result = vaekst("strategy", "apply", "--why", "Twelve weeks")
    assert result.exit_code == 0
    assert "governed by version 2" in result.stdout
    assert "sprint.days  90      84" in result.stdout
    assert strategies.show(brand).why == "Twelve weeks"


def test_applying_answers_machines(brand):
    changes = [{"path": "sprint.days", "before": 90, "after": 84}]
    assert answer("strategy", "apply") == {"version": 2, "new": True, "changes": changes}
    assert answer("strategy", "apply") == {"version": 2, "new": False, "changes": []}
    assert "in force already, as version 2" in vaekst("strategy", "apply").stderr


def test_new_wording_is_a_version_though_no_setting_differs(brand):
    result = vaekst("strategy", "apply", "-", typed=TEXT + "# a remark\n")
    assert "version 2" in result.stdout
    assert "No setting differs" in result.stderr


def test_faults_are_not_applied(brand):
    result = vaekst("strategy", "apply", "-", typed=BROKEN)
    assert result.exit_code == 1
    assert "standard input:" in result.stderr
    assert strategies.show(brand).number == 1


def test_another_change_is_not_overwritten(brand):
    vaekst("strategy", "apply")
    result = vaekst("strategy", "apply", "-", "--based-on", "1", typed=TEXT)
    assert result.exit_code == 1
    assert "freja applied version 2" in result.stderr


def test_differences_are_shown(brand):
    changes = [{"path": "sprint.days", "before": 90, "after": 84}]
    assert answer("strategy", "diff") == changes == answer("strategy", "diff", "fjord-cykler.yaml")
    assert "sprint.days" in vaekst("strategy", "diff").stdout
    vaekst("strategy", "apply")
    assert answer("strategy", "diff", "1") == changes == answer("strategy", "diff", "1", "2")
    assert "No setting differs" in vaekst("strategy", "diff").stderr


@pytest.mark.parametrize("words", [("1", "2", "3"), ("mine.yaml", "2")])
def test_a_difference_is_between_two_things(brand, words):
    assert vaekst("strategy", "diff", *words).exit_code == 2


def test_a_broken_document_has_no_difference(brand):
    Path("fjord-cykler.yaml").write_text(BROKEN, "utf-8")
    result = vaekst("strategy", "diff")
    assert result.exit_code == 1
    assert "channels.instagram.role" in result.stderr


def test_a_version_is_shown_exactly_as_applied(brand):
    vaekst("strategy", "apply")
    assert vaekst("strategy", "show").stdout == LATER
    assert vaekst("strategy", "show", "1").stdout == TEXT
    assert answer("strategy", "show", "1")["text"] == TEXT
    assert "Known: 1, 2" in vaekst("strategy", "show", "3").stderr


def test_versions_are_listed_with_who_and_why(brand):
    vaekst("strategy", "apply", "-w", "Twelve weeks")
    assert "Twelve weeks" in vaekst("strategy", "show", "--versions").stdout
    listed = answer("strategy", "show", "--versions")
    assert [(each["number"], each["why"]) for each in listed] == [(2, "Twelve weeks"), (1, "")]
    assert listed[0]["applied_by"] == "freja@localhost"


def test_the_schema_is_json(keyboard):
    schema = json.loads(vaekst("strategy", "schema").stdout)
    assert "channels" in schema["properties"]
