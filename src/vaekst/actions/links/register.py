"""The register of links: one link a placement, made by somebody under a version of the strategy."""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import cast

from django.db import transaction

from vaekst.actions import audit, strategies
from vaekst.actions.audit import Actor
from vaekst.actions.people import Act, require
from vaekst.core.errors import BadInput, Conflict, UnknownName, VaekstError
from vaekst.core.sentence import N_, Sentence
from vaekst.core.strategy.utm import Distribution
from vaekst.core.utm import Names, Placement, Standard, Wish, placement_of, standard_of
from vaekst.core.utm.placement import is_slug
from vaekst.store import queries
from vaekst.store.models import Brand, Link, StrategyVersion

MOST = 1000
"""Links made at once."""

_ERASED = "erased"
_SIGNS = "abcdefghjkmnpqrstuvwxyz23456789"  # none that is taken for another, nor changed by small letters
_CODE = 7  # signs: 27 thousand million codes


@dataclass(frozen=True, slots=True)
class Made:
    """What came of wishes: links that are new, and links that stood in the register already, in the order of the wishes."""

    links: tuple[Link, ...]
    fresh: frozenset[str]  # codes

    @property
    def existing(self) -> int:
        """How many links there were already."""
        return len(self.links) - len(self.fresh)


@dataclass(frozen=True, slots=True)
class WishFault:
    """What is wrong with one wish; they are counted from 1."""

    number: int
    error: VaekstError

    @property
    def sentence(self) -> Sentence:
        """The fault in English, with the number of its wish."""
        return Sentence("wish_fault", "Link {number}: {why}", number=self.number, why=self.error.sentence.english())


class BadWishes(BadInput):
    """Wishes of which some cannot be fulfilled: none was."""

    def __init__(self, faults: Sequence[WishFault], *, wishes: int) -> None:
        self.faults = tuple(faults)
        template = N_("{count} of {all} links cannot be made, and none was. Mend the list and send it again.")
        super().__init__("bad_wishes", template, count=len(faults), all=wishes)


@dataclass(frozen=True, slots=True)
class _Ground:
    """What wishes are judged by."""

    version: StrategyVersion
    standard: Standard
    names: Names
    taken: dict[Placement, Link]


def standard(brand: Brand) -> Standard:
    """The UTM standard in force."""
    return standard_of(strategies.in_force(brand))


def names(brand: Brand) -> Names:
    """The creators and batches that stand in links, by their slugs; the first name written for each."""
    told = brand.links.order_by("id").values_list("creator", "creator_name", "batch", "batch_name")
    creators: dict[str, str] = {}
    batches: dict[str, str] = {}
    for creator, creator_name, batch, batch_name in told:
        creators.setdefault(creator, creator_name)
        batches.setdefault(batch, batch_name)
    creators.pop("", None)
    return Names(creators, batches)


def make(actor: Actor, brand: Brand, wish: Wish, *, now: datetime) -> Link:
    """A new link for the placement the wish means.

    Raises NotAllowed; UnknownName, BadInput and Conflict as `placement_of` does; BadInput for a page that cannot be linked;
    Conflict where the placement has a link, which is named.
    """
    try:
        made = make_many(actor, brand, [wish], now=now)
    except BadWishes as error:
        raise error.faults[0].error from None
    if not made.fresh:
        raise _taken(made.links[0])
    return made.links[0]


def make_many(actor: Actor, brand: Brand, wishes: Sequence[Wish], *, now: datetime) -> Made:
    """A link for every wish: a new one, or the one its placement has with the same page. All of them or none.

    Raises NotAllowed, and BadWishes with everything that is wrong with any of them.
    """
    require(actor, brand, Act.LINK)
    if not wishes:
        raise BadInput("no_links", N_("No link was asked for. Choose a channel, and only concepts that run on it."))
    if len(wishes) > MOST:
        template = N_("There are {count} links to make. Allowed: 1 to {most} at once.")
        raise BadInput("too_many_links", template, count=len(wishes), most=MOST)
    with transaction.atomic():
        Brand.objects.select_for_update().get(pk=brand.pk)  # one after the other, or a name could be given twice
        ground = _ground(brand)
        found, faults = _decide(wishes, ground)
        if faults:
            raise BadWishes(faults, wishes=len(wishes))
        fresh = [_saved(actor, brand, each, ground, now) for each in found if isinstance(each, _New)]
        if fresh:
            told = {"links": len(fresh), "first": fresh[0].url}
            audit.record(
                actor, "link.make", brand=brand, subject=", ".join(each.code for each in fresh[:20]), after=told
            )
    made = iter(fresh)
    links = tuple(each if isinstance(each, Link) else next(made) for each in found)
    return Made(links, frozenset(each.code for each in fresh))


