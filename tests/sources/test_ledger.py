"""What every receipt holds to, whichever source wrote it."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from tests.sources.uploads import context, document_of

from vaekst.core.errors import BadFile
from vaekst.core.receipt import REMARKS, ControlTotal
from vaekst.sources.contract import Recognition
from vaekst.sources.ledger import Ledger

MOMENT = datetime(2026, 11, 23, tzinfo=UTC)


def ledger() -> Ledger:
    return Ledger(document_of(b"Date,Views\n2026-11-01,3\n"), Recognition("youtube", "totals", 2), context())


def a_day(views: int) -> dict[str, object]:
    named = {"channel": "youtube", "platform": "youtube", "local_date": date(2026, 11, 1)}
    return {**named, "observed_at": MOMENT, "views_start": views}


@pytest.mark.parametrize(("stated", "told"), [(3, set()), (5, {"total_mismatch"})])
def test_a_sum_that_differs_from_the_files_own_total_is_never_silent(stated: int, told: set[str]):
    book = ledger()
    book.read = 1
    control = ControlTotal("views_start", stated, 3)
    reading = book.reading(
        {"channel_day": [a_day(3)]},
        observed_at=MOMENT,
        channel="youtube",
        platform="youtube",
        control_totals=(control,),
    )
    assert {warning.code for warning in reading.receipt.warnings} == told


@pytest.mark.parametrize(
    ("table", "row", "told"),
    [
        ("channel_day", {"local_date": date(2026, 11, 1), "iso_week": date(2026, 10, 26)}, "export_date_assumed"),
        ("post_snapshot", {"post_key": "youtube:1", "grain": "lifetime"}, "snapshot_date_assumed"),
        ("post_snapshot", {"post_key": "youtube:1", "grain": "period"}, "export_date_assumed"),
    ],
)
def test_an_assumed_day_of_export_is_a_warning_only_where_posts_are_counted_up_to_it(table, row, told):
    book = ledger()
    book.read = 1
    observed_at = book.observed_at(newest=date(2026, 11, 1))
    facts = {"channel": "youtube", "platform": "youtube", "observed_at": observed_at, "source_row": 2, **row}
    reading = book.reading({table: [facts]}, observed_at=observed_at, channel="youtube", platform="youtube")
    assert [warning.code for warning in reading.receipt.warnings] == [told]
    assert (told in REMARKS) is (told == "export_date_assumed")


def test_what_the_source_said_better_is_not_said_again():
    book = ledger()
    book.read = 1
    book.warn("truncated", "Cut.")
    reading = book.reading(
        {"channel_day": [a_day(3)]},
        observed_at=MOMENT,
        channel="youtube",
        platform="youtube",
        control_totals=(ControlTotal("views_start", 9, 3),),
    )
    assert [warning.code for warning in reading.receipt.warnings] == ["truncated"]


def test_a_fraction_where_a_count_belongs_refuses_the_file_with_its_row():
    book = ledger()
    book.read = 1
    row = a_day(3) | {"views_start": 1.048, "source_row": 7}
    with pytest.raises(BadFile, match=r"Row 7: views start counts in whole numbers, and 1\.048 is none"):
        book.reading({"channel_day": [row]}, observed_at=MOMENT, channel="youtube", platform="youtube")
