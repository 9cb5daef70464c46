"""The keys that decide while a concept is before the meeting."""

from __future__ import annotations

from collections.abc import Mapping

from vaekst.core.sentence import N_
from vaekst.store.models import Verdict
from vaekst.web.shell.keys import Key

KEY_OF: Mapping[str, str] = {Verdict.SCALE: "s", Verdict.ITERATE: "i", Verdict.STOP: "x", Verdict.WAIT: "w"}
"""What each decision is chosen by; the reason is asked for next, and Enter records both."""

DECIDING = (
    Key(KEY_OF[Verdict.SCALE], N_("Scale this concept")),
    Key(KEY_OF[Verdict.ITERATE], N_("Iterate this concept")),
    Key(KEY_OF[Verdict.STOP], N_("Stop this concept")),
    Key(KEY_OF[Verdict.WAIT], N_("Wait with this concept")),
)
