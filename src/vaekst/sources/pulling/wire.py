"""Questions to an API, one at a time. Every answer is written down at once, so that a pull that breaks off goes on
where it stopped: what was answered is not asked again.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from tenacity import RetryCallState, Retrying, retry_if_exception, wait_exponential

from vaekst.core.sentence import N_, Sentence
from vaekst.sources.pulling.failures import Failure, Kind, redacted

ATTEMPTS = 5
ATTEMPTS_BEHIND = 3
"""Tries to reach a service behind the one that is asked: without it, the rest still comes."""

_BACK_OFF = wait_exponential(multiplier=1, max=30)

Line = dict[str, Any]


class OutOfTime(Failure):
    """The time this pull was given is over; the next one goes on from here."""

    def __init__(self) -> None:
        super().__init__(
            Kind.TRANSIENT,
            "out_of_time",
            N_("There is more to pull. What came so far is kept; pull again to go on from there."),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Manners:
    """How patient a pull is: the clock and the sleep it uses, the longest it waits for one answer, and when it must end."""

    clock: Callable[[], datetime]
    sleep: Callable[[float], None]
    patience: float = 90.0  # seconds
    until: datetime | None = None


class Wire:
    """The questions of one pull and the journal their answers are kept in."""

    def __init__(self, journal: Path, manners: Manners, *, secrets: tuple[str, ...] = ()) -> None:
        self.journal = journal
        self.manners = manners
        self.secrets = secrets
        self.asked = 0  # questions really sent
        self.lines: list[Line] = _kept(journal)
        self._answers = {_question(line): line for line in self.lines if "body" in line or "refused" in line}

    def ask(self, what: str, given: Mapping[str, Any], call: Callable[[], Any]) -> Any:
        """The answer as plain JSON: the one kept, or the one `call` gets now. Raises Failure, with no secret in it."""
        question = {"ask": what, "with": dict(given)}
        if (line := self._answers.get(_question(question))) is not None:
            if "refused" in line:
                raise _again(line["refused"])
            return line["body"]
        try:
            body = self._patiently(call)
        except Failure as failure:
            failure.say(redacted(failure.sentence, self.secrets))
            if failure.kind is Kind.UNSUPPORTED:
                self._keep({**question, **self._now(), "refused": failure.sentence.to_json()})
            raise
        self._keep({**question, **self._now(), "body": body})
        return body

    def ask_metrics(
        self, what: str, given: Mapping[str, Any], metrics: Sequence[str], call: Callable[[Sequence[str]], Any]
    ) -> bool:
        """Asks for all metrics at once and, where that is refused, one by one; what stays refused is noted per metric.

        False when the service that counts does not answer at all: asking it again in this pull is of no use.
        """
        try:
            self.ask(what, {**given, "metrics": list(metrics)}, lambda: call(metrics))
        except Failure as failure:
            if failure.kind not in (Kind.UNSUPPORTED, Kind.UNAVAILABLE):
                raise
            if len(metrics) == 1 or failure.kind is Kind.UNAVAILABLE:
                self.note(metrics, failure.sentence)
                return failure.kind is not Kind.UNAVAILABLE
            there = [self.ask_metrics(what, given, (metric,), call) for metric in metrics]
            return all(there)
        return True

    def answers(self, what: str, given: Mapping[str, Any]) -> list[Any]:
        """All answers so far to one sort of question with these values among its own."""
        return [
            line["body"]
            for line in self.lines
            if line.get("ask") == what and "body" in line and given.items() <= line["with"].items()
        ]

    def note(self, metrics: Sequence[str], said: Sentence) -> None:
        """Remembers that these figures were not to be had."""
        known = {(line["metric"], line["said"]["code"]) for line in self.lines if "metric" in line}
        for metric in metrics:
            if (metric, said.code) not in known:
                self._keep({"metric": metric, "said": redacted(said, self.secrets).to_json(), **self._now()})

    def _patiently(self, call: Callable[[], Any]) -> Any:
        """What `call` returns, asked again after a while when waiting helps."""
        if self._is_over(0):
            raise OutOfTime
        retrying = Retrying(
            sleep=self.manners.sleep,
            stop=_is_enough,
            wait=_wait,
            retry=retry_if_exception(self._is_worth_waiting_for),
            before_sleep=self._leave_if_over,
            reraise=True,
        )
        self.asked += 1
        return retrying(call)

    def _is_worth_waiting_for(self, error: BaseException) -> bool:
        if not isinstance(error, Failure) or error.kind not in (Kind.TRANSIENT, Kind.UNAVAILABLE, Kind.LATER):
            return False
        return (error.after or 0) <= self.manners.patience

    def _leave_if_over(self, state: RetryCallState) -> None:
        failure = state.outcome.exception() if state.outcome else None
        if failure is not None and self._is_over(_wait(state)):
            raise failure

    def _is_over(self, wait: float) -> bool:
        until = self.manners.until
        return until is not None and self.manners.clock() + timedelta(seconds=wait) >= until

    def _now(self) -> Line:
        return {"at": self.manners.clock().isoformat()}

    def _keep(self, line: Line) -> None:
        """Writes the line down before anything else is asked."""
        with self.journal.open("a", encoding="utf-8") as file:
            file.write(json.dumps(line, ensure_ascii=False, separators=(",", ":")) + "\n")
            file.flush()
            os.fsync(file.fileno())
        self.lines.append(line)
        if "ask" in line:
            self._answers[_question(line)] = line


def _is_enough(state: RetryCallState) -> bool:
    error = state.outcome.exception() if state.outcome else None
    is_behind = isinstance(error, Failure) and error.kind is Kind.UNAVAILABLE
    return state.attempt_number >= (ATTEMPTS_BEHIND if is_behind else ATTEMPTS)


def _wait(state: RetryCallState) -> float:
    """Seconds until the next try: as long as the platform asks for, else twice as long each time."""
    error = state.outcome.exception() if state.outcome else None
    after = error.after if isinstance(error, Failure) else None
    return _BACK_OFF(state) if after is None else after


def _kept(journal: Path) -> list[Line]:
    """The whole lines of a journal. A last one that was cut off, as by a crash, is taken away."""
    if not journal.exists():
        journal.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        journal.touch(mode=0o600)
        return []
    written = journal.read_bytes()
    whole = written[: written.rfind(b"\n") + 1]
    if len(whole) < len(written):
        with journal.open("r+b") as file:
            file.truncate(len(whole))
    return [json.loads(line) for line in whole.splitlines()]


def _question(line: Mapping[str, Any]) -> str:
    return json.dumps([line.get("ask"), line.get("with")], sort_keys=True)


def _again(stored: Mapping[str, Any]) -> Failure:
    """The refusal as it was kept."""
    sentence = Sentence.from_json(stored)
    return Failure.saying(Kind.UNSUPPORTED, sentence)
