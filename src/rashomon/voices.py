"""The voices of an account: its statements gathered by whose they are.

Sources that are joined to one entity are one voice. A source that is joined to none stays a voice of its
own (two "officials" need not be the same ones), and statements without a source come together last.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from rashomon.records import Account, Entity, Statement


@dataclass(frozen=True, slots=True, kw_only=True)
class Voice:
    """Somebody who says something in a report, or nobody in particular."""

    entity: Entity | None
    words: tuple[str, ...]
    """The ways the text names this voice where it speaks, as written, each once."""
    statements: tuple[Statement, ...]

    @property
    def name(self) -> str | None:
        """The name of the entity, or the words of the text; None where nobody is named."""
        if self.entity is not None:
            return self.entity.name
        return self.words[0] if self.words else None

    @property
    def other_names(self) -> list[str]:
        """Other names of the entity, and other words for it, each once in whatever case."""
        if self.entity is None:
            return []
        names = {name.casefold(): name for name in reversed([*self.entity.aliases, *self.words])}
        names.pop(self.entity.name.casefold(), None)
        return list(reversed(names.values()))


def gather_voices(account: Account) -> list[Voice]:
    """List the voices, most statements first, then in the order they first speak; sourceless ones last."""
    entities = {entity.id: entity for entity in account.entities}
    groups: dict[str | None, list[Statement]] = {}
    for statement in sorted(account.statements, key=lambda statement: statement.cue.span):
        groups.setdefault(_owner(statement), []).append(statement)
    unnamed = groups.pop(None, None)
    by_weight = sorted(groups.items(), key=lambda group: -len(group[1]))
    voices = [_voice(account, entities.get(owner or ""), said) for owner, said in by_weight]
    return voices if unnamed is None else [*voices, _voice(account, None, unnamed)]


def list_traits(statement: Statement, numbers: Mapping[str, int]) -> list[str]:
    """Name what is out of the ordinary about a statement, after its manner."""
    ordinary = {"statement", "neutral", "asserted"}
    traits = [statement.manner, statement.cue.kind, statement.cue.stance, statement.polarity]
    if statement.anonymous:
        traits.append("anonymous")
    if statement.within is not None and statement.within in numbers:
        traits.append(f"inside {numbers[statement.within]}")
    return [trait for trait in dict.fromkeys(traits) if trait not in ordinary]


def _owner(statement: Statement) -> str | None:
    if statement.source is None:
        return None
    return statement.source.entity or f"only {statement.id}"


def _voice(account: Account, entity: Entity | None, said: list[Statement]) -> Voice:
    sources = [statement.source.span for statement in said if statement.source is not None]
    words = dict.fromkeys(" ".join(account.report.text[start:end].split()) for start, end in sources)
    return Voice(entity=entity, words=tuple(words), statements=tuple(said))
