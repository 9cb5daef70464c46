"""What experiments and their parts are called on a screen."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.translation import gettext as _

from vaekst.core.experiments import Plan, Variable
from vaekst.core.sentence import N_
from vaekst.core.strategy import MatchRule, Strategy
from vaekst.web.experiments.picture import amount
from vaekst.web.shell.brand_words import channel_name, concept_name
from vaekst.web.shell.words import change, metric

_VARIED: Mapping[Variable, str] = {
    Variable.CONCEPT: N_("the concept itself"),
    Variable.HOOK: N_("the hook"),
    Variable.LENGTH: N_("the length"),
    Variable.PACING: N_("the pacing"),
    Variable.CTA: N_("the call to action"),
}
FIELDS: Mapping[str, str] = {
    "name": N_("Name"),
    "hypothesis": N_("Hypothesis"),
    "channel": N_("Channel"),
    "concept": N_("Concept"),
    "variable": N_("What is different"),
    "metric": N_("Metric"),
    "bar": N_("Bar"),
    "min_posts": N_("Least posts"),
    "start": N_("First day"),
    "end": N_("Last day"),
    "match": N_("How its posts are told"),
    "posts": N_("Posts named by hand"),
    "post_keys": N_("Posts named by hand"),
}
"""The fields of a registration, by their names in drafts and plans."""


_MARKS: Mapping[str, str] = {"passed": "bar cleared", "failed": "bar not cleared"}


def state_mark(state: str) -> str:
    """The code under which `present.words` knows the state; gates have the words *passed* and *not passed*."""
    return _MARKS.get(state, state)


def field_name(name: str) -> str:
    return _(FIELDS[name])


def varied(variable: Variable) -> str:
    return _(_VARIED[variable])


def bar_words(plan: Plan) -> str:
    """The bar: an amount, or a lift over the baseline."""
    if plan.bar.kind == "absolute":
        return _("more than %(amount)s") % {"amount": amount(plan, plan.bar.amount)}
    return _("%(lift)s against the baseline") % {"lift": change(plan.bar.amount)}


def told_by(plan: Plan) -> str:
    """How the posts of the experiment are recognised."""
    if plan.takes_all:
        return _("every post of the concept")
    ways = [_rule_words(rule) for rule in plan.match]
    if plan.post_keys:
        ways.append(_("named by hand: %(posts)s") % {"posts": len(plan.post_keys)})
    return "; ".join(ways) or _("posts named by hand, none so far")


def _rule_words(rule: MatchRule) -> str:
    held = rule.model_dump(exclude_none=True)
    return ", ".join(f"#{held[name]}" if name == "hashtag" else f"{name} {held[name]}" for name in held)


def question(strategy: Strategy, plan: Plan) -> str:
    """Where and what: channel, concept, and what is different about it."""
    parts = [channel_name(strategy, plan.channel), concept_name(strategy, plan.concept)]
    if plan.variable is not Variable.CONCEPT:
        parts.append(varied(plan.variable))
    return " · ".join(parts)


def asked(plan: Plan) -> str:
    """Metric and bar in one line."""
    return f"{metric(plan.metric)}: {bar_words(plan)}"
