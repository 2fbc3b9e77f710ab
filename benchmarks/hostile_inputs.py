"""Hostile inputs of every kind, made from a seed out of our own sample pages and stories.

Each maker takes chance and the good inputs to spoil, and gives the bytes of one file. What is made is what
has brought down readers of pages, archives and feeds before: endless words, depth, wrong lengths, entities
that grow, encodings that lie, characters that steer terminals. Pages and texts: ``hostile_pages.py``.
"""

from __future__ import annotations

import gzip
import json
import random
from collections.abc import Iterator
from html import escape

from benchmarks.hostile_pages import (
    CHARSETS,
    DATES,
    MEGABYTE,
    PAGES,
    TEXTS,
    URLS,
    Make,
    Material,
    cut,
    harm,
    put_in_paragraphs,
    sprinkle,
)

_TYPES = ("response", "response", "request", "no\x00ne")


def _record(chance: random.Random, page: bytes) -> bytes:
    """Make a record of an archive, with a header here and there that lies."""
    coding = chance.choice(
        ("", "", "Content-Encoding: gzip\r\n", "Content-Encoding: br\r\n", "Transfer-Encoding: chunked\r\n")
    )
    if "gzip" in coding and chance.random() < 0.7:
        page = gzip.compress(page * chance.choice((1, 1, 200)), mtime=0)
    elif "chunked" in coding:
        page = (
            chance.choice((b"ffffffff\r\n", b"%x\r\n" % len(page), b"-1\r\n", b"zz\r\n"))
            + page
            + b"\r\n0\r\n\r\n"
        )
    kind = chance.choice(
        ("text/html", "text/html; charset=" + chance.choice(CHARSETS), "image/png", "", "text/html" * 900)
    )
    status = chance.choice(("200 OK", "200 OK", "200", "404 Not Found", "two hundred", "-200 \x00", ""))
    http = f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\n{coding}\r\n".encode() + page
    length = chance.choice(
        (len(http), len(http), len(http), len(http) - 9, len(http) + 999, -1, 10**18, "many")
    )
    url = chance.choice(("https://a.example/1", "https://a.example/2", *URLS))
    headers = (
        f"WARC/1.0\r\nWARC-Type: {chance.choice(_TYPES)}\r\n"
        f"WARC-Target-URI: {url}\r\nWARC-Date: {chance.choice(('2031-03-04T05:06:07Z', *DATES))}\r\n"
        f"Content-Type: application/http; msgtype=response\r\nContent-Length: {length}\r\n\r\n"
    )
    return headers.encode() + http + b"\r\n\r\n"


def _records(chance: random.Random, good: Material) -> list[bytes]:
    return [_record(chance, chance.choice(good.pages)) for _ in range(chance.randint(1, 4))]


def lying_archive(chance: random.Random, good: Material) -> bytes:
    """An archive whose headers lie."""
    return b"".join(_records(chance, good))


def harmed_archive(chance: random.Random, good: Material) -> bytes:
    """An archive that is cut, or has bytes that are wrong, or no headers at all."""
    data = b"".join(_records(chance, good))
    return chance.choice((cut(data, chance), harm(data, chance), data.partition(b"\r\n\r\n")[2]))


def bad_members(chance: random.Random, good: Material) -> bytes:
    """An archive of gzip members, some cut, harmed, doubled or not packed at all."""
    data = b""
    for record in _records(chance, good):
        member = gzip.compress(record, mtime=0)
        whole = chance.choice((member, member, gzip.compress(member, mtime=0), record))
        data += chance.choice((whole, cut(whole, chance), harm(whole, chance), whole + b"\x00" * 512))
    return data


def endless_headers(chance: random.Random, good: Material) -> bytes:
    """A record with headers of megabytes."""
    line = chance.choice(
        ("X-A: " + "a" * MEGABYTE, "X: 1\r\n" * 200_000, " folded\r\n" * 100_000, ":" * MEGABYTE)
    )
    return (
        f"WARC/1.0\r\nWARC-Type: response\r\n{line}\r\nContent-Length: 4\r\n\r\n".encode() + b"HTTP\r\n\r\n"
    )


def _item(chance: random.Random, text: str) -> str:
    content = chance.choice(
        (escape(put_in_paragraphs(text)), f"<![CDATA[{put_in_paragraphs(text)}]]>", f"<![CDATA[{text}", text)
    )
    url, date = escape(chance.choice(("https://a.example/1", *URLS))), chance.choice(DATES)
    return (
        f"<item><title>{escape(text[:60])}</title><link>{url}</link><guid>{url}</guid>"
        f"<pubDate>{date}</pubDate><description>{content}</description></item>"
    )


def _feed(items: str, before: str = "") -> bytes:
    channel = f"<channel><title>Post</title>{items}</channel>"
    return f'<?xml version="1.0"?>{before}<rss version="2.0">{channel}</rss>'.encode()


def odd_feed(chance: random.Random, good: Material) -> bytes:
    """A feed of hostile addresses, dates and contents; now and then harmed."""
    data = _feed("".join(_item(chance, sprinkle(chance.choice(good.texts), chance)) for _ in range(3)))
    return chance.choice((data, data, cut(data, chance), harm(data, chance)))


