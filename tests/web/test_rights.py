"""Who may go where: every address there is, walked as every kind of person."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.utils import timezone
from tests.store import builders

from vaekst.actions import links, posts
from vaekst.actions.audit import Actor
from vaekst.actions.known import known_at
from vaekst.actions.people import RIGHTS, Act
from vaekst.core.utm import Wish
from vaekst.store.models import Brand, Person, Role

ANYONE, SIGNED_IN, TOKEN, NOBODY = "anyone", "signed in", "a token", "nobody"


@dataclass(frozen=True)
class Door:
    """What opens an address: an act in the brand, being signed in, a feed's token, or nothing."""

    opens_to: Act | str
    method: str = "get"
    named: tuple[str, ...] = ()


DOORS = {
    "board:page": Door(Act.VIEW),
    "board:chart": Door(Act.VIEW, named=("posting_cadence",)),
    "board:freeze": Door(Act.FREEZE, "post"),
    "review:page": Door(Act.VIEW),
    "review:picture": Door(Act.VIEW, named=("instagram",)),
    "review:rules": Door(Act.VIEW),
    "review:decide": Door(Act.DECIDE, "post"),
    "standup:page": Door(Act.VIEW),
    "standup:news": Door(Act.VIEW),
    "standup:plan": Door(Act.VIEW),
    "standup:start": Door(Act.DECIDE, "post"),
    "standup:decide": Door(Act.DECIDE, "post"),
    "standup:brief_done": Door(Act.DECIDE, "post"),
    "standup:minutes": Door(Act.VIEW),
    "standup:close": Door(Act.DECIDE, "post"),
    "standup:file": Door(Act.VIEW, named=("md",)),
    "experiments:page": Door(Act.VIEW),
    "experiments:register": Door(Act.DECIDE),
    "experiments:one": Door(Act.VIEW, named=("<experiment>",)),
    "experiments:revise": Door(Act.DECIDE, named=("<experiment>",)),
    "experiments:close": Door(Act.DECIDE, "post", named=("<experiment>",)),
    "simulate:page": Door(Act.VIEW),
    "posts:page": Door(Act.VIEW),
    "posts:one": Door(Act.VIEW, named=("<post>",)),
    "posts:assign": Door(Act.TAG, "post"),
    "posts:undo": Door(Act.TAG, "post"),
    "imports:page": Door(Act.VIEW),
    "imports:receipt": Door(Act.VIEW, named=("<import>",)),
    "imports:again": Door(Act.IMPORT, "post", named=("<import>",)),
    "imports:upload": Door(Act.IMPORT, "post"),
    "imports:remembered": Door(Act.VIEW),
    "imports:remembered_file": Door(Act.VIEW, named=("yaml",)),
    "imports:rename": Door(Act.IMPORT, "post"),
    "imports:forget": Door(Act.IMPORT, "post"),
    "imports:take_in": Door(Act.IMPORT, "post"),
    "imports:columns": Door(Act.IMPORT, named=("0" * 64,)),
    "connections:page": Door(Act.VIEW),
    "connections:connect": Door(Act.CONNECT, "post"),
    "connections:pull": Door(Act.IMPORT, "post", named=("00000000",)),
    "connections:disconnect": Door(Act.CONNECT, "post", named=("00000000",)),
    "sites:page": Door(Act.VIEW),
    "sites:open": Door(Act.CONNECT, "post"),
    "sites:allow": Door(Act.CONNECT, "post"),
    "sites:close": Door(Act.CONNECT, "post"),
    "links:page": Door(Act.VIEW),
    "links:make": Door(Act.LINK, "post"),
    "links:table": Door(Act.LINK, "post"),
    "links:withdraw": Door(Act.LINK, "post"),
    "links:check": Door(Act.VIEW),
    "links:check_given": Door(Act.VIEW, "post"),
    "links:picture": Door(Act.VIEW, named=("<link>", "svg")),
    "strategy:page": Door(Act.VIEW),
    "strategy:edit": Door(Act.APPLY),
    "strategy:versions": Door(Act.VIEW),
    "strategy:version": Door(Act.VIEW, named=("1",)),
    "strategy:difference": Door(Act.VIEW),
    "figures:page": Door(Act.VIEW, named=("posting_cadence",)),
    "figures:definitions": Door(Act.VIEW),
    "figures:original": Door(Act.IMPORT, named=("<import>",)),
    "history:page": Door(Act.VIEW),
    "erasure:page": Door(Act.ERASE),
    "erasure:erase": Door(Act.ERASE, "post"),
    "money:page": Door(Act.VIEW),
    "rates:page": Door(Act.VIEW),
    "rates:give": Door(Act.IMPORT, "post"),
    "attribution:page": Door(Act.VIEW),
    "risk:page": Door(Act.VIEW),
    "health:page": Door(Act.VIEW),
    "measurement:page": Door(Act.VIEW),
    "exports:page": Door(Act.VIEW),
    "exports:download": Door(Act.VIEW, named=("board", "csv")),
    "exports:open_feed": Door(Act.SHARE, "post"),
    "exports:close_feed": Door(Act.SHARE, "post"),
    "accounts:people": Door(Act.VIEW),
    "accounts:invite": Door(Act.INVITE, "post"),
    "accounts:role": Door(Act.INVITE, "post"),
    "accounts:link": Door(Act.INVITE, "post"),
    "accounts:remove": Door(Act.INVITE, "post"),
    "accounts:front": Door(SIGNED_IN),
    "accounts:brands": Door(SIGNED_IN),
    "accounts:preferences": Door(SIGNED_IN),
    "accounts:keys": Door(SIGNED_IN),
    "accounts:sign_in": Door(ANYONE),
    "accounts:redeem": Door(ANYONE, named=("a-token",)),
    "accounts:sign_out": Door(ANYONE, "post"),
    "accounts:signed_out": Door(ANYONE),
    "collect:events": Door(NOBODY, "post", named=("no-such-key",)),  # opened by a site key: tests/api/test_collect.py
    "collect:pixel": Door(NOBODY, named=("no-such-key",)),
    "api:api-root": Door(NOBODY),
    "api:openapi-json": Door(ANYONE),
    "short_link": Door(NOBODY, named=("nosuchlink",)),
    "api:links": Door(TOKEN, named=("fjord-cykler",)),
    "api:make_links": Door(TOKEN, "post", named=("fjord-cykler",)),
    "api:check_links": Door(TOKEN, "post", named=("fjord-cykler",)),
    "api:table": Door(TOKEN, named=("fjord-cykler", "board", "csv")),
}
IN_A_BRAND = {name: door for name, door in DOORS.items() if isinstance(door.opens_to, Act)}
ELSEWHERE = {name: door for name, door in DOORS.items() if name not in IN_A_BRAND}


