"""The register of links: one link a placement, and all of a list or none."""

from __future__ import annotations

import pytest
from tests.actions import left
from tests.actions.links_shop import NOW, PAGE, STRATEGY, shop, wish
from tests.store import builders

from vaekst.actions import links
from vaekst.actions.links import BadWishes
from vaekst.actions.links.listing import for_machines
from vaekst.core.errors import BadFile, BadInput, Conflict, NotAllowed, UnknownName
from vaekst.core.utm import Wish
from vaekst.store import erasing
from vaekst.store.models import AuditEvent, Link, Person, Role


def test_a_link_is_made_and_says_who_when_and_under_which_strategy(owner: Person):
    actor, brand = shop(owner)
    link = links.make(actor, brand, wish(creator="Åse Bæk"), now=NOW)
    assert link.url.startswith(f"{PAGE}?utm_source=instagram&utm_medium=social&utm_campaign=uge-48")
    assert "utm_term=aase-baek" in link.url
    assert (link.creator_name, link.batch_name, link.made_by, link.made_at) == ("Åse Bæk", "Uge 48", owner, NOW)
    assert link.strategy_version.number == 1
    event = AuditEvent.objects.get(action="link.make")
    assert (event.by, event.subject) == (owner, link.code)


def test_a_code_survives_small_letters_and_is_not_mistaken(owner: Person):
    actor, brand = shop(owner)
    code = links.make(actor, brand, wish(), now=NOW).code
    assert code == code.lower()
    assert not set(code) & set("ilo01")


def test_a_placement_has_one_link_and_the_second_is_told_of_it(owner: Person):
    actor, brand = shop(owner)
    first = links.make(actor, brand, wish(), now=NOW)
    for again in (wish(), wish(batch="uge 48", format="Story"), wish(page="https://example.com/other")):
        with pytest.raises(Conflict) as refused:
            links.make(actor, brand, again, now=NOW)
        assert refused.value.code == "placement_taken"
        assert first.code in str(refused.value)
        assert PAGE in str(refused.value)
    assert brand.links.count() == 1


def test_a_list_keeps_the_links_there_are(owner: Person):
    actor, brand = shop(owner)
    first = links.make(actor, brand, wish(), now=NOW)
    made = links.make_many(actor, brand, [wish(), wish("tiktok")], now=NOW)
    assert made.links[0] == first
    assert (len(made.fresh), made.existing) == (1, 1)
    assert made.links[1].channel == "tiktok"


def test_a_list_with_a_fault_makes_nothing_and_tells_all_its_faults(owner: Person):
    actor, brand = shop(owner)
    wishes = [
        wish(),
        wish(concept="tandem"),
        wish(),
        wish(format="image", page="nowhere"),
        wish(creator="Åse"),
        wish(creator="Aase!", format="image"),
    ]
    with pytest.raises(BadWishes) as refused:
        links.make_many(actor, brand, wishes, now=NOW)
    found = [(fault.number, fault.error.code) for fault in refused.value.faults]
    assert found == [(2, "unknown_name"), (3, "wished_twice"), (4, "not_a_link"), (6, "same_slug")]
    assert refused.value.faults[0].sentence.english().startswith("Link 2: ")
    assert not Link.objects.exists()


def test_another_name_for_a_slug_in_the_register_is_refused_and_both_are_told(owner: Person):
    actor, brand = shop(owner)
    links.make(actor, brand, wish(creator="Åse"), now=NOW)
    with pytest.raises(Conflict) as refused:
        links.make(actor, brand, wish(creator="Aase.", format="image"), now=NOW)
    assert "'Aase.'" in str(refused.value)
    assert "'Åse'" in str(refused.value)
    assert links.make(actor, brand, wish(creator=" ÅSE", format="image"), now=NOW).creator == "aase"


def test_a_link_needs_a_page(owner: Person):
    actor, brand = shop(owner, text=STRATEGY.replace('landing_page: "https://example.com/offer", ', ""))
    with pytest.raises(BadInput) as refused:
        links.make(actor, brand, wish(), now=NOW)
    assert refused.value.code == "no_page"
    assert links.make(actor, brand, wish(page=PAGE), now=NOW).page == PAGE


@pytest.mark.parametrize(("count", "code"), [(0, "no_links"), (1001, "too_many_links")])
def test_so_many_links_are_not_made_at_once(owner: Person, count: int, code: str):
    actor, brand = shop(owner)
    with pytest.raises(BadInput) as refused:
        links.make_many(actor, brand, [wish()] * count, now=NOW)
    assert refused.value.code == code


