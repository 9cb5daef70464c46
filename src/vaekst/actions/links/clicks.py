"""How often short links were followed. These are no clicks of a platform, and are never added to them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import Q, Sum

from vaekst.actions.links.counting import count_waiting
from vaekst.store.models import Brand, LinkClicks


@dataclass(frozen=True, slots=True)
class Clicks:
    """How often a short link was followed, by people and by robots."""

    people: int
    robots: int


NONE = Clicks(0, 0)


def clicks_of(brand: Brand) -> Mapping[int, Clicks]:
    """The clicks of every short link of the brand that was ever followed, by the link's number."""
    count_waiting(brand)
    told = (
        LinkClicks.objects.filter(brand=brand)
        .order_by()
        .values("link")
        .annotate(people=Sum("count", filter=Q(is_bot=False)), robots=Sum("count", filter=Q(is_bot=True)))
    )
    return {each["link"]: Clicks(each["people"] or 0, each["robots"] or 0) for each in told}
