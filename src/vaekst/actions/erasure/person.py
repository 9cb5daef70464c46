"""Erasing a person the facts are about: a lead, or who wrote a comment."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path

import narwhals as nw
from django.db import transaction

from vaekst.actions import audit, collecting, facts, imports, kept_counts, strategies
from vaekst.actions.audit import Actor
from vaekst.actions.erasure.record import PERSON, backups_with
from vaekst.actions.erasure.traces import Traces, traces_of
from vaekst.actions.imports import Choices
from vaekst.actions.people import Act, require
from vaekst.core.errors import BadInput, Trouble
from vaekst.core.receipt import Receipt
from vaekst.core.sentence import N_, Sentence
from vaekst.lake import Lake
from vaekst.lake.erasure import Erased
from vaekst.sources.contacts import hashed, visitor_hashed
from vaekst.store import erasing
from vaekst.store.models import Brand, ImportRecord

_NUMBERED = ("lead:{}", "hubspot:{}", "{}")
_ERASED, _GONE = "(erased)", "original_erased"


@dataclass(frozen=True, slots=True)
class PersonErased:
    """What went of a person, or would go: rows by table, files by name, and how much else."""

    rows: Mapping[str, int] = field(default_factory=dict)
    originals: tuple[str, ...] = ()  # the names they were imported under
    waiting: int = 0  # uploads that wait for an answer; all of them, as they may hold anybody
    records: int = 0  # receipts and lines of the record that named the person
    backups: int = 0  # copies of the store
    is_known: bool = False  # whether there was anything of the person


@dataclass(frozen=True, slots=True)
class _Found:
    """Where the person is."""

    marks: frozenset[str]
    traces: Traces
    about: Erased
    imported: frozenset[
        str
    ]  # SHA-256 of originals that named them, of which an interrupted erasure may have deleted some
    originals: frozenset[str]  # those that are there
    aside: tuple[Path, ...]
    backups: tuple[Path, ...]


def about_person(actor: Actor, brand: Brand, who: str, *, now: datetime) -> PersonErased:
    """What `erase_person` would erase; nothing is changed. Raises as it does."""
    require(actor, brand, Act.ERASE)
    return _told(brand, _find(brand, who, now=now))


def erase_person(actor: Actor, brand: Brand, who: str, *, now: datetime) -> PersonErased:
    """Erase the person known by an address, a name or the number of a lead, for good.

    Originals that hold them are deleted whole: the facts of others stay, but cannot be read from them again. Where there is
    nothing about the person, nothing is done. Raises NotAllowed; BadInput for a number that two leads have; Trouble when
    lake, archive or store are busy, after which it can be done again.
    """
    require(actor, brand, Act.ERASE)
    collecting.drain(brand, now=now)  # what waits is looked for where all facts are
    lake, archive = facts.lake(brand), facts.archive(brand)
    with lake.turn():
        found = _find(brand, who, now=now)
        told = _told(brand, found)
        if not told.is_known:
            return told
        with transaction.atomic():
            for record in brand.imports.filter(sha256__in=found.imported):
                _note(record, now=now)
            erasing.reword(lambda text: found.traces.instead(_ERASED, text), brand=brand)
            erasing.forget_in_sessions(found.traces.named_in)
            audit.record(actor, PERSON, brand=brand, after=_counted(told))
            for sha256 in found.originals:
                archive.drop(sha256)
            archive.drop_unfinished()
            for path in (*found.aside, *found.backups):
                path.unlink(missing_ok=True)
            kept_counts.forget(brand)
            lake.erase_person(*found.marks)
    transaction.on_commit(erasing.wipe)
    return replace(told, originals=tuple(found.traces.instead(_ERASED, name) for name in told.originals))


def _find(brand: Brand, who: str, *, now: datetime) -> _Found:
    who = who.strip()
    if not who:
        raise BadInput(
            "nobody_named", N_("Name who is to be erased: an e-mail address, a name, or the number of a lead.")
        )
    lake, archive = facts.lake(brand), facts.archive(brand)
    marks, is_number = _marks(brand, lake, who, now=now)
    traces = traces_of(*marks) if is_number else traces_of(who, *marks)
    about = lake.about_person(*marks)
    named = set(brand.imports.filter(import_id__in=about.imports).values_list("sha256", flat=True))
    kept = archive.originals()
    # A name may be an ordinary word; only an address is looked for in files that brought no row about anybody.
    held = {each for each in kept if "@" in who and each not in named and traces.named_in_file(archive.path(each))}
    aside = (*_files(facts.waiting(brand)), *filter(traces.named_in_file, _files(facts.pulled(brand))))
    return _Found(
        marks=frozenset(marks),
        traces=traces,
        about=about,
        imported=frozenset(named | held),
        originals=frozenset(named.intersection(kept) | held),
        aside=aside,
        backups=tuple(backups_with(traces.named_in_file)),
    )


def _marks(brand: Brand, lake: Lake, who: str, *, now: datetime) -> tuple[set[str], bool]:
    """What tells the person's rows, and whether they were named by a lead's number."""
    secret = imports.context_of(brand, strategies.in_force(brand), Choices(), now=now).contact_secret
    if secret is None:
        raise Trouble("no_contact_key", N_("The brand has no key for addresses. Restore the data home from a backup."))
    key = hashed(who, secret)
    marks = {key, f"lead:{key}", visitor_hashed(who, secret)}
    if "@" in who or lake.about_person(*marks).imports:
        return marks | _visits(lake, marks), False
    entries = [entry for each in _NUMBERED if lake.about_person(entry := each.format(who)).imports]
    if len(entries) > 1:
        raise BadInput(
            "two_leads", N_("There are several leads with this number. Say which: {known}."), known=", ".join(entries)
        )
    if not entries:
        return marks, False
    (entry,) = entries
    of_lead = lake.rows("lead").filter(nw.col("entry_id") == entry).select("contact_key").collect()
    keys = {each for each in of_lead["contact_key"].to_list() if each}
    return {entry, *keys} | _visits(lake, {entry, *keys}), True


def _visits(lake: Lake, marks: set[str]) -> set[str]:
    """What the website called the person: the visitor who became the lead, by the number the CRM gave it."""
    of_lead = lake.rows("lead").filter(
        nw.col("contact_key").is_in(sorted(marks)) | nw.col("entry_id").is_in(sorted(marks))
    )
    numbers = {each for each in of_lead.select("external_id").collect()["external_id"].to_list() if each}
    became = lake.rows("conversion").filter(nw.col("external_id").is_in(sorted(numbers)))
    return {each for each in became.select("user_key").collect()["user_key"].to_list() if each}


def _told(brand: Brand, found: _Found) -> PersonErased:
    names = brand.imports.filter(sha256__in=found.originals).values_list("file", flat=True)
    records = erasing.naming(found.traces.named_in, brand=brand)
    return PersonErased(
        rows=found.about.rows,
        originals=tuple(sorted(set(names))),
        waiting=len(found.aside),
        records=records,
        backups=len(found.backups),
        is_known=bool(found.about.imports or found.originals or records or found.backups),
    )


def _counted(told: PersonErased) -> Mapping[str, object]:
    """What the record keeps: figures alone."""
    return {**told.rows, "originals": len(told.originals), "waiting": told.waiting, "backups": told.backups}


def _note(record: ImportRecord, *, now: datetime) -> None:
    """The receipt says that its original is gone."""
    receipt = Receipt.from_json(record.receipt)
    if any(each.code == _GONE for each in receipt.warnings):
        return
    said = Sentence(
        _GONE,
        N_("The original was deleted on {day:day}, because somebody in it was erased. It can no longer be read again."),
        day=now.date(),
    )
    record.receipt = replace(receipt, warnings=(*receipt.warnings, said)).to_json()
    record.save(update_fields=["receipt"])


def _files(folder: Path) -> list[Path]:
    return sorted(path for path in folder.glob("*") if path.is_file())
