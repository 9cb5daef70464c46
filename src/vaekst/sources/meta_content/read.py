"""Meta content exports to facts: one snapshot per post, or one row per post and day where the export has days."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from vaekst.core.errors import BadFile
from vaekst.core.facts import COUNTS
from vaekst.core.money import Money
from vaekst.core.period import Week
from vaekst.core.sentence import N_
from vaekst.sources.contract import Context, Document, Reading, Recognition
from vaekst.sources.ledger import Ledger, Row
from vaekst.sources.meta_content.checks import Figures, check_figures, check_views, is_negative
from vaekst.sources.meta_content.headers import EARNINGS, LEFT_OUT, LIFETIME, VERIFIED, format_of
from vaekst.sources.meta_content.published import ZONE, Published, published
from vaekst.sources.meta_content.recognise import FACEBOOK_VIDEOS
from vaekst.sources.reading.dates import parse_dates
from vaekst.sources.reading.fields import Fields, fields_of
from vaekst.sources.reading.numbers import Number, NumberStyle, parse_numbers
from vaekst.sources.reading.permalinks import intact_id, post_key_of
from vaekst.sources.reading.words import plain, visible

POINT = NumberStyle(decimal=".")
"""What Meta prints in every language; used where a column could be read in two ways."""

_SHARED = {
    "views": "views_start",
    "reach": "reach_unique",
    "comments": "comments",
    "views_3s": "views_3s",
    "views_60s": "views_60s",
    "seconds_viewed": "watch_time_s",
    "average_seconds": "avg_view_s",
    "interactions": "interactions",
    "total_clicks": "clicks_any",
    "link_clicks": "clicks_out",
    "saves": "saves",
    "follows": "follows",
}
METRICS: Mapping[str, Mapping[str, str]] = {
    "instagram": {**_SHARED, "likes": "likes", "shares": "shares_sent"},
    "facebook": {**_SHARED, "reactions": "likes", "shares": "reshares_public"},
}
"""Field of the export -> canonical metric. Instagram's shares are sent in private, Facebook's are public."""

_ID_IN_COMMENT = re.compile(r"\b(\d{10,})\b")


@dataclass(frozen=True, slots=True)
class _Posts:
    """What the rows say about each post beside its figures; one entry per row."""

    keys: Sequence[str | None]
    ids: Sequence[str | None]
    links: Sequence[str | None]
    durations: Sequence[Number | None]
    published: Published


def read(document: Document, recognition: Recognition, context: Context) -> Reading:
    """The posts of a content export. Raises BadFile where the table cannot be trusted."""
    ledger = Ledger(document, recognition, context)
    platform = recognition.platform or "instagram"
    table = _table(document, recognition, ledger)
    posts = _posts(table, platform, ledger)
    days = _days(table, ledger)
    figures = _figures(table, platform)
    check_views(table, figures, ledger)
    keep = _kept(table, posts, figures, days, ledger)
    check_figures(figures, keep, ledger)
    _note_left_out(table, recognition, ledger)
    dated = [day or at for day, at, kept in zip(days, posts.published.days, keep, strict=True) if kept]
    observed_at = ledger.observed_at(newest=max((day for day in dated if day), default=None))
    owner = {"channel": context.channel or platform, "platform": platform, "observed_at": observed_at}
    rows = _facts(table, posts, figures, days, keep, owner)
    return ledger.reading(
        rows,
        observed_at=observed_at,
        channel=context.channel or platform,
        platform=platform,
        timezone=context.times_in or ZONE,
        days=dated,
    )


def _facts(
    table: Fields,
    posts: _Posts,
    figures: Figures,
    days: Sequence[date | None],
    keep: Sequence[bool],
    owner: Row,
) -> dict[str, list[Row]]:
    """The facts of the kept rows. A post whose figures come by day is described once, without any."""
    snapshots: list[Row] = []
    by_day: list[Row] = []
    revenue = _revenue(table)
    described: set[str | None] = set()
    for place in (place for place, kept in enumerate(keep) if kept):
        key, day = posts.keys[place], days[place]
        common = {**owner, "post_key": key, "source_row": table.lines[place]}
        earned = {name: values[place] for name, values in figures.items()} | revenue[place]
        if day is not None:
            by_day.append({**common, "local_date": day, "iso_week": Week.of(day).monday, **earned})
            earned = {}
        if day is None or key not in described:
            described.add(key)
            snapshots.append({**common, **_described(table, posts, place), **earned})
    return {"post_snapshot": snapshots, "post_day": by_day}


def _table(document: Document, recognition: Recognition, ledger: Ledger) -> Fields:
    """The rows as wide as the header. Raises BadFile when there is none."""
    table, others = fields_of(document.blocks, recognition.columns)
    ledger.read = len(table) + others.total()
    for reason, rows in others.items():
        ledger.drop(reason, rows)
    if not len(table):
        raise BadFile(
            "no_rows", N_("{file} has a header and no posts below it. Export a period with posts."), file=document.name
        )
    if recognition.language not in VERIFIED:
        ledger.warn(
            "headers_unverified",
            N_("The headers were matched by a word list that was never checked against a real file. Check the totals."),
        )
    return table


def _posts(table: Fields, platform: str, ledger: Ledger) -> _Posts:
    """Which post each row is about. A rounded number is no identity; then the link is, or the platform's own remark."""
    links = table.texts("permalink")
    printed = table.texts("post_id" if "post_id" in table else "asset_id")
    ids = [intact_id(text) if text else None for text in printed]
    rounded = sum(text is not None and number is None for text, number in zip(printed, ids, strict=True))
    if rounded:
        ledger.warn(
            "rounded_ids",
            N_(
                "A spreadsheet rounded the numbers of {posts} posts (such as {example}); they are known by their links."
            ),
            posts=rounded,
            example=next(text for text, number in zip(printed, ids, strict=True) if text and not number),
        )
    lost = 0
    for place, remark in enumerate(table.texts("data_comment")):
        if remark and not ids[place] and not links[place] and (found := _ID_IN_COMMENT.search(remark)):
            ids[place] = found[1]
            lost += 1
    if lost:
        ledger.warn(
            "identity_lost",
            N_(
                "{posts} posts have figures but no link, type or time: the platform could not say more. They were kept under their numbers."
            ),
            posts=lost,
        )
    keys = [
        post_key_of(platform=platform, permalink=link, external_id=number)
        for link, number in zip(links, ids, strict=True)
    ]
    return _Posts(keys, ids, links, table.numbers("duration", otherwise=POINT).values, published(table, links, ledger))


