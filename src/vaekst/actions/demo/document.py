"""The strategy document the shop is governed by."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from vaekst.actions.demo.ideas import BRAND, IDEAS, Idea
from vaekst.actions.demo.world import BASELINE_WEEKS, WEEKS

HOURLY_RATE = 220  # kroner

_DOCUMENT = """\
# Fjord Cykler er opdigtet. Tallene er lavet af `vaekst demo`.
vaekst: 1

brand:
  name: {brand}
  currency: DKK
  locale: {locale}
  timezone: Europe/Copenhagen

sprint:
  start: {start}
  days: 90

channels:
  instagram:
    platform: instagram
    role: core
    hook: Din hurtigste vej gennem byen
    metric: save_rate  # en rute, man gemmer, kører man
    hours_per_week: 12
  youtube:
    platform: youtube
    role: core
    hook: Mekanikeren siger det, som det er
    metric: engagement_rate
    hours_per_week: 10
  tiktok:
    platform: tiktok
    role: experimental
    hook: En dag i butikken
    metric: engagement_rate
    hours_per_week: 3

outcomes:
  - {{id: leads, name: Bookede prøveture, primary: true, target: "+30 %"}}
  - {{id: workshop, name: Bestilte eftersyn}}
  - {{id: sales, name: Solgte cykler}}

indicators: [retention_3s, ctr, save_rate, share_rate, avg_watch_time]

kpis:
  posting_cadence: {{owner: Indholdsansvarlig, cadence: weekly, target: 14}}
  retention_3s: {{owner: Kreativ strateg, cadence: weekly, target: "+8 pp"}}
  watch_time: {{owner: Klipper, cadence: weekly, target: "+15 %"}}
  ctr: {{owner: Growth-marketer, cadence: weekly, target: 1.2 %}}
  landing_conversion: {{owner: Webansvarlig, cadence: every 2 weeks, target: 2.2 %}}
  cost_per_lead: {{owner: Annonceansvarlig, cadence: weekly, target: "-20 %"}}
  production_time: {{owner: Driftsansvarlig, cadence: weekly, target: "-20 %"}}
  repurpose_rate: {{owner: Indholdsansvarlig, cadence: weekly, target: 45 %}}

concepts:
{concepts}

conversions:
  primary: test_ride
  micro: [add_to_cart, newsletter]

costs:
  hourly_rate: {rate}
  vat: excl
  vat_rate: 25 %
  vat_unstated: excl

utm:
  landing_page: https://fjordcykler.example/proevetur

rules:
  gates: {{retention_3s: 45 %, ctr: 0.5 %}}
"""


def strategy(*, last_day: date, locale: str = "da") -> str:
    """The YAML document. The sprint starts after four weeks of baseline and is in its tenth week on `last_day`."""
    start = last_day - timedelta(days=7 * (WEEKS - BASELINE_WEEKS) - 1)
    concepts = "\n".join(line for idea in IDEAS for line in _concept(idea))
    return _DOCUMENT.format(brand=BRAND, locale=locale, start=start.isoformat(), concepts=concepts, rate=HOURLY_RATE)


def _concept(idea: Idea) -> Iterator[str]:
    yield f"  {idea.id}:"
    yield f"    name: {idea.name}"
    yield f"    channels: [{idea.channel}]"
    yield f"    match: [{{hashtag: {idea.hashtag}}}]"
