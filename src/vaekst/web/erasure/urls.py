"""The addresses of erasing."""

from __future__ import annotations

from django.urls import path

from vaekst.web.erasure import views

app_name = "erasure"
urlpatterns = [
    path("", views.page, name="page"),
    path("do/", views.erase, name="erase"),
]
