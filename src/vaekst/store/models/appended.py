"""Rows that are written once: history cannot be edited, only added to."""

from __future__ import annotations

from typing import Any, NoReturn, TypeVar

from django.db import models

_Row = TypeVar("_Row", bound=models.Model)


class AppendedRows(models.QuerySet[_Row]):
    """A query over rows that can be read and added, never changed."""

    def update(self, **_values: Any) -> NoReturn:
        """Raises TypeError, always."""
        refuse(self.model, "changed")

    def bulk_update(self, *_args: Any, **_options: Any) -> NoReturn:
        """Raises TypeError, always."""
        refuse(self.model, "changed")

    def delete(self) -> NoReturn:
        """Raises TypeError, always."""
        refuse(self.model, "deleted")


class Appended(models.Model):
    """A row that never changes after it was written. The database refuses updates too (see the migrations)."""

    objects = AppendedRows.as_manager()

    class Meta:
        abstract = True

    def save(self, *args: Any, **options: Any) -> None:
        """Write the row for the first and only time. Raises TypeError on any later call."""
        if not self._state.adding:
            refuse(type(self), "changed")
        super().save(*args, **options)

    def delete(self, *_args: Any, **_options: Any) -> NoReturn:
        """Raises TypeError, always."""
        refuse(type(self), "deleted")


def refuse(model: type[models.Model], verb: str) -> NoReturn:
    """Raises TypeError: the caller tried to rewrite history."""
    raise TypeError(f"A {model.__name__} is never {verb}. Append a new one instead.")
