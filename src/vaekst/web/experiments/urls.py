"""The addresses of experiments."""

from __future__ import annotations

from django.urls import path

from vaekst.web.experiments import views

app_name = "experiments"
urlpatterns = [
    path("", views.page, name="page"),
    path("register/", views.register, name="register"),
    path("one/<slug:key>/", views.one, name="one"),
    path("one/<slug:key>/revise/", views.revise, name="revise"),
    path("one/<slug:key>/close/", views.close, name="close"),
]
