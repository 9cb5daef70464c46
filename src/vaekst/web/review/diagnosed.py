"""The week's diagnoses on the screen: those found with what to do, the others under a fold."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from vaekst.actions.diagnoses import Diagnoses
from vaekst.core.rules.diagnoses import Diagnosis, DiagnosisState
from vaekst.core.strategy import Strategy
from vaekst.web.shell.brand_words import channel_name, say_of
from vaekst.web.shell.parts import Pill
from vaekst.web.shell.words import chance, days, number, pill, say


@dataclass(frozen=True, slots=True)
class DiagnosisCard:
    """One rule on one channel, or for the brand: whether it was found, how surely, on what, and what to do."""

    name: str
    where: str
    state: Pill
    reasons: tuple[str, ...]
    action: str = ""
    sure: str = ""


@dataclass(frozen=True, slots=True)
class Diagnosed:
    """All of a week's diagnoses."""

    spans: str
    found: tuple[DiagnosisCard, ...]
    others: tuple[DiagnosisCard, ...]
    missing: str = ""  # how many could not be made; empty when all could


def diagnosed(page: Diagnoses) -> Diagnosed:
    """The diagnoses in words, those found first and the surest of them first."""
    strategy = page.known.strategy
    others = [one for one in page.everything if one.state is not DiagnosisState.FOUND]
    return Diagnosed(
        spans=_("%(now)s against %(before)s") % {"now": days(page.spans.now), "before": days(page.spans.before)},
        found=tuple(_card(strategy, one) for one in page.found),
        others=tuple(_card(strategy, one) for one in others),
        missing=not_possible(page),
    )


def not_possible(page: Diagnoses) -> str:
    """How many could not be made for want of data; empty when all could."""
    missing = len(page.not_possible)
    template = ngettext("%(n)s could not be made for want of data", "%(n)s could not be made for want of data", missing)
    return template % {"n": number(missing)} if missing else ""


def _card(strategy: Strategy, one: Diagnosis) -> DiagnosisCard:
    is_found = one.state is DiagnosisState.FOUND
    return DiagnosisCard(
        name=_(one.rule.name),
        where=channel_name(strategy, one.channel) if one.channel else _("the whole brand"),
        state=pill(one.state.value),
        reasons=tuple(say_of(strategy, reason) for reason in one.reasons),
        action=say(one.action) if one.action else "",
        sure=_("chance that both moved so: at least %(chance)s") % {"chance": chance(one.confidence)}
        if is_found
        else "",
    )
