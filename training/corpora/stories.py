"""Our annotated stories: the scheme that the released heads speak (GUIDELINES.md in the shared folder).

A story with ``marked="attribution"`` has all its attributions marked but not all its mentions, times and
figures; only its attributions train.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from rashomon.encode.words import find_words
from rashomon.records import Span
from training.corpora.happenings import find_happenings, find_loaded
from training.corpora.markup import Mark, MarkedAccount, own_words, read_accounts
from training.corpora.placing import find_head, words_under
from training.documents import Attribution, Document, Mention

_PRONOUNS = set(
    """i me my mine myself we us our ours ourselves you your yours yourself he him his himself she her hers
    herself it its itself they them their theirs themselves who whom whose which that this these those
    one""".split()
)
_LABELS = {"person": "PER", "organization": "ORG", "place": "LOC"}


def paths(annotated: Path, own: Path, split: str) -> list[Path]:
    """Return the story files of a split; the project's own stories are all for training.

    A story of the shared folder that is corrected under ``training/stories`` is taken from there.
    """
    names: dict[str, list[str]] = json.loads((annotated / "splits.json").read_text())
    held = {name for other, stems in names.items() if other != split for name in stems}
    chosen = {stem: annotated / "stories" / f"{stem}.xml" for stem in names[split]}
    for path in sorted(own.glob("*.xml")):
        if path.stem in chosen or (split == "train" and path.stem not in held):
            chosen[path.stem] = path
    return [chosen[stem] for stem in sorted(chosen)]


def read(files: Sequence[Path]) -> Iterator[Document]:
    """Give each account of each story as a document."""
    for path in files:
        for account in read_accounts(path):
            yield to_document(account)


def to_document(account: MarkedAccount) -> Document:
    """Turn an account's marks into word layers."""
    text = account.text
    words = [word for a, b in account.paragraphs for word in find_words(text, a, b)]
    starts = {a for a, _ in account.paragraphs}
    shown = [text[a:b] for a, b in words]
    return Document(
        name=f"{account.story}-{account.outlet}",
        domain="story",
        words=shown,
        space_before=[a == 0 or text[a - 1].isspace() for a, _ in words],
        paragraph_starts=[i for i, (a, _) in enumerate(words) if a in starts],
        sentences_for_cutting=[0, *(i + 1 for i, word in enumerate(shown[:-1]) if word in ".!?")],
        attributions=_attributions(account, words),
        mentions=_mentions(account, words, shown) if account.has_all_mentions else None,
        names=_names(account, words, shown) if account.has_all_mentions else None,
        happenings=find_happenings(account, words, shown) if account.has_all_mentions else None,
        loaded=find_loaded(account, words) if account.has_all_mentions else None,
    )


def _attributions(account: MarkedAccount, words: list[Span]) -> list[Attribution]:
    found: dict[str, Attribution] = {}
    for mark in sorted((m for m in account.marks if m.name in ("src", "cue", "con")), key=lambda m: m.span):
        attribution = found.setdefault(mark.attributes["s"], Attribution(source=[], cue=[], content=[]))
        under = words_under(words, *mark.span)
        if mark.name == "src":
            attribution.source = attribution.source or under
        elif mark.name == "cue":
            attribution.cue = sorted({*attribution.cue, *under})
            attribution.kind = mark.attributes["kind"]
            attribution.stance = mark.attributes["stance"]
        else:
            assert attribution.content is not None
            attribution.content = sorted({*attribution.content, *under})
    return [attribution for attribution in found.values() if attribution.cue]


def mention_forms(account: MarkedAccount) -> list[tuple[Mark, str]]:
    """Give the marks of listed entities' mentions, each with its form: name, description or pronoun."""
    words = [word for a, b in account.paragraphs for word in find_words(account.text, a, b)]
    shown = [account.text[a:b] for a, b in words]
    marks = [mark for mark in account.marks if mark.name == "en" and mark.attributes["x"] in account.entities]
    return [(mark, one.form) for mark, one in zip(marks, _mentions(account, words, shown), strict=True)]


def _mentions(account: MarkedAccount, words: list[Span], shown: list[str]) -> list[Mention]:
    mentions: list[Mention] = []
    for mark in account.marks:
        if mark.name != "en" or mark.attributes["x"] not in account.entities:
            continue
        under = words_under(words, *mark.span)
        own = own_words(account, mark, words)
        head = find_head(shown, under[0], under[-1] + 1)
        entity = account.entities[mark.attributes["x"]]
        form = _form(shown, under, own or under, entity["name"])
        mentions.append(Mention(under[0], under[-1] + 1, head, entity["kind"], form, mark.attributes["x"]))
    return mentions


def _names(account: MarkedAccount, words: list[Span], shown: list[str]) -> list[str | None]:
    """Give names as B/I/O: in each mention the words from the first to the last of the entity's own name.

    Unknown stay capitalised words outside of them: names that are not listed, titles, sentence starts.
    """
    names: list[str | None] = [None if word[:1].isupper() else "O" for word in shown]
    for mark in account.marks:
        entity = account.entities.get(mark.attributes.get("x", ""))
        if mark.name != "en" or entity is None:
            continue
        known = {part.lower() for part in re.findall(r"\w+", entity["name"]) if part[:1].isupper()}
        inside = [
            w for w in own_words(account, mark, words) if shown[w][:1].isupper() and shown[w].lower() in known
        ]
        if not inside:
            continue
        label = _LABELS.get(entity["kind"])
        for word in range(inside[0], inside[-1] + 1):
            names[word] = label and ("B-" if word == inside[0] else "I-") + label
    return names


def _form(words: list[str], under: list[int], own: list[int], name: str) -> str:
    if len(under) == 1 and words[under[0]].lower() in _PRONOUNS:
        return "pronoun"
    known = {part.lower() for part in re.findall(r"\w+", name) if part[:1].isupper()}
    for index in own:
        word = words[index]
        if (
            word[:1].isupper()
            and word[:1].isalpha()
            and (word.lower() in known or (index != own[0] and word.lower() not in _PRONOUNS))
        ):
            return "name"
    return "description"
