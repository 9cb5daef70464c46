"""What is told to people, as values."""

import copy
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vaekst.core.sentence import FORMATS, N_, Sentence, clipped

values = st.none() | st.text(max_size=20) | st.integers() | st.floats(allow_nan=False) | st.dates() | st.booleans()


def written(template, **held):
    return Sentence("x", template, **held).english()


@given(values, st.sampled_from(sorted(FORMATS)))
def test_every_mark_can_write_every_value(value, mark):
    assert isinstance(written(f"{{it:{mark}}}", it=value), str)


@given(values)
def test_sentences_are_equal_when_all_they_hold_is(value):
    one, two = Sentence("x", N_("{it}"), it=value), Sentence("x", N_("{it}"), it=value)
    assert one == two
    assert hash(one) == hash(two)
    assert one != Sentence("x", N_("{it}"), it="another thing altogether")


@pytest.mark.parametrize(
    ("template", "value", "text"),
    [
        ("{it}", None, "unknown"),
        ("{it:percent}", 0.456, "45.6 %"),
        ("{it:percent}", 12.5, "1,250 %"),
        ("{it:change}", 0.12, "+12 %"),
        ("{it:change}", -0.2, "-20 %"),
        ("{it:points}", 0.08, "+8 pp"),
        ("{it:chance}", 0.999, "over 99 %"),
        ("{it:chance}", 0.001, "under 1 %"),
        ("{it:chance}", 0.5, "50 %"),
        ("{it:chance}", 0.055, "5.5 %"),
        ("{it}", 12000, "12,000"),
        ("{it:number}", 0.1234567, "0.123457"),
        ("{it:number}", 1104116.0, "1,104,116"),
        ("{it:number}", 1234567.8, "1,234,568"),
        ("{it:05d}", 42, "00042"),
        ("{it:metric}", "save_rate", "save rate"),
        ("{it:day}", date(2026, 11, 2), "2026-11-02"),
        ("{it}", datetime(2026, 11, 2, 9, tzinfo=UTC), "2026-11-02 09:00:00+00:00"),
        ("{it:>5}", "ab", "   ab"),
    ],
)
def test_plain_english_needs_no_locale(template, value, text):
    assert written(template, it=value) == text


def test_a_brace_in_a_value_is_only_a_brace():
    assert written("{it}", it="{other}") == "{other}"


def test_a_sentence_can_be_copied():
    sentence = Sentence("x", "{n} of {all}", n=1, all=None)
    assert copy.deepcopy(sentence) == sentence


def test_what_a_sentence_holds_cannot_be_changed():
    with pytest.raises(TypeError):
        Sentence("x", "{n}", n=1).values["n"] = 2


@given(st.dictionaries(st.sampled_from("abc"), values | st.datetimes(timezones=st.just(UTC))))
def test_a_sentence_survives_being_stored(held):
    sentence = Sentence("x", "…", **held)
    assert Sentence.from_json(sentence.to_json()) == sentence


def test_what_somebody_gave_is_quoted_without_its_middle_where_it_is_long():
    sentence = Sentence("x", "'{given}' is no link.", given="a" * 8000 + "z")
    assert len(sentence.english()) < 230
    assert sentence.english().startswith("'aaa")
    assert sentence.english().endswith("az' is no link.")


@given(st.text(), st.integers(5, 50))
def test_a_clipped_text_is_as_long_as_it_may_be_and_a_short_one_stays(text, most):
    short = clipped(text, most)
    if len(text) <= most:
        assert short == text
    else:
        assert (len(short), short[0], short[-1]) == (most, text[0], text[-1])
