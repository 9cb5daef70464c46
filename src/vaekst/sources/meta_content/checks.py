"""What a content export contradicts itself in: columns twice, views that were not measured, more people than views."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from vaekst.core.facts import COUNTS
from vaekst.core.sentence import N_
from vaekst.sources.ledger import Ledger
from vaekst.sources.reading.fields import Fields
from vaekst.sources.reading.numbers import Number, parse_numbers
from vaekst.sources.reading.words import signature

Figures = dict[str, Sequence[Number | None]]
"""Canonical metric -> its value in every row."""

_PARTS = ("likes", "comments", "reshares_public")
_NEVER_NEGATIVE_IN_A_DAY = ("views_start", "reach_unique")


def check_views(table: Fields, figures: Figures, ledger: Ledger) -> None:
    """Views that stand twice are compared; views that are zero throughout while people were reached become unknown."""
    views = figures.get("views_start")
    if views is None:
        return
    _compare_twins(table, views, ledger)
    reach = figures.get("reach_unique", (None,) * len(views))
    if any(reach) and not any(views) and any(value is not None for value in views):
        figures["views_start"] = (None,) * len(views)
        ledger.warn(
            "not_measured",
            N_("All {posts} posts show 0 views although people were reached: views were not measured and are unknown."),
            posts=len(views),
        )


def _compare_twins(table: Fields, views: Sequence[Number | None], ledger: Ledger) -> None:
    header = signature(table.header)
    first = table.columns["views"]
    for place in range(first + 1, len(header)):
        if header[place] != header[first]:
            continue
        twin = parse_numbers([row[place] for row in table.rows], name=table.name("views"), rows=table.lines, whole=True)
        differing = sum(one != other for one, other in zip(views, twin.values, strict=True))
        if differing:
            ledger.warn(
                "column_twice",
                N_("The column '{column}' stands twice and differs in {rows} rows; the first was taken."),
                column=table.name("views"),
                rows=differing,
            )


def is_negative(figures: Mapping[str, Sequence[Number | None]], place: int, *, lifetime: bool) -> bool:
    """Whether a row counts below zero. A lifetime count never does; a day may take likes or comments back."""
    names = [name for name in COUNTS if name in figures] if lifetime else _NEVER_NEGATIVE_IN_A_DAY
    return any((figures[name][place] or 0) < 0 for name in names if name in figures)


def check_figures(figures: Figures, keep: Sequence[bool], ledger: Ledger) -> None:
    """Warn where more people were reached than views counted, and where the platform's sum is not that of its parts."""
    places = [place for place, kept in enumerate(keep) if kept]
    if {"views_start", "reach_unique"} <= figures.keys():
        above = sum(_above(figures["reach_unique"][place], figures["views_start"][place]) for place in places)
        if above:
            ledger.warn(
                "reach_above_views",
                N_("{posts} posts show more people reached than views, which cannot be. Both were kept as printed."),
                posts=above,
            )
    if {"interactions", *_PARTS} <= figures.keys():
        unlike = sum(_unlike(figures, place) for place in places)
        if unlike:
            ledger.warn(
                "sum_differs",
                N_("In {posts} posts reactions, comments and shares do not add up to the sum beside them."),
                posts=unlike,
            )


def _above(reach: Number | None, views: Number | None) -> bool:
    return reach is not None and views is not None and reach > views


def _unlike(figures: Figures, place: int) -> bool:
    total = figures["interactions"][place]
    parts = [figures[name][place] for name in _PARTS]
    return total is not None and None not in parts and total != sum(part or 0 for part in parts)
