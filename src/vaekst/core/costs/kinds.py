"""What money is spent on, and by which class of distribution: read from a cost's own words, never guessed."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from vaekst.core.sentence import N_


class Kind(StrEnum):
    """What a cost paid for."""

    MEDIA = "media"
    WORK = "work"  # people's time, and production that was bought
    AI = "ai"  # tokens of models
    TOOLS = "tools"
    CREATORS = "creators"
    DELIVERY = "delivery"  # suppliers that deliver attention; judged on qualified results
    DATA = "data"
    TESTS = "tests"
    OTHER = "other"


class Purpose(StrEnum):
    """The four parts a budget splits into, and what fits none of them."""

    PRODUCTION = "production"
    DISTRIBUTION = "distribution"
    DATA = "data"
    ITERATION = "iteration"
    OTHER = "other"


class Distribution(StrEnum):
    """The class of distribution: the brand's own, bought, or somebody else's."""

    OWNED = "owned"
    PAID = "paid"
    PARTNER = "partner"


KIND_LABELS: Mapping[Kind, str] = {
    Kind.MEDIA: N_("Media"),
    Kind.WORK: N_("Work"),
    Kind.AI: N_("AI models"),
    Kind.TOOLS: N_("Tools"),
    Kind.CREATORS: N_("Creators"),
    Kind.DELIVERY: N_("Delivery suppliers"),
    Kind.DATA: N_("Data"),
    Kind.TESTS: N_("Tests"),
    Kind.OTHER: N_("Other costs"),
}
PURPOSE_LABELS: Mapping[Purpose, str] = {
    Purpose.PRODUCTION: N_("Production"),
    Purpose.DISTRIBUTION: N_("Distribution"),
    Purpose.DATA: N_("Data"),
    Purpose.ITERATION: N_("Iteration"),
    Purpose.OTHER: N_("Other"),
}

PURPOSES: Mapping[Kind, Purpose] = {
    Kind.MEDIA: Purpose.DISTRIBUTION,
    Kind.CREATORS: Purpose.DISTRIBUTION,
    Kind.DELIVERY: Purpose.DISTRIBUTION,
    Kind.WORK: Purpose.PRODUCTION,
    Kind.AI: Purpose.PRODUCTION,
    Kind.TOOLS: Purpose.PRODUCTION,
    Kind.DATA: Purpose.DATA,
    Kind.TESTS: Purpose.ITERATION,
    Kind.OTHER: Purpose.OTHER,
}
"""The part of the budget a kind belongs to. Work on an asset made from an earlier one is iteration."""

DISTRIBUTIONS: Mapping[Kind, Distribution] = {
    Kind.MEDIA: Distribution.PAID,
    Kind.DELIVERY: Distribution.PAID,
    Kind.CREATORS: Distribution.PARTNER,
    Kind.WORK: Distribution.OWNED,
    Kind.AI: Distribution.OWNED,
}
"""The class a kind belongs to where the cost does not state one; what is missing serves all classes."""

_WORDS: Mapping[Kind, tuple[str, ...]] = {
    Kind.MEDIA: (
        *("media", "ads", "ad spend", "advertising", "boost", "boosting", "paid social", "paid"),
        *("annoncer", "annoncering", "annonce", "medier", "betalt", "werbung"),
    ),
    Kind.WORK: (
        *("work", "production", "studio", "freelance", "freelancer", "photographer", "editing", "photo", "video"),
        *("arbejde", "produktion", "fotograf", "klipning", "klip"),
    ),
    Kind.AI: ("ai", "ai compute", "tokens", "ai tokens", "language model", "sprogmodel", "ki"),
    Kind.TOOLS: (
        *("tool", "tools", "software", "licence", "licences", "license", "licenses", "subscription"),
        *("værktøj", "værktøjer", "licens", "licenser", "abonnement"),
    ),
    Kind.CREATORS: (
        *("creator", "creators", "influencer", "influencers", "ugc", "partner", "partners"),
        *("skaber", "skabere", "indholdsskaber", "samarbejde", "samarbejder", "ambassadør"),
    ),
    Kind.DELIVERY: ("delivery", "supplier", "delivery supplier", "panel", "levering", "leverandør"),
    Kind.DATA: ("data", "analytics", "measurement", "research", "måling", "analyse"),
    Kind.TESTS: ("test", "tests", "experiment", "experiments", "iteration", "eksperiment", "forsøg"),
}
_KINDS = {word: kind for kind, words in _WORDS.items() for word in words}

CATEGORIES = tuple(_KINDS)
"""The words for a category that are understood, in English, Danish and German."""


def kind_of(category: str | None, *, supplier: str | None = None, creator: str | None = None) -> Kind:
    """What a cost paid for, by the word in its category; without one a supplier delivers, and a creator creates."""
    if category is None:
        return Kind.DELIVERY if supplier else Kind.CREATORS if creator else Kind.OTHER
    return _KINDS.get(" ".join(category.casefold().split()), Kind.OTHER)


def distribution_of(stated: str | None, kind: Kind) -> Distribution | None:
    """The class as stated, else the kind's own; None for what serves all of them."""
    return Distribution(stated) if stated in list(Distribution) else DISTRIBUTIONS.get(kind)