def addresses(patterns: list[URLPattern | URLResolver], before: str = "") -> Iterator[str]:
    """The name of every address, with its namespaces."""
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            space = f"{before}{pattern.namespace}:" if pattern.namespace else before
            yield from addresses(pattern.url_patterns, space)
        else:
            yield f"{before}{pattern.name}"


def address(name: str, door: Door, brand: Brand) -> str:
    found = {
        "<import>": lambda: brand.imports.all()[0].import_id,
        "<post>": lambda: _some_post(brand),
        "<experiment>": lambda: _some_experiment(brand),
        "<link>": lambda: _some_link(brand),
    }
    named = [found[part]() if part in found else part for part in door.named]
    return reverse(name, args=[brand.slug, *named] if name in IN_A_BRAND else named)


def _some_post(brand: Brand) -> str:
    return posts.read_posts(known_at(brand, timezone.now()))[0].key


def _some_experiment(brand: Brand) -> str:
    return (brand.experiments.first() or builders.experiment(brand)).key


def _some_link(brand: Brand) -> str:
    if not brand.links.exists():
        wish = Wish("instagram", "w40", page="https://example.com/")
        links.make(Actor(brand.memberships.get(role=Role.OWNER).person), brand, wish, now=timezone.now())
    return brand.links.all()[0].code


def test_every_address_has_its_door_here():
    assert set(addresses(get_resolver().url_patterns)) == DOORS.keys()


@pytest.mark.parametrize("role", Role)
def test_members_get_in_exactly_where_their_role_lets_them(
    role: Role, bicycle_shop: Brand, people: dict[Role, Person], browser: Callable[[Person], Client]
):
    client = browser(people[role])
    for name, door in IN_A_BRAND.items():
        answer = getattr(client, door.method)(address(name, door, bicycle_shop))
        if door.opens_to in RIGHTS[role]:
            assert answer.status_code not in (403, 404, 500), name
        else:
            assert answer.status_code == 403, name


def test_members_of_another_brand_find_nothing_here(
    bicycle_shop: Brand, neighbour: Person, browser: Callable[[Person], Client]
):
    client = browser(neighbour)
    for name, door in IN_A_BRAND.items():
        assert getattr(client, door.method)(address(name, door, bicycle_shop)).status_code == 404, name


def test_strangers_are_asked_to_sign_in(bicycle_shop: Brand, stranger: Client):
    for name, door in DOORS.items():
        answer = getattr(stranger, door.method)(address(name, door, bicycle_shop))
        if door.opens_to == ANYONE:
            assert answer.status_code == 200 or answer.url == reverse("accounts:signed_out"), name
        elif door.opens_to in (TOKEN, NOBODY):
            assert answer.status_code == (401 if door.opens_to == TOKEN else 404), name
        else:
            assert answer.status_code == 302, name
            assert answer.url.startswith(reverse("accounts:sign_in")), name


def test_someone_signed_in_reaches_what_belongs_to_no_brand(owner: Person, browser: Callable[[Person], Client]):
    client = browser(owner)
    for name in ("accounts:front", "accounts:brands", "accounts:preferences", "accounts:keys"):
        assert client.get(reverse(name), follow=True).status_code == 200, name


def test_what_changes_something_is_never_done_by_looking(
    bicycle_shop: Brand, people: dict[Role, Person], browser: Callable[[Person], Client]
):
    client = browser(people[Role.OWNER])
    for name, door in DOORS.items():
        if door.method == "post":
            refused = (401, 405) if door.opens_to == TOKEN else (405,)  # one address of the API lists and makes
            assert client.get(address(name, door, bicycle_shop)).status_code in refused, name


def test_being_signed_in_opens_no_address_that_takes_a_token(
    bicycle_shop: Brand, people: dict[Role, Person], browser: Callable[[Person], Client]
):
    client = browser(people[Role.OWNER])
    for name, door in DOORS.items():
        if door.opens_to == TOKEN:
            assert getattr(client, door.method)(address(name, door, bicycle_shop)).status_code == 401, name
