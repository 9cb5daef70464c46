"""A brand's posts and the concepts they belong to: by the strategy's rules, by a tagging file, or by hand."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID, uuid4

from django.db import transaction
from django.utils import timezone

from vaekst.actions import audit, facts, strategies
from vaekst.actions.audit import Actor
from vaekst.actions.known import Known
from vaekst.actions.memory import Memory
from vaekst.actions.people import Act, require
from vaekst.core.errors import BadInput, UnknownName
from vaekst.core.identity import Identities, PostNames
from vaekst.core.sentence import N_
from vaekst.core.strategy import PostText, Strategy, matching_concepts
from vaekst.lake import LakeVersion
from vaekst.store.models import Brand, Tagging, TagOrigin, TagUndo

_DESCRIBED = ("channel", "platform", "post_key", "external_id", "permalink", "title", "text", "format", "duration_s", "published_at",
              "published_date", "utm_campaign", "utm_content", "observed_at")  # fmt: skip
COUNTERS = ("views_start", "views_engaged", "reach_unique", "likes", "comments", "saves", "shares_sent", "clicks_out")


Tags = Mapping[str, str | None]
"""Post key -> concept; None is a deliberate *no concept*."""


@dataclass(frozen=True, slots=True)
class Post:
    """A post as it is known: what it is, its concept and who says so, and its newest counters (None = not reported)."""

    key: str
    channel: str
    platform: str
    title: str
    permalink: str | None
    format: str | None
    published: date | None
    published_at: datetime | None
    observed_at: datetime
    concept: str | None
    tagged_by: str | None  # `rule`, `hand`, or None for an untagged post
    also_matches: tuple[str, ...]  # other concepts whose rules fit
    counters: Mapping[str, int | None]


def read_posts(known: Known) -> tuple[Post, ...]:
    """All posts known at the moment, the newest first."""
    return _POSTS.answer(known.question, lambda: _read(known))


def _read(known: Known) -> tuple[Post, ...]:
    described = known.lake.latest("post_snapshot", as_of=known.as_of, version=known.lake_version)
    rows = described.select(*_DESCRIBED, *COUNTERS).collect().iter_rows(named=True)
    in_hindsight = {**known.later_tags, **known.tags}
    posts = (_post(row, known.strategy, known.tags, in_hindsight) for row in rows)
    return tuple(sorted(posts, key=lambda post: (post.published or date.min, post.key), reverse=True))


_POSTS: Memory[tuple[Post, ...]] = Memory(size=16)

COLUMNS = (
    "key",
    "channel",
    "platform",
    "title",
    "permalink",
    "format",
    "published",
    "concept",
    "tagged_by",
    "also_matches",
    *COUNTERS,
)
"""The names `for_machines` gives, in order."""


def for_machines(post: Post) -> dict[str, object]:
    """A post as plain values; counters nobody reported are None."""
    return {
        "key": post.key,
        "channel": post.channel,
        "platform": post.platform,
        "title": post.title,
        "permalink": post.permalink,
        "format": post.format,
        "published": post.published and post.published.isoformat(),
        "concept": post.concept,
        "tagged_by": post.tagged_by,
        "also_matches": list(post.also_matches),
        **post.counters,
    }


def concepts(posts: Iterable[Post]) -> Mapping[str, str | None]:
    """The concept of each post by its key; None for the untagged."""
    return {post.key: post.concept for post in posts}


def _post(row: Mapping[str, Any], strategy: Strategy, by_hand: Tags, in_hindsight: Tags) -> Post:
    """The post of a row. Tags given in hindsight speak only for posts that no rule places."""
    words = PostText(
        title=row["title"],
        text=row["text"],
        format=row["format"],
        channel=row["channel"],
        utm_campaign=row["utm_campaign"],
        utm_content=row["utm_content"],
    )
    matches = matching_concepts(words, strategy)
    given = by_hand if matches else in_hindsight
    tagged_by = "hand" if row["post_key"] in given else "rule" if matches else None
    concept = given[row["post_key"]] if tagged_by == "hand" else next(iter(matches), None)
    return Post(
        key=row["post_key"],
        channel=row["channel"],
        platform=row["platform"],
        title=_headline(row),
        permalink=row["permalink"],
        format=row["format"],
        published=row["published_date"],
        published_at=row["published_at"],
        observed_at=row["observed_at"],
        concept=concept,
        tagged_by=tagged_by,
        also_matches=tuple(match for match in matches if match != concept),
        counters={name: row[name] for name in COUNTERS},
    )


def _headline(row: Mapping[str, Any]) -> str:
    """The post's title, or the first line of its text."""
    words = (row["title"] or row["text"] or "").strip()
    return words.splitlines()[0][:160] if words else row["external_id"] or row["post_key"]


