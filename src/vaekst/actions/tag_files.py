"""Tagging files: the concepts somebody gave to posts in a spreadsheet.

Such a file says what should be, not what happened. It can be imported as often as one likes: what it says already
holds and changes nothing, or it does not and is done.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import NAMESPACE_URL, uuid5

from django.db import transaction

from vaekst.actions import facts, posts, strategies
from vaekst.actions.audit import Actor
from vaekst.actions.once import all_or_nothing, record_import
from vaekst.core.errors import nearest
from vaekst.core.receipt import Receipt, Status
from vaekst.core.sentence import N_, Sentence
from vaekst.sources import Reading, Tag, Upload
from vaekst.store import queries
from vaekst.store.models import Brand

UNKNOWN_TAG = "unknown_tag"


def take_in(
    actor: Actor, brand: Brand, upload: Upload, reading: Reading, receipt: Receipt, *, now: datetime
) -> Receipt:
    """The receipt of a tagging file, whose posts now belong to its concepts. Refused when it fits no post at all."""
    wanted, strays = _sorted(brand, reading)
    if strays:
        receipt = _without(receipt, strays)
    if not wanted:
        return replace(receipt, status=Status.REFUSED, refusal=receipt.warnings[-1], warnings=receipt.warnings[:-1])
    standing = queries.tags(brand)
    news = {key: concept for key, concept in wanted.items() if key not in standing or standing[key] != concept}
    if not news:
        return replace(receipt, status=Status.ALREADY_IMPORTED)
    receipt = replace(receipt, import_id=str(uuid5(NAMESPACE_URL, f"{receipt.sha256}|{now.isoformat()}")))
    with all_or_nothing(brand, upload, receipt):
        facts.archive(brand).put(upload.path)
        with transaction.atomic():
            record_import(actor, brand, receipt, upload, str(facts.lake(brand).version()), now=now)
            posts.tag_from_file(actor, brand, news, now=now)
    return receipt


@dataclass(frozen=True, slots=True)
class _Stray:
    """A line whose post or concept nobody knows, and the concept that was probably meant."""

    tag: Tag
    meant: str | None


def _sorted(brand: Brand, reading: Reading) -> tuple[Mapping[str, str | None], list[_Stray]]:
    """The concept of every post that is known with it, by post key, and the other lines."""
    concepts, known, fitting = strategies.in_force(brand).concepts, posts.identities(brand), {}
    strays = []
    for tag in reading.tags:
        key = known.find(tag.post)
        if key is not None and (tag.concept is None or tag.concept in concepts):
            fitting[key] = tag.concept
        else:
            strays.append(_Stray(tag, nearest(tag.concept, concepts) if key and tag.concept else None))
    return fitting, strays


def _without(receipt: Receipt, strays: list[_Stray]) -> Receipt:
    """The receipt with the lines left out accounted for, and one of them shown."""
    one = next((stray for stray in strays if stray.meant), strays[0])
    if one.meant:
        template = N_(
            "{n} rows name a post or a concept nobody knows and were left out, such as the concept '{concept}'. Did you "
            "mean '{meant}'?"
        )
    else:
        template = N_(
            "{n} rows name a post or a concept nobody knows and were left out, such as post '{post}' with concept "
            "'{concept}'. Import the posts first; `vaekst strategy show` lists the concepts."
        )
    told = Sentence(
        UNKNOWN_TAG, template, n=len(strays), post=one.tag.post, concept=one.tag.concept or "", meant=one.meant
    )
    return replace(
        receipt,
        rows_kept=receipt.rows_kept - len(strays),
        rows_dropped={**receipt.rows_dropped, UNKNOWN_TAG: len(strays)},
        warnings=(*receipt.warnings, told),
    )
