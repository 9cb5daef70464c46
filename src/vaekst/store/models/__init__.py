"""The operational store. Every row but a person's belongs to one brand.

Brand            a workspace
├── Membership       a person's role there
├── StrategyVersion  the strategy document as it was applied       appended only
├── ImportRecord     a file that was imported, with its receipt
├── MappingProfile   what the columns of a table mean, confirmed once
├── Tagging          a post given to a concept by hand or by CSV   appended only
├── TagUndo          a batch of taggings taken back                appended only
├── Baseline         the figures the sprint is measured against    appended only
├── Decision         scale, iterate, stop or wait, and on what evidence  appended only
├── Rebrief          the new brief a decision asks for, until it is written
├── StandUp          the weekly meeting: when it began             appended only
│   └── Minutes          what came of it, edition by edition       appended only
├── ExperimentVersion  an experiment as it was registered   appended only
├── ExperimentClosing  the verdict it was closed with       appended only
├── ExchangeRate     what foreign money is worth from a day      appended only
├── Feed             a way for reports to read, kept as a hash
├── SiteKey          a website that may send events
│   └── CollectedEvents  how many of its events each batch held
├── Link             a link that says where it stands
│   └── LinkClicks       how often its short form was followed, by hour
├── ClickBatch       a file of clicks that is being counted
├── Connection       an account figures are pulled from
│   └── Pull             one pull, and how far it came
└── AuditEvent       who changed what, when                        appended only
Person           someone who signs in
└── SignInLink       a one-time way in, kept as a hash
"""

from vaekst.store.models.brand import Brand, StrategyVersion
from vaekst.store.models.connections import Connection, Pull, PullState
from vaekst.store.models.experiments import ClosedAs, ExperimentClosing, ExperimentVersion
from vaekst.store.models.facts import ImportRecord, MappingProfile, Tagging, TagOrigin, TagUndo
from vaekst.store.models.feeds import CollectedEvents, Feed, SiteKey
from vaekst.store.models.links import ClickBatch, Link, LinkClicks
from vaekst.store.models.meetings import Minutes, Rebrief, StandUp
from vaekst.store.models.money import ExchangeRate
from vaekst.store.models.people import Membership, Person, Role, SignInLink
from vaekst.store.models.record import AuditEvent, Baseline, Decision, Verdict, Via

__all__ = [
    "AuditEvent",
    "Baseline",
    "Brand",
    "ClickBatch",
    "ClosedAs",
    "CollectedEvents",
    "Connection",
    "Decision",
    "ExchangeRate",
    "ExperimentClosing",
    "ExperimentVersion",
    "Feed",
    "ImportRecord",
    "Link",
    "LinkClicks",
    "MappingProfile",
    "Membership",
    "Minutes",
    "Person",
    "Pull",
    "PullState",
    "Rebrief",
    "Role",
    "SignInLink",
    "SiteKey",
    "StandUp",
    "StrategyVersion",
    "TagOrigin",
    "TagUndo",
    "Tagging",
    "Verdict",
    "Via",
]