def _days(table: Fields, ledger: Ledger) -> list[date | None]:
    """The day each row's figures belong to; None for rows that state everything earned so far."""
    words = [visible(cell) for cell in table.cells("date")]
    printed = ["" if plain(word) in LIFETIME else word for word in words]
    try:
        column = parse_dates(printed, name=table.name("date"), rows=table.lines, not_after=ledger.context.now.date())
    except BadFile as error:
        if error.code != "ambiguous_dates":
            raise
        column = parse_dates(printed, name=table.name("date"), rows=table.lines, order="mdy")
    return list(column.days)


def _figures(table: Fields, platform: str) -> Figures:
    """The canonical metrics of all rows, by column."""
    return {
        metric: table.numbers(field, whole=metric in COUNTS, otherwise=POINT).values
        for field, metric in METRICS[platform].items()
        if field in table
    }


def _kept(table: Fields, posts: _Posts, figures: Figures, days: Sequence[date | None], ledger: Ledger) -> list[bool]:
    """Which rows become facts; the others are accounted for."""
    seen: set[tuple[str, date | None]] = set()
    kept = []
    for place in range(len(table)):
        key, day = posts.keys[place], days[place]
        reason = None
        if key is None:
            reason = "no_identity"
        elif ledger.is_future(posts.published.days[place]) or ledger.is_future(day):
            reason = "future_date"
        elif is_negative(figures, place, lifetime=day is None):
            reason = "negative_count"
        elif (key, day) in seen:
            reason = "duplicate"
        else:
            seen.add((key, day))
        if reason:
            ledger.drop(reason)
        kept.append(reason is None)
    return kept


def _described(table: Fields, posts: _Posts, place: int) -> Row:
    """What the export says about the post beside its figures. Facebook keeps the whole text in `Title`."""
    post_type, text, title = (_text(table, field, place) for field in ("post_type", "text", "title"))
    duration = posts.durations[place] or None  # 0 on pictures
    published_day = posts.published.days[place]
    return {
        "external_id": posts.ids[place],
        "permalink": posts.links[place],
        "title": title,
        "text": text or title,
        "platform_type": post_type,
        "format": format_of(plain(post_type or ("video" if "asset_id" in table else "")), duration),
        "duration_s": duration,
        "published_at": posts.published.instants[place],
        "published_date": published_day,
        "iso_week": Week.of(published_day).monday if published_day else None,
        "grain": "lifetime",
    }


def _text(table: Fields, field: str, place: int) -> str | None:
    column = table.columns.get(field)
    return None if column is None else table.rows[place][column].strip() or None


def _revenue(table: Fields) -> list[Row]:
    """Earnings per row, in the currency the column's header names; nothing where the export has none."""
    for place, cell in enumerate(table.header):
        if found := EARNINGS.fullmatch(plain(cell)):
            currency = found[1].upper()
            values = parse_numbers(
                [row[place] for row in table.rows], name=visible(cell), rows=table.lines, otherwise=POINT
            ).values
            return [
                {}
                if value is None
                else {
                    "revenue_minor": Money.of(Decimal(str(value)), currency).minor,
                    "revenue_currency": currency,
                }
                for value in values
            ]
    return [{} for _ in range(len(table))]


def _note_left_out(table: Fields, recognition: Recognition, ledger: Ledger) -> None:
    """Say what of a video export was not read: curves, audiences and countries have no place among a post's counts."""
    if recognition.kind != FACEBOOK_VIDEOS:
        return
    left_out = sum(bool(LEFT_OUT.match(plain(cell))) for cell in table.header)
    ledger.warn(
        "columns_left_out",
        N_(
            "{columns} columns with retention curves, audiences and countries were not read. The curves begin at "
            "3-second views, so 3-second retention cannot be taken from them; views are counted from 3 seconds only."
        ),
        columns=left_out,
    )