def identities(brand: Brand) -> Identities:
    """The posts the brand already has, by all their names. The caller may teach it more."""
    lake = facts.lake(brand)
    version = lake.version().get("post_snapshot")
    remembered = _REMEMBERED.get(brand.pk)
    if remembered is None or remembered[0] != version:
        named = lake.rows("post_snapshot").select(
            "post_key", "platform", "external_id", "permalink", "observed_at", "recorded_at"
        )
        oldest = named.sort("recorded_at", "observed_at", "post_key").collect().iter_rows(named=True)
        names = (PostNames(row["post_key"], row["platform"], row["external_id"], row["permalink"]) for row in oldest)
        remembered = _REMEMBERED[brand.pk] = version, Identities.of(dict.fromkeys(names))
    known = remembered[1]
    return Identities(set(known.keys), dict(known.by_name))


def remember(brand: Brand, known: Identities, *, version: LakeVersion) -> None:
    """Spares the next import of this process a look at all posts, unless somebody else appended meanwhile."""
    before, after = _REMEMBERED[brand.pk][0], version.get("post_snapshot")
    if before is not None and after is not None and after - before <= 1:
        _REMEMBERED[brand.pk] = after, known


_REMEMBERED: dict[int, tuple[int | None, Identities]] = {}


@transaction.atomic
def assign(
    actor: Actor,
    brand: Brand,
    keys: Sequence[str],
    concept: str | None,
    *,
    origin: TagOrigin = TagOrigin.WEB,
    now: datetime | None = None,
) -> UUID:
    """Gives the posts to a concept, or with None to none whatever the rules say; the batch, to take it back by.

    Raises UnknownName for a concept the strategy does not have, BadInput for posts the brand does not have.
    """
    require(actor, brand, Act.TAG)
    strategy = strategies.in_force(brand)
    if concept is not None and concept not in strategy.concepts:
        raise UnknownName("concept", concept, strategy.concepts)
    if not keys:
        raise BadInput("no_posts_chosen", N_("No post was chosen. Choose one or more, then give them a concept."))
    channels = _channels(brand)
    if unknown := sorted(set(keys) - channels.keys()):
        raise BadInput(
            "unknown_post",
            N_("There is no post '{post}' in {brand}. Import the file it is in first."),
            post=unknown[0],
            brand=brand.name,
        )
    return _tag(actor, brand, dict.fromkeys(keys, concept), channels, origin=origin, now=now or timezone.now())


@transaction.atomic
def undo(actor: Actor, brand: Brand, batch: UUID) -> int:
    """Takes a batch of taggings back; how many posts are what they were before. Raises BadInput when it is gone."""
    require(actor, brand, Act.TAG)
    given = Tagging.objects.filter(brand=brand, batch=batch).count()
    if not given or TagUndo.objects.filter(brand=brand, batch=batch).exists():
        raise BadInput(
            "nothing_to_undo", N_("There is nothing to take back: it was taken back already, or never done.")
        )
    TagUndo.objects.create(brand=brand, batch=batch, by=actor.person)
    audit.record(actor, "posts.undo", brand=brand, subject=str(batch), after={"posts": given})
    return given


def tag_from_file(actor: Actor, brand: Brand, concepts: Mapping[str, str | None], *, now: datetime) -> UUID:
    """Gives posts of the brand to concepts of its strategy, as a tagging file says; the batch."""
    return _tag(actor, brand, concepts, _channels(brand), origin=TagOrigin.CSV, now=now)


def _tag(
    actor: Actor,
    brand: Brand,
    concepts: Mapping[str, str | None],
    channels: Mapping[str, str],
    *,
    origin: TagOrigin,
    now: datetime,
) -> UUID:
    batch = uuid4()
    Tagging.objects.bulk_create(
        Tagging(
            brand=brand,
            batch=batch,
            channel=channels[key],
            post_key=key,
            concept=concept,
            at=now,
            by=actor.person,
            origin=origin,
        )
        for key, concept in concepts.items()
    )
    given = sorted({concept or "" for concept in concepts.values()})
    audit.record(
        actor, "posts.assign", brand=brand, subject=str(batch), after={"posts": len(concepts), "concepts": given}
    )
    return batch


def _channels(brand: Brand) -> Mapping[str, str]:
    """The channel of every post the brand has."""
    named = facts.lake(brand).rows("post_snapshot").select("post_key", "channel").unique().collect()
    return dict(zip(named["post_key"].to_list(), named["channel"].to_list(), strict=True))
