"""What a stage of a customer system says of a deal: won, lost, or still open."""

from __future__ import annotations

WON = frozenset({"closed won", "closedwon", "won", "customer", "lukket vundet", "vundet", "kunde", "solgt"})
LOST = frozenset({"closed lost", "closedlost", "lost", "lukket tabt", "tabt", "unqualified", "disqualified"})
OVER = frozenset({"closed won", "closedwon", "closed lost", "closedlost", "lukket vundet", "lukket tabt"})
"""Stages of a deal at which its close date has happened; before it is a hope."""


def is_won(stage: str | None) -> bool:
    """Whether the stage is that of a customer."""
    return _plain(stage) in WON


def is_lost(stage: str | None) -> bool:
    """Whether nothing more will come of it."""
    return _plain(stage) in LOST


def _plain(stage: str | None) -> str:
    return " ".join((stage or "").casefold().replace("_", " ").split())
