"""The icons, drawn on a 24 × 24 grid with one stroke, as SVG path data by name."""

from __future__ import annotations

from collections.abc import Mapping

ICONS: Mapping[str, str] = {
    "board": "M4 4h7v9H4zM13 4h7v5h-7zM13 11h7v9h-7zM4 15h7v5H4z",
    "review": "M9 4h6v3H9zM9 5.5H5.5V20h13V5.5H15M9 13.5l2.2 2.2L15.5 11",
    "posts": "M4 5h16v6H4zM4 14h16M4 18.5h10",
    "imports": "M12 3v11M7.5 9.5 12 14l4.5-4.5M4 15v5h16v-5",
    "strategy": "M6 3h9l4 4v14H6zM14.5 3v4.5H19M9.5 12h6M9.5 16h6",
    "up": "M12 20V5M5.5 11.5 12 5l6.5 6.5",
    "down": "M12 4v15M5.5 12.5 12 19l6.5-6.5",
    "level": "M4 12h15M12.5 5.5 19 12l-6.5 6.5",
    "check": "M4.5 12.5 9.5 17.5 19.5 7",
    "alert": "M12 4 2.8 20h18.4zM12 10v4.5M12 17.2v.3",
    "stop": "M8.2 3h7.6L21 8.2v7.6L15.8 21H8.2L3 15.8V8.2zM9 9l6 6M15 9l-6 6",
    "unknown": "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18zM8 12h8",
    "info": "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18zM12 11v5.5M12 7.5v.3",
    "wait": "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18zM12 7.5V12l3 2",
    "pause": "M8.5 5v14M15.5 5v14",
    "scale": "M4 19 10 12.5l3.5 3.5L20 7.5M14.5 7H20.5v6",
    "iterate": "M19.5 10A8 8 0 0 0 5 8M4.5 3.8V8.5H9.2M4.5 14A8 8 0 0 0 19 16M19.5 20.2v-4.7h-4.7",
    "left": "M14.5 5 7.5 12l7 7",
    "right": "M9.5 5l7 7-7 7",
    "more": "M6 9.5l6 6 6-6",
    "person": "M12 4a4 4 0 1 0 0 8 4 4 0 0 0 0-8zM4.5 20.5c.8-4 3.8-6 7.5-6s6.7 2 7.5 6",
    "people": "M9 5a3.5 3.5 0 1 0 0 7 3.5 3.5 0 0 0 0-7zM2.5 19.5c.6-3.5 3-5.3 6.5-5.3s5.9 1.8 6.5 5.3M16 5.3a3.4 3.4 0 0 1 0 6.5M17.8 14.5c2.1.6 3.4 2.3 3.8 5",
    "out": "M14 4h6v6M20 4l-9.5 9.5M18 14v6H4V6h6",
    "leave": "M14 4H5v16h9M10 12h11M17 8l4 4-4 4",
    "undo": "M8.5 5 4 9.5 8.5 14M4.5 9.5H15a5 5 0 0 1 0 10h-4",
    "search": "M10.5 4a6.5 6.5 0 1 0 0 13 6.5 6.5 0 0 0 0-13zM15.5 15.5 20.5 20.5",
    "calendar": "M4 6h16v14H4zM4 10.5h16M8.5 3.5v4M15.5 3.5v4",
    "file": "M6 3h8l5 5v13H6zM13.5 3v5.5H19",
    "gate": "M5 21V6l7-3 7 3v15M9.5 21v-8h5v8",
    "pencil": "M4 20l1-4.5L16 4.5l3.5 3.5L8.5 19zM13.5 7l3.5 3.5",
    "keys": "M3 7h18v11H3zM6.5 10.5h.2M10 10.5h.2M13.5 10.5h.2M17 10.5h.2M8 14.5h8",
    "sun": "M12 8a4 4 0 1 0 0 8 4 4 0 0 0 0-8zM12 2.5v2M12 19.5v2M2.5 12h2M19.5 12h2M5.3 5.3l1.4 1.4M17.3 17.3l1.4 1.4M18.7 5.3l-1.4 1.4M6.7 17.3l-1.4 1.4",
    "tag": "M3.5 12.5V4h8.5l8.5 8.5-8.5 8.5zM8 8.3v.3",
    "plus": "M12 5v14M5 12h14",
    "history": "M4.5 4.5v4.5H9M4.7 9a8 8 0 1 1-.6 4.5M12 8v4.5l3 1.7",
    "print": "M7 9V3.5h10V9M7 17H4V9h16v8h-3M7 14h10v6.5H7z",
}
