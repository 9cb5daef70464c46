"""HubSpot contacts become leads and deals their worth, without anybody's name."""

from __future__ import annotations

import hashlib
import hmac
from datetime import date

import pytest
from tests.sources.files import codes, read_one, rows, table

CONTACTS = (
    *("Record ID", "First Name", "Last Name", "Email", "Phone Number", "Create Date", "Lifecycle Stage", "Lead Status"),
    *("Original Traffic Source", "Original Traffic Source Drill-Down 1", "Original Traffic Source Drill-Down 2"),
)
DEALS = ("Record ID", "Deal Name", "Pipeline", "Deal Stage", "Create Date", "Close Date", "Amount", "Currency")
KNOWN = {"channels": {"page": "linkedin", "ig": "instagram"}, "contact_secret": b"brand secret"}


def contact(number, **changed):
    cells = {
        "Record ID": 51000 + number,
        "First Name": "Bodil",
        "Last Name": "Bagstang",
        "Email": f"bodil{number}@bagstang.dk",
        "Phone Number": "+45 12 34 56 78",
        "Create Date": f"2026-10-{number:02d} 09:12",
        "Lifecycle Stage": "Marketing Qualified Lead",
        "Original Traffic Source": "Organic Social",
        "Original Traffic Source Drill-Down 1": "LinkedIn",
        "Original Traffic Source Drill-Down 2": "winter-tyres",
    }
    return [(cells | changed).get(header, "") for header in CONTACTS]


def contacts(tmp_path, *lines, header=CONTACTS, **known):
    return read_one(tmp_path, table(header, *lines), "hubspot-crm-exports.csv", **{**KNOWN, **known})


def deal(number, **changed):
    cells = {
        "Record ID": 9000 + number,
        "Deal Name": "Bagstang ApS",
        "Pipeline": "Sales",
        "Deal Stage": "Appointment Scheduled",
        "Create Date": f"2026-10-{number:02d} 10:00",
        "Close Date": "2026-12-24 10:00",
        "Amount": "12500.50",
        "Currency": "DKK",
    }
    return [(cells | changed).get(header, "") for header in DEALS]


def deals(tmp_path, *lines):
    return read_one(tmp_path, table(DEALS, *lines), "deals.csv", **KNOWN)


def test_a_contact_becomes_a_lead_that_nobody_can_read(tmp_path):
    reading = contacts(tmp_path, contact(1))
    (row,) = rows(reading, "lead")
    hashed = hmac.new(b"brand secret", b"bodil1@bagstang.dk", hashlib.sha256).hexdigest()
    assert (row["entry_id"], row["external_id"], row["contact_key"]) == ("hubspot:51001", "51001", hashed)
    assert (row["local_date"], row["leads"], row["qualified"]) == (date(2026, 10, 1), 1, 1)
    assert (row["stage"], row["is_test"]) == ("Marketing Qualified Lead", False)
    for person in ("Bodil", "bodil", "Bagstang", "12 34"):
        assert person not in str(reading)
    left_out = next(told for told in reading.receipt.warnings if told.code == "columns_left_out")
    assert left_out.english() == "These columns were not kept: First Name, Last Name, Phone Number."


def test_where_a_contact_came_from_is_kept_and_read_where_it_is_plain(tmp_path):
    reading = contacts(tmp_path, contact(1))
    (row,) = rows(reading, "lead")
    assert (row["original_source"], row["source_detail_1"], row["source_detail_2"]) == (
        "Organic Social",
        "LinkedIn",
        "winter-tyres",
    )
    assert (row["utm_campaign"], row["channel"]) == ("winter-tyres", "page")
    assert (reading.receipt.platform, reading.receipt.channel, reading.receipt.kind) == (
        "hubspot",
        None,
        "hubspot contacts",
    )


@pytest.mark.parametrize(
    ("source", "detail_1", "detail_2", "found"),
    [
        ("Other Campaigns", "spring", "newsletter / email", {"utm_source": "newsletter", "utm_medium": "email"}),
        ("PAID_SOCIAL", "Facebook", "launch", {"utm_campaign": "launch"}),
        ("Email Marketing", "spring", "october letter", {"utm_campaign": "october letter"}),
        ("Paid Social", "Instagram", "", {"channel": "ig"}),
        ("Organic Search", "Google", "Unknown keywords (SSL)", {}),
        ("Direct Traffic", "acme.example/start", "", {}),
        ("Referrals", "blog.example", "https://blog.example/a / b", {}),
        ("Other Campaigns", "spring", "(not set)", {}),
    ],
)
def test_the_second_detail_is_a_campaign_only_where_it_plainly_is(tmp_path, source, detail_1, detail_2, found):
    changed = {
        "Original Traffic Source": source,
        "Original Traffic Source Drill-Down 1": detail_1,
        "Original Traffic Source Drill-Down 2": detail_2,
    }
    (row,) = rows(contacts(tmp_path, contact(1, **changed)), "lead")
    assert {name: value for name, value in row.items() if name.startswith("utm_") or name == "channel"} == found


