"""The figures that the documentation tells: tables made from benchmarks/results/, in one place.

A page has them between two comments, ``<!-- figures: NAME -->`` and ``<!-- end of figures -->``; ``fill``
puts the table NAME there. ``docs/generate.py`` does so, and with ``--check`` says which page is out of date.
A benchmark without results is a dash; results that lack a figure asked for are a KeyError.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

BENCHMARKS = Path(__file__).resolve().parent.parent / "benchmarks"
BLOCK = re.compile(r"(?<=<!-- figures: )(?P<name>\w+) -->\n.*?(?=<!-- end of figures -->)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a table: what it says, and where its figure stands in the results."""

    what: str
    benchmark: str
    part: str
    figure: str
    digits: int = 1


WHO_SAID_WHAT = Row("who said what, F1", "attribution", "polnear dev", "who_said_what_f1")
OUTERMOST = Row("who said what, F1", "attribution", "polnear dev, outermost", "who_said_what_f1")
INDIRECT = Row("indirect statements found, recall", "attribution", "polnear dev", "found_recall_indirect")
NAMES = Row("names (person, place, organisation), F1", "names", "uner-ewt dev", "f1")
LAS = Row("dependencies, LAS", "syntax", "gold words and sentences", "las")
CHAINS = Row("chains of mentions, CoNLL F1", "chains", "gum dev", "conll_f1")
SPEED = Row("words a CPU second", "speed", "race", "rashomon_words_per_second", 0)
RATIO = Row("the same, as a multiple of spaCy's small pipeline", "speed", "race", "ratio_to_spacy")

NEAR = "within_161_km_of_resolved"