def test_a_withdrawn_link_frees_its_placement_and_stays_in_the_register(owner: Person):
    actor, brand = shop(owner)
    first = links.make(actor, brand, wish(), now=NOW)
    links.withdraw(actor, brand, first.code.upper(), now=NOW)
    second = links.make(actor, brand, wish(page="https://example.com/other"), now=NOW)
    assert [each.link for each in links.register_of(brand)] == [second]
    assert [each.link for each in links.register_of(brand, withdrawn=True)] == [second, first]
    with pytest.raises(UnknownName):
        links.withdraw(actor, brand, first.code, now=NOW)


@pytest.mark.parametrize("role", [Role.REVIEWER, Role.VIEWER])
def test_links_are_made_by_editors_and_owners(owner: Person, role: Role):
    _, brand = shop(owner)
    someone = builders.person()
    builders.member(brand, someone, role)
    with pytest.raises(NotAllowed):
        links.make(builders.actor(someone), brand, wish(), now=NOW)
    with pytest.raises(NotAllowed):
        links.withdraw(builders.actor(someone), brand, "x", now=NOW)


def test_brands_have_registers_of_their_own(owner: Person):
    actor, brand = shop(owner)
    other, bakery = shop(owner, slug="bakery")
    links.make(actor, brand, wish(), now=NOW)
    links.make(other, bakery, wish(), now=NOW)
    assert len(links.register_of(brand)) == len(links.register_of(bakery)) == 1


def test_machines_read_a_link_with_everything_people_ask_of_it(owner: Person):
    actor, brand = shop(owner)
    link = links.make(actor, brand, wish(batch="bike-shop"), now=NOW)
    (each,) = links.register_of(brand)
    told = for_machines(each)
    assert told["ga4_channel_group"] == "Organic Shopping"
    assert "not as Organic Social" in told["remark"]
    assert (told["code"], told["creator"], told["made_at"]) == (link.code, None, NOW.isoformat())
    assert told["short"] == f"/l/{link.code}"
    assert (told["clicks"], told["robot_clicks"]) == (0, 0)


def test_where_short_links_are_served_nowhere_their_clicks_are_unknown(owner: Person, settings):
    actor, brand = shop(owner)
    links.make(actor, brand, wish(), now=NOW)
    settings.IS_PUBLIC = True
    (each,) = links.register_of(brand)
    assert (each.short, each.clicks, each.to_share) == (None, None, each.link.url)
    settings.SHORT_HOSTS = ["go.example.com"]
    (each,) = links.register_of(brand)
    assert each.short == each.to_share == f"https://go.example.com/{each.link.code}"
    settings.SHORT_HOSTS, settings.HOSTS = [], ["go.example.com"]
    (each,) = links.register_of(brand)
    assert each.short == f"https://go.example.com/l/{each.link.code}"


def test_a_table_asks_for_links(tmp_path):
    path = tmp_path / "week.csv"
    path.write_text("Kanal;Koncept;Batch;Format\ninstagram;ride-along;Uge 48;story\n;;;\ntiktok;;Uge 48\n", "utf-8")
    assert links.wishes_in(path, name="week.csv") == (
        Wish("instagram", "Uge 48", "ride-along", "story"),
        Wish("tiktok", "Uge 48"),
    )


def test_a_table_of_something_else_asks_for_none(tmp_path):
    path = tmp_path / "posts.csv"
    path.write_text("title,views\nRain,12\n", "utf-8")
    with pytest.raises(BadFile) as refused:
        links.wishes_in(path, name="posts.csv")
    assert refused.value.code == "no_wishes"


def test_a_creator_who_was_erased_leaves_a_link_that_still_reads(owner: Person, tmp_path, settings):
    settings.VAEKST_HOME = tmp_path
    actor, brand = shop(owner)
    link = links.make(actor, brand, wish(creator="anna"), now=NOW)
    erasing.reword(lambda text: text.replace("anna", "(erased)"), brand=brand)
    (each,) = links.register_of(brand)
    assert each.link.pk == link.pk
    assert "anna" not in left.stored()
    assert (each.placement.creator, each.link.creator_name) == ("erased", "(erased)")
    assert links.make(actor, brand, wish(creator="anna"), now=NOW).code != link.code
