"""The picture of the risk cards."""

from __future__ import annotations

from django.utils.translation import gettext as _

from vaekst.actions.risks import Risk
from vaekst.core.costs.dimension import Dimension
from vaekst.core.metrics.units import Unit
from vaekst.present.money_charts import Split, split_by_week
from vaekst.web.money.words import member
from vaekst.web.shell.pictures import Drawn, drawn
from vaekst.web.shell.words import reader, say


def weeks_picture(risk: Risk) -> Drawn:
    """The leads of each channel, week by week."""
    strategy = risk.ledger.known.strategy
    names: dict[str | None, str] = {name: member(Dimension.CHANNEL, name, strategy) for name in risk.leads.counts}
    if risk.leads.untold:
        names[None] = _("no channel")
    return drawn(
        split_by_week(
            [
                Split(week.monday, tuple((word, float(counts.get(name, 0))) for name, word in names.items()))
                for week, counts in risk.weeks
            ],
            list(names.values()),
            title=_("Leads by channel, week by week"),
            sentence=say(risk.leads.sentence(names.get(risk.leads.top))),
            unit=Unit.COUNT,
            currency="",
            language=reader(),
        )
    )
