"""What every test stands on: a data home of its own, and people to knock on the doors."""

# ruff: noqa: E402  (Django reads the environment that is set between the imports)

from __future__ import annotations

import atexit
import os
import shutil
import tempfile

# Before Django reads its settings: no test ever touches the data of the person who runs it.
# Workers of one run share the home of the process that started them.
if "vaekst-tests-" not in os.environ.get("VAEKST_HOME", ""):
    os.environ["VAEKST_HOME"] = tempfile.mkdtemp(prefix="vaekst-tests-")
    atexit.register(shutil.rmtree, os.environ["VAEKST_HOME"], ignore_errors=True)
os.environ["DJANGO_SETTINGS_MODULE"] = "vaekst.site.settings"
for name in ("DATABASE_URL", "VAEKST_HOSTS", "VAEKST_DEBUG", "VAEKST_BRAND"):
    os.environ.pop(name, None)

import django

django.setup()

import pytest
from django.test import Client
from hypothesis import settings
from tests.store import builders

from vaekst.store.models import Brand, Person, Role

# Timings belong in benchmarks: a busy machine is no failure.
settings.register_profile("house", deadline=None)
settings.load_profile("house")


@pytest.fixture
def owner(db: None) -> Person:
    """Owns the shop."""
    return builders.person("freja")


@pytest.fixture
def shop(owner: Person) -> Brand:
    """The brand the standing people are seen from."""
    return builders.brand("fjord-cykler", owner=owner)


@pytest.fixture
def colleague(shop: Brand) -> Person:
    """Works in the shop as an editor."""
    someone = builders.person("magnus")
    builders.member(shop, someone, Role.EDITOR)
    return someone


@pytest.fixture
def neighbour(db: None) -> Person:
    """Owns another brand, and is nobody in the shop."""
    someone = builders.person("ingrid")
    builders.brand("bakery-next-door", owner=someone)
    return someone


@pytest.fixture
def stranger() -> Client:
    """A browser nobody has signed in with."""
    return Client()
