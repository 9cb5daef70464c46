"""The one way past "written once": what must be erased because somebody may ask for it.

Nothing but an erasure uses this. The models and the database go on refusing what they refuse (see `models.appended` and
the migrations): a row is never changed where it stands. One that names somebody is deleted and written anew, with the same
number and without the name, in the same transaction.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator
from typing import Any

from django.apps import apps
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session
from django.db import OperationalError, connection, models

from vaekst.core.errors import Trouble
from vaekst.core.sentence import N_
from vaekst.store.models import Brand, Person, Pull, StrategyVersion
from vaekst.store.models.appended import Appended

_SIGNED_IN = frozenset({SESSION_KEY, BACKEND_SESSION_KEY, HASH_SESSION_KEY})

Say = Callable[[str], str]
"""What is to stand in the place of a text."""


def rows_of(brand: Brand) -> Iterator[models.QuerySet[Any]]:
    """Everything the store holds of the brand, the brand itself last."""
    yield Pull.objects.filter(connection__brand=brand)
    yield from (rows.filter(brand=brand) for rows in _with_a_brand())
    yield Brand.objects.filter(pk=brand.pk)


def erase_brand(brand: Brand) -> int:
    """Delete all of it; how many rows it was. Belongs in a transaction, at whose end nothing may refer to them."""
    return sum(_erase(rows) for rows in rows_of(brand))


def reword(say: Say, *, brand: Brand | None = None) -> int:
    """Have every text of the brand, or of all of them, say something else; how many rows that changed."""
    wanted = (rows if brand is None else rows.filter(brand=brand) for rows in _with_a_brand())
    changed = [(row, news) for rows in wanted for row in rows.iterator() if (news := _news(row, say))]
    for row, news in changed:
        _rewrite(row, news)
    return len(changed)


def naming(names: Callable[[str], bool], *, brand: Brand | None = None) -> int:
    """How many rows of the brand, or of all of them, have a text that names what is looked for."""
    wanted = (rows if brand is None else rows.filter(brand=brand) for rows in _with_a_brand())
    return sum(any(names(_written(value)) for value in _texts(row).values()) for rows in wanted for row in rows)


def end_sessions(person: Person) -> None:
    """Delete the person's sessions and their ways in."""
    for session in Session.objects.iterator():
        if session.get_decoded().get(SESSION_KEY) == str(person.pk):
            session.delete()
    person.links.all().delete()


def forget_in_sessions(names: Callable[[str], bool]) -> None:
    """Drop what sessions remember that names what is looked for; everybody stays signed in."""
    for session in Session.objects.iterator():
        held = session.get_decoded()
        kept = {name: value for name, value in held.items() if name in _SIGNED_IN or not names(_written(value))}
        if kept != held:
            Session.objects.filter(pk=session.pk).update(session_data=SessionStore().encode(kept))


def wipe() -> None:
    """Let nothing that was deleted stay readable in the store's file. Only outside a transaction.

    Other databases than SQLite see to that themselves, in time. Raises Trouble while somebody else is writing or reading.
    """
    if connection.vendor != "sqlite":
        return
    try:
        with connection.cursor() as cursor:
            cursor.execute("VACUUM")
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            (is_busy, *_) = cursor.fetchone()
    except OperationalError:
        is_busy = 1
    if is_busy:
        raise Trouble(
            "not_wiped",
            N_(
                "Everything was erased, but the store is in use and its file may still hold traces. Stop what uses it, then: "
                "vaekst erase finish"
            ),
        )


def _with_a_brand() -> Iterator[models.QuerySet[Any]]:
    for model in apps.get_app_config("store").get_models():
        if any(field.name == "brand" for field in model._meta.fields):  # noqa: SLF001 (what Django calls its public API)
            yield models.QuerySet(model)


def _erase(rows: models.QuerySet[Any]) -> int:
    return int(rows._raw_delete(rows.db))  # noqa: SLF001 (deletes without asking the models)


def _texts(row: models.Model) -> dict[str, Any]:
    kinds = (models.CharField, models.TextField, models.JSONField)
    return {
        field.name: getattr(row, field.name)
        for field in row._meta.concrete_fields  # noqa: SLF001 (what Django calls its public API)
        if isinstance(field, kinds) and not field.choices
    }


def _news(row: models.Model, say: Say) -> dict[str, Any]:
    """The texts of the row that change."""
    texts = _texts(row)
    news = {name: said for name, value in texts.items() if (said := _said(value, say)) != value}
    if isinstance(row, StrategyVersion) and "text" in news:
        news["sha256"] = hashlib.sha256(news["text"].encode()).hexdigest()
    return news


def _said(value: Any, say: Say) -> Any:
    if isinstance(value, str):
        return say(value)
    if isinstance(value, dict):
        return {say(name): _said(each, say) for name, each in value.items()}
    return [_said(each, say) for each in value] if isinstance(value, list) else value


def _written(value: Any) -> str:
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, default=str)


def _rewrite(row: models.Model, news: dict[str, Any]) -> None:
    rows: models.QuerySet[Any] = models.QuerySet(type(row))
    same = rows.filter(pk=row.pk)
    if not isinstance(row, Appended):
        same.update(**news)
        return
    for name, value in news.items():
        setattr(row, name, value)
    _erase(same)
    rows.bulk_create([row])
