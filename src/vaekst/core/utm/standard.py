"""The brand's UTM standard at work: a placement written as tags, and read back from them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import cast

from vaekst.core.strategy import Strategy
from vaekst.core.strategy.utm import CARRIERS, SEPARATOR, Distribution, Utm, named, parts
from vaekst.core.utm import ga4
from vaekst.core.utm.placement import ABSENT, Placement
from vaekst.core.utm.tags import Tags, tagged

REQUIRED = ("channel", "batch")
PARTNER = "partner"
"""utm_source of a partner's link that names no creator."""

_KNOWN_TO_GA4 = {"x": "twitter"}  # the word GA4 knows a platform by, where it is another
_FIELDS = ("campaign", "content", "term", "id", "source_platform", "creative_format", "marketing_tactic")
_VALUE = dict.fromkeys(REQUIRED, r"[a-z0-9][a-z0-9_-]{0,62}")


@dataclass(frozen=True)
class Standard:
    """What links say and how. `channels` gives each channel's platform, `concepts` the channels each runs on; names
    are what people call them, by id.
    """

    utm: Utm
    channels: Mapping[str, str]
    concepts: Mapping[str, tuple[str, ...]]
    channel_names: Mapping[str, str]
    concept_names: Mapping[str, str]

    def source(self, placement: Placement) -> str:
        """utm_source. A partner's link names the partner: GA4 would count it as organic if it named a social network."""
        if placement.distribution == "partner":
            return placement.creator or PARTNER
        return self.words.get(placement.channel, placement.channel)

    @cached_property
    def words(self) -> Mapping[str, str]:
        """utm_source by channel: what the brand said, else the word GA4 knows the platform by."""
        return {
            channel: self.utm.sources.get(channel)
            or (channel if platform == "other" else _KNOWN_TO_GA4.get(platform, platform))
            for channel, platform in self.channels.items()
        }

    @cached_property
    def classes(self) -> Mapping[str, Distribution]:
        """The distribution class by its medium."""
        return {word: cast("Distribution", name) for name, word in dict(self.utm.media).items()}

    def tags(self, placement: Placement) -> Tags:
        """The placement as tags."""
        said = self._said(placement)
        written = {name: _filled(getattr(self.utm.fields, name), said) for name in _FIELDS}
        medium = dict(self.utm.media)[placement.distribution]
        return Tags(source=self.source(placement), medium=medium, **written)

    def link(self, placement: Placement, page: str) -> str:
        """The page's address with the placement's tags. Raises BadInput where that is no link, or too long a one."""
        return tagged(page, self.tags(placement))

    def read(self, tags: Tags) -> Placement | None:
        """The placement the tags were made from, whatever platforms did to them; None when they break the standard."""
        settled = tags.settled()
        found = self.parts_of(settled)
        medium = self.classes.get(settled.medium or "")
        if found is None or medium is None or not settled.source:
            return None
        placement = Placement(distribution=medium, **found)  # type: ignore[arg-type]  # the required ones are matched
        return placement if settled.source == self.source(placement) else None

    def parts_of(self, tags: Tags) -> dict[str, str | None] | None:
        """The dimensions that campaign, content and term carry; None when one of them has another shape."""
        found: dict[str, str | None] = {}
        for field in CARRIERS:
            template, value = getattr(self.utm.fields, field), getattr(tags, field)
            if template is None:
                continue
            if not value and len(parts(template)) == 1 and not set(named(template)) & set(REQUIRED):
                found |= dict.fromkeys(named(template))
                continue
            match = _pattern(template).fullmatch(value or "")
            if match is None:
                return None
            found |= {name: None if part == ABSENT else part for name, part in match.groupdict().items()}
        return found

    def fits(self, field: str, value: str) -> bool:
        """Whether the value of a carrying field has the parts its template names."""
        template = getattr(self.utm.fields, field)
        return template is not None and _pattern(template).fullmatch(value) is not None

    def intended_group(self, placement: Placement) -> str:
        """The channel group GA4 should count the placement in."""
        if placement.distribution == "partner":
            return ga4.AFFILIATES
        if placement.distribution == "owned":
            return ga4.ORGANIC_SOCIAL
        site = ga4.SITES.get(self.source(placement))
        return {"social": ga4.PAID_SOCIAL, "video": ga4.PAID_VIDEO}.get(site or "", ga4.PAID_OTHER)

    def group(self, placement: Placement) -> str:
        """The channel group GA4 will count the placement in."""
        tags = self.tags(placement)
        return ga4.channel_group(tags.source, tags.medium, tags.campaign)

    def _said(self, placement: Placement) -> dict[str, str | None]:
        said = {name: getattr(placement, name) for name in ("channel", "format", "concept", "creator", "batch")}
        platform = self.channels.get(placement.channel)
        return {**said, "distribution": placement.distribution, "platform": platform, "id": placement.id}


def standard_of(strategy: Strategy) -> Standard:
    """The standard the strategy document sets."""
    return Standard(
        utm=strategy.utm,
        channels={name: channel.platform for name, channel in strategy.channels.items()},
        concepts={name: concept.channels or tuple(strategy.channels) for name, concept in strategy.concepts.items()},
        channel_names={name: channel.name or name for name, channel in strategy.channels.items()},
        concept_names={name: concept.name for name, concept in strategy.concepts.items()},
    )


def _filled(template: str | None, said: Mapping[str, str | None]) -> str | None:
    """The template with what was said; None where its only part was not."""
    if template is None:
        return None
    words = [said[part[1:-1]] if part.startswith("{") else part for part in parts(template)]
    if len(words) == 1:
        return words[0]
    return SEPARATOR.join(word or ABSENT for word in words)


@lru_cache(maxsize=64)
def _pattern(template: str) -> re.Pattern[str]:
    """What a value made from the template looks like, a group a dimension."""
    made = [
        f"(?P<{part[1:-1]}>{_VALUE.get(part[1:-1], _VALUE['batch'] + '|' + ABSENT)})"
        if part.startswith("{")
        else re.escape(part)
        for part in parts(template)
    ]
    return re.compile(re.escape(SEPARATOR).join(made))
