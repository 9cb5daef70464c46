"""Links in the browser: built, listed, withdrawn, checked and followed."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from tests.actions.links_shop import NOW, shop, wish
from tests.core.test_robots import SAFARI
from tests.store import builders
from tests.web.pages import Page

from vaekst.actions import links
from vaekst.store.models import Brand, Link, Person, Role

FORM = {"channels": ["instagram", "tiktok"], "concepts": ["ride-along"], "formats": ["story"], "batch": "Uge 48", "distribution": "owned"}  # fmt: skip


@pytest.fixture
def brand(owner: Person, settings, tmp_path) -> Brand:
    settings.VAEKST_HOME = tmp_path / "home"
    return shop(owner)[1]


@pytest.fixture
def client(brand: Brand, owner: Person, browser: Callable[[Person], Client]) -> Client:
    return browser(owner)


def at(name: str, *args: str) -> str:
    return reverse(f"links:{name}", args=["fjord", *args])


def test_ticked_boxes_become_links(client: Client, brand: Brand):
    answer = client.post(at("make"), FORM, follow=True)
    page = Page(answer.content)
    assert "2 links were made." in page.text
    assert {field["value"] for field in page.all("input") if "readonly" in field} == {
        link.url for link in brand.links.all()
    }
    again = Page(client.post(at("make"), FORM, follow=True).content)
    assert "2 stood here already." in again.text
    assert brand.links.count() == 2


def test_a_fault_keeps_what_was_filled_in_and_makes_nothing(client: Client, brand: Brand):
    answer = client.post(at("make"), FORM | {"batch": "Юра", "creator": "Åse"})
    page = Page(answer.content)
    assert answer.status_code == 400
    assert "'Юра' holds no letter or digit" in page.text
    ticked = {field["value"] for field in page.all("input") if "checked" in field}
    assert ticked == {"instagram", "tiktok", "ride-along", "story", "owned"}
    assert {"Юра", "Åse"} <= {field.get("value") for field in page.all("input")}
    assert not brand.links.exists()


def test_a_form_without_channels_says_what_is_missing(client: Client):
    answer = client.post(at("make"), FORM | {"channels": []})
    assert "Choose a channel" in Page(answer.content).text


def test_a_table_becomes_links(client: Client, brand: Brand):
    table = SimpleUploadedFile("week.csv", b"channel,batch\ninstagram,w48\ntiktok,w48\n")
    client.post(at("table"), {"file": table})
    assert brand.links.count() == 2
    assert "Choose a file first." in Page(client.post(at("table")).content).text


def test_the_register_says_where_google_counts_a_link(client: Client, brand: Brand, owner: Person):
    links.make(builders.actor(owner), brand, wish(batch="bike-shop"), now=NOW)
    page = Page(client.get(at("page")).content)
    assert "Organic Shopping" in page.text
    assert "Not where it belongs" in page.text


def test_a_viewer_sees_the_register_and_builds_nothing(brand: Brand, owner: Person, browser):
    links.make(builders.actor(owner), brand, wish(), now=NOW)
    viewer = builders.person()
    builders.member(brand, viewer, Role.VIEWER)
    page = Page(browser(viewer).get(at("page")).content)
    assert "Register of links" in page.text
    assert not [form for form in page.all("form") if "/links/" in (form.get("action") or "")]


def test_a_link_is_withdrawn(client: Client, brand: Brand, owner: Person):
    link = links.make(builders.actor(owner), brand, wish(), now=NOW)
    client.post(at("withdraw"), {"code": link.code})
    assert Link.objects.get().withdrawn_at


@pytest.mark.parametrize(
    ("shape", "kind", "start"), [("svg", "image/svg+xml", b"<?xml"), ("png", "image/png", b"\x89PNG")]
)
def test_a_code_is_downloaded(client: Client, brand: Brand, owner: Person, shape, kind, start):
    link = links.make(builders.actor(owner), brand, wish(), now=NOW)
    answer = client.get(at("picture", link.code, shape))
    assert answer["Content-Type"] == kind
    assert answer.content.startswith(start)
    assert answer["Content-Disposition"] == f'attachment; filename="fjord-{link.code}.{shape}"'
    assert client.get(at("picture", link.code, "pdf")).status_code == 404
    assert client.get(at("picture", "nothing", shape)).status_code == 404


def test_pasted_links_are_checked_and_corrected(client: Client, brand: Brand, owner: Person):
    right = links.make(builders.actor(owner), brand, wish(), now=NOW).url
    broken = right.replace("=social", "=Social")
    page = Page(client.post(at("check_given"), {"links": f"{right}\n{broken}"}).content)
    assert "1 of 2 links break the standard." in page.text
    assert right in page.text


def test_a_file_is_checked(client: Client):
    given = SimpleUploadedFile("links.txt", b"https://example.com/?utm_source=instagram\n")
    assert "1 of 1 links break" in Page(client.post(at("check_given"), {"file": given}).content).text


def test_nothing_to_check_is_said(client: Client):
    answer = client.post(at("check_given"), follow=True)
    assert "Paste links, one a line" in Page(answer.content).text
    assert "no tagged link to check" in Page(client.get(at("check")).content).text


# -- short links


def follow(visitor: Client, link: Link, *, host: str = "testserver", path: str = "/l/{}"):
    return visitor.get(path.format(link.code), headers={"User-Agent": SAFARI, "Host": host})


@pytest.fixture
def link(brand: Brand, owner: Person) -> Link:
    return links.make(builders.actor(owner), brand, wish(), now=NOW)


def test_a_short_link_leads_to_its_page_and_leaves_no_cookie(link: Link, stranger: Client):
    answer = follow(stranger, link)
    assert (answer.status_code, answer.url) == (302, link.url)
    assert not answer.cookies
    assert answer["Cache-Control"] == "no-store"
    assert answer["Referrer-Policy"] == "strict-origin-when-cross-origin"
    assert [each.people for each in links.clicks_of(link.brand).values()] == [1]


def test_an_address_in_the_request_leads_nowhere(link: Link, stranger: Client):
    evil = f"/l/{link.code}?url=https://evil.example&next=//evil.example"
    assert stranger.get(evil).url == link.url
    for path in ("/l/https:%2F%2Fevil.example", "/l/%2F%2Fevil.example", "/l/nosuch"):
        answer = stranger.get(path)
        assert answer.status_code == 404
        assert "Location" not in answer


def test_what_is_not_followed_says_nothing_and_is_not_counted(link: Link, stranger: Client):
    missing = stranger.get("/l/nosuchcode")
    assert (missing.status_code, missing.content) == (404, b"")
    assert stranger.head(f"/l/{link.code}").status_code == 302
    assert stranger.post(f"/l/{link.code}").status_code == 405
    assert not links.clicks_of(link.brand)


def test_a_host_for_short_links_serves_nothing_else(link: Link, stranger: Client, settings):
    settings.SHORT_HOSTS, settings.ALLOWED_HOSTS = ["go.example.com"], ["*"]
    assert follow(stranger, link, host="go.example.com", path="/{}").url == link.url
    for path in ("/", "/sign-in/", "/fjord/board/", "/l/{}", "/api/v1/openapi.json", "/static/vaekst/tokens.css"):
        answer = follow(stranger, link, host="go.example.com", path=path)
        assert (answer.status_code, answer.content) == (404, b""), path


def test_the_apps_own_host_resolves_no_code_at_its_root(link: Link, stranger: Client, settings):
    settings.SHORT_HOSTS, settings.ALLOWED_HOSTS = ["go.example.com"], ["*"]
    assert follow(stranger, link, path="/{}").status_code == 404


def test_a_brand_that_did_not_name_the_host_is_not_served_there(owner: Person, link: Link, stranger: Client, settings):
    settings.SHORT_HOSTS, settings.ALLOWED_HOSTS = ["go.example.com", "go.other.example"], ["*"]
    assert follow(stranger, link, host="go.other.example", path="/{}").status_code == 404


def test_a_public_installation_serves_only_brands_that_named_its_host(link: Link, stranger: Client, settings):
    settings.IS_PUBLIC, settings.ALLOWED_HOSTS = True, ["*"]
    assert follow(stranger, link, host="vaekst.example.com").status_code == 404
    assert follow(stranger, link, host="go.example.com").url == link.url
