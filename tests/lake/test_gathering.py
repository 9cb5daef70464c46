"""However long imports go on, a table stays a few files a month, and no row is written anew again and again."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.lake.builders import channel_day, listed, post, tell

from vaekst.lake import Lake, delta

KB = 1024


def kept(import_sizes: list[int]) -> tuple[list[int], int]:
    """The files of a month after imports of these sizes, and how many bytes were written in all, by the rule alone."""
    files: list[int] = []
    written = 0
    for size in import_sizes:
        files.append(size)
        written += size
        for target in delta._crowded([(f"month=2026-09/{n}", each) for n, each in enumerate(files)]).values():
            large = [each for each in files if each >= target]
            merged = sum(each for each in files if each < target)
            files = [*large, merged]
            written += merged
    return files, written


@settings(max_examples=50)
@given(st.lists(st.integers(5 * KB, 40_000 * KB), max_size=400))
def test_a_month_never_holds_more_than_eight_files_of_one_size(sizes: list[int]) -> None:
    files, _ = kept(sizes)
    assert sum(files) == sum(sizes)
    alike = Counter(map(delta._step, files))
    assert all(count <= 8 for step, count in alike.items() if step < len(delta._SIZES))


@pytest.mark.parametrize("size", [10 * KB, 200 * KB, 3_000 * KB])
def test_a_row_is_written_a_few_times_however_many_imports_a_month_has(size: int) -> None:
    for imports in (30, 300, 3000):
        files, written = kept([size] * imports)
        assert written <= 9 * imports * size
        assert len(files) <= 8 * len(delta._SIZES) + imports * size // 2**27 + 1


def test_months_that_are_over_are_left_alone(lake: Lake) -> None:
    for day in range(70):
        tell(lake, f"{day}", post_snapshot=[post(seen=day)], channel_day=[channel_day(day, seen=day)])
    folder = Path(lake.root) / "post_snapshot"
    before = {file.name for file in folder.glob("month=2026-0[89]/*") if file.is_file()}
    for day in range(70, 80):
        tell(lake, f"{day}", post_snapshot=[post(seen=day)])
    assert {file.name for file in folder.glob("month=2026-0[89]/*") if file.is_file()} == before
    names = lake._files("post_snapshot", None).names
    assert max(Counter(map(delta.month_of, names)).values()) < 8
    assert len(listed(lake.rows("post_snapshot"), "import_id")) == 80
