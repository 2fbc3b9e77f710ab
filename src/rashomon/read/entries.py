"""Feeds (RSS, Atom) to their entries. Runs in the worker process.

feedparser is given bytes and never a string, which it would take for an address to open.
"""

from __future__ import annotations

import io
import re
from dataclasses import dataclass
from html import unescape
from typing import cast
from urllib.parse import urljoin, urlsplit

from rashomon.read.dates import read_date
from rashomon.text import bare

_Record = dict[str, object]
_TAG = re.compile(r"<[^<>]{0,2000}>")
_FOOTER = re.compile(r"The post .{0,300}? appeared first on .{0,120}$")
_CUT = re.compile(
    r"(?:…|\.\.\.|\[(?:…|\.{3}|&hellip;)\]|[(\[]?(?:read|continue|view|see)\b[^.!?]{0,40})[\s»>→)\]]*$",
    re.IGNORECASE,
)
_FULL_WORDS = 100
"""From so many words on a text is no excerpt: those of WordPress, which makes most feeds, have 55."""
_SEPARATOR = re.compile(r"\s+[|–—:•»·>/-]+\s+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One entry of a feed, as written there; ``content`` is its longest text."""

    key: str
    """What tells this entry, in this version, from all others of its feed."""
    url: str | None
    title: str | None
    outlet: str | None
    authors: tuple[str, ...]
    published: str | None
    updated: str | None
    content: str
    is_html: bool
    is_full: bool
    """Whether ``content`` is the whole report and no excerpt."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Feed:
    """A feed: what it is called and its entries in order."""

    title: str | None
    entries: tuple[Entry, ...]


def read_entries(data: bytes, url: str | None) -> Feed | str:
    """Read a feed, or say in a few words why it is none; ``url`` is where it was found."""
    import feedparser  # pyright: ignore[reportMissingTypeStubs]

    parsed = _record(
        feedparser.parse(  # pyright: ignore[reportUnknownMemberType, reportUnknownArgumentType]
            io.BytesIO(data), sanitize_html=False, resolve_relative_uris=False
        )
    )
    facts, written = _record(parsed.get("feed")), _records(parsed.get("entries"))
    version = _text(parsed, "version")
    if not version and not written:
        return "not a feed"
    home = _join(url, _text(facts, "link") or "") or url
    title = bare(_strip(_text(facts, "title") or "")) or None
    is_atom = (version or "").startswith("atom")
    entries = (_read_entry(one, home, title, is_atom=is_atom) for one in written)
    return Feed(title=title, entries=tuple(entries))


def _read_entry(entry: _Record, home: str | None, feed: str | None, *, is_atom: bool) -> Entry:
    link = _text(entry, "feedburner_origlink") or _text(entry, "link")
    url = _join(home, link) if link else None
    published, updated = _text(entry, "published"), _text(entry, "updated")
    if not published and not is_atom:  # dc:date, which feedparser takes for the last change
        published, updated = updated, None
    content, is_html = _longest(entry)
    source = bare(_text(_record(entry.get("source")), "title") or "")
    return Entry(
        key="\n".join(filter(None, (_text(entry, "id") or url or content[:200], updated))),
        url=url,
        title=bare(_strip(_text(entry, "title") or "")) or None,
        outlet=_name_outlet(source, url) or _name_outlet(feed or "", home),
        authors=_read_authors(entry),
        published=read_date(published or ""),
        updated=read_date(updated or ""),
        content=content,
        is_html=is_html,
        is_full=_is_full(content),
    )


def _record(value: object) -> _Record:
    """A plain copy of one of feedparser's dicts, whose own ``get`` answers with another key's value."""
    return dict(cast("_Record", value)) if isinstance(value, dict) else {}


def _records(value: object) -> list[_Record]:
    return [_record(one) for one in cast("list[object]", value)] if isinstance(value, list) else []


def _text(record: _Record, key: str) -> str | None:
    value = record.get(key)
    return value.strip() or None if isinstance(value, str) else None


def _join(home: str | None, link: str) -> str | None:
    try:
        url = urljoin(home or "", link)
        return url if urlsplit(url).scheme in ("http", "https") else None
    except ValueError:
        return None


def _longest(entry: _Record) -> tuple[str, bool]:
    """The longest text of an entry, and whether it is HTML; feeds call plain text that too."""
    parts = [*_records(entry.get("content")), _record(entry.get("summary_detail"))]
    longest = max(parts, key=lambda part: len(_text(part, "value") or ""))
    text = _text(longest, "value") or ""
    return text, "html" in (_text(longest, "type") or "") and bool(_TAG.search(text))


def _read_authors(entry: _Record) -> tuple[str, ...]:
    """The names of an entry's authors; RSS writes one as "ann@post.example (Ann Lee)"."""
    written = _text(entry, "author") or ""
    if "@" in written:
        in_brackets = re.search(r"\(([^()@]{2,80})\)", written)
        name = in_brackets[1] if in_brackets else re.sub(r"<?\S{1,200}@\S{1,200}", "", written)
        return (name.strip(),) if name.strip() else ()
    names = tuple(name for one in _records(entry.get("authors")) if (name := _text(one, "name")))
    return names or ((written,) if written else ())


def _strip(html: str) -> str:
    return unescape(_TAG.sub(" ", html))


def _is_full(content: str) -> bool:
    """Whether a text is long enough for a report and does not say that it goes on elsewhere."""
    text = _FOOTER.sub("", bare(_strip(content))).rstrip()
    return len(text.split()) >= _FULL_WORDS and not _CUT.search(text[-80:])


def _name_outlet(title: str, url: str | None) -> str | None:
    """The part of a feed's title that is its domain ("World news | The Post"), else the title.

    >>> _name_outlet("World news | The Post", "https://www.thepost.example/"), _name_outlet("News", None)
    ('The Post', 'News')
    """
    host = re.sub(r"^\w+://|[/:?#].*$|[.-]", "", url or "")
    letters = {part: re.sub(r"\W", "", part.casefold()) for part in _SEPARATOR.split(title)}
    named = [part for part, name in letters.items() if len(name) > 1 and name in host]
    return max(named, key=len, default=title) or None
