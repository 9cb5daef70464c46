"""People in a file: kept only as a keyed hash, the same for the same person within a brand and of no use without the key."""

from __future__ import annotations

import hmac
import re

from vaekst.core.sentence import N_
from vaekst.sources.ledger import Ledger

_HIDDEN = re.compile("key:([0-9a-f]{64})")


def contact_key(written: str | None, ledger: Ledger) -> str | None:
    """An address or a name as HMAC-SHA256 under the brand's own key; None, which is told once, when it has none."""
    secret = _secret(written, ledger)
    return None if secret is None or written is None else hashed(written, secret)


def visitor_key(written: str | None, ledger: Ledger) -> str | None:
    """What a website calls a visitor, kept as `contact_key` keeps an address, so that both meet; None as there."""
    secret = _secret(written, ledger)
    if secret is None or written is None:
        return None
    before = _HIDDEN.fullmatch(written.strip())
    return before[1] if before else visitor_hashed(written, secret)


def hidden(key: str) -> str:
    """How a visitor who was made unreadable before stands in a file: `visitor_key` takes such a key as it is."""
    return f"key:{key}"


def _secret(written: str | None, ledger: Ledger) -> bytes | None:
    """The key to hash with; None where nothing is written, or the brand has none, which is told once."""
    if not written or not written.strip():
        return None
    secret = ledger.context.contact_secret
    if secret is None:
        if all(told.code != "contacts_not_kept" for told in ledger.warnings):
            ledger.warn(
                "contacts_not_kept",
                N_("Addresses and names were not kept: the brand has no key to make them unreadable with."),
            )
        return None
    return secret


def hashed(written: str, secret: bytes) -> str:
    """What an address or a name is kept as."""
    return hmac.digest(secret, written.strip().casefold().encode(), "sha256").hex()


def visitor_hashed(written: str, secret: bytes) -> str:
    """What a visitor is kept as: an address as `hashed`; in any other id letter case counts."""
    return hashed(written, secret) if "@" in written else hmac.digest(secret, written.strip().encode(), "sha256").hex()
