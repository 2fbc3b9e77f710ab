"""How words of a report are cited: outlet, title, date, address and the exact words, and where they stand."""

from __future__ import annotations

from rashomon.records import Report, Span


def read_span(words: str, size: int) -> Span | None:
    """Read a span as an address writes it; None if it is none of a text of this size.

    >>> read_span("12-40", 100), read_span("40-12", 100), read_span("", 100)
    ((12, 40), None, None)
    """
    start, dash, end = words.partition("-")
    is_span = dash and start.isascii() and start.isdecimal() and end.isascii() and end.isdecimal()
    if not is_span or max(len(start), len(end)) > len(str(size)):
        return None
    return (int(start), int(end)) if int(start) < int(end) <= size else None


def cite(report: Report, span: Span | None = None) -> str:
    """Cite a report, or words of it.

    >>> cite(Report(id="r1", outlet="Wire", text="It rained.", paragraphs=((0, 10),), reader="x"), (3, 9))
    'Wire: no title, no date. “rained” (characters 3 to 9 of the text of report r1).'
    """
    title = f"“{report.title}”" if report.title else "no title"
    parts = [f"{report.outlet or 'unknown outlet'}: {title}", (report.published or "no date")[:10]]
    if report.url:
        parts.append(report.url)
    head = ", ".join(parts)
    if span is None:
        return f"{head} (report {report.id})."
    start, end = span
    words = " ".join(report.text[start:end].split())
    return f"{head}. “{words}” (characters {start} to {end} of the text of report {report.id})."
