"""Golden sentences in both languages."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from vaekst.core.errors import UnknownName
from vaekst.core.receipt import Status
from vaekst.core.rules import GateState, Proposal
from vaekst.core.sentence import FORMATS, Sentence, Value
from vaekst.present.language import DANISH, ENGLISH
from vaekst.present.numbers import NBSP
from vaekst.present.words import label, mark, metric_label, say

_ = NBSP
DAY = date(2026, 11, 16)


@pytest.mark.parametrize(
    ("sentence", "english", "danish"),
    [
        (
            Sentence(
                "all",
                "{chance:chance} on {when:day} for {cost:money}",
                chance=0.999, when=DAY, cost=1234.5, currency="DKK",
            ),
            f"over 99% on 16 Nov 2026 for DKK{_}1,234.50",
            f"over 99{_}% den 16. nov. 2026 for 1.234,50{_}kr.",
        ),
        (
            Sentence("untranslated", "{effect:change} by {metric:metric}, {share:percent}", effect=-0.08, metric="ctr", share=0.9),
            "−8% by CTR, 90%",
            f"−8{_}% by klikrate, 90{_}%",
        ),
        (
            Sentence("rest", "{n:number} {n} {far:points} {long:duration} {who} {who:text}", n=1234.5, far=0.08, long=75, who="Ride-along"),
            f"1,234 1,234 +8{_}pp 1{_}min{_}15{_}s Ride-along Ride-along",
            f"1.234 1.234 +8{_}pp. 1{_}min{_}15{_}s Ride-along Ride-along",
        ),
        (
            Sentence("unknown", "{value:percent} {day:day}", value=None, day=None),
            "unknown unknown",
            "ukendt ukendt",
        ),
        (
            Sentence("time", "{at} {at:day}", at=datetime(2026, 11, 16, 14, 5, tzinfo=UTC)),
            "16 Nov 2026, 14:05 16 Nov 2026",
            "16. nov. 2026, 14:05 16. nov. 2026",
        ),
        (
            UnknownName("concept", "xyz", ["ride-along"]).sentence,
            "There is no concept called 'xyz'. Known: ride-along. ",
            "Der er ikke noget koncept, der hedder 'xyz'. Kendte: ride-along. ",
        ),
    ],
)  # fmt: skip
def test_sentences_are_said_in_both_languages(sentence: Sentence, english: str, danish: str) -> None:
    assert say(sentence, ENGLISH) == english
    assert say(sentence, DANISH) == danish


@pytest.mark.parametrize("mark_", sorted(FORMATS))
@pytest.mark.parametrize("value", [0.5, 3, "words", None, DAY])
def test_every_mark_can_be_said_of_every_kind_of_value(mark_: str, value: Value) -> None:
    sentence = Sentence("any", f"{{value:{mark_}}}", value=value, currency="DKK")
    assert say(sentence, DANISH)
    assert sentence.english()


def test_ordinary_formats_still_work() -> None:
    assert say(Sentence("plain", "{value:.2f} {name:>4}", value=1.5, name="ab"), ENGLISH) == "1.50   ab"


def test_a_metric_has_its_label_and_an_unknown_one_its_id_in_words() -> None:
    assert metric_label("ctr", ENGLISH) == "CTR"
    assert metric_label("cost_per_lead", ENGLISH) == "Cost per lead"
    assert metric_label("some_new_thing", DANISH) == "some new thing"


@pytest.mark.parametrize("state", [*Proposal, *GateState, *Status])
def test_every_state_has_a_word_a_sign_and_a_tone(state: str) -> None:
    shown = mark(state, ENGLISH)
    assert shown.word
    assert shown.sign
    assert shown.tone in {"good", "warn", "bad", "note", "none"}


def test_states_are_named_in_the_readers_language() -> None:
    assert label("scale", DANISH) == "skalér"
    assert label("scale", ENGLISH) == "scale"


def test_a_state_nobody_named_is_a_mistake_in_the_code() -> None:
    with pytest.raises(KeyError):
        mark("sideways", ENGLISH)
