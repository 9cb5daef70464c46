"""The kinds of export, each read into its fact table. A reader returns when the platform showed the figures."""

from __future__ import annotations

import re
from collections import Counter
from datetime import date, datetime

import numpy as np
import pyarrow as pa

from vaekst.core.period import DAY, Period
from vaekst.core.sentence import N_
from vaekst.sources.ledger import Row
from vaekst.sources.reading.grid import Column, Places
from vaekst.sources.reading.words import visible
from vaekst.sources.youtube import views
from vaekst.sources.youtube.export import Export
from vaekst.sources.youtube.figures import Figure
from vaekst.sources.youtube.headers import DIMENSIONS

_ID = re.compile(r"[\w-]{6,64}", re.ASCII)


def read_table(export: Export) -> datetime:
    """One row per video: snapshots of what each has earned, in the period or so far."""
    period = export.period
    observed_at = export.ledger.observed_at(newest=None, until=period.last if period else None)
    last_day = period.last if period else observed_at.date() - DAY
    videos, titles, published = export.texts("video").map(str.strip), export.texts("title"), export.dates("published")
    lengths = export.lengths()
    rows = export.sift([("no_identity", ~videos.flags(_is_id))], key=[videos], day=published)
    posts: list[Row] = []
    starts = []
    for row in rows:
        short = views.is_short(lengths[row], titles[row])
        first_day = _first_day(published[row], period)
        export.mixed += first_day is not None and views.is_mixed(first_day, last_day, short=short)
        starts.append(views.views_metric(last_day, short=short) == views.STARTS)
        post = _post(videos[row], titles[row], published[row], lengths[row], views.format_of(short))
        posts.append(post | _grain(published[row], period))
    columns = {name: [post[name] for post in posts] for name in posts[0]} if posts else {}
    export.keep(rows, starts=np.array(starts, bool), **columns)
    if period is None:
        export.days = {day for row in rows if (day := published[row])}
        _warn_of_unknown_period(export)
    else:
        export.days = [period.first, period.last]
    return observed_at


def read_chart(export: Export) -> datetime:
    """One row per video and day, for the videos that were plotted."""
    cells, titles, lengths = export.texts("video"), export.texts("title"), export.lengths()
    videos, days, published = cells.map(str.strip), export.dates("day"), export.dates("published")
    unknown = ~videos.flags(_is_id) | days.flags(_is_unknown)
    early = export.figures.zero & (_ordinals(days) < _ordinals(published))
    rows = export.sift([("no_identity", unknown), ("before_publication", early)], key=[videos, days], day=days)
    keys = videos.map(lambda video: f"youtube:{video}")
    export.keep(
        rows,
        starts=_are_starts(days, _shorts(lengths, titles))[rows],
        post_key=keys.arrow(pa.string(), rows),
        local_date=days.arrow(pa.date32(), rows),
    )
    _, first = np.unique(cells.ids()[rows], return_index=True)
    for row in rows[np.sort(first)]:
        format_ = views.format_of(views.is_short(lengths[row], titles[row]))
        post = _post(videos[row], titles[row], published[row], lengths[row], format_)
        export.posts.append(export.described(row) | post | {"grain": "period"})
    export.days = _distinct(days, rows)
    return export.ledger.observed_at(newest=max(export.days, default=None))


def read_totals(export: Export) -> datetime:
    """One row per day for the whole channel."""
    days = export.dates("day")
    rows = export.sift([("no_identity", days.flags(_is_unknown))], key=[days], day=days)
    export.keep(rows, starts=_are_starts(days)[rows], local_date=days.arrow(pa.date32(), rows))
    export.days = _distinct(days, rows)
    _warn_of_shorts(export)
    return export.ledger.observed_at(newest=max(export.days, default=None))


def read_breakdown(export: Export) -> datetime:
    """One row per country, age, traffic source or other member, over the period."""
    period = export.period
    observed_at = export.ledger.observed_at(newest=None, until=period.last if period else None)
    last_day = period.last if period else observed_at.date() - DAY
    dimension = _dimension(export)
    members = _members(export, dimension)
    rows = export.sift([("no_identity", members.flags(_is_unknown))], key=[members])
    export.keep(
        rows,
        starts=np.full(len(rows), views.views_metric(last_day, short=None) == views.STARTS),
        dimension=dimension,
        member=members.arrow(pa.string(), rows),
        period_from=period.first if period else None,
        period_to=period.last if period else None,
        share=_shares(export, rows),
    )
    if period is None:
        _warn_of_unknown_period(export)
    else:
        export.days = [period.first, period.last]
        export.mixed = export.kept if views.is_mixed(period.first, period.last, short=None) else 0
    return observed_at