TABLES: dict[str, tuple[Row, ...]] = {
    "headline": (
        WHO_SAID_WHAT,
        Row("direct statements found, recall", "attribution", "polnear dev", "found_recall_direct"),
        INDIRECT,
        Row("events: right type found", "events", "plover records", "type_found"),
        Row("events found, precision", "events-test-stories", "test stories", "anchor_precision"),
        Row("the same, recall", "events-test-stories", "test stories", "anchor_recall"),
        Row("the voice of those found", "events-test-stories", "test stories", "voice"),
        Row("their actors, F1", "events-test-stories", "test stories", "actors_f1"),
        Row("their recipients, F1", "events-test-stories", "test stories", "recipients_f1"),
        Row("their place, F1", "events-test-stories", "test stories", "place_f1"),
        Row(
            "figures read with the right value",
            "quantities-test-stories",
            "test stories",
            "recall_of_figures",
        ),
        Row("times with the right value, F1", "times", "timebank", "value_f1"),
        Row("places within 161 km, of those resolved", "places", "TR-News, our names", NEAR),
        Row("reports put into stories, B-cubed F1", "stories-test-stories", "test stories", "b_cubed_f1"),
        Row("derived reports told as one origin", "origins-test-stories", "test stories", "found"),
        Row("names of several reports joined, B-cubed F1", "joins-test-stories", "entities", "b_cubed_f1"),
        Row(
            "positions on a figure, with value and voice",
            "divergences-test-stories",
            "figures",
            "positions_found",
        ),
        Row("conflicts of figures that are true", "divergences-test-stories", "figures", "conflicts_true"),
        Row("true conflicts of figures told", "divergences-test-stories", "figures", "true_conflicts_found"),
        SPEED,
        RATIO,
    ),
    "all": (
        WHO_SAID_WHAT,
        Row("its precision", "attribution", "polnear dev", "who_said_what_precision"),
        Row("its recall", "attribution", "polnear dev", "who_said_what_recall"),
        OUTERMOST,
        Row("statements found, F1", "attribution", "polnear dev", "found_f1"),
        Row("direct statements found, recall", "attribution", "polnear dev", "found_recall_direct"),
        INDIRECT,
        Row("source exactly right where found", "attribution", "polnear dev", "exact_source_f1"),
        Row("content exactly right where found", "attribution", "polnear dev", "exact_content_f1"),
        Row("who said what, F1", "attribution", "dev stories", "who_said_what_f1"),
        Row("who said what, F1", "attribution-test-stories", "test stories", "who_said_what_f1"),
        NAMES,
        Row("parts of speech", "syntax", "gold words and sentences", "upos"),
        LAS,
        Row("sentence starts, F1", "syntax", "raw text", "sentence_start_f1"),
        CHAINS,
        Row("chains of mentions, CoNLL F1", "chains", "dev stories", "conll_f1"),
        Row("predicates, F1", "roles", "propbank dev", "predicate_f1"),
        Row("their roles, F1", "roles", "propbank dev", "role_f1"),
        Row("factuality, Pearson's r", "factuality", "uds dev", "r", 2),
        Row("factuality, sign right", "factuality", "uds dev", "sign_accuracy"),
        Row("status of events right", "factuality", "dev stories", "status_accuracy"),
        *(
            Row(what, "events", "plover records", figure)
            for what, figure in (
                ("events: right type found", "type_found"),
                ("events in a sentence", "events_a_sentence"),
                ("actor's country or sector right", "actors"),
                ("the same, of those of the right type", "actors_where_type_found"),
                ("recipient's country or sector right", "recipients"),
                ("the same, of those of the right type", "recipients_where_type_found"),
            )
        ),
        *(
            Row(what, "events-test-stories", "test stories", figure)
            for what, figure in (
                ("events found, F1", "anchor_f1"),
                ("their type", "type"),
                ("their mode", "mode"),
                ("their status", "status"),
                ("their voice", "voice"),
                ("their actors, F1", "actors_f1"),
                ("their recipients, F1", "recipients_f1"),
            )
        ),
        Row("figures with the right low and high, recall", "quantities", "dev stories", "recall_of_figures"),
        Row("the same", "quantities-test-stories", "test stories", "recall_of_figures"),
        Row("role of figures right", "quantities-test-stories", "test stories", "role_agreement"),
        Row("times found, overlap, F1", "times", "timebank", "relaxed_f1"),
        Row("times with the right value, F1", "times", "timebank", "value_f1"),
        Row("the same, half not looked at", "times", "timebank, held half", "value_f1"),
        Row("the same", "times", "dev stories", "value_f1"),
        Row("the same", "times-test-stories", "test stories", "value_f1"),
        Row("event times right where given", "times", "timebank", "event_time_precision"),
        Row("event times given and right", "times", "timebank", "event_time_recall"),
        Row("places within 161 km, of those resolved", "places", "TR-News, our names", NEAR),
        Row("the same, each name's most populous place", "places", "TR-News, most populous", NEAR),
        Row("places within 161 km, of all", "places", "TR-News, our names", "within_161_km_of_all"),
        Row("places within 161 km, of those resolved", "places", "LGL, other half, our names", NEAR),
        Row("loaded words, F1", "labels", "dev stories", "f1"),
        Row("the same", "labels-test-stories", "test stories", "f1"),
        Row("derived reports told as one origin", "origins-test-stories", "test stories", "found"),
        Row("the report they are derived from told", "origins-test-stories", "test stories", "first_right"),
        Row("other reports taken for one origin", "origins-test-stories", "test stories", "false"),
        *(
            Row(what, "joins-test-stories", part, "b_cubed_f1")
            for what, part in (
                ("entities of several accounts joined, B-cubed F1", "entities"),
                ("the same, of perfect accounts", "entities, perfect accounts"),
                ("events found, joined to happenings, B-cubed F1", "happenings"),
                ("the same, of perfect accounts", "happenings, perfect accounts"),
                ("the same, events not found or not marked counted as wrong", "happenings, end to end"),
            )
        ),
        *(
            Row(what, "divergences-test-stories", "figures", figure)
            for what, figure in (
                ("positions on a figure found with value and voice", "positions_found"),
                ("the same, all of a fact in one row", "positions_together"),
                ("conflicts of figures that are true", "conflicts_true"),
                ("true conflicts of figures found", "true_conflicts_found"),
            )
        ),
        *(
            Row(what, "divergences", "train, by halves", figure)
            for what, figure in (
                ("positions on a figure found with value and voice", "positions_found"),
                ("conflicts of figures that are true", "conflicts_true"),
            )
        ),
        SPEED,
        Row("spaCy's small pipeline, words a CPU second", "speed", "race", "spacy_words_per_second", 0),
        Row("spaCy with textacy, words a CPU second", "speed", "race", "textacy_words_per_second", 0),
        RATIO,
        Row("cost a word at ten times the length", "speed", "growth", "cost_ratio_at_10x", 2),
        Row("most memory held, MB", "speed", "memory", "peak_megabytes", 0),
        Row("`load()`, seconds", "speed", "start", "load_seconds", 2),
        Row("`import rashomon`, seconds", "speed", "start", "import_seconds", 2),
    ),
    "pages": tuple(
        Row(what, "pages", "rashomon", figure, 0)
        for what, figure in (
            ("wanted fragments found, of 100", "wanted_found"),
            ("unwanted fragments kept, of 104", "unwanted_kept"),
            ("titles right, of 32", "title_right"),
            ("authors right, of 28", "author_right"),
            ("dates right, of 32", "date_right"),
        )
    ),
    "corpus": (
        Row("reports stored a CPU second", "store", "add", "reports_per_second", 0),
        Row("rows stored a CPU second", "store", "add", "rows_per_second", 0),
        Row("cost of the last tenth beside the first", "store", "add", "last_tenth_to_first", 2),
        Row("MB for 1,000 reports", "store", "add", "megabytes_per_1000_reports", 1),
        *(
            Row(f"{name}, ms", "store", "ask", f"{name}, milliseconds")
            for name in (
                "a common word",
                "a word and an outlet",
                "a common actor",
                "a type, an actor and a word",
                "a common speaker",
                "quotes of one name",
                "stats",
            )
        ),
        *(
            Row(what, "end_to_end", sort, figure, 2)
            for what, figure in (
                ("pages to rows, as a part of trafilatura's speed", "of trafilatura, by the CPU"),
                ("the same, as a multiple of spaCy's", "of spacy, one process, by the CPU"),
            )
            for sort in ("pages of the web", "made pages")
        ),
        *(
            Row(f"hostile inputs: {what}", "hostile", "all", what, 0)
            for what in ("crashed", "hung", "silent", "unsound")
        ),
        Row("reports lost by 50 kills", "kills", "kills", "lost", 0),
        Row("reports there twice or in part", "kills", "kills", "torn", 0),
        *(
            Row(f"copies found: {name}, %", "copies", "copies found", name)
            for name in ("paragraphs in another order", "one line of boilerplate", "two lines of boilerplate")
        ),
        *(
            Row(f"reports kept apart: {name}, %", "copies", "news kept", name)
            for name in ("another word", "another headline", "same story, other outlet")
        ),
    ),
    "stories": (
        Row("stories, B-cubed F1", "stories-test-stories", "test stories", "b_cubed_f1"),
        Row("stories, B-cubed F1", "stories-test-stories", "test stories within ten days", "b_cubed_f1"),
        Row("stories, B-cubed F1", "stories", "dev stories", "b_cubed_f1"),
        Row("stories, B-cubed F1", "stories", "dev stories within ten days", "b_cubed_f1"),
        Row("stories, B-cubed F1", "stories", "ecb+ sub-topics", "b_cubed_f1"),
        Row("of TF-IDF with average linkage at its best threshold", "stories", "ecb+, TF-IDF", "b_cubed_f1"),
        Row("of one story a topic", "stories", "ecb+, one story a topic", "b_cubed_f1"),
        *(
            Row(f"events across documents, CoNLL F1, {answer}", "ecbplus", f"{setting}, {answer}", "conll_f1")
            for setting in ("gold mentions", "predicted mentions, found ones", "predicted mentions")
            for answer in ("ours", "same head in a topic", "same head in a cluster")
        ),
    ),
}
METHOD = {
    "attribution": ("who_said_what_f1", "found_recall_direct", "found_recall_indirect"),
    "attribution-test-stories": ("who_said_what_f1",),
}
"""What the page of the method tells of these benchmarks; of those below, all that is in the table of all."""
METHOD_WHOLE = (
    "events",
    "events-test-stories",
    "quantities",
    "quantities-test-stories",
    "places",
    "labels",
    "labels-test-stories",
    "origins-test-stories",
    "joins-test-stories",
    "divergences-test-stories",
)
TABLES["method"] = tuple(
    row
    for row in TABLES["all"]
    if row.benchmark in METHOD_WHOLE or row.figure in METHOD.get(row.benchmark, ())
)
PLACES = {
    "polnear dev": "PolNeAR dev",
    "polnear dev, outermost": "PolNeAR dev, outermost statements alone",
    "dev stories": "our dev stories",
    "test stories": "our test stories",
    "train, by halves": "our train stories, each half by the other's weights",
    "uner-ewt dev": "UNER-EWT dev",
    "gold words and sentences": "UD-EWT dev",
    "raw text": "UD-EWT dev, raw text",
    "gum dev": "GUM dev",
    "timebank": "TimeBank",
    "timebank, held half": "TimeBank",
    "propbank dev": "PropBank on UD-EWT dev",
    "plover records": "PLOVER's 161 records",
    "uds dev": "UDS on UD-EWT dev",
    "TR-News, our names": "TR-News",
    "TR-News, most populous": "TR-News",
    "LGL, other half, our names": "LGL, the half not looked at",
    "race": "PolNeAR dev",
    "memory": "PolNeAR dev",
    "growth": "our dev stories",
    "start": "",
    **{
        part: "our test stories"
        for part in (
            "entities",
            "entities, perfect accounts",
            "happenings",
            "happenings, perfect accounts",
            "happenings, end to end",
            "figures",
        )
    },
    "rashomon": "34 pages",
    "add": "100,000 reports of 370 words",
    "ask": "100,000 reports",
    "kills": "up to 3,000 reports",
    "all": "1,000 inputs",
    "pages of the web": "development pages of 800 words",
    "made pages": "our stories as pages of 190 words",
    "copies found": "our training stories",
    "news kept": "our training stories",
    "dev stories within ten days": "our dev stories, all within ten days",
    "test stories within ten days": "our test stories, all within ten days",
    "ecb+ sub-topics": "ECB+ 1 to 35, sub-topics",
    "ecb+, TF-IDF": "ECB+ 1 to 35, sub-topics",
    "ecb+, one story a topic": "ECB+ 1 to 35, sub-topics",
    **{
        f"{setting}, {answer}": f"ECB+ 1 to 35, {setting}"
        for setting in ("gold mentions", "predicted mentions, found ones", "predicted mentions")
        for answer in ("ours", "same head in a topic", "same head in a cluster")
    },
}


