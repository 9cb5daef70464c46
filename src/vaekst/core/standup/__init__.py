"""The weekly stand-up: its agenda, what is due and whose, what a new brief should change, what would turn a proposal.

agenda(30)                          # minutes for each part
duties(strategy, week)              # owners and the KPIs they answer for this week
rebriefing(row, Verdict.ITERATE)    # what to change, and why
turning_points(row, rules)          # what would change the proposal
"""

from vaekst.core.standup.agenda import Item, Part, agenda
from vaekst.core.standup.due import Duty, duties
from vaekst.core.standup.rebriefing import Change, Rebriefing, changes_for, next_weekday, rebriefing
from vaekst.core.standup.record import BriefNote, DiagnosisNote, Earlier, KpiNote, Outcome, PlanNote, Record, Share
from vaekst.core.standup.turning import turning_points

__all__ = [
    "BriefNote",
    "Change",
    "DiagnosisNote",
    "Duty",
    "Earlier",
    "Item",
    "KpiNote",
    "Outcome",
    "Part",
    "PlanNote",
    "Rebriefing",
    "Record",
    "Share",
    "agenda",
    "changes_for",
    "duties",
    "next_weekday",
    "rebriefing",
    "turning_points",
]
