"""Who follows a link: a person, a program, or nobody yet."""

import re

import pytest

from vaekst.core.robots import ROBOTS, is_fetched_ahead, is_robot

SAFARI = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.1 Mobile/15E148 Safari/604.1"
INSTAGRAM = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/22B83 Instagram 357.0.0.29.99"
CHROME = (
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 Safari/537.36"
)
FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:132.0) Gecko/20100101 Firefox/132.0"


@pytest.mark.parametrize("agent", [SAFARI, INSTAGRAM, CHROME, FIREFOX, "Mozilla/5.0 (Linux; Android 14; CUBOT X30)"])
def test_a_browser_is_no_robot(agent):
    assert not is_robot(agent)


@pytest.mark.parametrize(
    "agent",
    [
        "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)",
        "Mozilla/5.0 (compatible; bingbot/2.0)",
        "facebookexternalhit/1.1 (+http://www.facebook.com/externalhit_uatext.php)",
        "WhatsApp/2.24.20.89 A",
        "Slackbot-LinkExpanding 1.0 (+https://api.slack.com/robots)",
        "LinkedInBot/1.0 (compatible; Mozilla/5.0)",
        "Mozilla/5.0 AppleWebKit/537.36 (KHTML, like Gecko; compatible; GPTBot/1.2)",
        "Mozilla/5.0 (X11; Linux x86_64) HeadlessChrome/131.0.0.0",
        "curl/8.5.0",
        "python-requests/2.32.3",
        "Go-http-client/2.0",
        "",
        "  ",
    ],
)
def test_a_program_is_a_robot(agent):
    assert is_robot(agent)


def test_every_word_of_the_list_is_a_pattern():
    assert all(re.compile(word) for word in ROBOTS)


@pytest.mark.parametrize(
    ("headers", "is_ahead"),
    [
        ({}, False),
        ({"Sec-Purpose": "prefetch;prerender"}, True),
        ({"Purpose": "prefetch"}, True),
        ({"X-Purpose": "preview"}, True),
        ({"X-Moz": "prefetch"}, True),
        ({"Purpose": "navigate"}, False),
    ],
)
def test_a_page_fetched_ahead_was_not_followed(headers, is_ahead):
    assert is_fetched_ahead(headers) is is_ahead
