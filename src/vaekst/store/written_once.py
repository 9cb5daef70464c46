"""Triggers that make the database itself refuse to change rows, for migrations that add tables of history."""

from __future__ import annotations

from collections.abc import Iterable

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor


def written_once(*tables: str) -> migrations.RunPython:
    """The operation that guards the tables. On PostgreSQL it uses the function migration 0002 made."""

    def guard(_apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
        _run(editor, (_guard(table, editor.connection.vendor) for table in tables))

    def unguard(_apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
        _run(editor, (_unguard(table, editor.connection.vendor) for table in tables))

    return migrations.RunPython(guard, unguard, elidable=False)


def _run(editor: BaseDatabaseSchemaEditor, statements: Iterable[str]) -> None:
    for statement in statements:
        editor.execute(statement)


def _guard(table: str, vendor: str) -> str:
    if vendor == "postgresql":
        return f"CREATE TRIGGER {table}_written_once BEFORE UPDATE ON {table} FOR EACH ROW EXECUTE FUNCTION vaekst_refuse_update()"
    return (
        f"CREATE TRIGGER {table}_written_once BEFORE UPDATE ON {table} "
        f"BEGIN SELECT RAISE(ABORT, 'Rows of {table} are never changed. Append a new one instead.'); END"
    )


def _unguard(table: str, vendor: str) -> str:
    on = f" ON {table}" if vendor == "postgresql" else ""
    return f"DROP TRIGGER {table}_written_once{on}"
