"""What holds for every page: no inline script or style, a language, headings, labels, one main part."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.core.checks import run_checks
from django.test import Client
from django.urls import reverse
from tests.web.pages import Page

from vaekst.store.models import Brand, Person

PAGES = (
    "board:page",
    "review:page",
    "standup:page",
    "standup:minutes",
    "posts:page",
    "imports:page",
    "strategy:page",
    "strategy:edit",
    "strategy:versions",
    "accounts:people",
    "history:page",
)


@pytest.fixture
def pages(bicycle_shop: Brand, owner: Person, browser: Callable[[Person], Client]) -> dict[str, Page]:
    client = browser(owner)
    found = {name: client.get(reverse(name, args=[bicycle_shop.slug])) for name in PAGES}
    found["standup:concept"] = client.get(reverse("standup:page", args=[bicycle_shop.slug]), {"at": "1"})
    found |= {name: client.get(reverse(name)) for name in ("accounts:brands", "accounts:preferences", "accounts:keys")}
    found["accounts:sign_in"] = Client().get(reverse("accounts:sign_in"))
    found["404"] = client.get("/nowhere/board/")
    return {name: Page(answer.content) for name, answer in found.items()}


def test_no_page_carries_inline_script_or_style(pages: dict[str, Page]):
    for name, page in pages.items():
        assert not page.all("style"), name
        assert all(script.get("src") for script in page.all("script")), name
        for tag, has in page.elements:
            assert "style" not in has, (name, tag, has)
            assert not [attribute for attribute in has if attribute.startswith(("on", "hx-on"))], (name, tag, has)


def test_every_page_has_one_heading_one_main_part_and_a_language(pages: dict[str, Page]):
    for name, page in pages.items():
        assert len(page.all("h1")) == 1, name
        assert len(page.all("main", id="main")) == 1, name
        assert page.all("html")[0]["lang"] in ("en", "da"), name


def test_every_id_is_given_once(pages: dict[str, Page]):
    for name, page in pages.items():
        ids = [has["id"] for _tag, has in page.elements if has.get("id")]
        assert len(ids) == len(set(ids)), (name, sorted(id_ for id_ in ids if ids.count(id_) > 1))


def test_every_field_has_a_label(pages: dict[str, Page]):
    for name, page in pages.items():
        labelled = {has.get("for") for has in page.all("label")}
        for tag, has in page.elements:
            if tag in ("select", "textarea") or (tag == "input" and has.get("type") not in ("hidden", "radio")):
                assert has.get("id") in labelled or has.get("aria-label"), (name, tag, has)


def test_every_form_that_changes_something_carries_its_token(pages: dict[str, Page]):
    for name, page in pages.items():
        posting = page.all("form", method="post")
        assert len(page.all("input", name="csrfmiddlewaretoken")) >= len(posting), name


def test_every_key_presses_one_button(pages: dict[str, Page]):
    for name, page in pages.items():
        keys = [has["data-key"] for _tag, has in page.elements if "data-key" in has]
        assert len(keys) == len(set(keys)), (name, keys)


def test_browsers_are_told_to_run_nothing_but_our_own_files(stranger: Client):
    rules = stranger.get(reverse("accounts:signed_out")).headers["Content-Security-Policy"]
    assert "unsafe" not in rules
    assert "default-src 'self'" in rules


def test_static_files_are_served_from_the_package(stranger: Client, pages: dict[str, Page]):
    for link in pages["board:page"].all("link"):
        answer = stranger.get(str(link["href"]))
        assert answer.status_code == 200, link
        assert b"".join(answer.streaming_content), link
        answer.close()


def test_django_finds_nothing_wrong_with_the_wiring():
    assert not run_checks()
