"""The addresses of imports and receipts."""

from __future__ import annotations

from django.urls import path

from vaekst.web.imports import columns, views

app_name = "imports"
urlpatterns = [
    path("", views.page, name="page"),
    path("upload/", views.upload, name="upload"),
    path("columns/<str:waiting>/", columns.columns, name="columns"),
    path("receipts/<str:import_id>/", views.receipt, name="receipt"),
    path("receipts/<str:import_id>/again/", views.again, name="again"),
]
