"""A new brand is governed and owned from its first moment."""

from __future__ import annotations

from datetime import date

import pytest
from tests.store import builders
from tests.store.builders import actor

from vaekst.actions import brands, strategies
from vaekst.core.errors import BadInput, Conflict, VaekstError
from vaekst.store import queries
from vaekst.store.models import Brand, Role

MONDAY = date(2026, 11, 23)


def create(person, name="Fjord Cykler", **fields) -> Brand:
    return brands.create_brand(
        actor(person), name, **{"start": MONDAY, "currency": "DKK", "locale": "da", "channels": ("instagram",)} | fields
    )


def test_a_brand_begins_with_version_1_of_the_default_strategy(owner):
    brand = create(owner, currency="EUR", channels=("youtube", "linkedin"))
    strategy = strategies.in_force(brand)
    assert queries.strategy_in_force(brand).number == 1
    assert (strategy.brand.name, strategy.brand.currency, strategy.brand.locale) == ("Fjord Cykler", "EUR", "da")
    assert list(strategy.channels) == ["youtube", "linkedin"]
    assert strategy.sprint.start == MONDAY


def test_whoever_makes_a_brand_owns_it(owner):
    brand = create(owner)
    assert queries.role_of(owner, brand) is Role.OWNER
    assert [event.action for event in queries.audit_trail(brand)] == ["strategy.apply", "brand.create"]


def test_the_brand_speaks_the_language_of_its_strategy(owner):
    assert create(owner).locale == "da"


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("Fjord Cykler", "fjord-cykler"),
        ("Smørrebrød på Ærø", "smoerrebroed-paa-aeroe"),
        ("  Café   Olé! ", "cafe-ole"),
        ("Straße 7", "strasse-7"),
        ("x" * 100, "x" * 60),
    ],
)
def test_a_short_name_is_made_from_the_name(name, slug):
    assert brands.slug_of(name) == slug


def test_a_name_without_letters_needs_a_short_name(owner):
    with pytest.raises(BadInput, match="--slug"):
        create(owner, "自転車")
    assert create(owner, "自転車", slug="jitensha").name == "自転車"


@pytest.mark.parametrize("slug", ["Fjord", "fjord cykler", "-fjord", "fjord/cykler", "x" * 61, "æblet"])
def test_a_bad_short_name_is_met_with_a_good_one(owner, slug):
    with pytest.raises(BadInput, match="such as"):
        create(owner, slug=slug)


@pytest.mark.parametrize("slug", ["fjord-cykler", "sign-in", "static"])
def test_a_taken_short_name_is_refused_and_nothing_is_made(owner, shop, slug):
    with pytest.raises(Conflict, match="--slug"):
        create(owner, slug=slug)
    assert Brand.objects.count() == 1


def test_every_address_that_is_no_brand_is_reserved():
    from django.urls import get_resolver

    first_words = {str(pattern.pattern).split("/")[0] for pattern in _patterns(get_resolver())}
    assert {word for word in first_words if word and not word.startswith("<")} <= brands.RESERVED


def _patterns(resolver):
    for pattern in resolver.url_patterns:
        is_prefix = hasattr(pattern, "url_patterns")
        yield from _patterns(pattern) if is_prefix and not str(pattern.pattern) else [pattern]


@pytest.mark.parametrize("name", ["", "   ", "x" * 121])
def test_a_brand_has_a_name(owner, name):
    with pytest.raises(BadInput, match="1 to 120"):
        create(owner, name)


def test_an_unknown_channel_makes_no_brand(owner):
    with pytest.raises(VaekstError, match="Did you mean 'instagram'"):
        create(owner, channels=("instagam",))
    assert not Brand.objects.exists()


def test_a_brand_can_be_made_from_a_document(owner):
    brand = brands.create_brand_from(actor(owner), builders.default_text("Havn Kaffe"), slug="havn")
    assert (brand.name, brand.slug) == ("Havn Kaffe", "havn")
