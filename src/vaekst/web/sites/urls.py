"""The addresses of site keys."""

from __future__ import annotations

from django.urls import path

from vaekst.web.sites import views

app_name = "sites"
urlpatterns = [
    path("", views.page, name="page"),
    path("open/", views.open_key, name="open"),
    path("allow/", views.allow, name="allow"),
    path("close/", views.close, name="close"),
]
