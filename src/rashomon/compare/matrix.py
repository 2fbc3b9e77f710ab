"""Slots down, voices across: a story's divergences as rows, and the columns they are laid out in.

What terminal, page and Markdown show alike is decided here: which voice has a column of its own, and what
stands in a cell. How it looks is theirs.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from rashomon.compare.stems import fold
from rashomon.records import Position, StoryReport, Voice

RELATIONS = {
    "conflicting": ("≠", "conflicting"),
    "updated": ("↻", "one after the other"),
    "unsure": ("?", "they differ, if they are of one thing"),
    "compatible": ("≈", "compatible"),
    "silent": ("–", "told by one alone"),
    "same": ("=", "the same"),
}
"""How positions may stand to one another, what differs most first: its sign, and in words."""
MOST_OUTLETS = 10
"""Outlets beyond which a page or a Markdown table has a line for each position in place of columns."""
NOBODY = "nobody named"
_QUOTES = frozenset('“”"„«»')
OWN = "own voice"


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A slot of whom or what it is about, and what the voices of a story say of it.

    ``vague`` are voices that tell of it, but not this: they name no agent, say. ``silent`` are the numbers
    of the reports that tell nothing of it. A minor row is the same everywhere, told once, or background.
    """

    id: str
    slot: str
    title: str | None
    relation: str
    positions: tuple[Position, ...]
    vague: tuple[Voice, ...] = ()
    silent: tuple[int, ...] = ()
    is_minor: bool = False

    @property
    def heading(self) -> str:
        """What the slot is called where it heads a row."""
        return "number" if self.slot == "other" else self.slot

    @property
    def reports(self) -> set[str]:
        """The ids of the reports that tell."""
        return {voice.report for position in self.positions for voice in position.voices}


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A column: one voice, or an outlet's own with those that have no column beside it (``is_shared``)."""

    outlet: str
    reports: tuple[int, ...]
    name: str
    is_shared: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Saying:
    """What a voice says in a cell; without a value it tells of the thing, but not this."""

    value: str | None
    voice: Voice
    speaker: str | None
    """Who says so, where the column does not tell."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """What stands where a row meets a column; the first column of a silent outlet says so."""

    sayings: tuple[Saying, ...] = ()
    is_silent: bool = False

    @property
    def values(self) -> list[tuple[str | None, list[Saying]]]:
        """Each value once, in order, with those who say so; last, without one, those who leave it unsaid."""
        found: dict[str | None, list[Saying]] = {}
        for one in self.sayings:
            found.setdefault(one.value, []).append(one)
        return list(found.items())


@dataclass(frozen=True, slots=True, kw_only=True)
class Matrix:
    """Rows laid out in columns; ``cells`` has a list of cells for each row."""

    columns: tuple[Column, ...]
    cells: tuple[tuple[Cell, ...], ...]

    @property
    def outlets(self) -> list[tuple[str, int]]:
        """The outlets, each with how many columns it has, in order."""
        return list(Counter(column.outlet for column in self.columns).items())


class Outlets:
    """The outlets of a story's reports, by name: what has no name is told by its number."""

    def __init__(self, reports: Sequence[StoryReport], numbers: dict[str, int]) -> None:
        self.numbers = numbers
        self.of = {one.id: one.outlet or f"report {numbers[one.id]}" for one in reports}
        """The outlet of each report."""
        told = [one for one in reports if one.copy_of is None]
        self.names = list(dict.fromkeys(self.of[one.id] for one in told))
        self._reports: dict[str, list[int]] = {name: [] for name in self.names}
        for one in told:
            self._reports[self.of[one.id]].append(numbers[one.id])

    def reports(self, name: str) -> tuple[int, ...]:
        """Give the numbers of an outlet's reports."""
        return tuple(self._reports[name])

    def name_voice(self, voice: Voice) -> str:
        """Say who speaks: a name, nobody, or the outlet itself."""
        return name_speaker(voice) or self.of[voice.report]


