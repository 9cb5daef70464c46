"""What a visit's tags say of where it came from, as far as they say it: what attribution gives credit to."""

from __future__ import annotations

from dataclasses import dataclass

from vaekst.core.strategy.utm import Distribution
from vaekst.core.utm.aliases import CLASSES, PLATFORMS
from vaekst.core.utm.standard import Standard
from vaekst.core.utm.tags import Tags


@dataclass(frozen=True, slots=True)
class Dimensions:
    """Channel, format, concept, creator, batch and class; None where the tags do not say. `keeps`: they follow the standard."""

    channel: str | None = None
    format: str | None = None
    concept: str | None = None
    creator: str | None = None
    batch: str | None = None
    distribution: Distribution | None = None
    keeps: bool = False


UNTOLD = Dimensions()


def dimensions(tags: Tags, standard: Standard) -> Dimensions:
    """The dimensions of tags. All of them where the standard was kept; else channel and class alone, where source and
    medium leave no doubt: a source that two channels share names neither, and nothing is guessed from spelling.
    """
    if placement := standard.read(tags):
        return Dimensions(
            channel=placement.channel,
            format=placement.format,
            concept=placement.concept,
            creator=placement.creator,
            batch=placement.batch,
            distribution=placement.distribution,
            keeps=True,
        )
    settled = tags.settled()
    channel = _channel(settled.source or "", standard)
    medium = settled.medium or ""
    meant = standard.classes.get(medium) or CLASSES.get(medium)
    return Dimensions(channel=channel, distribution=meant if channel else None)


def _channel(source: str, standard: Standard) -> str | None:
    """The only channel with that source, or on the platform somebody meant by it."""
    named = [channel for channel, word in standard.words.items() if word == source]
    if not named and (platform := PLATFORMS.get(source)):
        named = [channel for channel, place in standard.channels.items() if place == platform]
    return named[0] if len(named) == 1 else None
