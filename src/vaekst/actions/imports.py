"""Taking files in: read, check, keep the original, append the facts, remember the receipt.

The order makes a crash harmless. The original is kept first, then the facts are appended to the lake, then the
store records the import. An import is known by what it read and how, so running it again after a crash appends
nothing twice and finishes what was left.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
from django.db import IntegrityError, transaction
from django.utils.crypto import salted_hmac

from vaekst.actions import facts, posts, strategies, tag_files
from vaekst.actions.audit import Actor
from vaekst.actions.once import all_or_nothing, import_id, imported_before, record_import, standing_again
from vaekst.actions.people import Act, require
from vaekst.actions.restatements import restated_by
from vaekst.core.errors import BadFile, BadInput, UnknownName, VaekstError
from vaekst.core.facts import Batch
from vaekst.core.identity import settle
from vaekst.core.period import DAY
from vaekst.core.receipt import Receipt, Status
from vaekst.core.restatement import Restated
from vaekst.core.sentence import N_, Sentence
from vaekst.core.strategy import Strategy
from vaekst.core.timezones import checked_timezone
from vaekst.core.utm import standard_of
from vaekst.lake import LakeVersion, stamp
from vaekst.sources import Context, Profile, Reading, Upload, check_size, read_upload
from vaekst.store.models import Brand, ImportRecord, MappingProfile

Progress = Callable[[str, int, int], None]
"""Called with the file's name, the bytes done and the bytes in all."""

META = frozenset({"instagram", "facebook"})
_HASHED_AT_A_TIME = 1 << 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Choices:
    """What a person says about a file that the file itself does not tell."""

    channel: str | None = None
    timezone: str | None = None
    exported_at: datetime | None = None
    times_in: str | None = None  # the zone of the times in the file, against what is known of its kind
    turn: int = 0  # how often the file was read before, when it is read again on purpose


def import_files(
    actor: Actor,
    brand: Brand,
    paths: Iterable[Path],
    *,
    now: datetime,
    choices: Choices | None = None,
    progress: Progress | None = None,
) -> Iterator[Receipt]:
    """Imports each file and yields its receipts as they are done: one per file, or per member of a ZIP.

    A file that cannot be used is a receipt with the reason, not an error. Raises NotAllowed for people who may not
    import, UnknownName for a channel the strategy does not have, and BadInput for a time zone
    nobody has or a day still to come.
    """
    for path in paths:
        yield from import_file(actor, brand, path, now=now, choices=choices, progress=progress)


def import_file(
    actor: Actor,
    brand: Brand,
    path: Path,
    *,
    now: datetime,
    choices: Choices | None = None,
    progress: Progress | None = None,
    name: str | None = None,
) -> list[Receipt]:
    """The receipts of one file. Nothing of a refused file is kept."""
    require(actor, brand, Act.IMPORT)
    choices = choices or Choices()
    strategy = strategies.in_force(brand)
    if choices.channel is not None and choices.channel not in strategy.channels:
        raise UnknownName("channel", choices.channel, strategy.channels)
    if choices.timezone is not None:
        checked_timezone(choices.timezone)
    if choices.exported_at is not None and choices.exported_at > now + DAY:  # another zone may be a day ahead
        raise BadInput(
            "exported_to_come",
            N_("No file can have been exported on {day:day}, which is still to come."),
            day=choices.exported_at.date(),
        )
    name = name or path.name
    try:
        upload = upload_of(path, name)
        readings = readings_of(upload, brand, strategy, choices, now=now, progress=progress)
        return [_keep(actor, brand, upload, reading, strategy, choices, now=now) for reading in readings]
    except VaekstError as error:
        return [Receipt(file=name, status=Status.REFUSED, refusal=error.sentence)]


def upload_of(path: Path, name: str) -> Upload:
    """The file with its hash. Raises BadFile where there is no readable file, or one that is empty or far too large."""
    try:
        if path.is_dir():
            raise BadFile("folder", N_("'{file}' is a folder. Name the files in it: {file}/*"), file=name)
        size = path.stat().st_size
        if not path.is_file():
            raise BadFile(
                "no_file", N_("'{file}' is not an ordinary file. Save it to disk and import that."), file=name
            )
        check_size(name, size)
        digest = hashlib.sha256()
        with path.open("rb") as stream:
            while piece := stream.read(_HASHED_AT_A_TIME):
                digest.update(piece)
        return Upload(name=name, path=path, sha256=digest.hexdigest(), size=size)
    except FileNotFoundError:
        raise BadFile(
            "no_such_file", N_("There is no file '{file}'. Check the path and its spelling."), file=str(path)
        ) from None
    except OSError as error:
        raise BadFile(
            "unreadable", N_("'{file}' cannot be read ({why}). Check who may read it."), file=name, why=error.strerror
        ) from None


