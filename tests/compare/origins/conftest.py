"""Accounts written by hand: a text, and the words in it that the records are to know."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

import pytest

from rashomon.records import (
    Account,
    Cue,
    Entity,
    Event,
    Label,
    Mention,
    Quantity,
    Report,
    Span,
    Statement,
)

Tell = Callable[..., Account]


def spans_of(text: str, words: str) -> list[Span]:
    return [match.span() for match in re.finditer(rf"\b{re.escape(words)}(?!\w)", text)]


def make_account(
    text: str,
    name: str = "one",
    *,
    outlet: str | None = None,
    published: str | None = None,
    credit: str | None = None,
    knows: Mapping[str, str] | None = None,
) -> Account:
    """Make an account; ``knows`` says of words what they are, as ``found`` lists it."""
    paragraphs = tuple(match.span() for match in re.finditer(r"[^\n]+", text))
    sentences = tuple(
        (start + match.start(), start + match.end())
        for start, end in paragraphs
        for match in re.finditer(r"\S.*?(?:[.?!]”?(?=\s|$)|$)", text[start:end])
    )
    report = Report(
        id=name,
        title=text[slice(*paragraphs[0])] if paragraphs[1:] else None,
        outlet=outlet or f"Outlet {name}",
        published=published,
        credit=credit,
        text=text,
        paragraphs=paragraphs,
        sentences=sentences,
        reader="by hand",
    )
    kinds = ("name", "description", "event", "cue", "label", "quoted", "figure")
    found: dict[str, list[tuple[str, Span]]] = {kind: [] for kind in kinds}
    for words, kind in (knows or {}).items():
        found[kind].extend((words, span) for span in spans_of(text, words))
    entities = tuple(
        Entity(id=f"e{at}", name=words, kind="group", mentions=(Mention(span=span, form=form),), confidence=1)
        for at, (form, words, span) in enumerate(
            (form, *one) for form in ("name", "description") for one in found[form]
        )
    )
    return Account(
        report=report,
        entities=entities,
        statements=tuple(
            Statement(
                id=f"s{at}",
                source=None,
                source_kind="unnamed",
                anonymous=False,
                cue=Cue(
                    span=span,
                    lemma=words,
                    kind="statement",
                    stance="neutral" if words in ("said", "told") else "doubting",
                ),
                content=(),
                manner="indirect",
                polarity="asserted",
                confidence=1,
            )
            for at, (words, span) in enumerate(found["cue"])
        ),
        events=tuple(
            Event(id=f"v{at}", type="COERCE", anchor=span, status="happened", confidence=1, because=())
            for at, (_, span) in enumerate(found["event"])
        ),
        labels=tuple(
            Label(id=f"l{at}", span=span, tone="neg", quoted=kind == "quoted")
            for at, (kind, span) in enumerate(
                (kind, span) for kind in ("label", "quoted") for _, span in found[kind]
            )
        ),
        quantities=tuple(
            Quantity(
                id=f"q{at}",
                span=span,
                low=float(words),
                high=float(words),
                approximate=False,
                unit="people",
                role="other",
            )
            for at, (words, span) in enumerate(found["figure"])
        ),
        coder="by hand",
    )


@pytest.fixture
def tell() -> Tell:
    return make_account
