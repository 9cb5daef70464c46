"""Erasing a brand: facts, originals, uploads, connections, decisions and record; one line stays that it happened."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import narwhals as nw
from django.db import transaction

from vaekst.actions import audit, facts
from vaekst.actions.audit import Actor
from vaekst.actions.erasure.record import BRAND, backups_with
from vaekst.actions.erasure.traces import traces_of
from vaekst.actions.people import Act, require
from vaekst.core.errors import BadInput
from vaekst.core.sentence import N_
from vaekst.store import erasing
from vaekst.store.models import Brand


@dataclass(frozen=True, slots=True)
class BrandErased:
    """What went of a brand, or would go."""

    rows: int  # of facts
    originals: int
    records: int  # rows of the store
    backups: int  # copies of the store


def about_brand(actor: Actor, brand: Brand) -> BrandErased:
    """What `erase_brand` would erase; nothing is changed. Raises NotAllowed."""
    require(actor, brand, Act.ERASE)
    lake = facts.lake(brand)
    rows = sum(int(lake.rows(table).select(nw.len()).collect().item()) for table in lake.version())
    records = sum(found.count() for found in erasing.rows_of(brand))
    originals = len(facts.archive(brand).originals())
    return BrandErased(rows, originals, records, len(_backups_of(brand)))


def erase_brand(actor: Actor, brand: Brand, *, typed: str) -> BrandErased:
    """Erase everything of the brand for good. `typed` is its short name, as somebody wrote it to say that they mean it.

    Raises NotAllowed, BadInput where something else was typed, and Trouble when lake or store are busy: then the brand is
    still there, and can be erased again.
    """
    require(actor, brand, Act.ERASE)
    check_typed(brand, typed)
    lake, archive = facts.lake(brand), facts.archive(brand)
    folders = (
        archive.root,
        facts.waiting(brand),
        facts.pulled(brand),
        facts.collected(brand),
        facts.clicked(brand),
        facts.counted(brand),
        lake.near,
    )
    told = about_brand(actor, brand)
    with lake.turn(), transaction.atomic():
        lake.erase_brand()
        archive.erase_brand()
        records = erasing.erase_brand(brand)
        erasing.forget_in_sessions(traces_of(brand.slug, brand.name).named_in)
        audit.record(actor, BRAND, after=_counted(told))
    for backup in _backups_of(brand):
        backup.unlink(missing_ok=True)
    for folder in folders:
        shutil.rmtree(folder, ignore_errors=True)
    transaction.on_commit(erasing.wipe)
    return BrandErased(told.rows, told.originals, records, told.backups)


def check_typed(brand: Brand, typed: str) -> None:
    """Raises BadInput unless the brand's short name was typed."""
    if typed.strip() != brand.slug:
        raise BadInput(
            "not_confirmed",
            N_("Nothing was erased. Type the brand's short name, {slug}, to say that you mean it."),
            slug=brand.slug,
        )


def _backups_of(brand: Brand) -> list[Path]:
    return backups_with(traces_of(str(brand.uuid), brand.uuid.hex).named_in_file)


def _counted(told: BrandErased) -> Mapping[str, object]:
    return {"rows": told.rows, "originals": told.originals, "records": told.records}
