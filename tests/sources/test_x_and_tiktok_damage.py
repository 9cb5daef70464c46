"""Damaged files of TikTok and X are read or refused in words; nothing of them raises."""

from __future__ import annotations

import tempfile
from datetime import UTC, date, datetime
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.sources.files import read_all, table
from tests.sources.tiktok_files import (
    ACCOUNT,
    ACTIVITY,
    CONTENT,
    OVERVIEW,
    VIDEOS,
    account_days,
    business,
    days,
    studio,
    video,
)
from tests.sources.tiktok_files import link as tiktok_link
from tests.sources.x_files import MADE, POSTS, TWEETS, overview, post, tweet

SAMPLES = [
    business(ACCOUNT, *account_days(date(2026, 10, 30), {}, {"Likes": -2}, {"Reached audience": "NAN"})),
    business(VIDEOS, *(video(n) for n in range(3))),
    studio(OVERVIEW, *days(date(2025, 12, 30), [(900, 20, 30, 3, 4)] * 5)),
    studio(ACTIVITY, *([f"November {day}", hour, hour] for day in (18, 19) for hour in range(24))),
    studio(CONTENT, ["November 20", "Wet leaves", tiktok_link(MADE), "September 1", 40, 3, 7, 1200]),
    overview(date(2026, 11, 20), {}, {}, {}),
    table(POSTS, post(), post(1)),
    table(TWEETS, tweet(), tweet(1)),
]


@given(st.sampled_from(SAMPLES), st.booleans(), st.data())
@settings(max_examples=200, deadline=None)
def test_no_damage_raises_anything(sample: bytes, told: bool, data: st.DataObject):
    """A stretch of the file's bytes is cut out, doubled, or overwritten."""
    first = data.draw(st.integers(0, len(sample)))
    last = data.draw(st.integers(first, min(len(sample), first + 60)))
    damage = data.draw(st.sampled_from(["cut", "double", "overwrite"]))
    middle = {"cut": b"", "double": sample[first:last] * 2, "overwrite": data.draw(st.binary(max_size=6))}[damage]
    exported = datetime(2026, 1, 10, tzinfo=UTC) if told else None
    with tempfile.TemporaryDirectory() as folder:
        content = sample[:first] + middle + sample[last:]
        for reading in read_all(Path(folder), content, "x", exported_at=exported):
            receipt = reading.receipt
            assert receipt.refusal or receipt.rows_read == receipt.rows_kept + sum(receipt.rows_dropped.values())
