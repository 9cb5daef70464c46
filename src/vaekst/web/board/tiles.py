"""The board as it is shown: every number already written the way its reader writes numbers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils.safestring import SafeString

from vaekst.web.shell.parts import Change, Choice, Pair, Pill


@dataclass(frozen=True, slots=True)
class Track:
    """The way from baseline to target. `now` and `due` are where we are and should be, in percent of that way."""

    now: float
    due: float | None
    baseline: str
    target: str
    due_text: str


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A file a figure came from."""

    name: str
    url: str = ""


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a figure comes from: its definition, coverage and freshness, and the files behind it."""

    definition: str
    pairs: tuple[Pair, ...]
    files: tuple[SourceFile, ...] = ()
    more: str = ""
    notes: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()
    meanings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Reading:
    """A KPI on one channel, or for the brand: the answer first, then the way to the target, then where it comes from.

    `value` is None when nothing is known; `sentence` then says why, and what would supply it.
    """

    channel: str
    value: str | None
    status: Pill
    sentence: str
    origin: Origin
    unit: str = ""
    change: Change | None = None
    track: Track | None = None
    spark: SafeString | None = None
    obstacle: str = ""
    marks: tuple[Pill, ...] = ()
    broken: str = ""
    chart_url: str = ""
    lineage_url: str = ""


@dataclass(frozen=True, slots=True)
class Aside:
    """Where else the KPI is told, and why it reads otherwise there."""

    words: str
    link: str
    url: str


@dataclass(frozen=True, slots=True)
class Tile:
    """One KPI. The first reading leads; the others stand below it in one line each."""

    id: str
    name: str
    status: Pill
    owner: str
    cadence: str
    lead: Reading
    others: tuple[Reading, ...] = ()
    aside: Aside | None = None


@dataclass(frozen=True, slots=True)
class Sprint:
    """How far the sprint has come; `share` in percent."""

    words: str
    ends: str
    share: float


@dataclass(frozen=True, slots=True)
class BaselineRow:
    """The baseline's figures on one channel."""

    channel: str
    cells: tuple[Pair, ...]
    posts: int


@dataclass(frozen=True, slots=True)
class BaselineSource:
    """What stands behind one figure of the baseline."""

    channel: str
    figure: str
    coverage: str
    rows: str
    newest: str
    marks: tuple[Pill, ...] = ()


@dataclass(frozen=True, slots=True)
class BaselinePanel:
    """The baseline in force: when it was frozen and by whom, its figures, and what is unknown."""

    words: str
    is_frozen: bool
    columns: tuple[str, ...]
    rows: tuple[BaselineRow, ...]
    unknowns: tuple[str, ...] = ()
    sources: tuple[BaselineSource, ...] = ()


@dataclass(frozen=True, slots=True)
class NextStep:
    """The one thing to do next."""

    title: str
    words: str
    url: str
    button: str


@dataclass(frozen=True, slots=True)
class BoardPage:
    """The whole screen."""

    as_of: date
    today: date
    earlier: date
    later: date | None
    tiles: tuple[Tile, ...] = ()
    tally: tuple[Pill, ...] = ()
    sprint: Sprint | None = None
    baseline: BaselinePanel | None = None
    next: NextStep | None = None
    channels: tuple[Choice, ...] = ()
    channel: str = ""
    note: str = ""
    basis: tuple[Pair, ...] = ()
    is_empty: bool = False

    @property
    def is_today(self) -> bool:
        return self.as_of == self.today
