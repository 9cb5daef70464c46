"""The words Meta Ads Manager prints above the columns of its reports.

English, French and Spanish words come from projects that read such reports, Danish ones are candidates; none was checked
against a file.
"""

from __future__ import annotations

import re

from vaekst.core.sentence import N_
from vaekst.sources.spend.platform import Platform, Words

VERIFIED: frozenset[str] = frozenset()
"""Languages whose words were seen in real files."""

HEADERS: Words = {
    "en": {
        "account": ("account name",),
        "account_id": ("account id",),
        "campaign": ("campaign name",),
        "campaign_id": ("campaign id",),
        "ad_group": ("ad set name", "ad set"),
        "ad_group_id": ("ad set id",),
        "ad": ("ad name",),
        "ad_id": ("ad id",),
        "day": ("day",),
        "starts": ("reporting starts",),
        "ends": ("reporting ends",),
        "currency": ("currency",),
        "cost": ("amount spent",),
        "impressions": ("impressions",),
        "clicks_link": ("link clicks",),
        "clicks_any": ("clicks (all)",),
        "results": ("results",),
        "result_indicator": ("result indicator", "result type"),
    },
    "fr": {
        "account": ("nom du compte",),
        "account_id": ("identifiant du compte",),
        "campaign": ("nom de la campagne",),
        "campaign_id": ("identifiant de la campagne", "id de la campagne"),
        "ad_group": ("nom de l'ensemble de publicités", "nom de l’ensemble de publicités"),
        "ad": ("nom de la publicité",),
        "day": ("jour",),
        "starts": ("début des rapports",),
        "ends": ("fin des rapports",),
        "currency": ("devise",),
        "cost": ("montant dépensé",),
        "impressions": ("impressions",),
        "clicks_link": ("clics sur un lien",),
        "clicks_any": ("clics (tous)",),
        "results": ("résultats",),
        "result_indicator": ("indicateur de résultats", "indicateur de résultat"),
    },
    "es": {
        "account": ("nombre de la cuenta",),
        "campaign": ("nombre de la campaña", "campaña"),
        "campaign_id": ("identificador de la campaña",),
        "ad_group": ("nombre del conjunto de anuncios",),
        "ad": ("nombre del anuncio",),
        "day": ("día",),
        "starts": ("inicio del informe",),
        "ends": ("fin del informe", "final del informe"),
        "currency": ("divisa", "moneda"),
        "cost": ("importe gastado",),
        "impressions": ("impresiones",),
        "clicks_link": ("clics en el enlace",),
        "clicks_any": ("clics (todos)",),
        "results": ("resultados",),
        "result_indicator": ("indicador de resultado", "indicador de resultados"),
    },
    "da": {
        "account": ("kontonavn",),
        "account_id": ("konto-id",),
        "campaign": ("kampagnenavn",),
        "campaign_id": ("kampagne-id",),
        "ad_group": ("navn på annoncesæt",),
        "ad_group_id": ("annoncesæt-id",),
        "ad": ("annoncenavn", "navn på annonce"),
        "ad_id": ("annonce-id",),
        "day": ("dag",),
        "starts": ("rapportering starter",),
        "ends": ("rapportering slutter",),
        "currency": ("valuta",),
        "cost": ("beløb brugt", "brugt beløb", "det beløb, der er brugt"),
        "impressions": ("eksponeringer",),
        "clicks_link": ("klik på link", "linkklik"),
        "clicks_any": ("klik (alle)",),
        "results": ("resultater",),
        "result_indicator": ("resultatindikator",),
    },
}

PLATFORM = Platform(
    name="meta_ads",
    headers=HEADERS,
    verified=VERIFIED,
    marks=frozenset(
        word
        for words in HEADERS.values()
        for field in ("campaign", "ad_group", "ad", "day", "starts", "impressions", "account")
        for word in words.get(field, ())
    ),
    totals=re.compile(r"total|i alt|results from \d+ .*"),
    order={"fr": "dmy", "es": "dmy", "da": "dmy", "en": "mdy"},
    with_days=N_("In Ads Manager choose Breakdown, then By time, then Day, before you export the table."),
)
