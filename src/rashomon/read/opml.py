"""OPML: the list of feeds that every feed reader can write."""

from __future__ import annotations

from pathlib import Path

from rashomon.errors import UnreadableInput
from rashomon.read.addresses import is_url

_LIMIT_BYTES = 20_000_000


def read_opml(path: Path) -> list[str]:
    """Give the addresses of the feeds in an OPML file, each once, in its order.

    Raises:
        UnreadableInput: the file cannot be opened, is no OPML or names no feed.
    """
    from lxml import etree

    try:
        with path.open("rb") as stream:
            data = stream.read(_LIMIT_BYTES)
    except OSError as error:
        raise UnreadableInput(f"{path} cannot be read: {error.strerror}") from error
    # Many readers write OPML that is not quite XML; what can be mended is.
    parser = etree.XMLParser(recover=True, resolve_entities=False, no_network=True)
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError:
        root = None
    if root is None or root.tag != "opml":
        raise UnreadableInput(f"{path} is no OPML file")
    outlines = [
        {str(name).lower(): str(value) for name, value in one.items()} for one in root.iter("outline")
    ]
    urls = [url for one in outlines if is_url(url := one.get("xmlurl", "").strip())]
    if not urls:
        raise UnreadableInput(f"{path} names no feed")
    return list(dict.fromkeys(urls))
