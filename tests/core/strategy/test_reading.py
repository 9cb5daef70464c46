"""A document with faults: all of them at once, each with its place and its cure."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vaekst.core.errors import BadInput
from vaekst.core.strategy import BadStrategy, read_strategy, write_default
from vaekst.core.strategy.reading import MAX_FAULTS, settings_at
from vaekst.core.strategy.tree import MAX_CHARACTERS

START = "vaekst: 1\nbrand: {name: F}\n"


def faults(text):
    with pytest.raises(BadStrategy) as caught:
        read_strategy(text)
    return caught.value.faults


def only(text):
    (fault,) = faults(text)
    return fault


def below(text):
    """The one fault of a valid start followed by the text."""
    return only(START + text)


def test_all_faults_are_told_at_once_in_the_order_they_stand():
    text = (
        "vaekst: 1\n"
        "brand: {name: Fjord, currency: KR, timezone: Europe/Kopenhagen}\n"
        "channels:\n"
        "  instagram: {platform: instagram, rol: core}\n"
        "concepts:\n"
        "  a: {name: A, channels: [instagran]}\n"
        "rules: {gates: {ctr: 1}}\n"
    )
    found = faults(text)
    assert [(fault.line, fault.column, fault.path, fault.nearest) for fault in found] == [
        (2, 32, "brand.currency", "DKK"),
        (2, 46, "brand.timezone", "Europe/Copenhagen"),
        (4, 36, "channels.instagram.rol", "role"),
        (6, 27, "concepts.a.channels[0]", "instagram"),
        (7, 22, "rules.gates.ctr", "1 %"),
    ]


def test_a_word_nearly_right_comes_with_the_right_one():
    assert below("channels: {a: {platform: instagrm}}").nearest == "instagram"


def test_the_error_lists_every_fault_in_plain_english():
    with pytest.raises(BadInput) as caught:
        read_strategy(f"{START}colour: red\nsprint: {{days: many}}\n")
    assert str(caught.value).splitlines() == [
        "Faults in the strategy document: 2. Nothing was changed.",
        f"  line 3, column 1: colour is not a setting. Allowed here: {', '.join(settings_at(()))}.",
        "  line 4, column 16: sprint.days is 'many'. Write a whole number.",
    ]


@pytest.mark.parametrize(
    ("text", "code", "value"),
    [
        ("channels: {a: {platform: myspace}}", "not_one_of", "myspace"),
        ("channels: {a: {}}", "missing", None),
        ("channels: {a: 3}", "not_group", "3"),
        ("channels: [a]", "not_group", "[…]"),
        ("concepts:", "not_group", "null"),
        ("concepts: {a: {name: 2026}}", "not_text", "2026"),
        ("concepts: {a: {name: ''}}", "no_text", "null"),
        (f"concepts: {{a: {{name: {'x' * 301}}}}}", "text_too_long", "x" * 59 + "…"),
        ("rules: {checks: policy}", "not_list", "policy"),
        ("rules: {checks: []}", "too_few", "[…]"),
        ("indicators: [ctr, reach, views, save_rate, share_rate, like_rate]", "too_many", "[…]"),
        ("rules: {checks: [policy, policy]}", "named_twice", "[…]"),
        ("rules: {stop: {posts: 2.5}}", "not_whole", "2.5"),
        ("rules: {stop: {posts: 0}}", "too_small", "0"),
        ("rules: {stop: {posts: 51}}", "too_large", "51"),
        ("rules: {evidence: {level: 0 %}}", "too_small", "0 %"),
        ("rules: {evidence: {level: 100 %}}", "too_large", "100 %"),
        ("rules: {evidence: {bar: 10}}", "bad_change", "10"),
        ("rules: {proof_share: most}", "share_range", "most"),
        ("rules: {proof_share: true}", "share_range", "true"),
        ("rules: {proof_share: 120 %}", "share_range", "120 %"),
        ("rules: {proof_share: -5}", "share_range", "-5"),
        ("rules: {comparison: {tolerance: wide}}", "not_number", "wide"),
        ("costs: {hourly_rate: -3}", "too_small", "-3"),
        ("sprint: {start: 20260914}", "bad_day", "20260914"),
        ("sprint: {start: 2026-02-30}", "bad_day", "2026-02-30"),
        ("outcomes: [{id: a, name: A, primary: no}]", "not_true_false", "no"),
        ("brands: {}", "unknown_key", "{…}"),
        ("sprint: {days:90}", "no_space", "null"),
        ("<<: {a: 1}", "unknown_key", "{…}"),
        ("conversions: {primary: a, micro: [b, a]}", "named_twice", "a"),
        ("library: {templates: {least: 9, most: 3}}", "span_order", "{…}"),
        ("rules: {evidence: {scale_at: 1 %}}", "evidence_order", None),
        ("rules: {borrowing: {early: reach, early_days: 7}}", "early_too_late", "7"),
        ("rules: {comparison: {age_days: 2}, borrowing: {early: reach}}", "early_too_late", None),
        ("rules: {status: {at_risk: 95 %}}", "status_order", "95 %"),
        ("sprint: {phases: [{id: a, name: A, first_week: 3, last_week: 2}]}", "phase_order", "2"),
    ],
)
def test_what_is_wrong_with_a_value_has_a_code_and_the_value(text, code, value):
    fault = below(text)
    assert (fault.line, fault.sentence.code, fault.value) == (3, code, value)
    assert "{" not in fault.english().replace("{…}", "")


def test_phases_may_be_a_teams_own():
    phases = "[{id: a, name: A, first_week: 1, last_week: 3}, {id: b, name: B, first_week: 5, last_week: 5}]"
    strategy = read_strategy(f"{START}sprint: {{phases: {phases}}}")
    assert [phase.id for phase in strategy.sprint.phases] == ["a", "b"]


def test_phases_do_not_overlap():
    text = (
        "sprint:\n  phases:\n"
        "    - {id: a, name: A, first_week: 1, last_week: 3}\n"
        "    - {id: b, name: B, first_week: 3, last_week: 4}\n"
    )
    fault = below(text)
    assert (fault.line, fault.path) == (6, "sprint.phases[1].first_week")


@pytest.mark.parametrize(
    ("outcomes", "codes"),
    [
        ("[{id: a, name: A}]", ["no_primary"]),
        ("[{id: a, name: A, primary: true}, {id: b, name: B, primary: true}]", ["two_primaries"]),
        ("[{id: a, name: A, primary: true}, {id: a, name: B}]", ["named_twice"]),
        ("[{id: a, name: A}, {id: a, name: B}]", ["no_primary", "named_twice"]),
        ("[]", ["too_few"]),
    ],
)
def test_exactly_one_outcome_is_primary(outcomes, codes):
    assert [fault.sentence.code for fault in faults(f"{START}outcomes: {outcomes}")] == codes


@pytest.mark.parametrize(
    ("channels", "hint"),
    [("{instagram: {platform: instagram}}", "Known: instagram."), ("{}", "has no channels")],
)
def test_a_concept_runs_on_channels_that_exist(channels, hint):
    fault = below(f"channels: {channels}\nconcepts: {{a: {{name: A, channels: [printed-mail]}}}}")
    assert (fault.path, fault.sentence.code) == ("concepts.a.channels[0]", "unknown_channel")
    assert hint in fault.english()


@pytest.mark.parametrize(
    "rest", ["concepts: 3", "concepts: {a: 3}", "concepts: {a: {name: A, channels: 4}}", "channels: 3"]
)
def test_a_check_across_groups_bears_with_other_faults(rest):
    assert {fault.sentence.code for fault in faults(f"{START}{rest}")} <= {"not_group", "not_list"}


@pytest.mark.parametrize(
    ("given", "nearest"),
    [("Europe/Kopenhagen", "Europe/Copenhagen"), ("Copenhagen", "Europe/Copenhagen"), ("Berln", "Europe/Berlin"),
     ("CET time", "Europe/Copenhagen"), ("zzzz", "Europe/Copenhagen")],
)  # fmt: skip
def test_a_time_zone_is_named_by_city(given, nearest):
    assert only(f"vaekst: 1\nbrand: {{name: F, timezone: {given}}}").nearest == nearest


@pytest.mark.parametrize(
    ("given", "nearest"),
    [("kr.", "DKK"), ("€", "EUR"), ("dkk", "DKK"), ("EURO", "EUR"), ("QQQ!", "EUR"), ("DKR", "DKK")],
)
def test_a_currency_is_three_letters(given, nearest):
    assert only(f"vaekst: 1\nbrand: {{name: F, currency: {given}}}").nearest == nearest


@pytest.mark.parametrize(("given", "nearest"), [("Køretur med Åse", "koeretur-med-aase"), ("!!", "my-id"), ("-a", "a")])
def test_an_id_is_small_letters(given, nearest):
    fault = below(f'concepts:\n  "{given}": {{name: A}}')
    assert (fault.line, fault.column, fault.nearest) == (4, 3, nearest)


@pytest.mark.parametrize(
    ("rule", "code", "nearest"),
    [
        ("{}", "empty_match", None),
        ("{hashtag: #ride\n}", "empty_match", None),
        ('{hashtag: "two words"}', "bad_hashtag", "twowords"),
        ('{hashtag: "#"}', "bad_hashtag", "ridealong"),
        ("{utm: ride-*}", "bad_utm", "content=spring-*"),
        ("{utm: campain=ride-*}", "bad_utm", "campaign=ride-*"),
        ("{titel: ride}", "unknown_key", "title"),
    ],
)
def test_a_match_rule_says_what_to_look_for(rule, code, nearest):
    fault = below(f"concepts: {{a: {{name: A, match: [{rule}]}}}}")
    assert (fault.sentence.code, fault.nearest) == (code, nearest)


@pytest.mark.parametrize(
    ("text", "code", "place"),
    [
        ("", "empty_document", (1, 1)),
        ("# only a comment", "empty_document", (1, 1)),
        ("---\n", "not_settings", (2, 1)),
        ("- vaekst: 1", "not_settings", (1, 1)),
        ("just text", "not_settings", (1, 1)),
        ("vaekst: 1\nbrand:\n\tname: F", "tab", (3, 1)),
        ("vaekst: 1\nbrand: {name: @fjord}", "needs_quotes", (2, 15)),
        ("vaekst: 1\nbrand: {name: `x`}", "needs_quotes", (2, 15)),
        ("vaekst: 1\nbrand: name: F", "stray_colon", (2, 12)),
        ("vaekst: 1\n brand: 2", "stray_colon", (2, 7)),
        ("vaekst: 1\nbrand: {name: 'F", "cut_off", (2, 17)),
        ("vaekst: 1\nbrand: {name: F", "cut_off", (2, 16)),
        ("- a\nb: 1", "bad_indent", (2, 1)),
        ('vaekst: "\\q"', "bad_yaml", (1, 11)),
        ("vaekst: 1\nbrand: \x07", "bad_character", (2, 8)),
        ("\ud800", "bad_character", (1, 1)),
        (f"{START}---\nb: 2", "second_document", (3, 1)),
        (f"{START}? [1]\n: 2", "bad_key", (3, 3)),
        (f"{START}brand: {{name: G}}", "doubled_key", (3, 1)),
        ("vaekst: &a 1\nbrand: {name: F}", "anchor_or_tag", (1, 9)),
        ("vaekst: 1\nbrand: {name: !!str F}", "anchor_or_tag", (2, 15)),
        ("x" * (MAX_CHARACTERS + 1), "too_long", (1, 1)),
    ],
)
def test_broken_yaml_is_told_with_its_place(text, code, place):
    fault = only(text)
    assert (fault.sentence.code, (fault.line, fault.column)) == (code, place)


@pytest.mark.parametrize("nest", ["[" * MAX_CHARACTERS, "{a: " * 1000, "- " * 1000])
def test_nothing_can_be_nested_without_end(nest):
    assert only(nest).sentence.code == "too_deep"


def test_an_alias_is_told_as_the_star_it_was_meant_as():
    fault = below("concepts: {a: {name: A, match: [{title: *ride}]}}")
    assert (fault.sentence.code, fault.value) == ("alias", "*ride")


def test_a_growing_document_does_not_grow():
    bomb = "a0: &a0 [x, x]\n" + "".join(f"a{n}: &a{n} [{f'*a{n - 1}, ' * 9}]\n" for n in range(1, 12))
    codes = {fault.sentence.code for fault in faults(START + bomb)}
    assert codes == {"alias", "anchor_or_tag"}


def test_a_doubled_key_hides_no_fault_and_adds_none():
    found = faults(f"{START}sprint: {{days: 90}}\nsprint: {{days: wrong, days: 3}}\nrules: {{stop: {{post: 3}}}}")
    assert [fault.path for fault in found] == ["sprint", "sprint.days", "rules.stop.post"]


@pytest.mark.parametrize("word", ["no", "yes", "on", "off", "2026-09-14", "0x1F", "1_000", "+3", "1e3", ".5", "0755"])
def test_words_that_other_readers_change_stay_text(word):
    assert read_strategy(f"vaekst: 1\nbrand: {{name: {word}}}").brand.name == word


@pytest.mark.parametrize(
    "text",
    [
        f"\N{ZERO WIDTH NO-BREAK SPACE}{START}",
        START.replace("\n", "\r\n"),
        f"%YAML 1.1\n---\n{START}...\n",
        "'vaekst': '1'\n\"brand\": {name: \"F\"}",
        '{"vaekst": 1, "brand": {"name": "F"}}',
    ],
)
def test_editors_habits_do_not_matter(text):
    assert read_strategy(text).brand.name == "F"


def test_numbers_may_be_written_as_at_home():
    text = f"{START}costs: {{hourly_rate: '1 350,50'}}\nrules: {{gates: {{ctr: '0,8\N{NO-BREAK SPACE}%'}}, proof_share: 0.75, evidence: {{bar: 0.2}}}}"
    strategy = read_strategy(text)
    assert strategy.costs.hourly_rate == 1350.5
    assert strategy.rules.gates.ctr == 0.008
    assert (strategy.rules.proof_share, strategy.rules.evidence.bar) == (0.75, 0.2)


def test_a_file_of_something_else_is_told_in_short():
    assert len(faults("vaekst: 1\n" + "".join(f"key{n}: 1\n" for n in range(500)))) == MAX_FAULTS


@pytest.mark.parametrize(
    ("path", "first"),
    [
        ((), "vaekst"),
        (("channels", "a"), "platform"),
        (("outcomes", 0), "id"),
        (("concepts", "a", "match", 0), "hashtag"),
    ],
)
def test_the_settings_of_a_group_are_known(path, first):
    assert settings_at(path)[0] == first


def told(text):
    """The faults of the text; none when it is a strategy."""
    try:
        read_strategy(text)
    except BadStrategy as error:
        return error.faults
    return ()


@given(st.text(alphabet="abvkst:{}[]-#*&!|>'\"%@` \n\t1,.å", max_size=60))
@settings(max_examples=300, deadline=None)
def test_any_text_is_read_or_refused_with_places(text):
    found = told(text)
    assert found
    assert all(fault.line >= 1 and fault.column >= 1 and fault.english() for fault in found)


@given(st.data())
@settings(max_examples=60, deadline=None)
def test_a_half_written_document_never_breaks_the_reader(data):
    text = write_default(name="Fjord Cykler")
    cut = text[: data.draw(st.integers(0, len(text)))]
    assert all(fault.line <= cut.count("\n") + 1 for fault in told(cut))
