"""Accounts whose figures are pulled through a platform's API, and each pull."""

from __future__ import annotations

import uuid

from django.db import models
from django.utils import timezone

from vaekst.store.models.brand import Brand
from vaekst.store.models.people import Person


class Connection(models.Model):
    """An account figures are pulled from. `secret` is encrypted, and emptied when the account is disconnected."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    brand = models.ForeignKey(Brand, on_delete=models.CASCADE, related_name="connections")
    service = models.CharField(max_length=40)
    server = models.CharField(max_length=300, blank=True)
    account = models.CharField(max_length=300)  # the platform's own id
    handle = models.CharField(max_length=300, blank=True)
    name = models.CharField(max_length=300, blank=True)
    channel = models.CharField(max_length=60, blank=True)  # empty: the platform's only one
    secret = models.TextField(blank=True)
    connected_at = models.DateTimeField(default=timezone.now)
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    disconnected_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("service", "handle", "id")
        constraints = (
            models.UniqueConstraint(
                fields=("brand", "service", "server", "account"),
                condition=models.Q(disconnected_at__isnull=True),
                name="one_connection_per_account",
            ),
        )

    def __str__(self) -> str:
        return f"{self.service} {self.handle or self.name or self.account}"


class PullState(models.TextChoices):
    """How a pull stands."""

    RUNNING = "running"
    STOPPED = "stopped"  # goes on where it stopped
    DONE = "done"
    FAILED = "failed"  # a person has to act; the next pull begins anew


class Pull(models.Model):
    """One pull of a connection: how far it came, what could not be had, and when to try again."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    connection = models.ForeignKey(Connection, on_delete=models.CASCADE, related_name="pulls")
    state = models.CharField(max_length=10, choices=PullState.choices, default=PullState.RUNNING)
    posts_from = models.DateField()
    first = models.DateField()
    last = models.DateField()
    asked = models.PositiveIntegerField(default=0)  # questions sent so far
    import_id = models.CharField(max_length=64, blank=True)
    errors = models.JSONField(default=list)  # metric and sentence
    why = models.JSONField(null=True, blank=True)  # the sentence that says why it stopped
    not_before = models.DateTimeField(null=True, blank=True)  # when the platform answers again
    started_at = models.DateTimeField(default=timezone.now)
    ended_at = models.DateTimeField(null=True, blank=True)
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ("-id",)
        constraints = (
            models.CheckConstraint(condition=models.Q(state__in=PullState.values), name="pull_state_is_known"),
        )

    def __str__(self) -> str:
        return f"{self.connection}: {self.state}"
