"""The address of the comparison of models."""

from __future__ import annotations

from django.urls import path

from vaekst.web.attribution import views

app_name = "attribution"
urlpatterns = [path("", views.page, name="page")]
