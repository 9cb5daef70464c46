"""The addresses of exchange rates."""

from __future__ import annotations

from django.urls import path

from vaekst.web.rates import views

app_name = "rates"
urlpatterns = [path("", views.page, name="page"), path("give/", views.give, name="give")]
