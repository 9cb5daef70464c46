"""The strategy document of a brand: checked, applied as an immutable version, compared."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import lru_cache

from django.db import transaction

from vaekst.actions.audit import Actor, record
from vaekst.actions.people import Act, require
from vaekst.core.errors import Conflict
from vaekst.core.sentence import N_
from vaekst.core.strategy import Change, Strategy, differences, read_strategy
from vaekst.store import queries
from vaekst.store.models import Brand, StrategyVersion


@dataclass(frozen=True, slots=True)
class Applied:
    """The version now in force. `is_new` is False when the text was in force already and nothing was written."""

    version: StrategyVersion
    is_new: bool
    changes: tuple[Change, ...] = ()


def check(text: str) -> Strategy:
    """The strategy the document describes. Raises BadStrategy with all its faults."""
    return read_strategy(text)


@transaction.atomic
def apply(actor: Actor, brand: Brand, text: str, *, why: str = "", based_on: int | None = None) -> Applied:
    """Govern the brand by this document from now on, as a new version that never changes.

    `based_on` is the version number the author started from. Raises BadStrategy, or Conflict when another
    version was applied since; then nothing is written.
    """
    require(actor, brand, Act.APPLY)
    text = tidy(text)
    strategy = check(text)
    Brand.objects.select_for_update().get(pk=brand.pk)  # one version after the other
    before = queries.strategy_versions(brand).first()
    if before and before.text == text:
        return Applied(before, is_new=False)
    if before and based_on is not None and based_on != before.number:
        raise _overtaken(before, based_on)
    version = StrategyVersion.objects.create(
        brand=brand,
        number=before.number + 1 if before else 1,
        text=text,
        sha256=hashlib.sha256(text.encode()).hexdigest(),
        applied_by=actor.person,
        why=why.strip(),
    )
    brand.name, brand.locale = strategy.brand.name, strategy.brand.locale
    brand.save(update_fields=["name", "locale"])
    record(
        actor,
        "strategy.apply",
        brand=brand,
        subject=f"v{version.number}",
        before={"number": before.number, "sha256": before.sha256} if before else None,
        after={"number": version.number, "sha256": version.sha256, "why": version.why},
    )
    return Applied(version, is_new=True, changes=differences(before.text, text) if before else ())


def show(brand: Brand, number: int | None = None) -> StrategyVersion:
    """The version in force, or the one with this number. Raises UnknownName when there is none."""
    return queries.strategy_in_force(brand) if number is None else queries.strategy_version(brand, number)


def strategy_of(version: StrategyVersion) -> Strategy:
    """The version's document as a value. Reading is slow, so recent ones are remembered."""
    return _read_once(version.text)


def in_force(brand: Brand) -> Strategy:
    """What governs the brand now."""
    return strategy_of(queries.strategy_in_force(brand))


def diff(brand: Brand, text: str) -> tuple[Change, ...]:
    """What applying the document would change. Raises BadStrategy when it has faults."""
    check(text)
    return differences(queries.strategy_in_force(brand).text, tidy(text))


def diff_versions(brand: Brand, older: int, newer: int) -> tuple[Change, ...]:
    """What changed from one version to another. Raises UnknownName for a number the brand has not."""
    return differences(queries.strategy_version(brand, older).text, queries.strategy_version(brand, newer).text)


def tidy(text: str) -> str:
    """The document with plain line ends and one at the end, so that an editor's habits make no new version."""
    return text.removeprefix("\ufeff").replace("\r\n", "\n").rstrip() + "\n"


@lru_cache(maxsize=64)
def _read_once(text: str) -> Strategy:
    return read_strategy(text)


def _overtaken(newest: StrategyVersion, based_on: int) -> Conflict:
    return Conflict(
        "strategy_overtaken",
        N_(
            "{who} applied version {newest} on {day:day}, after the version {based_on} you started from. "
            "Nothing was written. Look at the difference, then apply again from version {newest}."
        ),
        who=str(newest.applied_by),
        newest=newest.number,
        day=newest.applied_at.date(),
        based_on=based_on,
    )
