"""The plan of the week after the review, on the screen."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from vaekst.actions.plans import NextWeek
from vaekst.core.planning import ChannelPlan, LeftOut, Planned
from vaekst.core.strategy import Strategy
from vaekst.web.shell.brand_words import channel_name, concept_name, say_of
from vaekst.web.shell.parts import Pair, Pill
from vaekst.web.shell.words import days, number, pill, say


@dataclass(frozen=True, slots=True)
class PlannedLine:
    """A concept's posts, and what is to be said of them."""

    name: str
    posts: str
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ChannelAhead:
    """A channel's posts, who gets them, why there are as many, and what the guard proposes."""

    id: str
    name: str
    posts: str
    guard: Pill
    lines: tuple[PlannedLine, ...]
    advice: tuple[str, ...]
    reasons: tuple[str, ...]
    left_out: tuple[Pair, ...]


@dataclass(frozen=True, slots=True)
class Ahead:
    """The week ahead."""

    title: str
    words: str
    work: str
    channels: tuple[ChannelAhead, ...]


def ahead_of(page: NextWeek) -> Ahead:
    """The plan in words."""
    ahead, strategy = page.ahead, page.known.strategy
    return Ahead(
        title=_("Plan for week %(week)s") % {"week": ahead.week.monday.isocalendar().week},
        words=f"{days(ahead.week.period)} · {_posts(ahead.posts)}",
        work=say(ahead.work.reason),
        channels=tuple(_channel(strategy, one) for one in ahead.channels),
    )


def _channel(strategy: Strategy, one: ChannelPlan) -> ChannelAhead:
    return ChannelAhead(
        id=one.channel,
        name=channel_name(strategy, one.channel),
        posts=_posts(one.posts),
        guard=pill(one.guard.state.value),
        lines=tuple(_line(strategy, line) for line in one.lines),
        advice=tuple(say(sentence) for sentence in one.advice),
        reasons=tuple(say_of(strategy, reason) for reason in (*one.reasons, *one.guard.reasons)),
        left_out=tuple(_left_out(strategy, each) for each in one.left_out),
    )


def _line(strategy: Strategy, line: Planned) -> PlannedLine:
    name = concept_name(strategy, line.concept) if line.concept else _("Business as usual")
    return PlannedLine(name, number(line.posts), tuple(say(reason) for reason in line.reasons))


def _left_out(strategy: Strategy, each: LeftOut) -> Pair:
    return Pair(concept_name(strategy, each.concept), say(each.reason))


def _posts(posts: int) -> str:
    return ngettext("%(n)s post", "%(n)s posts", posts) % {"n": number(posts)}
