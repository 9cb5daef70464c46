"""Tables of Meta Ads Manager become costs by day; results keep what they count."""

from __future__ import annotations

from datetime import date

from tests.sources.ads_files import META, ad_set, costs, facts, meta, row
from tests.sources.uploads import codes, reading_of, recognised, refusal

from vaekst.sources.meta_ads import SOURCE

SUM = row(META, reporting_starts="2026-11-03", reporting_ends="2026-11-03", amount_spent="241", impressions="2000")


def test_a_row_of_one_day_is_that_days_cost() -> None:
    (fact,) = costs(SOURCE, meta(ad_set()))
    assert (fact["local_date"], fact["spend_basis"]) == (date(2026, 11, 3), "reported_daily")
    assert (fact["amount_minor"], fact["currency"], fact["platform"]) == (12050, "DKK", "meta_ads")
    assert (fact["campaign"], fact["ad_group"]) == ("Autumn", "Lamps")
    assert (fact["impressions"], fact["clicks_link"], fact["results"]) == (1000, 30, 4)
    assert fact["result_indicator"] == "actions:onsite_conversion.lead_grouped"
    assert "channel" not in fact


def test_reach_is_people_and_is_not_read() -> None:
    reading = reading_of(SOURCE, meta(ad_set()))
    (told,) = [warning for warning in reading.receipt.warnings if warning.code == "columns_left_out"]
    assert "Reach" in str(told.values["columns"])


def test_the_first_row_without_names_is_the_total() -> None:
    reading = reading_of(SOURCE, meta(SUM, ad_set(), ad_set("Shades")))
    receipt = reading.receipt
    assert receipt.totals["amount_minor"] == 24100
    assert dict(receipt.rows_dropped) == {"total_row": 1}
    assert all(total.agrees for total in receipt.control_totals)
    assert {total.metric for total in receipt.control_totals} == {"amount_minor", "impressions"}


def test_a_row_without_names_amid_the_others_belongs_to_nobody() -> None:
    lost = row(META, reporting_starts="2026-11-03", reporting_ends="2026-11-03", amount_spent="7")
    reading = reading_of(SOURCE, meta(ad_set(), lost, ad_set("Shades")))
    assert reading.receipt.rows_dropped == {"no_identity": 1}


def test_a_row_of_several_days_is_spread_and_its_results_with_it() -> None:
    reading = reading_of(SOURCE, meta(ad_set(reporting_ends="2026-11-09", amount_spent="100")))
    rows = facts(reading)
    assert len(rows) == 7
    assert {each["spend_basis"] for each in rows} == {"spread_from_period"}
    assert sum(each["amount_minor"] for each in rows) == 10000
    assert round(sum(each["results"] for each in rows), 4) == 4
    assert "spread_from_period" in codes(reading)


def test_a_day_beside_the_period_is_the_day() -> None:
    header = [*META, "Day"]
    rows = costs(
        SOURCE,
        meta(
            [*ad_set(reporting_starts="2026-11-01", reporting_ends="2026-11-30"), "2026-11-03"],
            [*ad_set(reporting_starts="2026-11-01", reporting_ends="2026-11-30"), "2026-11-04"],
            header=header,
        ),
    )
    assert [each["local_date"].day for each in rows] == [3, 4]
    assert {(each["period_from"].day, each["period_to"].day) for each in rows} == {(1, 30)}
    assert {each["spend_basis"] for each in rows} == {"reported_daily"}


def test_results_without_their_indicator_mean_nothing() -> None:
    reading = reading_of(SOURCE, meta(ad_set(result_indicator="")))
    (fact,) = facts(reading)
    assert not {"results", "result_indicator"} & fact.keys()
    assert "results_without_indicator" in codes(reading)


def test_unlike_results_are_never_added() -> None:
    other = ad_set(result_indicator="actions:link_click", results="90")
    reading = reading_of(SOURCE, meta(ad_set(), other))
    (fact,) = facts(reading)
    assert fact["amount_minor"] == 24100
    assert not {"results", "result_indicator"} & fact.keys()
    assert "results_unlike" in codes(reading)


