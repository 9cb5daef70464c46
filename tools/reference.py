"""Writes the reference pages that come from the code: commands, the feed, metrics, sentences, settings of the strategy document.

`python tools/reference.py` writes what is out of date and names it. Tests fail while a page is.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import cli_reference
import feed_reference
import sentence_reference

from vaekst.core.metrics.reference import metrics_page
from vaekst.core.strategy.reference import reference_page

FOLDER = Path(__file__).resolve().parent.parent / "docs" / "reference"
PAGES: Mapping[str, Callable[[], str]] = {
    "cli.md": cli_reference.page,
    "feed.md": feed_reference.page,
    "metrics.md": metrics_page,
    "sentences.md": sentence_reference.page,
    "strategy.md": reference_page,
}


def main() -> None:
    """Writes each page that no longer says what the code says."""
    for name, written in PAGES.items():
        page, text = FOLDER / name, written()
        if not page.exists() or page.read_text("utf-8") != text:
            page.write_text(text, "utf-8", newline="\n")
            print(f"docs/reference/{name} written anew")


if __name__ == "__main__":
    main()
