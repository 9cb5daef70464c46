"""What the stages of a customer system say about a lead: whether somebody found that it could become a customer."""

from __future__ import annotations

from vaekst.sources.reading.words import plain

QUALIFIED = frozenset(
    {
        *("marketing qualified lead", "marketingqualifiedlead", "mql", "marketingkvalificeret lead"),
        *("sales qualified lead", "salesqualifiedlead", "sql", "salgskvalificeret lead", "kvalificeret lead"),
        *("opportunity", "salgsmulighed", "mulighed", "customer", "kunde", "evangelist", "ambassadør"),
        *("qualified", "kvalificeret"),
    }
)
"""Stages from which on a lead counts as qualified."""

UNQUALIFIED = frozenset(
    {
        *("subscriber", "abonnent", "lead", "kundeemne", "emne", "new", "ny", "open", "åben"),
        *("unqualified", "disqualified", "not qualified", "ikke kvalificeret", "ukvalificeret"),
    }
)
"""Stages at which it does not."""


def qualified_by(stage: str | None) -> int | None:
    """1 or 0 by the words of a stage; None for a stage that says nothing, such as a team's own."""
    word = plain(stage or "").replace("_", " ")
    return 1 if word in QUALIFIED else 0 if word in UNQUALIFIED else None
