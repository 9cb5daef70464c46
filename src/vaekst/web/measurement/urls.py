"""The address of the measurement plan."""

from __future__ import annotations

from django.urls import path

from vaekst.web.measurement import views

app_name = "measurement"
urlpatterns = [path("", views.page, name="page")]
