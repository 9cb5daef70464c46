"""Numbers, shares, money, time and days as people write them. Unknown is said, never shown as 0.

A minus is U+2212, and a number and its unit never part at the end of a line (U+00A0).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum

from babel.dates import format_datetime, format_interval, format_skeleton
from babel.numbers import format_decimal, format_percent, get_currency_symbol

from vaekst.core.metrics.units import Better, Unit
from vaekst.core.money import Money, minor_digits
from vaekst.core.period import Period, Week
from vaekst.core.sentence import MOST_CERTAIN, N_
from vaekst.present.language import Language

MINUS, NBSP = "\N{MINUS SIGN}", "\N{NO-BREAK SPACE}"
NO_DATA = N_("no data")
UNKNOWN = N_("unknown")


def no_data(language: Language) -> str:
    return language.gettext(NO_DATA)


def number(value: float | None, language: Language, *, decimals: int | None = None) -> str:
    """The number with its thousands set apart; by default whole from 100, with up to two decimals below."""
    if value is None:
        return no_data(language)
    places = _fitting(value) if decimals is None else decimals
    pattern = "#,##0" + _places(places, fixed=decimals is not None)
    return _signed(format_decimal(_rounded(value, places), pattern, locale=language.locale))


def percent(value: float | None, language: Language, *, decimals: int | None = None) -> str:
    """A fraction in hundredths: 0.052 is 5.2 %."""
    if value is None:
        return no_data(language)
    places = _fitting(value * 100) if decimals is None else decimals
    return _signed(_percent(_rounded(value * 100, places), language, places, fixed=decimals is not None))


def change(value: float | None, language: Language) -> str:
    """A relative change with its sign: +12 %, −8 %. No sign where it rounds to nothing."""
    if value is None:
        return no_data(language)
    places = 1 if abs(value) < 0.1 else 0
    hundredths = _rounded(value * 100, places)
    return _plus(hundredths) + _signed(_percent(hundredths, language, places))


def points(value: float | None, language: Language) -> str:
    """A difference of two shares in percentage points, with its sign."""
    if value is None:
        return no_data(language)
    hundredths = _rounded(value * 100, 1)
    written = _plus(hundredths) + number(hundredths, language)
    return _unit(language.gettext(N_("{points} pp")).format(points=written))


def chance(value: float | None, language: Language) -> str:
    """A probability, never written as certainty: over 99 % and under 1 % are as far as it goes."""
    if value is None:
        return no_data(language)
    if value > MOST_CERTAIN:
        return language.gettext(N_("over {share}")).format(share=percent(MOST_CERTAIN, language))
    if value < 1 - MOST_CERTAIN:
        return language.gettext(N_("under {share}")).format(share=percent(1 - MOST_CERTAIN, language, decimals=0))
    return percent(value, language, decimals=0 if 0.1 <= value <= 0.9 else 1)


def money(amount: Money | None, language: Language) -> str:
    """The amount with its currency; whole amounts without decimals."""
    if amount is None:
        return no_data(language)
    digits = minor_digits(amount.currency)
    whole = amount.minor % 10**digits == 0
    written = format_decimal(
        abs(Decimal(amount.minor).scaleb(-digits)),
        "#,##0" + _places(0 if whole else digits, fixed=True),
        locale=language.locale,
    )
    symbol = get_currency_symbol(amount.currency, locale=language.locale)
    if language.locale.currency_formats["standard"].pattern.startswith("¤"):
        text = f"{symbol}{NBSP if symbol[-1].isalpha() else ''}{written}"
    else:
        text = f"{written}{NBSP}{symbol}"
    return f"{MINUS}{text}" if amount.minor < 0 else text


def duration(seconds: float | None, language: Language) -> str:
    """A length of time in its two largest units: 7.5 s, 1 min 15 s, 2 h 5 min."""
    if seconds is None:
        return no_data(language)
    whole = round(abs(seconds))
    if whole < 60:
        text = language.gettext(N_("{seconds} s")).format(seconds=number(abs(seconds), language))
    elif whole < 3600:
        text = _two(
            language, N_("{minutes} min {seconds} s"), N_("{minutes} min"), minutes=whole // 60, seconds=whole % 60
        )
    else:
        minutes = round(whole / 60)
        text = _two(language, N_("{hours} h {minutes} min"), N_("{hours} h"), hours=minutes // 60, minutes=minutes % 60)
    return (MINUS if seconds < 0 else "") + _unit(text)


def day(value: date | None, language: Language, *, year: bool = True) -> str:
    """The day: 16 Nov 2026."""
    if value is None:
        return no_data(language)
    return format_skeleton("yMMMd" if year else "MMMd", value, locale=language.locale)


def days(period: Period, language: Language) -> str:
    """The span from its first to its last day: 16–22 Nov 2026."""
    if period.days == 1:
        return day(period.first, language)
    return format_interval(period.first, period.last, "yMMMd", locale=language.locale)


def moment(value: datetime | None, language: Language) -> str:
    """The minute of a day, in the zone the value carries: 16 Nov 2026, 14:05."""
    if value is None:
        return no_data(language)
    return f"{day(value, language)}, {format_datetime(value, 'HH:mm', tzinfo=value.tzinfo, locale=language.locale)}"


def week(value: Week, language: Language) -> str:
    """The week as marketers say it: week 47, 2026."""
    year, count, _ = value.monday.isocalendar()
    return language.gettext(N_("week {week}, {year}")).format(week=count, year=year)


def figure(value: float | None, unit: Unit, language: Language, *, currency: str = "") -> str:
    """A metric's value in its unit. Money is in whole units of `currency`."""
    if value is None:
        return no_data(language)
    match unit:
        case Unit.PERCENT:
            return percent(value, language)
        case Unit.SECONDS:
            return duration(value, language)
        case Unit.MINUTES:
            return _unit(language.gettext(N_("{minutes} min")).format(minutes=number(value, language)))
        case Unit.MONEY:
            return money(_money(value, currency), language)
        case Unit.PER_WEEK:
            return language.gettext(N_("{posts} a week")).format(posts=number(value, language))
        case Unit.COUNT | Unit.PEOPLE:
            return number(value, language)


