"""What a test asks of a page: its words, and whether it keeps the house's promises."""

from __future__ import annotations

from html.parser import HTMLParser
from typing import Any

WITHOUT_END = {"meta", "link", "input", "br", "hr", "img", "rect", "line", "circle", "path", "polyline", "text"}


class Page(HTMLParser):
    """The elements of a page with their attributes, and all its words."""

    def __init__(self, content: bytes | str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.words: list[str] = []
        self._inside: list[str] = []
        self.feed(content if isinstance(content, str) else content.decode())

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        if tag not in WITHOUT_END:
            self._inside.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag in self._inside:
            while self._inside.pop() != tag:
                pass

    def handle_data(self, data: str) -> None:
        if data.strip() and not {"script", "style"} & set(self._inside):
            self.words.append(" ".join(data.split()))

    @property
    def text(self) -> str:
        return " ".join(self.words)

    def all(self, tag: str, **wanted: Any) -> list[dict[str, str | None]]:
        """The attributes of every such element; `name="x"` narrows, a trailing `_` stands for a Python word."""
        named = {name.rstrip("_").replace("_", "-"): value for name, value in wanted.items()}
        return [has for kind, has in self.elements if kind == tag and named.items() <= has.items()]
