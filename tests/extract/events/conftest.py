"""Trees written by hand, and the whole coder on the weights that ship.

A tree is written a word after another as ``word/UPOS/deprel/head``, heads counted from 1, 0 for a root; its
mentions as ``"kind first-last"``, the last word of each being the one it turns on.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

import pytest

import rashomon
from rashomon.encode.weights import SHIPPED
from rashomon.extract import Resources, build_account, load_lexicon
from rashomon.flow import Coder
from rashomon.records import Account, Event, EventMark, Marks, MentionMark, Reference, Report, Span


@dataclass(frozen=True)
class Told:
    """An event in words: what the tests look at."""

    type: str
    mode: str | None
    anchor: str
    actors: list[str]
    recipients: list[str]
    status: str
    voice: str | None
    """The source of the statement it stands in; "outlet" for the outlet's own voice."""
    event: Event


def tell(account: Account) -> list[Told]:
    """Put an account's events into words."""
    text = account.report.text
    statements = {statement.id: statement for statement in account.statements}

    def voice_of(event: Event) -> str | None:
        if event.voice is None:
            return "outlet"
        source = statements[event.voice].source
        return None if source is None else text[slice(*source.span)]

    def words(references: tuple[Reference, ...]) -> list[str]:
        return [text[slice(*reference.span)] for reference in references]

    return [
        Told(
            type=event.type,
            mode=event.mode,
            anchor=text[slice(*event.anchor)],
            actors=words(event.actors),
            recipients=words(event.recipients),
            status=event.status,
            voice=voice_of(event),
            event=event,
        )
        for event in account.events
    ]


def plant(written: str, mentions: tuple[str, ...] = ()) -> tuple[Report, Marks]:
    """Read a tree written by hand."""
    rows = [word.rsplit("/", 3) for word in written.split()]
    text, spans = "", list[Span]()
    for row in rows:
        text += " " * bool(text)
        spans.append((len(text), len(text) + len(row[0])))
        text += row[0]
    heads = tuple(int(row[3]) - 1 if int(row[3]) else at for at, row in enumerate(rows))
    marks = Marks(
        words=tuple(spans),
        sentences=((0, len(rows)),),
        upos=tuple(row[1] for row in rows),
        heads=heads,
        deprels=tuple(row[2] for row in rows),
        mentions=tuple(_mention(one, rows) for one in mentions),
    )
    return Report(id="r", text=text, paragraphs=((0, len(text)),), reader="by hand"), marks


def _mention(written: str, rows: list[list[str]]) -> MentionMark:
    kind, places = written.split()
    first, _, last = places.partition("-")
    head = int(last or first) - 1
    form = {"PROPN": "name", "PRON": "pronoun"}.get(rows[head][1], "description")
    return MentionMark(words=(int(first) - 1, head + 1), head=head, kind=kind, form=form, score=0.9)


@pytest.fixture(scope="session")
def code_tree() -> Callable[..., list[Told]]:
    """Give the function that codes the events of a tree written by hand, with what a head is said to see."""

    def code(
        written: str,
        *mentions: str,
        seen: tuple[EventMark, ...] = (),
        resources: Resources | None = None,
    ) -> list[Told]:
        report, marks = plant(written, mentions)
        marks = replace(marks, events=seen)
        return tell(build_account(report, marks, load_lexicon(), "test", resources=resources))

    return code


@pytest.fixture(scope="session")
def coder() -> Coder:
    """Give the coder with the weights that ship; without them there is nothing to test."""
    if not (SHIPPED / "weights.json").exists():
        pytest.skip("no weights")
    return rashomon.load()


@pytest.fixture(scope="session")
def code_text(coder: Coder) -> Callable[[str], list[Told]]:
    """Give the function that codes the events of a text with the weights that ship."""

    def code(text: str) -> list[Told]:
        report = Report(
            id="r", text=text, paragraphs=((0, len(text)),), published="2031-05-14", reader="by hand"
        )
        return tell(coder(report))

    return code
