"""The address of the money screen."""

from __future__ import annotations

from django.urls import path

from vaekst.web.money import views

app_name = "money"
urlpatterns = [path("", views.page, name="page")]
