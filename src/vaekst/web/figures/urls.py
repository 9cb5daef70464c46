"""The addresses of a figure's lineage, of the definitions, and of the original files."""

from __future__ import annotations

from django.urls import path

from vaekst.web.figures import views

app_name = "figures"
urlpatterns = [
    path("definitions/", views.definitions, name="definitions"),
    path("originals/<str:import_id>/", views.original, name="original"),
    path("<str:kpi>/", views.page, name="page"),
]
