"""From a week's review to the screen: every row a card, every number written for its reader."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from vaekst.actions.decisions import as_proposed, open_to
from vaekst.actions.reviews import WeeklyReview
from vaekst.core.evidence import Estimate, NoEstimate
from vaekst.core.metrics.figure import Remark
from vaekst.core.review import ReviewRow
from vaekst.core.rules import Gate, Proposal, StopState
from vaekst.core.strategy import Strategy
from vaekst.store.models import Decision
from vaekst.web.review.cards import ChannelCard, ConceptCard, DecideForm, Interval, Untagged
from vaekst.web.review.rulings import earlier_ruling, ruling
from vaekst.web.review.scale import Scale, scale_of
from vaekst.web.shell.brand_words import channel_name, concept_name, say_of
from vaekst.web.shell.parts import Choice, Pill
from vaekst.web.shell.words import chance, change, label, metric, number, percent, pill

TOLD_BY_PICTURE = frozenset({"effect", "chance"})
"""Reasons the picture and its caption tell already."""


@dataclass(frozen=True, slots=True)
class Filled:
    """A decide form somebody sent that was refused: for which concept, what they wrote, and why."""

    channel: str
    concept: str
    verdict: str
    form: DecideForm


@dataclass(frozen=True, slots=True)
class Desk:
    """All that the cards are made from."""

    slug: str
    review: WeeklyReview
    decisions: Sequence[Decision]  # every one of the week, superseded ones included
    may_decide: bool
    filled: Filled | None
    query: str = ""
    remarks: tuple[Remark, ...] = ()  # what the receipts of the files behind it warn of

    @property
    def strategy(self) -> Strategy:
        return self.review.known.strategy


def channel_cards(desk: Desk) -> tuple[ChannelCard, ...]:
    """Every channel with its concepts, in the strategy's order."""
    rows: dict[str, list[ReviewRow]] = {}
    for row in desk.review.review.rows:
        rows.setdefault(row.channel, []).append(row)
    scale = scale_of_review(desk.review)
    return tuple(_channel(desk, channel, held, scale) for channel, held in rows.items())


def scale_of_review(review: WeeklyReview) -> Scale:
    """The scale all estimates of a week are drawn on."""
    return scale_of(row.estimate for row in review.review.rows if isinstance(row.estimate, Estimate))


def _channel(desk: Desk, id_: str, rows: Sequence[ReviewRow], scale: Scale) -> ChannelCard:
    known = desk.strategy.channels.get(id_)
    concepts = [row for row in rows if row.concept is not None]
    return ChannelCard(
        id=id_,
        name=channel_name(desk.strategy, id_),
        role=label(known.role) if known else "",
        words=_channel_words(rows, known.hook if known else None),
        concepts=tuple(concept_card(desk, row, scale) for row in concepts),
        untagged=next((_untagged(desk, row) for row in rows if row.concept is None), None),
        picture_url=_picture_url(desk, id_) if any(isinstance(row.estimate, Estimate) for row in concepts) else "",
    )


def _channel_words(rows: Sequence[ReviewRow], hook: str | None) -> str:
    metrics = ", ".join(dict.fromkeys(metric(row.metric) for row in rows))
    posts = max(len(row.baseline) for row in rows)
    template = ngettext("%(n)s post in the baseline", "%(n)s posts in the baseline", posts)
    words = [metrics, template % {"n": number(posts)}]
    if hook:
        words.append(_("hook: %(hook)s") % {"hook": hook})
    return " · ".join(words)


def _picture_url(desk: Desk, channel: str) -> str:
    return reverse("review:picture", args=[desk.slug, channel]) + f"?{desk.query}"


def concept_card(desk: Desk, row: ReviewRow, scale: Scale) -> ConceptCard:
    """One concept on one channel, its estimate drawn on the scale."""
    concept = row.concept or ""
    decided = desk.review.decisions.get((row.channel, concept))
    past = [one for one in desk.decisions if (one.channel, one.concept) == (row.channel, concept) and one != decided]
    told = TOLD_BY_PICTURE if isinstance(row.estimate, Estimate) else frozenset({_why_none(row)})
    return ConceptCard(
        id=concept,
        anchor=slugify(f"{row.channel}-{concept}"),
        name=concept_name(desk.strategy, concept),
        posts=_posts_words(row),
        metric=metric(row.metric),
        proposal=pill(row.proposal or Proposal.NOT_ENOUGH),
        reasons=tuple(say_of(desk.strategy, one) for one in row.reasons if one.code not in told),
        checks=tuple(_checks(row)),
        posts_url=_posts_url(desk, row.channel, concept),
        interval=_interval(row.estimate, scale, bar=desk.strategy.rules.evidence.bar)
        if isinstance(row.estimate, Estimate)
        else None,
        no_interval=say_of(desk.strategy, row.estimate.reason) if isinstance(row.estimate, NoEstimate) else "",
        decision=ruling(decided) if decided else None,
        earlier=tuple(earlier_ruling(one) for one in past),
        choices=_choices(row, _sent(desk, row)),
        form=_form(desk, row),
        confirm=_confirm(row),
        seen=decided.pk if decided else None,
    )


def _why_none(row: ReviewRow) -> str:
    """The code of the reason that stands where the picture would."""
    return row.estimate.reason.code if isinstance(row.estimate, NoEstimate) else ""


