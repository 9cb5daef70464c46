"""The rooms a person walks between and the keys that lead there: one list feeds the menu, the keys and their help."""

from __future__ import annotations

from dataclasses import dataclass

from vaekst.core.sentence import N_


@dataclass(frozen=True, slots=True)
class Room:
    """A screen of the menu: its address name, icon, words, and the letter that leads there."""

    name: str
    icon: str
    label: str
    key: str

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
    Room("review", "review", N_("Review"), "r"),
    Room("posts", "posts", N_("Posts"), "p"),
    Room("imports", "imports", N_("Imports"), "i"),
    Room("strategy", "strategy", N_("Strategy"), "s"),
)

KEYS = (
    *(Key(room.key, room.label) for room in ROOMS),
    Key("[", N_("Earlier week or page")),
    Key("]", N_("Later week or page")),
    Key("t", N_("Today, or the newest week")),
    Key("/", N_("Search or filter")),
    Key("?", N_("Show these keys")),
)
