"""Who stands behind a span of an account, named as the story names them."""

from __future__ import annotations

from collections.abc import Mapping

from rashomon.compare.entities import JoinedEntities
from rashomon.records import Account, RecordIn, Reference, Span, Statement, Voice


class Voices:
    """The voices of one account; ``joined`` are the story's entities."""

    def __init__(self, account: Account, joined: JoinedEntities) -> None:
        self.account = account
        self._names = {entity.id: entity.name for entity in joined.entities}
        self._of = joined.of
        self._statements: Mapping[str, Statement] = {one.id: one for one in account.statements}

    def tell(self, span: Span, statement: str | None) -> Voice:
        """Give the voice of a statement (None is the outlet's own) for the words of a span.

        Where a statement names nobody ("she claimed to have the commitment of 17"), that which it stands in
        speaks, if it names somebody.
        """
        report = self.account.report
        statement = self._nearest_named(statement)
        return Voice(
            report=report.id,
            outlet=report.outlet,
            speaker=self.speaker(statement),
            statement=statement,
            span=span,
            words=self.words(span),
            published=report.published,
        )

    def _nearest_named(self, statement: str | None) -> str | None:
        seen: set[str] = set()
        outer = statement
        while outer is not None and outer in self._statements and outer not in seen:
            if self._statements[outer].source is not None:
                return outer
            seen.add(outer)
            outer = self._statements[outer].within
        return statement

    def words(self, span: Span) -> str:
        """Give the words of a span on one line."""
        return " ".join(self.account.report.text[slice(*span)].split())

    def speaker(self, statement: str | None) -> str | None:
        """Give the name of a statement's source; None for no statement, or one that names nobody."""
        told = self._statements.get(statement or "")
        return None if told is None or told.source is None else self.name(told.source)

    def entity(self, reference: Reference) -> str | None:
        """Give the story's entity that a reference means."""
        at = RecordIn(report=self.account.report.id, id=reference.entity or "")
        return self._of.get(at)

    def name(self, reference: Reference) -> str:
        """Give the story's name of whom a reference means, or its words."""
        entity = self.entity(reference)
        return self.words(reference.span) if entity is None else self._names[entity]

    def innermost(self, span: Span) -> str | None:
        """Give the innermost statement whose content holds a span; None if it is the outlet's own word."""
        holding = [
            (end - start, one.id)
            for one in self.account.statements
            for start, end in one.content
            if start <= span[0] and span[1] <= end
        ]
        return min(holding)[1] if holding else None
