"""VAT: amounts on unlike bases are never added, and converted only by a rate somebody stated."""

from __future__ import annotations

import pytest

from vaekst.core.costs.vat import Vat, VatTerms
from vaekst.core.money import Money
from vaekst.core.sentence import Sentence

QUARTER = VatTerms(rate=0.25)


@pytest.mark.parametrize(
    ("terms", "bases", "common"),
    [
        (VatTerms(), [], Vat.NONE),
        (VatTerms(), [Vat.NONE], Vat.NONE),
        (VatTerms(), [Vat.NONE, Vat.EXCL], Vat.EXCL),
        (VatTerms(), [Vat.INCL, Vat.INCL], Vat.INCL),
        (VatTerms(), [Vat.UNKNOWN, Vat.NONE], Vat.UNKNOWN),
        (VatTerms(counted=Vat.INCL), [Vat.UNKNOWN], Vat.UNKNOWN),
        (QUARTER, [Vat.INCL, Vat.EXCL], Vat.EXCL),
        (VatTerms(counted=Vat.INCL, rate=0.25), [Vat.EXCL], Vat.INCL),
    ],
)
def test_amounts_have_a_common_basis_where_one_can_be_reached(terms, bases, common):
    assert terms.common(bases) is common


@pytest.mark.parametrize(
    ("terms", "bases", "code"),
    [
        (VatTerms(), [Vat.INCL, Vat.EXCL], "vat_mixed"),
        (VatTerms(counted=Vat.EXCL), [Vat.INCL], "vat_mixed"),
        (QUARTER, [Vat.UNKNOWN, Vat.EXCL], "vat_unknown"),
    ],
)
def test_where_none_can_be_reached_the_reason_says_what_to_set(terms, bases, code):
    refused = terms.common(bases)
    assert isinstance(refused, Sentence)
    assert refused.code == code
    assert "costs.vat_" in refused.english()


def test_the_stated_rate_converts_both_ways():
    assert QUARTER.on(Vat.EXCL, Money(125_00, "DKK"), Vat.INCL) == Money(100_00, "DKK")
    assert QUARTER.on(Vat.INCL, Money(100_00, "DKK"), Vat.EXCL) == Money(125_00, "DKK")


@pytest.mark.parametrize("basis", [Vat.EXCL, Vat.NONE, Vat.UNKNOWN])
def test_what_is_on_the_basis_has_none_or_says_nothing_stays(basis):
    assert QUARTER.on(Vat.EXCL, Money(100, "DKK"), basis) == Money(100, "DKK")


def test_an_amount_is_what_its_file_says_else_what_the_brand_says():
    assert VatTerms().basis("incl") is Vat.INCL
    assert VatTerms().basis(None) is Vat.UNKNOWN
    assert VatTerms(unstated=Vat.EXCL).basis(None) is Vat.EXCL
