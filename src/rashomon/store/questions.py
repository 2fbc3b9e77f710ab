"""A search as one question in SQL for the numbers of the rows it finds: pure, nothing is asked here."""

from __future__ import annotations

from dataclasses import dataclass

from rashomon.store.filters import Filters, Kind, Values, as_query, choose_kind, read_filters

RANKED = 10_000
"""Reports whose relevance is worked out, at most: a word like "said" is in nearly all."""

_SOURCES: dict[Kind, str] = {
    "report": """SELECT number, number AS report FROM reports
        WHERE number BETWEEN :first_reports AND :last_reports""",
    "statement": """SELECT number, number AS statement FROM statements
        WHERE number BETWEEN :first_statements AND :last_statements""",
    "event": "SELECT number FROM events WHERE number BETWEEN :first_events AND :last_events",
}
_IN_ORDER = {"WHERE number BETWEEN": "WHERE +number BETWEEN", "ORDER BY number": "ORDER BY +number"}
"""The plus keeps SQLite from looking through all rows in order: it finds them by what is asked for."""
WORDS_IN: dict[Kind, str] = {
    "statement": """statement IN (SELECT rowid FROM statements_fts
        WHERE statements_fts MATCH '{content} : (' || :words || ')'
        AND rowid BETWEEN :first_statements AND :last_statements)""",
    "event": """report IN (SELECT rowid FROM reports_fts
        WHERE reports_fts MATCH :words AND rowid BETWEEN :first_reports AND :last_reports)""",
}
_LAST_FIRST = "ORDER BY number DESC LIMIT :limit"
# The plus keeps conditions on reports from being put to the index of words one report at a time.
_MATCHING = """SELECT rowid AS number, +rowid AS report, rank AS relevance FROM reports_fts
    WHERE reports_fts MATCH :words AND rowid BETWEEN :first_reports AND :last_reports"""
_BEST_FIRST = "ORDER BY rowid DESC LIMIT :ranked) ORDER BY relevance, number DESC LIMIT :limit"


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """What to ask, with its values but for ``first_TABLE`` and ``last_TABLE``, the rows to look through.

    ``sql`` looks through them from the last one on, ``sql_of_many`` finds all that match and sorts them.
    ``query`` are the words sought in FTS5's language. The answer ``is_ranked`` by relevance, or else the last
    row comes first.
    """

    kind: Kind
    sql: str
    sql_of_many: str
    values: Values
    query: str
    is_ranked: bool
    limit: int | None


def put_question(words: str, limit: int | None, filters: Filters) -> Question:
    """Put a search into SQL; raises ValueError for a filter or a date that is none.

    >>> put_question("court", 20, {"speaker": "Vidolov"}).kind
    'statement'
    """
    kind, query = choose_kind(filters), as_query(words)
    conditions, values = read_filters(filters)
    is_ranked = kind == "report" and bool(query)
    if is_ranked:
        parts = ["SELECT number FROM (", " AND ".join([_MATCHING, *conditions]), _BEST_FIRST]
    else:
        with_words = [WORDS_IN[kind]] if query else []
        parts = [" AND ".join([_SOURCES[kind], *with_words, *conditions]), _LAST_FIRST]
    asked: Values = {"words": query, "ranked": RANKED, "limit": -1 if limit is None else limit}
    sql = sql_of_many = "\n".join(parts)
    for in_order, freely in _IN_ORDER.items():
        sql_of_many = sql_of_many.replace(in_order, freely)
    return Question(
        kind=kind,
        sql=sql,
        sql_of_many=sql_of_many,
        values={**values, **asked},
        query=query,
        is_ranked=is_ranked,
        limit=limit,
    )
