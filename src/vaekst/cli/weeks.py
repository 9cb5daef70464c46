"""What the weekly commands share: the day they look back from, and the week they are about."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated

import typer

WeekOption = Annotated[
    str | None, typer.Option("--week", metavar="2026-W47", help="The ISO week; the newest complete one if left out.")
]
AsOfOption = Annotated[
    datetime | None,
    typer.Option("--as-of", formats=["%Y-%m-%d"], metavar="DATE", help="Look at nothing that came after this day."),
]


def day(given: datetime | None) -> date | None:
    """The day that was typed, if any."""
    return given.date() if given else None
