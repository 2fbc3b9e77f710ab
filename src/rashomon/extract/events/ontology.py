"""The ontology: which words say which type of event, read from ``data/plover`` and a user's own file.

A file has a table a type, with a table a mode inside it, and lists of patterns (see ``patterns``):

    [ASSAULT]
    verbs = ["attack", "<someone> kill"]
    [ASSAULT.firearms]
    verbs = ["open fire"]
    nouns = ["shooting"]

``docs/ontology.md`` tells how to write one.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import cast

from rashomon.errors import BadLexicon
from rashomon.extract.events.patterns import ADJECTIVE, NOUN, VERB, Choice, Pattern, read_pattern

ENTITY_CLASSES = frozenset(
    "someone person group organization country place force police government court business".split()
)
"""Classes that the entity a word leads to decides; other classes are lists of words."""
NOTHING = "NONE"
"""The type of patterns that say no event: "heart attack"."""
_LISTS = {"verbs": VERB, "nouns": NOUN, "adjectives": ADJECTIVE}
_TABLES = ("ontology", "classes", "modes")


@dataclass(frozen=True, slots=True, kw_only=True)
class Trigger:
    """A pattern and what it says: a type, a mode, and the ontology that it belongs to."""

    type: str
    mode: str | None
    ontology: str
    pattern: Pattern

    @property
    def rank(self) -> tuple[bool, int]:
        """What is sure goes before what counts but perhaps, then the heavier before the lighter."""
        return "perhaps" not in self.pattern.notes, self.pattern.weight

    def name(self) -> str:
        """Name the entry as ``because`` does: ``plover: ASSAULT/firearms 'open fire'``."""
        mode = f"/{self.mode}" if self.mode else ""
        return f"{self.ontology}: {self.type}{mode} '{self.pattern.text}'"


@dataclass(frozen=True, slots=True, kw_only=True)
class Ontology:
    """All triggers by the word they turn on, the surest and heaviest first."""

    verbs: Mapping[str, tuple[Trigger, ...]]
    nouns: Mapping[str, tuple[Trigger, ...]]
    adjectives: Mapping[str, tuple[Trigger, ...]]
    modes: Mapping[str, frozenset[str]]
    """Every type but NONE, with its modes."""
    modes_by_content: Mapping[str, Mapping[str, str]]
    """For types like REQUEST, which mode what is asked for makes: ``{"REQUEST": {"AID": "assist"}}``."""
    words: frozenset[str]
    """Every word of every pattern, to undo endings by."""


@dataclass(slots=True)
class _Draft:
    triggers: dict[tuple[str, str], Trigger] = field(default_factory=dict[tuple[str, str], Trigger])
    classes: dict[str, frozenset[str]] = field(default_factory=dict[str, frozenset[str]])
    modes: dict[str, Mapping[str, str]] = field(default_factory=dict[str, Mapping[str, str]])


def load_ontology(path: str | Path | None = None) -> Ontology:
    """Load PLOVER as the package has it and, over it, a user's own file.

    The user's patterns are added; one that the package has under another type moves to the user's. With
    ``keep = false`` under ``[ontology]`` the package's own types are left out, its classes kept.

    Raises:
        BadLexicon: the file cannot be read, is no TOML, or has an entry that is none; names the entry.
    """
    if path is None:
        return _own_ontology()
    own = _own_draft()
    try:
        text = Path(path).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise BadLexicon(f"{path}: cannot be read as UTF-8 text ({error}); give a TOML file") from error
    given = _parse(text, str(path))
    settings = _table(given.get("ontology", {}), f"{path}: [ontology]")
    draft = _Draft(
        triggers=dict(own.triggers) if settings.get("keep", True) else {},
        classes=dict(own.classes),
        modes=dict(own.modes),
    )
    _read(draft, given, str(path), str(settings.get("name", Path(path).stem)))
    return _assemble(draft)


@cache
def _own_ontology() -> Ontology:
    return _assemble(_own_draft())


@cache
def _own_draft() -> _Draft:
    draft = _Draft()
    folder = files("rashomon.extract") / "data" / "plover"
    for file in sorted(folder.iterdir(), key=lambda file: file.name):
        if file.name.endswith(".toml"):
            _read(draft, _parse(file.read_text(encoding="utf-8"), file.name), file.name, "plover")
    return draft


def _parse(text: str, where: str) -> dict[str, object]:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise BadLexicon(f"{where}: not valid TOML: {error}; see docs/ontology.md") from error


def _table(value: object, where: str) -> dict[str, object]:
    if not isinstance(value, dict):
        raise BadLexicon(f"{where}: is no table; see docs/ontology.md")
    return cast("dict[str, object]", value)


def _strings(value: object, where: str) -> list[str]:
    found = cast("list[object]", value) if isinstance(value, list) else [None]
    if not all(isinstance(one, str) for one in found):
        raise BadLexicon(f"{where}: is no list of texts; see docs/ontology.md")
    return cast("list[str]", found)


def _read(draft: _Draft, given: dict[str, object], where: str, name: str) -> None:
    for key, words in _table(given.get("classes", {}), f"{where}: [classes]").items():
        if key in ENTITY_CLASSES:
            raise BadLexicon(f"{where}: [classes] {key!r} is a class of entities; choose another name")
        if not isinstance(words, str):
            raise BadLexicon(f"{where}: [classes] {key!r} needs words in quotation marks")
        draft.classes[key] = frozenset(word.replace("_", " ") for word in words.lower().split())
    for type_, modes in _table(given.get("modes", {}), f"{where}: [modes]").items():
        draft.modes[type_] = {
            other: mode
            for mode, others in _table(modes, f"{where}: [modes.{type_}]").items()
            for other in _strings(others, f"{where}: [modes.{type_}] {mode!r}")
        }
    for type_ in given:
        if type_ not in _TABLES:
            table = _table(given[type_], f"{where}: [{type_}]")
            for mode, kind, text in _entries(table, f"{where}: [{type_}"):
                _add(
                    draft, Trigger(type=type_, mode=mode, ontology=name, pattern=_pattern(text, kind, where))
                )


def _entries(table: dict[str, object], where: str) -> Iterator[tuple[str | None, str, str]]:
    """Give the mode, kind and text of every pattern of a type."""
    for key, value in table.items():
        if key in _LISTS:
            yield from ((None, _LISTS[key], text) for text in _strings(value, f"{where}] {key!r}"))
            continue
        for inner, texts in _table(value, f"{where}.{key}]").items():
            if inner not in _LISTS:
                raise BadLexicon(
                    f"{where}.{key}] {inner!r}: write verbs = [...], nouns = [...] or adjectives = [...]"
                )
            yield from ((key, _LISTS[inner], text) for text in _strings(texts, f"{where}.{key}] {inner!r}"))


def _pattern(text: str, kind: str, where: str) -> Pattern:
    try:
        return read_pattern(text, kind)
    except ValueError as error:
        raise BadLexicon(f"{where}: {text!r} {error}") from None


def _add(draft: _Draft, trigger: Trigger) -> None:
    key = (trigger.pattern.kind, trigger.pattern.text)
    before = draft.triggers.get(key)
    if before is not None and before.ontology == trigger.ontology:
        raise BadLexicon(
            f"{trigger.ontology}: {trigger.pattern.text!r} stands under {before.type} "
            f"and {trigger.type}; keep one"
        )
    draft.triggers[key] = trigger


def _assemble(draft: _Draft) -> Ontology:
    by_kind: dict[str, dict[str, list[Trigger]]] = {VERB: {}, NOUN: {}, ADJECTIVE: {}}
    words: set[str] = set()
    modes: dict[str, set[str]] = {}
    for written in draft.triggers.values():
        trigger = _resolve(written, draft.classes)
        pattern = trigger.pattern
        modes.setdefault(trigger.type, set()).update([trigger.mode] if trigger.mode else [])
        words.update(pattern.heads)
        for choice in (pattern.actor, *(part.choice for part in pattern.parts)):
            words.update(choice.words if choice else ())
        for head in pattern.heads:
            by_kind[pattern.kind].setdefault(head, []).append(trigger)
    verbs, nouns, adjectives = (
        {
            head: tuple(sorted(found, key=lambda one: one.rank, reverse=True))
            for head, found in by_kind[kind].items()
        }
        for kind in (VERB, NOUN, ADJECTIVE)
    )
    return Ontology(
        verbs=verbs,
        nouns=nouns,
        adjectives=adjectives,
        modes={type_: frozenset(own) for type_, own in modes.items() if type_ != NOTHING},
        modes_by_content=draft.modes,
        words=frozenset(words),
    )


def _resolve(trigger: Trigger, classes: Mapping[str, frozenset[str]]) -> Trigger:
    """Put the words of classes in the place of their names; classes of entities stay."""

    def fill(choice: Choice | None) -> Choice | None:
        if choice is None:
            return None
        lists = [name for name in choice.classes if name not in ENTITY_CLASSES]
        for name in lists:
            if name not in classes:
                raise BadLexicon(
                    f"{trigger.ontology}: {trigger.pattern.text!r} uses <{name}>; define it under [classes]"
                )
        return Choice(
            words=choice.words.union(*(classes[name] for name in lists)),
            classes=tuple(name for name in choice.classes if name in ENTITY_CLASSES),
        )

    pattern = trigger.pattern
    parts = tuple(replace(part, choice=fill(part.choice)) for part in pattern.parts)
    return replace(trigger, pattern=replace(pattern, actor=fill(pattern.actor), parts=parts))
