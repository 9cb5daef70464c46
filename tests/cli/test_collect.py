"""`vaekst collect`."""

from __future__ import annotations

from pathlib import Path

from tests.cli.terminal import answer, vaekst

from vaekst.actions.collecting import Asked, accept, accepting, site_of


def test_a_key_is_opened_listed_used_and_closed(sprint: Path):
    from django.utils.timezone import now

    accepting.forget()
    opened = vaekst("collect", "open", "Shop", "--origin", "https://shop.example")
    assert "/collect/" in opened.stdout
    (key,) = answer("collect", "keys")
    assert key["origins"] == ["https://shop.example"]
    assert "freja" in vaekst("collect", "keys").stdout
    assert "Nothing waits" in vaekst("collect", "drain").stderr
    accept(site_of(key["key"]), {"consent": False, "url": "https://shop.example/"}, Asked(None, None, "x"), now=now())
    assert "touch.csv" in vaekst("collect", "drain").stdout
    (told,) = answer("collect", "keys")
    assert (told["touches"], told["conversions"], told["waiting_at"]) == (1, 0, None)
    assert "https://b.example" in vaekst("collect", "allow", "Shop", "--origin", "https://b.example").stdout
    assert answer("collect", "drain") == answer("collect", "drain", "--all") == []
    assert "closed" in vaekst("collect", "close", "Shop").stdout
    assert answer("collect", "keys") == []
