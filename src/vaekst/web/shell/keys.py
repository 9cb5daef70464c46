"""The rooms a person walks between and the keys that lead there: one list feeds the menu, the keys and their help."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from vaekst.core.sentence import N_


@dataclass(frozen=True, slots=True)
class Room:
    """A screen of the menu: its address name, icon, words, the letter that leads there, and what else belongs to it."""

    name: str
    icon: str
    label: str
    key: str
    also: tuple[str, ...] = ()

    @property
    def address(self) -> str:
        return f"{self.name}:page"


@dataclass(frozen=True, slots=True)
class Key:
    """A key and what it does. The button it presses carries `data-key`."""

    key: str
    does: str


ROOMS = (
    Room("board", "board", N_("Board"), "b"),
    Room("review", "review", N_("Review"), "r", also=("standup",)),
    Room("posts", "posts", N_("Posts"), "p", also=("links",)),
    Room("money", "money", N_("Money"), "m", also=("attribution", "risk", "rates")),
    Room("imports", "imports", N_("Imports"), "i", also=("connections", "sites")),
    Room("strategy", "strategy", N_("Strategy"), "s", also=("measurement",)),
)

KEYS = (
    *(Key(room.key, room.label) for room in ROOMS),
    Key("u", N_("The stand-up, from the review")),
    Key("[", N_("Earlier week or page")),
    Key("]", N_("Later week or page")),
    Key("t", N_("Today, or the newest week")),
    Key("/", N_("Search or filter")),
    Key("?", N_("Show these keys")),
)


def keys_with(own: Sequence[Key]) -> tuple[Key, ...]:
    """The keys of a page with keys of its own: these first, without the rooms whose letters they take."""
    taken = {each.key for each in own}
    return (*own, *(key for key in KEYS if key.key not in taken))


def rooms_beside(own: Sequence[Key]) -> tuple[Room, ...]:
    """The rooms of the menu on such a page; one whose letter is taken has none."""
    taken = {each.key for each in own}
    return tuple(replace(room, key="") if room.key in taken else room for room in ROOMS)
