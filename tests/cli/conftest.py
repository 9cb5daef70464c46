from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from tests.actions.bicycles import START, baseline_posts, export, post, shop, sprint_posts

from vaekst.actions import people
from vaekst.store.models import Person


@pytest.fixture
def keyboard(db: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Person:
    """The person at the keyboard, in an empty folder, on an English machine."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("getpass.getuser", lambda: "freja")
    monkeypatch.setattr("vaekst.cli.init._machines_language", lambda: "en")
    return people.at_the_keyboard().person


@pytest.fixture
def sprint(keyboard: Person, settings: Any, time_machine: Any, tmp_path: Path) -> Path:
    """The export of a bicycle shop three weeks into its sprint, in a data home of its own; nothing is imported yet."""
    settings.VAEKST_HOME = tmp_path / "home"
    time_machine.move_to(datetime(2026, 10, 5, 8, tzinfo=UTC), tick=False)
    shop(keyboard)
    posts = [
        *baseline_posts(),
        *sprint_posts("ridealong", [80, 76, 84, 90, 78, 82]),
        *sprint_posts("workshop", [7, 9, 6, 8, 7, 9], first=START + timedelta(days=1)),
        post(START + timedelta(days=4), saves=20, at=15),
    ]
    return export(tmp_path, posts, until=date(2026, 10, 4))
