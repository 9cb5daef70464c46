"""A KPI week by week, as a picture with its table."""

from __future__ import annotations

from django.utils.translation import gettext as _

from vaekst.core.board import BoardRow
from vaekst.core.strategy import Strategy
from vaekst.present.charts import Note, Reading, kpi_over_time
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
        notes=_notes(strategy, row),
    )
    return drawn(picture)


def _notes(strategy: Strategy, row: BoardRow) -> list[Note]:
    """What happened on a day of the picture: the sprint began, or something else was counted from then on."""
    broken = [Note(each.day, _("redefined"), say(each.why), is_break=True) for each in row.breaks]
    start = strategy.sprint.start
    begun = [Note(start, _("sprint begins"))] if start else []
    return sorted([*broken, *begun], key=lambda note: note.day)
