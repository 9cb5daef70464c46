"""The database itself refuses to change rows that are written once.

Deleting is refused by the models alone: erasing a person's data on request, and moving a store to another
database, must stay possible for those who run the installation.
"""

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

TABLES = (
    "store_strategyversion",
    "store_tagging",
    "store_tagundo",
    "store_baseline",
    "store_decision",
    "store_auditevent",
)
POSTGRESQL_FUNCTION = """
CREATE OR REPLACE FUNCTION vaekst_refuse_update() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION 'Rows of % are never changed. Append a new one instead.', TG_TABLE_NAME; END $$
"""


def guard(_apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    vendor = schema_editor.connection.vendor
    if vendor == "postgresql":
        schema_editor.execute(POSTGRESQL_FUNCTION, params=None)  # its % is not a placeholder
    for table in TABLES:
        if vendor == "sqlite":
            schema_editor.execute(
                f"CREATE TRIGGER {table}_written_once BEFORE UPDATE ON {table} "
                f"BEGIN SELECT RAISE(ABORT, 'Rows of {table} are never changed. Append a new one instead.'); END"
            )
        elif vendor == "postgresql":
            schema_editor.execute(
                f"CREATE TRIGGER {table}_written_once BEFORE UPDATE ON {table} "
                "FOR EACH ROW EXECUTE FUNCTION vaekst_refuse_update()"
            )


def unguard(_apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    vendor = schema_editor.connection.vendor
    for table in TABLES:
        if vendor == "sqlite":
            schema_editor.execute(f"DROP TRIGGER {table}_written_once")
        elif vendor == "postgresql":
            schema_editor.execute(f"DROP TRIGGER {table}_written_once ON {table}")
    if vendor == "postgresql":
        schema_editor.execute("DROP FUNCTION vaekst_refuse_update()")


class Migration(migrations.Migration):
    dependencies = [("store", "0001_initial")]
    operations = [migrations.RunPython(guard, unguard, elidable=False)]
