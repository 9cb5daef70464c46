"""Which default channel group Google Analytics 4 counts a visit in, by its tags.

The rules are Google's own, in their order, the first that holds wins ("[GA4] Default channel group",
support.google.com/analytics/answer/9756891, rules for manual tagging). Case does not matter to them. Of the
sources Google sorts into categories only those a social team meets stand here; a source that does not stand
here counts as one Google does not know.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

ORGANIC_SOCIAL, PAID_SOCIAL = "Organic Social", "Paid Social"
PAID_VIDEO, PAID_OTHER = "Paid Video", "Paid Other"
AFFILIATES, UNASSIGNED = "Affiliates", "Unassigned"

SITES: Mapping[str, str] = {
    word: category
    for category, words in {
        "social": "facebook facebook.com m.facebook.com l.facebook.com lm.facebook.com fb fb.me instagram instagram.com "
        "l.instagram.com ig linkedin linkedin.com lnkd.in tiktok tiktok.com twitter twitter.com t.co pinterest "
        "pinterest.com snapchat snapchat.com reddit reddit.com whatsapp whatsapp.com messenger messenger.com "
        "wechat weibo quora tumblr t.me social",
        "video": "youtube youtube.com m.youtube.com vimeo vimeo.com twitch twitch.tv dailymotion wistia",
        "search": "google bing yahoo duckduckgo baidu yandex ecosia.org qwant",
        "shopping": "amazon amazon.com amazon.co.uk ebay ebay.com ebay.de etsy etsy.com alibaba shopify walmart stripe",
    }.items()
    for word in words.split()
}
"""Sources as Google sorts them. X is known by its old name alone; Threads, Bluesky and Mastodon are not known."""


@dataclass(frozen=True, slots=True)
class Test:
    """One condition: the field's whole value fits the pattern, or is a source of the category."""

    field: Literal["source", "medium", "campaign"]
    fits: str = ""
    site: str = ""

    def holds(self, value: str) -> bool:
        if self.site:
            return SITES.get(value) == self.site
        return re.fullmatch(self.fits, value) is not None


@dataclass(frozen=True, slots=True)
class Rule:
    """A channel group; it holds when all tests of one of the ways do."""

    group: str
    ways: tuple[tuple[Test, ...], ...]


def _any(*tests: Test, also: Test | None = None) -> tuple[tuple[Test, ...], ...]:
    return tuple((test,) if also is None else (test, also) for test in tests)


_PAID = Test("medium", r".*cp.*|ppc|retargeting|paid.*")
_SHOP = (Test("source", site="shopping"), Test("campaign", r".*(([^a-df-z]|^)shop|shopping).*"))
_MAIL = r"email|e-mail|e_mail|e mail"

RULES: tuple[Rule, ...] = (
    Rule("Direct", ((Test("source", r"\(direct\)"), Test("medium", r"\(not set\)|\(none\)")),)),
    Rule("Cross-network", _any(Test("campaign", r".*cross-network.*"))),
    Rule("Paid Shopping", _any(*_SHOP, also=_PAID)),
    Rule("Paid Search", _any(Test("source", site="search"), also=_PAID)),
    Rule(PAID_SOCIAL, _any(Test("source", site="social"), also=_PAID)),
    Rule(PAID_VIDEO, _any(Test("source", site="video"), also=_PAID)),
    Rule("Display", _any(Test("medium", r"display|banner|expandable|interstitial|cpm"))),
    Rule(PAID_OTHER, _any(_PAID)),
    Rule("Organic Shopping", _any(*_SHOP)),
    Rule(
        ORGANIC_SOCIAL,
        _any(
            Test("source", site="social"),
            Test("medium", r"social|social-network|social-media|sm|social network|social media"),
        ),
    ),
    Rule("Organic Video", _any(Test("source", site="video"), Test("medium", r".*video.*"))),
    Rule("Organic Search", _any(Test("source", site="search"), Test("medium", r"organic"))),
    Rule("Referral", _any(Test("medium", r"referral|app|link"))),
    Rule("Email", _any(Test("source", _MAIL), Test("medium", _MAIL))),
    Rule(AFFILIATES, _any(Test("medium", r"affiliate"))),
    Rule("Audio", _any(Test("medium", r"audio"))),
    Rule("SMS", _any(Test("source", r"sms"), Test("medium", r"sms"))),
    Rule(
        "Mobile Push Notifications",
        _any(Test("medium", r".*push|.*mobile.*|.*notification.*"), Test("source", r"firebase")),
    ),
)


def channel_group(source: str | None, medium: str | None, campaign: str | None = None) -> str:
    """The group GA4 counts the visit in; `Unassigned` where no rule holds."""
    said = {"source": source, "medium": medium, "campaign": campaign}
    values = {field: (value or "").casefold() for field, value in said.items()}
    return next((rule.group for rule in RULES if _holds(rule.ways, values)), UNASSIGNED)


def _holds(ways: Iterable[tuple[Test, ...]], values: Mapping[str, str]) -> bool:
    return any(all(test.holds(values[test.field]) for test in way) for way in ways)
