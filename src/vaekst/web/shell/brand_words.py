"""What a brand calls its channels and concepts."""

from __future__ import annotations

from vaekst.core.strategy import Strategy
from vaekst.web.shell.names import platform_name


def channel_name(strategy: Strategy, channel: str) -> str:
    """What people call the channel: its name, else its platform's, else its id."""
    known = strategy.channels.get(channel)
    if known and known.name:
        return known.name
    if known and len(strategy.channels_on(known.platform)) == 1:
        return platform_name(known.platform)
    named = platform_name(channel)
    return named if named != channel else channel.replace("-", " ").capitalize()


def concept_name(strategy: Strategy, concept: str | None) -> str:
    """What people call the concept; empty for none."""
    known = strategy.concepts.get(concept) if concept else None
    return known.name if known else concept or ""
