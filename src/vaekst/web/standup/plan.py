"""Next week's posts beside the meeting: as the decisions stand, and as they would if one more was recorded."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from vaekst.actions.plans import Decided, NextWeek
from vaekst.core.planning import ChannelPlan, Planned
from vaekst.present.minutes import BUSINESS_AS_USUAL
from vaekst.web.shell.brand_words import channel_name, concept_name
from vaekst.web.shell.words import label, number, pill, say
from vaekst.web.standup.parts import PlanCard, PlanChannel, PlanLine


def plan_card(
    slug: str, stands: NextWeek, supposed: NextWeek | None = None, thought: Decided | None = None
) -> PlanCard:
    """The plan as the decisions stand; with `supposed`, the plan after the decisions that are thought of, and what moves."""
    shown = supposed or stands
    before = {one.channel: one for one in stands.ahead.channels}
    week = shown.ahead.week.monday.isocalendar().week
    posts = ngettext("Week %(week)s: %(n)s post", "Week %(week)s: %(n)s posts", shown.ahead.posts)
    return PlanCard(
        url=f"{reverse('standup:plan', args=[slug])}?{urlencode({'week': str(stands.reviewed)})}",
        title=posts % {"week": week, "n": number(shown.ahead.posts)},
        channels=tuple(_channel(shown, one, before.get(one.channel)) for one in shown.ahead.channels),
        supposed=_supposed(shown, thought or {}),
    )


def _channel(plan: NextWeek, one: ChannelPlan, before: ChannelPlan | None) -> PlanChannel:
    held = {line.concept: line.posts for line in before.lines} if before else {}
    return PlanChannel(
        name=channel_name(plan.known.strategy, one.channel),
        posts=number(one.posts),
        before=number(before.posts) if before and before.posts != one.posts else "",
        guard=pill(one.guard.state.value),
        lines=tuple(_line(line, held) for line in one.lines) + tuple(_gone(one, held, plan)),
        advice=tuple(say(sentence) for sentence in one.advice),
    )


def _line(line: Planned, held: Mapping[str | None, int]) -> PlanLine:
    was = held.get(line.concept, 0)
    return PlanLine(
        name=line.name if line.concept else _(BUSINESS_AS_USUAL),
        posts=number(line.posts),
        before=number(was) if was != line.posts else "",
        change=_change(line),
    )


def _change(line: Planned) -> str:
    """What is different about its posts, in a word or two."""
    said = [_("last look")] if line.is_last_look else []
    return ", ".join([*said, *([_(line.change)] if line.change else [])])


def _gone(one: ChannelPlan, held: Mapping[str | None, int], plan: NextWeek) -> list[PlanLine]:
    """What had posts and would have none."""
    kept = {line.concept for line in one.lines}
    gone = {concept: posts for concept, posts in held.items() if concept not in kept and posts}
    return [
        PlanLine(concept_name(plan.known.strategy, concept) or _(BUSINESS_AS_USUAL), number(0), number(posts))
        for concept, posts in gone.items()
    ]


def _supposed(plan: NextWeek, thought: Decided) -> str:
    """Which decision the plan takes for granted though nobody has recorded it."""
    for (channel, concept), verdict in thought.items():
        said = {
            "concept": concept_name(plan.known.strategy, concept),
            "channel": channel_name(plan.known.strategy, channel),
            "verdict": label(verdict),
        }
        return _("If “%(verdict)s” is recorded for %(concept)s (%(channel)s):") % said
    return ""
