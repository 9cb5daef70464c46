"""What a brand calls its channels and concepts, in a person's language."""

from __future__ import annotations

from collections.abc import Mapping

from vaekst.core.sentence import N_
from vaekst.core.strategy import Strategy
from vaekst.present.language import Language

_PLATFORMS: Mapping[str, str] = {
    "youtube": "YouTube",
    "instagram": "Instagram",
    "facebook": "Facebook",
    "tiktok": "TikTok",
    "linkedin": "LinkedIn",
    "x": "X",
    "threads": "Threads",
    "bluesky": "Bluesky",
    "mastodon": "Mastodon",
    "pinterest": "Pinterest",
    "snapchat": "Snapchat",
    "google_ads": "Google Ads",
    "meta_ads": "Meta Ads",
    "linkedin_ads": "LinkedIn Ads",
    "tiktok_ads": "TikTok Ads",
    "pinterest_ads": "Pinterest Ads",
    "ga4": "Google Analytics 4",
    "search_console": "Search Console",
    "plausible": "Plausible",
    "matomo": "Matomo",
    "umami": "Umami",
    "events": N_("Events of the website"),
    "other": N_("another platform"),
}


def platform_name(id_: str, language: Language) -> str:
    """The platform as people write it; its id where no list holds it."""
    return language.gettext(_PLATFORMS.get(id_, id_))


def channel_name(strategy: Strategy, channel: str, language: Language) -> str:
    """What people call the channel: its name, else its platform's, else its id."""
    known = strategy.channels.get(channel)
    if known and known.name:
        return known.name
    if known and len(strategy.channels_on(known.platform)) == 1:
        return platform_name(known.platform, language)
    named = platform_name(channel, language)
    return named if named != channel else channel.replace("-", " ").capitalize()


def concept_name(strategy: Strategy, concept: str | None) -> str:
    """What people call the concept; empty for none."""
    known = strategy.concepts.get(concept) if concept else None
    return known.name if known else concept or ""
