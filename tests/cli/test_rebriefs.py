"""`vaekst rebriefs`: what decisions leave to be written, until it is."""

from __future__ import annotations

import pytest
from tests.cli.terminal import answer, vaekst

LOSER = ("instagram", "workshop")


@pytest.fixture
def stopped(sprint):
    assert vaekst("import", str(sprint)).exit_code == 0
    assert vaekst("decide", *LOSER, "stop", "--week", "2026-W39").exit_code == 0


def test_a_stopped_concept_is_on_the_list_with_owner_and_day(stopped):
    (found,) = answer("rebriefs")
    assert (found["concept"], found["verdict"], found["change"]) == ("workshop", "stop", "angle")
    assert (found["owner"], found["due"], found["done"]) == ("Content Lead", "2026-10-12", None)
    assert "another angle" in found["why"][0]
    assert "workshop" in vaekst("rebriefs").stdout


def test_what_is_written_leaves_the_list_and_stays_on_record(stopped):
    (found,) = answer("rebriefs")
    done = answer("rebriefs", "done", str(found["id"]))
    assert done["done_by"] == "freja"
    assert answer("rebriefs") == []
    assert "No new brief" in vaekst("rebriefs").stdout
    assert [each["id"] for each in answer("rebriefs", "--all")] == [found["id"]]


def test_a_decision_tells_the_brief_it_asks_for(sprint):
    assert vaekst("import", str(sprint)).exit_code == 0
    words = ("--week", "2026-W39", "--reason", "The end is weak.", "--change", "pacing", "--owner", "Editor")
    made = answer("decide", *LOSER, "iterate", *words)
    assert (made["rebrief"]["change"], made["rebrief"]["owner"]) == ("pacing", "Editor")
    assert answer("decide", *LOSER, "wait", "--week", "2026-W39", "--reason", "Sick.")["rebrief"] is None