def readings_of(
    upload: Upload,
    brand: Brand,
    strategy: Strategy,
    choices: Choices,
    *,
    now: datetime,
    progress: Progress | None = None,
) -> list[Reading]:
    """What the sources read. A Meta series that does not name its platform belongs to the only Meta channel there is."""

    def told(done: int, total: int) -> None:
        if progress:
            progress(upload.name, done, total)

    context = context_of(brand, strategy, choices, now=now)
    readings = read_upload(upload, context, progress=told)
    meta = {channel.platform for channel in strategy.channels.values()} & META
    if len(meta) != 1 or not any(_asks_for_channel(reading) for reading in readings):
        return readings
    (platform,) = meta
    again = read_upload(upload, replace(context, platform=platform), progress=told)
    assumed = Sentence(
        "platform_assumed",
        N_(
            "The file does not say whether it is Instagram or Facebook. Read as {platform}, the brand's only Meta channel."
        ),
        platform=platform,
    )
    return [
        replace(new, receipt=replace(new.receipt, warnings=(*new.receipt.warnings, assumed)))
        if _asks_for_channel(old)
        else old
        for old, new in zip(readings, again, strict=True)
    ]


def _asks_for_channel(reading: Reading) -> bool:
    return reading.receipt.refusal is not None and reading.receipt.refusal.code == "channel_needed"


def context_of(brand: Brand, strategy: Strategy, choices: Choices, *, now: datetime) -> Context:
    """What the sources are told beside the file."""
    channel = strategy.channels[choices.channel] if choices.channel else None
    return Context(
        now=now,
        currency=strategy.brand.currency,
        zone=strategy.brand.timezone,
        channel=choices.channel,
        platform=channel.platform if channel else None,
        channels={name: each.platform for name, each in strategy.channels.items()},
        timezone=choices.timezone or (channel.timezone if channel else None),
        exported_at=choices.exported_at,
        times_in=choices.times_in,
        profiles={row.fingerprint: profile(row) for row in MappingProfile.objects.filter(brand=brand)},
        contact_secret=salted_hmac("vaekst.contacts", str(brand.uuid), algorithm="sha256").digest(),
        standard=standard_of(strategy),
    )


def profile(row: MappingProfile) -> Profile:
    """The confirmed meaning of a table's columns, as the sources take it."""
    return Profile(row.fingerprint, row.kind, row.mapping["columns"], row.mapping.get("options", {}), row.name)


def keep(
    actor: Actor, brand: Brand, upload: Upload, reading: Reading, *, choices: Choices | None = None, now: datetime
) -> Receipt:
    """Keeps what was read elsewhere than from a person's file, such as the answers of a pull; its receipt."""
    require(actor, brand, Act.IMPORT)
    return _keep(actor, brand, upload, reading, strategies.in_force(brand), choices or Choices(), now=now)


def _keep(
    actor: Actor,
    brand: Brand,
    upload: Upload,
    reading: Reading,
    strategy: Strategy,
    choices: Choices,
    *,
    now: datetime,
) -> Receipt:
    """Appends a reading and records it; the receipt as the person gets it."""
    receipt = reading.receipt
    if receipt.status is Status.REFUSED:
        return receipt
    batch, receipt = _on_channel(reading.batch, receipt, strategy)
    if receipt.status is Status.REFUSED:
        return receipt
    exported_at = choices.exported_at
    receipt = replace(receipt, import_id=import_id(reading, receipt, exported_at=exported_at, turn=choices.turn))
    with facts.lake(brand).turn():
        if reading.tags:
            return tag_files.take_in(actor, brand, upload, reading, receipt, now=now)
        earlier = imported_before(brand, reading, receipt, exported_at=exported_at)
        if earlier is not None and facts.lake(brand).holds(earlier.import_id):
            return _as_before(receipt, earlier)
        try:
            if earlier is not None and earlier.import_id == receipt.import_id:
                return _restored(actor, brand, upload, batch, receipt, now=now)
            return _append(actor, brand, upload, batch, receipt, now=now)
        except IntegrityError:  # where locks do not hold, as on some network drives, the first record decides
            return _as_before(receipt, ImportRecord.objects.get(brand=brand, import_id=receipt.import_id))


