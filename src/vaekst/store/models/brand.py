"""Brands, and the strategy documents that govern them."""

from __future__ import annotations

import uuid

from django.db import models
from django.utils import timezone

from vaekst.store.models.appended import Appended


class Brand(models.Model):
    """A workspace. `name` and `locale` repeat the strategy in force, for lists and greetings.

    `demo_at` says when it was made as the demo, whose truth is known; None for everybody's own.
    """

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    slug = models.SlugField(max_length=60, unique=True)
    name = models.CharField(max_length=120)
    locale = models.CharField(max_length=8, default="en")
    created_at = models.DateTimeField(default=timezone.now)
    demo_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("name", "slug")

    def __str__(self) -> str:
        return self.name


class StrategyVersion(Appended):
    """The strategy document exactly as it was applied: who, when, why. Numbers run from 1 within a brand."""

    brand = models.ForeignKey(Brand, on_delete=models.PROTECT, related_name="strategies")
    number = models.PositiveIntegerField()
    text = models.TextField()
    sha256 = models.CharField(max_length=64)
    applied_by = models.ForeignKey("store.Person", on_delete=models.PROTECT, related_name="+")
    applied_at = models.DateTimeField(default=timezone.now)
    why = models.TextField(blank=True)

    class Meta:
        ordering = ("brand", "-number")
        constraints = (models.UniqueConstraint(fields=("brand", "number"), name="one_strategy_per_number"),)

    def __str__(self) -> str:
        return f"{self.brand} v{self.number}"
