"""What is left in the store, to look through for what was erased."""

from __future__ import annotations

from django.contrib.sessions.models import Session
from django.db import connection


def stored() -> str:
    """Every cell of every table of the store, sessions opened."""
    with connection.cursor() as cursor:
        cells = []
        for name in connection.introspection.table_names():
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(name)}")  # noqa: S608 (a table's name)
            cells += [str(row) for row in cursor.fetchall()]
    return "\n".join([*cells, *(str(each.get_decoded()) for each in Session.objects.all())])
