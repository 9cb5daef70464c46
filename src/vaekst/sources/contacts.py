"""People in a file: kept only as a keyed hash, the same for the same person within a brand and of no use without the key."""

from __future__ import annotations

import hashlib
import hmac

from vaekst.core.sentence import N_
from vaekst.sources.ledger import Ledger


def contact_key(written: str | None, ledger: Ledger) -> str | None:
    """An address or a name as HMAC-SHA256 under the brand's own key; None, which is told once, when it has none."""
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
    return hashed(written, secret)


def hashed(written: str, secret: bytes) -> str:
    """What an address or a name is kept as."""
    return hmac.new(secret, written.strip().casefold().encode(), hashlib.sha256).hexdigest()
