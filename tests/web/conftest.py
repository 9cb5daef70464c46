"""The standing people with their browsers, and a shop that has something to show."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
import time_machine
from django.conf import settings
from django.test import Client
from tests.actions import bicycles
from tests.store import builders

from vaekst.actions import baselines
from vaekst.store.models import Brand, Person, Role

MONDAY = datetime(2026, 10, 5, 9, tzinfo=UTC)
"""The morning of a review: week 40 has just ended."""


@pytest.fixture
def browser() -> Callable[[Person], Client]:
    """A browser somebody is signed in with."""

    def of(person: Person) -> Client:
        client = Client()
        client.force_login(person, backend=settings.AUTHENTICATION_BACKENDS[0])
        return client

    return of


@pytest.fixture
def monday() -> Iterator[datetime]:
    """The clock stands at the morning of a review."""
    with time_machine.travel(MONDAY, tick=False):
        yield MONDAY


@pytest.fixture
def bicycle_shop(owner: Person, tmp_path: Path, monday: datetime) -> Brand:
    """A shop four weeks into its sprint: one concept wins, one loses, one post has none; the baseline is frozen."""
    actor, brand = bicycles.shop(owner, slug="fjord-cykler")
    before = bicycles.export(tmp_path, bicycles.baseline_posts(), until=date(2026, 9, 6))
    bicycles.take_in(actor, brand, before, now=datetime(2026, 9, 7, 8, tzinfo=UTC))
    posts = [
        *bicycles.baseline_posts(),
        *bicycles.sprint_posts("ridealong", [34, 38, 31, 36, 40, 35, 37, 33, 36, 39, 34, 35, 38]),
        *bicycles.sprint_posts("workshop", [9, 11, 8, 10, 7], at=12),
        bicycles.post(date(2026, 9, 9), saves=20, text="Rain", at=15),
    ]
    after = bicycles.export(tmp_path, posts, until=date(2026, 10, 4))
    bicycles.take_in(actor, brand, after, now=monday)
    baselines.freeze(actor, brand, now=monday)
    return brand


@pytest.fixture
def people(bicycle_shop: Brand, owner: Person) -> dict[Role, Person]:
    """One person of every role in the shop."""
    found = {Role.OWNER: owner}
    for role in (Role.EDITOR, Role.REVIEWER, Role.VIEWER):
        found[role] = builders.person(f"some-{role}")
        builders.member(bicycle_shop, found[role], role)
    return found
