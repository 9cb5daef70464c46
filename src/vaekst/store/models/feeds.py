"""Standing ways for reports to read a brand's figures."""

from __future__ import annotations

from django.db import models
from django.utils import timezone

from vaekst.store.models.brand import Brand
from vaekst.store.models.people import Person


class Feed(models.Model):
    """Access for a spreadsheet, a dashboard or a program, until it is closed. Only the SHA-256 of its token is kept.

    It reads; `may_link` lets it also put links into the register.
    """

    brand = models.ForeignKey(Brand, on_delete=models.PROTECT, related_name="feeds")
    name = models.CharField(max_length=80)
    hash = models.CharField(max_length=64, unique=True)
    may_link = models.BooleanField(default=False)
    made_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField(default=timezone.now)
    read_on = models.DateField(null=True, blank=True)  # the last day it was read
    closed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("-made_at", "-id")

    def __str__(self) -> str:
        return self.name


class SiteKey(models.Model):
    """A website or server that may send events, until it is closed. The key stands in its pages and is no secret."""

    brand = models.ForeignKey(Brand, on_delete=models.PROTECT, related_name="site_keys")
    key = models.CharField(max_length=32, unique=True)
    name = models.CharField(max_length=80)
    origins = models.JSONField(default=list)  # such as https://example.com; empty: servers alone
    made_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField(default=timezone.now)
    closed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("brand", "name", "id")
        constraints = (
            models.UniqueConstraint(
                fields=("brand", "name"), condition=models.Q(closed_at__isnull=True), name="one_site_key_per_name"
            ),
        )

    def __str__(self) -> str:
        return self.name


class CollectedEvents(models.Model):
    """What one batch of collected events held of a site key, counted when it was taken into the facts."""

    brand = models.ForeignKey(Brand, on_delete=models.PROTECT, related_name="collected_events")
    site_key = models.ForeignKey(SiteKey, on_delete=models.PROTECT, related_name="collected")
    batch = models.CharField(max_length=80)  # the name of its file in the spool
    touches = models.PositiveIntegerField()
    conversions = models.PositiveIntegerField()
    newest_at = models.DateTimeField()  # when the newest of them happened

    class Meta:
        ordering = ("id",)
        constraints = (models.UniqueConstraint(fields=("site_key", "batch"), name="one_count_per_key_and_batch"),)

    def __str__(self) -> str:
        return f"{self.site_key}: {self.touches} + {self.conversions}"
