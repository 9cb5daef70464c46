"""What a brand calls its channels and concepts, in the language of the page being made."""

from __future__ import annotations

from vaekst.core.strategy import Strategy
from vaekst.present import brand_words
from vaekst.present.brand_words import concept_name as concept_name
from vaekst.web.shell.words import reader


def channel_name(strategy: Strategy, channel: str) -> str:
    """What people call the channel: its name, else its platform's, else its id."""
    return brand_words.channel_name(strategy, channel, reader())
