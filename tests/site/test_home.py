"""The data home and its key."""

from __future__ import annotations

import os
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from django.conf import settings

from vaekst.site.database import database
from vaekst.site.home import data_home, secret_key
from vaekst.site.stamp import content_stamp


def test_tests_never_touch_a_persons_data_home():
    assert "vaekst-tests-" in str(settings.VAEKST_HOME)
    assert str(settings.VAEKST_HOME) == os.environ["VAEKST_HOME"]


def test_the_home_can_be_named(monkeypatch, tmp_path):
    monkeypatch.setenv("VAEKST_HOME", f" {tmp_path} ")
    assert data_home() == tmp_path


def test_the_home_is_where_the_system_keeps_such_things(monkeypatch):
    monkeypatch.setenv("VAEKST_HOME", "")
    assert data_home().name == "vaekst"
    assert data_home().is_absolute()


def test_the_key_is_made_once_and_is_for_its_owner_alone(tmp_path):
    home = tmp_path / "home"
    key = secret_key(home)
    assert len(key) >= 60
    assert secret_key(home) == key
    assert (home / "secret.key").stat().st_mode & 0o777 == 0o600
    assert home.stat().st_mode & 0o777 == 0o700


def test_processes_that_start_together_agree_on_a_key(tmp_path):
    with ThreadPoolExecutor(8) as pool:
        keys = set(pool.map(secret_key, [tmp_path] * 32))
    assert len(keys) == 1
    assert [path.name for path in tmp_path.iterdir()] == ["secret.key"]


def test_without_a_url_the_store_is_a_file_in_the_home(tmp_path):
    found = database(tmp_path, "")
    assert found["NAME"] == str(tmp_path / "vaekst.sqlite3")
    assert "journal_mode=WAL" in found["OPTIONS"]["init_command"]


def test_a_url_names_another_store():
    found = database(Path("unused"), "postgres://growth:secret@db.example.org/vaekst")
    assert (found["ENGINE"], found["HOST"]) == ("django.db.backends.postgresql", "db.example.org")
    assert "transaction_mode" not in found.get("OPTIONS", {})


def test_a_sqlite_url_gets_the_same_care(tmp_path):
    found = database(Path("unused"), f"sqlite:///{tmp_path}/elsewhere.sqlite3")
    assert found["OPTIONS"]["transaction_mode"] == "IMMEDIATE"


@pytest.mark.parametrize("change", ["new file", "new content"])
def test_the_stamp_follows_the_files(tmp_path, change):
    (tmp_path / "tokens.css").write_text("a {}")
    before = content_stamp(tmp_path)
    assert content_stamp(tmp_path) == before
    (tmp_path / ("more.css" if change == "new file" else "tokens.css")).write_text("b {}")
    assert content_stamp(tmp_path) != before
