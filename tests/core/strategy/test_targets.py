"""Targets: an amount, or a change from the brand's own baseline."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vaekst.core.strategy.faults import Refused
from vaekst.core.strategy.numbers import fraction, percent, signed_percent, written
from vaekst.core.strategy.targets import Target, TargetOf

NBSP, MINUS = "\N{NO-BREAK SPACE}", "\N{MINUS SIGN}"


def number(given):
    return Target.parse(given, share=False)


def share(given):
    return Target.parse(given, share=True)


@pytest.mark.parametrize(
    ("given", "target"),
    [
        (14, Target("absolute", 14.0)),
        ("14", Target("absolute", 14.0)),
        ("9,5", Target("absolute", 9.5)),
        ("1 200", Target("absolute", 1200.0)),
        (f"1{NBSP}200,50", Target("absolute", 1200.5)),
        ("+15 %", Target("relative", 0.15)),
        ("-20%", Target("relative", -0.20)),
        (f"{MINUS}20{NBSP}%", Target("relative", -0.20)),
        ("+7,5 pct.", Target("relative", 0.075)),
        ("- 20 procent", Target("relative", -0.20)),
    ],
)
def test_a_number_may_be_aimed_at_or_moved(given, target):
    assert number(given) == target


@pytest.mark.parametrize(
    ("given", "target"),
    [
        ("12 %", Target("absolute", 0.12, share=True)),
        ("1,2 %", Target("absolute", 0.012, share=True)),
        (0.12, Target("absolute", 0.12, share=True)),
        ("0.12", Target("absolute", 0.12, share=True)),
        (0, Target("absolute", 0.0, share=True)),
        ("100 %", Target("absolute", 1.0, share=True)),
        ("+15 %", Target("relative", 0.15, share=True)),
        ("+8 pp", Target("points", 0.08, share=True)),
        (f"{MINUS}3 procentpoint", Target("points", -0.03, share=True)),
    ],
)
def test_a_share_may_also_move_by_points(given, target):
    assert share(given) == target


@pytest.mark.parametrize(
    ("parse", "given", "meant"),
    [
        (number, "12 %", "+12 %"),
        (number, -20, "-20 %"),
        (number, -0.2, "-20 %"),
        (number, "+3", "+3 %"),
        (number, "+8 pp", "+8 %"),
        (share, 60, "60 %"),
        (share, 1, "1 %"),
        (share, "1", "1 %"),
        (share, "8 pp", "+8 pp"),
        (share, "-5", "-5 %"),
    ],
)
def test_what_is_ambiguous_is_refused_with_what_was_meant(parse, given, meant):
    with pytest.raises(Refused) as caught:
        parse(given)
    assert caught.value.problems[0].nearest == meant


@pytest.mark.parametrize("given", ["abc", "", None, True, [14], "14 posts", "1,200", "1.2.3", "1e5", 1e13, "٣٤ x"])
def test_what_is_no_number_is_refused(given):
    with pytest.raises(Refused):
        number(given)


@pytest.mark.parametrize("given", ["110 %", 250, "+100 pp", "-100 %", "+20000 %", "abc"])
def test_what_a_share_cannot_reach_is_refused(given):
    with pytest.raises(Refused):
        share(given)


def test_a_change_needs_a_baseline_and_an_amount_does_not():
    assert number("+15 %").value(10.0) == pytest.approx(11.5)
    assert number("+15 %").value(None) is None
    assert number("+15 %").needs_baseline
    assert number(14).value(None) == 14.0
    assert not number(14).needs_baseline
    assert share("+8 pp").value(0.52) == pytest.approx(0.60)


@given(st.floats(0, 1), st.sampled_from(["+90 %", "-90 %", "+60 pp", "-60 pp", "45 %"]))
def test_a_share_never_leaves_its_bounds(baseline, text):
    reached = share(text).value(baseline)
    assert reached is not None
    assert 0 <= reached <= 1


targets = st.one_of(
    st.integers(0, 10**9).map(number),
    st.decimals(0, 10**6, places=2).map(lambda amount: number(float(amount))),
    st.decimals("0", "1", places=4).map(lambda amount: share(float(amount))),
    st.decimals("-99.99", "10000", places=2).map(lambda change: number(f"{change:+f} %")),
    st.decimals("-99.99", "99.99", places=2).map(lambda change: share(f"{change:+f} pp")),
)


@given(targets)
def test_a_target_reads_back_as_it_is_written(target):
    again = Target.parse(str(target), share=target.share)
    assert (again.kind, again.share) == (target.kind, target.share)
    assert again.amount == pytest.approx(target.amount, rel=1e-9)


def test_a_field_takes_its_own_kind_of_target():
    assert TargetOf(share=True).read(share("12 %")) == share("12 %")
    with pytest.raises(Refused):
        TargetOf(share=True).read(number(14))


@given(st.text(max_size=12))
def test_any_text_is_a_number_or_none(text):
    found = written(text)
    assert found is None or found.amount >= 0


def test_signs_belong_to_the_number():
    found = written("-2,5 %")
    assert found is not None
    assert found.signed == -2.5
    assert written("2 %").signed == 2.0


def test_fractions_are_written_without_noise():
    assert percent(0.07) == "7 %"
    assert signed_percent(-0.205) == "-20.5 %"
    assert signed_percent(0.1) == "+10 %"
    assert fraction(1.0) == 1.0
