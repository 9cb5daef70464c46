"""An old store is copied, then brought up to date; a newer one is left alone."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import connections
from pytest_django import DjangoDbBlocker

from vaekst.core.errors import Trouble
from vaekst.store import upgrade


@pytest.fixture
def empty_store(tmp_path: Path, settings, monkeypatch, django_db_blocker: DjangoDbBlocker):
    """A data home of its own with no store in it yet, and the connection pointed there."""
    home = tmp_path / "home"
    settings.VAEKST_HOME = home
    connection = connections.create_connection("default")
    connection.settings_dict = {**connection.settings_dict, "NAME": str(home / "vaekst.sqlite3")}
    with django_db_blocker.unblock():
        before = connections["default"]
        connections["default"] = connection
        monkeypatch.setattr(upgrade, "connection", connection)
        yield connection
        connection.close()
        connections["default"] = before


def columns_of(connection, table: str) -> list[str]:
    with connection.cursor() as cursor:
        return [column.name for column in connection.introspection.get_table_description(cursor, table)]


def test_a_new_home_gets_a_store_and_no_backup(empty_store, settings):
    assert upgrade.bring_up_to_date() is None
    assert "slug" in columns_of(empty_store, "store_brand")
    assert settings.VAEKST_HOME.stat().st_mode & 0o777 == 0o700


def test_an_up_to_date_store_is_left_as_it_is(empty_store):
    upgrade.bring_up_to_date()
    assert upgrade.bring_up_to_date() is None


def test_an_older_store_is_copied_first(empty_store):
    upgrade.bring_up_to_date()
    call_command("migrate", "store", "zero", verbosity=0, skip_checks=True)
    backup = upgrade.bring_up_to_date()
    assert backup is not None
    with closing(sqlite3.connect(backup)) as copy:
        tables = {name for (name,) in copy.execute("SELECT name FROM sqlite_master")}
    assert "django_session" in tables
    assert "store_brand" not in tables
    assert "slug" in columns_of(empty_store, "store_brand")


def test_a_store_of_a_newer_version_is_left_alone(empty_store):
    upgrade.bring_up_to_date()
    with empty_store.cursor() as cursor:
        cursor.execute(
            "INSERT INTO django_migrations (app, name, applied) VALUES ('store', '9999_from_the_future', '2031-01-01')"
        )
    with pytest.raises(Trouble, match="9999_from_the_future"):
        upgrade.bring_up_to_date()


def test_a_home_that_cannot_be_made_is_told_with_the_way_out(tmp_path: Path, settings):
    (tmp_path / "file").write_text("no folder")
    for home in (tmp_path / "file", tmp_path / "file" / "below"):
        settings.VAEKST_HOME = home
        with pytest.raises(Trouble, match="Set VAEKST_HOME"):
            upgrade.bring_up_to_date()
