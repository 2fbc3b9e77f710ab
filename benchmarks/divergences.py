"""How well the figures of a story's voices are laid side by side: ``python -m benchmarks.divergences``.

Our stories (dev, or with ``--test-stories`` for final figures). A true position is a marked figure of a fact
that at least two reports tell: its value and whose it is, by the innermost attribution it stands in. It is
found if a divergence has the value for a voice of that report whose statement, or another one of the same
speaker, has that cue or a source whose words overlap the marked ones; and most figures of the divergence that
are marked are of that fact. A pair of
positions reported as conflicting is true if its words are marked as the same fact and the marked values
exclude each other.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from benchmarks.marked_accounts import CodedStory, code_stories
from benchmarks.results import (
    OWN_STORIES,
    Data,
    Figures,
    make_parser,
    open_measured,
    publish,
    read_options,
    share,
)
from rashomon.compare.amounts import Amount, relate_amounts
from rashomon.compare.comparing import compare
from rashomon.compare.entities import join_entities
from rashomon.compare.voices import Voices
from rashomon.records import Divergence, Position, Span, Voice
from training.corpora import stories
from training.corpora.markup import Mark, MarkedAccount


@dataclass(frozen=True, slots=True, kw_only=True)
class MarkedFigure:
    """A figure as marked: fact, value as written in the mark, cues and sources of its innermost voice."""

    report: str
    span: Span
    fact: str
    value: str
    cues: tuple[Span, ...] | None
    sources: tuple[Span, ...] = ()


def read_figures(marked: MarkedAccount, report: str) -> Iterator[MarkedFigure]:
    """Give the marked figures of an account; None for cues is the outlet's own voice."""
    contents = [mark for mark in marked.marks if mark.name == "con"]
    parts: dict[tuple[str, str], list[Span]] = {}
    for mark in marked.marks:
        if mark.name in ("cue", "src"):
            parts.setdefault((mark.name, mark.attributes["s"]), []).append(mark.span)
    for mark in marked.marks:
        if mark.name == "q":
            inner = min((one for one in contents if _holds(one, mark)), key=_size, default=None)
            yield MarkedFigure(
                report=report,
                span=mark.span,
                fact=mark.attributes["f"],
                value=mark.attributes["v"],
                cues=None if inner is None else tuple(parts.get(("cue", inner.attributes["s"]), ())),
                sources=() if inner is None else tuple(parts.get(("src", inner.attributes["s"]), ())),
            )


def _holds(outer: Mark, inner: Mark) -> bool:
    return outer.span[0] <= inner.span[0] and inner.span[1] <= outer.span[1]


def _size(mark: Mark) -> int:
    return mark.span[1] - mark.span[0]


def read_value(value: str) -> Amount | None:
    """Read a marked value as an amount; None for a word.

    >>> read_value("10..20"), read_value("~2500")
    (Amount(low=10.0, high=20.0, approximate=False), Amount(low=2500.0, high=2500.0, approximate=True))
    """
    bare = value.removeprefix("~")
    low, dots, high = bare.partition("..")
    try:
        ends = [float(end) if end else None for end in ((low, high) if dots else (low, low))]
    except ValueError:
        return None
    return Amount(low=ends[0], high=ends[1], approximate=value.startswith("~"))


def measure(told: Sequence[CodedStory]) -> Figures:
    """Score all stories."""
    counts: Counter[str] = Counter()
    for story in told:
        counts.update(score_story(story))
    return {
        "figures": {
            "positions_found": share(counts["found"], counts["wanted"]),
            "value_found": share(counts["value"], counts["wanted"]),
            "figure_read": share(counts["read"], counts["wanted"]),
            "conflicts_true": share(counts["true"], counts["conflicts"]),
            "conflicts_of_marked_true": share(counts["true"], counts["conflicts marked"]),
            "true_conflicts_found": share(counts["conflicts found"], counts["conflicts wanted"]),
            "positions": counts["wanted"],
            "conflicts": counts["conflicts"],
        }
    }


