"""What dimensions, tags and their values are called."""

from __future__ import annotations

from django.utils.translation import gettext as _

from vaekst.core.costs.dimension import DIMENSION_LABELS, Dimension
from vaekst.core.facts import DIMENSIONS
from vaekst.core.sentence import Sentence
from vaekst.core.strategy import Strategy
from vaekst.web.money.words import member

_DIRECT = "direct"


def label(by: str) -> str:
    """What a dimension is called; a tag keeps its own name."""
    return _(DIMENSION_LABELS[Dimension(by)]) if by in DIMENSIONS else by


def name_of(by: str, key: str, strategy: Strategy) -> str:
    """What a value of a dimension is called."""
    if key == _DIRECT:
        return _("direct visits")
    return member(Dimension(by), key, strategy) if by in DIMENSIONS else key


def named(sentence: Sentence, by: str, strategy: Strategy) -> Sentence:
    """The sentence with what people call the value it speaks of."""
    key = sentence.values.get("key")
    if not isinstance(key, str):
        return sentence
    return Sentence(sentence.code, sentence.template, **{**sentence.values, "key": name_of(by, key, strategy)})
