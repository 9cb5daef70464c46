"""The whole screen of a review: its week, its channels, and how its numbers are worked out."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from vaekst.actions.diagnoses import Diagnoses
from vaekst.actions.plans import NextWeek
from vaekst.core.evidence import borrowed
from vaekst.core.period import Week
from vaekst.web.review.ahead import ahead_of
from vaekst.web.review.build import Desk, channel_cards, tally
from vaekst.web.review.cards import Empty, ReviewPage, Warned
from vaekst.web.review.diagnosed import diagnosed
from vaekst.web.shell.parts import Choice, Pair, Pill
from vaekst.web.shell.words import days, moment, number, pill, say

WEEKS_LISTED = 20


def review_page(
    desk: Desk, *, now: datetime, diagnoses: Diagnoses | None = None, plan: NextWeek | None = None
) -> ReviewPage:
    """The review as it is shown at `now`, with the week's diagnoses and the plan of the next."""
    week, known = desk.review.week, desk.review.known
    running, newest = Week.of(now.date()), Week.last_complete(as_of=now.date())
    channels = channel_cards(desk)
    return ReviewPage(
        week=str(week),
        number=week.monday.isocalendar().week,
        days=days(week.period),
        earlier=str(week.earlier()),
        later=str(week.later()) if week < running else None,
        weeks=_weeks(week, running),
        is_newest=week == newest,
        query=desk.query,
        as_of=_("data as known on %(moment)s") % {"moment": moment(known.as_of)},
        channels=channels,
        tally=tally(desk.review.review.rows),
        notice=_notice(desk, running),
        empty=_empty(desk) if not any(channel.concepts or channel.untagged for channel in channels) else None,
        method=_method(desk),
        basis=_basis(desk),
        warned=tuple(_warned(desk)),
        diagnosed=diagnosed(diagnoses) if diagnoses else None,
        ahead=ahead_of(plan) if plan else None,
    )


def _weeks(shown: Week, running: Week) -> tuple[Choice, ...]:
    """The newest weeks, and the one shown wherever it lies."""
    listed = {running.earlier(count) for count in range(WEEKS_LISTED)} | {shown}
    template = _("Week %(number)s · %(days)s")
    return tuple(
        Choice(
            str(week), template % {"number": week.monday.isocalendar().week, "days": days(week.period)}, week == shown
        )
        for week in sorted(listed, reverse=True)
    )


def _notice(desk: Desk, running: Week) -> Pill | None:
    """What a person should know before they trust the page: it is a replay, or the week is not over."""
    review = desk.review
    if review.is_replay:
        words = _("This is a replay: the strategy and the facts are those the week was decided under, not today's.")
        return Pill("note", "history", words)
    if review.week >= running:
        return Pill("note", "wait", _("This week is not over; its numbers still move."))
    if review.known.baseline is None:
        words = _("No baseline is frozen, so the days before the sprint are compared with as they are known now.")
        return Pill("warn", "alert", words)
    return None


def _empty(desk: Desk) -> Empty:
    if not desk.strategy.channels:
        return Empty(
            _("The strategy has no channels yet"),
            _("A review goes through the concepts of each channel. Name your channels and concepts in the strategy."),
            reverse("strategy:page", args=[desk.slug]),
            _("Open the strategy"),
        )
    if not desk.strategy.concepts:
        return Empty(
            _("There are no concepts to review yet"),
            _(
                "A concept is a creative idea that is tested and lives or dies on its numbers. Name some in the strategy."
            ),
            reverse("strategy:page", args=[desk.slug]),
            _("Open the strategy"),
        )
    return Empty(
        _("No post to review up to this week"),
        _("Import a content export from one of your channels; its posts then stand here by concept."),
        reverse("imports:page", args=[desk.slug]),
        _("Import files"),
    )


def _method(desk: Desk) -> tuple[str, ...]:
    rules = desk.strategy.rules
    return (
        _("The post is the unit: nine posts are nine observations, however many people saw them."),
        _("Posts are read at the same age, %(age)s days after they were published, and compared with the baseline's.")
        % {"age": number(rules.comparison.age_days)},
        _("All concepts are estimated together, so that a lucky few posts do not make a winner on their own."),
        *(say(sentence) for sentence in borrowed(desk.review.review.weighing)),
        _("A proposal is a proposal. A person decides, and the record keeps both."),
    )


def _warned(desk: Desk) -> Iterable[Warned]:
    """What the files behind the review are warned of."""
    for remark in desk.remarks:
        url = reverse("imports:receipt", args=[desk.slug, remark.import_id])
        yield Warned(pill(remark.mark.value), say(remark.sentence), url)


def _basis(desk: Desk) -> tuple[Pair, ...]:
    review = desk.review
    return (
        Pair(_("Compared with"), days(review.baseline_period)),
        Pair(_("Looked at"), days(review.looked_at)),
        Pair(_("Strategy"), _("version %(number)s") % {"number": review.known.strategy_version.number}),
        Pair(_("Facts"), str(review.known.lake_version)),
        Pair(_("Definitions"), review.definitions_hash[:12]),
    )