def entity_feed(chance: random.Random, good: Material) -> bytes:
    """A feed whose entities grow, or read files and addresses."""
    grown = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 10))
    place = chance.choice(("file:///etc/passwd", "http://127.0.0.1:1/", "file:///dev/zero", "expect://id"))
    wide = f'<!ENTITY w "{"w" * 50_000}">'
    read = f'<!ENTITY x SYSTEM "{place}"><!ENTITY % p SYSTEM "{place}"> %p;'
    before = f'<!DOCTYPE rss [<!ENTITY e0 "ha">{grown}{wide}{read}]>'
    used = chance.choice(("&e9;", "&x;", "&w;" * 5_000, "&e9;&x;&nothing;"))
    text = chance.choice(good.texts)
    return _feed(f"<item><title>{used}</title><description>{used}{escape(text)}</description></item>", before)


def endless_feed(chance: random.Random, good: Material) -> bytes:
    """A feed with very many entries, or entries inside one another."""
    count = chance.choice((2_000, 60_000))
    one = chance.choice(
        (
            "<item/>",
            "<item><title>Rain</title></item>",
            "<item>",
            "<item><link>https://a.example</link></item>",
        )
    )
    return _feed(one * count + _item(chance, chance.choice(good.texts)))


def odd_atom(chance: random.Random, good: Material) -> bytes:
    """An Atom feed of wrong types, codings and addresses."""
    kind = chance.choice(("html", "xhtml", "text", "image/png", "application/octet-stream", "x" * 9_000))
    text = escape(put_in_paragraphs(sprinkle(chance.choice(good.texts), chance)))
    data = (
        f"<feed xmlns='http://www.w3.org/2005/Atom' xml:base='{escape(chance.choice(URLS))}'>"
        f"<title>The Post</title><entry><id>1</id><updated>{chance.choice(DATES)}</updated>"
        f"<link href='{escape(chance.choice(URLS))}'/>"
        f"<author><name>{'A' * chance.choice((1, 100_000))}</name></author>"
        f"<content type='{kind}'>{text}</content></entry></feed>"
    ).encode(chance.choice(("utf-8", "utf-16", "latin-1")), "replace")
    return chance.choice((data, harm(data, chance)))


def _line(chance: random.Random, text: str) -> str:
    """Make one line of JSON with something wrong in it."""
    record: dict[str, object] = {
        "text": text,
        "title": text[:40],
        "byline": ["Ida Brekke"],
        "published": "2031-03-04",
    }
    wrong = chance.choice(
        (
            None,
            7,
            1e308,
            True,
            [],
            {},
            [[1]],
            "\ud800",
            "\x00" * 9,
            "\u202e\x1b[2J",
            "x" * MEGABYTE,
            *DATES,
            *URLS,
        )
    )
    field = chance.choice(
        ("text", "html", "title", "outlet", "url", "published", "updated", "byline", "credit")
    )
    record[field] = wrong
    line = json.dumps(record, ensure_ascii=chance.random() < 0.8)
    return chance.choice(
        (line, line, line.replace("2031-03-04", "9" * 9_999), line.replace("Ida", "\\u0000\\ud83d"))
    )


def odd_lines(chance: random.Random, good: Material) -> bytes:
    """JSON lines with fields of wrong types and values out of bounds."""
    lines = [_line(chance, chance.choice(good.texts)) for _ in range(chance.randint(1, 4))]
    return chance.choice(("\n", "\r\n", "\n\n\n", "\x00\n")).join(lines).encode("utf-8", "surrogatepass")


def harmed_lines(chance: random.Random, good: Material) -> bytes:
    """JSON lines cut in the middle, or with bytes that are wrong."""
    data = odd_lines(chance, good)
    return chance.choice((cut(data, chance), harm(data, chance)))


def deep_lines(chance: random.Random, good: Material) -> bytes:
    """JSON nested too deeply, numbers too large, and what is only nearly JSON."""
    deep = chance.choice(('{"a":', "[", '{"text":{"text":')) * chance.choice((900, 100_000))
    number = chance.choice(("9" * 100_000, "1e999999999", "NaN", "-Infinity", "0x10", "1" + "0" * 4_301))
    text = json.dumps(chance.choice(good.texts))
    odd = f'{{"text": {text}, "published": {number}}}\n{{"text": {text}, "text": 7}}'
    return f'{deep}\n{odd}\n{{"text": {text}}}\n'.encode()


KINDS: dict[str, tuple[str, tuple[Make, ...]]] = {
    "pages": (".html", PAGES),
    "texts": (".txt", TEXTS),
    "archives": (".warc", (lying_archive, harmed_archive, endless_headers)),
    "packed archives": (".warc.gz", (bad_members,)),
    "feeds": (".rss", (odd_feed, entity_feed, endless_feed, odd_atom)),
    "JSON lines": (".jsonl", (odd_lines, harmed_lines, deep_lines)),
}
"""What is made: for each kind the ending of its files' names, and who makes them, in turn."""
SHARES = {"pages": 40, "texts": 8, "archives": 15, "packed archives": 5, "feeds": 16, "JSON lines": 16}
"""How many of a hundred inputs are of each kind."""


def make_inputs(count: int, seed: int, good: Material) -> Iterator[tuple[str, str, bytes]]:
    """Give so many inputs, each with its kind and the name of its file; the same ones for the same seed."""
    number = 0
    for kind, (suffix, makers) in KINDS.items():
        for at in range(count * SHARES[kind] // 100):
            make = makers[at % len(makers)]
            number += 1
            yield kind, f"{number:04}-{make.__name__}{suffix}", make(random.Random(f"{seed} {number}"), good)
