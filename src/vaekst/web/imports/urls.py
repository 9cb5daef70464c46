"""The addresses of imports and receipts."""

from __future__ import annotations

from django.urls import path

from vaekst.web.imports import views

app_name = "imports"
urlpatterns = [
    path("", views.page, name="page"),
    path("upload/", views.upload, name="upload"),
    path("receipts/<str:import_id>/", views.receipt, name="receipt"),
]
