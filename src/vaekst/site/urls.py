"""Root urls. The screens name their own in `vaekst.web.urls`, the API in `vaekst.api.urls`."""

from __future__ import annotations

from django.urls import include, path

urlpatterns = [
    path("api/", include("vaekst.api.urls")),
    path("collect/", include("vaekst.api.collect")),
    path("", include("vaekst.web.urls")),
]

handler400 = "vaekst.web.shell.errors.bad_request"
handler403 = "vaekst.web.shell.errors.not_allowed"
handler404 = "vaekst.web.shell.errors.not_found"
handler500 = "vaekst.web.shell.errors.broken"
