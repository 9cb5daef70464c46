"""Custom reports of TikTok Ads Manager become costs by day."""

from __future__ import annotations

from datetime import date

from tests.sources.ads_files import TIKTOK, costs, facts, row, tiktok, video_ad
from tests.sources.files import read_one, workbook
from tests.sources.uploads import codes, reading_of, recognised

from vaekst.sources.tiktok_ads import SOURCE

SUM = row(TIKTOK, campaign_name="Total of 2 results", by_day="-", cost="160.00", impressions="18000")


def test_a_day_of_an_ad_group() -> None:
    (fact,) = costs(SOURCE, tiktok(video_ad()), channels={"tok": "tiktok"})
    assert (fact["local_date"], fact["amount_minor"], fact["currency"]) == (date(2026, 11, 3), 8000, "DKK")
    assert (fact["campaign"], fact["ad_group"], fact["channel"]) == ("Autumn", "Broad", "tok")


def test_clicks_to_the_page_are_not_all_clicks() -> None:
    (fact,) = costs(SOURCE, tiktok(video_ad()))
    assert (fact["clicks_link"], fact["clicks_any"]) == (50, 70)


def test_the_total_of_n_results_is_a_total() -> None:
    reading = reading_of(SOURCE, tiktok(video_ad(), video_ad("2026-11-04"), SUM))
    assert reading.receipt.totals["amount_minor"] == 16000
    assert dict(reading.receipt.rows_dropped) == {"total_row": 1}
    assert all(total.agrees for total in reading.receipt.control_totals)


def test_the_currency_may_stand_in_the_heading() -> None:
    header = ["Cost (USD)" if cell == "Cost" else cell for cell in TIKTOK[:-1]]
    (fact,) = costs(SOURCE, tiktok(video_ad()[:-1], header=header))
    assert fact["currency"] == "USD"


def test_without_any_currency_the_brands_is_assumed_and_told() -> None:
    reading = reading_of(SOURCE, tiktok(video_ad()[:-1], header=TIKTOK[:-1]))
    assert facts(reading)[0]["currency"] == "DKK"
    assert "currency_assumed" in codes(reading)


def test_a_workbook_is_read_alike(tmp_path) -> None:
    reading = read_one(tmp_path, workbook({"Sheet1": [TIKTOK, video_ad(), video_ad("2026-11-04")]}), "report.xlsx")
    assert (reading.receipt.platform, reading.receipt.totals["amount_minor"]) == ("tiktok_ads", 16000)


def test_a_table_of_costs_of_ones_own_is_not_tiktoks() -> None:
    assert recognised(SOURCE, b"Campaign name,Date,Cost,Impressions\nAutumn,2026-11-03,12,90\n") is None
