"""The document described, for editors and for people."""

import json
from pathlib import Path

import pytest

from vaekst.core.strategy import Strategy, json_schema, reference_page, settings
from vaekst.core.strategy.document import Brand

PAGE = Path(__file__).parents[3] / "docs" / "reference" / "strategy.md"


def test_the_reference_page_is_current():
    assert PAGE.read_text("utf-8") == reference_page(), "Write reference_page() to docs/reference/strategy.md."


def test_every_setting_is_on_the_page_with_a_meaning():
    rows = [line for line in reference_page().splitlines() if line.startswith("| `")]
    assert all(not line.endswith("|  |") for line in rows)
    named = {line.split("`")[1] for line in rows}
    plain = settings(Strategy(vaekst=1, brand=Brand(name="F")))
    wanted = {path for path in plain if not path.startswith(("outcomes.", "sprint.phases."))}
    assert wanted <= named


@pytest.mark.parametrize(
    "row",
    [
        "| `brand.name` | **needed** | text |",
        "| `rules.baseline.days` | `28` | a whole number, 7 to 180 |",
        "| `rules.proof_share` | `80 %` | a share: `12 %` or `0.12` |",
        "| `rules.evidence.bar` | `+10 %` |",
        "| `kpis.watch_time.target` | `+15 %` | a target: `14`, `+15 %`, `-20 %`, or `null` |",
        "| `outcomes[].primary` | `false` | `true`, `false` |",
        "| `channels.<id>.role` | `core` | `core`, `experimental` |",
        "| `sprint.baseline_posts.least` | `8` |",
        "| `costs.hourly_rate` | `null` | a number, or `null` |",
    ],
)
def test_a_setting_tells_its_default_and_what_is_allowed(row):
    assert row in reference_page()


def test_the_schema_describes_every_setting_to_an_editor():
    schema = json.loads(json.dumps(json_schema()))
    assert schema["$schema"].endswith("2020-12/schema")
    assert schema["required"] == ["vaekst", "brand"]
    assert schema["additionalProperties"] is False
    for group in schema["$defs"].values():
        for name, setting in group["properties"].items():
            assert setting.get("description") or "$ref" in setting, name


def test_the_schema_holds_defaults_as_they_are_written():
    target = json_schema()["$defs"]["WatchTime"]["properties"]["target"]
    assert target["default"] == "+15 %"
    assert target["anyOf"][0]["$comment"].startswith("a target")
