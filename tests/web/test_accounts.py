"""Signing in with a link, signing out, preferences, and who works on a brand."""

from __future__ import annotations

from collections.abc import Callable

from django.test import Client
from django.urls import reverse
from tests.store import builders

from vaekst.actions.people import sign_in_link
from vaekst.store.models import Brand, Person, Role

Browser = Callable[[Person], Client]


def test_looking_at_a_sign_in_link_does_not_spend_it(owner: Person, stranger: Client):
    link = reverse("accounts:redeem", args=[sign_in_link(owner)])
    for _ in range(3):  # a chat's preview, a mail scanner, the person
        assert b"<button" in stranger.get(link).content
    assert stranger.post(link).status_code == 302
    assert stranger.session["_auth_user_id"] == str(owner.pk)


def test_a_sign_in_link_works_once(owner: Person, stranger: Client):
    link = reverse("accounts:redeem", args=[sign_in_link(owner)])
    stranger.post(link)
    second = Client().post(link)
    assert second.status_code == 410
    assert "used already" in second.content.decode()


def test_a_sign_in_link_is_never_kept_by_caches(owner: Person, stranger: Client):
    answer = stranger.get(reverse("accounts:redeem", args=[sign_in_link(owner)]))
    assert "no-store" in answer.headers["Cache-Control"]


def test_signing_in_leads_where_one_was_going_and_never_off_site(shop: Brand, owner: Person, stranger: Client):
    board = reverse("board:page", args=[shop.slug])
    assert stranger.get(board).url == f"{reverse('accounts:sign_in')}?next={board}"
    link = reverse("accounts:redeem", args=[sign_in_link(owner)])
    assert stranger.post(link, {"next": board}).url == board
    evil = reverse("accounts:redeem", args=[sign_in_link(owner)])
    assert Client().post(evil, {"next": "https://example.com/"}).url == "/"


def test_the_front_page_of_someone_with_one_brand_is_its_board(shop: Brand, owner: Person, browser: Browser):
    assert browser(owner).get("/").url == reverse("board:page", args=[shop.slug])


def test_the_front_page_of_someone_with_several_brands_lists_them(shop: Brand, owner: Person, browser: Browser):
    builders.brand("tea-house", owner=owner)
    page = browser(owner).get("/", follow=True).content.decode()
    assert "Fjord Cykler" in page
    assert "Tea House" in page


def test_signing_out_ends_the_session(shop: Brand, owner: Person, browser: Browser):
    client = browser(owner)
    client.post(reverse("accounts:sign_out"))
    assert client.get(reverse("board:page", args=[shop.slug])).status_code == 302


def test_a_person_chooses_language_and_appearance(shop: Brand, owner: Person, browser: Browser):
    client = browser(owner)
    client.post(reverse("accounts:preferences"), {"language": "da", "theme": "dark"})
    page = client.get(reverse("accounts:keys")).content.decode()
    assert '<html lang="da" data-theme="dark">' in page


def test_pages_of_no_brand_keep_the_last_one_around_them(shop: Brand, owner: Person, browser: Browser):
    client = browser(owner)
    shop.locale = "da"
    shop.save()
    client.get(reverse("board:page", args=[shop.slug]))
    page = client.get(reverse("accounts:preferences")).content.decode()
    assert reverse("review:page", args=[shop.slug]) in page
    assert '<html lang="da"' in page


def test_a_brand_one_was_taken_out_of_is_no_longer_around_pages(
    shop: Brand, owner: Person, colleague: Person, browser: Browser
):
    client = browser(colleague)
    client.get(reverse("board:page", args=[shop.slug]))
    colleague.memberships.all().delete()
    assert reverse("review:page", args=[shop.slug]) not in client.get(reverse("accounts:keys")).content.decode()


def test_an_unknown_language_or_theme_changes_nothing(shop: Brand, owner: Person, browser: Browser):
    client = browser(owner)
    client.post(reverse("accounts:preferences"), {"language": "xx", "theme": "pink"})
    assert '<html lang="en">' in client.get(reverse("accounts:keys")).content.decode()


def test_keys_can_be_turned_off_and_on(shop: Brand, owner: Person, browser: Browser):
    client = browser(owner)
    keys = reverse("accounts:keys")
    client.post(keys)
    assert 'data-keys="off"' in client.get(keys).content.decode()
    client.post(keys)
    assert 'data-keys="off"' not in client.get(keys).content.decode()


def test_an_owner_lets_someone_in_and_sees_their_link_once(shop: Brand, owner: Person, browser: Browser):
    client = browser(owner)
    page = client.post(
        reverse("accounts:invite", args=[shop.slug]), {"email": "lone@example.org", "name": "Lone", "role": "reviewer"}
    ).content.decode()
    assert "/sign-in/" in page
    assert Person.objects.get(email="lone@example.org").memberships.get().role == Role.REVIEWER
    assert "/sign-in/" not in client.get(reverse("accounts:people", args=[shop.slug])).content.decode()


def test_inviting_someone_who_works_elsewhere_gives_no_way_into_their_account(
    shop: Brand, owner: Person, neighbour: Person, browser: Browser
):
    client = browser(owner)
    answer = client.post(
        reverse("accounts:invite", args=[shop.slug]), {"email": neighbour.email, "role": "viewer"}, follow=True
    )
    assert "/sign-in/" not in answer.content.decode()
    assert "has an account already" in answer.content.decode()
    refused = client.post(reverse("accounts:link", args=[shop.slug]), {"email": neighbour.email})
    assert refused.status_code == 403


def test_an_owner_gives_a_member_a_fresh_link(shop: Brand, owner: Person, colleague: Person, browser: Browser):
    page = browser(owner).post(reverse("accounts:link", args=[shop.slug]), {"email": colleague.email})
    assert "/sign-in/" in page.content.decode()


def test_roles_change_and_people_leave(shop: Brand, owner: Person, colleague: Person, browser: Browser):
    client = browser(owner)
    client.post(reverse("accounts:role", args=[shop.slug]), {"email": colleague.email, "role": "viewer"})
    assert colleague.memberships.get().role == Role.VIEWER
    client.post(reverse("accounts:remove", args=[shop.slug]), {"email": colleague.email})
    assert not colleague.memberships.exists()


def test_the_last_owner_stays(shop: Brand, owner: Person, browser: Browser):
    answer = browser(owner).post(reverse("accounts:remove", args=[shop.slug]), {"email": owner.email}, follow=True)
    assert "only owner" in answer.content.decode()
    assert owner.memberships.exists()
