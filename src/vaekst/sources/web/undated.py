"""The days of a table that has none: those its name states, else nothing but the day it was exported by."""

from __future__ import annotations

from datetime import datetime

from vaekst.core.sentence import N_
from vaekst.sources.ledger import Ledger
from vaekst.sources.web.counted import Span


def undated(ledger: Ledger) -> tuple[Span, datetime]:
    """The period of all rows and when they were observed. The first day is None where nobody knows it."""
    period = ledger.document.period
    observed_at = ledger.observed_at(newest=None)
    if period is not None:
        return (period.first, period.last), observed_at
    ledger.warn(
        "period_unknown",
        N_(
            "The file does not say which days it covers: the figures are kept as of {day:day}. Put the days into its name, such as {example}, and import it again."
        ),
        day=observed_at.date(),
        example="2026-11-01_2026-11-30.csv",
    )
    return (None, observed_at.date()), observed_at
