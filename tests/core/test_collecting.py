"""Events are read strictly, and nothing that could name a person gets through."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from vaekst.core.collecting import Event, Rules, read_event
from vaekst.core.errors import BadInput

NOW = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)
RULES = Rules(kinds=("lead", "newsletter"), currency="DKK", hide=lambda written: f"hidden({written})")
FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"


def read(*, agent: str | None = FIREFOX, **fields: Any) -> Event:
    return read_event({"consent": True, **fields}, RULES, now=NOW, agent=agent, fresh_id="fresh")


def touch(**fields: Any) -> Event:
    return read(
        **{"url": "https://www.shop.example/offer?utm_source=instagram&utm_campaign=w47&email=bo@example.org#top"}
        | fields
    )


def lead(**fields: Any) -> Event:
    return read(type="conversion", **fields)


def test_of_an_address_the_tags_are_kept_and_nothing_else_behind_the_question_mark():
    found = touch(visitor="v1")
    assert (found.page, found.tags) == ("shop.example/offer", {"utm_source": "instagram", "utm_campaign": "w47"})
    assert "bo@example.org" not in str(found.to_json())


def test_a_visitor_is_made_unreadable_and_without_consent_belongs_to_nobody():
    assert touch(visitor="v1").visitor == "hidden(v1)"
    refused = touch(visitor="v1", consent=False)
    assert (refused.visitor, refused.consent) == (None, False)
    assert lead(external_id="7", consent=False).external_id is None


def test_where_a_visit_came_from_is_a_host_and_never_the_site_itself():
    assert touch(referrer="https://l.instagram.com/?u=secret").host == "l.instagram.com"
    assert touch(referrer="https://shop.example/before").host is None
    assert touch(referrer="").host is None


def test_a_conversion_has_a_kind_a_number_and_a_worth():
    found = lead(kind="newsletter", external_id="L-7", value=1250.5, currency="EUR")
    assert (found.kind, found.external_id, found.value, found.currency) == ("newsletter", "L-7", "1250.5", "EUR")
    assert (lead().kind, lead(value="12").currency, lead().value) == ("lead", "DKK", None)
    assert lead(external_id="bo@example.org").external_id == "hidden(bo@example.org)"


def test_programs_are_known_by_what_they_call_themselves_and_servers_are_none():
    assert touch(agent="Googlebot/2.1").is_bot
    assert touch(user_agent="curl/8").is_bot
    assert not touch().is_bot
    assert not touch(agent=None).is_bot


def test_a_moment_may_be_told_and_is_now_otherwise():
    assert touch().at == NOW
    assert touch(at="2026-11-23T10:00:00+01:00").at == datetime(2026, 11, 23, 9, tzinfo=UTC)


def test_an_event_has_the_id_it_was_given_or_a_fresh_one():
    assert (touch(id="e-1").id, touch().id) == ("e-1", "fresh")


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"consent": None}, "event_consent"),
        ({"consent": "yes"}, "event_consent"),
        ({"name": "Bo"}, "event_strange_field"),
        ({"type": "sale"}, "event_type"),
        ({"url": None}, "event_no_url"),
        ({"url": "shop.example"}, "event_address"),
        ({"url": "https://[half"}, "event_address"),
        ({"url": "https://shop.example/" + "a" * 9000}, "event_text"),
        ({"visitor": 7}, "event_text"),
        ({"id": "a b"}, "event_id"),
        ({"id": 7}, "event_id"),
        ({"at": "yesterday"}, "event_at"),
        ({"at": 7}, "event_at"),
        ({"at": "2026-11-23T10:00:00"}, "event_at"),
        ({"at": "2026-11-24T10:00:00Z"}, "event_when"),
        ({"at": "2026-01-01T10:00:00Z"}, "event_when"),
        ({"type": "conversion", "kind": "purchase"}, "event_kind"),
        ({"type": "conversion", "value": "much"}, "event_value"),
        ({"type": "conversion", "value": -1}, "event_value"),
        ({"type": "conversion", "value": True}, "event_value"),
        ({"type": "conversion", "value": 1, "currency": "QQQ"}, "event_currency"),
    ],
)
def test_what_is_no_event_is_refused_by_name(fields, code):
    with pytest.raises(BadInput) as refused:
        touch(**fields)
    assert refused.value.code == code


def test_an_event_is_an_object():
    with pytest.raises(BadInput, match="An event is an object"):
        read_event([], RULES, now=NOW, agent=None, fresh_id="x")


def test_an_event_comes_back_as_it_was_kept():
    for event in (touch(visitor="v1", consent=False), lead(value=3)):
        assert Event.from_json(event.to_json()) == event


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"external_id": "L\x00"}, "event_half_sign"),
        ({"visitor": "\udfff"}, "event_half_sign"),
        ({"value": "1e-999999"}, "event_value"),
        ({"value": 1, "currency": ["EUR"]}, "event_currency"),
    ],
)
def test_what_no_machine_could_keep_is_refused_by_name(fields, code):
    with pytest.raises(BadInput) as refused:
        lead(**fields)
    assert refused.value.code == code


def test_a_computers_fraction_is_an_amount():
    assert lead(value=0.1 + 0.2).value == "0.30000000000000004"
