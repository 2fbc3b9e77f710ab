"""How well the figures of a story's voices are laid side by side: ``python -m benchmarks.divergences``.

Our stories (dev, or with ``--test-stories`` for final figures). A true position is a marked figure of a fact
that at least two reports tell: its value and whose it is, by the innermost attribution it stands in; where
that names nobody ("allegedly"), that which it stands in may speak. Marks of years are left out: they are
times. It is found if a divergence has the value for a voice of that report whose statement, or another one of
the same speaker, has that cue or a source whose words overlap the marked ones; and most figures of the
divergence that are marked are of that fact. The value is that of the mark, in the unit that the fact is kept
in ("22" of a fact in millions), and within one per cent where the mark says about ("~33" is a third).

``positions_together`` asks for more: of a fact one divergence counts alone, that which most reports tell, so
that what stands apart is not found. Of the marked figures in divergences that two reports or more tell,
``figures_in_place`` are of the divergence's fact.

``train, by halves`` is the same on the train stories, each half by weights that are fitted on the other: more
figures than dev has, and conflicts above all. Whose they are is told better there than in other news, for the
encoder has seen these stories.

A pair of positions of a divergence that is reported as conflicting is true if its words are marked as one
fact and the marked values exclude each other. What is not marked counts as false.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from benchmarks.marked_accounts import CodedStory, code_stories
from benchmarks.quantities import is_close, is_year, read_facts
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
from rashomon.compare.entities import join_entities
from rashomon.compare.happenings import join_happenings
from rashomon.compare.joining import Scorer
from rashomon.compare.slots.figures import find_figures
from rashomon.compare.voices import Voices
from rashomon.records import Divergence, Position, Span, Voice
from training.corpora import stories
from training.corpora.markup import Mark, MarkedAccount
from training.joins import fit_figures


@dataclass(frozen=True, slots=True, kw_only=True)
class MarkedFigure:
    """A figure as marked: fact and what it is about, value as written, cues and sources of its voice."""

    report: str
    span: Span
    fact: str
    about: str
    value: str
    cues: tuple[Span, ...] | None
    sources: tuple[Span, ...] = ()


def read_figures(marked: MarkedAccount, report: str, facts: Mapping[str, str]) -> Iterator[MarkedFigure]:
    """Give the marked figures of an account; None for cues is the outlet's own voice."""
    contents = [mark for mark in marked.marks if mark.name == "con"]
    parts: dict[tuple[str, str], list[Span]] = {}
    for mark in marked.marks:
        if mark.name in ("cue", "src"):
            parts.setdefault((mark.name, mark.attributes["s"]), []).append(mark.span)
    for mark in marked.marks:
        if mark.name != "q":
            continue
        holding = sorted((one for one in contents if _holds(one, mark)), key=_size)
        names = [one.attributes["s"] for one in holding]
        named = next((at for at, name in enumerate(names) if ("src", name) in parts), 0)
        own = names[: named + 1]
        yield MarkedFigure(
            report=report,
            span=mark.span,
            fact=mark.attributes["f"],
            about=facts.get(mark.attributes["f"], ""),
            value=mark.attributes["v"],
            cues=tuple(span for name in own for span in parts.get(("cue", name), ())) if own else None,
            sources=tuple(span for name in own for span in parts.get(("src", name), ())),
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


Facts = Mapping[str, Mapping[str, str]]
"""By story, what each of its facts is about."""


def measure(told: Sequence[CodedStory], facts: Facts) -> Figures:
    """Score all stories."""
    return {"figures": figures_of(sum((score_story(one, facts) for one in told), Counter[str]()))}


def measure_halves(told: Sequence[CodedStory], facts: Facts) -> Figures:
    """Score stories, each half of them by weights that are fitted on the other."""
    halves = told[0::2], told[1::2]
    counts: Counter[str] = Counter()
    for fitted, scored in (halves, halves[::-1]):
        scorer = fit_figures(fitted)
        counts.update(sum((score_story(one, facts, scorer) for one in scored), Counter[str]()))
    return {"train, by halves": figures_of(counts)}


def figures_of(counts: Counter[str]) -> dict[str, float]:
    """Turn counts into shares."""
    return {
        "positions_found": share(counts["found"], counts["wanted"]),
        "positions_together": share(counts["together"], counts["wanted"]),
        "value_found": share(counts["value"], counts["wanted"]),
        "figure_read": share(counts["read"], counts["wanted"]),
        "figures_in_place": share(counts["in place"], counts["placed"]),
        "conflicts_true": share(counts["true"], counts["conflicts"]),
        "conflicts_of_marked_true": share(counts["true"], counts["conflicts marked"]),
        "true_conflicts_found": share(counts["conflicts found"], counts["conflicts wanted"]),
        "positions": counts["wanted"],
        "conflicts": counts["conflicts"],
    }


def score_story(story: CodedStory, facts: Facts, scorer: Scorer | None = None) -> Counter[str]:
    """Count what is right in one story; ``scorer`` joins its figures, the package's if left out."""
    marked = [
        figure
        for one, account in zip(story.marked.accounts, story.coded, strict=True)
        for figure in read_figures(one, account.report.id, facts[story.marked.name])
    ]
    accounts = sorted(story.coded, key=lambda one: (one.report.published or "", one.report.id))
    joined = join_entities(accounts)
    voices = {account.report.id: Voices(account, joined) for account in accounts}
    happenings = join_happenings(accounts, joined)
    divergences = list(find_figures(accounts, happenings, voices, scorer=scorer))
    counts = _count_positions(divergences, marked, voices) + _count_conflicts(divergences, marked)
    quantities = {account.report.id: account.quantities for account in story.coded}
    wanted = _list_wanted(marked)
    counts["wanted"] = len(wanted)
    counts["read"] = sum(
        any(_overlap(quantity.span, figure.span) for quantity in quantities[figure.report])
        for figure, _ in wanted
    )
    return counts


def _list_wanted(marked: Sequence[MarkedFigure]) -> list[tuple[MarkedFigure, Amount]]:
    """Give the marked figures of facts that two reports tell, with their values."""
    reports: dict[str, set[str]] = {}
    for figure in marked:
        reports.setdefault(figure.fact, set()).add(figure.report)
    read = ((figure, read_value(figure.value)) for figure in marked)
    return [
        (figure, amount)
        for figure, amount in read
        if amount is not None
        and len(reports[figure.fact]) > 1
        and not is_year((amount.low, amount.high), figure.about)
    ]


def _count_positions(
    divergences: Sequence[Divergence], marked: Sequence[MarkedFigure], voices: Mapping[str, Voices]
) -> Counter[str]:
    counts: Counter[str] = Counter()
    of_fact: dict[str, list[tuple[int, Divergence]]] = {}
    for one in divergences:
        told = [voice for position in one.positions for voice in position.voices]
        facts = [figure.fact for voice in told if (figure := _marked_at(voice, marked)) is not None]
        fact = _find_fact(one, marked)
        if fact is None:
            continue
        reports = {v.report for v in told if (m := _marked_at(v, marked)) is not None and m.fact == fact}
        of_fact.setdefault(fact, []).append((len(reports), one))
        if len({voice.report for voice in told if voice.span is not None}) > 1:
            counts.update({"placed": len(facts), "in place": facts.count(fact)})
    for figure, amount in _list_wanted(marked):
        own = of_fact.get(figure.fact, [])
        best = max(own, key=lambda pair: pair[0], default=None)
        right = [(pair is best, voice) for pair in own for voice in _list_voices(pair[1], figure, amount)]
        found = [is_best for is_best, voice in right if _is_voice(voice, figure, voices[figure.report])]
        counts.update({"value": bool(right), "found": bool(found), "together": any(found)})
    return counts


def _list_voices(divergence: Divergence, figure: MarkedFigure, amount: Amount) -> list[Voice]:
    """Give the voices of a figure's report that tell its value."""
    return [
        voice
        for position in divergence.positions
        if position.value is not None and _has_value(position, figure, amount)
        for voice in position.voices
        if voice.report == figure.report
    ]


def _has_value(position: Position, figure: MarkedFigure, amount: Amount) -> bool:
    ends = ((amount.low, position.low), (amount.high, position.high))
    if all(wanted == given for wanted, given in ends):
        return True
    is_scaled = all(wanted is given or (wanted and given and given % wanted == 0) for wanted, given in ends)
    return (amount.approximate or is_scaled) and all(
        is_close(wanted, given, figure.about) for wanted, given in ends
    )


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
    train = [] if options.test_stories else stories.paths(options.shared / "annotated", OWN_STORIES, "train")
    facts = {path.stem: read_facts(path) for path in (*files, *train)}
    figures = measure(code_stories(files, encoder), facts)
    if train:
        figures |= measure_halves(code_stories(train, encoder), facts)
    publish(name, options, Data(files=tuple(files)), encoder.weights_id, figures)


if __name__ == "__main__":
    main()
