"""Tables nobody knows: what their columns might mean, confirmed by a person once and remembered for the brand.

A file that waits for an answer is kept aside, outside the archive and the lake, until it is confirmed or forgotten.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

from django.db import transaction

from vaekst.actions import audit, facts, imports, strategies
from vaekst.actions.audit import Actor
from vaekst.actions.imports import Choices
from vaekst.actions.people import Act, require
from vaekst.core.errors import BadInput, UnknownName
from vaekst.core.receipt import Receipt
from vaekst.core.sentence import N_
from vaekst.core.strategy import CURRENCIES, PLATFORMS
from vaekst.sources import Document, Profile
from vaekst.sources.reading.documents import documents
from vaekst.sources.reading.words import plain, visible
from vaekst.sources.registry import recognise
from vaekst.sources.table import Guess, confirmed, guess_mapping
from vaekst.sources.table.preview import Preview, settled
from vaekst.sources.table.preview import preview as preview_of
from vaekst.sources.table.profile_files import SharedTable
from vaekst.store.models import Brand, MappingProfile

KEPT_ASIDE = timedelta(days=7)
_LONGEST_NAME = 120
_SHA256 = re.compile(r"[0-9a-f]{64}")


def guess(
    actor: Actor,
    brand: Brand,
    path: Path,
    *,
    now: datetime,
    kind: str | None = None,
    name: str | None = None,
    sheet: str | None = None,
) -> Guess:
    """What the columns might mean, of a workbook those of the sheet named, else of the first nobody knows.

    Raises BadFile for a file that is no table, and UnknownName for a sheet there is not.
    """
    require(actor, brand, Act.IMPORT)
    context = imports.context_of(brand, strategies.in_force(brand), Choices(), now=now)
    tables = _tables(path, name or path.name)
    asking = _sheet(tables, sheet) or next((table for table in tables if recognise(table, context) is None), tables[0])
    found = guess_mapping(asking, context, kind=kind)
    if len(tables) == 1:
        return found
    unknown = tuple(table.name for table in tables if recognise(table, context) is None)
    return replace(found, file=f"{name or path.name}/{asking.name}", sheet=asking.name, unknown_sheets=unknown)


def preview(
    actor: Actor,
    brand: Brand,
    path: Path,
    *,
    kind: str,
    columns: Mapping[str, str],
    options: Mapping[str, str],
    now: datetime,
    name: str | None = None,
    sheet: str | None = None,
) -> Preview:
    """Some rows as they would be read under these columns (field -> header) and answers."""
    require(actor, brand, Act.IMPORT)
    context = imports.context_of(brand, strategies.in_force(brand), Choices(), now=now)
    tables = _tables(path, name or path.name)
    return preview_of(_meant(tables, sheet, columns), kind, columns, options, context)


def confirm(
    actor: Actor,
    brand: Brand,
    path: Path,
    *,
    kind: str,
    columns: Mapping[str, str],
    now: datetime,
    options: Mapping[str, str] | None = None,
    name: str | None = None,
    sheet: str | None = None,
) -> Profile:
    """Remembers what the columns of tables like this one mean (field -> header).

    Raises BadInput or UnknownName for an answer that cannot hold, and for a question that is still open. A later
    answer replaces an earlier one, under the name that one had.
    """
    require(actor, brand, Act.IMPORT)
    answers = checked_answers(brand, options or {})
    file = name or path.name
    tables = _tables(path, file)
    meant = _meant(tables, sheet, columns)
    profile = confirmed(meant, kind, columns, answers)
    profile = replace(profile, options=settled(meant, kind, profile.columns, answers, today=now.date()))
    called = file if len(tables) == 1 else f"{file}/{meant.name}"
    table = SharedTable(profile, tuple(map(visible, meant.blocks[0].header)), meant.delimiter)
    with transaction.atomic():
        remember(actor, brand, table, called=called, action="mapping.confirm", now=now)
    return profile


def checked_answers(brand: Brand, options: Mapping[str, str]) -> dict[str, str]:
    """The answers given. Raises UnknownName for a channel, platform or currency there is not."""
    answers = {key: value for key, value in options.items() if value}
    strategy = strategies.in_force(brand)
    for option, known in (("channel", strategy.channels), ("platform", PLATFORMS), ("currency", CURRENCIES)):
        if option in answers and answers[option] not in known:
            raise UnknownName(option, answers[option], known)
    if "channel" in answers:
        answers.setdefault("platform", strategy.channels[answers["channel"]].platform)
    return answers


def remember(actor: Actor, brand: Brand, table: SharedTable, *, called: str, action: str, now: datetime) -> None:
    """Writes the table's columns down, with what is needed to hand them on, and who said so."""
    profile = table.profile
    before = MappingProfile.objects.filter(brand=brand, fingerprint=profile.fingerprint).first()
    mapping = {
        "columns": dict(profile.columns),
        "options": dict(profile.options),
        "headers": list(table.headers),
        "delimiter": table.delimiter,
    }
    kept = {"kind": profile.kind, "mapping": mapping, "confirmed_by": actor.person, "confirmed_at": now}
    MappingProfile.objects.update_or_create(
        brand=brand,
        fingerprint=profile.fingerprint,
        defaults=kept | {"name": (before.name if before and before.name else called)[:_LONGEST_NAME]},
    )
    audit.record(
        actor,
        action,
        brand=brand,
        subject=called,
        before={**before.mapping, "kind": before.kind} if before else None,
        after=mapping | {"kind": profile.kind},
    )


