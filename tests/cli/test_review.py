"""`vaekst review` and `vaekst decide`: the week is weighed, decided on, and shown again as it was."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.cli.terminal import answer, vaekst
from tests.sources.youtube_files import ZIP_NAME, studio_zip

from vaekst.store.models import Decision

WEEK = ("--week", "2026-W39")
PROMISED = {
    "channel",
    "concept",
    "metric",
    "posts",
    "effect",
    "chance_better",
    "proposal",
    "reasons",
    "stop_rule",
    "gates",
}
"""The names machines read; they stay."""
NUMBERS = PROMISED | {"baseline_period", "as_of", "strategy_version"}


@pytest.fixture
def imported(sprint):
    assert vaekst("import", str(sprint)).exit_code == 0


def numbers(*words):
    return [{name: row[name] for name in NUMBERS} for row in answer("review", *WEEK, *words)]


def by_concept(rows):
    return {row["concept"]: row for row in rows}


def test_the_review_answers_machines_under_stable_names(imported):
    rows = answer("review", *WEEK, "--brand", "fjord")
    assert all(row.keys() >= PROMISED for row in rows)
    winner, loser = (by_concept(rows)[name] for name in ("ride-along", "workshop"))
    assert (winner["proposal"], loser["proposal"]) == ("scale", "stop")
    assert winner["effect"].keys() == {"low", "mid", "high"}
    assert 0 < winner["effect"]["low"] < winner["effect"]["mid"] < winner["effect"]["high"]
    assert loser["effect"]["high"] < 0
    assert 0 <= loser["chance_better"] < 0.05 < 0.98 < winner["chance_better"] <= 1
    assert winner["posts"] == 6
    assert all(isinstance(reason, str) for reason in winner["reasons"])


def test_untagged_posts_are_a_row_without_a_verdict(imported):
    untagged = by_concept(answer("review", *WEEK))["untagged"]
    assert (untagged["proposal"], untagged["posts"]) == ("not enough data yet", 1)
    assert untagged["effect"] == {"low": None, "mid": None, "high": None}
    assert "Give them one" in untagged["reasons"][0]


def test_the_review_tells_people_the_same(imported):
    result = vaekst("review", *WEEK)
    assert result.exit_code == 0
    for words in ("Ride-along", "scale", "Workshop", "stop", "untagged", "against baseline"):
        assert words in result.stdout


def test_without_posts_the_review_says_what_to_do(sprint):
    result = vaekst("review", *WEEK)
    assert result.exit_code == 0
    assert {row["proposal"] for row in answer("review", *WEEK)} == {"not enough data yet"}


def test_a_decision_is_recorded_with_its_evidence(imported):
    made = answer("decide", "instagram", "ride-along", "scale", *WEEK)
    assert (made["verdict"], made["proposal"], made["week"]) == ("scale", "scale", "2026-W39")
    assert made["evidence"]["effect"] == by_concept(answer("review", *WEEK))["ride-along"]["effect"]
    assert by_concept(answer("review", *WEEK))["ride-along"]["decision"]["id"] == made["id"]
    assert "decided: scale" in vaekst("review", *WEEK).stdout


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("instagram", "ride-along", "stop"), "say why"),
        (("instagram", "ridealong", "scale"), "Did you mean 'ride-along'"),
        (("instagramm", "ride-along", "scale"), "Did you mean 'instagram'"),
        (("instagram", "ride-along", "scael"), "Did you mean 'scale'"),
    ],
)
def test_a_decision_that_cannot_be_is_refused_with_the_cure(imported, words, told):
    result = vaekst("decide", *words, *WEEK, "--json")
    assert result.exit_code == 1
    assert told in result.stderr
    assert result.stdout == ""
    assert not Decision.objects.exists()


def test_a_past_week_is_replayed_to_the_same_numbers_after_other_platforms_restatements_and_tags(
    imported, sprint, time_machine
):
    decided = ("--as-of", "2026-10-05")
    vaekst("decide", "instagram", "ride-along", "scale", *WEEK, *decided)
    before = numbers(*decided)
    time_machine.move_to("2026-11-23T08:00Z")
    restated = sprint.with_name(sprint.name.replace("Oct-04", "Nov-15"))
    restated.write_bytes(sprint.read_bytes().replace(b"Out #workshop", b"Out #ridealong"))
    Path(ZIP_NAME).write_bytes(studio_zip())
    statuses = {each["status"] for each in answer("import", str(restated), ZIP_NAME)}
    assert statuses == {"imported"}
    keys = [post["key"] for post in answer("posts", "list", "--concept", "untagged")]
    assert vaekst("posts", "tag", "workshop", *keys).exit_code == 0
    assert numbers(*decided) == before
    assert all(row["replay"] for row in answer("review", *WEEK, *decided))
    assert numbers() != before
