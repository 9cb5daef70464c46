"""A brand's strategy: short to write, complete once read."""

import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from pydantic import ValidationError

from vaekst.core.errors import UnknownName
from vaekst.core.period import Period
from vaekst.core.strategy import (
    CADENCES,
    CURRENCIES,
    KPIS,
    LOCALES,
    METRICS,
    PLATFORMS,
    BadStrategy,
    Brand,
    Channel,
    Concept,
    EvidenceRule,
    Sprint,
    Strategy,
    changes,
    read_strategy,
    write_default,
)

SHORT = "vaekst: 1\nbrand: {name: Fjord Cykler}\n"
EXAMPLE = Path(__file__).parents[3] / "examples" / "fjord-cykler.yaml"


@pytest.fixture
def shop():
    return read_strategy(EXAMPLE.read_text("utf-8"))


def test_a_name_is_a_whole_document():
    strategy = read_strategy(SHORT)
    assert strategy == Strategy(vaekst=1, brand=Brand(name="Fjord Cykler"))
    assert strategy.primary_outcome.id == "leads"
    assert strategy.indicators == ("retention_3s", "ctr", "save_rate", "share_rate", "avg_watch_time")


def test_the_rules_have_the_operating_models_defaults():
    strategy = read_strategy(SHORT)
    rules = strategy.rules
    assert strategy.sprint.days == 90
    assert (rules.baseline.days, rules.stop.posts, rules.evidence.min_posts) == (28, 3, 4)
    assert (rules.risk.top_channel_share, rules.risk.reach_loss) == (0.55, 0.30)
    assert (rules.proof_share, rules.measurable_share, rules.cycle_time) == (0.80, 0.60, -0.20)
    assert (rules.portfolio.core, rules.portfolio.experimental) == (2, 1)
    assert rules.checks == ("policy", "rights", "claims", "brand", "cta")


@pytest.mark.parametrize(
    ("kpi", "owner", "cadence", "target"),
    [
        ("posting_cadence", "Content Lead", "weekly", "14"),
        ("retention_3s", "Creative Strategist", "weekly", "+8 pp"),
        ("watch_time", "Editor", "weekly", "+15 %"),
        ("ctr", "Growth Marketer", "weekly", "1.2 %"),
        ("landing_conversion", "CRO Owner", "every 2 weeks", "2.2 %"),
        ("cost_per_lead", "Performance Lead", "weekly", "-20 %"),
        ("production_time", "Ops Manager", "weekly", "-20 %"),
        ("repurpose_rate", "Content Lead", "weekly", "45 %"),
    ],
)
def test_every_kpi_has_an_owner_a_cadence_and_a_target(kpi, owner, cadence, target):
    plan = read_strategy(SHORT).kpis.plans()[kpi]
    assert (plan.owner, plan.cadence, str(plan.target)) == (owner, cadence, target)


def test_the_board_has_eight_kpis():
    assert len(KPIS) == 8


def test_one_setting_of_a_kpi_leaves_the_others_as_they_were():
    plan = read_strategy(f"{SHORT}kpis: {{ctr: {{target: null}}}}").kpis.ctr
    assert plan.target is None
    assert plan.owner == "Growth Marketer"


def test_a_sprint_has_days_once_it_has_a_start():
    sprint = Sprint(start=date(2026, 9, 14))
    assert sprint.period == Period.ending(date(2026, 12, 12), days=90)
    assert sprint.elapsed(as_of=date(2026, 9, 1)) == 0.0
    assert sprint.elapsed(as_of=date(2026, 10, 29)) == 0.5
    assert sprint.elapsed(as_of=date(2027, 9, 1)) == 1.0
    assert Sprint().period is None
    assert Sprint().elapsed(as_of=date(2026, 9, 1)) is None


def test_posts_are_judged_by_the_nearest_metric_named(shop):
    assert shop.metric_of("instagram", "ride-along") == "share_rate"
    assert shop.metric_of("instagram", "workshop-tip") == "save_rate"
    assert shop.metric_of("instagram") == "save_rate"
    assert shop.metric_of("tiktok", "workshop-tip") == "engagement_rate"
    assert shop.metric_of("a channel no one planned", "nor this concept") == "engagement_rate"


def test_a_concept_runs_on_its_channels_or_on_all(shop):
    assert "ride-along" in shop.concepts_on("instagram")
    assert "ride-along" not in shop.concepts_on("youtube")
    assert "workshop-tip" in shop.concepts_on("tiktok")


def test_channels_are_found_by_platform(shop):
    assert shop.channels_on("youtube") == ("youtube",)
    assert shop.channels_on("facebook") == ()


def test_a_strategy_does_not_change():
    with pytest.raises(ValidationError, match="frozen"):
        read_strategy(SHORT).brand.name = "Other"


def test_a_strategy_made_in_code_is_checked_as_well():
    brand = Brand(name="Fjord Cykler")
    with pytest.raises(ValidationError):
        Strategy(vaekst=1, brand=brand, concepts={"a": Concept(name="A", channels=("instagram",))})
    with pytest.raises(ValidationError):
        EvidenceRule(scale_at=0.04)
    strategy = Strategy(vaekst=1, brand=brand, channels={"instagram": Channel(platform="instagram", budget=10)})
    assert strategy.channels["instagram"].role == "core"


def test_the_document_for_a_new_brand_holds_the_defaults():
    strategy = read_strategy(write_default(name="Fjord Cykler"))
    plain = Strategy(vaekst=1, brand=Brand(name="Fjord Cykler"))
    differing = {change.path.split(".")[0] for change in changes(plain, strategy)}
    assert differing == {"channels", "costs"}
    assert [channel.role for channel in strategy.channels.values()] == ["core", "core", "experimental"]


def test_the_document_for_a_new_brand_takes_what_is_known():
    text = write_default(
        name='Søren "Cykel"\n #1',
        currency="SEK",
        locale="da",
        timezone="Europe/Stockholm",
        start=date(2026, 11, 23),
        channels=("facebook", "facebook"),
    )
    strategy = read_strategy(text)
    assert strategy.brand == Brand(name='Søren "Cykel" #1', currency="SEK", locale="da", timezone="Europe/Stockholm")
    assert strategy.sprint.start == date(2026, 11, 23)
    assert list(strategy.channels) == ["facebook", "facebook-2"]
    assert strategy.costs.hourly_rate is None


def test_a_new_brand_cannot_be_on_a_platform_that_does_not_exist():
    with pytest.raises(UnknownName) as caught:
        write_default(name="Fjord Cykler", channels=("instagrm",))
    assert caught.value.nearest == "instagram"


def test_a_new_brands_document_shows_every_line_within_a_screen():
    assert max(len(line) for line in write_default(name="Fjord Cykler").splitlines()) <= 150


@pytest.mark.parametrize("words", [METRICS, PLATFORMS, CADENCES, LOCALES, sorted(CURRENCIES)])
def test_a_vocabulary_names_each_word_once(words):
    assert len(set(words)) == len(words) > 1


def test_an_equal_text_is_read_once():
    assert read_strategy(SHORT) is read_strategy(SHORT)


def test_a_text_with_faults_has_them_every_time():
    for _ in range(2):
        with pytest.raises(BadStrategy):
            read_strategy("vaekst: 1")


def test_the_strategy_needs_no_framework_and_no_lake():
    heavy = "{'django', 'duckdb', 'deltalake', 'pyarrow', 'numpy', 'scipy', 'altair'}"
    code = f"import sys, vaekst.core.strategy; print(sorted({heavy} & set(sys.modules)))"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "[]\n"
