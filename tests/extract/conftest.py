"""A compact way to write marks by hand: natural text with brackets.

    [PER Ana Ruiz]            a name, with its label
    [person Ana Ruiz]         a mention of that kind; [person:0=.9 she] with a link to mention 0
    [s1 She] [c1 denied] [x1 it]    source, cue and content of attribution 1; [c1:kind=belief says] with
                              what the encoder thinks of its kind or stance

Brackets nest. Mentions are numbered in the order in which they open. Parts of speech are guessed by a few
rules; ``upos`` and ``deps`` say what they get wrong: ``deps={"minister": ("appos", "Ruiz")}``.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace

import pytest

from rashomon.encode.words import find_words
from rashomon.extract import build_account, load_lexicon
from rashomon.records import Account, AttributionMark, Marks, MentionMark, NameMark, Report, Span

_TAGS = re.compile(r"\[(\S+) |\]")
_WORD_CLASSES = {
    "DET": "the a an this that these no",
    "ADP": "of in on by for to at with from according near",
    "AUX": "is was are were has had have did does do will would could be been",
    "PRON": "i me my we us our you your he him his she her it its they them their who which himself",
    "PART": "not n't 's",
    "CCONJ": "and or",
    "ADJ": "peruvian chilean israeli senior new old former",
    "VERB": "said says say denied told met left spoke arrived believes wants saw",
}
_CLASS_OF = {word: upos for upos, words in _WORD_CLASSES.items() for word in words.split()}
_NOT_HEADS = ("of", ",", "in", "(", "who", "which", "and", "familiar", "close", "near", "for")


@dataclass
class _Draft:
    names: list[NameMark]
    mentions: list[tuple[int, MentionMark]]
    parts: dict[str, dict[str, list[Span]]]
    guesses: dict[str, dict[str, float]]


def _strip(marked: str) -> tuple[str, list[tuple[str, int, int]]]:
    """Give the bare text and the brackets as (tag, start, end) in characters, in order of opening."""
    text, spans, opened = "", list[tuple[str, int, int]](), list[int]()
    last = 0
    for match in _TAGS.finditer(marked):
        text += marked[last : match.start()]
        last = match.end()
        if match.group(1):
            opened.append(len(spans))
            spans.append((match.group(1), len(text), -1))
        else:
            at = opened.pop()
            spans[at] = (spans[at][0], spans[at][1], len(text))
    return text + marked[last:], spans


def _guess_upos(word: str, is_first: bool) -> str:
    if not any(letter.isalnum() for letter in word):
        return "PUNCT"
    guess = _CLASS_OF.get(word.lower().replace("’", "'"))
    if guess:
        return guess
    return "PROPN" if word[0].isupper() and (not is_first or word.isupper()) else "NOUN"


def _head(words: list[str], span: Span) -> int:
    for at in range(span[0] + 1, span[1]):
        if words[at].lower() in _NOT_HEADS:
            return at - 1
    return span[1] - 1


def _read_tag(draft: _Draft, tag: str, span: Span, words: list[str], upos: list[str]) -> None:
    kind, _, rest = tag.partition(":")
    if kind in ("PER", "LOC", "ORG"):
        draft.names.append(NameMark(words=span, label=kind, score=0.9))
    elif re.fullmatch(r"[scx]\d+", kind):
        draft.parts.setdefault(kind[1:], {}).setdefault(kind[0], []).append(span)
        for guess in filter(None, rest.split(",")):
            what, _, value = guess.partition("=")
            draft.guesses.setdefault(kind[1:] + what, {})[value] = 0.8
    else:
        links = tuple(
            (int(at), float(p)) for at, p in (link.split("=") for link in filter(None, rest.split(",")))
        )
        head = _head(words, span)
        form = {"PRON": "pronoun", "PROPN": "name"}.get(upos[head], "description")
        mark = MentionMark(words=span, head=head, kind=kind, form=form, score=0.9, links=links)
        draft.mentions.append((span[0], mark))


def _attach(draft: _Draft, size: int) -> tuple[list[int], list[str]]:
    heads, deprels = list(range(size)), ["root"] * size
    for _, mark in sorted(draft.mentions, key=lambda item: item[1].words[0] - item[1].words[1]):
        for word in range(*mark.words):
            if word != mark.head:
                heads[word], deprels[word] = mark.head, "dep"
    for name in draft.names:
        last = name.words[1] - 1
        for word in range(name.words[0], last):
            heads[word], deprels[word] = last, "flat"
    return heads, deprels


def _starts_sentence(words: list[str], index: int) -> bool:
    return index == 0 or (words[index - 1] in ".!?”" and (words[index][0].isupper() or words[index] == "“"))


def _mark_up(
    marked: str, *, upos: dict[str, str] | None = None, deps: dict[str, tuple[str, str]] | None = None
) -> tuple[Report, Marks]:
    text, spans = _strip(marked)
    at_words = find_words(text)
    words = [text[start:end] for start, end in at_words]
    starts = [index for index in range(len(words)) if _starts_sentence(words, index)]
    tags = [(upos or {}).get(word) or _guess_upos(word, at in starts) for at, word in enumerate(words)]
    draft = _Draft(names=[], mentions=[], parts={}, guesses={})
    for tag, first, last in spans:
        inside = [index for index, (start, end) in enumerate(at_words) if first <= start and end <= last]
        _read_tag(draft, tag, (inside[0], inside[-1] + 1), words, tags)
    for part in draft.parts.values():
        for index in (word for cue in part["c"] for word in range(*cue)):
            if tags[index] == "NOUN" and words[index] not in (upos or {}):
                tags[index] = "VERB"
    heads, deprels = _attach(draft, len(words))
    for word, (deprel, above) in (deps or {}).items():
        heads[words.index(word)], deprels[words.index(word)] = words.index(above), deprel
    paragraphs = tuple(match.span() for match in re.finditer(r"[^\n]+", text))
    marks = Marks(
        words=tuple(at_words),
        sentences=tuple(zip(starts, [*starts[1:], len(words)], strict=True)),
        upos=tuple(tags),
        heads=tuple(heads),
        deprels=tuple(deprels),
        names=tuple(draft.names),
        mentions=tuple(mark for _, mark in draft.mentions),
        attributions=tuple(
            AttributionMark(
                source=part["s"][0] if "s" in part else None,
                cue=part["c"][0],
                content=tuple(part.get("x", [])),
                kinds=draft.guesses.get(f"{number}kind", {}),
                stances=draft.guesses.get(f"{number}stance", {}),
                score=0.8,
            )
            for number, part in draft.parts.items()
        ),
    )
    return Report(id="test", text=text, paragraphs=paragraphs, reader="by hand"), marks


@pytest.fixture(scope="session")
def mark_up() -> Callable[..., tuple[Report, Marks]]:
    """Give the function that reads the notation above."""
    return _mark_up


def _told(account: Account) -> list[tuple[str | None, str, list[str]]]:
    text = account.report.text
    return [
        (
            text[slice(*one.source.span)] if one.source else None,
            text[slice(*one.cue.span)],
            [text[slice(*span)] for span in one.content],
        )
        for one in account.statements
    ]


@pytest.fixture(scope="session")
def told() -> Callable[[Account], list[tuple[str | None, str, list[str]]]]:
    """Give the function that tells an account's statements as source, cue and content in words."""
    return _told


@pytest.fixture(scope="session")
def tell() -> Callable[..., list[tuple[str | None, str, list[str]]]]:
    """Give the function that marks up, reads and tells the statements; ``score`` is what each mark has."""

    def tell_marked(
        marked: str,
        *,
        deps: dict[str, tuple[str, str]] | None = None,
        upos: dict[str, str] | None = None,
        score: float = 0.8,
    ) -> list[tuple[str | None, str, list[str]]]:
        report, marks = _mark_up(marked, deps=deps, upos=upos)
        scored = tuple(replace(mark, score=score) for mark in marks.attributions)
        return _told(build_account(report, replace(marks, attributions=scored), load_lexicon(), "test"))

    return tell_marked


@pytest.fixture
def read(mark_up: Callable[..., tuple[Report, Marks]]) -> Callable[..., Account]:
    """Return a function that makes the account of a marked text, with the package's lexicon."""

    def read_marked(marked: str, **given: object) -> Account:
        report, marks = mark_up(marked, **given)
        return build_account(report, marks, load_lexicon(), "test")

    return read_marked
