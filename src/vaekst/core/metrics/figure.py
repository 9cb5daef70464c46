"""A measured figure with everything one may ask about it: from which files, over what, by which definition."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from vaekst.core.metrics.definition import MetricDefinition
from vaekst.core.metrics.definitions import definition_named
from vaekst.core.metrics.measured import Measured, NotAlike
from vaekst.core.metrics.units import Unit
from vaekst.core.period import Period
from vaekst.core.sentence import N_, Sentence


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


class Mark(StrEnum):
    """How far a figure may be relied on, in a word; the gravest first."""

    AT_LEAST = "at least"
    PARTIAL = "partial"
    ESTIMATE = "estimate"
    PROVISIONAL = "provisional"
    DOUBTFUL = "to be checked"


@dataclass(frozen=True, slots=True)
class Remark:
    """A mark on a figure with the reason, and the import it is about; empty for none."""

    mark: Mark
    sentence: Sentence
    import_id: str = ""

    def to_json(self) -> dict[str, Any]:
        return {"mark": self.mark.value, "sentence": self.sentence.to_json(), "import": self.import_id}

    @classmethod
    def from_json(cls, stored: Mapping[str, Any]) -> Remark:
        """The remark `to_json` stored."""
        return cls(Mark(stored["mark"]), Sentence.from_json(stored["sentence"]), stored["import"])


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
    marks: tuple[Remark, ...] = ()

    def __post_init__(self) -> None:
        if (self.value is None) == (self.unknown is None):
            raise ValueError(f"{self.measure} needs either a value or the reason it has none.")

    @property
    def is_known(self) -> bool:
        return self.value is not None

    @property
    def counted(self) -> Measured | None:
        """The value with what it means, to be compared; None where it is unknown."""
        return None if self.value is None else Measured(self.definitions, self.period, self.value)

    def above(self, other: Figure) -> float | None:
        """How far this figure is above another, in its unit; None where one is unknown.

        Raises NotAlike where the two were worked out in different ways or counted under unlike definitions.
        """
        if self.counted is None or other.counted is None:
            return None
        if (self.measure, self.basis, self.currency) != (other.measure, other.basis, other.currency):
            raise NotAlike(
                "worked_out_otherwise",
                N_(
                    "The two figures were worked out in different ways and are not compared. Import the same kind of file "
                    "for both, or freeze a new baseline."
                ),
            )
        if not self.definitions or not other.definitions:  # a figure that counts nothing a platform defines
            return self.counted.part - other.counted.part
        return self.counted - other.counted

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
            "marks": [remark.to_json() for remark in self.marks],
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
            marks=tuple(Remark.from_json(remark) for remark in stored.get("marks", ())),  # older ones have none
        )
