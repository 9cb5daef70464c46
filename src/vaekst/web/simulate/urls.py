"""The address of the simulation."""

from __future__ import annotations

from django.urls import path

from vaekst.web.simulate import views

app_name = "simulate"
urlpatterns = [path("", views.page, name="page")]
