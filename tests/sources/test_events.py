"""Visits and conversions one by one: who is hashed, what a link says is kept, and odd rows are told of."""

from __future__ import annotations

import hashlib
import hmac
from datetime import UTC, date, datetime
from io import BytesIO
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from tests.sources.files import codes, read_one, rows, table

from vaekst.core.receipt import Status
from vaekst.sources import Reading
from vaekst.sources.contacts import hashed, visitor_hashed
from vaekst.sources.events.people import user_number
from vaekst.sources.reading import large, parquet

SECRET = b"brand secret"
NINE = "2026-10-05T09:00:00Z"


def touches(tmp_path: Path, *lines: Any, header: str = "user_id,at,utm_source,utm_medium", **known: Any) -> Reading:
    return read_one(
        tmp_path, table(header.split(","), *lines), "touches.csv", **{"contact_secret": SECRET, "zone": "UTC", **known}
    )


def conversions(tmp_path: Path, *lines: Any, header: str = "user_id,at,kind,external_id", **known: Any) -> Reading:
    return touches(tmp_path, *lines, header=header, **known)


def packed(**columns: Any) -> bytes:
    out = BytesIO()
    pq.write_table(pa.table(columns), out)
    return out.getvalue()


def test_a_touch_is_kept_with_its_tags_and_a_visitor_nobody_can_read(tmp_path: Path) -> None:
    reading = touches(tmp_path, ["Ann-7", "2026-10-05T09:00:00.1239+02:00", "Instagram", "social"])
    (row,) = rows(reading, "touch")
    key = hmac.new(SECRET, b"Ann-7", hashlib.sha256).hexdigest()
    assert row["user_key"] == key
    assert row["user_number"] == int.from_bytes(bytes.fromhex(key[:16]), "big", signed=True)
    assert row["at"] == datetime(2026, 10, 5, 7, 0, 0, 123000, UTC)
    assert (row["utm_source"], row["utm_medium"], row["channel"]) == ("Instagram", "social", "instagram")
    assert (row["local_date"], row["source_row"]) == (date(2026, 10, 5), 2)
    assert "Ann" not in str(reading.batch["touch"].to_pylist())
    assert (reading.receipt.kind, reading.receipt.rows_kept, reading.receipt.channel) == ("touches", 1, None)


def test_an_id_of_events_makes_visits_no_conversions(tmp_path: Path) -> None:
    reading = touches(tmp_path, ["e1", "Ann-7", NINE, "instagram"], header="event_id,visitor_id,timestamp,utm_source")
    assert reading.receipt.kind == "touches"
    (row,) = rows(reading, "touch")
    assert (row["touch_id"], row["channel"]) == ("e1", "instagram")
    header = "event_id,visitor_id,timestamp,utm_source,event_name"
    assert touches(tmp_path, ["e1", "Ann-7", NINE, "x", "lead"], header=header).receipt.kind == "conversions"


def test_an_address_is_hashed_as_that_of_a_lead_and_letter_case_counts_in_other_ids() -> None:
    assert visitor_hashed(" Ann@Example.com", SECRET) == hashed("ann@example.com", SECRET)
    assert visitor_hashed("aB", SECRET) != visitor_hashed("ab", SECRET)
    assert user_number("ff" * 32) == -1


def test_a_brand_without_a_key_keeps_no_visitors(tmp_path: Path) -> None:
    reading = touches(tmp_path, ["a", NINE, "x", ""], ["b", NINE, "x", ""], contact_secret=None)
    assert [row.get("user_key") for row in rows(reading, "touch")] == [None, None]
    assert codes(reading).count("contacts_not_kept") == 1


