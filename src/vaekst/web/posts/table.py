"""The list of posts as it is shown."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from vaekst.actions.posts import Post
from vaekst.core.strategy import Strategy
from vaekst.web.posts.question import PAGE, UNTAGGED, Question
from vaekst.web.shell.brand_words import channel_name, concept_name
from vaekst.web.shell.names import format_name
from vaekst.web.shell.parts import Choice, Filter, Pair
from vaekst.web.shell.words import day, number


@dataclass(frozen=True, slots=True)
class PostRow:
    key: str
    title: str
    permalink: str
    meta: str  # channel, format and day, as far as they are known
    concept: str
    origin: str
    cells: tuple[Pair, ...]
    chosen: bool = False


@dataclass(frozen=True, slots=True)
class PostsPage:
    """One page of the answer to a question."""

    rows: tuple[PostRow, ...]
    columns: tuple[str, ...]
    filters: tuple[Filter, ...]
    concepts: tuple[Choice, ...]
    search: str
    week: str
    query: str
    words: str
    is_filtered: bool
    earlier: str
    later: str


def posts_page(
    posts: Sequence[Post], strategy: Strategy, question: Question, *, chosen: Collection[str] = ()
) -> PostsPage:
    """The page the question asks for; the last one when it asks for more than there are."""
    found = question.find(posts)
    pages = max(1, -(-len(found) // PAGE))
    here = min(question.page, pages)
    first = (here - 1) * PAGE
    shown = found[first : first + PAGE]
    return PostsPage(
        rows=tuple(post_row(post, strategy, chosen=post.key in chosen) for post in shown),
        columns=tuple(name for name, _value in _cells(None)),
        filters=_filters(posts, strategy, question),
        concepts=_concepts(strategy, ""),
        search=question.search,
        week=question.week,
        query=question.address(page=here),
        words=_words(first, len(shown), len(found)),
        is_filtered=question.is_filtered,
        earlier=question.address(page=here - 1) if here > 1 else "",
        later=question.address(page=here + 1) if here < pages else "",
    )


def post_row(post: Post, strategy: Strategy, *, chosen: bool = False) -> PostRow:
    """A post in the reader's language."""
    return PostRow(
        key=post.key,
        title=post.title,
        permalink=_link(post.permalink),
        meta=" · ".join(
            word
            for word in (
                channel_name(strategy, post.channel),
                format_name(post.format),
                day(post.published) if post.published else "",
            )
            if word
        ),
        concept=concept_name(strategy, post.concept),
        origin=_origin(post),
        cells=tuple(Pair(name, value) for name, value in _cells(post)),
        chosen=chosen,
    )


def _link(permalink: str | None) -> str:
    """The link, if it leads to the web and nowhere else."""
    return permalink if permalink and permalink.startswith(("https://", "http://")) else ""


def _origin(post: Post) -> str:
    """Who says so: nothing for the strategy's rules, which are the ordinary case."""
    if post.tagged_by == "hand":
        return _("by hand")
    return _("fits several") if post.also_matches else ""


def _cells(post: Post | None) -> tuple[tuple[str, str | None], ...]:
    counters = post.counters if post else {}
    views = counters.get("views_start")
    values = (
        (_("Views"), counters.get("views_engaged") if views is None else views),
        (_("Reach"), counters.get("reach_unique")),
        (_("Saves"), counters.get("saves")),
        (_("Link clicks"), counters.get("clicks_out")),
    )
    return tuple((name, None if value is None else number(value)) for name, value in values)


def _words(first: int, shown: int, found: int) -> str:
    if not found:
        return _("No post")
    template = ngettext("%(first)s to %(last)s of %(all)s post", "%(first)s to %(last)s of %(all)s posts", found)
    return template % {"first": number(first + 1), "last": number(first + shown), "all": number(found)}


def _filters(posts: Sequence[Post], strategy: Strategy, question: Question) -> tuple[Filter, ...]:
    channels = sorted({*strategy.channels, *(post.channel for post in posts)})
    formats = sorted({post.format for post in posts if post.format})
    none = Choice(UNTAGGED, _("No concept"), question.concept == UNTAGGED)
    return (
        Filter(
            "channel", _("Channel"), tuple(Choice(one, channel_name(strategy, one), one == question.channel) for one in channels)
        ),
        Filter("concept", _("Concept"), (none, *_concepts(strategy, question.concept))),
        Filter("format", _("Format"), tuple(Choice(one, format_name(one), one == question.format) for one in formats)),
    )  # fmt: skip


def _concepts(strategy: Strategy, chosen: str) -> tuple[Choice, ...]:
    return tuple(Choice(id_, concept.name, id_ == chosen) for id_, concept in strategy.concepts.items())