class Direction(StrEnum):
    """Which way a figure moved."""

    UP = "up"
    DOWN = "down"
    FLAT = "flat"
    NEW = "new"
    UNKNOWN = "unknown"


ARROWS = {Direction.UP: "▲", Direction.DOWN: "▼", Direction.FLAT: "▬", Direction.NEW: "✦", Direction.UNKNOWN: ""}


@dataclass(frozen=True, slots=True)
class Shift:
    """How a figure stands against an earlier one. `is_better` is None when it neither rose nor fell."""

    text: str
    direction: Direction
    is_better: bool | None

    @property
    def arrow(self) -> str:
        return ARROWS[self.direction]


def shift(before: float | None, now: float | None, unit: Unit, better: Better, language: Language) -> Shift:
    """The change between two figures: in points for shares, else relative. From nothing to something is new."""
    if before is None or now is None:
        return Shift(no_data(language), Direction.UNKNOWN, None)
    if unit is Unit.PERCENT:
        moved, text = _rounded((now - before) * 100, 1), points(now - before, language)
    elif before == 0:
        if now != 0:
            return Shift(language.gettext(N_("new")), Direction.NEW, None)
        moved, text = 0.0, change(0.0, language)
    else:
        share = (now - before) / abs(before)
        moved, text = _rounded(share * 100, 1 if abs(share) < 0.1 else 0), change(share, language)
    if moved == 0:
        return Shift(text, Direction.FLAT, None)
    return Shift(text, Direction.UP if moved > 0 else Direction.DOWN, (moved > 0) == (better is Better.HIGHER))


def _money(value: float, currency: str) -> Money:
    """Amounts of a hundred or more are shown in whole units."""
    exact = Decimal(str(value))
    return Money.of(exact.to_integral_value() if abs(exact) >= 100 else exact, currency)


def _fitting(value: float) -> int:
    """Decimals that leave about three figures."""
    size = abs(value)
    return 0 if size >= 99.95 else 1 if size >= 9.995 else 2 if size >= 0.0995 else 3


def _rounded(value: float, places: int) -> float:
    """Rounded, and never minus zero."""
    return round(value, places) + 0.0


def _places(places: int, *, fixed: bool = False) -> str:
    return "." + ("0" if fixed else "#") * places if places else ""


def _percent(hundredths: float, language: Language, places: int, *, fixed: bool = False) -> str:
    pattern = language.locale.percent_formats[None].pattern.replace("#,##0", "#,##0" + _places(places, fixed=fixed))
    return str(format_percent(Decimal(str(hundredths)) / 100, pattern, locale=language.locale))


def _plus(value: float) -> str:
    return "+" if value > 0 else ""


def _signed(text: str) -> str:
    return text.replace("-", MINUS)


def _unit(text: str) -> str:
    return text.replace(" ", NBSP)


def _two(language: Language, both: str, large: str, **parts: int) -> str:
    """Two units, or the larger alone when nothing is left over."""
    return language.gettext(both if list(parts.values())[1] else large).format(**parts)
