"""What changes between two documents."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vaekst.core.strategy import BadStrategy, Change, comparing, differences, write_default
from vaekst.core.strategy.reading import read_strategy

START = "vaekst: 1\nbrand: {name: F}\n"


def changed(old, new):
    return differences(START + old, START + new)


def test_layout_comments_and_written_out_defaults_change_nothing():
    assert changed("", "# a word\nsprint:\n    days: 90\nrules: {proof_share: 0.8}\n") == ()


def test_a_change_shows_both_values_as_they_are_written():
    found = changed("sprint: {start: 2026-09-14}", "kpis: {ctr: {target: 1.4 %}}\nrules: {proof_share: 75 %}")
    assert found == (
        Change("sprint.start", "2026-09-14", None),
        Change("kpis.ctr.target", "1.2 %", "1.4 %"),
        Change("rules.proof_share", "80 %", "75 %"),
    )


def test_a_new_channel_and_one_that_went():
    found = changed("channels: {a: {platform: x}}", "channels: {b: {platform: tiktok}}")
    assert Change("channels.b.platform", None, "tiktok") in found
    assert Change("channels.a.platform", "x", None) in found
    assert Change("channels.a.hook", None, None) in found


def test_outcomes_are_told_apart_by_id_and_not_by_place():
    one = "outcomes: [{id: a, name: A, primary: true}, {id: b, name: B}]"
    two = "outcomes: [{id: b, name: B}, {id: a, name: A, primary: true, target: +5 %}]"
    assert changed(one, two) == (Change("outcomes.a.target", None, "+5 %"),)


def test_match_rules_are_shown_as_they_are_written():
    one = "concepts: {a: {name: A, match: [{hashtag: x}]}}"
    two = "concepts: {a: {name: A, match: [{hashtag: x, format: carousel}]}}"
    assert changed(one, two) == (
        Change("concepts.a.match", [{"hashtag": "x"}], [{"hashtag": "x", "format": "carousel"}]),
    )


def test_the_order_of_concepts_is_a_setting():
    one, two = "concepts: {a: {name: A}, b: {name: B}}", "concepts: {b: {name: B}, a: {name: A}}"
    assert changed(one, two) == (Change("concepts", ["a", "b"], ["b", "a"]),)


def test_a_document_with_faults_cannot_be_compared():
    with pytest.raises(BadStrategy):
        changed("", "colour: red")


@settings(deadline=None)
@given(st.lists(st.sampled_from(["instagram", "youtube", "tiktok"]), unique=True, min_size=1), st.booleans())
def test_a_document_does_not_differ_from_itself(channels, danish):
    text = write_default(name="F", locale="da" if danish else "en", channels=channels)
    assert differences(text, text) == ()


def test_every_setting_has_a_path():
    paths = comparing.settings(read_strategy(START))
    assert paths["kpis.retention_3s.target"] == "+8 pp"
    assert paths["outcomes.leads.primary"] is True
    assert paths["indicators"] == ["retention_3s", "ctr", "save_rate", "share_rate", "avg_watch_time"]
