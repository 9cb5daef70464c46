"""Answers already worked out, kept in this process. An answer is a value, so everybody may share it."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock
from typing import Generic, TypeVar

Answer = TypeVar("Answer")


class Memory(Generic[Answer]):
    """The `size` answers asked for last. A question must hold everything its answer depends on."""

    def __init__(self, *, size: int) -> None:
        self._size = size
        self._answers: OrderedDict[Hashable, Answer] = OrderedDict()
        self._lock = Lock()

    def answer(self, question: Hashable, work_out: Callable[[], Answer]) -> Answer:
        """The answer remembered, or worked out now. Two who ask at once may both work it out."""
        with self._lock:
            if question in self._answers:
                self._answers.move_to_end(question)
                return self._answers[question]
        found = work_out()
        with self._lock:
            self._answers[question] = found
            while len(self._answers) > self._size:
                self._answers.popitem(last=False)
        return found
