"""What an ordeal found, as a row of the report."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Outcome:
    """One ordeal: what was done, what was counted, and what broke (nothing, if all is well)."""

    name: str
    done: str
    counted: dict[str, int | float]
    broken: tuple[str, ...] = field(default=())

    @property
    def row(self) -> str:
        counted = "; ".join(f"{what} {number:,}" for what, number in self.counted.items())
        return f"| {self.name} | {self.done} | {counted} | {'none' if not self.broken else f'**{len(self.broken)}**'} |"


def page(outcomes: list[Outcome], *, machine: str) -> str:
    """The report in Markdown."""
    lines = [
        "# Ordeals",
        "",
        "What `make torture` did to imports on purpose, and what broke. The run writes this page itself.",
        "",
        f"Machine: {machine}.",
        "",
        "| ordeal | what was done | counted | broken |",
        "|---|---|---|---|",
        *(outcome.row for outcome in outcomes),
        "",
    ]
    for outcome in outcomes:
        if outcome.broken:
            lines += [f"## {outcome.name}", "", *(f"- {one}" for one in outcome.broken[:50]), ""]
    return "\n".join(lines)
