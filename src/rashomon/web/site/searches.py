"""The page of a search: words and filters as ``rashomon search`` has them, and the passages found."""

from __future__ import annotations

from collections.abc import Iterator
from typing import cast

from starlette.exceptions import HTTPException

from rashomon.store import STATUSES, Filters, Hit
from rashomon.web.site.answers import Answer, Query, tabulate, write_json
from rashomon.web.site.desk import Desk
from rashomon.web.site.queries import check_names, read_number

LIMIT = 20
MOST = 500
FILTERS = (
    ("speaker", "Speaker", "a name, or part of one"),
    ("outlet", "Outlet", "its whole name"),
    ("published", "Published", "2031-10, or 2031-10..2031-12"),
    ("type", "Type of event", "ASSAULT"),
    ("actor", "Who does it", "a name"),
    ("recipient", "To whom", "a name"),
    ("place", "Where", "place, region or country"),
    ("happened", "When it happened", "2031-10-14"),
)
"""Filters that are typed, each with its name and what may be typed."""
CHOICES = (
    ("status", "Told as", STATUSES),
    ("voice", "In whose voice", ("outlet", "others")),
)
"""Filters that are chosen."""
_NAMES = frozenset((*(name for name, *_ in FILTERS), *(name for name, *_ in CHOICES)))
_WAYS = {"words", "limit", "revisions"}


def show_search(desk: Desk, _: Query, query: Query) -> Answer:
    """Find passages; without words and filters only the form is shown."""
    check_names(query, _NAMES | _WAYS)
    filters = cast("Filters", {name: value.strip() for name, value in query.items() if name in _NAMES})
    limit, words = read_number(query, "limit", LIMIT, MOST), query.get("words", "").strip()
    hits: list[Hit] = []
    is_asked = bool(words or filters)
    with desk.open() as corpus:
        outlets = [row["outlet"] for row in corpus.query(_OUTLETS)]
        if is_asked:
            if "revisions" in query:
                filters["revisions"] = True
            try:
                hits = list(corpus.search(words, limit=limit + 1, **filters))
            except ValueError as error:
                raise HTTPException(400, f"{error}.") from error
    shown = hits[:limit]
    return Answer(
        template="search.html",
        address="/search",
        title=f"Search: {words}" if words else "Search",
        values={
            "query": query,
            "hits": [(hit, tuple(cut_words(hit))) for hit in shown],
            "is_asked": is_asked,
            "has_more": len(hits) > limit,
            "limit": limit,
            "more": {**query, "limit": str(min(limit * 5, MOST))} if limit < MOST else None,
            "filters": FILTERS,
            "choices": CHOICES,
            "outlets": outlets,
        },
        data=lambda: write_json(shown),
        table=lambda: tabulate(shown, Hit),
    )


_OUTLETS = """SELECT value AS outlet FROM counts WHERE of_table = 'reports' AND of_column = 'outlet'
    AND value <> '' AND rows > 0 ORDER BY rows DESC, value LIMIT 200"""


def cut_words(hit: Hit) -> Iterator[tuple[str, bool]]:
    """Cut a passage at the words that were found; each part with whether it is one of them."""
    at = 0
    for start, end in sorted(hit.marks):
        start, end = max(start - hit.start, at), end - hit.start
        if start < end:
            yield hit.words[at:start], False
            yield hit.words[start:end], True
            at = end
    yield hit.words[at:], False
