"""Connected accounts in the browser: no secret is ever shown, every refusal says what to do."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from tests.sources.mastodon_server import TOKEN, MastodonServer, status
from tests.sources.servers import Says, Server, serving
from tests.store import builders
from tests.web.pages import Page

from vaekst.actions.connections import short_id
from vaekst.store.models import Brand, Connection, Person, Pull, Role

Browser = Callable[[Person], Client]
STATUSES = "/api/v1/accounts/42/statuses"


@pytest.fixture
def social() -> MastodonServer:
    return MastodonServer([status(number, days=60 + number) for number in range(5)])


@pytest.fixture
def server(social: MastodonServer, settings: Any, tmp_path: Any, bicycle_shop: Brand) -> Iterator[Server]:
    settings.PRIVATE_SERVERS = ["127.0.0.1"]
    with serving(social) as running:
        yield running


@pytest.fixture
def client(people: dict[Role, Person], browser: Browser) -> Client:
    people[Role.OWNER].locale = "en"
    people[Role.OWNER].save()
    return browser(people[Role.OWNER])


@pytest.fixture
def screen(bicycle_shop: Brand) -> str:
    return reverse("connections:page", args=[bicycle_shop.slug])


@pytest.fixture
def connect(client: Client, server: Server, bicycle_shop: Brand) -> Callable[..., HttpResponse]:
    def sent(**fields: str) -> HttpResponse:
        given = {"service": "mastodon", "server": server.url, "secret": TOKEN} | fields
        return client.post(reverse("connections:connect", args=[bicycle_shop.slug]), given, follow=True)

    return sent


def press(client: Client, name: str, brand: Brand) -> HttpResponse:
    held = Connection.objects.get(disconnected_at=None)
    return client.post(reverse(f"connections:{name}", args=[brand.slug, short_id(held)]), follow=True)


def test_without_accounts_the_page_says_what_will_be_here(client: Client, screen: str):
    text = Page(client.get(screen).content).text
    assert "Connected accounts will stand here" in text
    assert "Connect an account" in text


def test_an_account_is_connected_and_its_secret_never_shown(connect: Callable[..., HttpResponse]):
    answer = connect()
    page = Page(answer.content)
    assert "is connected." in page.text
    assert "Mastodon: fjord@127.0.0.1" in page.text
    assert "never pulled" in page.text
    assert TOKEN not in answer.content.decode()


def test_a_pull_shows_what_came_and_leads_to_its_receipt(
    connect: Callable[..., HttpResponse], client: Client, bicycle_shop: Brand
):
    connect()
    answer = press(client, "pull", bicycle_shop)
    text = Page(answer.content).text
    assert "The newest figures are here: 6 rows." in text
    assert "up to date" in text
    receipt = reverse("imports:receipt", args=[bicycle_shop.slug, Pull.objects.get().import_id])
    assert receipt in answer.content.decode()
    assert "figures pulled" in Page(client.get(receipt).content).text
    assert TOKEN not in answer.content.decode()


def test_a_limit_says_when_to_try_again(
    connect: Callable[..., HttpResponse], client: Client, bicycle_shop: Brand, social: MastodonServer
):
    connect()
    social.hiccups[STATUSES] = [Says({"error": "Too many"}, 429, {"Retry-After": "1800"})]
    text = Page(press(client, "pull", bicycle_shop).content).text
    assert "a limit of its API was reached" in text
    assert "Try again after" in text
    assert "stopped; goes on" in text


def test_figures_that_could_not_be_had_are_named_one_by_one(
    connect: Callable[..., HttpResponse], client: Client, bicycle_shop: Brand, screen: str
):
    connect()
    press(client, "pull", bicycle_shop)
    said = {
        "code": "metric_unsupported",
        "template": "{service} does not give this figure ({said}).",
        "values": {"service": "YouTube Analytics", "said": "400"},
    }
    Pull.objects.update(errors=[{"metric": "likes", "said": said}])
    assert "Likes: YouTube Analytics does not give this figure (400)." in Page(client.get(screen).content).text


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"secret": "wrong"}, "refused the access"),
        ({"secret": ""}, "needs a token or password"),
        ({"server": "http://social.example"}, "is not the address of a server"),
        ({"service": "myspace"}, "There is no service called"),
        ({"channel": "instagram"}, "There is no channel called"),
    ],
)
def test_what_cannot_be_connected_says_why(connect: Callable[..., HttpResponse], fields: dict[str, str], told: str):
    answer = connect(**fields)
    assert told in Page(answer.content).text
    assert not Connection.objects.exists()


def test_a_disconnected_account_is_gone_from_the_page(
    connect: Callable[..., HttpResponse], client: Client, bicycle_shop: Brand
):
    connect()
    text = Page(press(client, "disconnect", bicycle_shop).content).text
    assert "is disconnected, and its secret forgotten" in text
    assert "Connected accounts will stand here" in text
    assert Connection.objects.get().secret == ""


def test_others_see_accounts_and_only_editors_pull(
    connect: Callable[..., HttpResponse], people: dict[Role, Person], browser: Browser, screen: str
):
    connect()
    for role, buttons in ((Role.EDITOR, ["Pull now"]), (Role.VIEWER, [])):
        people[role].locale = "en"
        people[role].save()
        answer = browser(people[role]).get(screen)
        content = answer.content.decode()
        assert "Mastodon: fjord" in Page(answer.content).text
        assert [word for word in ("Pull now", "Disconnect<", "Connect an account") if word in content] == buttons


def test_the_form_of_a_platform_with_several_channels_asks_which(client: Client, screen: str, bicycle_shop: Brand):
    content = client.get(screen).content.decode()
    assert 'name="channel"' not in content
    text = bicycle_shop.strategies.order_by("-number")[0].text
    two = "  toot: {platform: mastodon}\n  fedi: {platform: mastodon}\nconcepts:"
    builders.strategy(bicycle_shop, text=text.replace("concepts:", two, 1))
    content = client.get(screen).content.decode()
    assert 'id="mastodon-channel"' in content
    assert 'id="youtube-channel"' not in content


def test_the_page_is_danish_for_danes(client: Client, screen: str, people: dict[Role, Person]):
    people[Role.OWNER].locale = "da"
    people[Role.OWNER].save()
    assert "Forbind en konto" in Page(client.get(screen).content).text
