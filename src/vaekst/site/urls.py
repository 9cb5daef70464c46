"""Root urls. The screens name their own in `vaekst.web.urls`."""

from __future__ import annotations

from django.urls import include, path

urlpatterns = [path("", include("vaekst.web.urls"))]
