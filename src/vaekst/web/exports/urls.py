"""The addresses of what leaves the product."""

from __future__ import annotations

from django.urls import path

from vaekst.web.exports import views

app_name = "exports"
urlpatterns = [
    path("", views.page, name="page"),
    path("<str:table>.<str:form>", views.download, name="download"),
    path("feeds/open/", views.open_feed, name="open_feed"),
    path("feeds/close/", views.close_feed, name="close_feed"),
]
