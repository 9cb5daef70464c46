"""A brand's strategy: short to write, complete once read."""

from vaekst.core.strategy import KPIS, read_strategy, write_default


def test_a_name_is_a_whole_document():
    strategy = read_strategy("vaekst: 1\nbrand: {name: Fjord Cykler}\n")
    assert tuple(strategy.kpis.plans()) == KPIS
    assert strategy.rules.baseline.days == 28


def test_the_document_for_a_new_brand_is_valid():
    assert read_strategy(write_default(name="Fjord Cykler")).brand.name == "Fjord Cykler"
