"""Our annotated stories: the scheme that the released heads speak (GUIDELINES.md in the shared folder).

A story with ``marked="attribution"`` has all its attributions marked but not all its mentions, times and
figures; only its attributions train.
"""

from __future__ import annotations

import json
import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from rashomon.encode.words import find_words
from rashomon.records import Span
from training.corpora.placing import words_under
from training.documents import Attribution, Document, Mention

_PRONOUNS = set(
    """i me my mine myself we us our ours ourselves you your yours yourself he him his himself she her hers
    herself it its itself they them their theirs themselves who whom whose which that this these those
    one""".split()
)
_HEAD_STOPS = set(
    """of in on at for from with by to who which that near under over against about into after before behind
    as and""".split()
)
_LABELS = {"person": "PER", "organization": "ORG", "place": "LOC"}
_INNER = {",", "(", "—", "–", ":", "“", '"'}


@dataclass(slots=True)
class Mark:
    """One inline mark of an account: its element name, characters and attributes."""

    name: str
    span: Span
    attributes: dict[str, str]


@dataclass(slots=True)
class MarkedAccount:
    """One outlet's account: plain text (title, blank line, paragraphs parted by blank lines) and marks."""

    story: str
    outlet: str
    attributes: dict[str, str]
    text: str
    paragraphs: list[Span]
    marks: list[Mark]
    entities: dict[str, dict[str, str]]
    has_all_mentions: bool


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


def read_accounts(path: Path) -> Iterator[MarkedAccount]:
    """Give each account of one story file with its marks as character spans."""
    story = ET.parse(path).getroot()
    entities = {e.attrib["x"]: dict(e.attrib) for e in story.iterfind("entities/entity")}
    for report in story.iterfind("report"):
        parts: list[str] = []
        marks: list[Mark] = []
        paragraphs: list[Span] = []
        for block in report:
            if block.tag not in ("title", "p"):
                continue
            if parts:
                parts.append("\n\n")
            start = sum(map(len, parts))
            _flatten(block, parts, marks, is_block=True)
            paragraphs.append((start, sum(map(len, parts))))
        text = "".join(parts)
        yield MarkedAccount(
            path.stem,
            report.attrib["outlet"],
            dict(report.attrib),
            text,
            paragraphs,
            _mend(text, marks, paragraphs),
            entities,
            has_all_mentions=story.get("marked") != "attribution",
        )


def _flatten(element: ET.Element, parts: list[str], marks: list[Mark], *, is_block: bool) -> None:
    start = sum(map(len, parts))
    _add(parts, element.text, fresh=is_block)
    for child in element:
        _flatten(child, parts, marks, is_block=False)
        _add(parts, child.tail, fresh=False)
    if is_block:
        while parts and not parts[-1].rstrip():
            parts.pop()
        parts[-1] = parts[-1].rstrip()
    else:
        marks.append(Mark(element.tag, (start, sum(map(len, parts))), dict(element.attrib)))


def _add(parts: list[str], piece: str | None, *, fresh: bool) -> None:
    piece = re.sub(r"\s+", " ", piece or "")
    last = next((part for part in reversed(parts) if part), "")
    if piece.startswith(" ") and (fresh or not last or last[-1].isspace()):
        piece = piece[1:]
    if piece:
        parts.append(piece)


def _mend(text: str, marks: list[Mark], paragraphs: list[Span]) -> list[Mark]:
    """Trim white space at the marks' edges, which trimming a block's ends can leave."""
    end = paragraphs[-1][1]
    for mark in marks:
        a, b = mark.span
        b = min(b, end)
        while a < b and text[a].isspace():
            a += 1
        while b > a and text[b - 1].isspace():
            b -= 1
        mark.span = (a, b)
    return [mark for mark in marks if mark.span[0] < mark.span[1]]


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


def _mentions(account: MarkedAccount, words: list[Span], shown: list[str]) -> list[Mention]:
    mentions: list[Mention] = []
    for mark in account.marks:
        if mark.name != "en" or mark.attributes["x"] not in account.entities:
            continue
        under = words_under(words, *mark.span)
        own = _own(account, mark, words)
        head = find_head(shown, under[0], under[-1] + 1)
        entity = account.entities[mark.attributes["x"]]
        form = _form(shown, under, own or under, entity["name"])
        mentions.append(Mention(under[0], under[-1] + 1, head, entity["kind"], form, mark.attributes["x"]))
    return mentions


def _own(account: MarkedAccount, mark: Mark, words: list[Span]) -> list[int]:
    """Give the words of an entity mark that are in none nested in it."""
    inside = [
        m.span for m in account.marks if m.name == "en" and m is not mark and _within(m.span, mark.span)
    ]
    under = words_under(words, *mark.span)
    return [w for w in under if not any(a <= words[w][0] and words[w][1] <= b for a, b in inside)]


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
            w for w in _own(account, mark, words) if shown[w][:1].isupper() and shown[w].lower() in known
        ]
        if not inside:
            continue
        label = _LABELS.get(entity["kind"])
        for word in range(inside[0], inside[-1] + 1):
            names[word] = label and ("B-" if word == inside[0] else "I-") + label
    return names


def _within(inner: Span, outer: Span) -> bool:
    return outer[0] <= inner[0] and inner[1] <= outer[1] and inner != outer


def find_head(words: list[str], start: int, end: int) -> int:
    """Return the word a noun phrase turns on: the last before its first "of", "in", comma or bracket.

    >>> find_head("the head of the State Police , Lirim Hoxha".split(), 0, 9)
    1
    """
    first = start
    for index in range(end - 1, start, -1):
        if words[index].lower() in ("'s", "’s", "'", "’") and index + 1 < end and index - start < 6:
            first = index + 1
            break
    last = first
    for index in range(first, end):
        if (
            index > first
            and (words[index].lower() in _HEAD_STOPS or words[index] in _INNER)
            and words[last][-1:].isalnum()
        ):
            break
        if words[index][-1:].isalnum():
            last = index
    return last


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
