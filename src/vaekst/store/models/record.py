"""What was measured against, what was decided, and who did what: the record that is never rewritten."""

from __future__ import annotations

from django.db import models
from django.utils import timezone

from vaekst.store.models.appended import Appended
from vaekst.store.models.brand import Brand, StrategyVersion
from vaekst.store.models.people import Person


class Baseline(Appended):
    """The figures a sprint is measured against, frozen with the data they came from. The highest number holds."""

    brand = models.ForeignKey(Brand, on_delete=models.PROTECT, related_name="baselines")
    number = models.PositiveIntegerField()
    frozen_at = models.DateTimeField(default=timezone.now)
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    as_of = models.DateTimeField()
    strategy_version = models.ForeignKey(StrategyVersion, on_delete=models.PROTECT, related_name="+")
    lake_version = models.TextField()
    figures = models.JSONField()
    why = models.TextField(blank=True)

    class Meta:
        ordering = ("brand", "-number")
        constraints = (models.UniqueConstraint(fields=("brand", "number"), name="one_baseline_per_number"),)

    def __str__(self) -> str:
        return f"{self.brand} baseline {self.number}"


class Verdict(models.TextChoices):
    """What a person can decide about a concept; to wait is to look again next week, for a reason."""

    SCALE = "scale"
    ITERATE = "iterate"
    STOP = "stop"
    WAIT = "wait"


class Decision(Appended):
    """What a person decided about a concept on a channel in a week, with all that is needed to replay why.

    A change of mind is a new decision that supersedes this one; the newest of the chain holds.
    """

    brand = models.ForeignKey(Brand, on_delete=models.PROTECT, related_name="decisions")
    channel = models.CharField(max_length=60)
    concept = models.CharField(max_length=80)
    week = models.CharField(max_length=8)  # ISO, such as 2026-W47
    verdict = models.CharField(max_length=10, choices=Verdict.choices)
    proposal = models.CharField(max_length=30)
    reason = models.TextField(blank=True)
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    strategy_version = models.ForeignKey(StrategyVersion, on_delete=models.PROTECT, related_name="+")
    lake_version = models.TextField()
    as_of = models.DateTimeField()
    definitions_hash = models.CharField(max_length=64)
    evidence = models.JSONField()
    supersedes = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="superseded_by"
    )

    class Meta:
        ordering = ("-at", "-id")
        constraints = (
            models.UniqueConstraint(
                fields=("brand", "channel", "concept", "week"),
                condition=models.Q(supersedes__isnull=True),
                name="one_first_decision_per_week",
            ),
            models.CheckConstraint(condition=models.Q(verdict__in=Verdict.values), name="verdict_is_known"),
        )
        indexes = (models.Index(fields=("brand", "week"), name="decision_by_week"),)

    def __str__(self) -> str:
        return f"{self.week} {self.channel}/{self.concept}: {self.verdict}"


class Via(models.TextChoices):
    """The entrance a person came through."""

    CLI = "cli"
    WEB = "web"
    API = "api"


class AuditEvent(Appended):
    """Who changed what and when, with the values before and after. Without a brand: something of a person's own."""

    brand = models.ForeignKey(Brand, on_delete=models.PROTECT, null=True, blank=True, related_name="events")
    at = models.DateTimeField(default=timezone.now)
    by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    via = models.CharField(max_length=10, choices=Via.choices)
    action = models.CharField(max_length=60)
    subject = models.CharField(max_length=200, blank=True)
    before = models.JSONField(null=True, blank=True)
    after = models.JSONField(null=True, blank=True)

    class Meta:
        ordering = ("-at", "-id")
        indexes = (models.Index(fields=("brand", "-at"), name="audit_newest"),)

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.action} {self.subject}"
