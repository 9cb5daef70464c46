"""Questions are asked patiently, answered once, and kept."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from tests.sources.pulls import NOW, Clock, manners

from vaekst.sources.pulling import failures
from vaekst.sources.pulling.failures import HIDDEN, Failure, Kind
from vaekst.sources.pulling.wire import ATTEMPTS, OutOfTime, Wire


class Questions:
    """A platform that gives these answers in turn; an exception is raised."""

    def __init__(self, *answers: object) -> None:
        self.answers = list(answers)
        self.times = 0

    def __call__(self) -> object:
        self.times += 1
        answer = self.answers.pop(0)
        if isinstance(answer, Exception):
            raise answer
        return answer


@pytest.fixture
def journal(tmp_path: Path) -> Path:
    return tmp_path / "pulls" / "one.jsonl"


def test_an_answer_is_not_asked_for_twice_also_not_by_the_next_process(journal: Path):
    call = Questions({"page": 1})
    assert Wire(journal, manners()).ask("page", {"before": None}, call) == {"page": 1}
    again = Wire(journal, manners())
    assert again.ask("page", {"before": None}, call) == {"page": 1}
    assert (call.times, again.asked) == (1, 0)


def test_another_page_is_another_question(journal: Path):
    wire = Wire(journal, manners())
    wire.ask("page", {"before": "9"}, Questions(1))
    assert wire.ask("page", {"before": "8"}, Questions(2)) == 2


def test_a_line_cut_off_by_a_crash_is_asked_for_again(journal: Path):
    wire = Wire(journal, manners())
    wire.ask("page", {"n": 1}, Questions("first"))
    wire.ask("page", {"n": 2}, Questions("second"))
    journal.write_bytes(journal.read_bytes()[:-9])
    again = Wire(journal, manners())
    assert again.ask("page", {"n": 1}, Questions()) == "first"
    assert again.ask("page", {"n": 2}, Questions("asked again")) == "asked again"
    assert len(Wire(journal, manners()).lines) == 2


def test_a_stumbling_server_is_asked_again_after_longer_and_longer(journal: Path):
    clock = Clock()
    stumbles = [failures.stumbled("Mastodon", "503")] * 3
    assert Wire(journal, manners(clock)).ask("page", {}, Questions(*stumbles, "there")) == "there"
    assert clock.slept == [1, 2, 4]


def test_a_limit_is_waited_for_as_long_as_the_platform_asks(journal: Path):
    clock = Clock()
    assert Wire(journal, manners(clock)).ask("page", {}, Questions(failures.limited("X", 42), "there")) == "there"
    assert clock.slept == [42]


def test_a_limit_that_lasts_too_long_ends_the_pull(journal: Path):
    clock = Clock()
    with pytest.raises(Failure) as raised:
        Wire(journal, manners(clock)).ask("page", {}, Questions(failures.limited("X", 3600)))
    assert (raised.value.kind, raised.value.after, clock.slept) == (Kind.LATER, 3600, [])


def test_a_limit_that_does_not_say_how_long_is_waited_for_longer_and_longer(journal: Path):
    clock = Clock()
    limits = [failures.limited("X", None)] * ATTEMPTS
    with pytest.raises(Failure):
        Wire(journal, manners(clock)).ask("page", {}, Questions(*limits))
    assert clock.slept == [1, 2, 4, 8]


def test_patience_ends(journal: Path):
    clock = Clock()
    call = Questions(*[failures.stumbled("Mastodon", "502")] * 9)
    with pytest.raises(Failure, match="did not answer"):
        Wire(journal, manners(clock)).ask("page", {}, call)
    assert call.times == ATTEMPTS


def test_a_refused_token_is_not_tried_again(journal: Path):
    call = Questions(failures.denied("X", "401"))
    with pytest.raises(Failure):
        Wire(journal, manners()).ask("page", {}, call)
    assert call.times == 1


def test_a_pull_ends_in_time_and_goes_on_later(journal: Path):
    clock = Clock()
    wire = Wire(journal, manners(clock, until=NOW + timedelta(seconds=20)))
    wire.ask("page", {"n": 1}, Questions("first"))
    clock.sleep(20)
    with pytest.raises(OutOfTime):
        wire.ask("page", {"n": 2}, Questions("never asked"))
    assert wire.ask("page", {"n": 1}, Questions()) == "first"


def test_no_wait_begins_that_would_end_too_late(journal: Path):
    clock = Clock()
    wire = Wire(journal, manners(clock, until=NOW + timedelta(seconds=20)))
    with pytest.raises(Failure, match="limit"):
        wire.ask("page", {}, Questions(failures.limited("X", 30), "there"))
    assert clock.slept == []


def test_one_retired_metric_keeps_no_other_away(journal: Path):
    asked: list[tuple[str, ...]] = []

    def call(metrics: tuple[str, ...]) -> dict[str, int]:
        asked.append(tuple(metrics))
        if "views" in metrics:
            raise failures.unsupported("YouTube", "Unknown identifier (views) given in field parameters.metrics.")
        return dict.fromkeys(metrics, 7)

    wire = Wire(journal, manners())
    wire.ask_metrics("report", {"of": "day"}, ("likes", "views", "shares"), call)
    assert asked == [("likes", "views", "shares"), ("likes",), ("views",), ("shares",)]
    assert [line["body"] for line in wire.lines if "body" in line] == [{"likes": 7}, {"shares": 7}]
    assert [(line["metric"], line["said"]["code"]) for line in wire.lines if "metric" in line] == [
        ("views", "metric_unsupported")
    ]

    again = Wire(journal, manners())
    again.ask_metrics("report", {"of": "day"}, ("likes", "views", "shares"), call)
    assert (len(asked), again.asked, len(again.lines)) == (4, 0, len(wire.lines))


def test_what_is_unavailable_now_is_noted_and_asked_for_next_time(journal: Path):
    def call(metrics: tuple[str, ...]) -> dict[str, int]:
        raise failures.unavailable("Bluesky", "502")

    wire = Wire(journal, manners())
    wire.ask_metrics("counts", {"page": 1}, ("likes", "comments"), call)
    wire.ask_metrics("counts", {"page": 2}, ("likes", "comments"), call)
    assert [line["metric"] for line in wire.lines] == ["likes", "comments"]


def test_no_secret_is_written_down_or_shown(journal: Path):
    wire = Wire(journal, manners(), secrets=("hunter2hunter2", ""))
    with pytest.raises(Failure) as raised:
        wire.ask("page", {}, Questions(failures.unsupported("X", "bad header: Bearer hunter2hunter2")))
    assert HIDDEN in str(raised.value)
    assert "hunter2" not in str(raised.value) + journal.read_text()
    wire.note(("likes",), failures.unavailable("X", "hunter2hunter2").sentence)
    assert "hunter2" not in journal.read_text()
