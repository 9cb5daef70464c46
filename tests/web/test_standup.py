"""The stand-up: a walk through the week that ends in decisions, new briefs and minutes, held by several people at once."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from tests.store import builders
from tests.web.pages import Page

from vaekst.store import queries
from vaekst.store.models import Brand, Person, Role

Browser = Callable[[Person], Client]
WEEK = {"week": "2026-W40"}
WINNER, LOSER = ({"channel": "instagram", "concept": concept} for concept in ("ride-along", "workshop"))


def english(person: Person) -> Person:
    person.locale = "en"
    person.save()
    return person


@pytest.fixture
def freja(bicycle_shop: Brand, owner: Person, browser: Browser) -> Client:
    return browser(english(owner))


@pytest.fixture
def magnus(bicycle_shop: Brand, browser: Browser) -> Client:
    colleague = builders.person("magnus", locale="en")
    builders.member(bicycle_shop, colleague, Role.EDITOR)
    return browser(colleague)


@pytest.fixture
def url(bicycle_shop: Brand) -> Callable[[str], str]:
    def of(name: str, **asked: str) -> str:
        query = "&".join(f"{key}={value}" for key, value in (WEEK | asked).items())
        return f"{reverse(f'standup:{name}', args=[bicycle_shop.slug])}?{query}"

    return of


def page_of(answer: Any) -> Page:
    return Page(answer.content)


def news(client: Client, url: Any, *, etag: str = "", **asked: str) -> Any:
    headers = {"If-None-Match": etag} if etag else {}
    return client.get(url("news", **asked), headers=headers)


def test_the_agenda_says_what_is_due_what_is_off_track_and_which_concepts_come(freja: Client, url: Any):
    text = page_of(freja.get(url("page"))).text
    assert "Stand-up of week 40" in text
    assert "14 min · 7 min each" in text
    assert "Content Lead Posting cadence, Repurpose rate" in text
    assert "off track" in text
    assert "0 of 2 concepts gone through" in text


def test_one_concept_at_a_time_shows_evidence_bar_and_what_would_change_the_proposal(freja: Client, url: Any):
    page = page_of(freja.get(url("page", at="1")))
    assert "Ride-along" in page.text
    assert "The bar is +10% (the thin line); chance to clear it: over 99%" in page.text
    assert "What would change this" in page.text
    assert "should the chance to beat the baseline fall below" in page.text
    assert page.all("line", class_="bar-line")


def test_the_way_through_the_meeting_leads_from_the_agenda_to_the_minutes(freja: Client, url: Any):
    at, seen = url("page"), []
    for _ in range(3):
        page = page_of(freja.get(at))
        (following,) = (has["href"] for has in page.all("a", rel="next"))
        seen.append(following)
        at = str(following)
    assert seen == [url("page", at="1"), url("page", at="2"), url("minutes")]


def test_a_place_there_is_not_is_told(freja: Client, url: Any):
    assert freja.get(url("page", at="3")).status_code == 404
    assert freja.get(url("page", at="soon")).status_code == 404


def test_a_decision_goes_on_to_the_next_open_concept_and_then_to_the_minutes(
    freja: Client, url: Any, bicycle_shop: Brand
):
    first = freja.post(url("decide", at="1"), WINNER | {"verdict": "scale", "seen": "0"})
    assert (first.status_code, first.url) == (302, url("page", at="2"))
    last = freja.post(url("decide", at="2"), LOSER | {"verdict": "stop", "seen": "0"})
    assert last.url == url("minutes")
    assert queries.standing_decisions(bicycle_shop).count() == 2


def test_letters_decide_only_where_there_is_something_to_decide(freja: Client, url: Any):
    def keys(page: Page) -> dict[str, str]:
        return {str(has["data-key"]): tag for tag, has in page.elements if "data-key" in has}

    assert keys(page_of(freja.get(url("page"))))["s"] == "a"  # the strategy
    deciding = keys(page_of(freja.get(url("page", at="1"))))
    assert {deciding[key] for key in "sixw"} == {"label"}
    help_ = page_of(freja.get(url("page", at="1"))).text
    assert "Scale this concept" in help_
    assert "x Stop this concept" in help_


def test_a_refused_decision_keeps_all_that_was_typed(freja: Client, url: Any, bicycle_shop: Brand):
    typed = {
        "verdict": "iterate",
        "reason": " ",
        "change": "pacing",
        "owner": "Klipper",
        "due": "2026-10-20",
        "seen": "0",
    }
    answer = freja.post(url("decide", at="1"), WINNER | typed)
    page = page_of(answer)
    assert answer.status_code == 422
    assert "say why" in page.text
    assert page.all("input", name="verdict", value="iterate", checked=None)
    assert page.all("option", value="pacing", selected=None)
    assert page.all("input", name="owner", value="Klipper")
    assert page.all("input", name="due", value="2026-10-20")
    assert not bicycle_shop.decisions.exists()


def test_the_new_brief_says_what_the_form_said_and_is_due_in_the_next_meeting(
    freja: Client, url: Any, bicycle_shop: Brand
):
    asked = {
        "verdict": "iterate",
        "reason": "The end drags.",
        "change": "pacing",
        "owner": "Klipper",
        "due": "2026-10-09",
    }
    freja.post(url("decide", at="1"), WINNER | asked)
    text = page_of(freja.get(url("page", week="2026-W41"))).text
    assert "Ride-along · Instagram Change the pacing: Klipper, by 9 Oct 2026" in text
    number = queries.open_rebriefs(bicycle_shop).get().pk
    freja.post(url("brief_done"), {"brief": number})
    assert "No new brief is waiting" in page_of(freja.get(url("page"))).text


def test_a_stop_changes_the_angle_whatever_the_hidden_choice_says(freja: Client, url: Any, bicycle_shop: Brand):
    freja.post(url("decide", at="2"), LOSER | {"verdict": "stop", "change": "hook", "owner": "", "due": ""})
    assert queries.open_rebriefs(bicycle_shop).get().change == "angle"


def test_deciding_again_supersedes_and_says_what_was_before(freja: Client, url: Any, bicycle_shop: Brand):
    freja.post(url("decide", at="1"), WINNER | {"verdict": "wait", "reason": "Odd weather."})
    first = bicycle_shop.decisions.get()
    freja.post(url("decide", at="1"), WINNER | {"verdict": "scale", "seen": str(first.pk)})
    page = page_of(freja.get(url("page", at="1")))
    assert "1 earlier decision" in page.text
    assert "Odd weather." in page.text


def test_next_weeks_posts_move_with_what_is_decided_and_with_what_is_thought_of(
    freja: Client, url: Any, bicycle_shop: Brand
):
    stands = page_of(freja.get(url("plan"))).text
    thought = page_of(freja.get(url("plan", **WINNER, verdict="stop"))).text
    assert "If “stop” is recorded for Ride-along (Instagram):" in thought
    assert "Week 41" in stands
    assert not bicycle_shop.decisions.exists()
    freja.post(url("decide", at="1"), WINNER | {"verdict": "stop", "reason": "We are out of bikes."})
    decided = page_of(freja.get(url("plan"))).text
    assert decided != stands
    assert decided in page_of(freja.get(url("page", at="1"))).text
    assert freja.get(url("plan", **WINNER, verdict="perhaps")).status_code == 404


def test_a_colleagues_decision_is_news_and_nothing_new_is_no_answer(freja: Client, magnus: Client, url: Any):
    before = news(freja, url, at="1", seen="0")
    assert news(freja, url, at="1", seen="0", etag=before.headers["ETag"]).status_code == 304
    magnus.post(url("decide", at="2"), LOSER | {"verdict": "stop"})
    after = news(freja, url, at="1", seen="0", etag=before.headers["ETag"])
    assert after.status_code == 200
    text = page_of(after).text
    assert "Magnus decided “stop” for Workshop (Instagram) just now." in text
    assert "1 of 2 concepts gone through" in text
    assert "while you were looking" not in text


def test_just_now_becomes_a_time_and_then_is_news_no_more(
    freja: Client, magnus: Client, url: Any, time_machine: Any, monday: Any
):
    magnus.post(url("decide", at="2"), LOSER | {"verdict": "stop"})
    first = news(freja, url)
    time_machine.move_to(monday + timedelta(minutes=5), tick=False)
    second = news(freja, url, etag=first.headers["ETag"])
    assert "at 11:00" in page_of(second).text
    time_machine.move_to(monday + timedelta(minutes=20), tick=False)
    assert "Magnus" not in page_of(news(freja, url, etag=second.headers["ETag"])).text


def test_a_decision_taken_meanwhile_is_told_and_a_late_one_loses_nothing(
    freja: Client, magnus: Client, url: Any, bicycle_shop: Brand
):
    magnus.post(url("decide", at="1"), WINNER | {"verdict": "scale", "seen": "0"})
    told = page_of(news(freja, url, at="1", seen="0")).text
    assert "Magnus decided “scale” for this concept just now, while you were looking." in told

    late = WINNER | {"verdict": "stop", "reason": "We are out of bikes.", "seen": "0"}
    answer = freja.post(url("decide", at="1"), late)
    page = page_of(answer)
    assert answer.status_code == 409
    assert "Magnus decided 'scale'" in page.text
    assert page.all("input", name="reason", value="We are out of bikes.")
    assert bicycle_shop.decisions.count() == 1

    (seen,) = (has["value"] for has in page.all("input", name="seen"))
    assert freja.post(url("decide", at="1"), late | {"seen": seen}).status_code == 302
    standing = queries.standing_decisions(bicycle_shop).get()
    assert (standing.verdict, standing.supersedes.verdict) == ("stop", "scale")


def test_a_viewer_watches_and_changes_nothing(
    bicycle_shop: Brand, people: dict[Role, Person], browser: Browser, url: Any
):
    client = browser(english(people[Role.VIEWER]))
    page = page_of(client.get(url("page", at="1")))
    assert not page.all("input", name="verdict")
    assert not page.all("label", data_key="s")
    for name in ("start", "decide", "close", "brief_done"):
        assert client.post(url(name)).status_code == 403
    assert news(client, url).status_code == 200


def test_the_clock_runs_from_the_beginning_and_whoever_comes_second_joins(
    freja: Client, magnus: Client, url: Any, bicycle_shop: Brand, time_machine: Any, monday: Any
):
    assert "30 minutes are set aside" in page_of(freja.get(url("page"))).text
    freja.post(url("start"))
    time_machine.move_to(monday + timedelta(minutes=10), tick=False)
    magnus.post(url("start"))
    page = page_of(magnus.get(url("page")))
    assert bicycle_shop.standups.count() == 1
    assert page.all("b", role="timer", data_left="1200")
    assert "Begun 11:00, ends 11:30" in page.text


def held(client: Client, url: Any) -> None:
    client.post(url("start"))
    client.post(url("decide", at="1"), WINNER | {"verdict": "wait", "reason": "Odd weather."})
    client.post(url("decide", at="2"), LOSER | {"verdict": "stop"})


def test_minutes_name_people_decisions_briefs_and_what_they_rest_on(freja: Client, url: Any, bicycle_shop: Brand):
    held(freja, url)
    draft = page_of(freja.get(url("minutes")))
    assert "Draft" in draft.text
    (ticked,) = draft.all("input", name="present", checked=None)
    stranger = builders.person("a stranger")
    freja.post(
        url("close"), {"present": [str(ticked["value"]), str(stranger.pk)], "seen": "0", "note": "Bikes are late."}
    )
    text = page_of(freja.get(url("minutes"))).text
    assert "There: Freja" in text
    assert "Stranger" not in text
    assert "Bikes are late." in text
    assert "‖ Ride-along · Instagram: wait Odd weather." in text
    assert "Workshop · Instagram: change the angle Content Lead, by 12 Oct 2026" in text
    assert "Strategy version 1, facts post_snapshot@" in text
    assert "Posts of week 41, 2026" in text


def test_minutes_stay_as_they_were_written_and_a_later_edition_stands_beside_them(freja: Client, url: Any):
    held(freja, url)
    freja.post(url("close"), {"present": [], "seen": "0"})
    freja.post(url("decide", at="1"), WINNER | {"verdict": "scale"})
    assert "Ride-along · Instagram: wait" in page_of(freja.get(url("minutes"))).text
    freja.post(url("close"), {"present": [], "seen": "1"})
    newest = page_of(freja.get(url("minutes"))).text
    assert "Edition 2; the earlier ones can still be read." in newest
    assert "Ride-along · Instagram: scale" in newest
    assert "Before that: wait, by Freja" in newest
    assert "Ride-along · Instagram: wait" in page_of(freja.get(url("minutes", edition="1"))).text
    assert freja.get(url("minutes", edition="3")).status_code == 404


def test_two_who_write_the_minutes_write_one_edition(freja: Client, magnus: Client, url: Any, bicycle_shop: Brand):
    held(freja, url)
    freja.post(url("close"), {"present": [], "seen": "0"})
    me = str(Person.objects.get(name="Magnus").pk)
    late = magnus.post(url("close"), {"present": [me], "seen": "0", "note": "I was there, too."})
    page = page_of(late)
    assert late.status_code == 409
    assert "Freja wrote edition 1" in page.text
    assert "I was there, too." in page.text
    assert page.all("input", name="present", value=me, checked=None)
    assert bicycle_shop.minutes.count() == 1


def test_minutes_of_a_meeting_nobody_began_are_refused(freja: Client, url: Any, bicycle_shop: Brand):
    answer = freja.post(url("close"), {}, follow=True)
    assert "has not begun" in page_of(answer).text
    assert not bicycle_shop.minutes.exists()


def test_minutes_leave_as_markdown_and_as_an_email_that_loads_nothing(freja: Client, url: Any):
    held(freja, url)
    markdown = freja.get(f"{reverse('standup:file', args=['fjord-cykler', 'md'])}?week=2026-W40")
    assert markdown.headers["Content-Type"] == "text/markdown; charset=utf-8"
    assert "- **‖ Ride-along · Instagram: wait**" in markdown.content.decode()
    email = freja.get(f"{reverse('standup:file', args=['fjord-cykler', 'html'])}?week=2026-W40")
    assert "attachment" in email.headers["Content-Disposition"]
    page = page_of(email)
    assert not [tag for tag, has in page.elements if tag in ("link", "script", "img", "style") or "src" in has]
    assert freja.get(f"{reverse('standup:file', args=['fjord-cykler', 'pdf'])}").status_code == 404


def test_a_brand_without_concepts_is_led_to_its_minutes_and_not_into_nothing(owner: Person, browser: Browser):
    builders.brand("empty", owner=english(owner))
    client = browser(owner)
    answer = client.get(reverse("standup:page", args=["empty"]))
    page = page_of(answer)
    assert "There are no concepts to go through yet" in page.text
    assert "0 of 0" not in page.text
    assert client.get(answer.context["standup"].following).status_code == 200
    draft = page_of(client.get(reverse("standup:minutes", args=["empty"]))).text
    assert "The stand-up has not begun." in draft
    assert "have no data." in draft
    assert "facts none" in draft


def test_a_concept_says_how_many_of_its_posts_count_and_how_many_are_new(freja: Client, url: Any):
    text = page_of(freja.get(url("page", at="1"))).text
    assert "11 of 13 posts count · 2 new this week" in text, "the two newest are younger than a week"
    assert "fall below 99.4" in text
    later = page_of(freja.get(url("page", at="2"))).text
    assert "5 posts count · none new this week" in later
