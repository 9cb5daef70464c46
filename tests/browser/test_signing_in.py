"""The way in: a link printed once, and doors that stay shut."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect
from tests.browser.people import Visit, sign_in
from tests.browser.running import Site
from tests.browser.watch import readable

pytestmark = pytest.mark.browser


def test_the_printed_link_signs_in_once(site: Site, visit: Visit):
    page = visit(None, "/fjord-cykler/board/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Sign in with a link")

    page.goto(site.printed_link)
    page.get_by_role("button", name="Sign in").click()
    page.wait_for_url("**/brands/")
    page.get_by_role("link", name="Fjord Cykler").click()
    expect(page.locator("html")).to_have_attribute("lang", "da")  # the brand's language, unless a person has their own

    other = visit(None, site.printed_link)
    other.get_by_role("button", name="Sign in").click()
    expect(other.get_by_role("alert")).to_contain_text("vaekst sign-in")
    readable(other)
    other.goto("/fjord-cykler/board/")
    expect(other).to_have_url(f"{site.address}/sign-in/?next=/fjord-cykler/board/")


def test_signing_out_shuts_the_door(site: Site, visit: Visit):
    page = visit(None, "/sign-in/")
    sign_in(page, site.sign_in_link())
    page.locator(".rail-foot summary").click()
    page.locator(".rail-foot form button").click()
    page.wait_for_url("**/signed-out/")
    readable(page)
    page.goto("/fjord-cykler/review/")
    expect(page).to_have_url(f"{site.address}/sign-in/?next=/fjord-cykler/review/")
