"""The addresses of the strategy document."""

from __future__ import annotations

from django.urls import path

from vaekst.web.strategy import views

app_name = "strategy"
urlpatterns = [
    path("", views.page, name="page"),
    path("edit/", views.edit, name="edit"),
    path("versions/", views.versions, name="versions"),
    path("versions/difference/", views.difference, name="difference"),
    path("versions/<int:number>/", views.version, name="version"),
]
