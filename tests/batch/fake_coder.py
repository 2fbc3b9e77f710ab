"""A coder for tests that other processes can import: quick, and it does what a text tells it to."""

from __future__ import annotations

import os
import signal
from collections.abc import Sequence
from pathlib import Path

from rashomon.errors import BadLexicon
from rashomon.flow import Coder
from rashomon.records import Account, Entity, Marks, Mention, Report


class NoEncoder:
    """Reads nothing."""

    def encode(self, reports: Sequence[Report]) -> list[Marks]:
        """Give marks of no words."""
        return [Marks(words=(), sentences=(), upos=(), heads=(), deprels=()) for _ in reports]


def load_fake(*, lexicon: str | None = None, **_options: object) -> Coder:
    """Load the coder; a lexicon is always bad."""
    if lexicon is not None:
        raise BadLexicon(f"{lexicon}: bad")
    return Coder(NoEncoder(), build)


def build(report: Report, _marks: Marks) -> Account:
    """Make an account with one name in it, unless the text says DIE, DIE ONCE FILE, FAIL or HOLD PIPE."""
    words = report.text.split()
    if "DIE" in words and _is_to_die(words[words.index("DIE") + 1 :]):
        os.kill(os.getpid(), signal.SIGKILL)
    if "HOLD" in words:
        _hold(words[words.index("HOLD") + 1])
    if "FAIL" in words:
        raise RuntimeError("as it was told")
    span = (0, len(words[0]))
    name = Entity(
        id="e1",
        name=words[0],
        kind="place",
        country=None,
        sector=None,
        aliases=(),
        mentions=(Mention(span=span, form="name"),),
        confidence=1.0,
    )
    return Account(report=report, entities=(name,), coder="fake")


def _hold(pipe: str) -> None:
    """Say on a pipe which process this is, and wait at another one; do nothing if they are not there."""
    told, waits = (Path(f"{pipe}.{name}") for name in ("told", "waits"))
    if told.exists():
        told.write_text(str(os.getpid()))
        waits.read_text()


def _is_to_die(after: Sequence[str]) -> bool:
    if after[:1] != ["ONCE"]:
        return True
    marker = Path(after[1])
    if marker.exists():
        return False
    marker.touch()
    return True
