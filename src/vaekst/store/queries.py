"""What the screens and commands read. Everything here only looks."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from uuid import UUID

from django.db.models import Exists, Max, OuterRef, Q, QuerySet

from vaekst.core.errors import BadInput, UnknownName
from vaekst.core.sentence import N_
from vaekst.store.models import (
    AuditEvent,
    Baseline,
    Brand,
    Decision,
    ExchangeRate,
    ExperimentVersion,
    Feed,
    ImportRecord,
    Membership,
    Minutes,
    Person,
    Rebrief,
    Role,
    StandUp,
    StrategyVersion,
    Tagging,
    TagUndo,
    Verdict,
)


def brands_of(person: Person) -> QuerySet[Brand]:
    """The brands the person is a member of; all of them for the person at the keyboard, whose files they are."""
    return Brand.objects.all() if person.is_local else Brand.objects.filter(memberships__person=person)


def brand(slug: str, *, person: Person) -> Brand:
    """The person's brand with this slug. Raises UnknownName with the nearest of their slugs."""
    if found := brands_of(person).filter(slug=slug).first():
        return found
    known = brands_of(person).values_list("slug", flat=True)
    raise UnknownName("brand", slug, known, cure=N_("`vaekst brands` lists them; `vaekst init` makes a new one."))


def chosen_brand(person: Person, slug: str | None) -> Brand:
    """The person's brand called `slug`, or their only one. Raises BadInput or UnknownName with the choices."""
    if slug:
        return brand(slug, person=person)
    mine = list(brands_of(person)[:25])
    if len(mine) == 1:
        return mine[0]
    if not mine:
        raise BadInput("no_brand_yet", N_("There is no brand yet. Make one: vaekst init my-brand"))
    raise BadInput(
        "which_brand",
        N_("There are several brands: {known}. Say which: --brand {one}, or set VAEKST_BRAND."),
        known=", ".join(each.slug for each in mine),
        one=mine[0].slug,
    )


def role_of(person: Person, brand: Brand) -> Role | None:
    """The person's role in the brand, or None for a stranger. At the keyboard one owns every brand."""
    if person.is_local:
        return Role.OWNER
    held = Membership.objects.filter(brand=brand, person=person).values_list("role", flat=True).first()
    return Role(held) if held else None


def members(brand: Brand) -> QuerySet[Membership]:
    """Everyone in the brand with their role."""
    return brand.memberships.select_related("person").order_by("person__email")


def strategy_versions(brand: Brand) -> QuerySet[StrategyVersion]:
    """All strategies the brand was governed by, newest first."""
    return brand.strategies.select_related("applied_by").order_by("-number")


def strategy_numbers(brands: Iterable[Brand]) -> Mapping[int, int]:
    """The number of the strategy in force, by the id of each brand."""
    newest = StrategyVersion.objects.filter(brand__in=list(brands)).values("brand").annotate(newest=Max("number"))
    return dict(newest.values_list("brand", "newest"))


def strategy_in_force(brand: Brand) -> StrategyVersion:
    """The newest applied strategy. Every brand has one from its first moment."""
    return strategy_versions(brand)[:1].get()


def strategy_version(brand: Brand, number: int) -> StrategyVersion:
    """One applied strategy. Raises UnknownName when the brand has no such version."""
    if found := strategy_versions(brand).filter(number=number).first():
        return found
    known = map(str, brand.strategies.values_list("number", flat=True))
    raise UnknownName("strategy version", str(number), known)


def imports(brand: Brand) -> QuerySet[ImportRecord]:
    """All imports of the brand, newest first."""
    return brand.imports.select_related("by").order_by("-recorded_at", "-id")


def baseline_in_force(brand: Brand) -> Baseline | None:
    """The newest frozen baseline, or None before the first."""
    return brand.baselines.select_related("by", "strategy_version").order_by("-number").first()


def tags(brand: Brand, *, as_of: datetime | None = None, told_by: datetime | None = None) -> Mapping[str, str | None]:
    """The concept each hand-tagged post belongs to, by post key; None is a deliberate *no concept*.

    As of a moment, the newest tagging that stood then counts. A post that is missing was not tagged by hand: the
    strategy's matching rules speak for it. What was said after `told_by` is left out altogether.
    """
    return _tags(brand, as_of, told_by)[0]


