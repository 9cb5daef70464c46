"""Recorded decisions in words: what, who, when, why, and the numbers they were taken on."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

from django.utils import timezone
from django.utils.translation import gettext as _

from vaekst.actions.decisions import as_proposed
from vaekst.core.rules import Proposal
from vaekst.store.models import Decision, Rebrief, Verdict
from vaekst.web.review.cards import Ruling
from vaekst.web.shell.parts import Pair
from vaekst.web.shell.words import chance, change, day, label, metric, moment, number, pill


def ruling(decision: Decision) -> Ruling:
    """The decision as it was recorded; none of it is worked out again."""
    overrides = decision.proposal and as_proposed(Proposal(decision.proposal)) != decision.verdict
    return Ruling(
        verdict=pill(decision.verdict),
        who=str(decision.by),
        when=moment(decision.at),
        reason=decision.reason,
        overrides=_("Proposed was: %(proposal)s") % {"proposal": label(decision.proposal)} if overrides else "",
        basis=_basis(decision),
        replay=_replay(decision),
        rebrief=rebrief_words(decision.rebrief) if hasattr(decision, "rebrief") else "",
        waits=decision.verdict == Verdict.WAIT,
    )


def rebrief_words(rebrief: Rebrief) -> str:
    """The new brief in one line: what it changes, who writes it, by when."""
    said = {"change": label(rebrief.change), "owner": rebrief.owner, "day": day(rebrief.due)}
    if rebrief.done_at is not None:
        return _("New brief (%(change)s): written") % said
    return _("New brief (%(change)s): %(owner)s, by %(day)s") % said


def _replay(decision: Decision) -> str:
    """The query of the review as it was decided on: the week, and the day whose knowledge counted."""
    known_on = timezone.localtime(decision.as_of).date()
    return urlencode({"week": decision.week, "as_of": known_on.isoformat()})


def earlier_ruling(decision: Decision) -> str:
    """A superseded decision in one line."""
    said = {
        "when": moment(decision.at),
        "verdict": label(decision.verdict),
        "who": decision.by,
        "reason": decision.reason,
    }
    return (
        _("%(when)s: %(verdict)s, by %(who)s. %(reason)s")
        if decision.reason
        else _("%(when)s: %(verdict)s, by %(who)s")
    ) % said


def _basis(decision: Decision) -> tuple[Pair, ...]:
    evidence: Mapping[str, Any] = decision.evidence
    effect = evidence.get("effect") or {}
    pairs = [
        Pair(_("Judged by"), metric(str(evidence.get("metric", "")))),
        Pair(_("Posts"), number(evidence.get("posts"))),
        Pair(_("Estimate then"), _effect(effect)),
        Pair(_("Chance to beat the baseline"), chance(evidence.get("chance_better"))),
        Pair(_("Data as of"), moment(decision.as_of)),
        Pair(_("Strategy"), _("version %(number)s") % {"number": decision.strategy_version.number}),
        Pair(_("Facts"), decision.lake_version),
        Pair(_("Definitions"), decision.definitions_hash[:12]),
    ]
    return tuple(pair for pair in pairs if pair.value)


def _effect(effect: Mapping[str, Any]) -> str:
    if effect.get("mid") is None:
        return _("none: not enough data")
    said = {name: change(effect[name]) for name in ("low", "mid", "high")}
    return _("%(mid)s (%(low)s to %(high)s)") % said
