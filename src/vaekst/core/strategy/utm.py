"""The brand's UTM standard: which part of a link says what. The standard at work: `core.utm`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Annotated, Literal, Self
from urllib.parse import urlsplit

from pydantic import AfterValidator, Field, model_validator

from vaekst.core.errors import nearest
from vaekst.core.sentence import N_
from vaekst.core.strategy.faults import Problem, Refused, refusal
from vaekst.core.strategy.fields import Different, Id, Settings, Text

DIMENSIONS = ("channel", "format", "concept", "creator", "batch")
"""What a link says of the post it stands in, beside its distribution class."""

CARRIERS = ("campaign", "content", "term")
"""The UTM fields every analytics tool reports; between them they carry every dimension."""

EXTRA = {"distribution", "platform", "id"}
"""What the further fields may repeat or add: the class, the platform, and the placement's own short id."""

SEPARATOR = "."
"""Stands between the parts of a field. No id holds one, and no platform encodes it."""

_PART = re.compile(r"\{([^{}]*)\}")
_WORD = re.compile(r"[a-z0-9][a-z0-9_-]{0,62}")
_HOST = re.compile(r"(?=.{1,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)*[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?")


def parts(template: str) -> tuple[str, ...]:
    """The parts of a template: `{name}` for a dimension, anything else for a word that always stands there."""
    return tuple(template.split(SEPARATOR))


def named(template: str) -> tuple[str, ...]:
    """The dimensions a template names, in order."""
    return tuple(found[1] for part in parts(template) if (found := _PART.fullmatch(part)))


def _check_template(given: str) -> str:
    for part in parts(given):
        found = _PART.fullmatch(part)
        known = (*DIMENSIONS, *sorted(EXTRA))
        if found and found[1] in known:
            continue
        if found:
            template = N_("{path} names '{given}', which is no part of a link. Known: {known}.")
            near = nearest(found[1], known)
            raise refusal("unknown_part", template, given=found[1], known=", ".join(known), nearest=near)
        if not _WORD.fullmatch(part):
            template = N_(
                "{path} is '{value}'. Write parts in braces or words of small letters, digits, - and _, "
                "with dots between them, such as '{nearest}'."
            )
            raise refusal("bad_template", template, nearest="{concept}.{format}")
    return given


def _check_address(given: str) -> str:
    split = urlsplit(given)
    if split.scheme in ("http", "https") and split.hostname and not any(sign.isspace() for sign in given):
        return given
    raise refusal("bad_address", N_("{path} is '{value}'. Write a whole address, such as https://example.com/offer."))


def _check_host(given: str) -> str:
    if _HOST.fullmatch(given):
        return given
    raise refusal("bad_host", N_("{path} is '{value}'. Write the name of a host alone, such as go.example.com."))


Template = Annotated[Text, AfterValidator(_check_template)]
Address = Annotated[Text, AfterValidator(_check_address)]
Host = Annotated[Text, AfterValidator(_check_host)]


class Media(Settings):
    """The medium of each distribution class. The defaults lead to GA4's Organic Social, Paid Social and Affiliates."""

    owned: Id = Field("social", description="Medium of posts on the brand's own channels.")
    paid: Id = Field("paid_social", description="Medium of posts and adverts that are paid for.")
    partner: Id = Field("affiliate", description="Medium of posts by creators, media and other partners.")

    @model_validator(mode="after")
    def _tell_classes_apart(self) -> Self:
        words: dict[str, str] = {}
        for name, word in dict(self).items():
            if word in words:
                template = N_("{path} is '{word}', as {other} is. Give each class a medium of its own.")
                raise Refused(Problem("medium_twice", template, {"word": word, "other": words[word]}, below=(name,)))
            words[word] = name
        return self


class Fields(Settings):
    """What each UTM field holds, as parts with dots between them; null leaves a field out."""

    campaign: Template = Field("{batch}", description="utm_campaign.")
    content: Template = Field("{concept}.{format}.{channel}", description="utm_content.")
    term: Template | None = Field("{creator}", description="utm_term.")
    id: Template | None = Field("{id}", description="utm_id; {id} is the placement's own short id.")
    source_platform: Template | None = Field("{platform}", description="utm_source_platform.")
    creative_format: Template | None = Field("{format}", description="utm_creative_format.")
    marketing_tactic: Template | None = Field("{distribution}", description="utm_marketing_tactic.")

    @model_validator(mode="after")
    def _carry_everything(self) -> Self:
        problems = tuple(self._carrying())
        if problems:
            raise Refused(*problems)
        return self

    def _carrying(self) -> Iterator[Problem]:
        carried: dict[str, str] = {}
        for field in CARRIERS:
            for part in named(getattr(self, field) or ""):
                if part in EXTRA:
                    template = N_("{path} holds '{part}', which cannot be read back from it. Leave it out there.")
                    yield Problem("not_carried", template, {"part": part}, below=(field,))
                elif part in carried:
                    template = N_("{path} holds {part}, and so does {other}. One of them is enough.")
                    yield Problem("carried_twice", template, {"part": part, "other": carried[part]}, below=(field,))
                carried[part] = field
        if missing := [part for part in DIMENSIONS if part not in carried]:
            template = N_("No field carries {missing:words}. Campaign, content and term hold each part once.")
            yield Problem("not_carried", template, {"missing": ", ".join(missing)})


class Utm(Settings):
    """How links say where a visit comes from, so that it can be read back and GA4 sorts it right."""

    landing_page: Address | None = Field(None, description="Where links lead that name no page of their own.")
    short_domain: Host | None = Field(
        None,
        description="A host of the brand's that leads here and serves its short links; null serves none on a host.",
    )
    media: Media = Field(default_factory=Media, description="The medium of each distribution class.")
    sources: Mapping[Id, Id] = Field(
        default_factory=dict, max_length=50, description="utm_source by channel, where it is not the default."
    )
    fields: Fields = Field(default_factory=Fields, description="What each UTM field holds.")
    elsewhere: Annotated[tuple[Text, ...], Different] = Field(
        ("google", "bing", "newsletter"),
        max_length=100,
        description="Sources that follow rules of their own; their links are not checked.",
    )


Distribution = Literal["owned", "paid", "partner"]
