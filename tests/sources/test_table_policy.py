"""What platforms did against posts and accounts is kept as told, and words nobody knows are refused."""

from __future__ import annotations

from datetime import date

import pytest
from tests.sources.files import codes, read_one, rows, table

HEADER = ("date", "channel", "platform", "permalink", "event", "reason", "appealed_on", "outcome", "outcome_date")
LINK = "https://www.tiktok.com/@acme/video/7400000000000000001"
CHANNELS = {"tiktok": "tiktok"}


def events(tmp_path, *lines, header=HEADER, **known):
    return read_one(tmp_path, table(header, *lines), **{"channels": CHANNELS, **known})


def line(**changed):
    cells = {"date": "2026-10-02", "channel": "tiktok", "permalink": LINK, "event": "strike", "reason": "music"}
    return [(cells | changed).get(name, "") for name in HEADER]


def test_an_event_is_kept_with_its_appeal(tmp_path):
    reading = events(tmp_path, line(appealed_on="2026-10-03", outcome="reinstated", outcome_date="2026-10-09"))
    (row,) = rows(reading, "policy_event")
    assert (row["local_date"], row["event"], row["reason"]) == (date(2026, 10, 2), "strike", "music")
    assert (row["channel"], row["platform"], row["post_key"]) == ("tiktok", "tiktok", "tiktok:7400000000000000001")
    assert (row["appeal_date"], row["outcome"], row["outcome_date"]) == (
        date(2026, 10, 3),
        "reinstated",
        date(2026, 10, 9),
    )
    assert (reading.receipt.kind, reading.receipt.channel) == ("policy_events", "tiktok")


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        *(("Community Guidelines strike", "strike"), ("Removed", "removal"), ("age-restricted", "restriction")),
        *(("warning", "warning"), ("fjernet", "removal"), ("Begrænset", "restriction"), ("advarsel", "warning")),
    ],
)
def test_events_are_known_in_english_and_danish(tmp_path, written, meant):
    assert rows(events(tmp_path, line(event=written)), "policy_event")[0]["event"] == meant


def test_an_appeal_without_an_outcome_is_pending_and_no_appeal_has_none(tmp_path):
    first, second = rows(events(tmp_path, line(appealed_on="2026-10-03"), line(date="2026-10-04")), "policy_event")
    assert first["outcome"] == "pending"
    assert "outcome" not in second


def test_an_outcome_that_comes_later_restates_its_event(tmp_path):
    (before,) = rows(events(tmp_path, line(appealed_on="2026-10-03")), "policy_event")
    (after,) = rows(
        events(tmp_path, line(appealed_on="2026-10-03", outcome="medhold", outcome_date="2026-10-09")), "policy_event"
    )
    assert before["entry_id"] == after["entry_id"]
    assert after["observed_at"] > before["observed_at"]
    assert after["outcome"] == "reinstated"


def test_unknown_words_are_refused_row_by_row_with_the_reason(tmp_path):
    reading = events(
        tmp_path,
        line(),
        line(event="shadowban"),
        line(outcome="perhaps"),
        line(date=""),
        line(date="2027-12-01"),
        line(appealed_on="2027-12-01"),
    )
    assert reading.receipt.rows_dropped == {"unknown_event": 1, "unknown_outcome": 1, "no_date": 1, "future_date": 2}
    assert reading.receipt.rows_kept == 1


def test_an_event_may_be_against_the_account(tmp_path):
    (row,) = rows(events(tmp_path, line(permalink="", channel="", platform="YouTube")), "policy_event")
    assert (row["platform"], "post_key" in row, "channel" in row) == ("youtube", False, False)


def test_a_platform_nobody_has_is_refused(tmp_path):
    assert events(tmp_path, line(platform="myspace")).receipt.refusal.code == "platform_unknown"


def test_two_equal_events_of_a_day_are_two(tmp_path):
    reading = events(tmp_path, line(), line())
    assert len({row["entry_id"] for row in rows(reading, "policy_event")}) == 2
    numbered = events(tmp_path, ("e1", "2026-10-02", "strike"), header=("entry_id", "date", "event"))
    assert rows(numbered, "policy_event")[0]["entry_id"] == "e1"
    assert "contacts_not_kept" not in codes(numbered)
