"""What all pictures have in common: their data, their axes and their text, as Vega-Lite."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

import altair as alt

SOFT, GRID = "var(--ink-soft, #46554f)", "var(--line, #dde3de)"


def values(rows: Sequence[Mapping[str, Any]]) -> alt.InlineData:
    """The rows as the data of a layer."""
    return alt.InlineData(values=[dict(row) for row in rows])


def definition(chart: Any, *, height: int) -> str:  # Any: a layered chart, which Altair types as two
    """Vega-Lite as text, without a width: that is chosen when it is drawn."""
    text: dict[str, Any] = {"labelColor": SOFT, "titleColor": SOFT, "labelFontSize": 12, "titleFontSize": 12}
    fit = alt.AutoSizeParams(type="fit", contains="padding")
    dressed = (
        chart.properties(height=height, background="transparent", autosize=fit)
        .configure(aria=False, font="inherit")
        .configure_view(stroke=None)
        .configure_axis(gridColor=GRID, domainColor=GRID, tickColor=GRID, titleFontWeight="normal", **text)
        .configure_text(fontSize=12)
    )
    return json.dumps(dressed.to_dict(), sort_keys=True)
