"""Days, weeks and names that cannot be meant are refused with what can, by every command that takes them."""

from __future__ import annotations

import pytest
from tests.cli.terminal import answer, vaekst


@pytest.mark.parametrize("command", [("board",), ("review",), ("baseline", "show")])
@pytest.mark.parametrize("day", ["2026-10-06", "1999-12-31", "0001-01-01"])
def test_a_day_to_come_or_long_gone_is_refused(sprint, command, day):
    result = vaekst(*command, "--as-of", day, "--json")
    assert result.exit_code == 1
    assert "up to today" in result.stderr
    assert result.stdout == ""


@pytest.mark.parametrize("day", ["2026-13-01", "today", "5.10.2026"])
def test_what_is_no_day_is_a_usage_error(sprint, day):
    assert vaekst("board", "--as-of", day).exit_code == 2


@pytest.mark.parametrize("week", ["2026-W42", "2030-W01", "1999-W01", "0001-W01"])
def test_a_week_to_come_or_long_gone_is_refused(sprint, week):
    result = vaekst("review", "--week", week)
    assert result.exit_code == 1
    assert "Choose a week" in result.stderr


def test_the_running_week_may_be_looked_at(sprint):
    assert vaekst("review", "--week", "2026-W41").exit_code == 0


def test_a_week_after_the_day_looked_back_from_is_refused(sprint):
    result = vaekst("decide", "instagram", "workshop", "stop", "--week", "2026-W40", "--as-of", "2026-09-20")
    assert result.exit_code == 1
    assert "Choose a week" in result.stderr


def test_posts_of_a_misspelt_channel_or_concept_are_not_simply_none(sprint):
    vaekst("import", str(sprint))
    assert "Did you mean 'instagram'" in vaekst("posts", "list", "--channel", "instagam").stderr
    assert "Did you mean 'ride-along'" in vaekst("posts", "list", "--concept", "ridealong").stderr
    assert vaekst("posts", "list", "--concept", "zzz", "--json").exit_code == 1
    assert len(answer("posts", "list", "--concept", "untagged")) == 13
    assert len(answer("posts", "list")) == 25
    assert len(answer("posts", "list", "--limit", "7")) == 7
