"""The columns a brand remembers: listed, renamed, forgotten, and handed on as a file."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from vaekst.actions import audit, mappings
from vaekst.actions.audit import Actor
from vaekst.actions.imports import profile
from vaekst.actions.people import Act, require
from vaekst.core.errors import BadInput, UnknownName
from vaekst.core.sentence import N_
from vaekst.sources.table.profile_files import SharedTable, read_file, written
from vaekst.store.models import Brand, MappingProfile

_LONGEST_NAME = 120
_SHORTEST_ID = 6


def tables(brand: Brand) -> list[MappingProfile]:
    """The tables whose columns the brand remembers, by name."""
    return list(brand.mappings.select_related("confirmed_by").order_by("name", "fingerprint"))


def find(brand: Brand, named: str) -> MappingProfile:
    """The one table of this name or id (its beginning is enough). Raises UnknownName, or BadInput where several fit."""
    everything = tables(brand)
    by_id = len(named) >= _SHORTEST_ID
    found = [row for row in everything if by_id and row.fingerprint.startswith(named)]
    found = found or [row for row in everything if row.name == named]
    if not found:
        raise UnknownName("remembered table", named, [row.name for row in everything])
    if len(found) > 1:
        raise BadInput(
            "several_tables",
            N_("Several remembered tables are called '{name}'. Name one by its id: {ids}."),
            name=named,
            ids=", ".join(row.fingerprint[:12] for row in found),
        )
    return found[0]


def rename(actor: Actor, brand: Brand, named: str, *, to: str) -> MappingProfile:
    """Gives a remembered table another name. Raises BadInput for an empty one."""
    require(actor, brand, Act.IMPORT)
    row, name = find(brand, named), to.strip()
    if not name or len(name) > _LONGEST_NAME:
        raise BadInput("table_name", N_("A name has 1 to {most} characters."), most=_LONGEST_NAME)
    before, row.name = row.name, name
    with transaction.atomic():
        row.save(update_fields=["name"])
        audit.record(actor, "mapping.rename", brand=brand, subject=name, before={"name": before}, after={"name": name})
    return row


def forget(actor: Actor, brand: Brand, named: str) -> str:
    """Forgets what the columns of a table mean; what was imported stays. The name it had."""
    require(actor, brand, Act.IMPORT)
    row = find(brand, named)
    with transaction.atomic():
        audit.record(actor, "mapping.forget", brand=brand, subject=row.name, before={**row.mapping, "kind": row.kind})
        row.delete()
    return row.name


def export(brand: Brand, form: str, *, only: Iterable[str] = ()) -> str:
    """All remembered tables as a file, or those named. Raises BadInput where there is nothing to write."""
    chosen = [find(brand, named) for named in only] or tables(brand)
    shared = [table for row in chosen if (table := _shared(row)) is not None]
    if not shared:
        raise BadInput(
            "nothing_remembered",
            N_("No table is remembered that could be written. Confirm the columns of one first: vaekst map FILE"),
        )
    return written(shared, form)


def take_in(actor: Actor, brand: Brand, text: str, *, now: datetime) -> list[str]:
    """Remembers the tables of a file, all or none; their names. Raises BadInput or UnknownName for what cannot hold."""
    require(actor, brand, Act.IMPORT)
    given = read_file(text)
    for table in given:
        mappings.checked_answers(brand, table.profile.options)
    with transaction.atomic():
        for table in given:
            mappings.remember(actor, brand, table, called=table.profile.name, action="mapping.import", now=now)
    return [table.profile.name for table in given]


def _shared(row: MappingProfile) -> SharedTable | None:
    """The table with the headers it is known by; None for one confirmed before headers were kept."""
    headers = row.mapping.get("headers")
    if not headers:
        return None
    return SharedTable(profile(row), tuple(headers), row.mapping.get("delimiter"))
