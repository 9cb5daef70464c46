"""Every screen, in both languages: readable by all, light and dark, narrow and wide, with small and large text."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect
from tests.browser.people import LARS, METTE, SHOP, Visit, Visitor
from tests.browser.watch import readable_at_any_size, unfold

pytestmark = pytest.mark.browser

Path = Callable[[Page], str]


def first(place: str, link: str) -> Path:
    """The address of the first such link on a page of the shop."""

    def found(page: Page) -> str:
        page.goto(f"/{SHOP}/{place}/")
        return page.locator(link).first.get_attribute("href") or ""

    return found


def waiting_table(page: Page) -> str:
    """The form for a table nobody knows, after its upload."""
    page.goto(f"/{SHOP}/imports/")
    table = "Bogført;Tekst;Beløb (t.kr.);Tid\r\n01/10/2026;Annoncer;1,5;12\r\n13/10/2026;Musik;0,3;7\r\nI alt;;1,8;\r\n"
    page.locator("#files").set_input_files({"name": "udgifter.csv", "mimeType": "text/csv", "buffer": table.encode()})
    page.locator("form:has(#files) button").click()
    return page.locator("a[href*='/columns/']").first.get_attribute("href") or ""


def minutes_of_the_demo(page: Page) -> str:
    """The minutes the demo was made with, of the week before the newest."""
    page.goto(f"/{SHOP}/standup/")
    return f"/{SHOP}/standup/minutes/?week={page.locator('#week option').nth(1).get_attribute('value')}"


SCREENS: dict[str, str | Path] = {
    "board": f"/{SHOP}/board/",
    "picture of a KPI": f"/{SHOP}/board/charts/posting_cadence/",
    "lineage": f"/{SHOP}/figures/watch_time/",
    "lineage of a cost": f"/{SHOP}/figures/cost_per_lead/",
    "definitions": f"/{SHOP}/figures/definitions/",
    "review": f"/{SHOP}/review/",
    "review before the sprint": f"/{SHOP}/review/?week=2026-W02",
    "picture of a channel": f"/{SHOP}/review/picture/instagram/",
    "experiments": f"/{SHOP}/experiments/",
    "an experiment": first("experiments", "article a"),
    "register an experiment": f"/{SHOP}/experiments/register/?channel=instagram&concept=pendlerruter",
    "revise an experiment": f"/{SHOP}/experiments/one/60-sekunder-holder/revise/",
    "other rules": f"/{SHOP}/review/rules/",
    "simulation": f"/{SHOP}/simulate/",
    "simulated": f"/{SHOP}/simulate/?effect=50&weeks=4&posts=6&rule=naive",
    "money": f"/{SHOP}/money/",
    "money by concept over some days": f"/{SHOP}/money/?by=concept&from=2026-01-01",
    "exchange rates": f"/{SHOP}/rates/",
    "attribution": f"/{SHOP}/attribution/",
    "attribution by concept over some days": f"/{SHOP}/attribution/?by=concept&from=2026-01-01",
    "risk": f"/{SHOP}/risk/",
    "stand-up": f"/{SHOP}/standup/",
    "stand-up, a concept": f"/{SHOP}/standup/?at=1",
    "minutes that are a draft": f"/{SHOP}/standup/minutes/",
    "minutes": minutes_of_the_demo,
    "website events": f"/{SHOP}/sites/",
    "links": f"/{SHOP}/links/",
    "links to be built": f"/{SHOP}/links/?channels=instagram&batch=2026-w48",
    "links that break the standard": f"/{SHOP}/links/check/",
    "measurement plan": f"/{SHOP}/measurement/",
    "posts": f"/{SHOP}/posts/?channel=tiktok",
    "a post": first("posts", "a[href*='/posts/post/']"),
    "posts that are none": f"/{SHOP}/posts/?q=nothingiscalledthis",
    "imports": f"/{SHOP}/imports/",
    "receipt": first("imports", "table tbody a"),
    "columns of a table": waiting_table,
    "remembered tables": f"/{SHOP}/imports/remembered/",
    "strategy": f"/{SHOP}/strategy/",
    "editor": f"/{SHOP}/strategy/edit/",
    "versions": f"/{SHOP}/strategy/versions/",
    "version": f"/{SHOP}/strategy/versions/1/",
    "difference": f"/{SHOP}/strategy/versions/difference/?from=1&to=1",
    "data health": f"/{SHOP}/health/",
    "connections": f"/{SHOP}/connections/",
    "export": f"/{SHOP}/export/",
    "history": f"/{SHOP}/history/",
    "people": f"/{SHOP}/people/",
    "erase": f"/{SHOP}/erase/",
    "brands": "/brands/",
    "preferences": "/preferences/",
    "keys": "/keys/",
    "not found": "/nowhere/board/",
    "refused": f"/{SHOP}/board/?as_of=never",
    "signed out": "/signed-out/",
}


@pytest.mark.parametrize(("visitor", "scheme"), [(METTE, "light"), (LARS, "dark")], ids=["en-light", "da-dark"])
@pytest.mark.parametrize("screen", SCREENS)
def test_every_screen_can_be_read_by_all(screen: str, visitor: Visitor, scheme: str, visit: Visit):
    path = SCREENS[screen]
    page = visit(visitor, path if isinstance(path, str) else path(visit(visitor, "/keys/")), scheme=scheme)
    expect(page.locator("html")).to_have_attribute("lang", visitor.language)
    expect(page.locator("h1")).to_have_count(1)
    unfold(page)
    readable_at_any_size(page)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path", ["/sign-in/", "/sign-in/no-such-link/"])
def test_the_way_in_can_be_read_by_all(path: str, scheme: str, visit: Visit):
    readable_at_any_size(visit(None, path, scheme=scheme))
