"""The simulation on the screen: a form that is filled by the address, and an answer in sentences."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client

from vaekst.store.models import Brand, Person
from vaekst.web.simulate import views

pytestmark = pytest.mark.django_db
PAGE = "/fjord-cykler/simulate/"
QUICK = {"effect": "150", "weeks": "4", "posts": "9"}


@pytest.fixture
def client(bicycle_shop: Brand, owner: Person, browser: Callable[[Person], Client], monkeypatch) -> Client:
    monkeypatch.setattr(views, "SPRINTS", 6)
    return browser(owner)


def test_the_form_says_what_was_measured_and_plays_nothing_yet(client: Client):
    page = client.get(PAGE)
    assert page.status_code == 200
    assert "as measured: 5" in page.text
    assert "as in the strategy: 12" in page.text
    assert "save rate" in page.text.lower()
    assert "simulated sprint" not in page.text


def test_the_address_is_the_question_and_the_page_the_answer(client: Client):
    page = client.get(PAGE, QUICK)
    assert page.status_code == 200
    assert "With 9 posts a week" in page.text
    assert "+150% against the baseline" in page.text
    assert "6 simulated sprints of each kind" in page.text
    assert 'value="150"' in page.text
    assert "found with 18 posts a week" in page.text
    assert "The same sprints under other rules" not in page.text


def test_other_rules_are_played_when_they_are_asked_for(client: Client):
    page = client.get(PAGE, QUICK | {"rule": ["naive", "no-such-rule"]})
    assert "The same sprints under other rules" in page.text
    assert page.text.count("Three posts below baseline") == 2


@pytest.mark.parametrize("wrong", [{"posts": "many"}, {"weeks": "99"}, {"effect": "-20"}, {"rate": "100"}])
def test_what_cannot_be_is_said_beside_the_form_and_stays_in_it(client: Client, wrong: dict[str, str]):
    page = client.get(PAGE, QUICK | wrong)
    assert page.status_code == 422
    assert 'role="alert"' in page.text
    assert f'value="{next(iter(wrong.values()))}"' in page.text


def test_the_answer_is_danish_for_a_danish_reader(client: Client, owner: Person):
    owner.locale = "da"
    owner.save()
    page = client.get(PAGE, QUICK)
    assert "Med 9 opslag om ugen" in page.text
    assert "noget skaleret, hvor intet er bedre" in page.text


def test_a_review_leads_to_the_simulation_and_to_other_rules(client: Client):
    page = client.get("/fjord-cykler/review/")
    assert f'href="{PAGE}"' in page.text
    assert 'href="/fjord-cykler/review/rules/?week=2026-W40"' in page.text


def test_other_rules_stand_beside_ours_and_what_people_decided(client: Client):
    page = client.get("/fjord-cykler/review/rules/", {"week": "2026-W40"})
    assert page.status_code == 200
    for word in ("Vaekst", "People", "A/B test on impressions", "Ride-along", "since week"):
        assert word in page.text
    assert "What that would cost" not in page.text


def test_rules_that_can_say_nothing_say_why(client: Client):
    page = client.get("/fjord-cykler/review/rules/", {"week": "2026-W30"})
    assert page.status_code == 200
    assert "nothing to compare with" in page.text


def test_a_made_up_shop_knows_what_decisions_cost(client: Client, bicycle_shop: Brand, monkeypatch):
    from vaekst.actions import demo

    Brand.objects.filter(pk=bicycle_shop.pk).update(demo_at=bicycle_shop.created_at)

    idea = demo.IDEAS[0].__class__
    true = [("ride-along", -0.5), ("workshop", 0.4)]
    monkeypatch.setattr(
        demo, "IDEAS", tuple(idea(id_, "", "instagram", "", effect, (), (), ()) for id_, effect in true)
    )
    page = client.get("/fjord-cykler/review/rules/", {"week": "2026-W40"})
    assert "What that would cost" in page.text
    assert "Scales Ride-along, which is truly −39%." in page.text
    assert "Stops Workshop, which is truly +49%." in page.text