def _tables(path: Path, name: str) -> list[Document]:
    """The one table of the file, or every sheet of the workbook. Raises BadInput for a ZIP of several files."""
    found = list(documents(imports.upload_of(path, name)))
    tables = [each for each in found if isinstance(each, Document)]
    if not tables or len(tables) < len(found) or (len(found) > 1 and tables[0].outer is not None):
        raise BadInput(
            "one_table", N_("'{file}' holds {n} files. Unpack it and confirm the table alone."), file=name, n=len(found)
        )
    return tables


def _sheet(tables: list[Document], sheet: str | None) -> Document | None:
    """The sheet named, None where none was. Raises UnknownName for one there is not."""
    if sheet is None:
        return None
    found = next((table for table in tables if table.name == sheet), None)
    if found is None:
        raise UnknownName("sheet", sheet, [table.name for table in tables])
    return found


def _meant(tables: list[Document], sheet: str | None, columns: Mapping[str, str]) -> Document:
    """The sheet named, else the first that has all these columns."""
    return _sheet(tables, sheet) or next((table for table in tables if _has(table, columns.values())), tables[0])


def _has(table: Document, headers: Iterable[str]) -> bool:
    """Whether the table has all these columns."""
    known = {plain(cell) for cell in table.blocks[0].header}
    return all(plain(header) in known for header in headers if header)


def keep_aside(brand: Brand, path: Path, *, sha256: str, now: datetime) -> None:
    """Keeps a copy of a file that waits for an answer; those that waited too long are forgotten."""
    folder = facts.waiting(brand)
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    for waiting in folder.iterdir():
        if waiting.stat().st_mtime < (now - KEPT_ASIDE).timestamp():
            waiting.unlink(missing_ok=True)
    shutil.copyfile(path, folder / sha256)


def kept_aside(brand: Brand, sha256: str) -> Path:
    """The file that waits. Raises BadInput when it was forgotten."""
    path = facts.waiting(brand) / sha256
    if not _SHA256.fullmatch(sha256) or not path.is_file():
        raise BadInput("not_waiting", N_("This file no longer waits for an answer. Import it again."))
    return path


def import_aside(
    actor: Actor, brand: Brand, sha256: str, *, name: str, now: datetime, channel: str | None = None
) -> list[Receipt]:
    """Imports the file that waited, now that its columns are known, and forgets the copy."""
    path = kept_aside(brand, sha256)
    receipts = imports.import_file(actor, brand, path, now=now, choices=Choices(channel=channel), name=name)
    if not any(receipt.refusal for receipt in receipts):
        path.unlink(missing_ok=True)
    return receipts
