"""What a brand calls its channels and concepts, in the language of the page being made."""

from __future__ import annotations

from vaekst.core.sentence import Sentence
from vaekst.core.strategy import Strategy
from vaekst.present import brand_words
from vaekst.present.brand_words import concept_name as concept_name
from vaekst.web.shell.words import reader, say


def channel_name(strategy: Strategy, channel: str) -> str:
    """What people call the channel: its name, else its platform's, else its id."""
    return brand_words.channel_name(strategy, channel, reader())


def say_of(strategy: Strategy, sentence: Sentence) -> str:
    """The sentence in the reader's language, the channel it is about called what people call it."""
    channel = sentence.values.get("channel")
    if not isinstance(channel, str) or channel not in strategy.channels:
        return say(sentence)
    named = {**sentence.values, "channel": channel_name(strategy, channel)}
    return say(Sentence(sentence.code, sentence.template, **named))
