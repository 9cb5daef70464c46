"""`vaekst init` and `vaekst brands`."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.cli.terminal import answer, vaekst
from tests.store import builders

from vaekst.actions import strategies
from vaekst.store.models import Brand, Role


def test_init_makes_a_brand_and_writes_its_strategy_beside(keyboard):
    result = vaekst("init", "Fjord Cykler", "--currency", "dkk", "--start", "2026-09-14", "--channel", "tiktok")
    assert result.exit_code == 0
    assert "Fjord Cykler is ready" in result.stdout
    brand = Brand.objects.get(slug="fjord-cykler")
    assert Path("fjord-cykler.yaml").read_text("utf-8") == strategies.show(brand).text
    strategy = strategies.in_force(brand)
    assert (strategy.brand.currency, str(strategy.sprint.start), list(strategy.channels)) == (
        "DKK",
        "2026-09-14",
        ["tiktok"],
    )


def test_with_several_brands_the_next_step_names_this_one(keyboard):
    assert "`vaekst strategy apply`" in vaekst("init", "Fjord Cykler").stderr
    assert "`vaekst strategy apply --brand havn`" in vaekst("init", "Havn").stderr


def test_init_answers_machines(keyboard):
    assert answer("init", "Fjord Cykler", "--slug", "fjord") == {
        "slug": "fjord",
        "name": "Fjord Cykler",
        "file": "fjord.yaml",
    }


def test_init_never_overwrites_a_file(keyboard):
    Path("fjord-cykler.yaml").write_text("mine")
    result = vaekst("init", "Fjord Cykler")
    assert result.exit_code == 0
    assert "is untouched" in result.stderr
    assert Path("fjord-cykler.yaml").read_text() == "mine"


def test_a_sprint_begins_this_monday_unless_told(keyboard, time_machine):
    time_machine.move_to("2026-11-26T12:00Z")
    vaekst("init", "Fjord Cykler")
    assert str(strategies.in_force(Brand.objects.get()).sprint.start) == "2026-11-23"


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (("--start", "14.9.2026"), "'14.9.2026' is not a day"),
        (("--channel", "instagam"), "Did you mean 'instagram'"),
        (("--currency", "kroner"), "KRONER"),
        (("--slug", "Fjord!"), "not a short name"),
        (("--timezone", "Europe/Kopenhagen"), "Europe/Copenhagen"),
    ],
)
def test_a_bad_option_makes_no_brand_and_no_file(keyboard, options, told):
    result = vaekst("init", "Fjord Cykler", *options)
    assert result.exit_code == 1
    assert told in result.stderr
    assert not Brand.objects.exists()
    assert not list(Path().iterdir())


def test_brands_are_listed(keyboard):
    assert answer("brands") == []
    assert "vaekst init my-brand" in vaekst("brands").stderr
    builders.brand("fjord-cykler", owner=keyboard)
    assert answer("brands") == [{"slug": "fjord-cykler", "name": "Fjord Cykler", "locale": "en"}]
    assert "fjord-cykler  Fjord Cykler  en        v1" in vaekst("brands").stdout


def test_the_brand_is_named_by_option_or_environment(keyboard):
    builders.brand("one", owner=keyboard)
    builders.member(builders.brand("two"), keyboard, Role.VIEWER)
    assert "one, two" in vaekst("people").stderr
    assert vaekst("people", "--brand", "two").exit_code == 0
    assert vaekst("people", env={"VAEKST_BRAND": "one"}).exit_code == 0
    assert "Did you mean 'two'" in vaekst("people", "-b", "twoo").stderr
