"""Where each platform keeps the export that fills a stream: the next step, in the platform's own menu words."""

from __future__ import annotations

from collections.abc import Mapping

from vaekst.core.period import Period
from vaekst.core.sentence import N_, Sentence

POSTS, DAYS, LEADS, COSTS, PRODUCTION, WEB, SEARCH = "posts", "days", "leads", "costs", "production", "web", "search"
TOUCHES, CONVERSIONS = "touches", "conversions"

_EXPORTS: Mapping[tuple[str | None, str], str] = {
    ("youtube", POSTS): N_("Export Content from YouTube Studio (Analytics, Advanced mode) for {first:day} to {last:day}."),
    ("youtube", DAYS): N_("Export the table by date from YouTube Studio (Analytics, Advanced mode) for {first:day} to {last:day}."),
    ("instagram", POSTS): N_("Export Content from Meta Business Suite (Insights, Content) for {first:day} to {last:day}."),
    ("instagram", DAYS): N_("Export reach, views and link clicks from Meta Business Suite (Insights, Results) for {first:day} to {last:day}."),
    ("facebook", POSTS): N_("Export Content from Meta Business Suite (Insights, Content) for {first:day} to {last:day}."),
    ("facebook", DAYS): N_("Export reach, views and link clicks from Meta Business Suite (Insights, Results) for {first:day} to {last:day}."),
    ("tiktok", POSTS): N_("Export Content from TikTok Studio, or Videos from TikTok Business Suite, for {first:day} to {last:day}."),
    ("tiktok", DAYS): N_("Export Overview from TikTok Studio or TikTok Business Suite for {first:day} to {last:day}."),
    ("linkedin", POSTS): N_("Export Content from the analytics of the LinkedIn page for {first:day} to {last:day}."),
    ("linkedin", DAYS): N_("Export Content from the analytics of the LinkedIn page for {first:day} to {last:day}."),
    ("x", POSTS): N_("Download Content from the analytics of X for {first:day} to {last:day}."),
    ("x", DAYS): N_("Download Overview from the analytics of X for {first:day} to {last:day}."),
    ("pinterest", DAYS): N_("Export Overview from the analytics of Pinterest for {first:day} to {last:day}."),
    ("mastodon", POSTS): N_("Connect the Mastodon account, and pull its figures for {first:day} to {last:day}."),
    ("bluesky", POSTS): N_("Connect the Bluesky account, and pull its figures for {first:day} to {last:day}."),
    (None, LEADS): N_("Import leads and visits for {first:day} to {last:day}: a table of your own, or contacts from HubSpot."),
    (None, COSTS): N_("Import what was spent from {first:day} to {last:day}: a table of your own, or the reports of the ad platforms by day."),
    (None, PRODUCTION): N_("Import the production log for {first:day} to {last:day}."),
    (None, WEB): N_("Export traffic acquisition by day from Google Analytics, Plausible, Matomo or Umami for {first:day} to {last:day}."),
    (None, SEARCH): N_("Export Performance from Search Console for {first:day} to {last:day}."),
    (None, TOUCHES): N_("Export visits one by one, with their tags, for {first:day} to {last:day}, and import them as CSV or Parquet."),
    (None, CONVERSIONS): N_("Export conversions one by one for {first:day} to {last:day}, and import them as CSV or Parquet."),
}  # fmt: skip
_OF_ANY: Mapping[str, str] = {
    POSTS: N_("Import a table of the posts, with their figures, for {first:day} to {last:day}."),
    DAYS: N_("Import a table of the channel's days for {first:day} to {last:day}."),
}


def where(platform: str | None, stream: str, days: Period) -> Sentence:
    """What to export where for these days. A platform nobody described gets the way of an own table."""
    template = _EXPORTS.get((platform, stream)) or _OF_ANY[stream]
    return Sentence("export_next", template, first=days.first, last=days.last)
