"""A measured figure with everything one may ask about it: from which files, over what, by which definition."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any

from vaekst.core.metrics.definition import MetricDefinition
from vaekst.core.metrics.definitions import definition_named
from vaekst.core.metrics.units import Unit
from vaekst.core.period import Period
from vaekst.core.sentence import Sentence


@dataclass(frozen=True, slots=True)
class Coverage:
    """How many of the `total` things of a kind (`posts`, `days`, `assets`) stand behind a figure."""

    of: str
    present: int
    total: int

    @property
    def share(self) -> float | None:
        """From 0 to 1; None where there was nothing to cover."""
        return self.present / self.total if self.total else None


@dataclass(frozen=True, slots=True)
class Lineage:
    """Where a figure comes from. `freshest` is the newest moment a platform spoke."""

    imports: tuple[str, ...] = ()
    rows: int = 0
    freshest: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One measure over one period. Either `value` is known, or `unknown` says why not and what would supply it.

    `basis` names the way it was worked out; figures are compared only when it is the same.
    """

    measure: str
    channel: str | None
    unit: Unit
    period: Period
    value: float | None = None
    unknown: Sentence | None = None
    basis: str = ""
    currency: str | None = None
    coverage: Coverage | None = None
    posts: tuple[str, ...] = ()
    definitions: tuple[MetricDefinition, ...] = ()
    lineage: Lineage = field(default_factory=Lineage)
    notes: tuple[Sentence, ...] = ()

    def __post_init__(self) -> None:
        if (self.value is None) == (self.unknown is None):
            raise ValueError(f"{self.measure} needs either a value or the reason it has none.")

    @property
    def is_known(self) -> bool:
        return self.value is not None

    def because(self, reason: Sentence) -> Figure:
        """The same figure without its value, for this reason."""
        return replace(self, value=None, unknown=reason)

    def to_json(self) -> dict[str, Any]:
        """The figure as plain JSON values."""
        return {
            "measure": self.measure,
            "channel": self.channel,
            "unit": self.unit.value,
            "period": [self.period.first.isoformat(), self.period.last.isoformat()],
            "value": self.value,
            "unknown": self.unknown and self.unknown.to_json(),
            "basis": self.basis,
            "currency": self.currency,
            "coverage": self.coverage and [self.coverage.of, self.coverage.present, self.coverage.total],
            "posts": list(self.posts),
            "definitions": [row.id for row in self.definitions],
            "imports": list(self.lineage.imports),
            "rows": self.lineage.rows,
            "freshest": self.lineage.freshest and self.lineage.freshest.isoformat(),
            "notes": [note.to_json() for note in self.notes],
        }

    @classmethod
    def from_json(cls, stored: Mapping[str, Any]) -> Figure:
        """The figure `to_json` stored."""
        freshest = stored["freshest"]
        return cls(
            measure=stored["measure"],
            channel=stored["channel"],
            unit=Unit(stored["unit"]),
            period=Period(*map(date.fromisoformat, stored["period"])),
            value=stored["value"],
            unknown=stored["unknown"] and Sentence.from_json(stored["unknown"]),
            basis=stored["basis"],
            currency=stored["currency"],
            coverage=stored["coverage"] and Coverage(*stored["coverage"]),
            posts=tuple(stored["posts"]),
            definitions=tuple(definition_named(id_) for id_ in stored["definitions"]),
            lineage=Lineage(tuple(stored["imports"]), stored["rows"], freshest and datetime.fromisoformat(freshest)),
            notes=tuple(Sentence.from_json(note) for note in stored["notes"]),
        )
