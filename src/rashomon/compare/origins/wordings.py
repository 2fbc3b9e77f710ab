"""A report's words as its account's records see them: who is named where, and which words are verbs."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property

from rashomon.compare.sentences import Sentence, level_word, read_sentences
from rashomon.compare.stems import stem
from rashomon.records import Account, Cue, Entity, Label, Span

_WORD = re.compile(r"\w+(?:['’]\w+)*")
_AFTER_HEAD = frozenset("of in for from at on with to under near by who which that".split())
"""Words before which a noun phrase has its head."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Naming:
    """A name or description of an entity, and the noun that is its head."""

    span: Span
    head: Span
    form: str
    entity: Entity


@dataclass(frozen=True, slots=True, kw_only=True)
class Verb:
    """Words that tell of an event or, as a cue, attribute; a plain cue says no more than that one spoke."""

    span: Span
    stem: str
    is_cue: bool = False
    is_plain: bool = False


@dataclass(frozen=True, kw_only=True)
class Wording:
    """An account and its sentences, with what its records say of words."""

    account: Account
    sentences: tuple[Sentence, ...]

    @classmethod
    def of(cls, account: Account) -> Wording:
        """Read an account."""
        return cls(account=account, sentences=read_sentences(account))

    @property
    def text(self) -> str:
        """The report's text."""
        return self.account.report.text

    @cached_property
    def namings(self) -> list[Naming]:
        """The names and descriptions of entities; pronouns name nobody."""
        return [
            Naming(span=one.span, head=find_head(self.text, one.span), form=one.form, entity=entity)
            for entity in self.account.entities
            for one in entity.mentions
            if one.form != "pronoun"
        ]

    @cached_property
    def verbs(self) -> list[Verb]:
        """The words that say who says so, and those that say what happened; what does both is a cue."""
        cues = [
            Verb(span=cue.span, stem=stem(cue.lemma), is_cue=True, is_plain=_is_plain(cue))
            for cue in (statement.cue for statement in self.account.statements)
        ]
        events = [
            Verb(span=event.anchor, stem=stem(self.lower(event.anchor))) for event in self.account.events
        ]
        return [*cues, *(one for one in events if not any(touch(one.span, cue.span) for cue in cues))]

    def heads_of(self, entity: Entity) -> set[str]:
        """Give the nouns that the account calls an entity by."""
        return {self.lower(naming.head) for naming in self.namings if naming.entity is entity}

    def words_at(self, *spans: Span | None) -> list[str]:
        """Give the words of spans as they are compared."""
        return [level_word(word) for span in spans if span for word in _WORD.findall(self.text, *span)]

    def namings_at(self, span: Span) -> list[Naming]:
        """Give the names and descriptions that share words with a span."""
        return [naming for naming in self.namings if touch(naming.span, span)]

    def verbs_at(self, span: Span) -> list[Verb]:
        """Give the verbs that share words with a span."""
        return [verb for verb in self.verbs if touch(verb.span, span)]

    def labels_at(self, span: Span | None) -> list[Label]:
        """Give the loaded words that share words with a span."""
        return [label for label in self.account.labels if span and touch(label.span, span)]

    def amounts_at(self, span: Span | None) -> list[tuple[float | None, float | None]]:
        """Give the amounts whose words share words with a span."""
        quantities = self.account.quantities
        return [(one.low, one.high) for one in quantities if span and touch(one.span, span)]

    def lower(self, span: Span) -> str:
        """Give the words of a span without case."""
        return level_word(self.text[slice(*span)])


def find_head(text: str, span: Span) -> Span:
    """Give the last word of a noun phrase before what hangs on it: "leader" of "the leader of the group".

    >>> find_head("the leader of the group", (0, 23))
    (4, 10)
    """
    words = [match.span() for match in _WORD.finditer(text, *span)] or [span]
    head = words[0]
    for after in words[1:]:
        if "," in text[head[1] : after[0]] or text[slice(*after)].casefold() in _AFTER_HEAD:
            break
        head = after
    return head


def split_name(name: str) -> list[str]:
    """Give the words of a name as they are compared.

    >>> split_name("People's Dawn")
    ["people's", 'dawn']
    """
    return [level_word(word) for word in _WORD.findall(name)]


def _is_plain(cue: Cue) -> bool:
    return cue.kind == "statement" and cue.stance == "neutral"


def touch(one: Span, other: Span) -> bool:
    """Tell whether two spans share a character.

    >>> touch((0, 3), (2, 4)), touch((0, 3), (3, 4))
    (True, False)
    """
    return one[0] < other[1] and other[0] < one[1]
