"""Headers people and programs write for the fields of a table, in English, Danish and German: guesses to confirm.

`visninger` (and its English twin `impressions` beside `views`) means views on one platform and something else on
the next; such words are marked and never taken without a platform.
"""

from __future__ import annotations

from collections.abc import Mapping

SYNONYMS: Mapping[str, tuple[str, ...]] = {
    "post_id": ("post id", "video id", "id", "opslags-id", "opslag-id", "beitrags-id", "content id"),
    "permalink": ("link", "url", "post link", "post url", "video link", "permalink", "opslagslink", "beitragslink"),
    "published_at": (
        "published",
        "publish time",
        "publish date",
        "post time",
        "posted at",
        "created date",
        "udgivet",
        "udgivelsestidspunkt",
        "udgivelsesdato",
        "veröffentlicht",
        "veröffentlichungszeitpunkt",
        "veröffentlichungsdatum",
    ),
    "title": ("title", "post title", "video title", "titel", "overskrift", "headline"),
    "text": ("text", "caption", "description", "post text", "tekst", "beskrivelse", "opslag", "beschreibung"),
    "format": ("format", "post type", "content type", "type", "opslagstype", "indholdstype", "beitragstyp"),
    "duration_s": ("duration", "duration (sec)", "length", "varighed", "varighed (sek.)", "længde", "dauer", "länge"),
    "views": ("views", "video views", "plays", "aufrufe", "afspilninger", "visninger"),
    "reach": ("reach", "unique viewers", "reached accounts", "viewers", "rækkevidde", "seere", "reichweite"),
    "likes": ("likes", "reactions", "synes godt om", "reaktioner", "gefällt mir", "reaktionen"),
    "comments": ("comments", "replies", "kommentarer", "svar", "kommentare"),
    "shares": ("shares", "reposts", "delinger", "geteilt", "geteilte inhalte"),
    "saves": ("saves", "saved", "bookmarks", "add to favorites", "favorites", "gemte", "gemt", "gespeichert"),
    "link_clicks": ("link clicks", "url clicks", "outbound clicks", "linkklik", "klik på link", "linkklicks"),
    "retention_3s": ("3-second retention", "3s retention", "retention 3s", "retention (3 s)", "fastholdelse 3 sek."),
    "avg_view_s": (
        "average view duration",
        "average watch time",
        "avg watch time",
        "average time watched",
        "gennemsnitlig visningstid",
        "gns. visningstid",
        "durchschnittliche wiedergabedauer",
    ),
    "watch_time_s": ("watch time", "watch time (hours)", "visningstid", "seertid", "seertid (timer)", "wiedergabezeit"),
    "follows": ("follows", "new follows", "new followers", "nye følgere", "neue follower"),
    "impressions": ("impressions", "eksponeringer", "impressionen"),
    "profile_visits": ("profile visits", "profile views", "profilbesøg", "profilaufrufe"),
    "channel": ("channel", "platform", "network", "kanal", "plattform", "medie"),
    "concept": ("concept", "campaign", "idea", "angle", "koncept", "kampagne", "konzept", "idee"),
    "date": ("date", "day", "dato", "dag", "datum", "tag", "created", "create date", "oprettet"),
    "asset_id": ("asset", "asset id", "piece", "opgave", "produktion", "materiale", "asset-id"),
    "entry_id": ("entry", "entry id", "row id", "postnummer", "bilag", "bilagsnr.", "beleg"),
    "stage": (
        *("stage", "step", "phase", "task", "trin", "fase", "schritt"),
        *("lifecycle stage", "lead status", "deal stage", "status", "livscyklusfase", "leadstatus", "stadie"),
    ),
    "minutes": ("minutes", "time (min)", "time spent", "duration (min)", "minutter", "tid (min)", "minuten"),
    "ai_minutes": ("ai minutes", "ai time (min)", "ai-minutter", "ki-minuten"),
    "cost": ("cost", "price", "pris", "omkostning", "kosten"),
    "amount": (
        "amount",
        "amount spent",
        "spend",
        "cost",
        "total",
        "price",
        "beløb",
        "forbrug",
        "omkostning",
        "udgift",
        "pris",
        "brugt beløb",
        "beløb brugt",
        "betrag",
        "kosten",
        "ausgaben",
    ),
    "currency": ("currency", "currency code", "valuta", "valutakode", "währung"),
    "category": ("category", "type", "kategori", "art", "kategorie"),
    "note": ("note", "comment", "description", "supplier", "bemærkning", "leverandør", "tekst", "notiz"),
    "lead_id": ("lead id", "record id", "lead", "deal id", "lead-id", "kontakt-id"),
    "leads": ("leads", "new leads", "conversions", "sign-ups", "signups", "emner", "kundeemner", "konverteringer"),
    "qualified": ("qualified", "qualified leads", "mql", "sql", "kvalificeret", "kvalificerede", "qualifiziert"),
    "visits": ("visits", "sessions", "landing page visits", "landing page views", "besøg", "sessioner", "sitzungen"),
    "email": ("email", "e-mail", "mail", "e-mail address", "e-mailadresse", "e-mail-adresse"),
    "stage_date": ("stage date", "stage changed", "status date", "close date", "statusdato", "lukkedato"),
    "value": ("value", "deal value", "deal amount", "amount", "revenue", "værdi", "beløb", "ordreværdi", "omsætning"),
    "original_source": (
        *("original source", "original traffic source", "source", "lead source", "first source"),
        *("kilde", "oprindelig kilde", "leadkilde", "oprindelig trafikkilde"),
    ),
    "utm_source": ("utm source", "utm-kilde"),
    "utm_medium": ("utm medium", "medium", "utm-medie"),
    "utm_campaign": ("utm campaign", "utm-kampagne"),
    "utm_content": ("utm content", "utm-indhold"),
    "utm_term": ("utm term", "keyword", "utm-søgeord"),
    "is_test": ("test", "is test", "test lead", "testlead"),
    "platform": ("platform", "network", "plattform", "netværk"),
    "event": ("event", "event type", "violation", "action", "hændelse", "overtrædelse", "sanktion"),
    "reason": ("reason", "policy", "rule", "årsag", "begrundelse", "regel"),
    "appealed_on": ("appealed", "appealed on", "appeal date", "appel", "klaget", "klagedato", "appelleret"),
    "outcome": ("outcome", "appeal outcome", "result", "decision", "udfald", "afgørelse", "resultat"),
    "outcome_date": ("outcome date", "decided on", "decision date", "afgørelsesdato", "dato for afgørelse"),
    "comment_id": ("comment id", "kommentar-id", "kommentarens id"),
    "author": ("author", "name", "user", "username", "commenter", "forfatter", "navn", "bruger", "brugernavn"),
    "kind": ("kind", "comment type", "kommentartype"),
    "words": ("words", "word count", "ord", "antal ord"),
    "is_reply": ("reply", "is reply", "svar", "er svar"),
    "reused_from": ("reused from", "source asset", "original", "genbrugt fra", "genbrug af", "wiederverwendet von"),
}
"""Field -> headers as compared. The first fitting field of a kind gets the column."""

AMBIGUOUS = frozenset({"visninger", "impressions", "eksponeringer", "conversions", "konverteringer", "klik", "clicks"})
"""Words whose meaning depends on the platform; proposed with little confidence and a question."""

HOURS = ("(hours)", "(timer)", "(stunden)", "(h)", "(t)")
MINUTES = ("(minutes)", "(min)", "(min.)", "(minutter)", "(minuten)")
MILLISECONDS = ("(ms)",)
"""Ends of headers that name the unit of a time."""
