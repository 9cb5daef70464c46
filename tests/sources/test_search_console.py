"""Search Console's tables become searches by day, query, page, country and device."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from tests.sources.files import codes as codes_of
from tests.sources.files import read_all, table, zipped
from tests.sources.uploads import NOW, codes, end_of, reading_of, recognised, refusal, rows_of
from tests.sources.web_files import SEARCHED, csv_text, search_export, search_table

from vaekst.core.receipt import Receipt, Status
from vaekst.sources import Reading
from vaekst.sources.search_console import SOURCE
from vaekst.sources.search_console.read import LIMIT

ZIP = "https___nordlys.example_-Performance-on-Search-2026-09-04.zip"


def whole(folder: Path, files: dict[str, bytes] | None = None, name: str = ZIP) -> dict[str, Reading]:
    """The readings of an export's files, by the name of the file."""
    found = read_all(folder, zipped(search_export() | (files or {})), name)
    return {reading.receipt.file.rpartition("/")[2]: reading for reading in found}


def receipts(folder: Path, files: dict[str, bytes] | None = None) -> dict[str, Receipt]:
    return {name: reading.receipt for name, reading in whole(folder, files).items()}


def test_the_chart_is_read_by_day_with_its_averages_beside() -> None:
    reading = reading_of(SOURCE, search_export()["Chart.csv"])
    first, second = rows_of(reading, "search")
    assert (first["property"], first["platform"], first["dimension"], first["member"]) == (
        *("search_console", "search_console"),
        *("day", "all"),
    )
    assert (first["period_from"], first["local_date"]) == (date(2026, 9, 1), date(2026, 9, 1))
    assert (first["clicks"], first["impressions"], first["click_rate"], first["position"]) == (12, 900, 0.0133, 14.2)
    assert second["position"] == 15.0
    assert reading.receipt.totals == {"impressions": 2000, "clicks": 20}
    assert (reading.receipt.kind, reading.receipt.timezone) == ("search daily", "America/Los_Angeles")
    assert not reading.receipt.is_truncated


def test_a_zip_tells_the_website_and_the_days_of_every_table(tmp_path) -> None:
    found = whole(tmp_path)
    for name in ("Queries.csv", "Pages.csv", "Countries.csv", "Devices.csv"):
        (row, *_) = rows_of(found[name], "search")
        assert (row["property"], row["period_from"], row["local_date"]) == (
            *("https://nordlys.example/", date(2026, 9, 1)),
            date(2026, 9, 2),
        )
        assert row["observed_at"] == end_of(date(2026, 9, 4))
    assert rows_of(found["Queries.csv"], "search")[0]["member"] == "nordlys cykel"
    assert {name: reading.receipt.kind for name, reading in found.items()} == {
        "Chart.csv": "search daily",
        "Queries.csv": "search queries",
        "Pages.csv": "search pages",
        "Countries.csv": "search countries",
        "Devices.csv": "search devices",
    }


def test_countries_and_devices_are_checked_against_the_chart(tmp_path) -> None:
    found = receipts(tmp_path)
    assert [each.agrees for each in found["Countries.csv"].control_totals] == [True, True]
    assert [(each.metric, each.agrees) for each in found["Devices.csv"].control_totals] == [
        ("clicks", False),
        ("impressions", True),
    ]


def test_rows_that_do_not_add_up_to_the_chart_are_told(tmp_path) -> None:
    found = whole(tmp_path)
    assert "total_mismatch" in codes_of(found["Devices.csv"])
    assert "total_mismatch" not in codes_of(found["Countries.csv"])


def test_queries_say_how_many_of_the_clicks_they_hold(tmp_path) -> None:
    found = whole(tmp_path)
    assert "share_of_clicks" in codes_of(found["Queries.csv"])
    (told,) = (each for each in found["Queries.csv"].receipt.warnings if each.code == "share_of_clicks")
    assert told.english() == (
        "These rows hold 25 % of the 20 clicks of the same days. Search Console keeps rare ones to itself."
    )
    assert found["Queries.csv"].receipt.control_totals == ()


def test_members_without_figures_are_told_of_and_refuse_nothing(tmp_path) -> None:
    found = receipts(tmp_path)
    assert {each.status for each in found.values()} == {Status.IMPORTED}
    (told,) = (each for one in found.values() for each in one.warnings if each.code == "member_empty")
    assert told.english() == "These members of the ZIP hold no figures: Search appearance.csv, Filters.csv."


def test_filters_beside_nothing_but_an_empty_table_are_refused_politely(tmp_path) -> None:
    empty = zipped({"Chart.csv": b"Date,Clicks,Impressions,CTR,Position\n", "Filters.csv": b"Filter,Value\nDate,All\n"})
    refusals = [reading.receipt.refusal.code for reading in read_all(tmp_path, empty, "search.zip")]
    assert sorted(refusals) == ["filters_only", "no_rows"]


