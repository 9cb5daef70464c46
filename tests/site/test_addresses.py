"""Addresses that lead nowhere are answered with a page, not with a fault."""

from __future__ import annotations

import logging

import pytest
from django.http import HttpRequest
from django.test import Client
from django.urls import path

from vaekst.site import urls
from vaekst.site.urls import handler400, handler403, handler404, handler500  # noqa: F401 (found by Django here)

urlpatterns = list(urls.urlpatterns)


def fail(_request: HttpRequest) -> None:
    raise ZeroDivisionError("on purpose")


urlpatterns.insert(0, path("broken/", fail))


@pytest.mark.django_db
def test_an_unknown_address_is_not_found(stranger: Client):
    response = stranger.get("/no/such/page/")
    assert response.status_code == 404
    assert b"<h1" in response.content


@pytest.mark.django_db
def test_a_foreign_host_is_refused(stranger: Client):
    assert stranger.get("/sign-in/", headers={"host": "elsewhere.example.org"}).status_code == 400


@pytest.mark.django_db
@pytest.mark.urls("tests.site.test_addresses")
def test_a_mistake_of_ours_gets_a_page_and_its_trace_in_the_log(caplog):
    logging.getLogger("django").propagate = True
    try:
        response = Client(raise_request_exception=False).get("/broken/")
    finally:
        logging.getLogger("django").propagate = False
    assert response.status_code == 500
    assert b"on purpose" not in response.content
    assert "ZeroDivisionError: on purpose" in caplog.text


@pytest.mark.django_db
def test_a_form_without_its_token_is_refused_with_a_page(owner):
    client = Client(enforce_csrf_checks=True)
    response = client.post("/sign-out/")
    assert response.status_code == 403
    assert b"<h1" in response.content
