"""The addresses of connected accounts."""

from __future__ import annotations

from django.urls import path

from vaekst.web.connections import views

app_name = "connections"
urlpatterns = [
    path("", views.page, name="page"),
    path("connect/", views.connect, name="connect"),
    path("<str:connection>/pull/", views.pull, name="pull"),
    path("<str:connection>/disconnect/", views.disconnect, name="disconnect"),
]
