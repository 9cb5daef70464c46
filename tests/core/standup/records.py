"""Minutes to test with: one meeting, of which each test says what it cares about."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from vaekst.core.sentence import N_, Sentence
from vaekst.core.standup import BriefNote, DiagnosisNote, Earlier, KpiNote, Outcome, PlanNote, Record, Share

HERE = ZoneInfo("Europe/Copenhagen")
BEGUN = datetime(2026, 11, 30, 9, 2, tzinfo=HERE)
SAID = Sentence("on_the_way", N_("{value:percent}, where {due:percent} is planned."), value=0.4, due=0.5)

ACTION = Sentence("more_but_weaker", "There are too many formats.")


def outcome(**changes: Any) -> Outcome:
    made = Outcome(
        channel="Instagram",
        concept="Ride-along",
        verdict="stop",
        proposal="iterate",
        reason="The season is over.",
        by="Mette",
        at=BEGUN.replace(minute=11),
        metric="save_rate",
        posts=6,
        low=-0.12,
        mid=0.05,
        high=0.24,
        chance_better=0.68,
        chance_above_bar=0.31,
    )
    return replace(made, **changes)


def brief(**changes: Any) -> BriefNote:
    made = BriefNote("Instagram", "Ride-along", "stop", "angle", "Content Lead", date(2026, 12, 7), (SAID,))
    return replace(made, **changes)


def record(**changes: Any) -> Record:
    earlier = Earlier("wait", "Lars", BEGUN.replace(minute=8), "Odd weather.")
    made = Record(
        brand="Fjord Cykler",
        week="2026-W48",
        started=BEGUN,
        ended=BEGUN.replace(minute=31),
        present=("Mette", "Lars"),
        kpis=(KpiNote("ctr", "YouTube", "Growth Marketer", "off track", SAID),),
        outcomes=(outcome(earlier=(earlier,)),),
        undecided=("Workshop · YouTube",),
        briefs=(brief(),),
        strategy_version=3,
        lake_version="post_snapshot@12",
        as_of=BEGUN.replace(minute=31),
        note="",
        plan=(
            PlanNote(
                "Instagram", 7, (Share("Ride-along", 4, "hook"), Share("Museum", 1, "", look=True), Share("", 2, ""))
            ),
        ),
        diagnoses=(DiagnosisNote("More posts, each of them weaker", "YouTube", ACTION, (SAID,)),),
    )
    return replace(made, **changes)
