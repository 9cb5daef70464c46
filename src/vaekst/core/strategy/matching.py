"""Which concept a post belongs to, by the rules of the strategy document."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from fnmatch import fnmatchcase
from functools import lru_cache

from vaekst.core.strategy.document import Strategy
from vaekst.core.strategy.match_rules import MatchRule, utm_parts


@dataclass(frozen=True, slots=True)
class PostText:
    """What a post says of itself. Hashtags in title and text are found; `hashtags` adds those told apart."""

    channel: str
    title: str | None = None
    text: str | None = None
    hashtags: tuple[str, ...] = ()
    format: str | None = None
    utm_campaign: str | None = None
    utm_content: str | None = None


def concept_of(post: PostText, strategy: Strategy) -> str | None:
    """The id of the first concept, from the top of the document, that fits the post; None when none does."""
    return next(iter(matching_concepts(post, strategy)), None)


def matching_concepts(post: PostText, strategy: Strategy) -> tuple[str, ...]:
    """Ids of all concepts that fit the post, in document order. More than one means the rules are ambiguous."""
    seen = _Seen.of(post)
    return tuple(
        name
        for name in strategy.concepts_on(post.channel)
        if any(_fits(rule, seen) for rule in strategy.concepts[name].match)
    )


def fits_any(post: PostText, rules: Iterable[MatchRule]) -> bool:
    """Whether one of the rules fits the post, whatever its concept."""
    seen = _Seen.of(post)
    return any(_fits(rule, seen) for rule in rules)


def hashtags_in(text: str) -> frozenset[str]:
    """The hashtags in the text, without # and folded so that capitals and accents' encoding do not matter.

    A tag is letters, digits, marks and underscores of any script; digits alone are a number, not a tag, and
    a # inside a word, an address or an HTML entity starts none.
    """
    plain = fold(text)
    found: set[str] = set()
    start, end = plain.find("#"), -1
    while start >= 0:
        if start == end or _may_start(plain[start - 1 : start]):
            tag = _tag_at(plain, start)
            end = start + 1 + len(tag)
            found.add(tag)
        start = plain.find("#", start + 1)
    return frozenset(tag for tag in found if tag and not tag.isdigit())


def fold(text: str) -> str:
    """The text as it is compared: one encoding per letter, no capitals, single spaces."""
    return " ".join(unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).casefold()).split())


@dataclass(frozen=True, slots=True)
class _Seen:
    """A post as rules look at it: folded once."""

    title: str
    hashtags: frozenset[str]
    format: str
    utm: dict[str, str]

    @classmethod
    def of(cls, post: PostText) -> _Seen:
        title, text = post.title or "", post.text or ""
        told = frozenset(fold(tag).removeprefix("#") for tag in post.hashtags)
        lines = (title.strip() or text.strip()).splitlines()
        return cls(
            title=fold(lines[0]) if lines else "",
            hashtags=hashtags_in(title) | hashtags_in(text) | told,
            format=_format(post.format or ""),
            utm={"campaign": fold(post.utm_campaign or ""), "content": fold(post.utm_content or "")},
        )


def _fits(rule: MatchRule, seen: _Seen) -> bool:
    """Whether all that the rule names fits."""
    if rule.hashtag is not None and _pattern(rule.hashtag) not in seen.hashtags:
        return False
    if rule.title is not None and not fnmatchcase(seen.title, _pattern(rule.title)):
        return False
    if rule.format is not None and _pattern_of_format(rule.format) != seen.format:
        return False
    if rule.utm is not None:
        key, pattern = utm_parts(rule.utm)
        return bool(seen.utm[key]) and fnmatchcase(seen.utm[key], _pattern(pattern))
    return True


_pattern = lru_cache(maxsize=4096)(fold)
"""A rule's own text, folded once for all posts."""


def _format(text: str) -> str:
    """A format's name, so that `Short video`, `short-video` and `short_video` are one."""
    return fold(text).replace("-", " ").replace("_", " ")


_pattern_of_format = lru_cache(maxsize=512)(_format)


def _may_start(before: str) -> bool:
    """Whether a tag may start after this sign: not inside a word, an address or an HTML entity."""
    return not (before.isalnum() or before in ("&", "/", "=", "_"))


def _tag_at(text: str, start: int) -> str:
    end = start + 1
    while end < len(text) and _belongs(text[end]):
        end += 1
    return text[start + 1 : end]


def _belongs(sign: str) -> bool:
    return sign == "_" or sign.isalnum() or unicodedata.category(sign).startswith("M")
