"""A Google Analytics property through the Data API, every question and answer checked against Google's description."""

from __future__ import annotations

import json
from datetime import date

import pytest
from tests.sources.ga4_property import Property, service_account
from tests.sources.google_server import Google, Refusal
from tests.sources.pulls import NOW, Clock, access, pulled

from vaekst.core.errors import BadInput
from vaekst.sources import Reading
from vaekst.sources.ga4_api import SERVICE
from vaekst.sources.pulling.contract import Access
from vaekst.sources.pulling.failures import Failure, Kind

KEY = service_account()


@pytest.fixture
def website() -> Property:
    return Property()


@pytest.fixture
def google(website: Property, monkeypatch: pytest.MonkeyPatch) -> Google:
    standing_in = Google(website)
    monkeypatch.setattr("vaekst.sources.pulling.google.transport", lambda: standing_in)
    return standing_in


def asked(account: str = "123456789", key: str = KEY) -> Access:
    return access(account=account, secret={"credentials": key})


def take(tmp_path, **options: object) -> Reading:
    return pulled(tmp_path, SERVICE, asked(), **options)


def rows(reading: Reading) -> list[dict]:
    return reading.batch["web_traffic"].to_pylist()


@pytest.mark.parametrize("given", ["123456789", "properties/123456789"])
def test_the_property_is_named_by_its_number(google: Google, given: str):
    account = SERVICE.check(asked(given))
    assert (account.id, account.handle) == ("123456789", "properties/123456789")


@pytest.mark.parametrize("given", ["", "G-ABC123", "12", "properties/x", "UA-12345-1"])
def test_what_is_no_property_is_refused_before_anything_is_sent(google: Google, given: str):
    with pytest.raises(BadInput, match="not the number of a property"):
        SERVICE.check(asked(given))
    assert not google.asked


def test_the_secret_goes_to_google_whatever_the_file_says(google: Google):
    SERVICE.check(asked(key=json.dumps(json.loads(KEY) | {"token_uri": "https://evil.example/token"})))
    assert google.of("analyticsdata.properties.getMetadata")


def test_visits_of_a_day_are_kept_once_per_report(tmp_path, google: Google):
    reading = take(tmp_path)
    found = rows(reading)
    assert [row["report"] for row in found] == ["channel_group"] * 4 + ["source_medium+campaign"] * 4
    first = found[0]
    assert (first["channel_group"], first["local_date"]) == ("sessionDefaultChannelGroup 0", date(2026, 11, 17))
    assert (first["period_from"], first["property"], first["platform"]) == (
        date(2026, 11, 17),
        "properties/123456789",
        "ga4",
    )
    assert (first["sessions"], first["engaged_sessions"], first["users"], first["new_users"]) == (40, 25, 33, 21)
    assert (first["pageviews"], first["events"], first["key_events"], first["engagement_s"]) == (96, 310, 1.5, 1834)
    assert (first["revenue_minor"], first["revenue_currency"]) == (129_950, "EUR")
    assert (found[-1]["source"], found[-1]["medium"], found[-1]["campaign"]) == (
        "sessionSource 1",
        "sessionMedium 1",
        "sessionCampaignName 1",
    )
    assert first["observed_at"] == NOW


def test_the_receipt_has_the_propertys_zone_and_counts_no_visit_twice(tmp_path, google: Google):
    receipt = take(tmp_path).receipt
    assert (receipt.platform, receipt.channel, receipt.timezone) == ("ga4", None, "Europe/Berlin")
    assert (receipt.rows_read, receipt.rows_kept) == (8, 8)
    assert receipt.totals["sessions"] == 160
    assert receipt.warnings == ()


def test_more_rows_than_a_page_holds_are_asked_for_page_by_page(tmp_path, google: Google, website: Property):
    website.combinations = 6_000
    assert len(rows(take(tmp_path))) == 24_000
    asked_for = google.of("analyticsdata.properties.runReport")
    assert [each.body["offset"] for each in asked_for] == ["0", "10000", "0", "10000"]


def test_one_retired_metric_keeps_no_other_away(tmp_path, google: Google, website: Property):
    website.retired = frozenset({"keyEvents"})
    reading = take(tmp_path)
    assert {(row["sessions"], row["key_events"]) for row in rows(reading)} == {(40, None)}
    (missing,) = reading.receipt.warnings
    assert (missing.code, missing.values["metrics"]) == ("metrics_missing", "keyEvents")


def test_what_google_says_of_its_own_figures_is_passed_on(tmp_path, google: Google, website: Property):
    website.metadata |= {
        "subjectToThresholding": True,
        "dataLossFromOtherRow": True,
        "samplingMetadatas": [{"samplesReadCount": "250", "samplingSpaceSize": "1000"}],
    }
    warnings = take(tmp_path).receipt.warnings
    assert [said.code for said in warnings] == ["thresholded", "sampled", "other_row"]
    assert warnings[1].values["share"] == 0.25


def test_a_property_without_sales_and_visits_is_no_fault(tmp_path, google: Google, website: Property):
    website.figures["totalRevenue"] = "0"
    assert {row["revenue_minor"] for row in rows(take(tmp_path))} == {None}


def test_days_without_visits_are_told(tmp_path, google: Google, website: Property):
    website.days = ()
    reading = take(tmp_path)
    assert reading.batch == {}
    assert reading.receipt.refusal.code == "no_rows"


@pytest.mark.parametrize(
    ("refusal", "after"),
    [
        (Refusal(429, "Exhausted property tokens for a project per hour.", "rateLimitExceeded"), 3600),
        (Refusal(429, "Exhausted property tokens per day.", "rateLimitExceeded"), 22.5 * 3600),
    ],
)
def test_spent_tokens_say_when_they_come_back(
    tmp_path, google: Google, website: Property, refusal: Refusal, after: float
):
    website.hiccups = [refusal]
    with pytest.raises(Failure) as raised:
        take(tmp_path)
    assert (raised.value.kind, raised.value.after) == (Kind.LATER, after)


def test_a_stumble_is_waited_for(tmp_path, google: Google, website: Property):
    clock = Clock()
    website.hiccups = [Refusal(500, "Internal error", "backendError")]
    assert len(rows(take(tmp_path, clock=clock))) == 8
    assert clock.slept == [1]
