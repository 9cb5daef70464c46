"""The addresses of the weekly stand-up."""

from __future__ import annotations

from django.urls import path

from vaekst.web.standup import views

app_name = "standup"
urlpatterns = [
    path("", views.page, name="page"),
    path("news/", views.news, name="news"),
    path("plan/", views.plan, name="plan"),
    path("start/", views.start, name="start"),
    path("decide/", views.decide, name="decide"),
    path("brief-done/", views.brief_done, name="brief_done"),
    path("minutes/", views.minutes, name="minutes"),
    path("minutes/write/", views.close, name="close"),
    path("minutes/file/<str:form>/", views.file, name="file"),
]
