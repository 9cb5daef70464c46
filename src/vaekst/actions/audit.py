"""Who does something, through which entrance, and the trail they leave."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from vaekst.store.models import AuditEvent, Brand, Person, Via


@dataclass(frozen=True, slots=True)
class Actor:
    """The person doing something, and the entrance they came through."""

    person: Person
    via: Via = Via.CLI


def record(
    actor: Actor,
    action: str,
    *,
    brand: Brand | None = None,
    subject: str = "",
    before: Mapping[str, Any] | None = None,
    after: Mapping[str, Any] | None = None,
) -> AuditEvent:
    """Append what was done to the audit trail. Belongs in the transaction of the change itself."""
    return AuditEvent.objects.create(
        brand=brand,
        by=actor.person,
        via=actor.via,
        action=action,
        subject=subject[:200],
        before=dict(before) if before is not None else None,
        after=dict(after) if after is not None else None,
    )
