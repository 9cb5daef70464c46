"""Reports of LinkedIn Campaign Manager become costs by day."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from tests.sources.ads_files import LINKEDIN, LINKEDIN_ABOVE, costs, facts, linkedin, sponsored
from tests.sources.uploads import codes, reading_of, refusal, rows_of

from vaekst.core.errors import BadFile
from vaekst.sources.linkedin_ads import SOURCE

DAILY = linkedin(sponsored("11/3/2026"), sponsored("11/4/2026", total_spent="100.00"))


def test_the_lines_above_the_header_are_passed_and_told() -> None:
    reading = reading_of(SOURCE, DAILY)
    receipt = reading.receipt
    assert (receipt.rows_read, receipt.rows_kept, receipt.totals["amount_minor"]) == (2, 2, 40000)
    assert receipt.observed_at == datetime(2026, 11, 11, 9, 5, tzinfo=UTC)
    assert receipt.timezone == "UTC"
    assert receipt.kind == "costs by campaign"


def test_dates_are_month_first_and_in_utc_is_no_currency() -> None:
    rows = costs(SOURCE, DAILY)
    assert [each["local_date"] for each in rows] == [date(2026, 11, 3), date(2026, 11, 4)]
    assert {each["currency"] for each in rows} == {"DKK"}
    assert {each["spend_basis"] for each in rows} == {"reported_daily"}


def test_a_fact_holds_account_campaign_and_every_click() -> None:
    fact = costs(SOURCE, DAILY)[0]
    assert (fact["account"], fact["campaign"], fact["campaign_id"]) == ("Lumo Lights", "Architects", "412345678")
    assert (fact["impressions"], fact["clicks_any"], fact["conversions"]) == (4000, 20, 3)
    assert "clicks_link" not in fact


def test_the_money_went_to_the_brands_linkedin_channel() -> None:
    reading = reading_of(SOURCE, DAILY, channels={"page": "linkedin", "tube": "youtube"})
    assert reading.receipt.channel == "page"
    assert {each["channel"] for each in rows_of(reading, "cost")} == {"page"}
    two = reading_of(SOURCE, DAILY, channels={"page": "linkedin", "founder": "linkedin"})
    assert two.receipt.channel is None


def test_a_channel_elsewhere_is_a_mistake() -> None:
    with pytest.raises(BadFile) as caught:
        reading_of(SOURCE, DAILY, channel="tube", platform="youtube", channels={"tube": "youtube"})
    assert caught.value.code == "wrong_channel"


def test_start_and_end_are_the_period_of_a_row() -> None:
    header = ["Start Date (in UTC)", "End Date (in UTC)", *LINKEDIN[1:]]
    told = sponsored()
    reading = reading_of(SOURCE, linkedin(["11/1/2026", "11/10/2026", *told[1:]], header=header))
    assert len(facts(reading)) == 10
    assert "spread_from_period" in codes(reading)


def test_a_start_alone_means_the_period_above_the_header() -> None:
    reading = reading_of(SOURCE, linkedin(sponsored("11/1/2026")))
    assert (reading.receipt.first_date, reading.receipt.last_date) == (date(2026, 11, 1), date(2026, 11, 10))


def test_a_lone_start_inside_the_period_is_a_day() -> None:
    reading = reading_of(SOURCE, linkedin(sponsored("11/3/2026")))
    assert [each["local_date"] for each in facts(reading)] == [date(2026, 11, 3)]


def test_days_with_pauses_between_are_days() -> None:
    rows = costs(SOURCE, linkedin(sponsored("11/2/2026"), sponsored("11/6/2026")))
    assert [each["local_date"].day for each in rows] == [2, 6]


def test_weeks_last_until_the_next_begins() -> None:
    weeks = linkedin(sponsored("11/1/2026", total_spent="70.00"), sponsored("11/8/2026", total_spent="30.00"))
    reading = reading_of(SOURCE, weeks)
    assert [each["amount_minor"] for each in facts(reading)] == [1000] * 10
    assert "spread_from_period" in codes(reading)


def test_weeks_of_which_nobody_knows_the_end_are_refused() -> None:
    weeks = linkedin(sponsored("11/1/2026"), sponsored("11/8/2026"), above=LINKEDIN_ABOVE[:1])
    assert refusal(SOURCE, weeks).code == "period_unknown"


def test_a_start_alone_without_any_period_is_refused() -> None:
    error = refusal(SOURCE, linkedin(sponsored("11/1/2026"), above=LINKEDIN_ABOVE[:1]))
    assert error.code == "period_unknown"


def test_one_open_date_is_read_month_first_and_told() -> None:
    header = ["Start Date (in UTC)", "End Date (in UTC)", *LINKEDIN[1:]]
    reading = reading_of(SOURCE, linkedin(["9/1/2026", "9/1/2026", *sponsored()[1:]], header=header))
    assert reading.receipt.first_date == date(2026, 9, 1)
    assert "date_order_assumed" in codes(reading)


def test_a_comma_file_whose_lines_above_hold_commas() -> None:
    above = "Campaign Performance Report (in UTC)\nReport Start: November 1, 2026\nAccount: Lumo Lights, Ltd\n\n"
    text = above + ",".join(LINKEDIN) + "\n" + ",".join(sponsored()) + "\n" + ",".join(sponsored("11/4/2026")) + "\n"
    assert len(costs(SOURCE, text.encode())) == 2
