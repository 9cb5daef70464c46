"""The review shows what moved against what before the concepts, and the plan of the next week after them."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse
from tests.actions.bicycles import START, baseline_posts, export, sprint_posts, take_in
from tests.store import builders
from tests.web.pages import Page


@pytest.fixture
def client(bicycle_shop, owner, browser):
    owner.locale = "en"
    owner.save()
    return browser(owner)


@pytest.fixture
def url(bicycle_shop):
    return reverse("review:page", args=[bicycle_shop.slug])


def test_what_could_not_be_diagnosed_names_its_file_under_a_fold(client, url):
    text = Page(client.get(url).content).text
    assert "No two figures that could be compared moved against each other more than noise explains." in text
    assert "Cheaper leads, fewer of them fit the whole brand no data" in text
    assert "Import a costs table" in text


def test_a_diagnosis_tells_what_to_do_on_what_it_rests(client, url, bicycle_shop, owner, tmp_path):
    from django.utils import timezone

    often = [
        post
        for at in (10, 15)
        for post in sprint_posts("ridealong", [8, 9, 10, 8, 9, 7, 8, 9, 8, 10, 9, 8], first=START - timedelta(3), at=at)
    ]
    last = timezone.localdate() - timedelta(1)
    path = export(tmp_path, [*baseline_posts(), *often], until=last)
    take_in(builders.actor(owner), bicycle_shop, path, now=timezone.now())
    text = Page(client.get(url, {"week": "2026-W39"}).content).text
    assert "More posts, each of them weaker" in text
    assert "There are too many formats." in text
    assert "chance that both moved so: at least" in text


def test_the_plan_of_the_next_week_follows_the_decisions(client, url, bicycle_shop):
    page = Page(client.get(url).content)
    assert "Plan for week 41" in page.text
    assert "Business as usual" in page.text
    assert "Volume guard: unknown" in page.text
    decide = reverse("review:decide", args=[bicycle_shop.slug]) + "?week=2026-W40"
    sent = {"channel": "instagram", "concept": "workshop", "verdict": "stop", "reason": "Weak"}
    assert client.post(decide, sent).status_code == 302
    assert "Stopped: no posts until a new brief is tried." in Page(client.get(url).content).text


def test_a_refused_decision_keeps_diagnoses_and_plan_on_the_page(client, url, bicycle_shop):
    decide = reverse("review:decide", args=[bicycle_shop.slug]) + "?week=2026-W40"
    answer = client.post(decide, {"channel": "instagram", "concept": "ride-along", "verdict": "stop"})
    assert answer.status_code == 422
    assert "Plan for week 41" in Page(answer.content).text


def test_the_week_is_planned_in_danish_too(bicycle_shop, owner, browser, url):
    owner.locale = "da"
    owner.save()
    text = Page(browser(owner).get(url).content).text
    assert "Plan for uge 41" in text
    assert "Som I plejer" in text
