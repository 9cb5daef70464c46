"""The address of the record of who changed what."""

from __future__ import annotations

from django.urls import path

from vaekst.web.history import views

app_name = "history"
urlpatterns = [path("", views.page, name="page")]
