"""Latest and as-of: what was known of each key at a moment, column by column, as one query.

Rows of one key are put in an order that ends with the row to believe most: by `observed_at`, then
`recorded_at`, `import_id` and `source_row`, so that ties always fall the same way. Then every column takes
its newest value that is not NULL: a file that does not know a metric never erases it.

Told in SQL and not in Narwhals: the same rule as 65 Narwhals expressions took 95 ms where this takes 20.
`arg_max` is `max_by` elsewhere, and `epoch_us` has other names; nothing else here is particular to DuckDB.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime

from vaekst.core.facts import METRICS, PROVENANCE, FactTable

_METRICS = frozenset(column.name for column in METRICS)
# A column that says what another one is counted in, and travels with it.
_UNIT_OF = {"revenue_currency": "revenue_minor", "currency": "cost_minor"}
# Taken from the believed row as they stand: they describe that row, not the key.
_OF_THE_ROW = frozenset({"grain", "period_from", "period_to", *(column.name for column in PROVENANCE)} - {"iso_week"})


def latest_sql(table: FactTable, facts: str, *, as_of: datetime | None, told: Sequence[str] = ()) -> str:
    """The query for one row per key of the relation called `facts`, as known at `as_of`; None is now.

    A table with a day of its own (`local_date`) holds the days before `as_of`'s date, in `as_of`'s zone. A
    value first observed after `as_of` is then taken from its earliest observation: hindsight, but the same
    hindsight however often the day is restated later. Any other table holds what was observed by then.
    A count cut to a period never stands for a post's lifetime; what else such a row says still holds. For each
    column of `told` there is one more, `<column>__told`: import, line and microsecond of the row its value is from.
    """
    key = ", ".join(f'"{name}"' for name in table.key)
    columns = ", ".join([*_columns(table), *(_told(table, name) for name in told)])
    return (
        f"SELECT {columns} FROM (SELECT *, {_place(table, as_of)} AS _place "  # noqa: S608 (names from core.facts)
        f"FROM {facts} WHERE {_known(table, as_of)}) GROUP BY {key} ORDER BY {key}"
    )


def _columns(table: FactTable) -> Iterator[str]:
    for name in table.names:
        if name in table.key:
            yield f'"{name}"'
        elif name in _OF_THE_ROW:
            yield f"arg_max({{'it': \"{name}\"}}, _place)['it'] AS \"{name}\""
        else:
            yield f'arg_max("{name}", _place){_only_where(table, name)} AS "{name}"'


def _told(table: FactTable, name: str) -> str:
    """The row the column's value is from; NULL where it has none."""
    row = "{'import_id': import_id, 'line': source_row, 'observed': epoch_us(observed_at)}"
    where = _only_where(table, name, f'"{name}" IS NOT NULL')
    return f'arg_max({row}, _place){where} AS "{name}__told"'


def _only_where(table: FactTable, name: str, *more: str) -> str:
    """The rows whose value of the column counts at all, as a FILTER."""
    conditions = list(more)
    if name in _METRICS and "grain" in table.names:
        conditions.append("grain = 'lifetime'")
    if _UNIT_OF.get(name) in table.names:
        conditions.append(f'"{_UNIT_OF[name]}" IS NOT NULL')
    return f" FILTER ({' AND '.join(conditions)})" if conditions else ""


def _known(table: FactTable, as_of: datetime | None) -> str:
    if as_of is None:
        return "true"
    if as_of.tzinfo is None:
        raise ValueError("as_of is an instant and needs a time zone.")
    if _has_days(table):
        return f"local_date < DATE '{as_of.date().isoformat()}'"
    return f"observed_at <= {_instant(as_of)}"


def _place(table: FactTable, as_of: datetime | None) -> str:
    """Where a row stands among all rows: the higher, the more it is believed; hindsight counts downwards."""
    lifetime = "grain = 'lifetime', " if "grain" in table.names else ""
    order = f"{lifetime}observed_at, recorded_at, import_id, source_row NULLS FIRST"
    place = f"row_number() OVER (ORDER BY {order})"
    if as_of is None or not _has_days(table):
        return place
    return f"CASE WHEN observed_at <= {_instant(as_of)} THEN {place} ELSE -{place} END"


def _has_days(table: FactTable) -> bool:
    return table.day == "local_date"


def _instant(moment: datetime) -> str:
    return f"TIMESTAMPTZ '{moment.astimezone(UTC).isoformat()}'"
