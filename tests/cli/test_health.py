"""`vaekst health`."""

from __future__ import annotations

from pathlib import Path

from tests.cli.terminal import answer, vaekst


def test_the_table_has_a_line_a_stream_and_the_next_steps_stand_beside_it(sprint: Path):
    vaekst("import", str(sprint))
    result = vaekst("health")
    assert result.exit_code == 0
    assert "production" in result.stdout
    assert "Import the production log" in " ".join(result.stderr.split())
    posts = next(each for each in answer("health") if each["stream"] == "posts" and each["channel"] == "instagram")
    assert posts["state"] == "fresh"
