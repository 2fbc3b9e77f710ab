"""What a page says about its report: title, outlet, byline, times, address.

Read by ourselves, not by the extractor, which invents a date where there is none. The order of
sources was set on the development pages (docs/decisions/0001-html-extraction.md).
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from html import unescape
from urllib.parse import urljoin, urlsplit

from lxml.html import HtmlElement

from rashomon.read.bylines import agency, clean_names, is_sign_off, read_byline
from rashomon.read.dates import best_date, is_before
from rashomon.read.jsonld import Node, choose_article, find_nodes, first, names
from rashomon.text import bare

_PUBLISHED = (
    "article:published_time og:article:published_time article:published og:published_time datepublished "
    "publishdate publish-date publish_date pubdate og:pubdate parsely-pub-date sailthru.date dc.date.issued "
    "dcterms.issued dcterms.created dc.date.created dc.date dcsext.articlefirstpublished date datecreated"
).split()
_MODIFIED = (
    "article:modified_time og:article:modified_time article:modified og:updated_time datemodified "
    "dcterms.modified dc.date.modified last-modified lastmod revision_date"
).split()
_AUTHORS = (
    "author article:author_name byl parsely-author sailthru.author dc.creator dcterms.creator "
    "og:article:author cse_author article:author"
).split()
_SEPARATOR = re.compile(r"\s+[|–—:•»·-]+\s+|\s\|\s?|\s?\|\s")
_BREAK = re.compile(r"</?(?:p|br|div|li|ul|ol|blockquote|h\d)\b[^<>]{0,500}>", re.IGNORECASE)
_TAG = re.compile(r"</?[a-z][^<>]{0,500}>", re.IGNORECASE)
_MARKS = "concat(@class,' ',@id,' ',@data-testid)"
_LOWER = f"translate({_MARKS}, 'ABCDEFGHIJKLMNOPQRSTUVWXYZ', 'abcdefghijklmnopqrstuvwxyz')"
_NEAR = "((//h1)[position() <= 5]/following::*[position() <= 80] | (//h1)[1]/preceding::*[position() <= 20])"


def _near(*words: str, also: str) -> str:
    """XPath to elements near the headline whose class, id or test id has one of some words."""
    return f"{_NEAR}[{also} or {' or '.join(f'contains({_LOWER},{word!r})' for word in words)}]"


_PICTURE = "ancestor-or-self::figure or " + " or ".join(
    f"ancestor-or-self::*[contains({_LOWER},{word!r})]"
    for word in ("image", "photo", "caption", "figure", "gallery", "slide")
)
_BYLINES = _near("byline", "author", also="@rel='author' or @itemprop='author'")
_DATES = _near("date", "time", "byline", also="self::time")
_NOTES = _near("credit", "source", "note", also="self::p")


@dataclass(frozen=True, slots=True, kw_only=True)
class PageFacts:
    """What a page tells of its report; whatever it does not tell is None or empty."""

    title: str | None
    outlet: str | None
    byline: tuple[str, ...]
    published: str | None
    updated: str | None
    url: str | None
    notes: tuple[str, ...]
    """Credits that stand beside the heading, outside the text."""
    body: str | None
    """The whole text from JSON-LD (``articleBody``), for pages that build themselves in the browser."""


def read_facts(tree: HtmlElement, url: str | None) -> PageFacts:
    """Read what a parsed page says about its report; ``url`` is where it is known to come from."""
    meta = _read_meta(tree)
    page_title = bare(next((one.text or "" for one in tree.iter("title")), ""))
    nodes = find_nodes(script.text or "" for script in tree.xpath("//script[contains(@type,'ld+json')]"))
    shared = [bare(title) for title in [*meta.get("og:title", ()), *meta.get("twitter:title", ())]]
    headings = _headings(tree, "h1")
    article = choose_article(nodes, [*shared, *headings, page_title])
    headline = bare(first(article, "headline") or "") or None
    address = _find_url(tree, meta, url)
    published = _find_published(tree, article, meta)
    outlet = _find_outlet(article, nodes, meta, page_title, address)
    return PageFacts(
        title=_choose_title(tree, [*shared, *([headline] if headline else []), page_title], outlet),
        outlet=outlet,
        byline=_find_byline(tree, article, nodes, meta, outlet),
        published=published,
        updated=_find_updated(tree, article, meta, published),
        url=address,
        notes=_find_notes(tree, names(article.get("author"), nodes)),
        body=_read_body(first(article, "articleBody") or "") or None,
    )


def _headings(tree: HtmlElement, *tags: str) -> list[str]:
    return [text for text in (bare(one.text_content()) for one in tree.iter(*tags)) if text]


def _read_body(text: str) -> str:
    """Settle the text of an article line by line; some publishers write it as HTML, escaped or not."""
    if re.search(r"(?:<|&lt;)(?:/p|br ?/?)(?:>|&gt;)", text):
        text = unescape(_TAG.sub("", _BREAK.sub("\n", unescape(text) if "&lt;" in text else text)))
    return "\n".join(filter(None, map(bare, text.splitlines())))


def _read_meta(tree: HtmlElement) -> dict[str, list[str]]:
    meta: dict[str, list[str]] = {}
    for one in tree.iter("meta"):
        key = one.get("property") or one.get("name") or one.get("itemprop")
        value = (one.get("content") or "").strip()
        if key and value:
            meta.setdefault(key.lower(), []).append(value[:1000])
    return meta


def _all(meta: dict[str, list[str]], keys: Iterable[str]) -> list[str]:
    return [value for key in keys for value in meta.get(key, ())]


def _texts(node: Node, key: str) -> list[str]:
    value = first(node, key)
    return [value] if value else []


def _attributes(tree: HtmlElement, xpath: str) -> list[str]:
    found = [one.get("datetime") or one.get("content") or one.text_content() for one in tree.xpath(xpath)]
    return [text.strip()[:120] for text in found if text.strip()]


def _find_published(tree: HtmlElement, article: Node, meta: dict[str, list[str]]) -> str | None:
    stated = [
        *_texts(article, "datePublished"),
        *_all(meta, _PUBLISHED),
        *_attributes(tree, "(//*[contains(@itemprop,'datePublished')])[1]"),
    ]
    found = best_date(stated)
    if found:
        return found
    return best_date(_short_texts(tree, _DATES))


def _find_updated(
    tree: HtmlElement, article: Node, meta: dict[str, list[str]], published: str | None
) -> str | None:
    """The last change; one before the publication is a wrong time zone, so it is not believed."""
    stated = [
        *_texts(article, "dateModified"),
        *_all(meta, _MODIFIED),
        *_attributes(tree, "//*[contains(@itemprop,'dateModified')]"),
    ]
    updated = best_date(stated)
    if updated and published and is_before(updated, published):
        return None
    return updated


def _find_notes(tree: HtmlElement, authors: list[str]) -> tuple[str, ...]:
    beside = [text for text in _short_texts(tree, f"{_NOTES}[not({_PICTURE})]") if is_sign_off(text)]
    return (*(name for name in map(bare, authors) if agency(name)), *beside)


def _short_texts(tree: HtmlElement, xpath: str) -> list[str]:
    """The texts of some elements, nested ones too, those of a line's length only."""
    texts = [bare(" ".join(one.itertext())) for one in tree.xpath(xpath) if isinstance(one.tag, str)]
    texts = [re.sub(r"\s+([.,;])", r"\1", text) for text in texts if len(text) <= 200]
    return [text for text in texts if 0 < len(text) <= 120]


