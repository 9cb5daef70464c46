"""What a person asks the list of posts: the whole state of the screen, read from its address."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from django.http import QueryDict

from vaekst.actions.posts import Post
from vaekst.core.errors import BadInput
from vaekst.core.period import Week
from vaekst.core.sentence import N_

UNTAGGED = "none"
"""How *no concept* is written in an address."""
PAGE = 50


@dataclass(frozen=True, slots=True)
class Question:
    """Filters and place of the list. Empty means: all."""

    search: str = ""
    channel: str = ""
    concept: str = ""
    format: str = ""
    week: str = ""
    page: int = 1

    @classmethod
    def of(cls, query: QueryDict) -> Question:
        """Raises BadInput for a page or week that is none."""
        page = query.get("page", "1")
        if not page.isdigit() or not 0 < int(page) < 100_000:
            raise BadInput("bad_page", N_("'{given}' is not a page. Pages are counted from 1."), given=page)
        week = query.get("week", "")
        return cls(
            search=" ".join(query.get("q", "").split()),
            channel=query.get("channel", ""),
            concept=query.get("concept", ""),
            format=query.get("format", ""),
            week=str(Week.parse(week)) if week else "",
            page=int(page),
        )

    @property
    def is_filtered(self) -> bool:
        return any((self.search, self.channel, self.concept, self.format, self.week))

    def finds(self, post: Post) -> bool:
        """Whether the post fits every filter."""
        words = f"{post.title} {post.key}".casefold()
        return (
            all(word in words for word in self.search.casefold().split())
            and self.channel in ("", post.channel)
            and self.concept in ("", post.concept or UNTAGGED)
            and self.format in ("", post.format)
            and (not self.week or _in_week(post.published, Week.parse(self.week)))
        )

    def find(self, posts: Iterable[Post]) -> list[Post]:
        return [post for post in posts if self.finds(post)]

    def address(self, *, page: int | None = None) -> str:
        """The address of this question, or of another page of its answer."""
        number = self.page if page is None else page
        named = {
            "q": self.search,
            "channel": self.channel,
            "concept": self.concept,
            "format": self.format,
            "week": self.week,
            "page": str(number) if number > 1 else "",
        }
        return "?" + urlencode({name: value for name, value in named.items() if value})


def _in_week(day: date | None, week: Week) -> bool:
    return day is not None and day in week.period
