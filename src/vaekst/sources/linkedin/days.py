"""Days of a page: what its content earned, organic and sponsored apart, whom it won, and who looked at it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from vaekst.core.period import Week
from vaekst.core.receipt import ControlTotal
from vaekst.core.sentence import N_
from vaekst.sources.ledger import Ledger
from vaekst.sources.linkedin.headers import FIGURES
from vaekst.sources.linkedin.made import Figures, Made, check_rate, counts, days_of, left_out
from vaekst.sources.linkedin.recognise import DAYS
from vaekst.sources.reading.fields import Fields
from vaekst.sources.reading.numbers import Number

METRICS: Mapping[str, str] = {
    "impressions_organic": "impressions_feed",
    "impressions_sponsored": "impressions_paid",
    "reach": "reach_unique",
    "clicks_organic": "clicks_any",
    "clicks_sponsored": "clicks_paid",
    "reactions_organic": "likes",
    "reactions_sponsored": "likes_paid",
    "comments_organic": "comments",
    "comments_sponsored": "comments_paid",
    "reposts_organic": "reshares_public",
    "reposts_sponsored": "reshares_paid",
    "followers_total": "follows",
    "page_views": "page_views",
    "page_visitors": "page_visitors",
}
"""Field -> canonical metric. What is not a sum of others is kept; sums are checks."""

_NEVER_NEGATIVE = ("impressions_organic", "impressions_sponsored", "reach", "page_views", "page_visitors")
_FOLLOWER_PARTS = ("followers_organic", "followers_sponsored", "followers_invited")


def make_days(table: Fields, ledger: Ledger) -> Made:
    """One row per day. Raises BadFile for cells that are no day or no number."""
    made = Made()
    days = days_of(table, "date", ledger)
    figures = counts(table, [*METRICS, *(f"{figure}_total" for figure in FIGURES), *_FOLLOWER_PARTS])
    _check(table, figures, ledger, made)
    _note_left_out(table, ledger)
    seen: set[date] = set()
    for place, day in enumerate(days):
        ledger.read += 1
        found = {METRICS[name]: values[place] for name, values in figures.items() if name in METRICS}
        reason = _reason(place, day, figures, list(found.values()), seen, ledger)
        if reason or day is None:
            ledger.drop(reason or "no_date")
            continue
        seen.add(day)
        row = {"local_date": day, "iso_week": Week.of(day).monday, "source_row": table.lines[place], **found}
        made.rows.setdefault("channel_day", []).append(row)
        made.days.append(day)
    return made


def _reason(
    place: int, day: date | None, figures: Figures, found: Sequence[Number | None], seen: set[date], ledger: Ledger
) -> str | None:
    """Why a row is not kept."""
    if day is None:
        return "no_date"
    if ledger.is_future(day):
        return "future_date"
    if all(value is None for value in found):
        return "no_figures"
    if any((figures[name][place] or 0) < 0 for name in _NEVER_NEGATIVE if name in figures):
        return "negative_count"
    return "duplicate" if day in seen else None


def _check(table: Fields, figures: Figures, ledger: Ledger, made: Made) -> None:
    """Compares every sum with its parts, every rate with what it is made of, and people with impressions."""
    groups = {figure: [f"{figure}_organic", f"{figure}_sponsored"] for figure in FIGURES}
    groups["followers"] = [name for name in _FOLLOWER_PARTS if name in figures]
    differing: dict[str, int] = {}
    for figure, names in groups.items():
        parts = [figures[name] for name in names if name in figures]
        if f"{figure}_total" not in figures or len(parts) < 2 or len(parts) < len(names):
            continue
        stated, summed = figures[f"{figure}_total"], [_sum(values) for values in zip(*parts, strict=True)]
        unlike = sum(one is not None and one != other for one, other in zip(stated, summed, strict=True))
        if unlike:
            differing[table.name(f"{figure}_total")] = unlike
        made.control_totals.append(ControlTotal(figure, _sum(stated) or 0, _sum(summed)))
    if differing:
        ledger.warn(
            "parts_differ",
            N_("Organic and sponsored do not add up to the total beside them on {days} days, in: {columns}."),
            days=max(differing.values()),
            columns=", ".join(differing),
        )
    _check_reach(figures, ledger)
    engaged = [f"{name}_organic" for name in FIGURES if name != "impressions"]
    if ledger.recognition.kind == DAYS and {"impressions_organic", *engaged} <= figures.keys():
        check_rate(table, "rate_organic", [figures[name] for name in engaged], figures["impressions_organic"], ledger)


def _check_reach(figures: Figures, ledger: Ledger) -> None:
    """Warns where more people saw something than times it was shown."""
    if not {"reach", "impressions_organic"} <= figures.keys():
        return
    pairs = zip(figures["reach"], figures["impressions_organic"], strict=True)
    above = sum(reach is not None and shown is not None and reach > shown for reach, shown in pairs)
    if above:
        ledger.warn(
            "reach_above_impressions",
            N_("On {days} days more people were reached than impressions counted, which cannot be. Kept as printed."),
            days=above,
        )


def _note_left_out(table: Fields, ledger: Ledger) -> None:
    """Names the columns nobody knows; of the visitors' many parts only the totals are read, as the documentation says."""
    known = set(METRICS) | set(table.columns)
    names = left_out(table, lambda field: field in known)
    ledger.leave_out(names if ledger.recognition.kind == DAYS else [])


def _sum(values: Sequence[Number | None]) -> Number | None:
    """The sum of the known values; None when none is known."""
    known = [value for value in values if value is not None]
    return sum(known) if known else None
