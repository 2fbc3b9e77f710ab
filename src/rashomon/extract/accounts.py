"""From a report and the encoder's marks to its account."""

from __future__ import annotations

from dataclasses import replace

from rashomon.extract.coreference import Thresholds
from rashomon.extract.entities import find_entities
from rashomon.extract.lexicon import Lexicon
from rashomon.extract.mending import mend
from rashomon.extract.quantities import attach, find_quantities
from rashomon.extract.reading import read_marks
from rashomon.extract.statements import find_statements
from rashomon.extract.trees import Tree
from rashomon.extract.voices import Voices
from rashomon.records import Account, Marks, Report


def build_account(
    report: Report,
    marks: Marks,
    lexicon: Lexicon,
    coder: str,
    *,
    thresholds: Thresholds | None = None,
) -> Account:
    """Tell what a report says and who says so.

    Args:
        report: the report; its sentences are filled in from the marks.
        marks: what the encoder saw in ``report.text``.
        lexicon: the word lists, from ``load_lexicon``.
        coder: what made the account, with versions; stored with it.
        thresholds: how sure the encoder must be to link mentions.
    """
    sentences = tuple(
        (marks.words[start][0], marks.words[end - 1][1]) for start, end in marks.sentences if start < end
    )
    report = replace(report, sentences=sentences)
    reading = mend(read_marks(report, marks, lexicon))
    cast = find_entities(reading, thresholds)
    statements = find_statements(reading, cast)
    tree, voices = Tree(reading), Voices(statements)
    quantities = attach(find_quantities(reading, tree, cast), (), voices, tree)
    return Account(
        report=report, entities=cast.entities, statements=statements, quantities=quantities, coder=coder
    )