@pytest.mark.parametrize(
    ("written", "utc"),
    [
        ("2026-10-05 09:00:00.5", datetime(2026, 10, 5, 7, 0, 0, 500000, UTC)),
        ("2026-10-05 09:00:00 UTC", datetime(2026, 10, 5, 9, tzinfo=UTC)),
        ("2026-10-05T09:00", datetime(2026, 10, 5, 7, tzinfo=UTC)),
        ("1791190800", datetime(2026, 10, 5, 9, tzinfo=UTC)),
        ("1791190800123", datetime(2026, 10, 5, 9, 0, 0, 123000, UTC)),
        ("1791190800123456", datetime(2026, 10, 5, 9, 0, 0, 123000, UTC)),
        ("24. oktober 2026 kl. 09.00", datetime(2026, 10, 24, 7, tzinfo=UTC)),
        ("24-10-2026 09:00:00Z", datetime(2026, 10, 24, 9, tzinfo=UTC)),
        ("2026-10-25 02:30:00", datetime(2026, 10, 25, 0, 30, tzinfo=UTC)),  # clocks are put back: the earlier
        ("2026-03-29 02:30:00", datetime(2026, 3, 29, 1, 0, tzinfo=UTC)),  # an hour no clock showed
    ],
)
def test_moments_are_read_however_they_are_written(tmp_path: Path, written: str, utc: datetime) -> None:
    (row,) = rows(touches(tmp_path, ["a", written, "x", ""], zone="Europe/Copenhagen"), "touch")
    assert row["at"] == utc


@pytest.mark.parametrize("written", ["soon", "2026-02-30 09:00:00", "179119080"])
def test_what_is_no_moment_is_refused_with_its_row(tmp_path: Path, written: str) -> None:
    receipt = touches(tmp_path, ["a", NINE, "x", ""], ["a", written, "x", ""]).receipt
    assert receipt.refusal is not None
    assert receipt.refusal.code == "not_a_date"
    assert receipt.refusal.values["row"] == 3


def test_seconds_and_dates_in_one_column_are_refused(tmp_path: Path) -> None:
    receipt = touches(tmp_path, ["a", "1791190800", "x", ""], ["a", NINE, "x", ""]).receipt
    assert receipt.status is Status.REFUSED


def test_a_moment_before_there_was_anything_to_measure_is_refused(tmp_path: Path) -> None:
    refusal = touches(tmp_path, ["a", "1970-01-01T00:00:00Z", "x", ""]).receipt.refusal
    assert refusal is not None
    assert refusal.code == "damaged_date"


def test_odd_rows_are_each_told_of(tmp_path: Path) -> None:
    header = "touch_id,user_id,at,utm_source"
    reading = touches(
        tmp_path,
        ["1", "a", "2026-10-05T10:00:00Z", "x"],
        ["2", "a", "2026-10-05T09:00:00Z", "x"],  # older than the one above
        ["3", "", "2026-10-05T11:00:00Z", "x"],  # nobody
        ["4", "a", "2027-10-05T11:00:00Z", "x"],  # the future
        ["1", "a", "2026-10-05T10:00:00Z", "x"],  # twice
        ["5", "a", "", "x"],  # no time
        ["6", "a", "2026-10-05T12:00:00Z"],  # short
        header=header,
    )
    receipt = reading.receipt
    assert receipt.rows_read == 7
    assert receipt.rows_kept == 4
    assert receipt.rows_dropped == {"future_date": 1, "duplicate": 1, "no_date": 1}
    assert {"events_late", "events_of_nobody", "future_date", "duplicate"} <= set(codes(reading))
    assert [row["source_row"] for row in rows(reading, "touch")] == [2, 3, 4, 8]


def test_rows_without_ids_are_known_by_visitor_and_moment(tmp_path: Path) -> None:
    one = touches(tmp_path, ["a", NINE, "x", ""], ["a", NINE, "y", ""], ["b", NINE, "x", ""], ["", NINE, "x", ""])
    ids = [row["touch_id"] for row in rows(one, "touch")]
    assert len(set(ids)) == 4
    assert [each.rsplit(":", 1)[1] for each in ids] == ["0", "1", "0", "0"]
    again = touches(tmp_path, ["b", NINE, "x", ""], ["a", NINE, "x", ""])
    assert {row["touch_id"] for row in rows(again, "touch")} <= set(ids)