def read_breakdown_chart(export: Export) -> datetime:
    """One row per member and day, for the members that were plotted."""
    dimension = _dimension(export)
    members, days = _members(export, dimension), export.dates("day")
    unknown = members.flags(_is_unknown) | days.flags(_is_unknown)
    rows = export.sift([("no_identity", unknown)], key=[members, days], day=days)
    printed = days.arrow(pa.date32(), rows)
    export.keep(
        rows,
        starts=_are_starts(days)[rows],
        dimension=dimension,
        member=members.arrow(pa.string(), rows),
        period_from=printed,
        period_to=printed,
        share=_shares(export, rows),
    )
    export.days = _distinct(days, rows)
    return export.ledger.observed_at(newest=max(export.days, default=None))


def _is_id(video: str) -> bool:
    return _ID.fullmatch(video) is not None


def _is_unknown(value: object) -> bool:
    return not value


def _ordinals(days: Column[date | None]) -> Places:
    """The days as numbers; one that is not known is NaN, which is neither before nor after any."""
    return np.array([np.nan if day is None else day.toordinal() for day in days.distinct], np.float64)[days.codes]


def _shorts(lengths: Column[Figure], titles: Column[str]) -> Places:
    """Marks the rows of Shorts."""
    known = lengths.flags(lambda length: length is not None)
    by_length = lengths.flags(lambda length: views.is_short(length, "") is True)
    return np.where(known, by_length, titles.flags(lambda title: views.is_short(None, title) is True))


def _are_starts(days: Column[date | None], shorts: Places | None = None) -> Places:
    """Marks the rows whose views are counted by starts, on their day."""
    others = days.flags(lambda day: day is not None and views.views_metric(day, short=None) == views.STARTS)
    if shorts is None:
        return others
    of_shorts = days.flags(lambda day: day is not None and views.views_metric(day, short=True) == views.STARTS)
    return np.where(shorts, of_shorts, others)


def _distinct(days: Column[date | None], rows: Places) -> set[date]:
    return {day for code in np.unique(days.codes[rows]) if (day := days.distinct[code])}


def _shares(export: Export, rows: Places) -> pa.Array | None:
    shares = export.figures.columns.get("views_share")
    if shares is None:
        return None
    return shares.map(lambda share: None if share is None else share / 100).arrow(pa.float64(), rows)


def _dimension(export: Export) -> str:
    return next(name for name in DIMENSIONS if name in export.rows.columns)


def _members(export: Export, dimension: str) -> Column[str]:
    """The members' names; cities of one name are told apart by their number."""
    keys = export.texts(dimension).map(visible)
    if dimension != "city" or "city_name" not in export.rows.columns:
        return keys
    names = export.texts("city_name").map(visible).values()
    often = Counter(names)
    return Column.of(
        key if not name else f"{name} ({key})" if often[name] > 1 else name
        for key, name in zip(keys.values(), names, strict=True)
    )


def _post(
    video: str, title: str, published: date | None, length: float | None, format_: str | None
) -> dict[str, object]:
    return {
        "post_key": f"youtube:{video}",
        "external_id": video,
        "permalink": f"https://www.youtube.com/watch?v={video}",
        "title": title.strip() or None,
        "format": format_,
        "duration_s": length,
        "published_date": published,
    }


def _grain(published: date | None, period: Period | None) -> dict[str, object]:
    """Whether the counters hold all since publication. Without a period nobody knows, so they are not called that."""
    whole = published is not None and period is not None and published >= period.first
    return {
        "grain": "lifetime" if whole else "period",
        "period_from": period.first if period else None,
        "period_to": period.last if period else None,
    }


def _first_day(published: date | None, period: Period | None) -> date | None:
    days = [day for day in (published, period.first if period else None) if day is not None]
    return max(days, default=None)


def _warn_of_unknown_period(export: Export) -> None:
    export.ledger.warn(
        "period_unknown",
        N_(
            "YouTube states a table's period only in the name of the ZIP, and this file came without it. The figures are kept as those of an unknown period and not compared. Import the ZIP as it was downloaded."
        ),
    )


def _warn_of_shorts(export: Export) -> None:
    if "views" in export.figures.columns and any(
        views.SHORTS_REDEFINED <= day < views.REDEFINED for day in export.days
    ):
        export.ledger.warn(
            "shorts_in_views",
            N_(
                "From {first:day} to {last:day} YouTube counted Shorts by starts and other videos by longer views. The channel's views of those days hold both."
            ),
            first=views.SHORTS_REDEFINED,
            last=views.REDEFINED - DAY,
        )
