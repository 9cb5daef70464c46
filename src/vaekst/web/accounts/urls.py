"""The addresses of signing in, brands, people and a person's own preferences."""

from __future__ import annotations

from django.urls import path

from vaekst.web.accounts import people, views

app_name = "accounts"
urlpatterns = [
    path("", views.front, name="front"),
    path("sign-in/", views.sign_in, name="sign_in"),
    path("sign-in/<str:token>/", views.redeem, name="redeem"),
    path("sign-out/", views.sign_out, name="sign_out"),
    path("signed-out/", views.signed_out, name="signed_out"),
    path("brands/", views.brands, name="brands"),
    path("preferences/", views.preferences, name="preferences"),
    path("keys/", views.keys, name="keys"),
    path("<slug:slug>/people/", people.page, name="people"),
    path("<slug:slug>/people/role/", people.role, name="role"),
    path("<slug:slug>/people/invite/", people.invite, name="invite"),
    path("<slug:slug>/people/link/", people.link, name="link"),
    path("<slug:slug>/people/remove/", people.remove, name="remove"),
]
