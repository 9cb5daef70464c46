"""What every source agrees on: the file as it came, what it was recognised as, and the facts read from it.

    Upload ──reading──▶ Document ──recognise──▶ Recognition ──read──▶ Reading

A source never sees bytes: `reading` has already settled container, encoding, delimiter and blocks.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from vaekst.core.facts import Batch
from vaekst.core.period import Period
from vaekst.core.receipt import Receipt
from vaekst.core.sentence import Sentence
from vaekst.core.utm import Standard

Progress = Callable[[int, int], None]
"""Called with how much is done and how much there is in all, in the same unit (bytes for a whole upload)."""

Cells = Sequence[str]
"""One row of a file: its cells as text, blanks at both ends kept."""


@dataclass(frozen=True, slots=True)
class Upload:
    """A file somebody gave us, still unread. `size` is in bytes."""

    name: str
    path: Path
    sha256: str
    size: int


@dataclass(frozen=True, slots=True)
class Profile:
    """How one brand confirmed that a table of unknown headers is to be read; remembered by the table's fingerprint."""

    fingerprint: str
    kind: str  # the fact table the rows become
    columns: Mapping[str, str]  # name of the fact column -> header in the file
    options: Mapping[str, str] = field(default_factory=dict)  # answers such as `dates` -> `day first`
    name: str = ""  # what people call it


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """What the importer knows beside the file. Only `now` and the brand's currency are always known."""

    now: datetime  # aware
    currency: str
    channel: str | None = None
    platform: str | None = None
    channels: Mapping[str, str] = field(default_factory=dict)  # every channel of the strategy -> its platform
    zone: str = "UTC"  # the brand's own
    timezone: str | None = None  # the channel's reporting zone, where the strategy names one
    exported_at: datetime | None = None
    times_in: str | None = None  # the zone of the times in the file, when a person corrects what is known of its kind
    profiles: Mapping[str, Profile] = field(default_factory=dict)
    contact_secret: bytes | None = None
    standard: Standard | None = None  # how the brand's links say where visits come from


@dataclass(frozen=True, slots=True)
class Block:
    """A table inside a file: rows between empty lines, the header first.

    `notes` are the lines above the header that hold a single cell; `lines` are the rows' numbers in the file, from 1.
    """

    notes: tuple[str, ...]
    rows: Sequence[Cells]
    lines: Sequence[int]

    @property
    def title(self) -> str | None:
        """The line right above the header, such as the metric of a Meta series."""
        return self.notes[-1] if self.notes else None

    @property
    def header(self) -> Cells:
        return self.rows[0] if self.rows else ()

    def body(self) -> Iterator[tuple[int, Cells]]:
        """The rows below the header, each with its number in the file."""
        return zip(self.lines[1:], self.rows[1:], strict=True)


@dataclass(frozen=True, slots=True)
class Document:
    """A file or one member of a ZIP as cells. `encoding` and `delimiter` are None for workbooks.

    `period` is what the file name states, or else the name of the ZIP or folder around it; `made` is when it was
    exported, where its name tells the moment. `unfinished` tells that the text
    does not end with a line end, as files do that were cut off (and some that were saved again).
    """

    name: str
    sha256: str
    size: int
    blocks: tuple[Block, ...]
    encoding: str | None = None
    delimiter: str | None = None
    outer: str | None = None  # name of the ZIP
    siblings: tuple[str, ...] = ()  # names of the other members of the ZIP
    beside: Mapping[str, tuple[Block, ...]] = field(default_factory=dict)  # what those hold, where the ZIP is small
    period: Period | None = None
    made: datetime | None = None
    unfinished: bool = False
    warnings: tuple[Sentence, ...] = ()


@dataclass(frozen=True, slots=True)
class Recognition:
    """What a source takes a document for. Of several sources the one that knows the most header cells reads it."""

    source: str
    kind: str
    known_headers: int
    platform: str | None = None  # None where the file does not tell
    language: str | None = None  # language of the headers, ISO 639
    columns: Mapping[str, int] = field(default_factory=dict)  # name within the source -> position in the header


@dataclass(frozen=True, slots=True)
class Tag:
    """A line of a tagging file: the post, by key, number or link, and the concept it belongs to (None: to none)."""

    post: str
    concept: str | None
    channel: str | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """The facts of one file and the receipt that accounts for all its rows. A refused file has no facts.

    `stated`, `made` and `profile` are what decided how the file was read beside its content: the period and the moment
    its name states, and what a person confirmed its columns to mean.
    """

    batch: Batch
    receipt: Receipt
    tags: tuple[Tag, ...] = ()
    stated: Period | None = None
    made: datetime | None = None
    profile: Profile | None = None


@dataclass(frozen=True, slots=True)
class Source:
    """A kind of file Vaekst reads. `read` raises BadFile where the file must be refused."""

    name: str
    label: Sentence
    platforms: tuple[str, ...]
    recognise: Callable[[Document, Context], Recognition | None]
    read: Callable[[Document, Recognition, Context], Reading]
    kinds: Mapping[str, tuple[str, ...]] = field(default_factory=dict)  # kind -> headers it needs, in English
