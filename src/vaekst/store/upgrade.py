"""Bringing the operational store up to date with this version of Vaekst, after a backup."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from vaekst.core.errors import Trouble
from vaekst.core.sentence import N_

_WAIT = 60  # seconds for another process to finish upgrading


def bring_up_to_date() -> Path | None:
    """Apply pending migrations, if any. Returns the backup made first, or None when nothing needed one.

    Raises Trouble when the store was written by a newer Vaekst, or another process is upgrading it.
    """
    home = Path(settings.VAEKST_HOME)
    _make(home)
    if not _is_behind():
        return None
    from filelock import FileLock, Timeout  # slow to import, and nearly never needed

    try:
        with FileLock(home / "upgrade.lock", timeout=_WAIT):
            if not _is_behind():  # another process did it while this one waited
                return None
            backup = _back_up(home)
            call_command("migrate", interactive=False, verbosity=0, skip_checks=True)
            return backup
    except Timeout:
        raise Trouble(
            "upgrade_running", N_("Another process is bringing the store up to date. Try again in a minute.")
        ) from None


def _make(home: Path) -> None:
    """The data home, made if need be. Raises Trouble where there can be none."""
    try:
        home.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise Trouble(
            "no_home",
            N_("{folder} cannot be the data home ({why}). Set VAEKST_HOME to a folder you may write to."),
            folder=str(home),
            why=error.strerror,
        ) from error


def _is_behind() -> bool:
    """Whether migrations are pending. Raises Trouble when there are applied ones this version does not know."""
    executor = MigrationExecutor(connection)
    unknown = [
        name
        for name in executor.loader.applied_migrations
        if name[0] == "store" and name not in executor.loader.disk_migrations
    ]
    if unknown:
        raise Trouble(
            "store_is_newer",
            N_(
                "This data home was written by a newer Vaekst (it has '{name}'). Install that version, or restore a backup."
            ),
            name=unknown[0][1],
        )
    return bool(executor.migration_plan(executor.loader.graph.leaf_nodes()))


def _back_up(home: Path) -> Path | None:
    """A consistent copy of the SQLite file beside it; None for an empty store or another database."""
    if connection.vendor != "sqlite" or not connection.introspection.table_names():
        return None
    folder = home / "backups"
    folder.mkdir(mode=0o700, exist_ok=True)
    target = folder / f"vaekst-{datetime.now(UTC):%Y%m%dT%H%M%S%f}.sqlite3"
    connection.ensure_connection()
    with closing(sqlite3.connect(target)) as copy:
        connection.connection.backup(copy)
    return target
