"""Google Ads reports become costs by day, with what they brought."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from tests.sources.ads_files import (
    GOOGLE,
    GOOGLE_BRITISH,
    GOOGLE_VIDEO,
    british,
    campaign,
    costs,
    facts,
    google,
    row,
    written,
)
from tests.sources.files import read_one
from tests.sources.files import table as made_table
from tests.sources.uploads import codes, end_of, reading_of, recognised, refusal, rows_of

from vaekst.core.money import Money
from vaekst.sources.google_ads import SOURCE

TOTALS = (
    row(GOOGLE, campaign_status="Total: Campaigns", campaign=" --", impr="2,400", currency_code="EUR", cost="480.00"),
    row(GOOGLE, campaign_status="Total: Account", impr="9,999", currency_code="EUR", cost="999.00"),
    row(
        GOOGLE,
        campaign_status="Total: Search",
        campaign_type="Search",
        impr="2,400",
        currency_code="EUR",
        cost="480.01",
    ),
)


def test_a_report_without_days_is_spread_over_its_period_and_says_so() -> None:
    reading = reading_of(SOURCE, google(campaign()))
    rows = rows_of(reading, "cost")
    assert [each["local_date"] for each in rows] == [date(2026, 11, 1) + timedelta(n) for n in range(10)]
    assert {each["spend_basis"] for each in rows} == {"spread_from_period"}
    assert {(each["period_from"], each["period_to"]) for each in rows} == {(date(2026, 11, 1), date(2026, 11, 10))}
    assert "spread_from_period" in codes(reading)


def test_the_days_add_up_to_the_figures_of_the_file() -> None:
    reading = reading_of(SOURCE, google(campaign(cost="100.01", impr="1,203", clicks="7", conversions="1.33")))
    assert reading.receipt.totals == {
        "amount_minor": 10001,
        "impressions": 1203,
        "clicks_any": 7,
        "conversions": 1.33,
    }
    amounts = [each["amount_minor"] for each in rows_of(reading, "cost")]
    assert max(amounts) - min(amounts) == 1
    assert (reading.receipt.rows_read, reading.receipt.rows_kept) == (1, 1)


def test_with_days_the_costs_are_those_of_the_days() -> None:
    header = [*GOOGLE, "Day"]
    reading = reading_of(
        SOURCE, google([*campaign(), "2026-11-03"], [*campaign(cost="10.00"), "2026-11-04"], header=header)
    )
    rows = facts(reading)
    assert [(each["local_date"], each["amount_minor"]) for each in rows] == [
        (date(2026, 11, 3), 24000),
        (date(2026, 11, 4), 1000),
    ]
    assert {each["spend_basis"] for each in rows} == {"reported_daily"}
    assert {(each["period_from"].day, each["period_to"].day) for each in rows} == {(1, 10)}
    assert "spread_from_period" not in codes(reading)


def test_a_fact_of_cost_says_what_was_bought_and_where() -> None:
    (first, *_) = costs(SOURCE, google(campaign(), period="November 3, 2026"), currency="EUR")
    del first["observed_at"], first["iso_week"], first["entry_id"]
    assert first == {
        "local_date": date(2026, 11, 3),
        "period_from": date(2026, 11, 3),
        "period_to": date(2026, 11, 3),
        "platform": "google_ads",
        "category": "media",
        "campaign": "Lamps",
        "amount_minor": 24000,
        "currency": "EUR",
        "impressions": 1200,
        "clicks_any": 60,
        "conversions": 2.5,
        "spend_basis": "reported_daily",
        "source_row": 4,
    }


def test_total_rows_are_never_added_and_the_one_of_the_table_is_checked() -> None:
    reading = reading_of(SOURCE, google(campaign(), campaign("Shades"), *TOTALS))
    receipt = reading.receipt
    assert receipt.totals["amount_minor"] == 48000
    assert dict(receipt.rows_dropped) == {"total_row": 3}
    assert {total.metric: (total.stated, total.agrees) for total in receipt.control_totals} == {
        "amount_minor": (48000, True),
        "impressions": (2400, True),
    }
    assert "totals_differ" not in codes(reading)


def test_a_total_may_differ_by_the_rounding_of_its_rows() -> None:
    total = row(GOOGLE, campaign_status="Total: Ads", currency_code="EUR", cost="480.01")
    reading = reading_of(SOURCE, google(campaign(), campaign("Shades"), total))
    assert reading.receipt.control_totals[0].agrees


def test_rows_that_do_not_reach_the_total_are_told() -> None:
    reading = reading_of(SOURCE, google(campaign(), TOTALS[0]))
    assert reading.receipt.control_totals[0].agrees is False
    assert "totals_differ" in codes(reading)


def test_a_danish_total_is_a_total() -> None:
    header = "Kampagnestatus;Kampagne;Valutakode;Eksp.;Klik;Omkostning;Konverteringer"
    lines = ["Aktiveret;Lamper;DKK;1.200;60;1.234,50;2,5", "I alt: Konto;;DKK;1.200;60;1.234,50;2,5"]
    content = "\n".join(["Kampagnerapport", "1. november 2026 - 10. november 2026", header, *lines, ""]).encode()
    reading = reading_of(SOURCE, content)
    assert reading.receipt.totals == {
        "amount_minor": 123450,
        "impressions": 1200,
        "clicks_any": 60,
        "conversions": 2.5,
    }
    assert dict(reading.receipt.rows_dropped) == {"total_row": 1}
    assert "headers_unverified" in codes(reading)


def test_the_same_report_in_utf_16_with_tabs_is_read_alike(tmp_path) -> None:
    told = row(
        GOOGLE_BRITISH,
        campaign_status="Enabled",
        campaign="Frugt Ærø",
        currency_code="GBP",
        impr="25,881",
        clicks="264",
        cost="1,365.22",
        search_impr_share="< 10%",
        bid_strategy_type="Maximise conversions",
        conversions="25.00",
    )
    reading = read_one(tmp_path, british(told), "Campaign report.csv")
    assert reading.receipt.encoding == "utf-16-le with BOM"
    assert reading.receipt.totals == {
        "amount_minor": 136522,
        "impressions": 25881,
        "clicks_any": 264,
        "conversions": 25,
    }
    assert rows_of(reading, "cost")[0]["campaign"] == "Frugt Ærø"


@pytest.mark.parametrize(
    "period",
    [
        '"November 1, 2026 - November 10, 2026"',
        "November 1, 2026 - November 10, 2026",
        '"Nov 1, 2026 – Nov 10, 2026"',
        '"Nov 1 - Nov 10, 2026"',
        "1 November 2026 - 10 November 2026",
        "2026-11-01 - 2026-11-10",
        "1. nov. 2026 til 10. nov. 2026",
    ],
)
def test_the_line_above_the_header_states_the_period(period) -> None:
    receipt = reading_of(SOURCE, google(campaign(), period=period)).receipt
    assert (receipt.first_date, receipt.last_date) == (date(2026, 11, 1), date(2026, 11, 10))


def test_a_report_whose_days_nobody_states_is_refused_with_the_next_step() -> None:
    for content in (google(campaign(), period=None), google(campaign(), period="All time")):
        error = refusal(SOURCE, content)
        assert error.code == "period_unknown"
        assert "Segment" in str(error)


def test_the_file_name_may_state_the_days() -> None:
    content = written(GOOGLE, campaign()).encode()
    receipt = reading_of(SOURCE, content, "costs_2026-11-01_2026-11-10.csv").receipt
    assert (receipt.first_date, receipt.last_date) == (date(2026, 11, 1), date(2026, 11, 10))


def test_a_period_that_is_not_over_is_spread_over_the_days_that_have_come() -> None:
    rows = costs(SOURCE, google(campaign(), period='"November 14, 2026 - November 30, 2026"'))
    assert [each["local_date"].day for each in rows] == list(range(14, 24))


def test_interactions_are_not_clicks() -> None:
    told = row(GOOGLE_VIDEO, campaign="Film", currency_code="EUR", impr="10", interactions="7", cost="3.00")
    rows = costs(SOURCE, google(told, header=GOOGLE_VIDEO, period="3 November 2026"))
    assert "clicks_any" not in rows[0]


def test_a_dash_is_unknown_and_a_bound_is_no_value() -> None:
    told = campaign(impr=" --", clicks="< 10", conversions="0.00")
    reading = reading_of(SOURCE, google(told, campaign("Shades"), period="3 November 2026"))
    first = facts(reading)[0]
    assert not {"impressions", "clicks_any"} & first.keys()
    assert first["conversions"] == 0
    assert "censored" in codes(reading)


def test_a_campaign_that_spent_nothing_is_kept() -> None:
    nothing = {"impr": "0", "cost": "0.00", "clicks": "0", "conversions": "0.00"}
    reading = reading_of(SOURCE, google(campaign(**nothing), campaign("Shades", **nothing)))
    assert (reading.receipt.rows_kept, reading.receipt.totals["amount_minor"]) == (2, 0)


def test_campaigns_of_one_name_are_added_up_and_none_is_lost() -> None:
    reading = reading_of(SOURCE, google(campaign(), campaign(cost="60.00"), period="3 November 2026"))
    (fact,) = facts(reading)
    assert (fact["amount_minor"], fact["impressions"], fact["conversions"]) == (30000, 2400, 5)
    assert reading.receipt.rows_kept == 2


def test_a_row_that_stands_twice_counts_once_unless_the_total_counts_it() -> None:
    assert reading_of(SOURCE, google(campaign(), campaign())).receipt.rows_dropped == {"duplicate": 1}
    reading = reading_of(SOURCE, google(campaign(), campaign(), TOTALS[0]))
    assert (reading.receipt.rows_kept, reading.receipt.totals["amount_minor"]) == (2, 48000)


def test_a_later_report_restates_the_same_campaign_and_day() -> None:
    header = [*GOOGLE, "Day"]
    (daily,) = costs(SOURCE, google([*campaign(cost="31.00"), "2026-11-03"], header=header))
    spread = costs(SOURCE, google(campaign()))
    assert daily["entry_id"] in {each["entry_id"] for each in spread}


def test_a_report_is_as_new_as_its_period_also_when_nothing_was_spent_at_the_end() -> None:
    told = [*campaign(), "2026-11-03"]
    receipt = reading_of(SOURCE, google(told, header=[*GOOGLE, "Day"])).receipt
    assert receipt.observed_at == end_of(date(2026, 11, 10))
    assert receipt.last_date == date(2026, 11, 3)


def test_the_finest_level_names_the_kind() -> None:
    header = [*GOOGLE, "Ad group", "Ad ID"]
    reading = reading_of(SOURCE, google([*campaign(), "Brass", "901"], header=header))
    assert reading.receipt.kind == "costs by ad"
    fact = facts(reading)[0]
    assert (fact["ad_group"], fact["ad"]) == ("Brass", "901")


def test_an_amount_in_no_known_currency_is_left_out() -> None:
    reading = reading_of(SOURCE, google(campaign(), campaign("Shades", currency_code="XXX")))
    assert reading.receipt.rows_dropped == {"no_currency": 1}


def test_without_amount_or_below_zero_a_row_is_left_out() -> None:
    told = (campaign(), campaign("A", cost=" --"), campaign("B", cost="-2.00"), campaign("C", clicks="-1"))
    reading = reading_of(SOURCE, google(*told))
    assert reading.receipt.rows_dropped == {"no_amount": 1, "negative_amount": 1, "negative_count": 1}


def test_without_a_day_or_before_its_day_a_row_is_left_out() -> None:
    header = [*GOOGLE, "Day"]
    told = ([*campaign(), "2026-11-03"], [*campaign("A"), " --"], [*campaign("B"), "2026-12-24"])
    reading = reading_of(SOURCE, google(*told, header=header))
    assert reading.receipt.rows_dropped == {"no_date": 1, "future_date": 1}


def test_an_empty_line_or_a_line_of_another_width_ends_nothing() -> None:
    content = google(campaign(), [""], campaign("Shades"), ["Notes", "x"])
    reading = reading_of(SOURCE, content)
    assert (reading.receipt.rows_kept, dict(reading.receipt.rows_dropped)) == (2, {"uneven_row": 1})


def test_a_number_a_spreadsheet_turned_into_a_date_is_refused() -> None:
    assert refusal(SOURCE, google(campaign(cost="3.apr"))).code == "damaged_number"


def test_a_total_without_an_amount_checks_nothing() -> None:
    total = row(GOOGLE, campaign_status="Total: Campaigns", currency_code="EUR", cost=" --", impr="1,200")
    assert reading_of(SOURCE, google(campaign(), total)).receipt.control_totals == ()


def test_a_total_is_not_held_against_rows_of_several_currencies() -> None:
    reading = reading_of(SOURCE, google(campaign(), campaign("Shades", currency_code="DKK"), TOTALS[0]))
    assert {total.metric for total in reading.receipt.control_totals} == {"impressions"}
    assert reading.receipt.totals["amount_minor EUR"] == 24000
    assert reading.receipt.currency is None


def test_the_receipt_names_the_currency_of_its_money() -> None:
    assert reading_of(SOURCE, google(campaign())).receipt.currency == "EUR"


@pytest.mark.parametrize("period", ['"November 31, 2026 - December 40, 2026"', '"November 9, 2026 - November 1, 2026"'])
def test_a_period_that_cannot_be_is_none(period) -> None:
    assert refusal(SOURCE, google(campaign(), period=period)).code == "period_unknown"


def test_a_last_row_that_may_be_cut_off_is_told_unless_it_is_a_total() -> None:
    assert "end_in_doubt" in codes(reading_of(SOURCE, google(campaign()).rstrip()))
    assert "end_in_doubt" not in codes(reading_of(SOURCE, google(campaign(), TOTALS[0]).rstrip()))
    assert "end_in_doubt" not in codes(reading_of(SOURCE, google(campaign())))


def test_half_an_impression_is_refused() -> None:
    assert refusal(SOURCE, google(campaign(impr="2.5"))).code == "not_whole"


def test_columns_that_are_not_kept_are_named() -> None:
    (told,) = [
        warning
        for warning in reading_of(SOURCE, google(campaign())).receipt.warnings
        if warning.code == "columns_left_out"
    ]
    assert "Campaign type" in str(told.values["columns"])


def test_the_person_may_name_the_channel(tmp_path) -> None:
    known = {"channel": "tube", "platform": "youtube", "channels": {"tube": "youtube"}}
    reading = read_one(tmp_path, google(campaign()), **known)
    assert reading.receipt.channel == "tube"
    assert {each["channel"] for each in rows_of(reading, "cost")} == {"tube"}
    assert costs(SOURCE, google(campaign()), channels={"tube": "youtube"})[0].get("channel") is None


def test_a_table_of_costs_of_ones_own_is_not_googles() -> None:
    assert recognised(SOURCE, made_table(["date", "campaign", "cost", "clicks"], ["2026-11-03", "Lamps", 3, 1])) is None


def test_spreading_keeps_every_unit() -> None:
    from vaekst.sources.spend.spreading import spread, spread_number

    for total in (0, 1, 9, 10, 101, 36522):
        parts = spread(total, 28)
        assert sum(parts) == total
        assert max(parts) - min(parts) <= 1
    assert round(sum(spread_number(2.5, 7)), 6) == 2.5
    assert Money(sum(spread(24000, 10)), "EUR") == Money(24000, "EUR")
