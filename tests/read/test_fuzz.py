"""Whatever becomes of a file on its way, each one gives reports or says why not, and none stops the next."""

from __future__ import annotations

import gzip
import json
import random
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from rashomon.read import REASONS, read_reports
from rashomon.records import Dropped, Report

ROUNDS = 40
"""Harmed files of each kind; their noise comes from a seed, so that a failure comes again."""
SENTENCE = "The ferry to the island was suspended on Tuesday after a fire, its operator said."
Make = Callable[[int], bytes]


@pytest.fixture(scope="module")
def archive(make_record: Callable[..., bytes], make_page: Make) -> bytes:
    extra = "Content-Type: text/html\r\nContent-Encoding: gzip"
    records = [
        make_record("https://post.example/0", b"", warc="WARC-Type: warcinfo"),
        make_record("https://post.example/1", make_page(1)),
        make_record("https://post.example/2", gzip.compress(make_page(2)), headers=extra),
        make_record("https://post.example/3", make_page(3), status="404 Not Found"),
    ]
    return b"".join(records)


@pytest.fixture(scope="module")
def packed_archive(make_record: Callable[..., bytes], make_page: Make) -> bytes:
    return b"".join(
        gzip.compress(make_record(f"https://a.example/{n}", make_page(n)), mtime=0) for n in range(3)
    )


@pytest.fixture(scope="module")
def rss() -> bytes:
    items = "".join(
        f"<item><title>Ferry {n}</title><link>https://a.example/{n}</link><pubDate>2031-03-0{n}</pubDate>"
        f"<description><![CDATA[<p>{SENTENCE}</p><p>Line {n} was open again.</p>]]></description></item>"
        for n in range(1, 4)
    )
    return (
        f"<?xml version='1.0' encoding='utf-8'?><rss version='2.0'><channel>{items}</channel></rss>".encode()
    )


@pytest.fixture(scope="module")
def atom() -> bytes:
    return (
        "<feed xmlns='http://www.w3.org/2005/Atom'><title>The Post</title><entry><id>1</id>"
        f"<title>Ferry</title><content type='html'>&lt;p&gt;{SENTENCE}&lt;/p&gt;</content></entry></feed>"
    ).encode()


@pytest.fixture(scope="module")
def json_lines() -> bytes:
    records = [
        {"text": SENTENCE, "title": "Ferry", "byline": ["Ida Brekke"]},
        {"html": f"<p>{SENTENCE}</p>", "published": "2031-03-04"},
    ]
    return "\n".join(map(json.dumps, records)).encode()


def harm(data: bytes, seed: int) -> bytes:
    """Do one to four things to a file: cut, flip, repeat, swap or add some of it."""
    chance = random.Random(seed)
    for _ in range(chance.randint(1, 4)):
        at, length = chance.randrange(len(data) + 1), chance.choice((1, 3, 40, 400))
        piece = data[at : at + length]
        put = chance.choice(
            (
                b"",
                piece * 2,
                chance.randbytes(length),
                bytes(byte ^ 1 << chance.randrange(8) for byte in piece),
                piece[::-1],
                chance.choice(
                    (b"\x00", b"\r\n\r\n", b"<![CDATA[", b"WARC/1.0\r\n", b"\xff\xfe", b"{" * 500, b"&x;")
                ),
            )
        )
        data = data[:at] + put + data[at + length :]
    return data if chance.random() < 0.8 else data[: chance.randrange(len(data) + 1)]


@pytest.mark.parametrize("kind", ["archive", "packed_archive", "rss", "atom", "json_lines"])
def test_harmed_file_gives_reports_or_says_why_not(
    kind: str, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    whole: bytes = request.getfixturevalue(kind)
    path = tmp_path / ("lines.jsonl" if kind == "json_lines" else "input")
    for seed in range(ROUNDS):
        path.write_bytes(harm(whole, seed))
        found = list(read_reports(path))
        assert found, f"seed {seed}: neither a report nor a reason"
        assert [one.reason for one in found if isinstance(one, Dropped) and one.reason not in REASONS] == []
        for report in (one for one in found if isinstance(one, Report)):
            assert all(report.text[start:end].strip() for start, end in report.paragraphs), f"seed {seed}"


def test_whole_files_are_read(request: pytest.FixtureRequest, tmp_path: Path) -> None:
    def count(kind: str) -> Iterator[int]:
        (tmp_path / "input").write_bytes(request.getfixturevalue(kind))
        yield sum(isinstance(one, Report) for one in read_reports(tmp_path / "input"))

    kinds = ("archive", "packed_archive", "rss", "atom", "json_lines")
    assert [*map(sum, map(count, kinds))] == [2, 3, 0, 1, 2]