def _find_url(tree: HtmlElement, meta: dict[str, list[str]], known: str | None) -> str | None:
    links = [one.get("href") or "" for one in tree.xpath("//link[@rel='canonical']")]
    for link in [*links, *meta.get("og:url", ()), *([known] if known else [])]:
        try:
            address = urljoin(known or "", bare(link))
            parts = urlsplit(address)
        except ValueError:
            continue
        if parts.scheme in ("http", "https") and parts.netloc:
            return address
    return known


def _find_outlet(
    article: Node, nodes: list[Node], meta: dict[str, list[str]], page_title: str, url: str | None
) -> str | None:
    """The publisher as the page names it, else the end of its title if that is its domain, else that."""
    stated = [
        *names(article.get("publisher"), nodes),
        *meta.get("og:site_name", ()),
        *meta.get("publisher", ()),
        *meta.get("application-name", ()),
    ]
    for name in map(bare, stated):
        name = re.split(r"\s\|\s", name)[0]
        if 1 < len(name) <= 60 and "://" not in name:
            return name
    host = re.sub(r"^\w+://(?:www\.)?|[/:?#].*$", "", url or "", flags=re.DOTALL)
    ending = _SEPARATOR.split(page_title)[-1]
    is_domain = re.sub(r"\W", "", ending.casefold()) in host.replace("-", "")
    return (ending if ending and is_domain else host) or None