def _posts_words(row: ReviewRow) -> str:
    """How many posts count, of how many where some do not (too young, or without the figure), and what was new."""
    said = {"n": number(len(row.posts)), "all": number(row.published_in_total)}
    if len(row.posts) < row.published_in_total:
        counted = (
            ngettext("%(n)s of %(all)s post counts", "%(n)s of %(all)s posts count", row.published_in_total) % said
        )
    else:
        counted = ngettext("%(n)s post counts", "%(n)s posts count", len(row.posts)) % said
    if not row.published:
        return counted
    new = _("none new this week")
    if row.published_this_week:
        template = ngettext("%(n)s new this week", "%(n)s new this week", row.published_this_week)
        new = template % {"n": number(row.published_this_week)}
    return f"{counted} · {new}"


def _interval(estimate: Estimate, scale: Scale, *, bar: float) -> Interval:
    said = {
        "low": change(estimate.low),
        "high": change(estimate.high),
        "level": percent(estimate.level),
        "chance": chance(estimate.chance_better),
        "bar": change(bar),
        "chance_bar": chance(estimate.chance_above_bar),
    }
    return Interval(
        low=scale.place(estimate.low),
        mid=scale.place(estimate.mid),
        high=scale.place(estimate.high),
        zero=scale.place(0),
        ticks=scale.ticks(),
        tone="good" if estimate.low > 0 else "bad" if estimate.high < 0 else "none",
        mid_text=change(estimate.mid),
        words=_("%(level)s sure it lies between %(low)s and %(high)s; chance to beat the baseline: %(chance)s") % said,
        bar=scale.place(bar),
        bar_words=_("The bar is %(bar)s (the thin line); chance to clear it: %(chance_bar)s") % said,
    )


def _checks(row: ReviewRow) -> Iterable[Pill]:
    if row.stop_rule:
        yield _stop_check(row.stop_rule)
    for gate in row.gates:
        yield _gate_check(gate)


def _stop_check(state: StopState) -> Pill:
    counted = {"posts": number(state.posts), "needed": number(state.needed)}
    if state.fired:
        return Pill(
            "bad",
            "stop",
            _("Stop rule: fired. %(posts)s posts where %(needed)s are enough, the median not above the baseline.")
            % counted,
        )
    if state.below_baseline is None:
        return Pill("none", "unknown", _("Stop rule: nothing to judge yet, %(posts)s posts of %(needed)s.") % counted)
    if state.below_baseline:
        return Pill(
            "warn", "alert", _("Stop rule: %(posts)s posts of %(needed)s, the median not above the baseline.") % counted
        )
    return Pill("good", "check", _("Stop rule: clear. %(posts)s posts, the median above the baseline.") % counted)


def _gate_check(gate: Gate) -> Pill:
    state = pill(gate.state)
    said = {"metric": metric(gate.metric), "value": percent(gate.value), "minimum": percent(gate.minimum)}
    if gate.low is None:
        words = _("Gate %(metric)s: %(value)s, minimum %(minimum)s") % said
    else:
        margin = {"low": percent(gate.low), "high": percent(gate.high)}
        template = _("Gate %(metric)s: %(value)s, margin of error %(low)s to %(high)s, minimum %(minimum)s")
        words = template % (said | margin)
    return replace(state, icon="gate", word=f"{words} · {state.word}")


def _choices(row: ReviewRow, chosen: str) -> tuple[Choice, ...]:
    proposed = as_proposed(row.proposal)
    return tuple(
        Choice(value, label(value), value == chosen, note=_("as proposed") if value == proposed else "")
        for value in open_to(row)
    )


def _confirm(row: ReviewRow) -> Choice | None:
    """The proposal as something to agree with; None when nothing is proposed yet."""
    if row.proposal in (None, Proposal.NOT_ENOUGH):
        return None
    return Choice(row.proposal.value, label(row.proposal.value))


def _sent(desk: Desk, row: ReviewRow) -> str:
    filled = desk.filled
    return filled.verdict if filled and (filled.channel, filled.concept) == (row.channel, row.concept) else ""


def _form(desk: Desk, row: ReviewRow) -> DecideForm | None:
    if not desk.may_decide:
        return None
    filled = desk.filled
    here = filled is not None and (filled.channel, filled.concept) == (row.channel, row.concept)
    return filled.form if filled and here else DecideForm()


def _untagged(desk: Desk, row: ReviewRow) -> Untagged:
    template = ngettext("%(n)s post belongs to no concept", "%(n)s posts belong to no concept", row.published_in_total)
    words = template % {"n": number(row.published_in_total)}
    if row.published_this_week:
        words = _("%(words)s, %(n)s of them new this week") % {"words": words, "n": number(row.published_this_week)}
    return Untagged(words, _posts_url(desk, row.channel, "none"))


def _posts_url(desk: Desk, channel: str, concept: str) -> str:
    return reverse("posts:page", args=[desk.slug]) + "?" + urlencode({"channel": channel, "concept": concept})


def tally(rows: Iterable[ReviewRow]) -> tuple[Pill, ...]:
    """How many concepts each proposal is made for."""
    counted: dict[Proposal, int] = dict.fromkeys(Proposal, 0)
    for row in rows:
        if row.proposal:
            counted[row.proposal] += 1
    return tuple(pill(proposal, count=count) for proposal, count in counted.items() if count)
