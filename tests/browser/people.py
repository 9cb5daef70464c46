"""The people whose browsers the journeys are walked in."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from playwright.sync_api import Page

SHOP = "fjord-cykler"
"""The demo."""

BAKERY = "havnens-bageri"
"""A brand that begins: nothing is imported yet."""

WORKBENCH = "workbench"
"""A brand with a strategy and no files."""


@dataclass(frozen=True, slots=True)
class Visitor:
    """Someone with a role in a brand, and the language they read in."""

    email: str
    role: str
    language: str
    brand: str = SHOP


METTE = Visitor("mette@fjord-cykler.example", "owner", "en")
LARS = Visitor("lars@fjord-cykler.example", "editor", "da")
VERA = Visitor("vera@fjord-cykler.example", "viewer", "en")
NORA = Visitor("nora@havnens-bageri.example", "owner", "en", BAKERY)
OLAV = Visitor("olav@workbench.example", "owner", "en", WORKBENCH)

Visit = Callable[..., Page]
"""`visit(METTE, "/path/", width=…, scheme=…, javascript=…)` opens a page in a browser of theirs."""


def sign_in(page: Page, link: str) -> None:
    """Follows a one-time link and presses its button."""
    page.goto(link)
    page.get_by_role("main").get_by_role("button").click()
    page.wait_for_url(lambda address: "/sign-in/" not in address)


def prefer(page: Page, address: str, language: str) -> None:
    """Chooses the language of the person signed in, on their own page."""
    page.goto(f"{address}/preferences/")
    page.locator(f'input[name="language"][value="{language}"]').check()
    page.locator('main form[method="post"] button').click()
    page.locator(f'html[lang="{language}"]').wait_for(state="attached")
