"""Site keys in the browser: opened, copied, watched, changed and closed."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse
from tests.web.pages import Page

from vaekst.actions.collecting import accepting
from vaekst.store.models import Brand, Person, Role, SiteKey

Browser = Callable[[Person], Client]


@pytest.fixture
def english(owner: Person) -> Person:
    accepting.forget()
    owner.locale = "en"
    owner.save()
    return owner


def send(browser: Browser, who: Person, deed: str, brand: Brand, **fields: str) -> Page:
    return Page(browser(who).post(reverse(f"sites:{deed}", args=[brand.slug]), fields, follow=True).content)


def test_a_key_is_opened_and_its_snippet_works(
    bicycle_shop: Brand, english: Person, browser: Browser, stranger: Client
):
    page = send(browser, english, "open", bicycle_shop, name="Our shop", origins="https://shop.example\r\n")
    (key,) = SiteKey.objects.all()
    address = f"/collect/{key.key}/"
    assert f'fetch("http://testserver{address}"' in page.text
    assert "nothing came yet" in page.text
    event = json.dumps({"consent": False, "url": "https://shop.example/"})
    sent = stranger.post(address, event, content_type="application/json", headers={"Origin": "https://shop.example"})
    assert sent.status_code == 202
    later = Page(browser(english).get(reverse("sites:page", args=[bicycle_shop.slug])).content)
    assert "events come" in later.text
    assert "Waiting to be taken in" in later.text


def test_a_key_for_servers_has_nothing_for_pages(bicycle_shop: Brand, english: Person, browser: Browser):
    page = send(browser, english, "open", bicycle_shop, name="Till", origins="")
    assert "none: servers alone" in page.text
    assert "pixel.gif" not in page.text
    assert "curl http://testserver/collect/" in page.text


@pytest.mark.parametrize(
    ("name", "origins", "field", "said"),
    [
        ("", "https://shop.example", "name", "needs a name of 1 to 80"),
        ("x" * 81, "", "name", "needs a name of 1 to 80"),
        ("Taken", "", "name", "There is a site key called 'Taken'"),
        ("New", "shop.example", "origins", "'shop.example' is no origin"),
    ],
)
def test_what_opens_no_key_comes_back_with_the_fault_at_its_field(
    bicycle_shop: Brand, english: Person, browser: Browser, name: str, origins: str, field: str, said: str
):
    send(browser, english, "open", bicycle_shop, name="Taken", origins="")
    page = send(browser, english, "open", bicycle_shop, name=name, origins=origins)
    assert said in page.text
    assert page.all("p", id=f"fault-{field}")
    assert SiteKey.objects.count() == 1


def test_pages_are_changed_and_the_key_is_closed(bicycle_shop: Brand, english: Person, browser: Browser):
    send(browser, english, "open", bicycle_shop, name="Shop", origins="https://a.example")
    page = send(browser, english, "allow", bicycle_shop, name="Shop", origins="https://b.example https://c.example")
    assert "https://b.example, https://c.example" in page.text
    assert "is no origin" in send(browser, english, "allow", bicycle_shop, name="Shop", origins="nowhere").text
    closed = send(browser, english, "close", bicycle_shop, name="Shop")
    assert "The key Shop is closed." in closed.text
    assert "Websites that send events will stand here" in closed.text


def test_who_may_not_connect_sees_keys_and_changes_none(
    bicycle_shop: Brand, english: Person, people: dict[Role, Person], browser: Browser
):
    send(browser, english, "open", bicycle_shop, name="Shop", origins="")
    page = Page(browser(people[Role.EDITOR]).get(reverse("sites:page", args=[bicycle_shop.slug])).content)
    assert "Shop" in page.text
    assert not [form for form in page.all("form") if "/sites/" in (form.get("action") or "")]
