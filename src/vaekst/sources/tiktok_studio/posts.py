"""`Content.csv`: a snapshot per video. Its days have no year; the numbers in the links hold the instant."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from vaekst.core.errors import BadFile
from vaekst.core.period import DAY
from vaekst.core.sentence import N_
from vaekst.sources.daily import figures_of
from vaekst.sources.ledger import Ledger, Row
from vaekst.sources.reading.dates import Order
from vaekst.sources.reading.fields import Fields
from vaekst.sources.reading.permalinks import tiktok_instant, tiktok_kind
from vaekst.sources.snapshots import identities, kept, snapshots
from vaekst.sources.tiktok_studio.headers import METRICS
from vaekst.sources.tiktok_studio.recognise import PLATFORM
from vaekst.sources.tiktok_studio.years import MonthDay, export_day, month_days, occurrences, today


@dataclass(frozen=True, slots=True)
class Content:
    """The snapshots, the days the videos were published on, and the day of the export where the file tells it."""

    facts: list[Row]
    days: list[date]
    exported: date | None


def read_content(table: Fields, ledger: Ledger) -> Content:
    """The videos of the file. Raises BadFile for damaged figures and days."""
    posts = identities(table, PLATFORM, ledger)
    made = [tiktok_instant(link) if link else None for link in posts.links]
    printed = _printed(table, "published", made)
    exported = _exported(_printed(table, "time", made), made, ledger)
    days = [_published(mark, moment, exported or today(ledger)) for mark, moment in zip(printed, made, strict=True)]
    instants = [moment if moment and _is_near(day, moment) else None for day, moment in zip(days, made, strict=True)]
    _note_days(days, made, instants, ledger)
    reporting = [_in_zone(day, moment, ledger) for day, moment in zip(days, instants, strict=True)]
    figures = figures_of(table, METRICS)
    places = kept(posts, reporting, figures, ledger)
    texts = table.texts("text")
    facts = snapshots(
        table,
        posts,
        figures,
        places,
        days=reporting,
        instants=instants,
        described=lambda place: {"text": texts[place], **tiktok_kind(posts.links[place])},
    )
    return Content(facts, [day for place in places if (day := reporting[place])], exported)


def _bare(table: Fields, field: str, *, order: Order | None = None) -> list[MonthDay | None]:
    """The days of a column without the years a spreadsheet may have added."""
    marks = month_days(table.cells(field), name=table.name(field), lines=table.lines, order=order)
    return [(mark.month, mark.day) if isinstance(mark, date) else mark for mark in marks]


def _printed(table: Fields, field: str, made: Sequence[datetime | None]) -> list[MonthDay | None]:
    """The days of a column. Where a spreadsheet left day and month to change places, the links decide."""
    try:
        return _bare(table, field)
    except BadFile as error:
        if error.code != "ambiguous_dates":
            raise
    orders: tuple[Order, ...] = ("dmy", "mdy")
    return max((_bare(table, field, order=order) for order in orders), key=lambda marks: _near_count(marks, made))


def _near_count(marks: Sequence[MonthDay | None], made: Sequence[datetime | None]) -> int:
    return sum(
        mark is not None and moment is not None and mark in {(day.month, day.day) for day in _around(moment)}
        for mark, moment in zip(marks, made, strict=True)
    )


def _around(moment: datetime) -> tuple[date, date, date]:
    return (moment.date() - DAY, moment.date(), moment.date() + DAY)


def _exported(marks: Sequence[MonthDay | None], made: Sequence[datetime | None], ledger: Ledger) -> date | None:
    """The day in the column `Time`: no video is newer, and it is not to come. The first such day, or the last where
    somebody says when the file was exported."""
    mark = next((each for each in marks if each is not None), None)
    newest = max((moment.date() for moment in made if moment), default=None)
    if mark is None or newest is None:
        return None
    told = export_day(ledger)
    latest = (told or today(ledger)) + DAY
    possible = [day for day in occurrences(mark, range(newest.year, latest.year + 1)) if newest - DAY <= day <= latest]
    if len(possible) > 1 and told is None:
        ledger.warn(
            "snapshot_year_assumed",
            N_("The file names its day but no year; {day:day} was taken, the first such day after its newest video."),
            day=possible[0],
        )
    return None if not possible else possible[0] if told is None else possible[-1]


def _published(mark: MonthDay | None, made: datetime | None, exported: date) -> date | None:
    """The day printed, in the year next to the instant the video was made; without one, the latest possible year."""
    if mark is None:
        return made.date() if made else None
    if made is None:
        return max(
            (day for day in occurrences(mark, range(exported.year - 8, exported.year + 1)) if day <= exported),
            default=None,
        )
    near = occurrences(mark, range(made.year - 1, made.year + 2)) or occurrences(mark, range(made.year, made.year + 9))
    return min(near, key=lambda day: abs(day - made.date()))


def _is_near(day: date | None, made: datetime) -> bool:
    """Whether a day somewhere on earth can be the instant's; a video made ahead was published later, nobody knows when."""
    return day in _around(made)


def _in_zone(day: date | None, moment: datetime | None, ledger: Ledger) -> date | None:
    """The day in the channel's own zone where the strategy names one, else as printed."""
    zone = ledger.context.timezone
    return moment.astimezone(ZoneInfo(zone)).date() if moment and zone else day


def _note_days(
    days: Sequence[date | None],
    made: Sequence[datetime | None],
    instants: Sequence[datetime | None],
    ledger: Ledger,
) -> None:
    """Say how well the printed days fit the numbers in the links."""
    zone = ledger.context.timezone or ledger.context.zone
    pairs = [(day, moment) for day, moment in zip(days, instants, strict=True) if day and moment]
    if pairs:
        ledger.warn(
            "publish_days_local",
            N_(
                "Publishing days are the account's own. In {timezone} the numbers in the links confirm them for {agreeing} "
                "of {posts} videos."
            ),
            timezone=zone,
            agreeing=sum(moment.astimezone(ZoneInfo(zone)).date() == day for day, moment in pairs),
            posts=len(pairs),
        )
    ahead = sum(moment is not None and known is None for moment, known in zip(made, instants, strict=True))
    if ahead:
        ledger.warn(
            "made_ahead",
            N_("{posts} videos were made days before they were published; their day is known, their time is not."),
            posts=ahead,
        )