def test_a_channel_is_the_source_or_direct_and_foreign_letters_stay(tmp_path: Path) -> None:
    header = "user_id,at,utm_source,referrer,channel,distribution"
    reading = touches(
        tmp_path,
        ["a", NINE, "Инстаграм Реклама", "", "", "paid"],
        ["a", NINE, "", "", "", ""],
        ["a", NINE, "", "https://www.google.com/search?q=mail@example.com", "", ""],
        ["a", NINE, "ig", "", "Kanal Æ", "nonsense"],
        ["a", NINE, "(direct)", "(direct)", "", ""],
        header=header,
    )
    made = rows(reading, "touch")
    assert [row.get("channel") for row in made] == ["инстаграм реклама", "direct", None, "kanal-ae", "direct"]
    assert [row.get("distribution") for row in made] == ["paid", "direct", None, None, "direct"]
    assert [row.get("referrer_host") for row in made] == [None, None, "google.com", None, None]
    assert "distribution_unknown" in codes(reading)


def test_a_channel_nobody_can_tell_stays_unknown(tmp_path: Path) -> None:
    (row,) = rows(touches(tmp_path, ["1", "a", NINE], header="touch_id,user_id,at"), "touch")
    assert "channel" not in row


def test_tags_are_taken_from_the_page_and_nothing_else_of_it(tmp_path: Path) -> None:
    long = "https://me:secret@shop.example/tilbud?utm_source=tiktok&utm_campaign=b%C3%A5d&mail=a@b.dk&x=" + "y" * 8000
    reading = touches(tmp_path, ["a", NINE, long], ["b", NINE, "https://[half"], header="user_id,at,landing_page")
    first, second = rows(reading, "touch")
    assert (first["utm_source"], first["utm_campaign"], first["channel"]) == ("tiktok", "båd", "tiktok")
    assert first["landing_page"] == "shop.example/tilbud"
    assert "utm_source" not in second


def test_bots_are_told_by_their_flag_or_their_own_name(tmp_path: Path) -> None:
    header = "user_id,at,utm_source,is_bot,user_agent,consent"
    reading = touches(
        tmp_path,
        ["a", NINE, "x", "yes", "", "granted"],
        ["b", NINE, "x", "", "Googlebot/2.1", "denied"],
        ["c", NINE, "x", "", "Mozilla/5.0", ""],
        ["d", NINE, "x", "", "", ""],
        header=header,
    )
    made = rows(reading, "touch")
    assert [row.get("is_bot") for row in made] == [True, True, False, None]
    assert [row.get("consent") for row in made] == [True, False, None, None]
    refusal = touches(tmp_path, ["a", NINE, "x", "maybe", "", ""], header=header).receipt.refusal
    assert refusal is not None
    assert (refusal.code, refusal.values["row"]) == ("not_yes_or_no", 2)


def test_a_lead_told_twice_is_one_lead(tmp_path: Path) -> None:
    reading = conversions(
        tmp_path,
        ["a", "2026-10-05T09:00:00Z", "Lead", "L-1"],
        ["a", "2026-10-06T09:00:00Z", "lead", "L-1"],
        ["a", "2026-10-06T09:00:00Z", "newsletter", ""],
        ["", "2026-10-06T09:00:00Z", "", "a@example.com"],
    )
    made = rows(reading, "conversion")
    assert [row["kind"] for row in made] == ["lead", "newsletter", "lead"]
    assert made[0]["conversion_id"] == "lead:L-1"
    assert made[2]["external_id"] == hashed("a@example.com", SECRET)
    assert reading.receipt.rows_dropped == {"duplicate": 1}


