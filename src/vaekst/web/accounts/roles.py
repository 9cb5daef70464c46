"""The roles in the words people read."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from vaekst.store.models import Role


@dataclass(frozen=True, slots=True)
class RoleChoice:
    value: str
    name: str
    may: str


def role_word(role: Role | None) -> str:
    """The role's name; empty for a stranger."""
    return next((choice.name for choice in role_choices() if choice.value == role), "")


def role_choices() -> tuple[RoleChoice, ...]:
    """Every role, most rights first, with what it may do."""
    return (
        RoleChoice(Role.OWNER, _("Owner"), _("Everything, people included.")),
        RoleChoice(Role.EDITOR, _("Editor"), _("Imports files, freezes the baseline, changes the strategy, decides.")),
        RoleChoice(Role.REVIEWER, _("Reviewer"), _("Assigns concepts and decides in the review.")),
        RoleChoice(Role.VIEWER, _("Viewer"), _("Sees all of it, changes nothing.")),
    )
