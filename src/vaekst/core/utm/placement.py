"""One place a link stands in, said in the brand's own words."""

from __future__ import annotations

import hashlib
import re
from base64 import b32encode
from dataclasses import dataclass
from typing import get_args

from vaekst.core.sentence import N_
from vaekst.core.strategy.utm import Distribution

DISTRIBUTIONS: tuple[Distribution, ...] = get_args(Distribution)
_WORDS = (N_("owned"), N_("paid"), N_("partner"))  # as sentences say them

ABSENT = "-"
"""Stands where a placement does not say one of several parts. No slug starts with it."""

FORMATS = (
    "short_video",
    "long_video",
    "video",
    "image",
    "carousel",
    "text",
    "link",
    "story",
    "live",
    "document",
    "poll",
)
"""The formats people mean when they write something close to one; others are allowed."""

_SLUG = re.compile(r"[a-z0-9][a-z0-9_-]{0,62}")


@dataclass(frozen=True, slots=True)
class Placement:
    """A channel, what is published there, and how it is spread. Every part is a slug; None was not said."""

    channel: str
    batch: str
    concept: str | None = None
    format: str | None = None
    creator: str | None = None
    distribution: Distribution = "owned"

    def __post_init__(self) -> None:
        for part in (self.channel, self.batch, self.concept, self.format, self.creator):
            if part is not None and not is_slug(part):
                raise ValueError(f"'{part}' is no slug.")
        if self.distribution not in DISTRIBUTIONS:
            raise ValueError(f"'{self.distribution}' is no distribution class.")

    @property
    def id(self) -> str:
        """Eight signs that stand for this placement and no other (40 bits of its SHA-256)."""
        told = (self.channel, self.batch, self.concept, self.format, self.creator, self.distribution)
        digest = hashlib.sha256("\0".join(part or "" for part in told).encode()).digest()
        return b32encode(digest[:5]).decode().lower()


def is_slug(text: str) -> bool:
    """Whether the text can stand in a link as it is."""
    return _SLUG.fullmatch(text) is not None