def test_results_of_one_kind_are_added_and_missing_ones_are_nothing() -> None:
    more, none = ad_set(results="3"), ad_set(results="-", result_indicator="", link_clicks="31")
    (fact,) = costs(SOURCE, meta(ad_set(), more, none))
    assert (fact["results"], fact["result_indicator"]) == (7, "actions:onsite_conversion.lead_grouped")


def test_results_add_nothing_to_the_totals() -> None:
    assert "results" not in reading_of(SOURCE, meta(ad_set())).receipt.totals


def test_the_currency_stands_in_the_header() -> None:
    header = [cell.replace("DKK", "SGD") for cell in META]
    reading = reading_of(SOURCE, meta(ad_set(), header=header))
    assert facts(reading)[0]["currency"] == "SGD"
    assert "other_currencies" in codes(reading)


def test_a_dash_for_the_amount_is_no_amount() -> None:
    reading = reading_of(SOURCE, meta(ad_set(), ad_set("Shades", amount_spent="-")))
    assert reading.receipt.rows_dropped == {"no_amount": 1}


def test_a_french_table_with_semicolons_blanks_and_decimal_commas() -> None:
    lines = ["Jour;Nom de la campagne;Montant dépensé (USD);Impressions"]
    lines += [f'{day:02d}/08/2026;Looma - Broad;"1\u00a0234,56";45012' for day in (11, 12, 13)]
    reading = reading_of(SOURCE, "\n".join([*lines, ""]).encode())
    rows = facts(reading)
    assert [each["local_date"] for each in rows] == [date(2026, 8, day) for day in (11, 12, 13)]
    assert {(each["amount_minor"], each["currency"]) for each in rows} == {(123456, "USD")}
    assert "headers_unverified" in codes(reading)


def test_one_french_day_is_read_day_first_and_the_assumption_is_told() -> None:
    content = 'Jour;Nom de la campagne;Montant dépensé (USD);Impressions\n01/08/2026;Looma;"12,50";450\n'.encode()
    reading = reading_of(SOURCE, content)
    assert facts(reading)[0]["local_date"] == date(2026, 8, 1)
    assert "date_order_assumed" in codes(reading)


def test_a_start_without_an_end_is_no_day() -> None:
    header = "Début des rapports;Nom de la campagne;Nom de l'ensemble de publicités;Impressions;Montant dépensé (EUR)"
    content = f"{header}\n2026-11-01;Looma;Broad;450;12,50\n".encode()
    assert refusal(SOURCE, content).code == "period_unknown"
    rows = costs(SOURCE, content, "costs_2026-11-01_2026-11-05.csv")
    assert len(rows) == 5


def test_a_danish_and_a_spanish_table() -> None:
    danish = (
        "Rapportering starter;Rapportering slutter;Kampagnenavn;Navn på annoncesæt;Beløb brugt (DKK);Eksponeringer\n"
    )
    told = "03-11-2026;03-11-2026;Efterår;Lamper;1.234,50;1.000\n27-11-2025;27-11-2025;Efterår;Lamper;1,00;1\n"
    assert costs(SOURCE, (danish + told).encode())[0]["amount_minor"] == 123450
    spanish = "Día,Campaña,Importe gastado (EUR),Impresiones\n2026-11-03,Otoño,12.50,450\n"
    assert costs(SOURCE, spanish.encode())[0]["currency"] == "EUR"


def test_the_number_of_a_campaign_tells_it_apart_unless_it_was_rounded() -> None:
    header = [*META, "Campaign ID"]
    one, other = [*ad_set(), "120210000000000001"], [*ad_set(), "120210000000000002"]
    assert len(costs(SOURCE, meta(one, other, header=header))) == 2
    (fact,) = costs(SOURCE, meta([*ad_set(), "1.2021E+17"], header=header))
    assert "campaign_id" not in fact


def test_a_table_of_an_account_has_no_names() -> None:
    header = ["Day", "Amount spent (DKK)", "Impressions"]
    reading = reading_of(SOURCE, meta(["2026-11-03", "12.00", "90"], ["All", "12.00", "90"], header=header))
    assert reading.receipt.kind == "costs of the account"
    assert reading.receipt.rows_dropped == {"no_date": 1}


def test_another_table_of_money_is_not_metas() -> None:
    assert recognised(SOURCE, b"Date,Shop,Amount spent\n2026-11-03,Roof,12\n") is None
