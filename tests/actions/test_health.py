"""The health of a brand's data, from the files it was given."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from tests.actions import bicycles
from tests.store import builders

from vaekst.actions import health
from vaekst.core.health import State

pytestmark = pytest.mark.django_db
MONDAY = datetime(2026, 10, 5, 9, tzinfo=UTC)


@pytest.fixture
def shop(tmp_path: Path, settings):
    settings.VAEKST_HOME = tmp_path / "home"
    actor, brand = bicycles.shop(builders.person())
    file = bicycles.export(tmp_path, bicycles.baseline_posts(), until=date(2026, 10, 4))
    bicycles.take_in(actor, brand, file, now=MONDAY)
    return brand


def stream(report: health.HealthReport, name: str, channel: str | None = None) -> health.StreamReport:
    return next(
        each for each in report.streams if (each.health.stream.name, each.health.stream.channel) == (name, channel)
    )


def test_posts_read_yesterday_are_up_to_date_and_what_nobody_supplied_says_so(shop):
    report = health.read_health(shop, now=MONDAY)
    posts = stream(report, "posts", "instagram")
    assert (posts.health.state, posts.next_step) == (State.FRESH, None)
    leads = stream(report, "leads")
    assert leads.health.state is State.NEVER
    assert "leads and visits" in leads.next_step.english()


def test_weeks_later_the_posts_are_out_of_date_and_the_step_names_the_export_and_its_days(shop):
    report = health.read_health(shop, now=datetime(2026, 11, 24, 9, tzinfo=UTC))
    posts = stream(report, "posts", "instagram")
    assert posts.health.state is State.LATE
    assert posts.next_step.english().startswith("Export Content from Meta Business Suite")
    assert posts.next_step.english().endswith("to 2026-11-23.")
    assert report.next_step == posts


def test_remarks_are_not_open_warnings_and_warnings_lead_to_their_file(shop):
    posts = stream(health.read_health(shop, now=MONDAY), "posts", "instagram")
    told = {one.warning.code for one in posts.warnings}
    assert not told & {"publish_zone", "columns_left_out", "headers_unverified"}
    assert all(one.import_id in posts.health.imports for one in posts.warnings)


def test_machines_get_one_entry_a_stream(shop):
    told = health.for_machines(health.read_health(shop, now=MONDAY))
    assert {entry["stream"] for entry in told} >= {"posts", "days", "leads", "costs", "production"}
    assert all(set(entry) == set(told[0]) for entry in told)
