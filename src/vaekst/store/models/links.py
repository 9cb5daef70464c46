"""Links that say where they stand, and how often their short forms were followed."""

from __future__ import annotations

from django.db import models
from django.utils import timezone

from vaekst.store.models.brand import Brand, StrategyVersion
from vaekst.store.models.people import Person


class Link(models.Model):
    """A link of the register: one placement, one link, until it is withdrawn. Parts nobody said are empty.

    `url` is the only place its short form ever leads to. `creator_name` and `batch_name` are as somebody wrote them.
    """

    brand = models.ForeignKey(Brand, on_delete=models.PROTECT, related_name="links")
    code = models.CharField(max_length=12, unique=True)
    channel = models.CharField(max_length=63)
    batch = models.CharField(max_length=63)
    concept = models.CharField(max_length=63, blank=True)
    format = models.CharField(max_length=63, blank=True)
    creator = models.CharField(max_length=63, blank=True)
    distribution = models.CharField(max_length=10)
    creator_name = models.CharField(max_length=120, blank=True)
    batch_name = models.CharField(max_length=120)
    page = models.TextField()
    url = models.TextField()
    made_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField(default=timezone.now)
    strategy_version = models.ForeignKey(StrategyVersion, on_delete=models.PROTECT, related_name="+")
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("-made_at", "-id")
        constraints = (
            models.UniqueConstraint(
                fields=("brand", "channel", "batch", "concept", "format", "creator", "distribution"),
                condition=models.Q(withdrawn_at__isnull=True),
                name="one_link_per_placement",
            ),
        )

    def __str__(self) -> str:
        return self.code


class LinkClicks(models.Model):
    """How often a short link was followed in one hour from one place: counts of nobody in particular."""

    brand = models.ForeignKey(Brand, on_delete=models.PROTECT, related_name="link_clicks")
    link = models.ForeignKey(Link, on_delete=models.PROTECT, related_name="clicks")
    hour = models.DateTimeField()  # its first moment
    referrer = models.CharField(max_length=120, blank=True)  # the host alone; empty where none was told
    is_bot = models.BooleanField()
    count = models.PositiveIntegerField()

    class Meta:
        ordering = ("-hour", "-id")
        constraints = (
            models.UniqueConstraint(fields=("link", "hour", "referrer", "is_bot"), name="one_count_per_hour_and_place"),
        )

    def __str__(self) -> str:
        return f"{self.link} {self.hour:%Y-%m-%d %H}: {self.count}"


class ClickBatch(models.Model):
    """A file of waiting clicks that is counted and not gone yet, so that no crash counts it twice."""

    brand = models.ForeignKey(Brand, on_delete=models.PROTECT, related_name="click_batches")
    name = models.CharField(max_length=80)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("brand", "name"), name="one_click_batch_per_file"),)

    def __str__(self) -> str:
        return self.name
