"""The kinds of export, each read into its fact table. A reader returns when the platform showed the figures."""

from __future__ import annotations

import re
from collections import Counter
from datetime import date, datetime

from vaekst.core.period import DAY, Period
from vaekst.core.sentence import N_
from vaekst.sources.reading.words import visible
from vaekst.sources.youtube import views
from vaekst.sources.youtube.export import Export
from vaekst.sources.youtube.headers import DIMENSIONS

_ID = re.compile(r"[\w-]{6,64}", re.ASCII)


def read_table(export: Export) -> datetime:
    """One row per video: snapshots of what each has earned, in the period or so far."""
    period = export.period
    observed_at = export.ledger.observed_at(newest=None, until=period.last if period else None)
    last_day = period.last if period else observed_at.date() - DAY
    texts = zip(export.texts("video"), export.texts("title"), strict=True)
    for number, ((video, title), published, length) in enumerate(
        zip(texts, export.dates("published"), export.lengths(), strict=True)
    ):
        if not _ID.fullmatch(video.strip()):
            export.ledger.drop("no_identity")
        elif export.keeps(number, (video.strip(),), published):
            short = views.is_short(length, title)
            first_day = _first_day(published, period)
            export.mixed += first_day is not None and views.is_mixed(first_day, last_day, short=short)
            export.facts.append(
                export.row(number, views=views.views_metric(last_day, short=short))
                | _post(video.strip(), title, published, length, views.format_of(short))
                | _grain(published, period)
            )
            export.days.extend(day for day in (published,) if day)
    if period is None:
        _warn_of_unknown_period(export)
    else:
        export.days = [period.first, period.last]
    return observed_at


def read_chart(export: Export) -> datetime:
    """One row per video and day, for the videos that were plotted."""
    rows = zip(
        export.texts("video"),
        export.texts("title"),
        export.dates("day"),
        export.dates("published"),
        export.lengths(),
        strict=True,
    )
    for number, (video, title, day, published, length) in enumerate(rows):
        if day is None or not _ID.fullmatch(video.strip()):
            export.ledger.drop("no_identity")
        elif published is not None and day < published and number in export.figures.zero:
            export.ledger.drop("before_publication")
        elif export.keeps(number, (video.strip(), day), day):
            short = views.is_short(length, title)
            post = _post(video.strip(), title, published, length, views.format_of(short))
            export.facts.append(
                export.row(number, views=views.views_metric(day, short=short))
                | {"post_key": post["post_key"], "local_date": day}
            )
            export.posts.setdefault(video, export.described(number) | post | {"grain": "period"})
            export.days.append(day)
    return export.ledger.observed_at(newest=max(export.days, default=None))


def read_totals(export: Export) -> datetime:
    """One row per day for the whole channel."""
    for number, day in enumerate(export.dates("day")):
        if day is None:
            export.ledger.drop("no_identity")
        elif export.keeps(number, (day,), day):
            export.facts.append(export.row(number, views=views.views_metric(day, short=None)) | {"local_date": day})
            export.days.append(day)
    _warn_of_shorts(export)
    return export.ledger.observed_at(newest=max(export.days, default=None))


def read_breakdown(export: Export) -> datetime:
    """One row per country, age, traffic source or other member, over the period."""
    period = export.period
    observed_at = export.ledger.observed_at(newest=None, until=period.last if period else None)
    last_day = period.last if period else observed_at.date() - DAY
    dimension = _dimension(export)
    for number, member in enumerate(_members(export, dimension)):
        if not member:
            export.ledger.drop("no_identity")
        elif export.keeps(number, (member,)):
            _add_member(export, number, (dimension, member), period, last_day)
    if period is None:
        _warn_of_unknown_period(export)
    else:
        export.days = [period.first, period.last]
        export.mixed = len(export.facts) if views.is_mixed(period.first, period.last, short=None) else 0
    return observed_at


def read_breakdown_chart(export: Export) -> datetime:
    """One row per member and day, for the members that were plotted."""
    dimension = _dimension(export)
    for number, (member, day) in enumerate(zip(_members(export, dimension), export.dates("day"), strict=True)):
        if not member or day is None:
            export.ledger.drop("no_identity")
        elif export.keeps(number, (member, day), day):
            _add_member(export, number, (dimension, member), Period(day, day), day)
            export.days.append(day)
    return export.ledger.observed_at(newest=max(export.days, default=None))


def _dimension(export: Export) -> str:
    return next(name for name in DIMENSIONS if name in export.rows.columns)


def _add_member(export: Export, number: int, member: tuple[str, str], span: Period | None, last_day: date) -> None:
    shares = export.figures.columns.get("views_share")
    share = shares[number] if shares else None
    export.facts.append(
        export.row(number, views=views.views_metric(last_day, short=None))
        | {
            "dimension": member[0],
            "member": member[1],
            "period_from": span.first if span else None,
            "period_to": span.last if span else None,
            "share": None if share is None else share / 100,
        }
    )


def _members(export: Export, dimension: str) -> list[str]:
    """The members' names; cities of one name are told apart by their number."""
    keys = [visible(cell) for cell in export.texts(dimension)]
    if dimension != "city" or "city_name" not in export.rows.columns:
        return keys
    names = [visible(cell) for cell in export.texts("city_name")]
    often = Counter(names)
    return [
        key if not name else f"{name} ({key})" if often[name] > 1 else name
        for key, name in zip(keys, names, strict=True)
    ]


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