def withdraw(actor: Actor, brand: Brand, code: str, *, now: datetime) -> Link:
    """The link, which is no longer its placement's. Its short form goes on leading where it led.

    Raises NotAllowed, and UnknownName for a code that is not in the register, or was withdrawn.
    """
    require(actor, brand, Act.LINK)
    with transaction.atomic():
        standing = brand.links.filter(withdrawn_at=None)
        link = standing.filter(code=code.strip().lower()).first()
        if link is None:
            raise UnknownName(N_("link"), code, standing.values_list("code", flat=True))
        link.withdrawn_at = now
        link.save(update_fields=["withdrawn_at"])
        audit.record(actor, "link.withdraw", brand=brand, subject=code, before={"url": link.url})
    return link


def placement_in(link: Link) -> Placement:
    """The placement a link of the register stands for. What an erasure took out of it stands there as `erased`."""
    said = {name: _told(getattr(link, name)) for name in ("concept", "format", "creator")}
    channel, batch = _told(link.channel) or _ERASED, _told(link.batch) or _ERASED
    return Placement(channel, batch, distribution=cast("Distribution", link.distribution), **said)


def _told(part: str) -> str | None:
    return part if is_slug(part) else _ERASED if part else None


@dataclass(frozen=True, slots=True)
class _New:
    """A link that is to be made."""

    wish: Wish
    placement: Placement
    page: str
    url: str


def _ground(brand: Brand) -> _Ground:
    version = queries.strategy_in_force(brand)
    links = brand.links.filter(withdrawn_at=None).select_related("made_by")
    rules = standard_of(strategies.strategy_of(version))
    return _Ground(version, rules, names(brand), {placement_in(link): link for link in links})


def _decide(wishes: Iterable[Wish], ground: _Ground) -> tuple[list[Link | _New], list[WishFault]]:
    """For every wish the link there is or the one to make, and everything that is wrong."""
    found: list[Link | _New] = []
    faults: list[WishFault] = []
    creators, batches = dict(ground.names.creators), dict(ground.names.batches)
    wanted: dict[Placement, int] = {}
    for number, wish in enumerate(wishes, start=1):
        try:
            each = _link_for(wish, ground, Names(creators, batches))
            placement = placement_in(each) if isinstance(each, Link) else each.placement
            if placement in wanted:
                template = N_("It has the placement of link {number} in the list. One link is enough for it.")
                raise Conflict("wished_twice", template, number=wanted[placement])
        except VaekstError as error:
            faults.append(WishFault(number, error))
            continue
        wanted[placement] = number
        batches.setdefault(placement.batch, wish.batch)
        if placement.creator:
            creators.setdefault(placement.creator, wish.creator)
        found.append(each)
    return found, faults


def _link_for(wish: Wish, ground: _Ground, known: Names) -> Link | _New:
    placement = placement_of(wish, ground.standard, known)
    page = wish.page.strip() or ground.standard.utm.landing_page
    if not page:
        raise BadInput(
            "no_page", N_("Say which page the link leads to, or set utm.landing_page in the strategy document.")
        )
    held = ground.taken.get(placement)
    if held is None:
        return _New(wish, placement, page, ground.standard.link(placement, page))
    if held.page != page:
        raise _taken(held)
    return held


def _taken(link: Link) -> Conflict:
    return Conflict(
        "placement_taken",
        N_("This placement has a link: {code}, made by {who} on {day:day}, to {page}. Use it, or withdraw it first."),
        code=link.code,
        who=str(link.made_by),
        day=link.made_at.date(),
        page=link.page,
    )


def _saved(actor: Actor, brand: Brand, new: _New, ground: _Ground, now: datetime) -> Link:
    placement = new.placement
    return Link.objects.create(
        brand=brand,
        code=_fresh_code(),
        channel=placement.channel,
        batch=placement.batch,
        concept=placement.concept or "",
        format=placement.format or "",
        creator=placement.creator or "",
        distribution=placement.distribution,
        creator_name=" ".join(new.wish.creator.split()),
        batch_name=" ".join(new.wish.batch.split()),
        page=new.page,
        url=new.url,
        made_by=actor.person,
        made_at=now,
        strategy_version=ground.version,
    )


def _fresh_code() -> str:
    codes = iter(lambda: "".join(secrets.choice(_SIGNS) for _ in range(_CODE)), "")
    return next(code for code in codes if not Link.objects.filter(code=code).exists())
