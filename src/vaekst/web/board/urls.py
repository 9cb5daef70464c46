"""The addresses of the KPI board."""

from __future__ import annotations

from django.urls import path

from vaekst.web.board import views

app_name = "board"
urlpatterns = [
    path("", views.page, name="page"),
    path("charts/<str:kpi>/", views.chart, name="chart"),
    path("freeze/", views.freeze, name="freeze"),
]
