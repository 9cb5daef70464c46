"""A demo made by an earlier version is marked by the upgrade; a brand of somebody's own with its short name is not."""

from __future__ import annotations

from importlib import import_module

import pytest
from django.apps import apps
from tests.store import builders

upgrade = import_module("vaekst.store.migrations.0010_demo_and_collected")


@pytest.mark.parametrize(
    ("text", "is_demo"),
    [
        ("concepts:\n  pendlerruter:\n  foer-efter:\nutm:\n  landing_page: https://fjordcykler.example/\n", True),
        ("", False),
    ],
)
def test_the_demo_is_known_by_its_document(db: None, text: str, is_demo: bool):
    brand = builders.brand(slug="fjord-cykler", text=text)
    upgrade.mark_the_demo(apps, None)
    brand.refresh_from_db()
    assert (brand.demo_at is not None) is is_demo
