"""Hostile pages and texts, for ``benchmarks/hostile_inputs.py``."""

from __future__ import annotations

import json
import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from html import escape

MEGABYTE = 1_000_000
_TAGS = ("div", "b", "blockquote", "font", "ul><li", "table><tr><td", "span", "p", "section", "a href=#")
CHARSETS = ("utf-16", "utf-7", "shift_jis", "zlib_codec", "koi8-r", "x" * 300, "ascii", "idna", "")
_ODD = (
    "\x00",
    "\u202e",
    "\u2066",
    "\ufeff",
    "\ufffe",
    "\u0300" * 3_000,
    "\u200b" * 500,
    "\U0010ffff",
    "\x1b[2J",
    "&#xD800;",
    "&#x202e;",
    "&#0;",
    "&#99999999999999;",
    "&" * 2_000,
    "\r",
    "\x85",
    "\u2028",
)
URLS = (
    "javascript:alert(1)",
    "file:///etc/passwd",
    "http://127.0.0.1:22/",
    "http://[::1]/",
    "http://169.254.169.254/latest/",
    "data:text/html,<p>Rain</p>",
    "http://a.example/\r\nX: 1",
    "http://" + "a" * 100_000,
    "http://a.example:999999999/",
    "//",
    "http://[",
    "\u202ehttp://a.example",
    "",
)
DATES = (
    "soon",
    "0000-00-00",
    "9999999-01-01",
    "31 Feb 2031",
    "-1",
    "1e400",
    "2031-03-04T99:99",
    "٢٠٣١-٠٣-٠٤",
    "",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Material:
    """The good inputs that are spoilt: pages, and texts of reports."""

    pages: Sequence[bytes]
    texts: Sequence[str]


Make = Callable[[random.Random, Material], bytes]


def harm(data: bytes, chance: random.Random) -> bytes:
    """Cut, flip, repeat, turn round or put in a few stretches of bytes."""
    for _ in range(chance.randint(1, 6)):
        at, length = chance.randrange(len(data) + 1), chance.choice((1, 3, 40, 400, 4_000))
        piece = data[at : at + length]
        flipped = bytes(byte ^ 1 << chance.randrange(8) for byte in piece)
        odd = chance.choice((b"\x00", b"\xff\xfe", b"\xed\xa0\x80", b"<!--", b"<![CDATA[", b"WARC/1.0\r\n"))
        put = chance.choice((b"", piece * 3, chance.randbytes(length), flipped, piece[::-1], odd))
        data = data[:at] + put + data[at + length :]
    return data


def cut(data: bytes, chance: random.Random) -> bytes:
    """Leave out the end."""
    return data[: chance.randrange(len(data) + 1)]


def _page(body: str, head: str = "") -> bytes:
    page = f"<!doctype html><html><head><title>Bridge closed</title>{head}</head><body>{body}</body></html>"
    return page.encode("utf-8", "surrogatepass")


def put_in_paragraphs(text: str) -> str:
    """Write a text as paragraphs of a page."""
    return "".join(f"<p>{escape(one)}</p>" for one in text.split("\n\n"))


def sprinkle(text: str, chance: random.Random) -> str:
    """Put odd characters between the words of a text."""
    words = text.split(" ")
    for _ in range(chance.randint(1, 30)):
        at = chance.randrange(len(words))
        words[at] += chance.choice(_ODD)
    return " ".join(words)


def _endless_text(chance: random.Random) -> str:
    """Text without end or sense: one sentence, one word, one mark, over and over."""
    unit = chance.choice(
        (
            "a",
            "said ",
            "“",
            "he said she said ",
            "1",
            "(",
            "John Smith, ",
            "on 4 March 2031 ",
            "… ",
            "not ",
            "By ",
            "\n",
            "\t \n\n",
            "$1,000 ",
            "-",
            "police arrested ",
            "’s",
            "Mr. ",
            "I’m ",
            ". ",
        )
    )
    return unit * (chance.choice((1_000, 20_000, 200_000)) // len(unit))


def cut_page(chance: random.Random, good: Material) -> bytes:
    """Give a page without its end."""
    return cut(chance.choice(good.pages), chance)


def harmed_page(chance: random.Random, good: Material) -> bytes:
    """Give a page with bytes that are wrong."""
    return harm(chance.choice(good.pages), chance)


def deep_page(chance: random.Random, good: Material) -> bytes:
    """Put a report under very many elements, closed or not."""
    tag, depth = chance.choice(_TAGS), chance.choice((100, 255, 5_000, 50_000, 100_000))
    closing = "".join(f"</{one}>" for one in tag.split("><")[::-1]) * depth if chance.random() < 0.5 else ""
    return _page(f"<{tag}>" * depth + put_in_paragraphs(chance.choice(good.texts)) + closing)


def unclosed_tables(chance: random.Random, good: Material) -> bytes:
    """Put each paragraph into a table that never ends."""
    opening = chance.choice(
        ("<table><tr><td>", "<table>", "<td><table>", "<select><option>", "<form><table><p>")
    )
    paragraphs = chance.choice(good.texts).split("\n\n") * chance.choice((1, 20))
    return _page("".join(opening + escape(one) for one in paragraphs))


def long_token(chance: random.Random, good: Material) -> bytes:
    """Put a word of megabytes into a page."""
    size = chance.choice((MEGABYTE // 10, 4 * MEGABYTE, 20 * MEGABYTE))
    return _page(
        "<p>" + chance.choice("aA1=<") * size + "</p>" + put_in_paragraphs(chance.choice(good.texts))
    )


def lying_charset(chance: random.Random, good: Material) -> bytes:
    """Declare one encoding and use another."""
    declared = f'<meta charset="{chance.choice(CHARSETS)}">'
    written = chance.choice(("utf-8", "latin-1", "utf-16-le", "utf-16", "utf-32", "cp1252", "shift_jis"))
    return _page(put_in_paragraphs(chance.choice(good.texts)), declared).decode().encode(written, "replace")


def odd_characters(chance: random.Random, good: Material) -> bytes:
    """Sprinkle characters that steer, hide or combine."""
    return _page(put_in_paragraphs(chance.choice(good.texts)).replace(".", f".{chance.choice(_ODD)}"))


def lone_surrogates(chance: random.Random, good: Material) -> bytes:
    """Write halves of surrogate pairs, as bytes and as references."""
    half = chance.choice(("\ud800", "\udfff", "&#xD800;", "&#56320;"))
    return _page(
        put_in_paragraphs(chance.choice(good.texts)).replace(" the ", f" {half} ", 9),
        f"<title>{half}</title>",
    )


def huge_attributes(chance: random.Random, good: Material) -> bytes:
    """Give an element one attribute of a megabyte, or very many."""
    many = " ".join(f"a{number}=1" for number in range(chance.choice((1_000, 50_000, 300_000))))
    attributes = chance.choice((f"class='{'x ' * MEGABYTE}'", many, f"id={'i' * MEGABYTE}"))
    return _page(f"<div {attributes}>{put_in_paragraphs(chance.choice(good.texts))}</div>")


def entity_bomb(chance: random.Random, good: Material) -> bytes:
    """Declare entities that grow, or that read a file."""
    grown = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 10))
    bomb = f'<!DOCTYPE html [<!ENTITY e0 "ha"><!ENTITY x SYSTEM "file:///etc/passwd">{grown}]>'
    used = "&e9;&x;" + "&amp;" * chance.choice((10, 100_000)) + "&notit;&bigstar"
    return (bomb + f"<html><p>{used}</p>{put_in_paragraphs(chance.choice(good.texts))}").encode()


def script_soup(chance: random.Random, good: Material) -> bytes:
    """Scripts that never end, and descriptions of the report that are no such thing."""
    told = chance.choice(
        (
            "[" * 100_000,
            '{"a":' * 50_000,
            json.dumps({"@type": ["NewsArticle"], "headline": [1, {"a": None}], "author": {"name": [[]]}}),
            json.dumps({"@type": "NewsArticle", "datePublished": 1e300, "articleBody": ["x"] * 1_000}),
            json.dumps({"@graph": {"@type": {"@type": {}}}, "publisher": 7, "url": {"@id": []}}),
            '{"@type": "NewsArticle", "headline": "' + "\\ud800" * 1_000 + '"}',
            "9" * 10_000,
        )
    )
    scripts = "<script>if (a<b) document.write('</p><p>')//" + "<!--" * chance.choice((1, 2_000))
    body = put_in_paragraphs(chance.choice(good.texts))
    return _page(
        f"<style>p{{{scripts}</style>{body}{scripts}", f'<script type="application/ld+json">{told}</script>'
    )


def endless_page(chance: random.Random, good: Material) -> bytes:
    """A page of one thing over and over."""
    return _page(
        f"<h1>Rain</h1><p>{escape(_endless_text(chance))}</p>" + put_in_paragraphs(chance.choice(good.texts))
    )


def endless_plain(chance: random.Random, good: Material) -> bytes:
    """A plain text of one thing over and over."""
    return f"{chance.choice(good.texts)}\n\n{_endless_text(chance)}".encode()


def odd_plain(chance: random.Random, good: Material) -> bytes:
    """A plain text with odd characters, or with bytes that are wrong."""
    text = sprinkle(chance.choice(good.texts), chance).encode()
    return harm(text, chance) if chance.random() < 0.5 else text


PAGES: tuple[Make, ...] = (
    cut_page,
    harmed_page,
    deep_page,
    unclosed_tables,
    long_token,
    lying_charset,
    odd_characters,
    lone_surrogates,
    huge_attributes,
    entity_bomb,
    script_soup,
    endless_page,
)
TEXTS: tuple[Make, ...] = (endless_plain, odd_plain)
