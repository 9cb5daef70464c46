"""A channel's concepts in one picture."""

from __future__ import annotations

from django.utils.translation import gettext as _

from vaekst.core.evidence import Estimate
from vaekst.core.review import ReviewRow
from vaekst.core.rules import Proposal
from vaekst.present.charts import EffectBar, effects
from vaekst.web.review.build import Desk
from vaekst.web.shell.brand_words import channel_name, concept_name
from vaekst.web.shell.pictures import Drawn, drawn
from vaekst.web.shell.words import metric, percent, reader


def channel_picture(desk: Desk, channel: str) -> Drawn:
    """Every concept's estimate and interval against the channel's baseline."""
    rows = [row for row in desk.review.review.rows if row.channel == channel and row.concept is not None]
    metrics = ", ".join(dict.fromkeys(metric(row.metric) for row in rows))
    levels = [row.estimate.level for row in rows if isinstance(row.estimate, Estimate)]
    picture = effects(
        [_bar(desk, row) for row in rows],
        title=_("%(channel)s, week %(week)s: concepts against the baseline")
        % {"channel": channel_name(desk.strategy, channel), "week": desk.review.week.monday.isocalendar().week},
        sentence=_("By %(metric)s. The bar is the %(level)s interval, the mark the estimate, 0 the baseline.")
        % {"metric": metrics, "level": percent(levels[0] if levels else 0.9)},
        language=reader(),
    )
    return drawn(picture)


def _bar(desk: Desk, row: ReviewRow) -> EffectBar:
    known = row.estimate if isinstance(row.estimate, Estimate) else None
    return EffectBar(
        label=concept_name(desk.strategy, row.concept),
        posts=len(row.posts),
        low=known.low if known else None,
        mid=known.mid if known else None,
        high=known.high if known else None,
        state=(row.proposal or Proposal.NOT_ENOUGH).value,
    )
