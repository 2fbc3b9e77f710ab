"""Take out of a page's tree what is no part of its report, and make embedded posts plain paragraphs.

Only general marks are used: element kinds, the words that class and id names are made of, and how
much of an element's text is links. Nothing that holds a good part of the page's prose is taken out.
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise

from lxml import etree
from lxml.html import HtmlElement

from rashomon.text import bare

_GONE = (
    "script style noscript template svg iframe object embed applet video audio picture source img input "
    "select textarea button nav dialog figcaption canvas map progress meter aside"
).split()
_BLOCKS = frozenset("p div ul ol table h1 h2 h3 h4 h5 h6 blockquote section article hr pre".split())
_PROSE_TAGS = ("p", "li", "blockquote")

_WORDS = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])|\d+")
_UNWANTED = frozenset(
    "caption captions imagecaption figcaption credit credits photocredit related newsletter newsletters "
    "signup sharing share sharebar sharebuttons social addthis sharethis promo promos promotion recirc "
    "recirculation recommended recommendations trending popular advert adverts advertisement ads adslot "
    "sponsor sponsored taboola outbrain comments disqus breadcrumb breadcrumbs cookie cookies consent gdpr "
    "paywall subscribe subscription upsell byline timestamp toolbar tagline visuallyhidden screenreader "
    "tooltip popup modal gallery slideshow carousel lightbox podcast donate donation membership bio "
    "authorbio keywords skiplink tags topics".split()
)
_UNWANTED_PAIRS = frozenset(
    "read more;more on;more from;most read;most popular;see also;also read;read next;up next;next up;"
    "author bio;author info;author box;author card;about author;image caption;photo caption;media caption;"
    "wp caption;photo credit;image credit;sign up;follow us;related articles;related content;related posts;"
    "related links;article tags;post tags;tag list;story tags;inline promo;editors picks;top stories;"
    "article footer;post footer;entry meta;post meta;article meta;social links;reading time;back top;"
    "image source;sr only;screen reader;visually hidden;video player;audio player;correction form".split(";")
)
_POST_CLASSES = (
    "twitter-tweet twitter-video instagram-media tiktok-embed bluesky-embed mastodon-embed reddit- "
    "text-post-media fb-xfbml-parse-ignore"
).split()
_POSTS = (
    f"//blockquote[{' or '.join(f'contains(@class,{name!r})' for name in _POST_CLASSES)}]"
    " | //div[contains(@class,'fb-post')]"
)
_LINKED = 0.85
"""Share of link text from which a block is a list of links; prose with links stays under 0.6."""
_PROSE_SHARE = 0.3
"""An element with this share of the page's paragraphs is never taken out, whatever its name."""


def prune(tree: HtmlElement) -> None:
    """Change a parsed page in place: what is no report goes, embedded posts become paragraphs."""
    _flatten_posts(tree)
    for one in list(tree.iter(etree.Comment, etree.ProcessingInstruction, *_GONE)):
        if one.tag != "aside" or not _is_main(one, tree):
            _remove(one)
    total = _prose_length(tree)
    for one in list(tree.iter(etree.Element)):
        if one.tag in ("html", "body", "h1", "main", "article") or one.getparent() is None:
            continue
        if _is_unwanted(one) and _prose_length(one) <= total * _PROSE_SHARE:
            _remove(one)
    for one in list(tree.iter("p", "li", "h2", "h3", "h4", "h5", "h6", "div", "ul", "ol")):
        if one.getparent() is not None and (_is_link_block(one) or _is_link_list(one)):
            _remove(one)
    _join_initials(tree)
    _split_breaks(tree)


def _flatten_posts(tree: HtmlElement) -> None:
    for post in tree.xpath(_POSTS):
        text = bare(" ".join(post.itertext()))
        holder = post
        parent = holder.getparent()
        while parent is not None and parent.tag not in ("body", "article") and _own_text(parent) == text:
            holder, parent = parent, parent.getparent()
        if parent is None or not text:
            continue
        paragraph = etree.Element("p")
        paragraph.text = text
        paragraph.tail = holder.tail
        parent.replace(holder, paragraph)


def _own_text(element: HtmlElement) -> str:
    parts = element.xpath(".//text()[not(ancestor::script or ancestor::style)]")
    return bare(" ".join(parts))


