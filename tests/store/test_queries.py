"""What the screens read, against small worked examples."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest
from tests.store import builders
from tests.store.builders import AUTUMN

from vaekst.core.errors import BadInput, UnknownName
from vaekst.store import queries
from vaekst.store.models import Role, TagUndo


def test_people_see_their_own_brands(shop, owner, colleague, neighbour):
    assert list(queries.brands_of(owner)) == [shop] == list(queries.brands_of(colleague))
    assert shop not in queries.brands_of(neighbour)


def test_at_the_keyboard_one_owns_every_brand(shop, neighbour):
    local = builders.person(is_local=True)
    assert queries.brands_of(local).count() == 2
    assert queries.role_of(local, shop) is Role.OWNER


def test_a_role_is_known_per_brand(shop, owner, colleague, neighbour):
    roles = [queries.role_of(person, shop) for person in (owner, colleague, neighbour)]
    assert roles == [Role.OWNER, Role.EDITOR, None]


def test_a_brand_is_found_by_its_short_name(shop, owner):
    assert queries.brand("fjord-cykler", person=owner) == shop


def test_a_misspelt_brand_is_met_with_the_nearest(shop, owner):
    with pytest.raises(UnknownName, match="Did you mean 'fjord-cykler'"):
        queries.brand("fjord-cykel", person=owner)


def test_a_brand_of_others_does_not_exist_for_a_person(shop, neighbour):
    with pytest.raises(UnknownName) as caught:
        queries.brand("fjord-cykler", person=neighbour)
    assert "bakery-next-door" in str(caught.value)
    assert caught.value.nearest is None


def test_the_only_brand_need_not_be_named(shop, owner):
    assert queries.chosen_brand(owner, None) == shop


def test_without_a_brand_the_first_step_is_told(db):
    with pytest.raises(BadInput, match="vaekst init"):
        queries.chosen_brand(builders.person(), None)


def test_of_several_brands_one_is_named(shop, owner):
    builders.brand("second", owner=owner)
    with pytest.raises(BadInput, match="fjord-cykler, second"):
        queries.chosen_brand(owner, None)


def test_the_newest_strategy_is_in_force(shop):
    second = builders.strategy(shop)
    assert queries.strategy_in_force(shop) == second
    assert queries.strategy_numbers([shop]) == {shop.pk: 2}
    assert queries.strategy_version(shop, 1).number == 1
    with pytest.raises(UnknownName, match="'7'"):
        queries.strategy_version(shop, 7)


def test_the_newest_baseline_is_in_force(shop):
    assert queries.baseline_in_force(shop) is None
    builders.baseline(shop, 1)
    second = builders.baseline(shop, 2)
    assert queries.baseline_in_force(shop) == second


def test_the_newest_tag_of_a_post_counts(shop):
    builders.tagging(shop, "instagram:1", "ride-along")
    builders.tagging(shop, "instagram:1", "repair-tips")
    builders.tagging(shop, "instagram:2", None)
    assert queries.tags(shop) == {"instagram:1": "repair-tips", "instagram:2": None}


def test_tags_of_another_brand_do_not_count(shop, neighbour):
    builders.tagging(neighbour.memberships.get().brand)
    assert queries.tags(shop) == {}


def test_a_batch_taken_back_leaves_what_was_before(shop, owner):
    builders.tagging(shop, "instagram:1", "ride-along")
    batch = uuid4()
    builders.tagging(shop, "instagram:1", "repair-tips", batch=batch)
    builders.tagging(shop, "instagram:2", "repair-tips", batch=batch)
    assert queries.last_batch(shop, owner) == batch
    TagUndo.objects.create(brand=shop, batch=batch, by=owner)
    assert queries.tags(shop) == {"instagram:1": "ride-along"}
    assert queries.last_batch(shop, owner) != batch


def test_tags_can_be_read_as_they_were(shop, owner):
    first = builders.tagging(shop, "instagram:1", "ride-along", at=AUTUMN)
    builders.tagging(shop, "instagram:1", "repair-tips", at=AUTUMN + timedelta(days=2))
    TagUndo.objects.create(brand=shop, batch=first.batch, by=owner, at=AUTUMN + timedelta(days=1))
    assert queries.tags(shop, as_of=AUTUMN) == {"instagram:1": "ride-along"}
    assert queries.tags(shop) == {"instagram:1": "repair-tips"}


def test_a_post_tagged_only_later_has_its_first_tag_in_hindsight(shop, owner):
    builders.tagging(shop, "instagram:1", "ride-along", at=AUTUMN + timedelta(days=1))
    builders.tagging(shop, "instagram:1", "repair-tips", at=AUTUMN + timedelta(days=2))
    assert queries.tags(shop, as_of=AUTUMN) == {}
    assert queries.later_tags(shop, as_of=AUTUMN) == {"instagram:1": "ride-along"}
    assert queries.later_tags(shop, as_of=AUTUMN, told_by=AUTUMN) == {}
    assert queries.later_tags(shop, as_of=AUTUMN + timedelta(days=1)) == {}


def test_a_superseded_decision_stays_on_record_but_does_not_stand(shop):
    first = builders.decision(shop)
    second = builders.decision(shop, verdict="stop", supersedes=first)
    other_week = builders.decision(shop, week="2026-W46")
    assert list(queries.decisions(shop, week="2026-W47")) == [second, first]
    assert list(queries.standing_decisions(shop, week="2026-W47")) == [second]
    assert set(queries.standing_decisions(shop)) == {second, other_week}


def test_the_newest_import_comes_first(shop):
    old = builders.import_record(shop, recorded_at=AUTUMN)
    new = builders.import_record(shop, recorded_at=AUTUMN + timedelta(hours=1))
    assert list(queries.imports(shop)) == [new, old]
