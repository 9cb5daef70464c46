"""How a document says which posts belong to a concept."""

from __future__ import annotations

from typing import Annotated, Self

from pydantic import AfterValidator, Field, model_validator

from vaekst.core.errors import nearest
from vaekst.core.sentence import N_
from vaekst.core.strategy.faults import Problem, Refused, refusal
from vaekst.core.strategy.fields import Settings, Text

UTM_KEYS = ("campaign", "content")


def utm_parts(given: str) -> tuple[str, str]:
    """The UTM field and the pattern of `content=ride-*`; `utm_content=…` reads the same."""
    key, _, pattern = given.partition("=")
    return key.strip().casefold().removeprefix("utm_"), pattern.strip()


def _check_utm(given: str) -> str:
    key, pattern = utm_parts(given)
    if key in UTM_KEYS and pattern:
        return given
    raise refusal(
        "bad_utm",
        N_("{path} is '{value}'. Write campaign=pattern or content=pattern, such as '{nearest}'."),
        nearest=f"{nearest(key, UTM_KEYS) or 'content'}={pattern or 'spring-*'}",
    )


def _check_hashtag(given: str) -> str:
    tag = given.removeprefix("#").strip()
    if tag and not any(sign.isspace() or sign == "#" for sign in tag):
        return tag
    raise refusal(
        "bad_hashtag",
        N_("{path} is '{value}'. Write one word without spaces, such as '{nearest}'."),
        nearest="".join(given.replace("#", " ").split()) or "ridealong",
    )


class MatchRule(Settings):
    """A post fits when all that is named here fits. Capitals do not matter; `*` stands for any text."""

    hashtag: Annotated[Text, AfterValidator(_check_hashtag)] | None = Field(
        None, description="A hashtag in title or text, with or without its #."
    )
    title: Text | None = Field(
        None, description="A pattern for the whole title, or the first line where there is none."
    )
    utm: Annotated[Text, AfterValidator(_check_utm)] | None = Field(
        None, description="A pattern for a UTM field, such as content=ride-*."
    )
    format: Text | None = Field(None, description="A format, such as carousel.")

    @model_validator(mode="after")
    def _not_empty(self) -> Self:
        if not any((self.hashtag, self.title, self.utm, self.format)):
            template = N_(
                "{path} names nothing to look for. Give hashtag, title, utm or format; "
                "put a text that starts with # in quotes."
            )
            raise Refused(Problem("empty_match", template, {}))
        return self
