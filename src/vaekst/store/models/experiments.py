"""Experiments: the question as it was registered, version by version, and the verdict it was closed with."""

from __future__ import annotations

from django.db import models
from django.utils import timezone

from vaekst.store.models.appended import Appended
from vaekst.store.models.brand import Brand, StrategyVersion
from vaekst.store.models.people import Person


class ExperimentVersion(Appended):
    """An experiment as it was registered. Numbers run from 1 within a key; the highest holds.

    `plan` is `core.experiments.Plan` as plain values; channel, concept and metric repeat it, to be looked for.
    """

    brand = models.ForeignKey(Brand, on_delete=models.PROTECT, related_name="experiments")
    key = models.SlugField(max_length=63)
    number = models.PositiveIntegerField()
    channel = models.CharField(max_length=63)
    concept = models.CharField(max_length=63)
    metric = models.CharField(max_length=40)
    plan = models.JSONField()
    why = models.TextField(blank=True)
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    strategy_version = models.ForeignKey(StrategyVersion, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ("brand", "key", "number")
        constraints = (models.UniqueConstraint(fields=("brand", "key", "number"), name="one_experiment_per_number"),)

    def __str__(self) -> str:
        return f"{self.key} v{self.number}"


class ClosedAs(models.TextChoices):
    """How an experiment was closed."""

    PASSED = "passed"
    FAILED = "failed"
    UNDECIDED = "ended undecided"
    STOPPED = "stopped early"


class ExperimentClosing(Appended):
    """The verdict an experiment was closed with, and all that is needed to replay why. It is closed once."""

    brand = models.ForeignKey(Brand, on_delete=models.PROTECT, related_name="closings")
    version = models.OneToOneField(ExperimentVersion, on_delete=models.PROTECT, related_name="closing")
    outcome = models.CharField(max_length=20, choices=ClosedAs.choices)
    reason = models.TextField(blank=True)
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    strategy_version = models.ForeignKey(StrategyVersion, on_delete=models.PROTECT, related_name="+")
    lake_version = models.TextField()
    as_of = models.DateTimeField()
    definitions_hash = models.CharField(max_length=64)
    evidence = models.JSONField()

    class Meta:
        ordering = ("-at", "-id")
        constraints = (
            models.CheckConstraint(condition=models.Q(outcome__in=ClosedAs.values), name="outcome_is_known"),
        )

    def __str__(self) -> str:
        return f"{self.version}: {self.outcome}"