def test_a_table_of_a_thousand_rows_was_cut_off() -> None:
    lines = [(f"query {number}", 1, 10, "10%", 5) for number in range(LIMIT)]
    cut = reading_of(SOURCE, search_table("Top queries", *lines))
    assert cut.receipt.is_truncated
    assert "truncated_search" in codes(cut)
    assert not reading_of(SOURCE, search_table("Top queries", *lines[1:])).receipt.is_truncated


def test_a_table_alone_is_of_unknown_days_until_its_export() -> None:
    content = search_export()["Queries.csv"]
    reading = reading_of(SOURCE, content)
    assert {"period_unknown_until", "export_date_assumed"} <= codes(reading)
    assert (rows_of(reading, "search")[0]["period_from"], rows_of(reading, "search")[0]["local_date"]) == (
        *(None,),
        NOW.date(),
    )
    told = reading_of(SOURCE, content, exported_at=datetime(2026, 9, 4, 12, tzinfo=UTC))
    assert rows_of(told, "search")[0]["local_date"] == date(2026, 9, 4)
    assert "export_date_assumed" not in codes(told)
    named = reading_of(SOURCE, content, "Queries 2026-08-01_2026-08-28.csv")
    assert rows_of(named, "search")[0]["period_from"] == date(2026, 8, 1)
    assert "period_unknown_until" not in codes(named)


def test_a_damaged_chart_tells_its_neighbours_nothing(tmp_path) -> None:
    chart = search_table("Date", ("2026-09-01", "many", 900, "1%", 14.2))
    found = whole(tmp_path, {"Chart.csv": chart})
    assert found["Chart.csv"].receipt.refusal.code == "not_a_number"
    assert "period_unknown_until" in codes_of(found["Queries.csv"])
    empty = whole(tmp_path, {"Chart.csv": search_table("Date")})
    assert "period_unknown_until" in codes_of(empty["Queries.csv"])


def test_a_name_with_an_impossible_day_tells_the_website_only(tmp_path) -> None:
    found = whole(tmp_path, name="nordlys.example-Performance-on-Search-2026-13-04.zip")
    (row, *_) = rows_of(found["Chart.csv"], "search")
    assert (row["property"], row["observed_at"]) == ("nordlys.example", end_of(date(2026, 9, 2)))


def test_rows_that_cannot_be_used_are_accounted_for() -> None:
    lines = [
        ("2026-09-01", 12, 900, "1.33%", 14.2),
        ("2026-09-01", 12, 900, "1.33%", 14.2),
        ("2027-09-01", 12, 900, "1.33%", 14.2),
        ("", 12, 900, "1.33%", 14.2),
        ("2026-09-02", "", "", "", ""),
        ("2026-09-03", -1, 900, "1.33%", 14.2),
        ("2026-09-04", 1),
        ("2026-09-05", 2, 20, "10%", 3),
    ]
    receipt = reading_of(SOURCE, search_table("Date", *lines)).receipt
    assert receipt.rows_dropped == dict.fromkeys(
        ("duplicate", "future_date", "no_date", "no_figures", "negative_count", "uneven_row"), 1
    )
    assert receipt.rows_kept == 2
    nameless = reading_of(SOURCE, search_table("Top queries", ("", 1, 2, "50%", 3), ("x", 1, 2, "50%", 3)))
    assert nameless.receipt.rows_dropped == {"no_identity": 1}


def test_a_row_twice_with_other_figures_refuses_the_file() -> None:
    content = search_table("Device", ("Mobile", 1, 10, "10%", 3), ("Mobile", 2, 10, "20%", 3))
    assert refusal(SOURCE, content).code == "row_twice"


@pytest.mark.parametrize(
    ("header", "language"),
    [
        ("Häufigste Suchanfragen,Klicks,Impressionen,CTR,Position", "de"),
        ("Forespørgsler,Klik,Eksponeringer,CTR,Placering", "da"),
        ("Requêtes les plus fréquentes,Clics,Impressions,CTR,Position", "fr"),
    ],
)
def test_headers_of_other_languages_are_read_and_doubted(header: str, language: str) -> None:
    reading = reading_of(SOURCE, f'{header}\nladcykel,1,400,"0,25 %","9,5"'.encode())
    (row,) = rows_of(reading, "search")
    assert (row["dimension"], row["click_rate"], row["position"]) == ("query", 0.0025, 9.5)
    assert reading.receipt.language == language
    assert "headers_unverified" in codes(reading)


def test_a_column_more_is_named_and_left_out() -> None:
    content = csv_text(("Country", *SEARCHED, "Note"), ("Denmark", 1, 10, "10%", 3, "x")).encode()
    assert "columns_left_out" in codes(reading_of(SOURCE, content))


def test_tables_of_others_are_not_recognised() -> None:
    assert recognised(SOURCE, table(("Date", "Clicks", "Impressions", "CTR"), ("2026-09-01", 1, 2, "50%"))) is None
    assert recognised(SOURCE, table(("Campaign", *SEARCHED), ("x", 1, 2, "50%", 1))) is None
    assert recognised(SOURCE, table(("Filter", "Value"), ("a", 1))) is None
