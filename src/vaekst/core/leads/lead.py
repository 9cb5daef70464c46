"""Leads as the ledger holds them: each person once, with where they came from, what became of them and what they are worth."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from vaekst.core.costs.dimension import NAMED, Dimension, Names
from vaekst.core.costs.kinds import Distribution
from vaekst.core.leads.stages import is_lost, is_won
from vaekst.core.metrics.gather import Known, Told
from vaekst.core.money import Money
from vaekst.core.utm import Standard, Tags, dimensions

Reader = Callable[[Mapping[str, Any]], Names]
"""Reads names out of the UTM parameters of a row, by column."""

_FIELDS = ("source", "medium", "campaign", "content", "term")  # those a lead's row can hold
_CLASSES: Mapping[Distribution, frozenset[str]] = {
    Distribution.PAID: frozenset(
        {
            "paid",
            "paid social",
            "paidsocial",
            "cpc",
            "ppc",
            "cpm",
            "cpv",
            "display",
            "retargeting",
            "paid search",
            "ads",
        }
    ),
    Distribution.PARTNER: frozenset(
        {"partner", "partners", "creator", "influencer", "affiliate", "ambassador", "ugc", "partner social"}
    ),
    Distribution.OWNED: frozenset(
        {"organic social", "social", "organic", "organic search", "email", "e mail", "email marketing", "newsletter"}
        | {"direct", "direct traffic", "(none)", "none", "social network", "social media", "owned"}
    ),
}
_OF_MEDIUM = {word: each for each, words in _CLASSES.items() for word in words}


@dataclass(frozen=True, slots=True)
class Lead:
    """One lead, the leads of a day, or (with `leads` 0) a deal. `qualified` is None where nobody judged them.

    `value` is what it may bring, or has brought once it is won; a lost one is worth nothing and has None.
    """

    day: date
    leads: int
    qualified: int | None
    names: Names
    is_won: bool
    value: Money | None
    value_day: date
    told: Told


def nothing_read(_cells: Mapping[str, Any]) -> Names:
    """Reads no names: for leads that carry no UTM parameters."""
    return {}


def reader_of(standard: Standard) -> Reader:
    """Reads the names the brand's UTM standard gives, as far as a row's parameters tell them."""

    def read(cells: Mapping[str, Any]) -> Names:
        tags = Tags(**{name: str(cells[f"utm_{name}"]) for name in _FIELDS if f"utm_{name}" in cells})
        said = dimensions(tags, standard)
        told = {each: getattr(said, each.value) for each in (*NAMED, Dimension.DISTRIBUTION)}
        return {each: str(name) for each, name in told.items() if name is not None}

    return read


def leads_of(known: Known, *, read: Reader = nothing_read, suppliers: Sequence[str] = ()) -> list[Lead]:
    """The leads and deals that are known, earliest first. A lead is a supplier's whose name its link or origin carries."""
    return leads_among(known.leads, read=read, suppliers=suppliers)


def leads_among(rows: Sequence[Told], *, read: Reader = nothing_read, suppliers: Sequence[str] = ()) -> list[Lead]:
    """The leads and deals among rows of which each is one person, in their order; otherwise as `leads_of`."""
    wanted = {name.casefold(): name for name in suppliers}
    return [_lead(row, read, wanted) for row in rows if {"leads", "value_minor"} & row.cells.keys()]


def _lead(row: Told, read: Reader, suppliers: Mapping[str, str]) -> Lead:
    cells = row.cells
    count = int(cells.get("leads", 0))
    judged = cells.get("qualified")
    stage = cells.get("stage")
    worth = "value_minor" in cells and not is_lost(stage)
    return Lead(
        day=row.day,
        leads=count,
        qualified=None if judged is None else min(int(judged), count),
        names=_names(cells, read, suppliers),
        is_won=is_won(stage),
        value=Money(int(cells["value_minor"]), str(cells["value_currency"])) if worth else None,
        value_day=cells.get("stage_date", row.day),
        told=row,
    )


def _names(cells: Mapping[str, Any], read: Reader, suppliers: Mapping[str, str]) -> Names:
    """As the row's own columns say, else as its link does."""
    said = {each: str(cells[each.value]) for each in (Dimension.CHANNEL, Dimension.CONCEPT) if each.value in cells}
    names: dict[Dimension, str] = {**read(cells), **said}
    origins = (names.get(Dimension.CREATOR), cells.get("utm_source"), cells.get("source_detail_1"))
    if supplier := next((suppliers[word] for each in origins if (word := (each or "").casefold()) in suppliers), None):
        names[Dimension.SUPPLIER] = supplier
    if Dimension.DISTRIBUTION not in names and (found := _distribution(cells)):
        names[Dimension.DISTRIBUTION] = found.value
    return names


def _distribution(cells: Mapping[str, Any]) -> Distribution | None:
    """The class by the medium of the link, else by the origin a customer system tells."""
    for column in ("utm_medium", "original_source"):
        word = " ".join(str(cells.get(column, "")).casefold().replace("_", " ").replace("-", " ").split())
        if word in _OF_MEDIUM:
            return _OF_MEDIUM[word]
    return None
