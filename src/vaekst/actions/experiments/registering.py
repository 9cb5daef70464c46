"""Registering an experiment before it runs, and putting another version in its place, with the reason."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from itertools import groupby

from django.db import transaction

from vaekst.actions import audit, facts, posts, strategies
from vaekst.actions.audit import Actor
from vaekst.actions.experiments.reading import closing_of
from vaekst.actions.known import Known, known_at
from vaekst.actions.people import Act, require
from vaekst.core.errors import BadInput, Conflict, UnknownName
from vaekst.core.experiments import BadRegistration, Draft, FieldFault, Plan, draft_of, read_plan
from vaekst.core.sentence import N_, Sentence
from vaekst.core.strategy.fields import slug
from vaekst.store import queries
from vaekst.store.models import Brand, ExperimentVersion


@transaction.atomic
def register(actor: Actor, brand: Brand, draft: Draft, *, now: datetime) -> ExperimentVersion:
    """Registers the experiment; posts count from now on.

    Raises BadRegistration with every fault, one of them where another metric is tried on the same posts.
    """
    require(actor, brand, Act.DECIDE)
    Brand.objects.select_for_update().get(pk=brand.pk)  # one after the other: no two metrics at once
    known = _known(brand, now)
    plan = _plan(brand, known, draft)
    key = slug(plan.name)
    if queries.experiment_versions(brand, key).exists():
        template = N_("An experiment is called '{name}' already. Choose another name, or revise that one.")
        raise BadRegistration([FieldFault("name", Sentence("experiment_exists", template, name=plan.name))])
    made = _version(actor, brand, key, 1, plan, known, why="", now=now)
    audit.record(actor, "experiment.register", brand=brand, subject=key, after=plan.to_json())
    return made


@transaction.atomic
def revise(
    actor: Actor, brand: Brand, key: str, draft: Draft, *, why: str, based_on: int | None = None, now: datetime
) -> ExperimentVersion:
    """Puts a new version in the place of the one that holds, with the reason; the old one stays.

    A changed question counts posts from now on; other words, a later end and posts named by hand keep those there are.
    `based_on` is the version the author looked at. Raises UnknownName, BadRegistration, BadInput where the experiment is closed,
    nothing changes or the reason is missing, and Conflict when somebody else revised it meanwhile.
    """
    require(actor, brand, Act.DECIDE)
    Brand.objects.select_for_update().get(pk=brand.pk)
    newest = _open_version(brand, key, based_on)
    before = Plan.from_json(newest.plan)
    known = _known(brand, now)
    plan = _plan(brand, known, draft, key=key, before=before)
    if plan == before:
        raise BadInput("nothing_revised", N_("Nothing is different from version {number}."), number=newest.number)
    if not why.strip():
        raise BadInput("why_revised", N_("Say why the experiment is changed; the reason stays with the new version."))
    made = _version(actor, brand, key, newest.number + 1, plan, known, why=why.strip(), now=now)
    audit.record(
        actor,
        "experiment.revise",
        brand=brand,
        subject=f"{key} v{made.number}",
        before=_changed(before, plan),
        after=_changed(plan, before) | {"why": made.why},
    )
    return made


def draft_for(brand: Brand, key: str) -> tuple[Draft, int]:
    """The version that holds as it would be typed, and its number. Raises UnknownName."""
    newest = newest_version(brand, key)
    return draft_of(Plan.from_json(newest.plan)), newest.number


def _plan(brand: Brand, known: Known, draft: Draft, *, key: str = "", before: Plan | None = None) -> Plan:
    return read_plan(
        draft,
        strategy=known.strategy,
        today=known.as_of.date(),
        posts=_named(brand, known, draft),
        before=before,
        running=_running(brand, but=key),
    )


def _known(brand: Brand, now: datetime) -> Known:
    return known_at(brand, facts.at(None, now=now, timezone=strategies.in_force(brand).brand.timezone))


def _named(brand: Brand, known: Known, draft: Draft) -> dict[str, str]:
    """The key of each post that was typed, as far as it is one of the channel."""
    if not draft.named_posts:
        return {}
    names = posts.identities(brand)
    here = {post.key for post in posts.read_posts(known) if post.channel == draft.channel.strip()}
    found = {typed: names.find(typed) for typed in draft.named_posts}
    return {typed: key for typed, key in found.items() if key in here and key is not None}


def _running(brand: Brand, *, but: str) -> Iterable[Plan]:
    """The plans of the brand's open experiments, all but one."""
    for key, group in groupby(queries.experiment_versions(brand), key=lambda row: row.key):
        rows = tuple(group)
        if key != but and closing_of(rows) is None:
            yield Plan.from_json(rows[-1].plan)


def newest_version(brand: Brand, key: str) -> ExperimentVersion:
    """The version that holds. Raises UnknownName with the nearest key."""
    newest = queries.experiment_versions(brand, key).last()
    if newest is None:
        raise UnknownName("experiment", key, brand.experiments.values_list("key", flat=True).distinct())
    return newest


def _open_version(brand: Brand, key: str, based_on: int | None) -> ExperimentVersion:
    """The version that holds. Raises BadInput when the experiment is closed, Conflict when it is not the one looked at."""
    newest = newest_version(brand, key)
    if closing_of([newest]) is not None:
        raise BadInput(
            "experiment_closed",
            N_("'{key}' is closed. Its verdict stays; register another experiment to ask again."),
            key=key,
        )
    if based_on is not None and based_on != newest.number:
        raise overtaken(newest)
    return newest


def overtaken(newest: ExperimentVersion) -> Conflict:
    """The refusal for somebody who looked at an earlier version."""
    return Conflict(
        "revised_meanwhile",
        N_(
            "{who} put version {number} of '{key}' in place meanwhile. Nothing was written. Look at it, then try again."
        ),
        who=str(newest.by),
        number=newest.number,
        key=newest.key,
    )


def _version(
    actor: Actor, brand: Brand, key: str, number: int, plan: Plan, known: Known, *, why: str, now: datetime
) -> ExperimentVersion:
    return ExperimentVersion.objects.create(
        brand=brand,
        key=key,
        number=number,
        channel=plan.channel,
        concept=plan.concept,
        metric=plan.metric,
        plan=plan.to_json(),
        why=why,
        by=actor.person,
        at=now,
        strategy_version=known.strategy_version,
    )


def _changed(plan: Plan, other: Plan) -> dict[str, object]:
    """What the plan says differently from the other."""
    against = other.to_json()
    return {name: value for name, value in plan.to_json().items() if value != against[name]}
