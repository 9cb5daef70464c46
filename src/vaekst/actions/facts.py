"""Where a brand's facts and original files are kept, and what a moment means to it."""

from __future__ import annotations

from datetime import date, datetime, time
from pathlib import Path
from zoneinfo import ZoneInfo

from django.conf import settings

from vaekst.core.errors import BadInput
from vaekst.core.sentence import N_
from vaekst.lake import Archive, Lake, engines
from vaekst.store.models import Brand

EARLIEST = date(2000, 1, 1)


def lake(brand: Brand) -> Lake:
    """The brand's fact lake; made when something is first appended to it."""
    at_home = Path(settings.VAEKST_HOME) / "lake" / str(brand.uuid)
    root = f"{settings.VAEKST_LAKE.rstrip('/')}/{brand.uuid}" if settings.VAEKST_LAKE else at_home
    return Lake(root, near=at_home, engine=engines.named(settings.VAEKST_ENGINE, spark=settings.VAEKST_SPARK))


def archive(brand: Brand) -> Archive:
    """The brand's original files, kept by their content."""
    return Archive(Path(settings.VAEKST_HOME) / "archive" / str(brand.uuid))


def waiting(brand: Brand) -> Path:
    """Where uploads lie that wait for an answer."""
    return Path(settings.VAEKST_HOME) / "waiting" / str(brand.uuid)


def pulled(brand: Brand) -> Path:
    """Where the answers of pulls lie that are not done."""
    return Path(settings.VAEKST_HOME) / "pulls" / str(brand.uuid)


def collected(brand: Brand) -> Path:
    """Where events lie that were accepted and are not in the lake yet."""
    return Path(settings.VAEKST_HOME) / "collected" / str(brand.uuid)


def clicked(brand: Brand) -> Path:
    """Where clicks on short links lie that are not counted yet."""
    return Path(settings.VAEKST_HOME) / "clicks" / str(brand.uuid)


def counted(brand: Brand) -> Path:
    """Where counts of sealed days lie that can be worked out of the facts again."""
    return Path(settings.VAEKST_HOME) / "counted" / str(brand.uuid)


def end_of(day: date, timezone: str) -> datetime:
    """The last moment of a day in the brand's zone: what "as of that day" means for what had been observed."""
    return datetime.combine(day, time.max, ZoneInfo(timezone))


def at(as_of: date | datetime | None, *, now: datetime, timezone: str) -> datetime:
    """The moment a question is asked for, in the brand's zone: a moment as given, a day at its end, else now.

    Raises BadInput for a day that is still to come, or long before there was anything to know.
    """
    here = now.astimezone(ZoneInfo(timezone))
    if as_of is None:
        return here
    moment = as_of.astimezone(ZoneInfo(timezone)) if isinstance(as_of, datetime) else end_of(as_of, timezone)
    if not EARLIEST <= moment.date() <= here.date():
        raise BadInput(
            "no_such_moment",
            N_("Nothing can be known as of {day:day}. Name a day from {first:day} up to today."),
            day=moment.date(),
            first=EARLIEST,
        )
    return moment
