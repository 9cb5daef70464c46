"""History is only ever added to: not by the models, not past them."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.apps import apps
from django.db import IntegrityError, connection, models
from tests.store import builders

from vaekst.store.models import AuditEvent, Brand, TagUndo, Via
from vaekst.store.models.appended import Appended

WRITE: dict[str, Callable[[Brand], Appended]] = {
    "strategyversion": builders.strategy,
    "tagging": builders.tagging,
    "tagundo": lambda brand: TagUndo.objects.create(
        brand=brand, batch=builders.tagging(brand).batch, by=builders.someone(brand)
    ),
    "baseline": builders.baseline,
    "decision": builders.decision,
    "standup": builders.standup,
    "minutes": builders.minutes,
    "experimentversion": builders.experiment,
    "experimentclosing": builders.closing,
    "exchangerate": builders.rate,
    "auditevent": lambda brand: AuditEvent.objects.create(brand=brand, via=Via.CLI, action="test"),
}


def test_every_model_that_is_written_once_is_tried_here():
    assert set(WRITE) == {model._meta.model_name for model in apps.get_models() if issubclass(model, Appended)}


@pytest.fixture(params=sorted(WRITE))
def row(request: pytest.FixtureRequest, shop: Brand) -> Appended:
    return WRITE[request.param](shop)


def test_a_row_comes_back_as_it_was_written(row):
    assert type(row).objects.get(pk=row.pk) == row


def test_a_row_cannot_be_saved_again(row):
    with pytest.raises(TypeError, match="never changed"):
        row.save()


def test_a_row_cannot_be_deleted(row):
    with pytest.raises(TypeError, match="never deleted"):
        row.delete()


@pytest.mark.parametrize(
    "rewrite",
    [
        lambda rows: rows.update(brand=None),
        lambda rows: rows.bulk_update([], ["brand"]),
        lambda rows: rows.delete(),
    ],
    ids=["update", "bulk_update", "delete"],
)
def test_a_query_cannot_rewrite_rows(row, rewrite):
    with pytest.raises(TypeError, match="Append a new one instead"):
        rewrite(type(row).objects.all())


def test_the_database_refuses_what_goes_past_the_models(row):
    table, column = type(row)._meta.db_table, "brand_id"
    with pytest.raises(IntegrityError, match="never changed"), connection.cursor() as cursor:
        cursor.execute(f"UPDATE {table} SET {column} = {column} WHERE id = %s", [row.pk])  # noqa: S608 (a table's name)


def test_a_brand_with_history_cannot_be_deleted(shop):
    with pytest.raises(models.ProtectedError):
        shop.delete()
