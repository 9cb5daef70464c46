"""`vaekst export` and `vaekst feed`."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pyarrow.parquet as pq
from tests.cli.terminal import answer, vaekst

from vaekst.store.models import Feed


def test_the_board_goes_to_standard_output_as_csv(sprint: Path):
    vaekst("import", str(sprint))
    result = vaekst("export", "board")
    assert result.exit_code == 0
    rows = list(csv.DictReader(io.StringIO(result.stdout_bytes.decode("utf-8-sig"))))
    assert {"posting_cadence", "cost_per_lead"} <= {row["kpi"] for row in rows}


def test_the_format_follows_the_name_of_the_file(sprint: Path, tmp_path: Path):
    vaekst("import", str(sprint))
    file = tmp_path / "posts.parquet"
    assert "rows of posts" in vaekst("export", "posts", "-o", str(file)).stdout
    posts = pq.read_table(file)
    assert posts.num_rows > 10
    assert posts["views_start"].null_count < posts.num_rows


def test_mistakes_are_told_with_what_is_allowed(sprint: Path, tmp_path: Path):
    for words, told in (
        (("export", "bord"), "Did you mean 'board'"),
        (("export", "board", "--format", "pdf"), "csv, xlsx, parquet, json"),
        (("export", "board", "-o", str(tmp_path / "nowhere" / "board.csv")), "Name another place"),
    ):
        result = vaekst(*words)
        assert result.exit_code == 1
        assert told in " ".join(result.stderr.split())


def test_a_feed_is_opened_listed_and_closed(sprint: Path):
    opened = answer("feed", "open", "KPI dashboard")
    assert opened["token"] in opened["paths"][0]
    assert [each["name"] for each in answer("feed", "list")] == ["KPI dashboard"]
    assert "KPI dashboard" in vaekst("feed").stdout
    assert "closed" in vaekst("feed", "close", "KPI dashboard").stdout
    assert "No feed is open" in vaekst("feed").stderr
    assert Feed.objects.get().closed_at is not None
