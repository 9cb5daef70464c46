"""A link somebody wants, in their own words, and the placement they mean."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, fields
from itertools import product

from vaekst.core.errors import BadInput, UnknownName, nearest
from vaekst.core.sentence import N_
from vaekst.core.strategy.matching import fold
from vaekst.core.strategy.utm import Distribution
from vaekst.core.utm.naming import format_slug, kept_apart
from vaekst.core.utm.placement import DISTRIBUTIONS, FORMATS, Placement
from vaekst.core.utm.standard import Standard


@dataclass(frozen=True, slots=True)
class Wish:
    """What a person said of a link they want. Empty: they said nothing of it."""

    channel: str
    batch: str = ""
    concept: str = ""
    format: str = ""
    creator: str = ""
    distribution: str = ""
    page: str = ""


PARTS: tuple[str, ...] = tuple(each.name for each in fields(Wish))


@dataclass(frozen=True, slots=True)
class Names:
    """The names that are in links already, by their slugs."""

    creators: Mapping[str, str] = field(default_factory=dict)
    batches: Mapping[str, str] = field(default_factory=dict)


def placement_of(wish: Wish, standard: Standard, names: Names) -> Placement:
    """The placement the wish means; channel and concept by id or by name, in any case.

    Raises UnknownName for what there is not, BadInput for what is missing or no word, Conflict for two names of one slug.
    """
    channel = _meant(N_("channel"), wish.channel, standard.channels, standard.channel_names)
    concept = _concept(wish, standard, channel)
    if not wish.batch.strip():
        raise BadInput(
            "no_batch", N_("The link needs a batch, such as 2026-w48: it is the campaign its visits are counted in.")
        )
    return Placement(
        channel=channel,
        batch=kept_apart(N_("batch"), wish.batch, names.batches),
        concept=concept,
        format=_format(wish.format),
        creator=kept_apart(N_("creator"), wish.creator, names.creators) if wish.creator.strip() else None,
        distribution=_distribution(wish.distribution),
    )


def every(
    *, channels: Iterable[str], concepts: Iterable[str], formats: Iterable[str], standard: Standard, like: Wish
) -> Iterator[Wish]:
    """A wish for every channel with every format of every concept that runs there; the rest as in `like`."""
    for channel, concept, each in product(channels, tuple(concepts) or ("",), tuple(formats) or ("",)):
        if not concept or channel in standard.concepts.get(concept, (channel,)):
            yield Wish(channel, like.batch, concept, each, like.creator, like.distribution, like.page)


def _meant(what: str, given: str, known: Iterable[str], names: Mapping[str, str]) -> str:
    """The id somebody wrote, or that of the name they wrote."""
    wanted = fold(given)
    for id_ in known:
        if wanted in (fold(id_), fold(names.get(id_, id_))):
            return id_
    raise UnknownName(what, given.strip(), known)


def _concept(wish: Wish, standard: Standard, channel: str) -> str | None:
    if not wish.concept.strip():
        return None
    concept = _meant(N_("concept"), wish.concept, standard.concepts, standard.concept_names)
    if channel in standard.concepts[concept]:
        return concept
    raise BadInput(
        "concept_elsewhere",
        N_(
            "The concept {concept} does not run on {channel}. It runs on: {channels}. Change that in the strategy document."
        ),
        concept=concept,
        channel=channel,
        channels=", ".join(standard.concepts[concept]),
    )


def _format(given: str) -> str | None:
    if not given.strip():
        return None
    made = format_slug(given)
    if made not in FORMATS and (meant := nearest(made, FORMATS)):
        template = N_(
            "There is no format '{given}'. Did you mean '{nearest}'? Known: {known}. One of your own needs another name."
        )
        raise BadInput("unknown_format", template, given=given, nearest=meant, known=", ".join(FORMATS))
    return made


def _distribution(given: str) -> Distribution:
    wanted = given.strip().casefold() or DISTRIBUTIONS[0]
    if wanted in DISTRIBUTIONS:
        return wanted
    raise UnknownName(N_("distribution class"), given.strip(), DISTRIBUTIONS)
