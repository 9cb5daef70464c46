"""What is measured on the quality of leads: how many of them could become customers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import fsum

from vaekst.core.figures import SourceRow
from vaekst.core.metrics.figure import Coverage, Figure
from vaekst.core.metrics.gather import Known, Told, days_covered, lineage_of, within
from vaekst.core.metrics.units import Unit
from vaekst.core.period import Period
from vaekst.core.sentence import N_, Sentence

SUPPLY = N_(
    "No file states how many of the leads were qualified. Import a leads table with the columns date, leads and qualified, "
    "or the contacts of your CRM with their stages."
)


@dataclass(frozen=True, slots=True)
class QualifiedRate:
    """Qualified leads per lead, over the entries that tell both."""

    told: Sequence[Told]
    basis: str = "qualified/leads"

    def over(self, period: Period) -> Figure:
        """The rate over the period, or why it is unknown."""
        qualified, leads = self.counted(period)
        covered = days_covered(period, self.told)
        unknown = None if leads > 0 and covered else self._unknown(period)
        return Figure(
            measure="qualified_rate",
            channel=None,
            unit=Unit.PERCENT,
            period=period,
            value=None if unknown else qualified / leads,
            unknown=unknown,
            basis=self.basis,
            coverage=Coverage("days", covered, period.days),
            lineage=lineage_of(self.rows(period)),
        )

    def counted(self, period: Period) -> tuple[float, float]:
        """The qualified leads of the period, and all of its leads."""
        rows = within(self.told, period)
        return fsum(float(row.cells["qualified"]) for row in rows), fsum(float(row.cells["leads"]) for row in rows)

    def rows(self, period: Period) -> Sequence[SourceRow]:
        """The rows of files the measure over the period rests on."""
        return [
            row
            for told in within(self.told, period)
            for row in told.rows("leads", "qualified", subject=str(told.cells.get("entry_id", "")))
        ]

    def _unknown(self, period: Period) -> Sentence:
        if not self.told:
            return Sentence("not_supplied", SUPPLY)
        return Sentence(
            "no_leads_then",
            N_("The leads tables note no lead from {first:day} to {last:day} whose quality is known."),
            first=period.first,
            last=period.last,
        )


def qualified_rate(known: Known) -> QualifiedRate:
    """The rate over every entry that tells its leads and how many of them were qualified."""
    return QualifiedRate([row for row in known.leads if "leads" in row.cells and "qualified" in row.cells])
