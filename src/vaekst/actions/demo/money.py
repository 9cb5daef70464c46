"""What the shop's money did beside the weekly ads: partners and suppliers, a campaign of its own, its customer system, its website."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from datetime import date, timedelta

import numpy as np

from vaekst.actions.demo import tables
from vaekst.actions.demo.world import BASELINE_WEEKS, World

_CAMPAIGN_WEEKS = range(BASELINE_WEEKS + 2, BASELINE_WEEKS + 6)
"""The campaign and the partners had their time in the middle of the sprint."""

_STAGES = {"kvalificeret": 0.5, "kunde": 0.3, "tabt": 0.2}
_IN_CRM = {"1": 0.8, "0": 0.12}  # of qualified leads, and of others
_META = (
    *("Reporting starts", "Reporting ends", "Campaign name", "Ad set name", "Ad set delivery", "Results"),
    *("Result indicator", "Reach", "Frequency", "Cost per result", "Amount spent (DKK)", "Impressions", "Link clicks"),
)
_GROUPS = {
    "Direct": (70, 0.45),
    "Organic Search": (55, 0.60),
    "Email": (18, 0.15),
    "Referral": (9, 0.70),
}
"""Channel group -> sessions a day, and the share of its people who are new."""
_PAID, _NEW_FROM_SOCIAL = 0.3, 0.72


def partners(world: World) -> bytes:
    """Creators, a supplier and a tool, each with its terms: with VAT or without, in kroner or euro."""
    header = ["date", "channel", "category", "amount", "currency", "vat", "distribution", "supplier", "creator", "note"]
    monday = [world.first + timedelta(weeks=week) for week in _CAMPAIGN_WEEKS]
    rows = [
        [monday[0], "instagram", "creators", "1600.00", "DKK", "excl", "partner", "", "karla", "To videoer"],
        [monday[1], "", "delivery", "900.00", "DKK", "excl", "paid", "Byliv Medier", "", "Nyhedsbrev til cyklister"],
        [monday[2], "instagram", "creators", "1600.00", "DKK", "excl", "partner", "", "karla", "To videoer"],
        [monday[3], "", "data", "49.00", "EUR", "incl", "", "", "", "Måleværktøj"],
    ]
    return tables.table(header, [[str(cell) for cell in row] for row in rows])


def campaign(world: World, *, seed: int) -> bytes:
    """A small campaign on Instagram, day by day, as Meta Ads Manager exports it; it claims more leads than it won."""
    chance = np.random.default_rng([seed, 4])
    rows: list[list[str]] = []
    for week in _CAMPAIGN_WEEKS:
        for n in range(7):
            day = (world.first + timedelta(weeks=week, days=n)).isoformat()
            shown = int(chance.integers(900, 1500))
            spent, claimed = f"{shown * 0.04:.2f}", int(chance.poisson(3.2))
            counts = "actions:offsite_conversion.fb_pixel_lead" if claimed else ""
            about = [day, day, "Prøvetur", "Tidligere besøgende", "active", str(claimed or ""), counts]
            rows.append([*about, str(int(shown * 0.7)), "1.43", "", spent, str(shown), str(int(shown * 0.012))])
    text = io.StringIO(newline="")
    csv.writer(text, quoting=csv.QUOTE_ALL, lineterminator="\n").writerows([_META, *rows])
    return text.getvalue().encode("utf-8-sig")


def customers(leads: Sequence[Sequence[str]], *, last: date, seed: int) -> bytes:
    """The customer system: some of the same people under its own numbers, with what became of them and what it is worth."""
    chance = np.random.default_rng([seed, 5])
    rows: list[list[str]] = []
    for row in leads:
        _number, day, qualified, address = row[0], row[1], row[5], row[7]
        if not address or chance.random() >= _IN_CRM[qualified]:
            continue
        decided = min(date.fromisoformat(day) + timedelta(days=int(chance.integers(2, 21))), last)
        stage = "emne" if qualified == "0" else str(chance.choice(list(_STAGES), p=list(_STAGES.values())))
        worth = f"{float(np.exp(chance.normal(9.3, 0.5))):.0f}" if qualified == "1" else ""
        rows.append([f"K-{2000 + len(rows)}", day, address, stage, decided.isoformat(), worth, "DKK" if worth else ""])
    return tables.table(["lead_id", "date", "email", "stage", "stage_date", "value", "currency"], rows)


def website(leads: Sequence[Sequence[str]], world: World, *, seed: int) -> bytes:
    """The visits of every day by channel group, as an exploration of Google Analytics 4 exports them."""
    chance = np.random.default_rng([seed, 6])
    visits: dict[str, int] = {}
    for row in leads:
        visits[row[1]] = visits.get(row[1], 0) + int(row[6] or 0)
    rows: list[list[str]] = []
    for day in world.days:
        social = visits.get(day.isoformat(), 0)
        paid = int(chance.binomial(social, _PAID))
        told = [("Organic Social", social - paid, _NEW_FROM_SOCIAL), ("Paid Social", paid, _NEW_FROM_SOCIAL)]
        told += [(group, int(chance.poisson(usual)), new) for group, (usual, new) in _GROUPS.items()]
        for group, sessions, new in told:
            users = int(sessions * 0.9)
            rows.append([group, f"{day:%Y%m%d}", str(sessions), str(users), str(int(chance.binomial(users, new)))])
    sums = [str(sum(int(row[column]) for row in rows)) for column in (2, 3, 4)]
    header = ["Session default channel group", "Date", "Sessions", "Total users", "New users"]
    ruler = "# ----------------------------------------"
    above = [ruler, "# fjordcykler.example - GA4", "# Free form-Free form 1", _span(world), ruler, ""]
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows([header, ["", "", *sums, "Grand total"], *rows])
    return ("\n".join(above) + "\n" + text.getvalue()).encode()


def _span(world: World) -> str:
    return f"# {world.first:%Y%m%d}-{world.last:%Y%m%d}"
