"""People, what they may do where, and how they get in."""

from __future__ import annotations

import secrets

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.utils import timezone
from django.utils.crypto import salted_hmac

from vaekst.core.sentence import N_
from vaekst.store.models.brand import Brand


class Role(models.TextChoices):
    """What someone is in a brand, most rights first."""

    OWNER = N_("owner")
    EDITOR = N_("editor")
    REVIEWER = N_("reviewer")
    VIEWER = N_("viewer")


def fresh_stamp() -> str:
    """A random mark that all of a person's sessions carry; a new one ends them."""
    return secrets.token_hex(16)


class People(BaseUserManager["Person"]):
    """All people, found by e-mail address without regard to case."""

    def by_email(self, email: str) -> Person | None:
        return self.filter(email=email.strip().lower()).first()


class Person(AbstractBaseUser):
    """Someone who signs in, known by their e-mail address in lower case. Nobody has a password."""

    password = None  # type: ignore[assignment]  # Django's documented way to drop an inherited column
    email = models.EmailField(unique=True)
    name = models.CharField(max_length=120, blank=True)
    locale = models.CharField(max_length=8, blank=True)  # empty: the brand's
    is_active = models.BooleanField(default=True)
    is_local = models.BooleanField(default=False)  # the person at this machine's keyboard
    stamp = models.CharField(max_length=32, default=fresh_stamp)
    created_at = models.DateTimeField(default=timezone.now)

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS = []

    objects = People()

    class Meta:
        ordering = ("email",)
        verbose_name_plural = "people"
        constraints = (
            models.UniqueConstraint(
                fields=("is_local",), condition=models.Q(is_local=True), name="one_person_at_the_keyboard"
            ),
        )

    def __str__(self) -> str:
        return self.name or self.email

    def get_session_auth_hash(self) -> str:
        """Sessions hold as long as this does: until the stamp is renewed."""
        return salted_hmac("vaekst.store.Person.stamp", self.stamp, algorithm="sha256").hexdigest()

    def save(self, *args: object, **options: object) -> None:
        self.email = self.email.strip().lower()
        super().save(*args, **options)  # type: ignore[arg-type]  # passed on untouched


class Membership(models.Model):
    """A person's role in a brand."""

    brand = models.ForeignKey(Brand, on_delete=models.CASCADE, related_name="memberships")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="memberships")
    role = models.CharField(max_length=10, choices=Role.choices)
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ("brand", "person")
        constraints = (
            models.UniqueConstraint(fields=("brand", "person"), name="one_role_per_person_and_brand"),
            models.CheckConstraint(condition=models.Q(role__in=Role.values), name="role_is_known"),
        )

    def __str__(self) -> str:
        return f"{self.person}: {self.role} of {self.brand}"


class SignInLink(models.Model):
    """A way in that works once and not after `expires`. Only the SHA-256 of its token is kept."""

    hash = models.CharField(max_length=64, unique=True)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="links")
    created_at = models.DateTimeField(default=timezone.now)
    expires = models.DateTimeField()
    used_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"link for {self.person}, good until {self.expires:%Y-%m-%d %H:%M}"