def _append(actor: Actor, brand: Brand, upload: Upload, batch: Batch, receipt: Receipt, *, now: datetime) -> Receipt:
    """The original to the archive, the facts to the lake, the receipt to the store; all or nothing."""
    with all_or_nothing(brand, upload, receipt):
        landed = _to_lake(brand, upload, batch, receipt, now=now)
        receipt = replace(receipt, restated=landed.restated)
        with transaction.atomic():
            record_import(actor, brand, receipt, upload, str(landed.version), now=now)
    return receipt


def _restored(actor: Actor, brand: Brand, upload: Upload, batch: Batch, receipt: Receipt, *, now: datetime) -> Receipt:
    """The receipt of a file that is on record while its facts were lost or retracted; they are added again."""
    with all_or_nothing(brand, upload, receipt):
        _to_lake(brand, upload, batch, receipt, now=now)
        if standing_again(actor, brand, receipt):
            return receipt
    told = Sentence(
        "facts_restored", N_("The file was imported before, but its facts were missing. They were added again.")
    )
    return replace(receipt, warnings=(*receipt.warnings, told))


@dataclass(frozen=True, slots=True)
class _Landed:
    """The lake after an import, and what the import changed in the past."""

    version: LakeVersion
    restated: tuple[Restated, ...]


def _to_lake(brand: Brand, upload: Upload, batch: Batch, receipt: Receipt, *, now: datetime) -> _Landed:
    facts.archive(brand).put(upload.path)
    known = posts.identities(brand)
    settled = settle(batch, known)
    lake = facts.lake(brand)
    changed = restated_by(lake, settled)
    version = lake.append(stamp(settled, import_id=receipt.import_id, recorded_at=now), import_id=receipt.import_id)
    posts.remember(brand, known, version=version)
    return _Landed(version, changed)


def _as_before(receipt: Receipt, earlier: ImportRecord) -> Receipt:
    """The receipt of content that came in before, saying when and under which name."""
    told = Sentence(
        "imported_before",
        N_("The same content was imported on {day:day}, as {file}. Nothing was added."),
        day=earlier.recorded_at.date(),
        file=earlier.file,
    )
    return replace(
        receipt,
        status=Status.ALREADY_IMPORTED,
        import_id=earlier.import_id,
        warnings=(*receipt.warnings, told),
    )


def _on_channel(batch: Batch, receipt: Receipt, strategy: Strategy) -> tuple[Batch, Receipt]:
    """The facts under the strategy's own channel names, where a source could only name the platform."""
    platform = receipt.channel
    if platform is None or platform in strategy.channels:
        return batch, receipt
    fitting = [key for key, channel in strategy.channels.items() if channel.platform == platform]
    if len(fitting) > 1:
        refusal = Sentence(
            "channel_needed",
            N_("The brand has several {platform} channels: {channels}. Say which one this file is from."),
            platform=platform,
            channels=", ".join(fitting),
        )
        return {}, replace(receipt, status=Status.REFUSED, refusal=refusal, rows_kept=0, totals={})
    if not fitting:
        stray = Sentence(
            "channel_not_in_strategy",
            N_(
                "The strategy has no {platform} channel. The facts are kept under '{platform}'; add the channel to plan with it."
            ),
            platform=platform,
        )
        return batch, replace(receipt, warnings=(*receipt.warnings, stray))
    (channel,) = fitting
    renamed = {name: _renamed(rows, platform, channel) for name, rows in batch.items()}
    return renamed, replace(receipt, channel=channel)


def _renamed(rows: pa.Table, platform: str, channel: str) -> pa.Table:
    if "channel" not in rows.column_names:
        return rows
    place = rows.schema.get_field_index("channel")
    names = pc.if_else(pc.equal(rows["channel"], platform), channel, rows["channel"])
    return rows.set_column(place, rows.schema.field(place), names)
