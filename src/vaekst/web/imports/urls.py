"""The addresses of imports and receipts."""

from __future__ import annotations

from django.urls import path

from vaekst.web.imports import columns, remembered, views

app_name = "imports"
urlpatterns = [
    path("", views.page, name="page"),
    path("upload/", views.upload, name="upload"),
    path("columns/<str:waiting>/", columns.columns, name="columns"),
    path("remembered/", remembered.page, name="remembered"),
    path("remembered/columns.<str:form>", remembered.download, name="remembered_file"),
    path("remembered/rename/", remembered.rename, name="rename"),
    path("remembered/forget/", remembered.forget, name="forget"),
    path("remembered/take-in/", remembered.take_in, name="take_in"),
    path("receipts/<str:import_id>/", views.receipt, name="receipt"),
    path("receipts/<str:import_id>/again/", views.again, name="again"),
]
