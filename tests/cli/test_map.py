"""`vaekst map`: what a person says of a column outdoes the guess."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.cli.terminal import answer, vaekst
from tests.store import builders

TABLE = (
    "Link;Udgivet;Afspilninger;Gns. seertid (sek.)\n"
    "https://www.tiktok.com/@havn/video/7675325257792992640;18-08-2026 13:02;1882;7,8\n"
)


@pytest.fixture
def table(keyboard, settings, tmp_path) -> str:
    settings.VAEKST_HOME = tmp_path / "home"
    builders.brand("fjord-cykler", owner=keyboard)
    Path("posts.csv").write_text(TABLE, "utf-8")
    return "posts.csv"


def test_every_column_comes_with_a_guess(table):
    assert answer("map", table)["columns"]["views"] == "Afspilninger"


def test_a_column_given_to_one_field_is_no_other_fields(table):
    columns = answer("map", table, "--set", "avg_view_s=gns. seertid (sek.)")["columns"]
    assert [field for field, header in columns.items() if header.casefold() == "gns. seertid (sek.)"] == ["avg_view_s"]


def test_a_question_says_how_it_is_answered(table):
    Path("spend.csv").write_text("Campaign,Spent\nHøst,12.50\n", "utf-8")
    Path("moods.csv").write_text("Colour,Mood\nred,good\n", "utf-8")
    assert "(--set FIELD=HEADER)" in vaekst("map", "spend.csv", "--kind", "cost").stdout
    assert "(--kind …)" in vaekst("map", "moods.csv").stdout


def test_nothing_is_remembered_until_it_is_confirmed(table):
    answers = ("--answer", "dates=day first")
    assert vaekst("import", table).exit_code == 1
    assert vaekst("map", table, *answers).exit_code == 0
    assert vaekst("import", table).exit_code == 1
    confirmed = vaekst("map", table, *answers, "--yes")
    assert confirmed.exit_code == 0
    assert "vaekst import posts.csv" in confirmed.stdout
    (receipt,) = answer("import", table)
    assert (receipt["status"], receipt["kind"], receipt["totals"]["views_start"]) == ("imported", "posts", 1882)


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("--set", "views"), "NAME=VALUE"),
        (("--set", "veiws=Afspilninger"), "Did you mean 'views'"),
        (("--set", "views=Afspilnigner"), "Did you mean 'Afspilninger'"),
        (("--answer", "channel=tube"), "channel"),
        (("--kind", "post"), "Did you mean 'posts'"),
    ],
)
def test_an_answer_that_cannot_be_is_refused_and_nothing_remembered(table, words, told):
    result = vaekst("map", table, *words, "--yes", "--json")
    assert result.exit_code == 1
    assert told in result.stderr
    assert vaekst("import", table).exit_code == 1