def fill(page: str, folder: Path = BENCHMARKS) -> str:
    """Put each table of a page in its place."""
    return BLOCK.sub(lambda found: f"{found['name']} -->\n{make_table(TABLES[found['name']], folder)}", page)


def make_table(rows: Iterable[Row], folder: Path = BENCHMARKS) -> str:
    """Lay out rows as a Markdown table: the figure, the bound it is held to, and its aim."""
    floors: dict[str, Any] = json.loads((folder / "floors.json").read_text("utf-8"))
    results = {path.stem: json.loads(path.read_text("utf-8")) for path in (folder / "results").glob("*.json")}
    lines = ["| what | measured on | figure | held to | aim |", "|---|---|---|---|---|"]
    for row in rows:
        bound, aim = _bound(floors, row), _find(floors, row, "aim")
        cells = (row.what, PLACES[row.part], _show(results, row), bound, "" if aim is None else f"{aim:g}")
        lines.append("| " + " | ".join(cells) + " |")
    return "\n".join(lines) + "\n"


def _show(results: dict[str, Any], row: Row) -> str:
    if row.benchmark not in results:
        return "–"
    return f"{results[row.benchmark]['figures'][row.part][row.figure]:,.{row.digits}f}"


def _find(floors: dict[str, Any], row: Row, key: str) -> float | None:
    return floors.get(row.benchmark, {}).get(key, {}).get(row.part, {}).get(row.figure)


def _bound(floors: dict[str, Any], row: Row) -> str:
    for key, sign in (("at_least", "≥"), ("at_most", "≤")):
        bound = _find(floors, row, key)
        if bound is not None:
            return f"{sign} {bound:g}"
    return ""
