"""The house keeps its own rules: short files, working links, no address of a machine or a package host."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
LINK = re.compile(r"\[[^\]]*\]\((?!https?:|mailto:|#)([^)#\s]+)")


def tracked(*patterns: str) -> list[Path]:
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", *patterns],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    if listed.returncode:
        pytest.skip("not a git checkout")
    return [ROOT / line for line in listed.stdout.splitlines() if (ROOT / line).exists()]


def test_no_python_file_is_longer_than_400_lines():
    long = {
        str(path.relative_to(ROOT)): lines
        for path in tracked("*.py")
        if (lines := len(path.read_text("utf-8").splitlines())) > 400
    }
    assert not long


@pytest.mark.parametrize("page", tracked("*.md"), ids=lambda page: str(page.relative_to(ROOT)))
def test_links_between_pages_lead_somewhere(page: Path):
    broken = [target for target in LINK.findall(page.read_text("utf-8")) if not (page.parent / target).exists()]
    assert not broken


def test_locks_name_no_download_address():
    for lock in ROOT.glob("requirements*.lock"):
        text = lock.read_text("utf-8")
        assert "://" not in text
        assert "--hash=sha256:" in text


def test_no_room_is_called_utils():
    shapeless = {"utils", "helpers", "common", "misc", "manager"}
    assert not [
        path for path in tracked("src/**/*.py") if shapeless & {part.removesuffix(".py") for part in path.parts}
    ]


REGISTRIES = ("py" + "pi.org", "python" + "hosted.org", "npm" + "js.", "crates" + ".io", "ana" + "conda.org")
MACHINE_PATHS = re.compile(r"(?<![\w.~}/-])/(?:work|root|home|Users|tmp)/\w")


def test_no_text_names_a_package_host_or_a_place_on_somebodys_machine():
    found = []
    for path in tracked():
        try:
            text = path.read_text("utf-8")
        except (UnicodeDecodeError, IsADirectoryError):
            continue
        found += [(path.name, host) for host in REGISTRIES if host in text]
        found += [(path.name, place.group()) for place in MACHINE_PATHS.finditer(text)]
    assert not found
