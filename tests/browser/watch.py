"""What a page must never do, noticed while a journey walks over it; and what every screen must be."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, cast

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import BrowserContext, ConsoleMessage, Page, Request, Response, expect

NARROW, DESK = 320, 1280
"""Widths in CSS pixels: the smallest screen that has to work, and an ordinary one."""

HEIGHT = 900
ORDINARY_TEXT, LARGE_TEXT = 16, 32
"""Pixels of the text size a person sets in the browser; the larger is 200 %."""

WIDER_THAN_THE_SCREEN = """() => {
  const wide = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth <= wide) return [];
  const scrolls = (one) => one.closest(".scroll, .lines, pre, textarea");
  return [...document.body.querySelectorAll("*")]
    .filter((one) => one.getBoundingClientRect().right > wide + 1 && !scrolls(one))
    .slice(0, 5).map((one) => one.outerHTML.slice(0, 160));
}"""
CUT_OFF = """() => [...document.querySelectorAll("button, .button, .pill, .tag, summary, h1, h2, h3, label, .figure")]
  .filter((one) => one.checkVisibility() && !one.matches(".hidden-word") && one.scrollWidth > one.clientWidth + 1
    && ["hidden", "clip"].includes(getComputedStyle(one).overflowX))
  .map((one) => one.outerHTML.slice(0, 160))"""
UNFOLD = """() => {
  for (const fold of document.querySelectorAll("main details:not([hx-get])")) fold.open = true;
  for (const fold of [...document.querySelectorAll("main details[hx-get]")].slice(0, 3)) fold.open = true;
}"""
AXE = """async (rules) => (await axe.run({resultTypes: ["violations"], rules})).violations.flatMap((rule) =>
  rule.nodes.slice(0, 4).map((node) => `${rule.id} (${rule.impact}): ${rule.help}: ${node.html.slice(0, 200)} `
    + [...node.any, ...node.all, ...node.none].map((check) => check.message).slice(0, 1)))"""


@dataclass
class Watch:
    """Collects what the browser complained about. Empty is good."""

    complaints: list[str] = field(default_factory=list)

    def over(self, context: BrowserContext) -> None:
        """Listens to every page of the context."""
        context.on("console", self._heard)
        context.on("weberror", lambda error: self.complaints.append(f"script: {error.error}"))
        context.on("requestfailed", self._failed)
        context.on("response", self._answered)

    def _heard(self, message: ConsoleMessage) -> None:
        # A refused form is answered with 4xx and a page; the browser logs that as if a file were missing.
        told_by_answer = message.text.startswith("Failed to load resource")
        if message.type in {"error", "warning"} and not told_by_answer:
            self.complaints.append(f"console {message.type}: {message.text}")

    def _failed(self, request: Request) -> None:
        if request.failure and "ERR_ABORTED" not in request.failure:
            self.complaints.append(f"not loaded: {request.url} ({request.failure})")

    def _answered(self, response: Response) -> None:
        is_page = response.request.resource_type == "document"
        if response.status >= 500 or (response.status >= 400 and not is_page):
            self.complaints.append(f"{response.status}: {response.url}")


def unfold(page: Page) -> None:
    """Opens every fold of the page, of those that fetch a picture the first few, and waits for these."""
    page.evaluate(UNFOLD)
    expect(page.locator("details[hx-get][open] > .chart > a")).to_have_count(0)


def readable(page: Page) -> None:
    """Fails if axe finds anything on the page as it stands."""
    found = _axe(page, contrast=True)
    assert not found, f"{page.url}\n" + "\n".join(found)


def readable_at_any_size(page: Page) -> None:
    """Fails if axe finds anything, or anything runs over the edge: at a desk, on 320 pixels, with text at 200 %."""
    found = _axe(page, contrast=True)
    found += _with_large_text(page)
    page.set_viewport_size({"width": NARROW, "height": HEIGHT})
    found += [f"{NARROW} px, over the edge: {one}" for one in page.evaluate(WIDER_THAN_THE_SCREEN)]
    found += [f"{NARROW} px, {one}" for one in _axe(page, contrast=False)]  # colours are the same on any width
    page.set_viewport_size({"width": DESK, "height": HEIGHT})
    assert not found, f"{page.url}\n" + "\n".join(found)


def _with_large_text(page: Page) -> list[str]:
    """What leaves the page or its own frame when the person's text size is doubled."""
    browser = page.context.new_cdp_session(page)
    browser.send("Page.setFontSizes", {"fontSizes": {"standard": LARGE_TEXT, "fixed": LARGE_TEXT}})
    found = [f"200 % text, over the edge: {one}" for one in page.evaluate(WIDER_THAN_THE_SCREEN)]
    found += [f"200 % text, cut off: {one}" for one in page.evaluate(CUT_OFF)]
    browser.send("Page.setFontSizes", {"fontSizes": {"standard": ORDINARY_TEXT, "fixed": ORDINARY_TEXT}})
    browser.detach()
    return found


def _axe(page: Page, *, contrast: bool) -> list[str]:
    """What axe finds. Measuring contrast takes most of its time."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(Axe().axe_script)
    rules: dict[str, Any] = {"target-size": {"enabled": True}, "color-contrast": {"enabled": contrast}}
    return cast("list[str]", page.evaluate(AXE, rules))
