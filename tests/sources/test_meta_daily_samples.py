"""Real Meta exports, where a folder of them is at hand: VAEKST_SAMPLE_EXPORTS names it. They are never published."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import pytest
from tests.sources.uploads import NOW

from vaekst.core.receipt import Receipt, Status
from vaekst.sources import Context, Reading, Upload, read_upload

FOLDER = os.environ.get("VAEKST_SAMPLE_EXPORTS")
pytestmark = pytest.mark.skipif(not FOLDER, reason="VAEKST_SAMPLE_EXPORTS names no folder of real exports")


@dataclass(frozen=True)
class Sample:
    """What is known of a file: its name, what it is, its rows, its days, and what must be warned of."""

    name: str
    kind: str
    rows: int
    first: date | None = None
    last: date | None = None
    warnings: frozenset[str] = frozenset()
    dropped: dict[str, int] = field(default_factory=dict)
    needs_channel: bool = True


def days(first: str, last: str) -> dict[str, date]:
    return {"first": date.fromisoformat(first), "last": date.fromisoformat(last)}


DAILY = "daily series"
SAMPLES = [
    Sample("*fts-video-site__Views.csv", DAILY, 28, **days("2026-05-25", "2026-06-21")),
    Sample("*fts-video-site__Reach.csv", DAILY, 28, **days("2026-05-25", "2026-06-21")),
    Sample("*fts-video-site__Follows.csv", DAILY, 20, **days("2026-05-25", "2026-06-13"), needs_channel=False),
    Sample("*fts-video-site__Audience.csv", "audience", 8),
    Sample("*__IG_VIEWS.csv", DAILY, 62, **days("2025-10-31", "2025-12-31")),
    Sample(
        "*__Page_and_profile_visits_(1).csv",
        DAILY,
        2140,
        **days("2021-03-03", "2023-03-03"),
        warnings=frozenset({"title_wins", "not_measured"}),
        dropped={"not_measured": 678},
        needs_channel=False,
    ),
    Sample(
        "*__Reach_(1).csv",
        DAILY,
        2140,
        **days("2021-03-03", "2023-03-03"),
        warnings=frozenset({"not_measured"}),
        dropped={"not_measured": 678},
        needs_channel=False,
    ),
    Sample("*__pt_Alcance.csv", DAILY, 366, **days("2024-09-14", "2025-09-14")),
    Sample(
        "*__pt_Visualizações.csv",
        DAILY,
        366,
        **days("2025-02-28", "2025-09-14"),
        warnings=frozenset({"not_measured"}),
        dropped={"not_measured": 167},
    ),
    Sample(
        "*__pt_Seguidores.csv",
        DAILY,
        161,
        **days("2024-12-18", "2025-09-13"),
        warnings=frozenset({"days_filled"}),
        needs_channel=False,
    ),
    Sample("*__pt_Público.csv", "audience", 8),
    Sample(
        "*analytics-dashboard__Views.csv",
        DAILY,
        62,
        **days("2025-10-31", "2025-12-31"),
        warnings=frozenset({"clock_beside_day"}),
    ),
    Sample(
        "*analytics-dashboard__Viewers.csv",
        DAILY,
        62,
        **days("2025-10-31", "2025-12-31"),
        warnings=frozenset({"clock_beside_day"}),
    ),
    Sample("*__Top_content_formats.csv", "content formats", 3),
    Sample(
        "*__Oct-31-2025_Dec-30-2025_*.csv",
        "facebook videos",
        45,
        **days("2025-10-31", "2025-12-30"),
        warnings=frozenset({"lines_unwrapped", "columns_left_out", "publish_zone_assumed"}),
        needs_channel=False,
    ),
]


def sample(name: str) -> Path:
    (found,) = Path(FOLDER or "", "meta").glob(name)
    return found


def read(name: str, **known: str) -> Reading:
    path = sample(name)
    upload = Upload(name=path.name, path=path, sha256="0" * 64, size=path.stat().st_size)
    (reading,) = read_upload(upload, Context(now=NOW, currency="DKK", **known))  # type: ignore[arg-type]  # texts only
    return reading


def told(receipt: Receipt) -> set[str]:
    return {warning.code for warning in receipt.warnings}


@pytest.mark.parametrize("expected", SAMPLES, ids=lambda expected: expected.name)
def test_a_real_export_is_read_as_what_it_is(expected: Sample) -> None:
    known = {"platform": "instagram", "channel": "instagram"} if expected.needs_channel else {}
    receipt = read(expected.name, **known).receipt
    assert receipt.status is Status.IMPORTED, receipt.refusal
    assert (receipt.kind, receipt.rows_read) == (expected.kind, expected.rows)
    assert (receipt.first_date, receipt.last_date) == (expected.first, expected.last)
    assert receipt.rows_dropped == expected.dropped
    assert receipt.rows_kept == expected.rows - sum(expected.dropped.values())
    assert expected.warnings <= told(receipt)


@pytest.mark.parametrize(
    "expected", [each for each in SAMPLES if each.needs_channel], ids=lambda expected: expected.name
)
def test_a_real_export_that_names_no_platform_asks_for_the_channel(expected: Sample) -> None:
    receipt = read(expected.name).receipt
    assert receipt.refusal is not None
    assert receipt.refusal.code == "channel_needed"


def test_the_damaged_audience_is_refused_for_its_damage() -> None:
    receipt = read("*analytics-dashboard__Audience.csv", platform="facebook", channel="facebook").receipt
    assert receipt.refusal is not None
    assert receipt.refusal.code in {"mixed_encodings", "damaged_number"}


def test_views_by_format_add_up_to_the_views_by_day() -> None:
    """Two files of one account and period count the same views."""
    known = {"platform": "facebook", "channel": "facebook"}
    by_day = read("*analytics-dashboard__Views.csv", **known).receipt.totals["views_start"]
    by_format = read("*__Top_content_formats.csv", **known).batch["breakdown"]["views_start"].to_pylist()
    assert by_day == sum(views for views in by_format if views is not None)


def test_the_two_orders_of_genders_are_told_apart() -> None:
    english = read("*fts-video-site__Audience.csv", platform="instagram", channel="instagram").batch["breakdown"]
    portuguese = read("*__pt_Público.csv", platform="instagram", channel="instagram").batch["breakdown"]
    shares = [
        {row["member"]: row["share"] for row in table.to_pylist() if row["dimension"] == "age_gender"}
        for table in (english, portuguese)
    ]
    assert shares[0]["18-24 men"] == pytest.approx(0.051)
    assert shares[1]["18-24 women"] == pytest.approx(0.21)
