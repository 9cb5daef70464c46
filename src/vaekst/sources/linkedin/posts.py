"""Posts of a page: one snapshot each, what was paid for kept apart. Who posted is a person and never kept."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date

from vaekst.core.period import Week
from vaekst.core.sentence import N_
from vaekst.sources.ledger import Ledger, Row
from vaekst.sources.linkedin.headers import format_of, is_sponsored
from vaekst.sources.linkedin.made import Figures, Made, check_rate, counts, days_of, left_out
from vaekst.sources.linkedin.recognise import NAME
from vaekst.sources.reading.fields import Fields
from vaekst.sources.reading.numbers import Number
from vaekst.sources.reading.permalinks import post_key_of
from vaekst.sources.reading.words import plain

METRICS: Mapping[str, str] = {
    "impressions": "impressions_feed",
    "views": "views_video",
    "clicks": "clicks_any",
    "likes": "likes",
    "comments": "comments",
    "reposts": "reshares_public",
    "follows": "follows",
}
PAID: Mapping[str, str] = {
    "impressions": "impressions_paid",
    "clicks": "clicks_paid",
    "likes": "likes_paid",
    "comments": "comments_paid",
    "reposts": "reshares_paid",
}
"""Field -> canonical metric, in rows of posts and in rows of what was paid for."""

_KEPT = frozenset({*METRICS, "text", "link", "type", "content", "created", "rate", "click_rate"})
"""Fields that are kept, or used as checks."""

_URN = re.compile(r"urn:li:(?:activity|share|ugcPost):\d+")
_SPELLED = re.compile(r"-activity-(\d+)")
_ENGAGED = ("clicks", "likes", "comments", "reposts")


def make_posts(table: Fields, ledger: Ledger) -> Made:
    """One snapshot per post; a sponsored row adds to the post it promotes. Raises BadFile as the columns are read."""
    days = days_of(table, "created", ledger)
    figures = counts(table, [*METRICS])
    _check(table, figures, ledger)
    ledger.leave_out(left_out(table, lambda field: field in _KEPT))
    made = Made()
    posts: dict[str, Row] = {}
    paid = 0
    for place, (link, day) in enumerate(zip(table.texts("link"), days, strict=True)):
        ledger.read += 1
        key = post_key_of(platform=NAME, permalink=link)
        is_paid = is_sponsored(*(plain(cell(table, name, place)) for name in ("type", "campaign")))
        reason = _reason(place, key, day, figures, ledger)
        if reason is None and not is_paid and "impressions_feed" in posts.get(key or "", {}):
            reason = "duplicate"
        if reason or key is None:
            ledger.drop(reason or "no_identity")
            continue
        paid += is_paid
        _add(posts.setdefault(key, {}), _figures(figures, place, PAID if is_paid else METRICS))
        if not is_paid or "post_key" not in posts[key]:
            posts[key].update(_described(table, place, key, link, day))
        made.days.append(day)
    made.rows["post_snapshot"] = list(posts.values())
    if paid:
        ledger.warn(
            "sponsored_rows",
            N_("{rows} rows count sponsored posts. Their figures were kept apart, as paid for."),
            rows=paid,
        )
    return made


def _reason(place: int, key: str | None, day: date | None, figures: Figures, ledger: Ledger) -> str | None:
    """Why a row is not kept."""
    if key is None:
        return "no_identity"
    if ledger.is_future(day):
        return "future_date"
    values = [column[place] for column in figures.values()]
    if all(value is None for value in values):
        return "no_figures"
    return "negative_count" if any((value or 0) < 0 for value in values) else None


def _figures(figures: Figures, place: int, names: Mapping[str, str]) -> dict[str, Number | None]:
    return {metric: figures[name][place] for name, metric in names.items() if name in figures}


def _add(post: Row, found: Mapping[str, Number | None]) -> None:
    """Adds the figures to those of the same name: several campaigns may promote one post."""
    for metric, value in found.items():
        known = post.get(metric)
        post[metric] = value if known is None else known + (value or 0)


def _described(table: Fields, place: int, key: str, link: str | None, day: date | None) -> Row:
    """What the row says of the post beside its figures. `Post title` holds the whole text."""
    post_type, content = cell(table, "type", place), cell(table, "content", place)
    return {
        "post_key": key,
        "external_id": urn_in(link or ""),
        "permalink": link,
        "text": cell(table, "text", place) or None,
        "platform_type": content or post_type or None,
        "format": format_of(plain(content), plain(post_type)),
        "published_date": day,
        "iso_week": Week.of(day).monday if day else None,
        "grain": "lifetime",
        "source_row": table.lines[place],
    }


def urn_in(link: str) -> str | None:
    """What LinkedIn calls the post in its link. The same post has other numbers as share and as activity."""
    if found := _URN.search(link):
        return found[0]
    spelled = _SPELLED.search(link)
    return f"urn:li:activity:{spelled[1]}" if spelled else None


def cell(table: Fields, name: str, place: int) -> str:
    """A cell as text, ends stripped; empty where the table has no such column."""
    column = table.columns.get(name)
    return "" if column is None else table.rows[place][column].strip()


def _check(table: Fields, figures: Figures, ledger: Ledger) -> None:
    """Compares the printed rates with their parts."""
    if "impressions" not in figures:
        return
    if set(_ENGAGED) <= figures.keys():
        check_rate(table, "rate", [figures[name] for name in _ENGAGED], figures["impressions"], ledger)
    if "clicks" in figures:
        check_rate(table, "click_rate", [figures["clicks"]], figures["impressions"], ledger)