def test_a_detail_that_names_a_person_is_not_kept(tmp_path):
    changed = {"Original Traffic Source": "Offline Sources", "Original Traffic Source Drill-Down 2": "kim@acme.example"}
    assert "kim@acme" not in str(contacts(tmp_path, contact(1, **changed)))


@pytest.mark.parametrize(
    ("stage", "qualified"),
    [
        ("Subscriber", 0),
        ("lead", 0),
        ("salesqualifiedlead", 1),
        ("Opportunity", 1),
        ("Customer", 1),
        ("Other", None),
        ("", None),
    ],
)
def test_the_lifecycle_stage_says_whether_a_lead_is_qualified(tmp_path, stage, qualified):
    (row,) = rows(contacts(tmp_path, contact(1, **{"Lifecycle Stage": stage})), "lead")
    assert row.get("qualified") == qualified


def test_contacts_of_one_person_are_pointed_out_and_samples_count_nothing(tmp_path):
    reading = contacts(
        tmp_path,
        contact(1),
        contact(2, Email="BODIL1@bagstang.dk "),
        contact(3, Email="bh@hubspot.com"),
        contact(4, **{"Last Name": "Johnson (Sample Contact)"}),
        contact(5, Email="try@example.com"),
    )
    assert {"contacts_twice", "test_contacts"} <= set(codes(reading))
    assert reading.receipt.totals == {"leads": 2, "qualified": 2}
    assert reading.receipt.rows_kept == 5


def test_rows_that_cannot_be_are_left_out_with_a_reason(tmp_path):
    reading = contacts(
        tmp_path,
        contact(1),
        contact(1),
        contact(2, **{"Record ID": ""}),
        contact(3, **{"Create Date": ""}),
        contact(4, **{"Create Date": "2027-10-01 10:00"}),
        [*contact(5), "more"],
    )
    assert reading.receipt.rows_dropped == {
        "duplicate": 1,
        "no_identity": 1,
        "no_date": 1,
        "future_date": 1,
        "uneven_row": 1,
    }


def test_the_older_labels_are_known(tmp_path):
    older = [name.replace("Original Traffic Source", "Original Source") for name in CONTACTS]
    assert rows(contacts(tmp_path, contact(1), header=older), "lead")[0]["utm_campaign"] == "winter-tyres"


def test_a_channel_may_be_named_for_contacts_that_tell_none(tmp_path):
    plainly = contact(1, **{"Original Traffic Source": "Direct Traffic", "Original Traffic Source Drill-Down 1": ""})
    reading = contacts(tmp_path, plainly, contact(2), channel="ig", platform="instagram")
    assert [row["channel"] for row in rows(reading, "lead")] == ["ig", "page"]


def test_without_a_key_no_address_is_kept(tmp_path):
    reading = contacts(tmp_path, contact(1), contact(2), contact_secret=None)
    assert codes(reading).count("contacts_not_kept") == 1
    assert "contact_key" not in rows(reading, "lead")[0]


def test_a_deal_keeps_its_stage_and_worth_and_is_no_lead(tmp_path):
    reading = deals(tmp_path, deal(1), deal(2, **{"Deal Stage": "Closed won", "Close Date": "2026-11-02 12:00"}))
    opened, won = rows(reading, "lead")
    assert (opened["entry_id"], opened["stage"]) == ("hubspot-deal:9001", "Appointment Scheduled")
    assert (opened["value_minor"], opened["value_currency"]) == (1_250_050, "DKK")
    assert not opened.keys() & {"leads", "qualified", "stage_date"}
    assert won["stage_date"] == date(2026, 11, 2)
    assert reading.receipt.totals == {"value_minor": 2_500_100}
    assert "Bagstang" not in str(reading)


def test_deals_in_no_currency_or_below_zero_are_left_out(tmp_path):
    reading = deals(tmp_path, deal(1, Amount=""), deal(2, Currency="???"), deal(3, Amount=-5), deal(4, Currency=""))
    assert reading.receipt.rows_dropped == {"no_currency": 1, "negative_amount": 1}
    assert [row.get("value_currency") for row in rows(reading, "lead")] == [None, "DKK"]


def test_an_export_without_rows_is_refused(tmp_path):
    assert contacts(tmp_path).receipt.refusal.code == "no_rows"


def test_other_tables_of_records_are_left_to_others(tmp_path):
    reading = read_one(tmp_path, table(("Record ID", "Create Date", "Ticket name"), (1, "2026-10-01", "x")))
    assert reading.receipt.refusal.code == "mapping_needed"


def test_danish_labels_are_tried(tmp_path):
    header = ("Post-id", "E-mail", "Oprettelsesdato", "Livscyklusfase")
    reading = contacts(tmp_path, (7, "bo@bagstang.dk", "01.10.2026", "Kunde"), header=header)
    assert (reading.receipt.language, rows(reading, "lead")[0]["qualified"]) == ("da", 1)
