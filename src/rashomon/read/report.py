"""One input of any kind to a Report, or to the reason why it is none."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import TypedDict, cast

from rashomon.read.bylines import clean_names
from rashomon.read.dates import read_date
from rashomon.read.decode import decode, is_html, is_text
from rashomon.read.guard import Limits, ask_worker
from rashomon.read.language import detect_language
from rashomon.read.plain import lay_out
from rashomon.read.reasons import (
    EMPTY,
    NO_ARTICLE,
    NOT_ENGLISH,
    NOT_TEXT,
    TIMED_OUT,
    TOO_LARGE,
    UNREADABLE,
    NoReport,
)
from rashomon.read.worker import PAGE
from rashomon.records import Dropped, Report, Span
from rashomon.text import content_id, settle

READER = "read/1"
"""Name and version of the reading rules; goes up whenever the same input gives another Report."""

_TOKEN_LIMIT = 20_000
"""Characters without a space from which plain text is data (base64, minified code)."""
PAGE_SUFFIXES = (".html", ".htm", ".xhtml")
TEXT_SUFFIXES = (".txt", ".text", ".md")


class Known(TypedDict, total=False):
    """What is known of a report from elsewhere; fills what the input lacks and overrides nothing."""

    outlet: str | None
    url: str | None
    published: str | None
    title: str | None


def read_report(
    source: bytes | str | Path,
    *,
    name: str | None = None,
    max_bytes: int | None = None,
    max_seconds: float | None = None,
    **known: str | None,
) -> Report | Dropped:
    """Read one report from bytes, from a text (a ``str`` is never a path) or from a file (a ``Path``).

    ``name`` is what a Dropped calls the input; ``known`` are ``outlet``, ``url``, ``published`` and
    ``title``, for what the input itself does not tell. Pages are told from plain text by their look
    (files first by their suffix). Raises ValueError for a ``published`` that is no date.
    """
    label = name or (str(source) if isinstance(source, Path) else "text")
    return read_input(source, label, make_limits(max_bytes, max_seconds), check_known(known))


def make_limits(max_bytes: int | None, max_seconds: float | None) -> Limits:
    """The usual limits but for those that are given; where more bytes are allowed, so is more text."""
    usual = Limits()
    size_bytes = max_bytes or usual.size_bytes
    return replace(
        usual,
        size_bytes=size_bytes,
        characters=max(usual.characters, size_bytes // 10),
        seconds=max_seconds or usual.seconds,
    )


def read_input(source: bytes | str | Path, label: str, limits: Limits, known: Known) -> Report | Dropped:
    """Read one report as ``read_report`` does, with its options checked."""
    data = _read_file(source, limits.size_bytes) if isinstance(source, Path) else source
    if isinstance(data, Dropped):
        return data
    problem = _find_problem(data, label, limits.size_bytes)
    if problem:
        return problem
    text = decode(data) if isinstance(data, bytes) else data
    if not text.strip("\ufeff\x00 \t\r\n\f\v"):
        return Dropped(source=label, reason=EMPTY)
    suffix = source.suffix.lower() if isinstance(source, Path) else ""
    if suffix in PAGE_SUFFIXES or (suffix not in TEXT_SUFFIXES and is_html(text)):
        page = data if isinstance(data, bytes) else data.encode("utf-8", "replace")
        report = _read_page(page, label, limits, known)
    else:
        report = _read_plain(text, label, known)
    if isinstance(report, Report) and len(report.text) > limits.characters:
        detail = f"a text of {len(report.text)} characters, the limit is {limits.characters}"
        return Dropped(source=label, reason=TOO_LARGE, detail=detail)
    return report


def _find_problem(source: bytes | str, label: str, size_limit: int) -> Dropped | None:
    """Whether the input is too large or no text."""
    size = len(source) if isinstance(source, bytes) else len(source.encode("utf-8", "surrogatepass"))
    if size > size_limit:
        return Dropped(source=label, reason=TOO_LARGE, detail=f"{size} bytes, the limit is {size_limit}")
    is_binary = isinstance(source, bytes) and not is_text(source)
    return Dropped(source=label, reason=NOT_TEXT) if is_binary else None


def check_known(known: Mapping[str, str | None]) -> Known:
    """Check the options ``outlet``, ``url``, ``published`` and ``title``; empty ones are left out."""
    wrong = set(known) - set(Known.__annotations__)
    if wrong:
        raise TypeError(f"unknown option {sorted(wrong)[0]!r}: give outlet, url, published or title")
    published = known.get("published")
    if published:
        date = read_date(published)
        if date is None:
            raise ValueError(f"published is no date: {published!r}; write it like 2031-03-04T17:40+01:00")
        known = {**known, "published": date}
    return cast("Known", {key: value for key, value in known.items() if value})


def _read_file(path: Path, size_limit: int) -> bytes | Dropped:
    """Read a file's bytes unless it cannot be opened or is over the limit."""
    try:
        with path.open("rb") as stream:
            data = stream.read(size_limit + 1)
    except OSError as error:
        return Dropped(source=str(path), reason=UNREADABLE, detail=error.strerror or type(error).__name__)
    if len(data) > size_limit:
        return Dropped(source=str(path), reason=TOO_LARGE, detail=f"over the limit of {size_limit} bytes")
    return data


