"""`vaekst map`: what a person says of a column outdoes the guess."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.cli.terminal import answer
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
