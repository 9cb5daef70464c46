"""The board of the largest brand with eight people at once, when somebody has looked at it before."""

from __future__ import annotations

from pathlib import Path
from statistics import median, quantiles

from benchmarks import brand, pages
from benchmarks.report import Section

SIZE = 25_000_000
NOTE = (
    "Aim: p95 of at most 150 ms. A warm page does not depend on how many rows there are: the tiles are written once "
    "after something changed and kept, and what is left is one Python process in which eight people who ask at the same instant "
    "wait for each other."
)


def measure(home: Path) -> Section:
    """The board page, by the same clients as the demo brand's pages."""
    of_brand = brand.home_of(brand.lake_of(home, SIZE))
    path = pages.PAGES["board"]
    with pages.server(of_brand) as port:
        cookie = pages.sign_in(of_brand, port)
        first = pages.load(port, cookie, path, requests=1, clients=1)[0]
        times = pages.load(port, cookie, path)
        smallest = pages.load(port, "", pages.SMALLEST)
    row = (
        f"{first / 1000:.1f} s",
        f"{median(times):.0f} ms",
        f"{quantiles(times, n=20)[-1]:.0f} ms",
        f"{median(times) / median(smallest):.1f} ×",
    )
    how = (
        f"{pages.CLIENTS} clients at once, {pages.REQUESTS} requests each, 25 million post-days. The first answer after an "
        "import works the figures out; those after it are answered from memory. The ratio is of medians, to the sign-in page."
    )
    return Section("A crowd at the board", how, ("first", "p50", "p95", "ratio"), (row,), NOTE)
