"""HTML bytes to the parts of a report: facts about it and its paragraphs. Runs in the worker process.

Our own pruning comes first, then trafilatura finds the text, then what is no report goes
(docs/decisions/0001-html-extraction.md has the figures).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from lxml import etree
from lxml.html import HtmlElement, HTMLParser, document_fromstring

from rashomon.read.boilerplate import keep_report
from rashomon.read.bylines import find_credit, is_sign_off, read_byline
from rashomon.read.dates import read_date
from rashomon.read.decode import decode
from rashomon.read.metadata import PageFacts, read_facts
from rashomon.read.prune import prune
from rashomon.text import REPLACEMENT, bare

_UNWRITABLE: dict[int, str | None] = {
    **dict.fromkeys(set(range(0x20)) - set(b"\t\n\r"), None),
    **dict.fromkeys((0xFFFE, 0xFFFF), None),
    **dict.fromkeys(b"\v\f", "\n"),
}
_UNWRITABLE_CHARACTER = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
"""The keys of ``_UNWRITABLE``: to look for them first takes a tenth of the time that ``translate`` takes."""
_REFERENCE = re.compile(r"&#(x[0-9a-f]{1,8}|[0-9]{1,9});?", re.IGNORECASE)
_TAG_LIMIT = 60_000
"""Most tags in a page; the largest of the development pages has 10,305."""
_WORD_LIMIT = 1_000
"""A paragraph with a longer run of letters without a space is data, not prose."""
_LETTERS_LEAST = 60
"""Fewer letters than this are a notice or a stub, not a report."""
_SENTENCE_LEAST = 40
_FOOT = 8
"""Credits stand in the last few paragraphs, among the site's own notices."""
_SENTENCE_END = re.compile(r"[.!?][\"'”’)]*$")
_LONE_DATELINE = re.compile(r"[A-Z][A-Z .,’'/-]{2,40}(?: \([\w ]{2,20}\))? ?[—–-]+")
_BYLINE = re.compile(r"by\s", re.IGNORECASE)
_DATE_LINE = re.compile(
    r"(?:first )?(?:published|updated|posted|(?:last|latest) (?:updated?|modified))\b", re.IGNORECASE
)
_HEADING_GAP = re.compile(r"\W+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """A report's parts as found in a page: ``paragraphs`` without the title."""

    facts: PageFacts
    credit: str | None
    paragraphs: tuple[str, ...]


def read_article(page: bytes, url: str | None) -> Article | str:
    """Find the report in a page, or say in a few words why there is none."""
    text = _make_parsable(decode(page))
    if text.count("<") > _TAG_LIMIT:
        return f"more than {_TAG_LIMIT} tags"
    tree = _parse(text)
    if tree is None:
        return "no page at all"
    facts = read_facts(tree, url)
    prune(tree)
    found = _extract(tree) or _read_paragraphs(tree)
    if facts.body and sum(map(len, found)) < len(facts.body) / 3:
        found = facts.body.split("\n")
    found = found or _extract(_parse(text), fast=False)
    paragraphs = [one for one in _join_datelines(found) if not re.search(rf"\S{{{_WORD_LIMIT}}}", one)]
    return _finish(facts, paragraphs)


def _make_parsable(text: str) -> str:
    """Take out what lxml reads from a page but refuses to write: control characters, plain or as &#1;."""

    def replace_reference(match: re.Match[str]) -> str:
        digits = match[1].lower()
        code = int(digits[1:], 16) if digits[0] == "x" else int(digits)
        return REPLACEMENT if code in _UNWRITABLE else match[0]

    if _UNWRITABLE_CHARACTER.search(text):
        text = text.translate(_UNWRITABLE)
    return _REFERENCE.sub(replace_reference, text)


def _parse(text: str) -> HtmlElement | None:
    parser = HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
    try:
        return document_fromstring(text.encode("utf-8", "replace"), parser=parser)
    except (etree.ParserError, ValueError):
        return None


def _join_datelines(paragraphs: list[str]) -> list[str]:
    """Put a dateline that stands in an element of its own ("PARIS —") before its paragraph."""
    joined: list[str] = []
    for one in paragraphs:
        if joined and _LONE_DATELINE.fullmatch(joined[-1]):
            joined[-1] = f"{joined[-1]} {one}"
        else:
            joined.append(one)
    return joined


def _finish(facts: PageFacts, found: list[str]) -> Article | str:
    found, byline = _split_head(found, facts.title)
    if byline and not facts.byline:
        names = read_byline(byline, facts.outlet)
        facts = replace(facts, byline=names, published=facts.published or read_date(byline))
    paragraphs = keep_report(found, facts.byline)
    sign_offs = [one for one in found[-_FOOT:] if is_sign_off(one)]
    credit = find_credit(paragraphs, [*facts.byline, *facts.notes, *sign_offs])
    paragraphs = [one for one in paragraphs if not is_sign_off(one)]
    if sum(map(str.isalpha, "".join(paragraphs))) < _LETTERS_LEAST:
        return "no running text on the page"
    return Article(facts=facts, credit=credit, paragraphs=tuple(paragraphs))


def _split_head(paragraphs: list[str], title: str | None) -> tuple[list[str], str | None]:
    """Part the text from what repeats the title and from the lines of byline and date above it."""
    key = _HEADING_GAP.sub("", (title or "").casefold())
    kept: list[str] = []
    byline: str | None = None
    for place, one in enumerate(paragraphs):
        if key and _HEADING_GAP.sub("", one.casefold()) == key:
            continue
        if place < 4 and len(one) <= 120 and _BYLINE.match(one) and read_byline(one):
            byline = byline or one
        elif not (len(one) <= 100 and _DATE_LINE.match(one)):
            kept.append(one)
    return kept, byline


def _extract(tree: HtmlElement | None, *, fast: bool = True) -> list[str]:
    """Let trafilatura find the text; one block alone is the whole page put together and no report."""
    from trafilatura import bare_extraction

    document = bare_extraction(tree, fast=fast, include_comments=False) if tree is not None else None
    body = getattr(document, "body", None)
    found = [text for block in body for text in _read_block(block)] if body is not None else []
    return found if len(found) > 1 else []


def _read_paragraphs(tree: HtmlElement) -> list[str]:
    """The page's paragraphs that read as sentences: for reports too short for trafilatura."""
    texts = [
        bare("".join(one.itertext()))
        for one in tree.iter("p", "blockquote", "li")
        if one.find(".//p") is None
    ]
    return [
        text
        for text in texts
        if _BYLINE.match(text) or (len(text) >= _SENTENCE_LEAST and _SENTENCE_END.search(text))
    ]


def _read_block(block: HtmlElement) -> list[str]:
    """The paragraphs of one block: list items and quoted paragraphs apart, prose of tables, no data."""
    if block.tag in ("graphic", "code"):
        return []
    if block.tag == "table":
        cells = (bare(" ".join(cell.itertext())) for cell in block.iter("cell"))
        return [cell for cell in cells if len(cell) > 80 and _SENTENCE_END.search(cell)]
    if block.tag in ("list", "quote", "div") and len(block):
        parts = [bare(block.text or "")]
        for child in block:
            if child.tag in ("item", "p", "list", "quote", "head"):
                parts += _read_block(child)
                parts.append(bare(child.tail or ""))
            else:
                return [bare(" ".join(block.itertext()))]
        return [part for part in parts if part]
    return [text for text in map(bare, re.split(r"\n\s*\n", _text(block))) if text]


def _text(block: HtmlElement) -> str:
    """A block's text; line breaks as newlines, so that two of them part paragraphs."""
    pieces: list[str] = []
    for one in block.iter(etree.Element):
        pieces.append("\n" if one.tag == "lb" else re.sub(r"\s+", " ", one.text or ""))
        pieces.append(re.sub(r"\s+", " ", one.tail or "") if one is not block else "")
    return "".join(pieces)
