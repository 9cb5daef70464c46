"""All services are laid out alike, documented, tested, and importable without their client libraries."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from vaekst.actions.connections import SECRETS
from vaekst.core.errors import BadInput
from vaekst.sources.connected import SERVICES
from vaekst.sources.pulling.contract import Access

ROOT = Path(__file__).resolve().parents[2]
each_service = pytest.mark.parametrize("name", sorted(SERVICES))


def folder_of(name: str) -> Path:
    return Path(sys.modules[SERVICES[name].pull.__module__].__file__ or "").parent


@each_service
def test_a_service_lies_in_a_folder_like_the_others(name: str):
    assert {"__init__.py", "pull.py", "read.py"} <= {path.name for path in folder_of(name).glob("*.py")}


@each_service
def test_a_service_is_documented_and_told_how_to_connect(name: str):
    assert (ROOT / "docs" / "reference" / "sources" / f"{folder_of(name).name}.md").exists()
    assert f"vaekst connect {name}" in (ROOT / "docs" / "how-to" / f"connect-{name}.md").read_text("utf-8")


@each_service
def test_a_service_has_tests_and_a_name_for_its_secret(name: str):
    assert (ROOT / "tests" / "sources" / f"test_{folder_of(name).name}.py").exists()
    assert SECRETS[name]
    assert SERVICES[name].name == name


@each_service
def test_without_its_client_library_a_service_says_what_to_install(name: str, monkeypatch: pytest.MonkeyPatch):
    for module in ("mastodon", "atproto", "googleapiclient.discovery", "google_auth_httplib2"):
        monkeypatch.setitem(sys.modules, module, None)
    for module in ("mastodon", "bluesky"):
        monkeypatch.delitem(sys.modules, f"vaekst.sources.{module}.session", raising=False)
    secret = {SECRETS[name]: "abcd-efgh-2345-wxyz"}
    with pytest.raises(BadInput, match=rf"pip install 'vaekst\[{SERVICES[name].extra}\]'") as missing:
        SERVICES[name].check(Access(server="https://social.example", account="123456789", secret=secret))
    assert missing.value.code == "extra_missing"


def test_no_client_library_is_loaded_before_it_is_needed():
    code = "import sys, vaekst.sources.connected; print([m for m in ('mastodon', 'atproto', 'googleapiclient') if m in sys.modules])"
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert told.stdout.strip() == "[]"
