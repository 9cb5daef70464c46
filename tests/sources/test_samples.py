"""Real exports, where somebody has them: set VAEKST_SAMPLE_EXPORTS to a folder with a folder per platform."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from tests.sources.files import read_all

from vaekst.core.receipt import Status
from vaekst.sources import SOURCES

FOLDER = os.environ.get("VAEKST_SAMPLE_EXPORTS")
FILES = sorted(path for path in Path(FOLDER).glob("*/*") if path.is_file()) if FOLDER else []

pytestmark = pytest.mark.skipif(not FOLDER, reason="VAEKST_SAMPLE_EXPORTS is not set")

ALLOWED = {"mapping_needed", "channel_needed", "mixed_encodings"}
"""Why a real export may be refused: no source for it yet, a platform it does not name, or damage."""

# file name ends with -> rows kept, total of one metric, truncated
YOUTUBE = {
    "2022__Table_data.csv": (201, {"views_start": 14_344_009}, False),
    "2022__Totals.csv": (365, {"views_engaged": 15_503_810}, False),
    "Gesamtwerte.csv": (366, {"views_engaged": 405_712}, False),
    "Youtube_Alcance.csv": (500, {}, True),
}

OTHERS = {
    "TIKTOK_RAW.csv": (62, {"views_start": 521_491, "likes": 7178, "follows": 409, "followers_net": 402}),
    "TIKTOK_VIDEO_RAW.csv": (51, {"views_start": 538_938, "saves": 570}),
    "account_overview_analytics.csv": (7, {"impressions_feed": 24_749, "engagements_any": 448}),
}


def identity(path: Path) -> str:
    return f"{path.parent.name}/{path.name}"


@pytest.mark.parametrize("path", FILES, ids=identity)
def test_a_real_export_is_read_or_refused_for_a_reason(tmp_path, path):
    for reading in read_all(tmp_path, path.read_bytes(), path.name):
        receipt = reading.receipt
        assert receipt.rows_read == receipt.rows_kept + sum(receipt.rows_dropped.values())
        if receipt.status is Status.REFUSED:
            assert receipt.refusal.code in ALLOWED
        known = {platform for source in SOURCES.values() for platform in source.platforms}
        if path.parent.name in known:
            assert receipt.platform == path.parent.name


@pytest.mark.parametrize("path", [path for path in FILES if path.parent.name == "youtube"], ids=identity)
def test_a_real_youtube_export_holds_what_it_says(tmp_path, path):
    reading, *_ = read_all(tmp_path, path.read_bytes(), path.name)
    assert reading.receipt.status is Status.IMPORTED
    for ending, (kept, totals, truncated) in YOUTUBE.items():
        if path.name.endswith(ending):
            assert reading.receipt.rows_kept == kept
            assert totals.items() <= reading.receipt.totals.items()
            assert reading.receipt.is_truncated is truncated


@pytest.mark.parametrize("path", [path for path in FILES if path.parent.name in ("tiktok", "x")], ids=identity)
def test_a_real_tiktok_or_x_export_holds_what_it_says(tmp_path, path):
    (reading,) = read_all(tmp_path, path.read_bytes(), path.name)
    assert reading.receipt.status is Status.IMPORTED
    kept, totals = next(known for ending, known in OTHERS.items() if path.name.endswith(ending))
    assert reading.receipt.rows_read == reading.receipt.rows_kept == kept
    assert totals.items() <= reading.receipt.totals.items()


# file name ends with -> kind, rows read, rows kept, totals, truncated
WEB = {
    "GA4__data-export.csv": ("report snapshot", 131, 125, {"sessions": 6, "pageviews": 15, "events": 47}, False),
    "Analytics_12_months.csv": (
        *("exploration", 3427, 3426),
        {"sessions": 1_104_116, "engaged_sessions": 748_602, "key_events": 1733},
        False,
    ),
    "__Chart.csv": ("search daily", 486, 486, {"impressions": 4_602_371, "clicks": 22_618}, False),
    "__Queries.csv": ("search queries", 1000, 1000, {"impressions": 731_504, "clicks": 4222}, True),
}


@pytest.mark.parametrize("path", [path for path in FILES if path.parent.name in ("ga4", "gsc")], ids=identity)
def test_a_real_export_of_web_analytics_holds_what_it_says(tmp_path, path):
    reading, *_ = read_all(tmp_path, path.read_bytes(), path.name)
    receipt = reading.receipt
    assert receipt.status is Status.IMPORTED
    for ending, told in WEB.items():
        if path.name.endswith(ending):
            assert (receipt.kind, receipt.rows_read, receipt.rows_kept, receipt.totals, receipt.is_truncated) == told


# file name ends with -> rows kept, days, totals, currency of every row
GOOGLE_ADS = {
    "Agency__Campaign_report.csv": (3, 28, {"amount_minor": 0, "impressions": 0, "clicks_any": 0}, "EUR"),
    "tool__Campaign_report.csv": (
        1,
        28,
        {"amount_minor": 36_522, "impressions": 9_380, "clicks_any": 264, "conversions": 25},
        "GBP",
    ),
}


@pytest.mark.parametrize("path", [path for path in FILES if path.parent.name == "google_ads"], ids=identity)
def test_a_real_google_ads_report_spends_what_it_says(tmp_path, path):
    (reading,) = read_all(tmp_path, path.read_bytes(), path.name)
    for ending, (kept, days, totals, currency) in GOOGLE_ADS.items():
        if path.name.endswith(ending):
            rows = reading.batch["cost"].to_pylist()
            assert reading.receipt.rows_kept == kept
            assert totals.items() <= reading.receipt.totals.items()
            assert {row["currency"] for row in rows} == {currency}
            assert len({row["local_date"] for row in rows}) == days
            assert all(total.agrees for total in reading.receipt.control_totals)
