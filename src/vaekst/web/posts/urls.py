"""The addresses of the posts and their concepts."""

from __future__ import annotations

from django.urls import path

from vaekst.web.posts import views

app_name = "posts"
urlpatterns = [
    path("", views.page, name="page"),
    path("post/<path:key>", views.one, name="one"),
    path("assign/", views.assign, name="assign"),
    path("undo/", views.undo, name="undo"),
]
