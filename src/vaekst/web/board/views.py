"""The KPI board as of a day, its charts, and the baseline behind it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from vaekst.actions import baselines, boards
from vaekst.actions.boards import BoardPage as BoardAnswer
from vaekst.actions.memory import Memory
from vaekst.actions.people import Act
from vaekst.core.errors import BadInput, UnknownName
from vaekst.core.metrics.kpis import KPIS
from vaekst.core.sentence import N_
from vaekst.store import queries
from vaekst.store.models import Brand
from vaekst.web.board.build import Wall
from vaekst.web.board.chart import chart as draw
from vaekst.web.board.origins import Files
from vaekst.web.board.page import board_page
from vaekst.web.board.tiles import BoardPage
from vaekst.web.shell.access import Request, Visit, brand_view
from vaekst.web.shell.days import day_of
from vaekst.web.shell.pages import page_or_part
from vaekst.web.shell.words import number


@require_safe
@brand_view()
def page(request: Request, visit: Visit) -> HttpResponse:
    """The board as of the day in the address, by default today."""
    asked = _asked(request)
    answer = boards.read_board(visit.brand, as_of=asked.past, now=timezone.now())
    newest_deed = (
        queries.audit_trail(visit.brand).values_list("pk", flat=True).first()
    )  # files and decisions have names
    question = (answer.known.question, asked, newest_deed, translation.get_language())
    written = _WRITTEN.answer(question, lambda: _write(visit.brand, asked, answer))
    return page_or_part(request, "board", {"board": written.page, "tiles": written.tiles, "figures": written.baseline})


@dataclass(frozen=True, slots=True)
class _Asked:
    """What the address asks for: a day, and the channel to see first."""

    as_of: date
    today: date
    channel: str

    @property
    def past(self) -> date | None:
        """The day looked back from; None for now."""
        return self.as_of if self.as_of < self.today else None


@dataclass(frozen=True, slots=True)
class _Written:
    """A board as it is shown, its longest parts already written: nothing in them depends on who looks."""

    page: BoardPage
    tiles: str
    baseline: str


_WRITTEN: Memory[_Written] = Memory(size=64)


def _write(brand: Brand, asked: _Asked, answer: BoardAnswer) -> _Written:
    board = board_page(brand, _wall(brand, asked, answer), as_of=asked.as_of, today=asked.today)
    tiles = render_to_string("board/tiles.html", {"board": board})
    baseline = render_to_string("board/figures.html", {"baseline": board.baseline}) if board.baseline else ""
    return _Written(board, tiles, baseline)


@require_safe
@brand_view()
def chart(request: Request, visit: Visit, kpi: str) -> HttpResponse:
    """One KPI week by week."""
    asked = _asked(request)
    wall = _wall(visit.brand, asked, boards.read_board(visit.brand, as_of=asked.past, now=timezone.now()))
    rows = [row for row in wall.answer.board.rows if row.kpi.id == kpi]
    if not rows:
        raise UnknownName("KPI", kpi, KPIS)
    row = next((row for row in rows if (row.channel or "") == wall.channel), rows[0])
    shown = {
        "picture": draw(wall.strategy, row),
        "back": f"{reverse('board:page', args=[visit.brand.slug])}?{request.META['QUERY_STRING']}",
    }
    return render(request, "board/picture.html" if request.htmx else "shell/picture_page.html", shown)


@require_POST
@brand_view(Act.FREEZE)
def freeze(request: Request, visit: Visit) -> HttpResponse:
    """Freezes the baseline as it is known now."""
    frozen = baselines.freeze(visit.actor, visit.brand, why=request.POST.get("why", ""), now=timezone.now())
    messages.success(request, _("Baseline %(number)s is frozen.") % {"number": number(frozen.number)})
    return redirect(f"{reverse('board:page', args=[visit.brand.slug])}#baseline")


def _asked(request: Request) -> _Asked:
    """What the address asks for. Raises BadInput for a day to come."""
    today = timezone.localdate()
    asked = day_of(request.GET.get("as_of", ""))
    if asked and asked > today:
        raise BadInput("day_to_come", N_("{day:day} is still to come; the board knows days up to today."), day=asked)
    return _Asked(asked or today, today, request.GET.get("channel", ""))


def _wall(brand: Brand, asked: _Asked, answer: BoardAnswer) -> Wall:
    query = {"as_of": asked.past.isoformat() if asked.past else "", "channel": asked.channel}
    return Wall(brand.slug, answer, Files.of(brand), asked.channel, query)
