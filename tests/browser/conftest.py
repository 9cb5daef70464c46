"""One site and one browser for all journeys; a window of its own, watched, for each."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, StorageState, expect, sync_playwright
from tests.browser.people import BAKERY, WORKBENCH, Visit, Visitor, prefer, sign_in
from tests.browser.running import Site, open_site
from tests.browser.watch import DESK, HEIGHT, Watch

FLAGS = (
    "--no-sandbox",  # tests run as root in containers
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
)
PATIENCE = 15_000
"""Milliseconds any single step may take on a busy machine."""

expect.set_options(timeout=PATIENCE)

Failed = pytest.StashKey[bool]()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item, call: pytest.CallInfo[None]) -> Iterator[None]:
    """Lets the windows of a test know that it failed."""
    report: Any = yield
    if report.when == "call":
        item.stash[Failed] = report.failed
    return report


@pytest.fixture(scope="package")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The demo shop, open, and two brands of one's own."""
    opened = open_site(tmp_path_factory.mktemp("site"))
    opened.site.run("init", "Havnens Bageri", "--slug", BAKERY, "--locale", "en", "--channel", "instagram")
    opened.site.run("init", "Workbench", "--slug", WORKBENCH, "--locale", "en", "--channel", "instagram")
    yield opened.site
    opened.close()


@pytest.fixture(scope="package")
def chromium() -> Iterator[Browser]:
    """The system's Chromium where there is one, else Playwright's."""
    found = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture(scope="package")
def signed_in(site: Site, chromium: Browser) -> Callable[[Visitor], StorageState]:
    """The cookies of someone signed in; each signs in once."""
    known: dict[Visitor, StorageState] = {}

    def of(visitor: Visitor) -> StorageState:
        if visitor not in known:
            context = chromium.new_context()
            page = context.new_page()
            sign_in(page, site.link_for(visitor.email, visitor.role, brand=visitor.brand))
            prefer(page, site.address, visitor.language)
            known[visitor] = context.storage_state()
            context.close()
        return known[visitor]

    return of


@pytest.fixture
def visit(
    site: Site,
    chromium: Browser,
    signed_in: Callable[[Visitor], StorageState],
    request: pytest.FixtureRequest,
    tmp_path: Path,
) -> Iterator[Visit]:
    """Opens a page as someone, or as a stranger (None). Complaints of the browser fail the test; failures are pictured."""
    watch, contexts = Watch(), list[BrowserContext]()

    def open_page(
        visitor: Visitor | None, path: str, *, width: int = DESK, scheme: str = "light", javascript: bool = True
    ) -> Page:
        context = chromium.new_context(
            base_url=site.address,
            viewport={"width": width, "height": HEIGHT},
            color_scheme="dark" if scheme == "dark" else "light",
            reduced_motion="reduce",  # colours are measured, and a transition is between two
            locale="en-GB",
            java_script_enabled=javascript,
            storage_state=signed_in(visitor) if visitor else None,
        )
        context.set_default_timeout(PATIENCE)
        contexts.append(context)
        watch.over(context)
        page = context.new_page()
        page.goto(path)
        return page

    yield open_page
    if request.node.stash.get(Failed, True):
        name = re.sub(r"\W+", "-", request.node.name)
        for number, page in enumerate(page for context in contexts for page in context.pages):
            page.screenshot(path=tmp_path / f"{name}-{number}.png", full_page=True)
    for context in contexts:
        context.close()
    assert not watch.complaints, "\n".join(watch.complaints)
