"""The review as it is shown: concepts per channel with estimate, proposal and what was decided."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from vaekst.web.review.ahead import Ahead
from vaekst.web.review.diagnosed import Diagnosed
from vaekst.web.shell.parts import Choice, Pair, Pill


@dataclass(frozen=True, slots=True)
class Tick:
    x: float
    word: str
    anchor: str = "middle"


@dataclass(frozen=True, slots=True)
class Interval:
    """An estimate drawn on a scale all concepts of the page share; places are percent of its width."""

    low: float
    mid: float
    high: float
    zero: float
    ticks: tuple[Tick, ...]
    tone: str
    mid_text: str
    words: str
    bar: float = 0
    bar_words: str = ""

    @property
    def headline(self) -> str:
        return _("%(mid)s against the baseline") % {"mid": self.mid_text}


@dataclass(frozen=True, slots=True)
class Ruling:
    """A recorded decision: what, who, when, why, and on what it was based."""

    verdict: Pill
    who: str
    when: str
    reason: str
    overrides: str
    basis: tuple[Pair, ...]
    replay: str
    rebrief: str = ""
    waits: bool = False


@dataclass(frozen=True, slots=True)
class DecideForm:
    """What a person filled in and what is wrong with it; the last three are about the new brief."""

    reason: str = ""
    error: str = ""
    change: str = ""
    owner: str = ""
    due: str = ""


@dataclass(frozen=True, slots=True)
class ConceptCard:
    """One concept on one channel."""

    id: str
    anchor: str
    name: str
    posts: str
    metric: str
    proposal: Pill
    reasons: tuple[str, ...]
    checks: tuple[Pill, ...]
    posts_url: str
    interval: Interval | None = None
    no_interval: str = ""
    decision: Ruling | None = None
    earlier: tuple[str, ...] = ()
    choices: tuple[Choice, ...] = ()
    form: DecideForm | None = None
    confirm: Choice | None = None
    seen: int | None = None


@dataclass(frozen=True, slots=True)
class Untagged:
    """A channel's posts that belong to no concept."""

    words: str
    url: str


@dataclass(frozen=True, slots=True)
class ChannelCard:
    """A channel, its concepts, and the posts that belong to none."""

    id: str
    name: str
    role: str
    words: str
    concepts: tuple[ConceptCard, ...]
    untagged: Untagged | None = None
    picture_url: str = ""


@dataclass(frozen=True, slots=True)
class Empty:
    """Why there is nothing here, and the one next step."""

    title: str
    words: str
    url: str
    button: str


@dataclass(frozen=True, slots=True)
class Warned:
    """Something to mind about the numbers, and the receipt of the file it is about."""

    mark: Pill
    words: str
    url: str


@dataclass(frozen=True, slots=True)
class ReviewPage:
    """The whole screen."""

    week: str
    number: int
    days: str
    earlier: str
    later: str | None
    weeks: tuple[Choice, ...]
    is_newest: bool
    query: str = ""
    as_of: str = ""
    channels: tuple[ChannelCard, ...] = ()
    tally: tuple[Pill, ...] = ()
    notice: Pill | None = None
    empty: Empty | None = None
    method: tuple[str, ...] = ()
    basis: tuple[Pair, ...] = ()
    warned: tuple[Warned, ...] = ()
    diagnosed: Diagnosed | None = None
    ahead: Ahead | None = None

    @property
    def total(self) -> int:
        return sum(len(channel.concepts) for channel in self.channels)

    @property
    def decided(self) -> int:
        rulings = (concept.decision for channel in self.channels for concept in channel.concepts)
        return sum(ruling is not None and not ruling.waits for ruling in rulings)

    @property
    def decided_share(self) -> float:
        """Percent of the concepts that are decided."""
        return 100 * self.decided / self.total if self.total else 0

    @property
    def is_empty(self) -> bool:
        return self.empty is not None
