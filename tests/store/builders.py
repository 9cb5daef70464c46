"""Rows that are valid on their own: a test names only what matters to it."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal
from itertools import count
from typing import Any
from uuid import uuid4

from vaekst.actions.audit import Actor
from vaekst.core.strategy import write_default
from vaekst.store.models import (
    Baseline,
    Brand,
    ClosedAs,
    Decision,
    ExchangeRate,
    ExperimentClosing,
    ExperimentVersion,
    ImportRecord,
    Membership,
    Minutes,
    Person,
    Rebrief,
    Role,
    StandUp,
    StrategyVersion,
    Tagging,
    TagOrigin,
    Verdict,
    Via,
)

_NUMBERS = count(1)
AUTUMN = datetime(2026, 11, 23, 9, tzinfo=UTC)


def person(name: str = "", **fields: Any) -> Person:
    """Someone who is a member of nothing."""
    name = name or f"person{next(_NUMBERS)}"
    return Person.objects.create(**{"email": f"{name.lower()}@example.org", "name": name.title()} | fields)


def brand(slug: str = "", *, owner: Person | None = None, text: str = "", **fields: Any) -> Brand:
    """A brand governed by the default strategy of a new brand; `text` is another document."""
    slug = slug or f"brand-{next(_NUMBERS)}"
    made = Brand.objects.create(**{"slug": slug, "name": slug.replace("-", " ").title()} | fields)
    founder = owner or person()
    member(made, founder, Role.OWNER)
    strategy(made, by=founder, text=text or default_text(made.name))
    return made


def member(brand: Brand, person: Person, role: Role = Role.EDITOR) -> Membership:
    return Membership.objects.create(brand=brand, person=person, role=role)


def actor(person: Person, via: Via = Via.WEB) -> Actor:
    return Actor(person, via)


def strategy(brand: Brand, *, by: Person | None = None, **fields: Any) -> StrategyVersion:
    number = brand.strategies.count() + 1
    return StrategyVersion.objects.create(
        **{
            "brand": brand,
            "number": number,
            "text": "vaekst: 1\n",
            "sha256": "0" * 64,
            "applied_by": by or someone(brand),
        }
        | fields
    )


def rate(brand: Brand, currency: str = "EUR", per_unit: str = "7.46", **fields: Any) -> ExchangeRate:
    return ExchangeRate.objects.create(
        **{
            "brand": brand,
            "currency": currency,
            "since": date(2026, 9, 1),
            "per_unit": Decimal(per_unit),
            "into": "DKK",
            "by": someone(brand),
        }
        | fields
    )


def default_text(name: str = "Fjord Cykler") -> str:
    """The document a new brand begins with, its sprint starting on a Monday in September."""
    return write_default(name=name, start=date(2026, 9, 14))


def someone(brand: Brand) -> Person:
    """Any member of the brand."""
    return brand.memberships.select_related("person")[0].person


def tagging(brand: Brand, post_key: str = "instagram:1", concept: str | None = "ride-along", **fields: Any) -> Tagging:
    return Tagging.objects.create(
        **{
            "brand": brand,
            "batch": uuid4(),
            "channel": "instagram",
            "post_key": post_key,
            "concept": concept,
            "by": someone(brand),
            "origin": TagOrigin.WEB,
        }
        | fields
    )


def decision(brand: Brand, **fields: Any) -> Decision:
    return Decision.objects.create(
        **{
            "brand": brand,
            "channel": "instagram",
            "concept": "ride-along",
            "week": "2026-W47",
            "verdict": Verdict.SCALE,
            "proposal": "scale",
            "by": someone(brand),
            "strategy_version": brand.strategies.all()[0],
            "lake_version": "post_snapshot@1",
            "as_of": AUTUMN,
            "definitions_hash": "0" * 64,
            "evidence": {"posts": 6},
        }
        | fields
    )


def rebrief(brand: Brand, **fields: Any) -> Rebrief:
    made: Decision = fields.pop("decision", None) or decision(brand, verdict=Verdict.ITERATE)
    return Rebrief.objects.create(
        **{
            "brand": brand,
            "decision": made,
            "channel": made.channel,
            "concept": made.concept,
            "week": made.week,
            "change": "hook",
            "why": [],
            "owner": "Content Lead",
            "due": date(2026, 11, 30),
        }
        | fields
    )


def standup(brand: Brand, **fields: Any) -> StandUp:
    return StandUp.objects.create(
        **{"brand": brand, "week": "2026-W47", "number": 1, "started_at": AUTUMN, "by": someone(brand)} | fields
    )


def minutes(brand: Brand, **fields: Any) -> Minutes:
    held: StandUp = fields.pop("standup", None) or standup(brand)
    return Minutes.objects.create(
        **{
            "brand": brand,
            "standup": held,
            "week": held.week,
            "edition": 1,
            "written_at": AUTUMN,
            "by": someone(brand),
            "content": {},
        }
        | fields
    )


def baseline(brand: Brand, number: int = 1, **fields: Any) -> Baseline:
    return Baseline.objects.create(
        **{
            "brand": brand,
            "number": number,
            "by": someone(brand),
            "as_of": AUTUMN,
            "strategy_version": brand.strategies.all()[0],
            "lake_version": "post_snapshot@1",
            "figures": {"engagement_rate": {"instagram": 0.041}},
        }
        | fields
    )


def experiment(brand: Brand, key: str = "question-first", number: int = 1, **fields: Any) -> ExperimentVersion:
    plan = {
        "name": "Question first",
        "hypothesis": "More saves.",
        "channel": "instagram",
        "concept": "ride-along",
        "variable": "concept",
        "metric": "save_rate",
        "bar": "+10 %",
        "min_posts": 4,
        "start": "2026-11-23",
        "end": "2026-12-20",
        "match": [],
        "post_keys": [],
    }
    return ExperimentVersion.objects.create(
        **{
            "brand": brand,
            "key": key,
            "number": number,
            "channel": "instagram",
            "concept": "ride-along",
            "metric": "save_rate",
            "plan": plan,
            "by": someone(brand),
            "at": AUTUMN,
            "strategy_version": brand.strategies.all()[0],
        }
        | fields
    )


def closing(brand: Brand, **fields: Any) -> ExperimentClosing:
    return ExperimentClosing.objects.create(
        **{
            "brand": brand,
            "version": fields.get("version") or experiment(brand),
            "outcome": ClosedAs.PASSED,
            "by": someone(brand),
            "strategy_version": brand.strategies.all()[0],
            "lake_version": "post_snapshot@1",
            "as_of": AUTUMN,
            "definitions_hash": "0" * 64,
            "evidence": {"posts": 6},
        }
        | fields
    )


def import_record(brand: Brand, **fields: Any) -> ImportRecord:
    return ImportRecord.objects.create(
        **{
            "brand": brand,
            "import_id": uuid4().hex,
            "sha256": "0" * 64,
            "file": "export.csv",
            "status": "imported",
            "receipt": {"rows_read": 12, "first_date": str(date(2026, 11, 1))},
            "by": someone(brand),
        }
        | fields
    )
