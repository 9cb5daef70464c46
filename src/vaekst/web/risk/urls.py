"""The address of the risk cards."""

from __future__ import annotations

from django.urls import path

from vaekst.web.risk import views

app_name = "risk"
urlpatterns = [path("", views.page, name="page")]