def test_conversions_that_are_still_to_come_are_left_out_and_those_of_nobody_are_told_of(tmp_path: Path) -> None:
    reading = conversions(
        tmp_path, ["a", "2027-10-05T09:00:00Z", "lead", "1"], ["", NINE, "lead", "2"], ["a", NINE, "lead", "3"]
    )
    assert [row["external_id"] for row in rows(reading, "conversion")] == ["2", "3"]
    assert reading.receipt.rows_dropped == {"future_date": 1}
    assert "events_of_nobody" in codes(reading)


def test_names_that_begin_with_foreign_letters_stay_apart(tmp_path: Path) -> None:
    reading = touches(tmp_path, ["a", NINE, "Инстаграм Ads", ""], ["a", NINE, "Телеграм Ads", ""])
    assert [row["channel"] for row in rows(reading, "touch")] == ["инстаграм ads", "телеграм ads"]


def test_what_a_conversion_is_worth_is_kept_in_its_currency(tmp_path: Path) -> None:
    header = "conversion_id,at,value,currency"
    reading = conversions(
        tmp_path,
        ["1", NINE, "1200.50", ""],
        ["2", NINE, "99", "EUR"],
        ["3", NINE, "5", "XXX"],
        ["4", NINE, "-5", "DKK"],
        ["5", NINE, "", ""],
        header=header,
    )
    worth = [(row.get("value_minor"), row.get("value_currency")) for row in rows(reading, "conversion")]
    assert worth == [(120050, "DKK"), (9900, "EUR"), (None, None)]
    assert reading.receipt.rows_dropped == {"no_currency": 1, "negative_amount": 1}


def test_parquet_gives_what_the_same_table_as_text_gives(tmp_path: Path) -> None:
    stamps = [datetime(2026, 10, 5, 9, 0, 0, 500000, UTC), datetime(2026, 10, 6, 9, tzinfo=UTC)]
    users, sources = ["a", "b"], ["x", None]
    text = touches(tmp_path, ["a", "2026-10-05 09:00:00.500Z", "x", ""], ["b", "2026-10-06 09:00:00Z", "", ""])
    content = packed(
        user_id=users,
        at=pa.array(stamps, pa.timestamp("ms", tz="UTC")),
        utm_source=pa.array(sources).dictionary_encode(),
        utm_medium=pa.array([None, None], pa.string()),
        nested=[[1], [2]],
    )
    reading = read_one(tmp_path, content, "touches.parquet", contact_secret=SECRET, zone="UTC")
    assert rows(reading, "touch") == rows(text, "touch")


def test_a_large_file_gives_what_a_small_one_gives(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    lines = [[f"u{n % 700}", f"2026-10-05 09:{n % 60:02}:00.{n % 1000:03}", f"s{n % 5}", ""] for n in range(3000)]
    small = touches(tmp_path, *lines)
    monkeypatch.setattr(large, "LARGE", 0)
    assert rows(touches(tmp_path, *lines), "touch") == rows(small, "touch")


def test_damaged_and_oversized_parquet_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    content = packed(user_id=["a"], at=[NINE], utm_source=["x"])

    def code(content: bytes) -> str:
        refusal = read_one(tmp_path, content, "t.parquet").receipt.refusal
        assert refusal is not None
        return refusal.code

    assert code(content[:-20]) == "broken_parquet"
    assert code(packed()) == "empty_file"
    monkeypatch.setattr(parquet, "MOST_UNPACKED", 10)
    assert code(content) == "parquet_too_large"


@pytest.mark.parametrize("header", ["user_id,utm_source", "at,utm_source", "user_id,at", "at,kind"])
def test_other_tables_are_not_taken_for_events(tmp_path: Path, header: str) -> None:
    reading = read_one(tmp_path, table(header.split(","), ["1"] * len(header.split(","))))
    assert reading.receipt.refusal is not None
    assert reading.receipt.refusal.code == "mapping_needed"
