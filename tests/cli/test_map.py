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


def test_an_average_time_is_no_total(table):
    found = answer("map", table)
    assert found["columns"]["avg_view_s"] == "Gns. seertid (sek.)"
    assert found["options"]["avg_view_s"] == "seconds"
    assert "watch_time_s" not in found["columns"]


def test_how_sure_a_guess_is_and_why_stands_beside_it(table):
    told = vaekst("map", table)
    assert "is a known header" in told.stdout
    assert "sure. Told by these columns: Link, Udgivet, Afspilninger" in " ".join(told.stderr.split())


def test_a_column_given_to_one_field_is_no_other_fields(table):
    columns = answer("map", table, "--set", "watch_time_s=gns. seertid (sek.)")["columns"]
    assert [field for field, header in columns.items() if header.casefold() == "gns. seertid (sek.)"] == [
        "watch_time_s"
    ]


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


@pytest.fixture
def remembered(table) -> str:
    assert vaekst("map", table, "--answer", "dates=day first", "--yes").exit_code == 0
    return table


def test_what_is_remembered_is_listed_renamed_and_forgotten(remembered):
    (row,) = answer("map", "list")
    assert (row["name"], row["kind"], row["columns"]["views"]) == ("posts.csv", "posts", "Afspilninger")
    assert "posts.csv" in vaekst("map", "list").stdout
    assert vaekst("map", "rename", "posts.csv", "TikTok by hand").exit_code == 0
    (receipt,) = answer("import", remembered)
    assert receipt["columns_by"] == "TikTok by hand"
    assert vaekst("map", "forget", row["id"][:12]).exit_code == 0
    assert answer("map", "list") == []
    assert "vaekst map FILE" in vaekst("map", "list").stderr


@pytest.mark.parametrize("ending", ["yaml", "json"])
def test_what_is_remembered_can_be_handed_on(remembered, ending):
    assert vaekst("map", "export", "--out", f"tables.{ending}").exit_code == 0
    before = answer("map", "list")[0]
    vaekst("map", "forget", "posts.csv")
    assert vaekst("import", remembered).exit_code == 1
    assert "posts.csv" in vaekst("map", "import", f"tables.{ending}").stdout
    after = answer("map", "list")[0]
    assert {**after, "confirmed_at": 0} == {**before, "confirmed_at": 0}
    assert vaekst("import", remembered).exit_code == 0


def test_an_export_is_printed_where_no_file_is_named(remembered):
    assert "format: vaekst-columns" in vaekst("map", "export", "posts.csv").stdout
    assert '"format": "vaekst-columns"' in vaekst("map", "export", "--format", "json").stdout


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("forget", "post.csv"), "Did you mean 'posts.csv'"),
        (("rename", "posts.csv", " "), "1 to 120"),
        (("export", "--format", "xml"), "json"),
        (("import", "posts.csv"), "format: vaekst-columns"),
        (("import", "gone.yaml"), "cannot be read"),
    ],
)
def test_what_cannot_be_done_with_a_remembered_table_is_told(remembered, words, told):
    result = vaekst("map", *words)
    assert result.exit_code == 1
    assert told in result.stderr


def test_nothing_is_exported_where_nothing_is_remembered(table):
    assert "vaekst map FILE" in vaekst("map", "export").stderr


def test_an_open_question_has_to_be_answered_before_anything_is_remembered(table):
    Path("shares.csv").write_text(
        "Link,Published,3s retention\nhttps://youtu.be/dQw4w9WgXcQ,2026-10-01,0.59\n", "utf-8"
    )
    refused = vaekst("map", "shares.csv", "--yes")
    assert (refused.exit_code, answer("map", "list")) == (1, [])
    assert "fraction (0.52) or percent (52)" in refused.stderr
    assert vaekst("map", "shares.csv", "--answer", "retention_3s=percent", "--yes").exit_code == 0
