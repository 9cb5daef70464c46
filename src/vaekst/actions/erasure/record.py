"""What was erased, when, and by whom: never about whom."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from django.conf import settings
from django.db.models import Q, QuerySet

from vaekst.actions.audit import Actor
from vaekst.store import queries
from vaekst.store.models import AuditEvent

PERSON, MEMBER, BRAND = "erase.person", "erase.member", "erase.brand"


def erasures(actor: Actor) -> QuerySet[AuditEvent]:
    """The erasures in the actor's brands, and for the person at the keyboard those of the installation; newest first."""
    seen = Q(brand__in=queries.brands_of(actor.person))
    if actor.person.is_local:
        seen |= Q(brand=None)
    return AuditEvent.objects.filter(seen, action__in=(PERSON, MEMBER, BRAND)).select_related("by", "brand")


def backups_with(named_in_file: Callable[[Path], bool]) -> list[Path]:
    """Copies of the store, made before upgrades, that hold what is looked for."""
    folder = Path(settings.VAEKST_HOME) / "backups"
    return [path for path in sorted(folder.glob("*.sqlite3")) if named_in_file(path)]
