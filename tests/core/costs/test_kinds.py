"""What a cost paid for is read from its own words."""

from __future__ import annotations

import pytest

from vaekst.core.costs.dimension import DIMENSION_LABELS, Dimension, dimension_named
from vaekst.core.costs.kinds import (
    CATEGORIES,
    DISTRIBUTIONS,
    KIND_LABELS,
    PURPOSE_LABELS,
    PURPOSES,
    Distribution,
    Kind,
    Purpose,
    distribution_of,
    kind_of,
)
from vaekst.core.errors import UnknownName


@pytest.mark.parametrize(
    ("category", "kind"),
    [("Ads", Kind.MEDIA), ("  annoncering ", Kind.MEDIA), ("Sprogmodel", Kind.AI), ("birthday cake", Kind.OTHER)],
)
def test_a_category_is_understood_or_other(category, kind):
    assert kind_of(category) is kind


def test_without_a_category_supplier_and_creator_tell():
    assert kind_of(None, supplier="Panel A/S") is Kind.DELIVERY
    assert kind_of(None, creator="sofie") is Kind.CREATORS
    assert kind_of(None) is Kind.OTHER


def test_a_stated_class_of_distribution_counts_before_the_kinds_own():
    assert distribution_of("partner", Kind.MEDIA) is Distribution.PARTNER
    assert distribution_of(None, Kind.MEDIA) is Distribution.PAID
    assert distribution_of(None, Kind.TOOLS) is None


def test_every_kind_has_a_purpose_and_every_member_its_words():
    assert set(PURPOSES) == set(KIND_LABELS) == set(Kind)
    assert set(PURPOSE_LABELS) == set(Purpose)
    assert set(DIMENSION_LABELS) == set(Dimension)
    assert set(DISTRIBUTIONS) < set(Kind)
    assert all(kind_of(word) is not Kind.OTHER for word in CATEGORIES)


def test_a_dimension_is_known_by_its_name():
    assert dimension_named("concept") is Dimension.CONCEPT
    with pytest.raises(UnknownName, match="channel"):
        dimension_named("chanel")
