"""The whole screen of the board: its day, its sprint, its tiles, its baseline, and the next step."""

from __future__ import annotations

from datetime import date, timedelta

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from vaekst.core.period import Week
from vaekst.core.strategy import Strategy
from vaekst.store import queries
from vaekst.store.models import Brand
from vaekst.web.board.baseline import baseline_panel
from vaekst.web.board.build import Wall, standing, tally, tiles
from vaekst.web.board.tiles import BoardPage, NextStep, Sprint
from vaekst.web.shell.brand_words import channel_name
from vaekst.web.shell.names import phase_name
from vaekst.web.shell.parts import Choice, Pair
from vaekst.web.shell.words import day, moment, number

WEEK = timedelta(days=7)
OLD_DAYS = 8
"""From this age on the newest data is called old."""


def board_page(brand: Brand, wall: Wall, *, as_of: date, today: date) -> BoardPage:
    """The board as it is shown on `today`, as of a day."""
    strategy = wall.strategy
    return BoardPage(
        as_of=as_of,
        today=today,
        earlier=as_of - WEEK,
        later=min(as_of + WEEK, today) if as_of < today else None,
        tiles=tiles(wall),
        tally=tally(standing(wall)),
        sprint=_sprint(strategy, as_of),
        baseline=baseline_panel(wall),
        next=_next(brand, today) if as_of == today else None,
        channels=tuple(Choice(id_, channel_name(strategy, id_), id_ == wall.channel) for id_ in strategy.channels),
        channel=wall.channel,
        note=_freshness(wall, as_of),
        basis=_basis(wall),
        is_empty=not queries.imports(brand).exists(),
    )


def _sprint(strategy: Strategy, as_of: date) -> Sprint | None:
    period = strategy.sprint.period
    if period is None:
        return None
    if as_of < period.first:
        return Sprint(_("The sprint begins %(day)s") % {"day": day(period.first)}, "", 0)
    done = min((as_of - period.first).days + 1, period.days)
    week = (done - 1) // 7 + 1
    phase = next(
        (phase_name(one.name) for one in strategy.sprint.phases if one.first_week <= week <= one.last_week), ""
    )
    words = _("Day %(day)s of %(days)s") % {"day": number(done), "days": number(period.days)}
    ended = as_of > period.last
    ends = (_("ended %(day)s") if ended else _("ends %(day)s")) % {"day": day(period.last)}
    return Sprint(" · ".join(part for part in (words, phase) if part), ends, round(100 * done / period.days, 2))


def _freshness(wall: Wall, as_of: date) -> str:
    """How old the newest data is; empty when there is none."""
    seen = [row.now.lineage.freshest for row in wall.answer.board.rows if row.now.lineage.freshest]
    if not seen:
        return ""
    newest = max(seen).date()
    age = max((as_of - newest).days, 0)
    if age < OLD_DAYS:
        return _("newest data of %(day)s") % {"day": day(newest)}
    template = ngettext("the newest data is %(n)s day old", "the newest data is %(n)s days old", age)
    return template % {"n": number(age)}


def _basis(wall: Wall) -> tuple[Pair, ...]:
    """What every figure of the board was read from, so that it can be read again."""
    known = wall.answer.known
    return (
        Pair(_("Strategy"), _("version %(number)s") % {"number": known.strategy_version.number}),
        Pair(_("Facts"), str(known.lake_version)),
        Pair(_("Definitions"), wall.answer.board.definitions_hash[:12]),
        Pair(_("As of"), moment(known.as_of)),
    )


def _next(brand: Brand, today: date) -> NextStep:
    """The stand-up of the newest complete week, or what is left of it."""
    week = Week.last_complete(as_of=today)
    count = week.monday.isocalendar().week
    decided = queries.standing_decisions(brand, week=str(week)).count()
    url = f"{reverse('standup:page', args=[brand.slug])}?week={week}"
    if not decided:
        title = _("Week %(week)s waits for its stand-up") % {"week": count}
        return NextStep(
            title,
            _("Half an hour, and every concept leaves with a decision: scale, iterate or stop."),
            url,
            _("Hold the stand-up"),
        )
    template = ngettext("%(n)s decision is recorded.", "%(n)s decisions are recorded.", decided)
    title = _("The stand-up of week %(week)s has begun") % {"week": count}
    return NextStep(title, template % {"n": number(decided)}, url, _("Go on with the stand-up"))