def _choose_title(tree: HtmlElement, stated: list[str], outlet: str | None) -> str | None:
    """The visible heading if the page's metadata agrees that it is one, else what the metadata says.

    Metadata often carry a shorter headline made for search engines or sharing. Some sites keep h1 for
    their own name: then the lower heading that stands whole in the metadata is the title.
    """
    stated = [title for title in stated if title]
    lower = [one for one in _headings(tree, "h2", "h3") if len(one) > 15 and any(one in t for t in stated)]
    lower = sorted(lower, key=len, reverse=True)[:1]
    headings = [one for one in _headings(tree, "h1") if not _is_site(one, outlet, stated, lower)]
    for found in (headings, lower):
        titles = [_without_outlet(title, outlet, found) for title in stated]
        ranked = ((_overlap(one, title), -n, one) for n, one in enumerate(found) for title in titles)
        best = max(ranked, default=(0.0, 0, ""))
        if best[0] >= 0.3:
            heading = _without_section(best[2], titles)
            return heading if heading in titles else _without_outlet(heading, outlet, titles)
    titles = [_without_outlet(title, outlet, headings) for title in stated]
    return next(iter([*titles, *headings]), None)


def _is_site(heading: str, outlet: str | None, stated: list[str], lower: list[str]) -> bool:
    """Whether a heading is the site's name: the outlet, or what a title has beside a longer lower heading."""
    parts = [_SEPARATOR.split(title.replace(one, "")) for title in stated for one in lower if one in title]
    is_part = any(heading in part and len(heading) < len(one) for part in parts for one in lower)
    return is_part or _letters(heading) == _letters(outlet or "")


def _overlap(one: str, other: str) -> float:
    """Shared words over the smaller number of words, 0 to 1; at least two must be shared."""
    first_words, second_words = (set(re.findall(r"\w+", text.casefold())) for text in (one, other))
    shared = len(first_words & second_words)
    fewest = min(len(first_words), len(second_words))
    return shared / fewest if fewest and (shared > 1 or fewest == 1) and len(first_words) > 1 else 0.0


def _without_outlet(title: str, outlet: str | None, others: list[str]) -> str:
    """Cut "Outlet - " off the front and " | Section | Outlet" off the end; a heading that starts it stays."""
    for other in others:
        before, found, _ = title.partition(other)
        if found and len(other) > 15 and (not before or _SEPARATOR.search(before[-3:])):
            return other
    parts = _SEPARATOR.split(title)
    names = [_letters(part) for part in parts]
    name = _letters(outlet or "")
    if len(parts) > 1 and names[0] == name:
        return title[title.index(parts[1], len(parts[0])) :]
    if "|" in title:
        return parts[0]
    if len(parts) > 1 and name and names[-1] and (names[-1] in name or name in names[-1]):
        return title[: title.rindex(parts[-1])].rstrip(" –—:•»·-")
    return title


def _letters(name: str) -> str:
    return re.sub(r"\W|^the\b", "", name.casefold())


def _without_section(heading: str, titles: list[str]) -> str:
    """Cut a section's label off the front of a heading ("Politics | …") if the metadata lack it."""
    for title in titles:
        if len(title) > 15 and heading != title and heading.endswith(title):
            return title
    return heading


def _find_byline(
    tree: HtmlElement, article: Node, nodes: list[Node], meta: dict[str, list[str]], outlet: str | None
) -> tuple[str, ...]:
    """The names of the first source that has any; a later source that has them and more goes first.

    A visible byline counts if there is no other, or if it has none of their names.
    """
    lists = [clean_names(names(article.get("author"), nodes), outlet)]
    lists += [clean_names(meta.get(key, ()), outlet) for key in _AUTHORS]
    stated = [one for one in lists if one]
    lines = _short_texts(tree, _BYLINES)
    shown = next(filter(None, (read_byline(line, outlet) for line in lines)), ())
    if not stated or _is_elsewhere(stated[0], lines):
        return shown or next(iter(stated), ())
    return max((one for one in stated if stated[0][0] in one), key=len, default=stated[0])


def _is_elsewhere(stated: tuple[str, ...], lines: list[str]) -> bool:
    """Whether a visible byline ("By …") names others than the metadata, which may name who published."""
    visible = _letters(" ".join(lines))
    has_byline = any(re.match(r"by:?\s+\w", line, re.IGNORECASE) for line in lines)
    return has_byline and not any(_letters(name) in visible for name in stated)
