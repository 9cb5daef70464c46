"""All addresses: `/<brand>/<screen>/`, and a few that belong to no brand."""

from __future__ import annotations

from django.urls import include, path

from vaekst.web.links import short

urlpatterns = [
    path("<slug:slug>/board/", include("vaekst.web.board.urls")),
    path("<slug:slug>/review/", include("vaekst.web.review.urls")),
    path("<slug:slug>/standup/", include("vaekst.web.standup.urls")),
    path("<slug:slug>/experiments/", include("vaekst.web.experiments.urls")),
    path("<slug:slug>/simulate/", include("vaekst.web.simulate.urls")),
    path("<slug:slug>/money/", include("vaekst.web.money.urls")),
    path("<slug:slug>/rates/", include("vaekst.web.rates.urls")),
    path("<slug:slug>/attribution/", include("vaekst.web.attribution.urls")),
    path("<slug:slug>/risk/", include("vaekst.web.risk.urls")),
    path("<slug:slug>/posts/", include("vaekst.web.posts.urls")),
    path("<slug:slug>/imports/", include("vaekst.web.imports.urls")),
    path("<slug:slug>/connections/", include("vaekst.web.connections.urls")),
    path("<slug:slug>/sites/", include("vaekst.web.sites.urls")),
    path("<slug:slug>/links/", include("vaekst.web.links.urls")),
    path("<slug:slug>/strategy/", include("vaekst.web.strategy.urls")),
    path("<slug:slug>/measurement/", include("vaekst.web.measurement.urls")),
    path("<slug:slug>/health/", include("vaekst.web.health.urls")),
    path("<slug:slug>/export/", include("vaekst.web.exports.urls")),
    path("<slug:slug>/figures/", include("vaekst.web.figures.urls")),
    path("<slug:slug>/erase/", include("vaekst.web.erasure.urls")),
    path("<slug:slug>/history/", include("vaekst.web.history.urls")),
    path("l/<str:code>", short.by_path, name="short_link"),
    path("", include("vaekst.web.accounts.urls")),
]
