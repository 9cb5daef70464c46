"""A Pinterest analytics export becomes days of the profile and its pins."""

from __future__ import annotations

from datetime import date

import pytest
from tests.sources.files import codes, read_one, rows, table

from vaekst.core.receipt import Status

DAYS = [
    (
        "Date",
        "Impressions",
        "Engagements",
        "Pin clicks",
        "Outbound clicks",
        "Saves",
        "Total audience",
        "Engaged audience",
    ),
    ("2026-03-01", 1200, 90, 60, 8, 12, 900, 70),
    ("2026-03-02", 1100, 80, 50, 7, 11, 850, 60),
]
PINS = [
    ("Pin link", "Title", "Impressions", "Pin clicks", "Outbound clicks", "Saves"),
    ("https://www.pinterest.com/pin/900000000000000001/", "Wet leaves", 300, 20, 3, 5),
    ("900000000000000002", "Warm gloves", 200, 10, 1, 2),
]


def stacked(*blocks):
    return b"\n".join(table(*block) for block in blocks)


def test_days_and_pins_stand_in_one_file(tmp_path):
    reading = read_one(tmp_path, stacked([("Performance over time",), *DAYS], [("Top Pins",), *PINS]))
    receipt = reading.receipt
    assert (receipt.platform, receipt.kind, receipt.status) == ("pinterest", "pinterest days", Status.IMPORTED)
    assert (receipt.rows_read, receipt.rows_kept) == (4, 4)
    one, _ = rows(reading, "channel_day")
    assert (one["local_date"], one["impressions_feed"], one["engagements_any"]) == (date(2026, 3, 1), 1200, 90)
    assert (one["clicks_any"], one["clicks_out"], one["saves"]) == (60, 8, 12)
    assert (one["reach_unique"], one["audience_engaged"]) == (900, 70)
    assert not {"reach_unique", "audience_engaged"} & receipt.totals.keys()
    first, second = rows(reading, "post_snapshot")
    assert (first["post_key"], first["grain"], first["title"]) == (
        "pinterest:900000000000000001",
        "period",
        "Wet leaves",
    )
    assert (second["post_key"], second["period_from"]) == ("pinterest:900000000000000002", date(2026, 3, 1))
    assert second["permalink"] == "https://www.pinterest.com/pin/900000000000000002/"


def test_the_receipt_says_that_no_real_file_was_seen(tmp_path):
    assert "headers_unverified" in codes(read_one(tmp_path, stacked(DAYS)))


def test_a_block_for_every_metric_makes_one_row_a_day(tmp_path):
    blocks = [
        [("Date", "Impressions"), ("2026-03-01", 10), ("2026-03-02", 20)],
        [("Pin clicks",), ("Date", "Value"), ("2026-03-01", 1), ("2026-03-02", 2), ("2026-03-02", 2)],
    ]
    reading = read_one(tmp_path, stacked(*blocks))
    assert [(row["impressions_feed"], row["clicks_any"]) for row in rows(reading, "channel_day")] == [(10, 1), (20, 2)]
    assert reading.receipt.rows_dropped == {"duplicate": 1}


def test_what_holds_neither_days_nor_pins_is_told(tmp_path):
    boards = [("Top boards",), ("Board", "Impressions"), ("Winter", 300)]
    extra = [(*DAYS[0], "Engagement rate"), (*DAYS[1], 0.07)]
    reading = read_one(tmp_path, stacked(extra, boards))
    assert set(codes(reading)) >= {"blocks_left_out", "columns_left_out"}
    assert "Top boards" in str([warning.english() for warning in reading.receipt.warnings])


def test_rows_that_cannot_be_are_left_out_with_a_reason(tmp_path):
    days = [
        *DAYS,
        ("", *[1] * 7),
        ("2030-01-01", *[1] * 7),
        ("2026-03-04", *[""] * 7),
        ("2026-03-05", -1, *[1] * 6),
        ("Total", *[9] * 7),
    ]
    pins = [*PINS, PINS[1], ("", "nobody", 1, 1, 1, 1)]
    reading = read_one(tmp_path, stacked(days, pins))
    assert reading.receipt.rows_dropped == {
        "no_date": 1,
        "future_date": 1,
        "no_figures": 1,
        "negative_count": 1,
        "total_row": 1,
        "duplicate": 1,
        "no_identity": 1,
    }


def test_pins_alone_are_read(tmp_path):
    pins = [(*PINS[0], "Created date"), (*PINS[1], "2026-02-03")]
    reading = read_one(tmp_path, stacked(pins), "pins_2026-03-01_2026-03-28.csv")
    (row,) = rows(reading, "post_snapshot")
    assert (reading.receipt.kind, row["published_date"], row["period_to"]) == (
        "pins",
        date(2026, 2, 3),
        date(2026, 3, 28),
    )


def test_an_empty_block_is_refused(tmp_path):
    assert read_one(tmp_path, stacked(DAYS[:1])).receipt.refusal.code == "no_rows"


@pytest.mark.parametrize(
    "header",
    [
        ("Date", "Campaign name", "Spend in account currency", "Impressions", "Pin clicks", "Outbound clicks"),
        ("Date", "Impressions", "Saves"),
        ("Board", "Impressions", "Pin clicks"),
    ],
)
def test_what_is_not_pinterests_own_is_left_to_others(tmp_path, header):
    reading = read_one(tmp_path, table(header, ["2026-03-01", *range(1, len(header))]))
    assert reading.receipt.platform != "pinterest" or reading.receipt.kind not in ("pinterest days", "pins")


def test_danish_words_are_tried(tmp_path):
    reading = read_one(tmp_path, table(("Dato", "Eksponeringer", "Klik på pins", "Gemte"), ("2026-03-01", 9, 3, 1)))
    assert (reading.receipt.language, rows(reading, "channel_day")[0]["clicks_any"]) == ("da", 3)
