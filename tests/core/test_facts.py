"""The fact tables, declared as data."""

from datetime import UTC, date, datetime

import pyarrow as pa
import pytest

from vaekst.core.facts import ARROW, METRICS, POST_DAY, PROVENANCE, TABLES, FactTable


def a_day(**given):
    row = {
        "channel": "instagram",
        "platform": "instagram",
        "post_key": "instagram:1",
        "local_date": date(2026, 11, 2),
        "observed_at": datetime(2026, 11, 3, tzinfo=UTC),
        "recorded_at": datetime(2026, 11, 4, tzinfo=UTC),
        "import_id": "a",
    }
    return row | given


@pytest.mark.parametrize("table", TABLES.values(), ids=TABLES)
def test_a_table_knows_its_key_its_day_and_where_rows_come_from(table: FactTable):
    assert {*table.key, table.day} <= set(table.names)
    assert {column.name for column in PROVENANCE} <= set(table.names)
    assert len(set(table.names)) == len(table.names)


@pytest.mark.parametrize("table", TABLES.values(), ids=TABLES)
def test_a_schema_follows_the_declared_columns(table: FactTable):
    assert tuple(table.schema.names) == table.names
    for column in table.columns:
        field = table.schema.field(column.name)
        assert field.type == ARROW[column.kind]
        assert field.nullable is not column.required
    assert table.schema is table.schema


def test_what_a_row_leaves_out_is_unknown_and_not_zero():
    batch = POST_DAY.batch([a_day(likes=3)])
    assert batch.column("likes").to_pylist() == [3]
    assert {batch.column(column.name)[0].as_py() for column in METRICS if column.name != "likes"} == {None}


def test_no_rows_make_an_empty_table_of_the_same_shape():
    assert POST_DAY.batch([]).schema == POST_DAY.schema


def test_a_column_the_table_lacks_is_a_mistake():
    with pytest.raises(ValueError, match="post_day has no column lieks"):
        POST_DAY.batch([a_day(lieks=3)])


def test_a_count_is_never_cut_to_a_whole_number():
    assert POST_DAY.batch([a_day(likes=3.0, watch_time_s=3.5)]).column("likes").to_pylist() == [3]
    with pytest.raises(ValueError, match=r"post_day.likes counts in whole numbers, and 3.5 is none"):
        POST_DAY.batch([a_day(likes=3.5)])


def test_rows_told_by_columns_are_the_rows_told_one_by_one():
    days = [a_day(likes=likes, local_date=date(2026, 11, number)) for number, likes in ((2, 3), (3, None))]
    told = a_day(likes=pa.array([3, None]), local_date=[date(2026, 11, 2), date(2026, 11, 3)], saves=None)
    assert POST_DAY.table(told, rows=2).equals(POST_DAY.batch(days))


def test_a_column_of_values_the_table_lacks_is_a_mistake():
    with pytest.raises(ValueError, match="post_day has no column lieks"):
        POST_DAY.table({"lieks": [1]}, rows=1)
