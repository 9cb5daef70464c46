"""What would be erased, line by line, in the words of the page."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from vaekst.actions.erasure import BrandErased, MemberErased, PersonErased
from vaekst.web.shell.words import number


@dataclass(frozen=True, slots=True)
class Found:
    """What there is of somebody, and who they are, to be sent along again."""

    what: str  # `person`, `member` or `brand`
    who: str
    lines: tuple[tuple[str, str], ...]


def of_person(who: str, told: PersonErased) -> Found:
    return Found("person", who, tuple(_person(told)) if told.is_known else ())


def _person(told: PersonErased) -> Iterator[tuple[str, str]]:
    yield _("Rows of facts"), number(sum(told.rows.values()))
    yield _("Original files, which go whole"), ", ".join(told.originals) or number(0)
    yield _("Uploads that wait for an answer"), number(told.waiting)
    yield _("Lines of receipts and history that name them"), number(told.records)
    yield _("Copies of the database"), number(told.backups)


def of_member(who: str, told: MemberErased) -> Found:
    lines = (
        (_("Account"), who),
        (_("Lines of history that name them"), number(told.records)),
        (_("Copies of the database"), number(told.backups)),
    )
    return Found("member", who, lines)


def of_brand(told: BrandErased) -> Found:
    lines = (
        (_("Rows of facts"), number(told.rows)),
        (_("Original files"), number(told.originals)),
        (_("Rows of the database"), number(told.records)),
        (_("Copies of the database"), number(told.backups)),
    )
    return Found("brand", "", lines)
