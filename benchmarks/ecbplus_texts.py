"""ECB+ as reports: texts rebuilt from tokens, with the events marked in the validated sentences.

Cybulska and Vossen 2014. A topic has two sub-topics, files ``*ecb.xml`` and ``*ecbplus.xml``: two happenings
alike (two earthquakes, two actresses in rehabilitation). Of event mentions (ACTION_*, NEG_ACTION_*) those of
the sentences listed in the CSV are scored; mentions that no relation across documents names are their own.
"""

from __future__ import annotations

import csv
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from rashomon.records import Report, Span

_CLOSING = frozenset(".,;:!?%)]}'")
_OPENING = frozenset("([{$#")


@dataclass(frozen=True, slots=True, kw_only=True)
class MarkedEvent:
    """An event mention: the characters from its first to its last word, and the happening it is."""

    span: Span
    happening: str


@dataclass(frozen=True, slots=True, kw_only=True)
class EcbText:
    """A document: its report, its sub-topic ("12ecb"), validated sentences as spans, and their events."""

    report: Report
    subtopic: str
    sentences: tuple[Span, ...]
    events: tuple[MarkedEvent, ...]

    @property
    def topic(self) -> str:
        """The topic ("12")."""
        return self.subtopic.rstrip("eclbpus")


def find_files(shared: Path) -> list[Path]:
    """Name the files that are read."""
    folder = shared / "data" / "dev" / "ecbplus"
    return [*sorted(folder.glob("ECB+/*/*.xml")), folder / "ECBplus_coreference_sentences.csv"]


def read_texts(shared: Path) -> Iterator[EcbText]:
    """Give all documents, by topic and name."""
    *paths, listed = find_files(shared)
    validated: dict[str, set[int]] = {}
    with listed.open(encoding="utf-8", newline="") as file:
        for topic, name, number in list(csv.reader(file))[1:]:
            validated.setdefault(f"{topic}_{name}", set()).add(int(number))
    for path in paths:
        yield _read(path, validated.get(path.stem, set()))


def _read(path: Path, validated: set[int]) -> EcbText:
    root = ET.parse(path).getroot()
    tokens = [
        (one.attrib["t_id"], int(one.attrib["sentence"]), one.text or "") for one in root.iterfind("token")
    ]
    text, spans = _lay_out([(number, word) for _, number, word in tokens])
    by_sentence: dict[int, list[Span]] = {}
    for (_, number, _), span in zip(tokens, spans, strict=True):
        by_sentence.setdefault(number, []).append(span)
    sentences = {number: (own[0][0], own[-1][1]) for number, own in by_sentence.items()}
    at = {name: (span, number) for (name, number, _), span in zip(tokens, spans, strict=True)}
    suffix = "ecbplus" if path.stem.endswith("ecbplus") else "ecb"
    return EcbText(
        report=Report(id=path.stem, text=text, paragraphs=((0, len(text)),), reader="ecbplus"),
        subtopic=f"{path.stem.split('_')[0]}{suffix}",
        sentences=tuple(span for number, span in sentences.items() if number in validated),
        events=tuple(_list_events(root, at, validated, path.stem)),
    )


def _lay_out(tokens: list[tuple[int, str]]) -> tuple[str, list[Span]]:
    """Join tokens to a text, sentences by spaces, punctuation to its word; give each token's span."""
    pieces: list[str] = []
    spans: list[Span] = []
    length, is_open, has_quote = 0, True, False
    for _, word in tokens:
        shown = {"``": "“", "''": "”"}.get(word, word)
        if shown == '"':
            shown = "”" if has_quote else "“"
            has_quote = not has_quote
        glued = is_open or shown[:1] in _CLOSING or shown == "”" or shown in ("n't",)
        if not glued:
            pieces.append(" ")
            length += 1
        spans.append((length, length + len(shown)))
        pieces.append(shown)
        length += len(shown)
        is_open = shown in _OPENING or shown == "“"
    return "".join(pieces), spans


def _list_events(
    root: ET.Element, at: dict[str, tuple[Span, int]], validated: set[int], name: str
) -> Iterator[MarkedEvent]:
    of: dict[str, str] = {}
    for relation in root.iterfind("Relations/*"):
        happening = relation.attrib.get("note") or f"{name}/{relation.attrib['r_id']}"
        of |= {source.attrib["m_id"]: happening for source in relation.iterfind("source")}
    for mention in root.iterfind("Markables/*"):
        anchors = [at[one.attrib["t_id"]] for one in mention.iterfind("token_anchor")]
        if "ACTION_" in mention.tag and anchors and anchors[0][1] in validated:
            own = mention.attrib["m_id"]
            span = (anchors[0][0][0], anchors[-1][0][1])
            yield MarkedEvent(span=span, happening=of.get(own, f"{name}/{own}"))