def score_story(story: CodedStory) -> Counter[str]:
    """Count what is right in one story."""
    marked = [
        figure
        for one, account in zip(story.marked.accounts, story.coded, strict=True)
        for figure in read_figures(one, account.report.id)
    ]
    divergences = compare(story.coded).divergences
    facts = {one.id: _find_fact(one, marked) for one in divergences}
    joined = join_entities(story.coded)
    voices = {account.report.id: Voices(account, joined) for account in story.coded}
    reports: dict[str, set[str]] = {}
    for figure in marked:
        reports.setdefault(figure.fact, set()).add(figure.report)
    counts: Counter[str] = Counter()
    for figure in marked:
        amount = read_value(figure.value)
        if amount is None or len(reports[figure.fact]) < 2:
            continue
        of_fact = [
            position for one in divergences if facts[one.id] == figure.fact for position in one.positions
        ]
        right = [p for p in of_fact if p.value is not None and _same(Amount(low=p.low, high=p.high), amount)]
        own = [voice for p in right for voice in p.voices if voice.report == figure.report]
        counts["wanted"] += 1
        counts["value"] += bool(own)
        counts["found"] += any(_is_voice(voice, figure, voices[figure.report]) for voice in own)
        counts["read"] += any(
            _overlap(quantity.span, figure.span)
            for account in story.coded
            if account.report.id == figure.report
            for quantity in account.quantities
        )
    return counts + _count_conflicts(divergences, marked)


def _same(one: Amount, other: Amount) -> bool:
    return (one.low, one.high) == (other.low, other.high)


def _overlap(one: Span, other: Span) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def _is_voice(voice: Voice, figure: MarkedFigure, voices: Voices) -> bool:
    if figure.cues is None or voice.statement is None:
        return figure.cues is None and voice.statement is None
    for one in voices.account.statements:
        is_same = voice.speaker is not None and voices.speaker(one.id) == voice.speaker
        if is_same or one.id == voice.statement:
            spans = [one.cue.span, *([] if one.source is None else [one.source.span])]
            if any(_overlap(own, marked) for own in spans for marked in (*figure.cues, *figure.sources)):
                return True
    return False


def _marked_at(voice: Voice, marked: Sequence[MarkedFigure]) -> MarkedFigure | None:
    span = voice.span
    own = (one for one in marked if span and one.report == voice.report and _overlap(one.span, span))
    return next(own, None)


def _find_fact(divergence: Divergence, marked: Sequence[MarkedFigure]) -> str | None:
    voices = (
        voice for position in divergence.positions if position.value is not None for voice in position.voices
    )
    facts = Counter(one.fact for voice in voices if (one := _marked_at(voice, marked)) is not None)
    return max(facts, key=lambda fact: (facts[fact], fact), default=None)


def _count_conflicts(divergences: Sequence[Divergence], marked: Sequence[MarkedFigure]) -> Counter[str]:
    """Count conflicts reported and true, and true ones, each by fact and pair of values."""
    counts: Counter[str] = Counter()
    found: set[tuple[str, frozenset[str]]] = set()
    for one in divergences:
        if one.relation != "conflicting":
            continue
        told = [
            position for position in one.positions if position.low is not None or position.high is not None
        ]
        for left, right in combinations(told, 2):
            if relate_amounts(_amount(left), _amount(right)) != "conflicting":
                continue
            pairs = [(a, b) for a in _marks_of(left, marked) for b in _marks_of(right, marked)]
            true = [(a, b) for a, b in pairs if a.fact == b.fact and _excludes(a.value, b.value)]
            counts.update({"conflicts": 1, "conflicts marked": bool(pairs), "true": bool(true)})
            found |= {(a.fact, frozenset((a.value, b.value))) for a, b in true}
    wanted = {
        (a.fact, frozenset((a.value, b.value)))
        for a, b in combinations(marked, 2)
        if a.fact == b.fact and a.report != b.report and _excludes(a.value, b.value)
    }
    counts.update({"conflicts wanted": len(wanted), "conflicts found": len(wanted & found)})
    return counts


def _amount(position: Position) -> Amount:
    return Amount(low=position.low, high=position.high)


def _marks_of(position: Position, marked: Sequence[MarkedFigure]) -> list[MarkedFigure]:
    return [one for voice in position.voices if (one := _marked_at(voice, marked)) is not None]


def _excludes(one: str, other: str) -> bool:
    left, right = read_value(one), read_value(other)
    return left is not None and right is not None and relate_amounts(left, right) == "conflicting"


def main() -> None:
    """Measure and publish."""
    parser = make_parser(__doc__)
    parser.add_argument("--test-stories", action="store_true", help="measure the test stories instead")
    options = read_options(parser)
    encoder = open_measured(options)
    split, name = ("test", "divergences-test-stories") if options.test_stories else ("dev", "divergences")
    files = stories.paths(options.shared / "annotated", OWN_STORIES, split)
    figures = measure(code_stories(files, encoder))
    publish(name, options, Data(files=tuple(files)), encoder.weights_id, figures)


if __name__ == "__main__":
    main()
