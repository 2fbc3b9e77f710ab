"""The article that a page describes in JSON-LD (schema.org), read with tolerance.

Publishers write JSON-LD with raw newlines, comments, trailing semicolons and several graphs in one
page; what cannot be read is passed over, since the page's visible text is what counts.
"""

from __future__ import annotations

import json
import re
from collections import deque
from collections.abc import Iterable, Iterator
from typing import cast

Node = dict[str, object]

_ARTICLE = re.compile(r"(?:Article|BlogPosting|LiveBlogPosting|Report|NewsAnalysis)$")
_WRAPPING = re.compile(
    r"^\s*(?:<!--|//\s*<!\[CDATA\[|/\*.*?\*/)?\s*|\s*(?:-->|//\s*\]\]>)?[\s;]*$", re.DOTALL
)
_NODE_LIMIT = 5_000
"""A page seen had 310 nodes; beyond this only a hostile page goes on."""


def find_nodes(scripts: Iterable[str]) -> list[Node]:
    """Give every JSON-LD object of a page, outermost first."""
    nodes: list[Node] = []
    for script in scripts:
        try:
            data: object = json.loads(_WRAPPING.sub("", script), strict=False)
        except (ValueError, RecursionError):
            continue
        nodes.extend(_walk(data))
    return nodes


def _walk(data: object) -> Iterator[Node]:
    queue: deque[object] = deque([data])
    for _ in range(_NODE_LIMIT):
        if not queue:
            return
        item = queue.popleft()
        if isinstance(item, list):
            queue.extend(cast("list[object]", item))
        elif isinstance(item, dict):
            node = cast("Node", item)
            yield node
            queue.extend(node.values())


def choose_article(nodes: list[Node], titles: Iterable[str]) -> Node:
    """Give the node of the page's own article, or an empty one.

    A page may describe related articles too: the one whose headline is a title of the page goes
    first, then the one with most fields.
    """
    known = {_key(title) for title in titles}
    articles = [node for node in nodes if any(_ARTICLE.search(kind) for kind in strings(node.get("@type")))]
    nothing: Node = {}
    dated = [node for node in articles if node.get("datePublished")] or articles
    return max(dated, key=lambda node: (_key(first(node, "headline")) in known, len(node)), default=nothing)


def _key(title: str | None) -> str:
    return re.sub(r"\W", "", (title or "").casefold())[:40]


def strings(value: object) -> list[str]:
    """Give the strings of a value that may be one, a list of them, or neither."""
    values = cast("list[object]", value) if isinstance(value, list) else [value]
    return [item for item in values if isinstance(item, str)]


def first(node: Node, key: str) -> str | None:
    """Give the first string under a key, or None."""
    return next(iter(strings(node.get(key))), None)


def names(value: object, nodes: list[Node]) -> list[str]:
    """Give the names of people or organisations under a key, following references by ``@id``."""
    values = cast("list[object]", value) if isinstance(value, list) else [value]
    found: list[str] = []
    for item in values:
        if isinstance(item, str):
            found.append(item)
        elif isinstance(item, dict):
            node = cast("Node", item)
            if "name" not in node and "@id" in node:
                node = next((one for one in nodes if one.get("@id") == node["@id"] and "name" in one), node)
            found.extend(strings(node.get("name")))
    return found
