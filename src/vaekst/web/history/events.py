"""The audit trail in words: who changed what, when, and through which door."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from vaekst.core.sentence import N_
from vaekst.store.models import AuditEvent, Via
from vaekst.web.shell.words import moment

_DEEDS: Mapping[str, tuple[str, str]] = {
    "brand.create": (N_("made the brand"), "plus"),
    "strategy.apply": (N_("applied a strategy"), "strategy"),
    "import": (N_("imported a file"), "imports"),
    "import.retract": (N_("took an import back"), "undo"),
    "mapping.confirm": (N_("named the columns of a table"), "file"),
    "mapping.rename": (N_("renamed remembered columns"), "file"),
    "mapping.forget": (N_("forgot the columns of a table"), "undo"),
    "mapping.import": (N_("took in remembered columns"), "file"),
    "connect": (N_("connected an account"), "plus"),
    "disconnect": (N_("let an account go"), "undo"),
    "connections.renew_key": (N_("encrypted the secrets anew"), "check"),
    "pull": (N_("pulled figures"), "imports"),
    "posts.assign": (N_("gave posts to a concept"), "tag"),
    "posts.undo": (N_("took an assignment back"), "undo"),
    "baseline.freeze": (N_("froze a baseline"), "wait"),
    "decide": (N_("decided"), "review"),
    "experiment.register": (N_("registered an experiment"), "review"),
    "experiment.revise": (N_("put another version of an experiment in place"), "pencil"),
    "experiment.close": (N_("closed an experiment"), "check"),
    "collect.open": (N_("let a website send events"), "plus"),
    "collect.allow": (N_("changed who may send by a website's key"), "pencil"),
    "collect.close": (N_("closed a website's key"), "undo"),
    "costs.rate": (N_("gave an exchange rate"), "plus"),
    "feed.open": (N_("opened a feed"), "plus"),
    "feed.close": (N_("closed a feed"), "undo"),
    "link.make": (N_("made links"), "plus"),
    "link.withdraw": (N_("withdrew a link"), "undo"),
    "people.invite": (N_("let someone in"), "people"),
    "people.role": (N_("changed a role"), "people"),
    "people.remove": (N_("took someone out"), "people"),
    "erase.person": (N_("erased a person from facts and files"), "stop"),
    "erase.member": (N_("erased a member's account"), "stop"),
}

_DOORS: Mapping[str, str] = {
    Via.CLI: N_("in the terminal"),
    Via.WEB: N_("in the browser"),
    Via.API: N_("through the API"),
}


@dataclass(frozen=True, slots=True)
class Event:
    """One deed: by whom, what, when; and the values before and after, as they were recorded."""

    who: str
    deed: str
    icon: str
    subject: str
    when: str
    via: str
    before: str
    after: str


def event(recorded: AuditEvent) -> Event:
    deed, icon = _DEEDS.get(recorded.action, (recorded.action, "info"))
    return Event(
        who=str(recorded.by) if recorded.by else "",
        deed=_(deed),
        icon=icon,
        subject=recorded.subject,
        when=moment(recorded.at),
        via=_(_DOORS.get(recorded.via, _DOORS[Via.WEB])),
        before=_written(recorded.before),
        after=_written(recorded.after),
    )


def _written(values: Mapping[str, Any] | None) -> str:
    """The recorded values, one per line; empty where there are none."""
    return "\n".join(f"{name}: {_plain(value)}" for name, value in (values or {}).items() if value not in ("", None))


def _plain(value: Any) -> str:
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
