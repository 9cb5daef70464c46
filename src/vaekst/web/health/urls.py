"""The address of the data health screen."""

from __future__ import annotations

from django.urls import path

from vaekst.web.health import views

app_name = "health"
urlpatterns = [path("", views.page, name="page")]
