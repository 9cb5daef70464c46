"""A strategy is applied whole, once, by someone who may, and never changes afterwards."""

from __future__ import annotations

import pytest
from tests.store import builders
from tests.store.builders import actor

from vaekst.actions import strategies
from vaekst.core.errors import Conflict, NotAllowed, UnknownName
from vaekst.core.strategy import BadStrategy
from vaekst.store import queries
from vaekst.store.models import Brand, Role

FIRST = builders.default_text()
SECOND = FIRST.replace("days: 90", "days: 84")


def test_applying_makes_the_next_version_with_who_and_why(shop, owner):
    applied = strategies.apply(actor(owner), shop, SECOND, why="  Twelve whole weeks ")
    version = queries.strategy_in_force(shop)
    assert applied.is_new
    assert applied.version == version
    assert (version.number, version.applied_by, version.why, version.text) == (2, owner, "Twelve whole weeks", SECOND)
    assert [(change.path, change.before, change.after) for change in applied.changes] == [("sprint.days", 90, 84)]


def test_earlier_versions_stay_as_they_were(shop, owner):
    strategies.apply(actor(owner), shop, SECOND)
    assert strategies.show(shop, 1).text == FIRST
    assert strategies.show(shop).text == SECOND


def test_applying_what_is_in_force_changes_nothing(shop, owner):
    applied = strategies.apply(actor(owner), shop, FIRST)
    assert not applied.is_new
    assert shop.strategies.count() == 1
    assert not queries.audit_trail(shop).exists()


@pytest.mark.parametrize("same", [FIRST.replace("\n", "\r\n"), "\ufeff" + FIRST, FIRST + "\n\n"])
def test_an_editors_habits_make_no_new_version(shop, owner, same):
    assert not strategies.apply(actor(owner), shop, same).is_new


def test_faults_leave_everything_as_it_was(shop, owner):
    with pytest.raises(BadStrategy):
        strategies.apply(actor(owner), shop, SECOND.replace("vaekst: 1", "vaekst: 99"))
    assert strategies.show(shop).text == FIRST


def test_a_change_made_meanwhile_is_not_overwritten(shop, owner, colleague):
    strategies.apply(actor(colleague), shop, SECOND, based_on=1)
    with pytest.raises(Conflict, match="Magnus applied version 2"):
        strategies.apply(actor(owner), shop, FIRST.replace("days: 90", "days: 60"), based_on=1)
    assert strategies.show(shop).text == SECOND


def test_the_same_change_made_twice_at_once_is_no_conflict(shop, owner, colleague):
    strategies.apply(actor(colleague), shop, SECOND, based_on=1)
    assert not strategies.apply(actor(owner), shop, SECOND, based_on=1).is_new


def test_reviewers_and_strangers_do_not_change_the_strategy(shop, neighbour):
    reviewer = builders.member(shop, builders.person(), Role.REVIEWER).person
    for person in (reviewer, neighbour):
        with pytest.raises(NotAllowed, match="change the strategy"):
            strategies.apply(actor(person), shop, SECOND)


def test_the_brand_takes_its_name_and_language_from_the_strategy(shop, owner):
    text = FIRST.replace('name: "Fjord Cykler"', 'name: "Fjord & Co"').replace("locale: en", "locale: da")
    strategies.apply(actor(owner), shop, text)
    brand = Brand.objects.get(pk=shop.pk)
    assert (brand.name, brand.locale) == ("Fjord & Co", "da")


def test_a_difference_can_be_seen_before_applying(shop):
    assert [change.path for change in strategies.diff(shop, SECOND)] == ["sprint.days"]
    assert strategies.diff(shop, FIRST) == ()


def test_versions_are_compared(shop, owner):
    strategies.apply(actor(owner), shop, SECOND)
    assert [change.after for change in strategies.diff_versions(shop, 1, 2)] == [84]
    with pytest.raises(UnknownName):
        strategies.diff_versions(shop, 1, 3)


def test_what_is_in_force_is_read_as_a_value(shop, owner):
    assert strategies.in_force(shop).sprint.days == 90
    strategies.apply(actor(owner), shop, SECOND)
    assert strategies.in_force(shop).sprint.days == 84
    assert strategies.strategy_of(strategies.show(shop, 1)).sprint.days == 90


def test_applying_leaves_a_trail(shop, owner):
    strategies.apply(actor(owner), shop, SECOND, why="weeks")
    event = queries.audit_trail(shop)[0]
    assert (event.action, event.subject, event.by) == ("strategy.apply", "v2", owner)
    assert (event.before["number"], event.after["number"], event.after["why"]) == (1, 2, "weeks")
