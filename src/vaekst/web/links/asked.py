"""What somebody asks of the builder: the state of its form."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import QueryDict

from vaekst.core.utm import Standard, Wish, every


@dataclass(frozen=True, slots=True)
class Asked:
    """The form as it was filled in."""

    channels: tuple[str, ...] = ()
    concepts: tuple[str, ...] = ()
    formats: tuple[str, ...] = ()
    own_format: str = ""
    batch: str = ""
    creator: str = ""
    distribution: str = "owned"
    page: str = ""

    @classmethod
    def of(cls, given: QueryDict) -> Asked:
        """The form from an address or from what was sent."""

        def told(name: str) -> str:
            return given.get(name, "").strip()

        return cls(
            channels=tuple(given.getlist("channels")),
            concepts=tuple(given.getlist("concepts")),
            formats=tuple(given.getlist("formats")),
            own_format=told("own_format"),
            batch=told("batch"),
            creator=told("creator"),
            distribution=given.get("distribution", "owned"),
            page=told("page"),
        )

    def wishes(self, rules: Standard) -> tuple[Wish, ...]:
        """A wish for every channel with every concept that runs there and every format."""
        like = Wish("", self.batch, "", "", self.creator, self.distribution, self.page)
        formats = (*self.formats, *filter(None, [self.own_format]))
        return tuple(every(channels=self.channels, concepts=self.concepts, formats=formats, standard=rules, like=like))
