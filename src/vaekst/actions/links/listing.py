"""The register as people and machines read it: each link with its placement, where GA4 counts it, and its clicks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from vaekst.actions.links.clicks import NONE, Clicks, clicks_of
from vaekst.actions.links.following import short_url
from vaekst.actions.links.register import placement_in, standard
from vaekst.core.sentence import Sentence
from vaekst.core.utm import Placement, Standard, group_remark
from vaekst.store.models import Brand, Link


@dataclass(frozen=True, slots=True)
class Listed:
    """A link of the register. `clicks` is None where its short form is served nowhere, so that nobody can know."""

    link: Link
    placement: Placement
    short: str | None
    group: str
    remark: Sentence | None
    clicks: Clicks | None

    @property
    def to_share(self) -> str:
        """What a picture of the link holds: the short form where it leads here from anywhere, else the whole link."""
        return self.short if self.short and self.short.startswith("https://") else self.link.url


def register_of(brand: Brand, *, withdrawn: bool = False) -> tuple[Listed, ...]:
    """The links of the brand, the newest first; those that were withdrawn on request."""
    rules, counted = standard(brand), clicks_of(brand)
    links = brand.links.select_related("made_by", "strategy_version")
    if not withdrawn:
        links = links.filter(withdrawn_at=None)
    return tuple(_listed(link, rules, counted.get(link.pk)) for link in links)


def described(brand: Brand, links: Sequence[Link]) -> tuple[Listed, ...]:
    """These links of the brand, in this order."""
    rules, counted = standard(brand), clicks_of(brand)
    return tuple(_listed(link, rules, counted.get(link.pk)) for link in links)


def _listed(link: Link, rules: Standard, counted: Clicks | None) -> Listed:
    placement, short = placement_in(link), short_url(link.code, rules.utm.short_domain)
    return Listed(
        link=link,
        placement=placement,
        short=short,
        group=rules.group(placement),
        remark=group_remark(placement, rules),
        clicks=counted or (NONE if short else None),
    )


def for_machines(each: Listed) -> dict[str, Any]:
    """The link under the stable names of `vaekst link list --json` and of the API."""
    link = each.link
    parts = ("channel", "batch", "concept", "format", "creator", "distribution")
    return {
        "code": link.code,
        "url": link.url,
        "short": each.short,
        "page": link.page,
        **{name: getattr(link, name) or None for name in parts},
        "creator_name": link.creator_name or None,
        "batch_name": link.batch_name,
        "utm_id": each.placement.id,
        "ga4_channel_group": each.group,
        "remark": each.remark.english() if each.remark else None,
        "made_by": str(link.made_by),
        "made_at": link.made_at.isoformat(),
        "strategy_version": link.strategy_version.number,
        "withdrawn_at": link.withdrawn_at.isoformat() if link.withdrawn_at else None,
        "clicks": None if each.clicks is None else each.clicks.people,
        "robot_clicks": None if each.clicks is None else each.clicks.robots,
    }
