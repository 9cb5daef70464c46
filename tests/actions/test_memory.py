"""An answer is worked out once, and the oldest is forgotten first."""

from vaekst.actions.memory import Memory


def test_the_same_question_is_worked_out_once():
    memory: Memory[list[int]] = Memory(size=2)
    first = memory.answer("a", lambda: [1])
    assert memory.answer("a", lambda: [2]) is first


def test_what_was_asked_for_longest_ago_is_forgotten():
    memory: Memory[int] = Memory(size=2)
    memory.answer("a", lambda: 1)
    memory.answer("b", lambda: 2)
    memory.answer("a", lambda: 9)
    memory.answer("c", lambda: 3)
    assert memory.answer("a", lambda: 9) == 1
    assert memory.answer("b", lambda: 8) == 8
