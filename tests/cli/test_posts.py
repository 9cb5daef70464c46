"""`vaekst posts`: listed, tagged, taken back, and handed to a spreadsheet."""

from __future__ import annotations

import csv
import io
import re
from datetime import date

import pytest
from tests.actions.bicycles import export, post
from tests.cli.terminal import answer, vaekst

from vaekst.actions import posts


@pytest.fixture
def imported(sprint):
    assert vaekst("import", str(sprint)).exit_code == 0


def concept_of(key):
    return next(post["concept"] for post in answer("posts", "list") if post["key"] == key)


def test_posts_are_listed_with_concepts_and_counters(imported):
    listed = answer("posts", "list", "--brand", "fjord")
    assert all(tuple(post) == posts.COLUMNS for post in listed)
    assert [post["published"] for post in listed] == sorted((post["published"] for post in listed), reverse=True)
    assert "25 of 25 posts" in vaekst("posts", "list").stderr


def test_a_tag_by_hand_is_given_and_taken_back(imported):
    key = answer("posts", "list", "--concept", "workshop")[0]["key"]
    given = vaekst("posts", "tag", "ride-along", key)
    assert given.exit_code == 0
    assert concept_of(key) == "ride-along"
    (batch,) = re.findall(r"vaekst posts undo (\S+)", given.stdout)
    assert vaekst("posts", "undo", batch).exit_code == 0
    assert concept_of(key) == "workshop"
    again = vaekst("posts", "undo", batch)
    assert again.exit_code == 1
    assert "nothing to take back" in again.stderr


def test_a_post_can_be_kept_out_of_every_concept(imported):
    key = answer("posts", "list", "--concept", "workshop")[0]["key"]
    vaekst("posts", "tag", "none", key)
    assert concept_of(key) is None


@pytest.mark.parametrize(
    ("words", "told"),
    [(("workshp", "instagram:1"), "Did you mean 'workshop'"), (("workshop", "instagram:1"), "no post 'instagram:1'")],
)
def test_a_tag_that_cannot_be_is_refused(imported, words, told):
    result = vaekst("posts", "tag", *words)
    assert result.exit_code == 1
    assert told in result.stderr


def test_a_spreadsheet_gets_no_formula_out_of_a_caption(sprint, tmp_path):
    evil = '=HYPERLINK("http://evil.example";"Win")'
    path = export(tmp_path, [post(date(2026, 9, 1), saves=4, text=evil)], until=date(2026, 10, 4))
    assert vaekst("import", str(path)).exit_code == 0
    result = vaekst("posts", "list", "--csv")
    assert result.exit_code == 0
    (row,) = csv.DictReader(io.StringIO(result.stdout))
    assert row["title"] == f"'{evil}"
    assert row["saves"] == "4"


def test_without_posts_a_spreadsheet_gets_the_header(sprint):
    assert vaekst("posts", "list", "--csv").stdout == ",".join(posts.COLUMNS) + "\n"