def later_tags(brand: Brand, *, as_of: datetime, told_by: datetime | None = None) -> Mapping[str, str | None]:
    """The first concept given after the moment to posts not tagged by then, which nothing else may speak for."""
    standing, later = _tags(brand, as_of, told_by)
    return {key: concept for key, concept in later.items() if key not in standing}


def _tags(
    brand: Brand, as_of: datetime | None, told_by: datetime | None
) -> tuple[dict[str, str | None], dict[str, str | None]]:
    told = Q() if told_by is None else Q(at__lte=told_by)
    taken_back = dict(TagUndo.objects.filter(told, brand=brand).values_list("batch", "at"))
    given = Tagging.objects.filter(told, brand=brand).order_by("id").values_list("post_key", "concept", "at", "batch")
    standing: dict[str, str | None] = {}
    later: dict[str, str | None] = {}
    for key, concept, at, batch in given:
        undone = taken_back.get(batch)
        if as_of is None or at <= as_of:
            if undone is None or (as_of is not None and undone > as_of):
                standing[key] = concept
        elif undone is None:
            later.setdefault(key, concept)
    return standing, later


def last_batch(brand: Brand, person: Person) -> UUID | None:
    """The person's newest batch of taggings that can still be taken back."""
    undone = TagUndo.objects.filter(brand=brand, batch=OuterRef("batch"))
    mine = Tagging.objects.filter(~Exists(undone), brand=brand, by=person)
    return mine.order_by("-id").values_list("batch", flat=True).first()


def decisions(brand: Brand, *, week: str | None = None) -> QuerySet[Decision]:
    """All decisions, newest first, superseded ones included."""
    found = brand.decisions.select_related("by", "strategy_version", "superseded_by", "rebrief").order_by("-at", "-id")
    return found.filter(week=week) if week else found


def standing_decisions(brand: Brand, *, week: str | None = None) -> QuerySet[Decision]:
    """The decisions that hold: those no later one supersedes."""
    return decisions(brand, week=week).filter(superseded_by__isnull=True)


def rebriefs(brand: Brand) -> QuerySet[Rebrief]:
    """All re-briefs, the one due first first, done ones included."""
    return brand.rebriefs.select_related("decision__by", "done_by").order_by("due", "id")


def open_rebriefs(brand: Brand) -> QuerySet[Rebrief]:
    """The re-briefs still to be written: not done, and no later decision on the concept took their decision's place.

    To wait is no decision on the concept, so it leaves the re-brief of an earlier week where it is.
    """
    later = standing_decisions(brand).filter(
        channel=OuterRef("channel"), concept=OuterRef("concept"), week__gt=OuterRef("week")
    )
    taken = Exists(later.exclude(verdict=Verdict.WAIT))
    return rebriefs(brand).filter(~taken, done_at=None, decision__superseded_by=None)


def standup(brand: Brand, *, week: str) -> StandUp | None:
    """The newest meeting about the week, or None before the first."""
    return brand.standups.select_related("by").filter(week=week).order_by("-number").first()


def minutes(brand: Brand, *, week: str) -> QuerySet[Minutes]:
    """All editions of a week's minutes, the one that holds first."""
    return brand.minutes.select_related("by", "standup__by").filter(week=week).order_by("-edition")


def experiment_versions(brand: Brand, key: str | None = None) -> QuerySet[ExperimentVersion]:
    """Every version of the brand's experiments, or of one, by key and the oldest first; with its closing, if any."""
    found = brand.experiments.select_related(
        "by", "strategy_version", "closing", "closing__by", "closing__strategy_version"
    )
    found = found.order_by("key", "number")
    return found.filter(key=key) if key is not None else found


def audit_trail(brand: Brand) -> QuerySet[AuditEvent]:
    """Who changed what in the brand, newest first."""
    return brand.events.select_related("by").order_by("-at", "-id")


def open_feeds(brand: Brand) -> QuerySet[Feed]:
    """The feeds that can be read, newest first."""
    return Feed.objects.select_related("made_by").filter(brand=brand, closed_at=None)


def rates(brand: Brand, *, told_by: datetime | None = None) -> QuerySet[ExchangeRate]:
    """The exchange rates the brand was given, in the order they were told; those told after the moment left out."""
    found = ExchangeRate.objects.filter(brand=brand).order_by("id")
    return found if told_by is None else found.filter(told_at__lte=told_by)


def demo_brand() -> Brand | None:
    """The brand that was made as the demo, if there is one."""
    return Brand.objects.exclude(demo_at=None).order_by("id").first()
