"""What leaves the product has typed columns."""

from datetime import UTC, date, datetime

import pyarrow as pa

from vaekst.core.facts import Kind
from vaekst.core.sheet import Field, Sheet

FIELDS = (Field("day", Kind.DAY, "The day."), Field("views", Kind.COUNT, "Views."), Field("rate", Kind.NUMBER, "Rate."))


def test_a_sheet_is_an_arrow_table_of_its_kinds_and_unknown_stays_unknown():
    rows = [{"day": date(2026, 11, 2), "views": 3, "ignored": datetime(2026, 1, 1, tzinfo=UTC)}, {"rate": 0.5}]
    table = Sheet("posts", FIELDS, rows).arrow()
    assert table.schema == pa.schema([("day", pa.date32()), ("views", pa.int64()), ("rate", pa.float64())])
    assert table.to_pylist() == [
        {"day": date(2026, 11, 2), "views": 3, "rate": None},
        {"day": None, "views": None, "rate": 0.5},
    ]
    assert Sheet("posts", FIELDS, []).names == ("day", "views", "rate")
