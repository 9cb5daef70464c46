"""The store as a Django app; the only one with models."""

from __future__ import annotations

from django.apps import AppConfig


class StoreConfig(AppConfig):
    name = "vaekst.store"
    label = "store"
