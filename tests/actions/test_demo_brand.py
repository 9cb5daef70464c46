"""The demo shop, through the same doors as anybody's files: all KPIs lit, its true winners and losers found."""

from datetime import UTC, date, datetime

import pytest
from tests.store import builders

from vaekst.actions import boards, diagnoses, links, reviews
from vaekst.actions import money as money_actions
from vaekst.actions.attribution import read_attribution
from vaekst.actions.demo import IDEAS, open_demo, opening
from vaekst.actions.risks import read_risk
from vaekst.core.costs.dimension import Dimension
from vaekst.core.period import Week
from vaekst.store.models import Brand, Decision, ImportRecord

NOW = datetime(2026, 11, 24, 8, tzinfo=UTC)


@pytest.fixture
def opened(owner):
    actor = builders.actor(owner)
    return actor, open_demo(actor, today=date(2026, 11, 24), now=NOW)


def test_the_shop_is_made_once_with_every_kpi_lit_and_the_truth_in_reach(opened):
    actor, brand = opened
    page = boards.read_board(brand, now=NOW)
    assert page.baseline.frozen is not None
    assert {row["kpi"] for row in boards.for_machines(page) if row["value"] is None} == set()
    assert len({row.kpi.id for row in page.board.rows}) == 8

    found = {
        row.concept: row
        for row in reviews.read_review(brand, Week(date(2026, 11, 16)), now=NOW).review.rows
        if row.concept
    }
    for idea in IDEAS:
        estimate = found[idea.id].estimate
        if idea.effect >= 0.3:
            assert estimate.chance_better > 0.95, idea.id
        if idea.effect <= -0.3:
            assert found[idea.id].proposal == "stop", idea.id
    assert Decision.objects.filter(brand=brand).exists()

    diagnosed = diagnoses.read_diagnoses(brand, Week(date(2026, 11, 16)), now=NOW).found
    assert [(one.rule.id, one.channel) for one in diagnosed] == [("held_but_no_click", "youtube")]

    report = links.check_facts(brand, now=NOW)
    written_by_hand = {fault.code for each in report.broken for fault in each.checked.faults}
    assert {"capitals", "letters", "encoded_twice", "lookalike_letters", "wrong_source"} <= written_by_hand
    register = {each.link.url for each in links.register_of(brand)}
    assert len(report.broken) * 3 < len(report.found)
    assert all(each.remark is None for each in links.register_of(brand))
    assert len(register) == brand.links.count() >= 40

    imports = ImportRecord.objects.count()
    assert open_demo(actor, today=date(2026, 11, 30), now=NOW) == brand
    assert (Brand.objects.filter(slug=brand.slug).count(), ImportRecord.objects.count()) == (1, imports)


def test_a_brand_of_the_same_short_name_is_left_alone(owner, monkeypatch):
    own = builders.brand(slug="fjord-cykler")
    monkeypatch.setattr(opening, "_take_in", lambda *_args, **_named: None)
    monkeypatch.setattr(opening, "_link", lambda *_args: None)
    monkeypatch.setattr(opening, "_decide", lambda *_args, **_named: None)
    monkeypatch.setattr(opening, "run_experiments", lambda *_args, **_named: None)
    made = open_demo(builders.actor(owner), today=date(2026, 11, 24), now=NOW)
    assert (made.slug, made.demo_at) == ("fjord-cykler-demo", NOW)
    own.refresh_from_db()
    assert own.demo_at is None


def test_the_shop_knows_what_a_lead_costs_and_where_it_hangs(opened):
    _, brand = opened
    money = money_actions.read_money(brand, now=NOW)
    assert {row.key for row in money.by.rows} == {"instagram", "youtube", "tiktok", None}
    assert all(row.cost_per_lead.value for row in money.by.rows if row.key)
    assert money.by.total.pipeline.money is not None
    assert money.ledger.gathered.leads_merged > 100
    assert [claim.platform for claim in money.claims] == ["meta_ads", "ga4"]
    assert all(row.conversion.value for row in money.web.rows), "visits of every channel become leads"
    classes = {row.key: row for row in money.ledger.by(Dimension.DISTRIBUTION, money.period).rows}
    assert classes.keys() == {"owned", "paid", "partner", None}
    ledger = read_attribution(brand, now=NOW).ledger
    assert ledger.alone, "somebody called"
    assert ledger.unseen, "somebody did not consent"
    risk = read_risk(brand, now=NOW)
    assert risk.leads.top == risk.traffic.top == "instagram"
    assert risk.audience.returning is not None
