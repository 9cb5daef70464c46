"""Programs that follow links by themselves, told by what they call themselves, and requests nobody waits for."""

from __future__ import annotations

import re
from collections.abc import Mapping

ROBOTS: tuple[str, ...] = (
    # crawlers of search engines, archives and language models
    r"(?<!cu)bot\b", "crawl", "spider", "slurp", "googleother", "google-extended", "ccbot", "claude-web", "gptbot",
    "bytespider", "ia_archiver", "archive.org", "scrapy",
    # link previews of messengers, networks and mail programs
    "facebookexternalhit", "facebookcatalog", "meta-external", r"whatsapp/", "skypeuripreview", "vkshare", "embedly",
    "iframely", "preview", "pinterest/0", "flipboardproxy", "bitlybot", "google-safety", "googleimageproxy",
    # monitors, scanners and security gateways
    "headless", "lighthouse", "pingdom", "uptime", "statuscake", "validator", "nessus", "nmap", "zgrab", "masscan",
    "barracuda", "mimecast", "proofpoint", "safelinks", "urlscan",
    # programs and libraries
    "curl/", "wget", "python-", "aiohttp", "httpx", "go-http-client", "okhttp", "java/", "apache-httpclient", "libwww",
    "node-fetch", "axios/", "undici", "ruby", "php/", "guzzle", "powershell", "postmanruntime",
)  # fmt: skip
"""What such programs' names hold, in small letters, as patterns."""

_ROBOT = re.compile("|".join(f"(?:{each})" for each in ROBOTS), re.IGNORECASE)
_AHEAD = ("Sec-Purpose", "Purpose", "X-Purpose", "X-Moz")


def is_robot(agent: str) -> bool:
    """Whether a browser's name for itself is that of a program that visits pages by itself. No name is one, too."""
    return not agent.strip() or _ROBOT.search(agent) is not None


def is_fetched_ahead(headers: Mapping[str, str]) -> bool:
    """Whether a browser asks in case its person might follow the link: a prefetch or a preview."""
    said = " ".join(headers.get(name, "") for name in _AHEAD).casefold()
    return any(word in said for word in ("prefetch", "prerender", "preview"))
