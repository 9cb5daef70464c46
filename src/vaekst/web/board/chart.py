"""A KPI week by week, as a picture with its table."""

from __future__ import annotations

from django.utils.translation import gettext as _

from vaekst.core.board import BoardRow
from vaekst.core.strategy import Strategy
from vaekst.present.charts import Reading, kpi_over_time
from vaekst.web.shell.brand_words import channel_name
from vaekst.web.shell.pictures import Drawn, drawn
from vaekst.web.shell.words import reader, say


def chart(strategy: Strategy, row: BoardRow) -> Drawn:
    """The row's weeks, with the way from baseline to target drawn in."""
    name = _(row.kpi.label)
    picture = kpi_over_time(
        [Reading(week.week.monday, week.value) for week in row.series],
        title=f"{name}, {channel_name(strategy, row.channel)}" if row.channel else name,
        sentence=say(row.sentence),
        unit=row.unit,
        language=reader(),
        currency=row.now.currency or "",
        baseline=row.baseline.value if row.baseline else None,
        target=row.target,
        sprint=strategy.sprint.period,
    )
    return drawn(picture)
