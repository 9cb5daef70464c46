"""The experiments the shop has run: registered on the day, closed when they had a verdict, like anybody's."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time, timedelta

from vaekst.actions import experiments
from vaekst.actions.audit import Actor
from vaekst.actions.demo.world import HOME
from vaekst.core.experiments import Draft
from vaekst.store.models import Brand

_ROUTES = Draft(
    name="Ruter man gemmer",
    hypothesis="En rute i første sætning gør, at flere gemmer opslaget, fordi de vil køre den senere.",
    channel="instagram",
    concept="pendlerruter",
    bar="2.5 %",
    min_posts="5",
)
_CLICKS = Draft(
    name="Klik fra værkstedet",
    hypothesis="Den, der har set mekanikeren forklare en fejl, klikker videre og bestiller et eftersyn.",
    channel="youtube",
    concept="vaerkstedet",
    metric="ctr",
)
_SIXTY = Draft(
    name="60 sekunder holder",
    hypothesis="Et løfte om 60 sekunder får folk til at blive hængende over de første tre.",
    channel="instagram",
    concept="cykeltips",
    metric="retention_3s",
    bar="50 %",
    min_posts="8",
)
_QUESTION = Draft(
    name="Spørgsmålet først",
    hypothesis="En myte, der begynder med et spørgsmål, får flere til at skrive en kommentar.",
    channel="youtube",
    concept="myter",
    variable="hook",
    metric="comment_rate",
    match="title=passer det*\ntitle=vi spurgte*",
)


def run_experiments(actor: Actor, brand: Brand, *, sprint: date) -> None:
    """Registers the shop's experiments, each on the day before it began, and closes those that had come to an end."""
    _register(actor, brand, _ROUTES, first=_week(sprint, 1), weeks=6)
    _close(actor, brand, "ruter-man-gemmer", on=_week(sprint, 9))
    _register(actor, brand, _CLICKS, first=_week(sprint, 3), weeks=4)
    _close(
        actor,
        brand,
        "klik-fra-vaerkstedet",
        on=_week(sprint, 9),
        reason="Linket flyttes op i første linje, og så prøver vi igen.",
    )
    _register(actor, brand, _SIXTY, first=_week(sprint, 4), weeks=9)
    _register(actor, brand, _QUESTION, first=_week(sprint, 11), weeks=2)


def _week(sprint: date, number: int) -> date:
    return sprint + timedelta(days=7 * number)


def _register(actor: Actor, brand: Brand, draft: Draft, *, first: date, weeks: int) -> None:
    last = first + timedelta(days=7 * weeks - 1)
    dated = replace(draft, start=first.isoformat(), end=last.isoformat())
    experiments.register(actor, brand, dated, now=datetime.combine(first - timedelta(days=1), time(15), HOME))


def _close(actor: Actor, brand: Brand, key: str, *, on: date, reason: str = "") -> None:
    experiments.close(actor, brand, key, reason=reason, now=datetime.combine(on, time(10), HOME))
