"""Reports of Pinterest Ads become costs by day."""

from __future__ import annotations

from datetime import date

from tests.sources.ads_files import PINTEREST, costs, pinterest, promoted_pin, row
from tests.sources.uploads import codes, reading_of, refusal

from vaekst.sources.pinterest_ads import SOURCE

SUM = row(PINTEREST, date="Total", spend_in_account_currency="90.50", impressions="4000", pin_clicks="24")


def test_a_day_of_an_ad_group() -> None:
    (fact,) = costs(SOURCE, pinterest(promoted_pin()), channels={"pins": "pinterest"})
    assert (fact["local_date"], fact["amount_minor"], fact["channel"]) == (date(2026, 11, 3), 4525, "pins")


def test_only_outbound_clicks_leave_pinterest() -> None:
    (fact,) = costs(SOURCE, pinterest(promoted_pin()))
    assert (fact["clicks_any"], fact["clicks_link"]) == (12, 5)


def test_the_total_row_is_checked_and_not_added() -> None:
    reading = reading_of(SOURCE, pinterest(promoted_pin(), promoted_pin("2026-11-04"), SUM))
    assert reading.receipt.totals["amount_minor"] == 9050
    assert dict(reading.receipt.rows_dropped) == {"total_row": 1}
    assert {total.metric for total in reading.receipt.control_totals} == {"amount_minor", "impressions", "clicks_any"}
    assert all(total.agrees for total in reading.receipt.control_totals)


def test_the_account_currency_is_not_named_so_the_brands_is_assumed_and_told() -> None:
    reading = reading_of(SOURCE, pinterest(promoted_pin()), currency="EUR")
    assert "currency_assumed" in codes(reading)


def test_a_total_narrower_or_wider_than_the_header_is_one_all_the_same() -> None:
    for total in (
        ["Total", "", "", "45.25"],
        [*row(PINTEREST, date="Total", spend_in_account_currency="45.25"), "", "x"],
    ):
        reading = reading_of(SOURCE, pinterest(promoted_pin(), total))
        assert dict(reading.receipt.rows_dropped) == {"total_row": 1}
        assert reading.receipt.control_totals[0].agrees


def test_without_dates_the_report_is_refused() -> None:
    error = refusal(SOURCE, pinterest(promoted_pin()[1:], header=PINTEREST[1:]))
    assert error.code == "period_unknown"
    assert "granularity" in str(error)
