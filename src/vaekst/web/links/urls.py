"""The addresses of the links screen."""

from __future__ import annotations

from django.urls import path

from vaekst.web.links import views

app_name = "links"
urlpatterns = [
    path("", views.page, name="page"),
    path("make/", views.make, name="make"),
    path("table/", views.table, name="table"),
    path("withdraw/", views.withdraw, name="withdraw"),
    path("check/", views.check, name="check"),
    path("check/given/", views.check_given, name="check_given"),
    path("<str:code>.<str:shape>", views.picture, name="picture"),
]
