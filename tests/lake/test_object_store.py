"""The lake at an address: a real S3 protocol on this machine, and copies of what is read."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import pytest
from tests.lake.builders import at, channel_day, listed, post, tell
from tests.lake.test_erasure import ANNA, BO, lead

from vaekst.core.errors import Trouble
from vaekst.lake import Lake, LakeVersion

SERVER = os.environ.get("VAEKST_MOTO_SERVER") or shutil.which("moto_server")


@pytest.fixture(scope="module")
def bucket() -> Iterator[str]:
    """The address of an empty bucket of a server that speaks S3."""
    if SERVER is None:
        pytest.skip("moto_server is not installed: pip install 'moto[server]'")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    server = subprocess.Popen(
        [SERVER, "-H", "127.0.0.1", "-p", str(port)], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    address = f"http://127.0.0.1:{port}"
    settings = {
        "AWS_ENDPOINT_URL": address,
        "AWS_ALLOW_HTTP": "true",
        "AWS_ACCESS_KEY_ID": "somebody",
        "AWS_SECRET_ACCESS_KEY": "something",
        "AWS_REGION": "eu-north-1",
    }
    with pytest.MonkeyPatch.context() as environment:
        for name, value in settings.items():
            environment.setenv(name, value)
        _make_bucket(f"{address}/facts")
        yield "s3://facts"
    server.terminate()
    server.wait(timeout=10)


def _make_bucket(address: str) -> None:
    for _ in range(200):
        try:
            urllib.request.urlopen(urllib.request.Request(address, method="PUT")).close()  # noqa: S310 (loopback)
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise TimeoutError("the S3 server did not answer")


@pytest.fixture
def far(bucket: str, tmp_path: Path) -> Lake:
    return Lake(f"{bucket}/{uuid4()}/brand one", near=tmp_path / "near")


def test_facts_are_appended_and_read_back_at_any_version(far: Lake) -> None:
    assert far.version() == LakeVersion()
    old = tell(far, "a", post_snapshot=[post(likes=1)], channel_day=[channel_day()])
    for number in range(10):
        tell(far, f"{number}", post_snapshot=[post(seen=2, likes=number)])
    tell(far, "a", post_snapshot=[post(likes=1)], channel_day=[channel_day()])
    assert far.holds("a")
    assert len(listed(far.rows("post_snapshot"))) == 11
    assert [row["likes"] for row in listed(far.latest("post_snapshot"), "likes")] == [9]
    assert len(listed(far.readings(as_of=at(9), age_days=1))) == 10, "one is too young"
    assert [row["likes"] for row in listed(far.rows("post_snapshot", version=old), "likes")] == [1]


def test_what_was_read_is_copied_once(far: Lake) -> None:
    tell(far, "a", post_snapshot=[post()])
    listed(far.rows("post_snapshot"))
    copies = {file: file.stat().st_ino for file in far.near.rglob("*.parquet")}
    tell(far, "b", post_snapshot=[post(seen=2)])
    assert len(listed(far.rows("post_snapshot"))) == 2
    now = {file: file.stat().st_ino for file in far.near.rglob("*.parquet")}
    assert copies.items() <= now.items()
    assert len(now) == 2


def test_copies_nobody_has_asked_for_in_a_week_are_let_go(far: Lake) -> None:
    tell(far, "a", post_snapshot=[post()])
    place = far._place("post_snapshot")
    (name,) = place.parquet()
    stale = far.near / "post_snapshot" / "month=2026-08" / "old.parquet"
    stale.parent.mkdir(parents=True)
    stale.touch()
    os.utime(stale, (0, 0))
    place.here([name])
    assert not stale.exists()


def test_an_import_is_taken_back(far: Lake) -> None:
    before = tell(far, "a", post_snapshot=[post("1")])
    tell(far, "b", post_snapshot=[post("2")], channel_day=[channel_day()])
    far.take_back("b", to=before)
    assert [row["post_key"] for row in listed(far.rows("post_snapshot"))] == ["1"]
    assert listed(far.rows("channel_day")) == []


def test_a_person_and_a_brand_are_erased(far: Lake) -> None:
    old = tell(far, "a", lead=[lead(ANNA), lead(BO)])
    assert len(listed(far.rows("lead"))) == 2
    assert far.erase_person(ANNA).rows == {"lead": 1}
    for version in (old, None):
        assert [row["contact_key"] for row in listed(far.rows("lead", version=version), "contact_key")] == [BO]
    assert far.erase_brand() == {"lead": 1}
    assert far.version() == LakeVersion()
    assert not list(far.near.rglob("*.parquet"))


def test_a_store_that_does_not_answer_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in {
        "AWS_ENDPOINT_URL": "http://127.0.0.1:9",
        "AWS_ALLOW_HTTP": "true",
        "AWS_MAX_RETRIES": "0",
    }.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "somebody")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "something")
    with pytest.raises(Trouble, match="cannot be read"):
        Lake("s3://facts/brand", near=tmp_path).version()


def test_a_lake_far_away_needs_a_folder_for_its_locks() -> None:
    with pytest.raises(ValueError, match="near"):
        Lake("s3://facts/brand")
