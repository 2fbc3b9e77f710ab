"""How well pages are read: what is wanted and found, what is unwanted and kept, and the metadata.

By hand: ``python -m benchmarks.pages``. The pages belong to their publishers and are not
part of the project; ``pages.json`` beside them says what each should and should not give. Ours runs as
users run it, through the worker process, whose CPU time counts; the others run bare.
"""

from __future__ import annotations

import argparse
import html
import json
import os
import re
from collections.abc import Callable
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import cast

from benchmarks.results import PROJECT, Data, Figures, format_table, write
from rashomon.read import read_report, stop_worker
from rashomon.records import Report


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What one reader gives for one page."""

    text: str = ""
    title: str = ""
    authors: str = ""
    date: str = ""
    outcome: str = "read"


def read_ours(page: bytes, url: str) -> Found:
    """Read with this project; a Dropped page has no text."""
    report = read_report(page, url=url)
    if not isinstance(report, Report):
        return Found(outcome=" ".join(filter(None, [report.reason, report.detail])))
    authors = " | ".join([*report.byline, report.credit or ""])
    return Found(
        text=report.text, title=report.title or "", authors=authors, date=(report.published or "")[:10]
    )


def read_trafilatura(page: bytes, url: str, *, fast: bool) -> Found:
    """Read with bare trafilatura; its date is often a guess."""
    from trafilatura import bare_extraction

    document = bare_extraction(page, url=url, fast=fast, include_comments=False, with_metadata=True)
    if document is None or isinstance(document, dict):
        return Found(outcome="nothing")
    return Found(
        text=document.text or "",
        title=document.title or "",
        authors=document.author or "",
        date=document.date or "",
    )


def read_resiliparse(page: bytes, _url: str) -> Found:
    """Read with bare resiliparse, which gives text only."""
    from resiliparse.extract.html2text import extract_plain_text
    from resiliparse.parse.encoding import bytes_to_str, detect_encoding

    text = bytes_to_str(page, detect_encoding(page) or "utf-8")
    return Found(text=extract_plain_text(text, main_content=True, alt_texts=False))


READERS: dict[str, Callable[[bytes, str], Found]] = {
    "rashomon": read_ours,
    "trafilatura fast": lambda page, url: read_trafilatura(page, url, fast=True),
    "trafilatura": lambda page, url: read_trafilatura(page, url, fast=False),
    "resiliparse": read_resiliparse,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Scores:
    """One reader's figures, and what it got wrong."""

    figures: dict[str, float]
    misses: list[str]


def measure(reader: Callable[[bytes, str], Found], cases: list[dict[str, object]], folder: Path) -> Scores:
    """Score one reader: counts of fragments and facts right, and pages a CPU second."""
    counts: dict[str, float] = dict.fromkeys(("wanted", "wanted_found", "unwanted", "unwanted_kept"), 0)
    misses: list[str] = []
    pages = [((folder / str(case["file"])).read_bytes(), str(case["url"])) for case in cases]
    _, start_seconds = read_all(reader, pages[:1])
    found, seconds = read_all(reader, pages[:1] + pages)
    for case, one in zip(cases, found[1:], strict=True):
        _count_fragments(case, one, counts, misses)
        _count_facts(case, one, counts, misses)
    rate = len(cases) / (seconds - start_seconds)
    return Scores(figures={**counts, "pages_per_cpu_second": round(rate, 1)}, misses=misses)


def read_all(
    reader: Callable[[bytes, str], Found], pages: list[tuple[bytes, str]]
) -> tuple[list[Found], float]:
    """Read pages with a worker of their own; gives the CPU seconds of this process and of that one too.

    A child's time counts once it has ended.
    """
    stop_worker()
    before = os.times()
    found = [reader(page, url) for page, url in pages]
    stop_worker()
    return found, sum(os.times()[:4]) - sum(before[:4])


def _count_fragments(
    case: dict[str, object], found: Found, counts: dict[str, float], misses: list[str]
) -> None:
    text = _plain(found.text)
    for kind, is_wanted in (("with", True), ("without", False)):
        for fragment in _list(case, kind):
            is_there = _plain(fragment) in text
            counts["wanted" if is_wanted else "unwanted"] += 1
            counts["wanted_found" if is_wanted else "unwanted_kept"] += is_there
            if is_there != is_wanted:
                misses.append(f"{case['file']}: {'missed' if is_wanted else 'kept'}")


def _count_facts(case: dict[str, object], found: Found, counts: dict[str, float], misses: list[str]) -> None:
    given = found.authors.casefold()
    names = [
        name for one in _list(case, "author") for name in re.split(r", | and ", one, flags=re.IGNORECASE)
    ]
    right = {
        "title": _plain(str(case.get("title", ""))).casefold() == _plain(found.title).casefold(),
        "author": all(name.strip().casefold() in given for name in names),
        "date": case.get("date") == found.date,
    }
    for key, is_right in right.items():
        for count, is_counted in ((f"{key}_right", is_right), (f"{key}_of", True)):
            counts[count] = counts.get(count, 0) + (is_counted and bool(case.get(key)))
        if case.get(key) and not is_right:
            misses.append(f"{case['file']}: {key}")


def _list(case: dict[str, object], key: str) -> list[str]:
    value: object = case.get(key) or []
    many = cast("list[object]", value) if isinstance(value, list) else [value]
    return [str(one) for one in many]


def _plain(text: str) -> str:
    return re.sub(r"\s+", " ", html.unescape(text)).strip()


def find_data(shared: Path) -> Data:
    """Name the pages and the file that says what each should give."""
    return Data(files=tuple(sorted((shared / "data" / "dev" / "pages").iterdir())))


def main() -> None:
    """Measure every reader on the English pages, ours on the others too, and write the result."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, default=PROJECT.parent / "shared")
    shared: Path = parser.parse_args().shared
    folder = shared / "data" / "dev" / "pages"
    cases: list[dict[str, object]] = json.loads((folder / "pages.json").read_bytes())
    english = [case for case in cases if case["lang"] == "en"]
    others = [case for case in cases if case["lang"] != "en"]
    outcomes = {
        str(case["lang"]): read_ours((folder / str(case["file"])).read_bytes(), "").outcome for case in others
    }
    scores = {name: measure(reader, english, folder) for name, reader in READERS.items()}
    figures: Figures = {name: one.figures for name, one in scores.items()}
    print(format_table(figures))
    print("other languages", outcomes)
    result = {
        "data": find_data(shared).describe(),
        "versions": {name: version(name) for name in ("trafilatura", "resiliparse", "lxml")},
        "figures": figures,
        "misses": {name: one.misses for name, one in scores.items()},
        "other_languages": outcomes,
    }
    write("pages", result)


if __name__ == "__main__":
    main()