def _read_plain(raw: str, label: str, known: Known) -> Report | Dropped:
    """Keep the text as it is but for what ``settle`` takes out; a given title goes before it."""
    text = settle(raw.removeprefix("\ufeff")).text
    if not text.strip():
        return Dropped(source=label, reason=EMPTY)
    if re.search(rf"\S{{{_TOKEN_LIMIT}}}", text):
        return Dropped(
            source=label, reason=NOT_TEXT, detail=f"more than {_TOKEN_LIMIT} characters without a space"
        )
    language = detect_language(text)
    if language not in (None, "en"):
        return Dropped(source=label, reason=NOT_ENGLISH, detail=language)
    title = known.get("title")
    if title:
        title = " ".join(settle(title).text.split())
        if not text.lstrip().startswith(title):
            text = f"{title}\n\n{text}"
    layout = lay_out(text)
    return _make_report(
        text,
        layout.paragraphs,
        {
            "title": title or layout.title,
            "byline": layout.byline,
            "credit": layout.credit,
            "language": language,
            **{key: known.get(key) for key in ("url", "outlet", "published")},
        },
    )


def _read_page(page: bytes, label: str, limits: Limits, known: Known) -> Report | Dropped:
    try:
        article = take_apart(PAGE, page, known.get("url"), limits)
    except NoReport as problem:
        return problem.dropped(label)
    facts = cast("dict[str, object]", article["facts"])
    body = cast("list[str]", article["paragraphs"])
    language = detect_language("\n".join(body))
    if language not in (None, "en"):
        return Dropped(source=label, reason=NOT_ENGLISH, detail=language)
    title = cast("str | None", facts["title"]) or known.get("title")
    text, spans = join_paragraphs([title, *body] if title else body)
    found: dict[str, object] = {key: facts[key] or known.get(key) for key in ("url", "outlet", "published")}
    found |= {
        "title": title,
        "byline": tuple(cast("list[str]", facts["byline"])),
        "updated": facts["updated"],
    }
    return _make_report(text, spans, {**found, "credit": article["credit"], "language": language})


def take_apart(task: str, data: bytes, url: str | None, limits: Limits) -> dict[str, object]:
    """Give what the worker finds in a page or feed; raises NoReport where it finds nothing."""
    answer = ask_worker(task, data, url, limits)
    if isinstance(answer, str):
        raise NoReport(answer, f"it was given {limits.seconds:g} seconds" if answer == TIMED_OUT else None)
    if "found" not in answer:
        problem = str(answer.get("problem"))
        raise NoReport(TOO_LARGE if problem.startswith("more than") else NO_ARTICLE, problem)
    return cast("dict[str, object]", answer["found"])


def fill_gaps(
    report: Report, authors: Iterable[str], updated: str | None, credit: str | None = None
) -> Report:
    """Give a report with what is told beside its text, where the text itself does not tell it."""
    return replace(
        report,
        byline=report.byline or clean_names(authors, report.outlet),
        updated=report.updated or read_date(updated or ""),
        credit=report.credit or credit or None,
    )


def join_paragraphs(paragraphs: list[str]) -> tuple[str, tuple[Span, ...]]:
    """Set paragraphs one under the other with a blank line between, and say where each one is.

    >>> join_paragraphs(["Rain", "It fell."])
    ('Rain\\n\\nIt fell.', ((0, 4), (6, 14)))
    """
    spans: list[Span] = []
    start = 0
    for one in paragraphs:
        spans.append((start, start + len(one)))
        start += len(one) + 2
    return "\n\n".join(paragraphs), tuple(spans)


def _make_report(text: str, paragraphs: tuple[Span, ...], found: dict[str, object]) -> Report:
    url, outlet, published = (cast("str | None", found.get(key)) for key in ("url", "outlet", "published"))
    return Report(
        id=content_id("report", url, outlet, published, text),
        url=url,
        outlet=outlet,
        title=cast("str | None", found.get("title")),
        byline=cast("tuple[str, ...]", found.get("byline", ())),
        published=published,
        updated=cast("str | None", found.get("updated")),
        language=cast("str | None", found.get("language")),
        credit=cast("str | None", found.get("credit")),
        text=text,
        paragraphs=paragraphs,
        reader=READER,
    )