def name_speaker(voice: Voice) -> str | None:
    """Give the name of who says so; None for the outlet's own voice.

    >>> name_speaker(Voice(report="r", speaker="Ana Brekke", statement="s")), name_speaker(Voice(report="r"))
    ('Ana Brekke', None)
    """
    return voice.speaker or (NOBODY if voice.statement is not None else None)


def show_words(voice: Voice) -> str:
    """Give the words of a voice without the quotation marks around them, to be put in others.

    >>> show_words(Voice(report="r", words="“a lie”")), show_words(Voice(report="r", words="“a lie” again"))
    ('a lie', '“a lie” again')
    """
    words = voice.words or ""
    inner = words[1:-1]
    is_quoted = words[:1] in _QUOTES and words[-1:] in _QUOTES and not _QUOTES.intersection(inner)
    return inner if is_quoted else words


def says_itself(slot: str, value: str | None, voice: Voice) -> bool:
    """Say whether a value is as good as the words it stands for, so that one of them is enough.

    >>> says_itself("verb", "hit", Voice(report="r", words="Hit"))
    True
    """
    is_made_of_words = slot in ("attribution", "label")
    return value is not None and (is_made_of_words or fold(value) == fold(voice.words or ""))


def lay_out(rows: Sequence[Row], outlets: Outlets, most: int) -> Matrix | None:
    """Lay rows out in at most so many columns; None if there are more outlets than that.

    Every outlet has a column for its own voice. The speakers who say most have one each beside it as long as
    there is room; all others share their outlet's.
    """
    if len(outlets.names) > most:
        return None
    said = Counter(key for row in rows for key in _list_speakers(row, outlets))
    chosen = {key for key, _ in said.most_common(most - len(outlets.names))}
    columns: list[Column] = []
    places: dict[tuple[str, str | None], int] = {}
    for name in outlets.names:
        speakers = [key for key in said if key[0] == name]
        own = [speaker for key in speakers if key in chosen for speaker in [key[1]]]
        places[name, None] = len(columns)
        is_shared = len(own) < len(speakers)
        columns.append(
            Column(
                outlet=name,
                reports=outlets.reports(name),
                name="own voice and others" if is_shared else OWN,
                is_shared=is_shared,
            )
        )
        for speaker in own:
            places[name, speaker] = len(columns)
            columns.append(Column(outlet=name, reports=outlets.reports(name), name=speaker))
    return Matrix(
        columns=tuple(columns), cells=tuple(_fill(row, outlets, places, len(columns)) for row in rows)
    )


def _list_speakers(row: Row, outlets: Outlets) -> Iterator[tuple[str, str]]:
    for position in row.positions:
        for voice in position.voices:
            speaker = name_speaker(voice)
            if speaker is not None:
                yield outlets.of[voice.report], speaker


def _fill(
    row: Row, outlets: Outlets, places: dict[tuple[str, str | None], int], size: int
) -> tuple[Cell, ...]:
    """Give the cells of a row."""
    sayings: list[list[Saying]] = [[] for _ in range(size)]
    for value, voice in _list_sayings(row):
        name, speaker = outlets.of[voice.report], name_speaker(voice)
        own = places.get((name, speaker))
        at = places[name, None] if own is None else own
        told = speaker if own is None else None
        sayings[at].append(Saying(value=value, voice=voice, speaker=told))
    silent = set(row.silent)
    quiet = {places[name, None] for name in outlets.names if silent.issuperset(outlets.reports(name))}
    return tuple(Cell(sayings=tuple(own), is_silent=at in quiet) for at, own in enumerate(sayings))


def _list_sayings(row: Row) -> Iterable[tuple[str | None, Voice]]:
    for position in row.positions:
        for voice in position.voices:
            yield position.value, voice
    for voice in row.vague:
        yield None, voice
