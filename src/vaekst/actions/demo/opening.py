"""The demo brand: the made-up shop's files taken through the same doors as anybody's, and its first decisions."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

from django.db import transaction

from vaekst.actions import (
    baselines,
    brands,
    collecting,
    decisions,
    imports,
    links,
    mappings,
    minutes,
    rates,
    rebriefs,
    reviews,
    standups,
)
from vaekst.actions.audit import Actor
from vaekst.actions.demo.files import DemoFile, DemoFiles, write_demo_files
from vaekst.actions.demo.trials import run_experiments
from vaekst.actions.imports import Choices
from vaekst.core.errors import VaekstError
from vaekst.core.period import Week
from vaekst.core.rules import Proposal
from vaekst.core.sentence import N_
from vaekst.store import queries
from vaekst.store.models import Brand

SLUG = "fjord-cykler"
Told = Callable[[int, int], None]
"""Called with the steps done and the steps in all."""


_TALKED_OVER = (
    ("tiktok", "hverdag", "wait", "Butikken var lukket i to dage; vi ser på det igen i næste uge."),
    ("instagram", "pendlerruter", "iterate", "Ruterne bliver gemt, men linket bliver ikke brugt. Vi flytter det frem."),
)
"""What the meeting said about two concepts: channel, concept, decision, reason."""


def open_demo(actor: Actor, *, today: date, now: datetime, progress: Told | None = None) -> Brand:
    """The demo brand, made now if it is not there: strategy, 14 weeks of imports, baseline, and past decisions.

    One that was interrupted is finished: imports made before are not made again. A brand of somebody's own with the same
    short name is left alone, and the demo gets another.
    """
    brand = queries.demo_brand()
    if brand is not None and brand.baselines.exists():
        return brand
    last_sunday = Week.last_complete(as_of=today).period.last
    with tempfile.TemporaryDirectory(prefix="vaekst-demo-") as folder:
        demo = write_demo_files(Path(folder), last_day=last_sunday)
        brand = brand or _create(actor, demo.strategy, now=now)
        for done, file in enumerate(demo.files):
            if progress:
                progress(done, len(demo.files))
            _take_in(actor, brand, file, now=now)
    _link(actor, brand, demo)
    rates.give_rate(actor, brand, "EUR", "7.46", since=demo.first_day, now=now)
    if not collecting.open_keys(brand).exists():
        collecting.open_key(actor, brand, "fjordcykler.example", origins=["https://fjordcykler.example"], now=now)
    _decide(actor, brand, demo, now=now)
    run_experiments(actor, brand, sprint=demo.first_day + timedelta(days=28))
    return brand


@transaction.atomic
def _create(actor: Actor, strategy: str, *, now: datetime) -> Brand:
    """The brand without anything in it, marked as the demo."""
    is_taken = Brand.objects.filter(slug=SLUG).exists()
    brand = brands.create_brand_from(actor, strategy, slug=f"{SLUG}-demo" if is_taken else SLUG)
    brand.demo_at = now
    brand.save(update_fields=["demo_at"])
    return brand


def _take_in(actor: Actor, brand: Brand, file: DemoFile, *, now: datetime) -> None:
    """Imports one file, answering what a person would be asked. Raises VaekstError when it is refused."""
    if file.columns is not None:
        mappings.confirm(actor, brand, file.path, kind="posts", columns=file.columns, options=file.answers, now=now)
    for receipt in imports.import_file(actor, brand, file.path, now=now, choices=Choices(channel=file.channel)):
        if receipt.refusal:
            raise VaekstError(
                "demo_refused",
                N_("The demo file {file} was refused: {why}"),
                file=receipt.file,
                why=receipt.refusal.english(),
            )


def _link(actor: Actor, brand: Brand, demo: DemoFiles) -> None:
    """Puts the links of the last four weeks into the register, and follows the newest as visitors did."""
    since = datetime.combine(demo.last_day - timedelta(days=27), time(7), UTC)
    made = links.make_many(actor, brand, demo.links, now=since)
    if made.existing:
        return
    for click in demo.clicks:
        visitor = links.Visitor("GET", click.agent, click.referrer, {})
        links.follow(made.links[-1 - click.link].code, visitor, host=None, now=click.at)


def _decide(actor: Actor, brand: Brand, demo: DemoFiles, *, now: datetime) -> None:
    """Freezes the baseline when its posts were old enough, and follows every change of proposal until last week.

    The last meeting was about the week before: its minutes are written, and one of its new briefs still waits.
    """
    start = demo.first_day + timedelta(days=28)
    baselines.freeze(actor, brand, as_of=start + timedelta(days=13), now=now)
    held: dict[tuple[str, str], Proposal] = {}
    week = Week.of(start)
    while week.later().period.last <= demo.last_day:
        as_of = week.later().monday
        page = reviews.read_review(brand, week, as_of=as_of, now=now)
        for row in page.review.rows:
            proposal = row.proposal
            if row.concept is None or proposal in (None, Proposal.NOT_ENOUGH):
                continue
            if held.get((row.channel, row.concept)) != proposal:
                decisions.decide(actor, brand, week, row.channel, row.concept, proposal.value, as_of=as_of, now=now)
                held[row.channel, row.concept] = proposal
        week = week.later()
    _meet(actor, brand, week.earlier(), now=now)


def _meet(actor: Actor, brand: Brand, week: Week, *, now: datetime) -> None:
    """Holds the stand-up about the week: the briefs of before are written, one concept waits and one is tried again."""
    begun = now - timedelta(minutes=27)
    for brief in queries.open_rebriefs(brand):
        rebriefs.finish(actor, brand, brief.pk, now=begun)
    standups.start(actor, brand, week, now=begun)
    for channel, concept, verdict, reason in _TALKED_OVER:
        decisions.decide(actor, brand, week, channel, concept, verdict, reason=reason, now=now)
    minutes.close(actor, standups.read_standup(brand, week, now=now), present=[actor.person], now=now)
