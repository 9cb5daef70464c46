"""`vaekst experiment`: registered, revised, read and closed on the command line."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from tests.cli.terminal import answer, vaekst

from vaekst.store.models import ExperimentVersion

KEY = "ride-along-saves"
ASKED = ("--hypothesis", "Rides are saved more.", "--channel", "instagram", "--concept", "ride-along")
SPAN = ("--start", "2026-09-07", "--end", "2026-10-31")
PROMISED = {
    "key",
    "hypothesis",
    "channel",
    "concept",
    "metric",
    "bar",
    "state",
    "posts",
    "value",
    "effect",
    "chance_above_bar",
    "chance_better",
    "reasons",
    "versions",
    "closing",
}
"""The names machines read; they stay."""


@pytest.fixture
def before_the_sprint(sprint, time_machine):
    """The evening before the first post of the sprint; what follows happens four weeks later."""
    time_machine.move_to(datetime(2026, 9, 6, 20, tzinfo=UTC), tick=False)

    def then() -> None:
        time_machine.move_to(datetime(2026, 10, 5, 8, tzinfo=UTC), tick=False)
        assert vaekst("import", str(sprint)).exit_code == 0

    return then


@pytest.fixture
def registered(before_the_sprint):
    result = vaekst("experiment", "register", "Ride-along saves", *ASKED, *SPAN)
    assert result.exit_code == 0, result.output
    assert "✓ 'ride-along-saves' is registered." in result.stdout
    before_the_sprint()


def test_an_experiment_answers_machines_under_stable_names(registered):
    found = answer("experiment", "show", KEY, "--brand", "fjord")
    assert found.keys() >= PROMISED
    assert (found["state"], found["posts"], found["bar"]) == ("passed", 6, "+10 %")
    assert found["effect"]["low"] > 0
    assert found["closing"] is None


def test_an_experiment_tells_people_the_same(registered):
    shown = vaekst("experiment", "show", KEY)
    for words in (
        "Ride-along saves",
        "passed",
        "Rides are saved more.",
        "from 6 posts",
        "against the baseline",
        "were asked for",
    ):
        assert words in shown.stdout
    assert "version 1 · strategy v1" in shown.stderr


def test_the_list_names_every_experiment(registered):
    assert [one["key"] for one in answer("experiment", "list")] == [KEY]
    assert "passed" in vaekst("experiment", "list").stdout


def test_without_one_the_list_says_how_to_register(sprint):
    result = vaekst("experiment", "list")
    assert "vaekst experiment register" in result.stderr
    assert answer("experiment", "list") == []


def test_all_that_is_wrong_is_told_at_once_and_nothing_is_written(registered):
    words = ("--hypothesis", "x", "--channel", "instagramm", "--concept", "ride-along", "--bar", "high")
    result = vaekst("experiment", "register", "Second", *words, "--start", "2026-09-01", "--json")
    assert (result.exit_code, result.stdout) == (1, "")
    for told in ("Did you mean 'instagram'?", "2026-09-01 is past", "Faults in the registration"):
        assert told in result.stderr
    assert ExperimentVersion.objects.count() == 1


def test_what_is_left_out_of_a_revision_stays(registered):
    made = answer("experiment", "revise", KEY, "--end", "2026-11-20", "--why", "Holiday.")
    assert (made["end"], made["hypothesis"], made["posts"]) == ("2026-11-20", "Rides are saved more.", 6)
    assert [one["why"] for one in made["versions"]] == ["", "Holiday."]
    result = vaekst("experiment", "revise", KEY, "--min-posts", "8", "--match", "hashtag=ridealong", "--why", "Surer.")
    assert "is version 3 now" in result.stdout


def test_a_closed_experiment_shows_its_verdict_for_good(registered):
    result = vaekst("experiment", "close", KEY, "--reason", "Clear enough.")
    assert "✓ 'ride-along-saves' is closed: passed." in result.stdout
    shown = vaekst("experiment", "show", KEY)
    assert "closed by" in shown.stdout
    assert "Clear enough." in shown.stdout
    assert "replayed from its closing" in shown.stderr
    again = vaekst("experiment", "close", KEY)
    assert (again.exit_code, "already: passed" in again.stderr) == (1, True)


def test_one_that_has_no_posts_yet_says_so(before_the_sprint):
    vaekst("experiment", "register", "Workshop saves", *ASKED[:4], "--concept", "workshop", *SPAN)
    shown = vaekst("experiment", "show", "workshop-saves")
    assert "It begins on 7 Sept 2026" in shown.stdout
