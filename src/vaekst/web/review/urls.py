"""The addresses of the weekly review."""

from __future__ import annotations

from django.urls import path

from vaekst.web.review import views

app_name = "review"
urlpatterns = [
    path("", views.page, name="page"),
    path("rules/", views.rules, name="rules"),
    path("decide/", views.decide, name="decide"),
    path("picture/<str:channel>/", views.picture, name="picture"),
]
