"""Brands: a new workspace, governed by a strategy from its first moment."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.db import transaction
from django.utils.text import slugify

from vaekst.actions import strategies
from vaekst.actions.audit import Actor, record
from vaekst.core.errors import BadInput, Conflict
from vaekst.core.sentence import N_
from vaekst.core.strategy import read_strategy, write_default
from vaekst.store.models import Brand, Membership, Role

RESERVED = frozenset(
    {"api", "brands", "collect", "keys", "l", "new", "preferences", "sign-in", "sign-out", "signed-out", "static"}
)
"""Short names that begin addresses of their own in the web app."""

DEFAULT_CHANNELS = ("instagram", "youtube", "tiktok")

_LETTERS = str.maketrans({"æ": "ae", "ø": "oe", "å": "aa", "ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"})


def create_brand(
    actor: Actor,
    name: str,
    *,
    start: date,
    currency: str,
    locale: str,
    timezone: str = "Europe/Copenhagen",
    channels: Sequence[str] = DEFAULT_CHANNELS,
    slug: str | None = None,
) -> Brand:
    """A new brand with the default strategy as version 1, owned by the actor."""
    text = write_default(
        name=_checked_name(name), currency=currency, locale=locale, timezone=timezone, start=start, channels=channels
    )
    return create_brand_from(actor, text, slug=slug)


@transaction.atomic
def create_brand_from(actor: Actor, text: str, *, slug: str | None = None) -> Brand:
    """A new brand with this strategy document as version 1. Raises BadStrategy, or Conflict for a taken slug."""
    strategy = read_strategy(text)
    name = _checked_name(strategy.brand.name)
    slug = checked_slug(slug) if slug else slug_of(name)
    if slug in RESERVED or Brand.objects.filter(slug=slug).exists():
        raise Conflict(
            "slug_taken", N_("The short name '{slug}' is taken. Give the brand another: --slug my-{slug}"), slug=slug
        )
    brand = Brand.objects.create(slug=slug, name=name, locale=strategy.brand.locale)
    Membership.objects.create(brand=brand, person=actor.person, role=Role.OWNER)
    record(actor, "brand.create", brand=brand, subject=slug, after={"name": name})
    strategies.apply(actor, brand, text, why="")
    return brand


def slug_of(name: str) -> str:
    """The short name made from a brand's name: `Fjord Cykler` becomes `fjord-cykler`. Raises BadInput if none can be."""
    slug = slugify(name.casefold().translate(_LETTERS))[:60].strip("-")
    if not slug:
        raise BadInput("no_slug", N_("No short name can be made from '{name}'. Give one: --slug my-brand"), name=name)
    return slug


def checked_slug(slug: str) -> str:
    """The short name itself. Raises BadInput unless it is lower-case letters, digits and hyphens."""
    if slug != slugify(slug) or not 0 < len(slug) <= 60 or slug.strip("-_") != slug:
        raise BadInput(
            "bad_slug",
            N_("'{slug}' is not a short name. Use up to 60 lower-case letters, digits and hyphens, such as '{such}'."),
            slug=slug,
            such=slug_of(slug) if slugify(slug).strip("-_") else "my-brand",
        )
    return slug


def _checked_name(name: str) -> str:
    name = " ".join(name.split())
    if not 0 < len(name) <= 120:
        raise BadInput("bad_brand_name", N_("A brand has a name of 1 to 120 characters; this has {n}."), n=len(name))
    return name
