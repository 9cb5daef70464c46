"""The KPI board as of a day, its charts, and the baseline behind it."""

from __future__ import annotations

from datetime import date

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from vaekst.actions import baselines, boards
from vaekst.actions.people import Act
from vaekst.core.errors import BadInput, UnknownName
from vaekst.core.metrics.kpis import KPIS
from vaekst.core.sentence import N_
from vaekst.web.board.build import Wall
from vaekst.web.board.chart import chart as draw
from vaekst.web.board.origins import Files
from vaekst.web.board.page import board_page
from vaekst.web.shell.access import Request, Visit, brand_view
from vaekst.web.shell.days import day_of
from vaekst.web.shell.pages import page_or_part
from vaekst.web.shell.words import number


@require_safe
@brand_view()
def page(request: Request, visit: Visit) -> HttpResponse:
    """The board as of the day in the address, by default today."""
    wall, as_of, today = _wall(request, visit)
    return page_or_part(request, "board", {"board": board_page(visit.brand, wall, as_of=as_of, today=today)})


@require_safe
@brand_view()
def chart(request: Request, visit: Visit, kpi: str) -> HttpResponse:
    """One KPI week by week."""
    wall, _as_of, _today = _wall(request, visit)
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


def _wall(request: Request, visit: Visit) -> tuple[Wall, date, date]:
    """What the address asks for, the day it asks about, and today. Raises BadInput for a day to come."""
    today = timezone.localdate()
    asked = day_of(request.GET.get("as_of", ""))
    if asked and asked > today:
        raise BadInput("day_to_come", N_("{day:day} is still to come; the board knows days up to today."), day=asked)
    is_past = asked is not None and asked < today
    answer = boards.read_board(visit.brand, as_of=asked if is_past else None, now=timezone.now())
    query = {"as_of": asked.isoformat() if asked and is_past else "", "channel": request.GET.get("channel", "")}
    wall = Wall(visit.brand.slug, answer, Files.of(visit.brand), query["channel"], query)
    return wall, asked or today, today