def _is_unwanted(element: HtmlElement) -> bool:
    if element.get("hidden") is not None or element.get("aria-hidden") == "true":
        return True
    if re.search(r"display\s*:\s*none", element.get("style") or ""):
        return True
    names = f"{element.get('class') or ''} {element.get('id') or ''}".split()
    return any(_is_unwanted_name(name[:80]) for name in names)


@lru_cache(maxsize=4096)
def _is_unwanted_name(name: str) -> bool:
    """Tell by the words of a class or an id; a page has the same few over and over."""
    words = [word.lower() for word in _WORDS.findall(name)]
    if _UNWANTED.intersection(words):
        return True
    return any(f"{one} {two}" in _UNWANTED_PAIRS for one, two in pairwise(words))


def _prose_length(element: HtmlElement) -> int:
    """Characters in paragraphs and list items, each counted once."""
    return sum(len("".join(one.itertext()).strip()) for one in element.iter(*_PROSE_TAGS))


def _is_main(element: HtmlElement, tree: HtmlElement) -> bool:
    return _prose_length(element) > _prose_length(tree) * _PROSE_SHARE


def _is_link_block(element: HtmlElement) -> bool:
    """A block whose text is (nearly) all link, unless it reads as a sentence."""
    if element.find(".//a") is None:
        return False
    text = _short_text(element)
    if not text:
        return False
    linked = sum(len(bare("".join(link.itertext()))) for link in element.iter("a"))
    if linked < _LINKED * len(text):
        return False
    return element.tag != "p" or not re.search(r"[.!?][\"'”’)]*$", text)


def _is_link_list(element: HtmlElement) -> bool:
    """A list whose every item is headline and link, as "STRESS: How to look after your health"."""
    if element.tag not in ("ul", "ol"):
        return False
    items = [bare("".join(item.itertext())) for item in element.iter("li")]
    links = [item for item in element.iter("li") if item.find(".//a") is not None]
    sentences = [text for text in items if re.search(r"[.!;][\"'”’)]*$", text) or len(text) > 150]
    return 0 < len(items) == len(links) and not sentences


def _join_initials(tree: HtmlElement) -> None:
    """Put a large first letter that stands in an element of its own back before its word."""
    for one in list(tree.iter("span", "div", "p", "strong", "b", "i")):
        text = (one.text or "").strip()
        after = one.getnext()
        if (
            len(text) == 1
            and text.isupper()
            and not len(one)
            and after is not None
            and not (one.tail or "").strip()
        ):
            opening = next((part for part in after.iter() if (part.text or "").strip()), after)
            rest = (opening.text or "").lstrip()
            if after.tag in ("p", "div") and rest[:1].islower():
                opening.text = text + rest
                _remove(one)


def _split_breaks(tree: HtmlElement) -> None:
    """Make paragraphs of text that is parted by two line breaks and has no paragraphs of its own."""
    ends = {one for one in tree.iter("br") if _is_double(one)}
    for parent in dict.fromkeys(one.getparent() for one in ends):
        if parent is None:
            continue
        children = list(parent)
        paragraph = etree.SubElement(parent, "p")
        paragraph.text, parent.text = parent.text, None
        for child in children:
            if child in ends:
                paragraph = etree.SubElement(parent, "p")
                paragraph.text = child.tail
                parent.remove(child)
            elif child.tag in _BLOCKS:
                parent.append(child)
                paragraph = etree.SubElement(parent, "p")
                paragraph.text, child.tail = child.tail, None
            else:
                paragraph.append(child)
        if parent.tag == "p":
            parent.tag = "div"


def _is_double(line_break: HtmlElement) -> bool:
    """A line break with another one right before it."""
    before = line_break.getprevious()
    return before is not None and before.tag == "br" and not (before.tail or "").strip()


def _short_text(element: HtmlElement) -> str:
    """An element's text if it has less than 2,000 characters, else nothing; long ones cost no time."""
    parts: list[str] = []
    length = 0
    for part in element.itertext():
        parts.append(part)
        length += len(part)
        if length > 2_000:
            return ""
    return bare("".join(parts))


def _remove(element: HtmlElement) -> None:
    """Take an element out but leave the text that follows it."""
    parent = element.getparent()
    if parent is None:
        return
    tail = element.tail
    if tail:
        before = element.getprevious()
        if before is not None:
            before.tail = (before.tail or "") + tail
        else:
            parent.text = (parent.text or "") + tail
    parent.remove(element)
