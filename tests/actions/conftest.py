"""A shop whose week has something to decide."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest
from tests.actions.bicycles import NOW, START, baseline_posts, export, post, shop, sprint_posts, take_in

from vaekst.actions.audit import Actor
from vaekst.store.models import Brand, Person


@pytest.fixture
def judged(owner: Person, tmp_path: Path) -> tuple[Actor, Brand]:
    """A brand three weeks into its sprint: one concept saved four times as often as before, one half as often."""
    actor, brand = shop(owner)
    winner = sprint_posts("ridealong", [80, 76, 84, 90, 78, 82])
    loser = sprint_posts("workshop", [7, 9, 6, 8, 7, 9], first=START + timedelta(days=1))
    untagged = [post(START + timedelta(days=4), saves=20, at=15)]
    path = export(tmp_path, [*baseline_posts(), *winner, *loser, *untagged], until=date(2026, 10, 4))
    take_in(actor, brand, path, now=NOW)
    return actor, brand
