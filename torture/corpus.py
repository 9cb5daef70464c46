"""Whole files to damage: one of every shape the tests make, and the real samples where a folder of them is named."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

_LARGEST = 200_000  # bytes; larger samples only slow the ordeal down


def corpus(samples: str = "") -> list[tuple[str, bytes]]:
    """File name and content of every original, always in the same order."""
    return [*_made(), *_sampled(samples)]


def _sampled(folder: str) -> Iterator[tuple[str, bytes]]:
    if folder:
        for path in sorted(Path(folder).rglob("*")):
            if path.suffix in {".csv", ".xls", ".xlsx", ".zip"} and path.stat().st_size <= _LARGEST:
                yield path.name, path.read_bytes()


def _made() -> Iterator[tuple[str, bytes]]:
    from tests.sources import ads_files as ads
    from tests.sources import files, linkedin_books, tiktok_files, web_files, x_files
    from tests.sources import meta_exports as meta
    from tests.sources import youtube_files as youtube

    for language in ("en", "de", "pt", "da"):
        yield f"Table data {language}.csv", youtube.videos_table(language=language)
    yield "Totals.csv", youtube.totals(*range(3, 33))
    yield "Chart data.csv", youtube.chart()
    posts = [meta.instagram_post(n) for n in range(1, 25)]
    yield "instagram.csv", meta.content_export(meta.INSTAGRAM, posts)
    yield "wrapped.csv", meta.wrapped(meta.content_export(meta.INSTAGRAM, posts))
    yield "german.csv", meta.content_export(meta.INSTAGRAM_GERMAN, meta.translated(meta.INSTAGRAM_GERMAN, posts))
    yield "facebook.csv", meta.content_export(meta.FACEBOOK, [meta.facebook_post(n) for n in range(1, 13)])
    days = meta.series(date(2026, 9, 1), [0] * 5 + [*range(20, 50)])
    yield "Reach.csv", meta.daily_export(("Instagram reach", ("Date", "Primary"), days))
    yield "resaved.csv", meta.resaved(("Instagram reach", ("Date", "Primary"), days))
    yield (
        "account.csv",
        tiktok_files.business(tiktok_files.ACCOUNT, *tiktok_files.account_days(date(2026, 9, 1), *[{}] * 30)),
    )
    yield "videos.csv", tiktok_files.business(tiktok_files.VIDEOS, *(tiktok_files.video(n) for n in range(20)))
    overview = tiktok_files.days(date(2026, 10, 1), [(100 + n, 9, n, 1, -1) for n in range(40)])
    yield "Overview.csv", tiktok_files.studio(tiktok_files.OVERVIEW, *overview)
    yield "account_overview_analytics.csv", x_files.overview(date(2026, 11, 20), *[{}] * 28)
    yield "google.csv", ads.google(*(ads.campaign(f"Lamps {n}") for n in range(9)))
    yield (
        "british.csv",
        ads.british(*(ads.row(ads.GOOGLE_BRITISH, campaign=f"Lamps {n}", cost="12.50") for n in range(9))),
    )
    yield "meta ads.csv", ads.meta(*(ads.ad_set(day=f"2026-11-{n:02d}") for n in range(1, 20)))
    yield "linkedin ads.csv", ads.linkedin(*(ads.sponsored(f"11/{n}/2026") for n in range(1, 20)))
    yield "tiktok ads.csv", ads.tiktok(*(ads.video_ad(f"2026-11-{n:02d}") for n in range(1, 20)))
    yield (
        "exploration.csv",
        web_files.exploration(
            ("Default channel group", "Date", "Sessions", "Key events"),
            ("", "", 900, 12, "Grand total"),
            *(("Organic Social", f"202609{n:02d}", 30, 0.4) for n in range(1, 31)),
        ),
    )
    yield "search.zip", files.zipped(web_files.search_export())
    yield "plausible.zip", files.zipped(web_files.plausible_export())
    yield (
        "linkedin.xlsx",
        linkedin_books.content(
            [linkedin_books.day(n) for n in range(1, 20)], [linkedin_books.post(n) for n in range(1, 9)]
        ),
    )
    yield (
        "own.csv",
        files.table(
            ("post_id", "channel", "published", "views", "reach", "likes"),
            *((f"p{n}", "tiktok", f"2026-09-{n % 28 + 1:02d}", 900 + n, 700, 12) for n in range(60)),
        ),
    )
