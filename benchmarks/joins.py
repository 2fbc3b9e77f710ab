"""How well entities and events of several accounts are joined: ``python -m benchmarks.joins``.

Our stories (dev, or with ``--test-stories`` for final figures). *Entities*: those of the coded accounts that
are a listed one, by the mentions they share with it, or by one that is the same but for words in front of it
("the mayor", "the old mayor", not "the mayor of Bria" and "Bria"); B-cubed over all accounts of a
story, once as coded and once for accounts that are perfect (made from the marks), where only the joining can
fail. *Happenings*: events that are a marked one, by overlap of anchors one to one, against the ``h`` marks;
as coded, for perfect accounts, and end to end: there an event that is not found is missing from its
happening, and one that is not marked is wrong.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from benchmarks.chain_metrics import Chain, Score, score_b_cubed
from benchmarks.events import Gold, find_listed, pair_spans, pair_up
from benchmarks.marked_accounts import CodedStory, code_stories, to_account
from benchmarks.results import OWN_STORIES, Data, Figures, make_parser, open_measured, publish, read_options
from rashomon.compare import entities as compared_entities
from rashomon.compare import figures as compared_figures
from rashomon.compare import happenings as compared_happenings
from rashomon.compare.entities import JoinedEntities, join_entities
from rashomon.compare.happenings import join_happenings
from rashomon.compare.joining import Pair, Scorer, join_groups, load_scorer
from rashomon.records import Entity, Happening, RecordIn, Span
from training.corpora import stories
from training.corpora.markup import Mark

_LEADS_ON = frozenset(
    "about after against and as at before between by for from in into near of on or over than that to under "
    "where which who whose with".split()
)
"""Words behind which another thing is named than what the phrase turns on."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Paired:
    """A story's records, the features of their pairs, and which is which by the marks; None is no marked one.

    ``missing`` are marked ones that no record is; ``strangers`` pairs that are never joined.
    """

    pairs: Mapping[Pair, Mapping[str, float]]
    gold: Sequence[str | None]
    missing: Sequence[str] = ()
    strangers: Mapping[Pair, bool] = field(default_factory=dict[Pair, bool])

    def labelled(self) -> Iterator[tuple[Mapping[str, float], bool]]:
        """Give pairs of which at least one is a marked one, with the answer."""
        for (left, right), features in self.pairs.items():
            if self.gold[left] is not None or self.gold[right] is not None:
                yield features, self.gold[left] == self.gold[right]

    def chains(
        self, groups: Sequence[Sequence[int]], *, all_in: bool = False
    ) -> tuple[list[Chain], list[Chain]]:
        """Give what should be one and what is, of marked records only unless ``all_in``."""
        wanted: dict[str, list[object]] = defaultdict(list)
        for number, name in enumerate(self.gold):
            if name is not None:
                wanted[name].append(number)
        if all_in:
            for number, name in enumerate(self.missing):
                wanted[name].append(("missing", number))
        given = [[one for one in group if all_in or self.gold[one] is not None] for group in groups]
        return list(wanted.values()), [group for group in given if group]


def pair_entities(story: CodedStory) -> Paired:
    """Pair a story's entities."""
    ones = compared_entities.list_entities(story.coded)
    listed = list_entities(story)
    return Paired(pairs=compared_entities.compare_all(ones), gold=[listed.get(one.at) for one in ones])


def list_entities(story: CodedStory) -> dict[RecordIn, str]:
    """Say which listed entity each coded one is."""
    found: dict[RecordIn, str] = {}
    for marked, account in zip(story.marked.accounts, story.coded, strict=True):
        gold = Gold.read(marked)
        exact = find_listed(gold, account)
        for entity in account.entities:
            name = exact.get(entity.id) or _find_by_ends(entity, gold.mentions, marked.text)
            if name is not None:
                found[RecordIn(report=account.report.id, id=entity.id)] = name
    return found


def _find_by_ends(entity: Entity, marks: Sequence[Mark], text: str) -> str | None:
    votes: Counter[str] = Counter()
    for mention in entity.mentions:
        alike = [mark for mark in marks if is_one_phrase(text, mark.span, mention.span)]
        nearest = min(alike, key=lambda mark: abs(mark.span[0] - mention.span[0]), default=None)
        if nearest is not None:
            votes[nearest.attributes["x"]] += 1
    return next((name for name, _ in votes.most_common(1)), None)


def is_one_phrase(text: str, one: Span, other: Span) -> bool:
    """Say whether two spans end alike and the longer has but words in front, or an apposition.

    >>> is_one_phrase("the old mayor", (0, 13), (8, 13)), is_one_phrase("its head, Ana", (0, 13), (10, 13))
    (True, True)
    >>> is_one_phrase("a bus station in Nyala", (0, 22), (17, 22))
    False
    """
    front = text[min(one[0], other[0]) : max(one[0], other[0])].split(",")[-1]
    return one[1] == other[1] and _LEADS_ON.isdisjoint(front.lower().split())


def make_perfect(story: CodedStory) -> CodedStory:
    """Give a story with the accounts that its marks make."""
    pairs = zip(story.marked.accounts, story.marked.reports, strict=True)
    return replace(story, coded=tuple(to_account(marked, report) for marked, report in pairs))


def join_perfectly(story: CodedStory) -> JoinedEntities:
    """Join the entities of a perfect story as its marks do."""
    ats = (RecordIn(report=one.report.id, id=entity.id) for one in story.coded for entity in one.entities)
    return JoinedEntities(entities=(), of={at: at.id.split("/", 1)[1] for at in ats})


def pair_happenings(story: CodedStory, joined: JoinedEntities) -> Paired:
    """Pair a story's events; ``joined`` are its entities."""
    ones = compared_happenings.list_happenings(story.coded, joined)
    names: dict[RecordIn, str] = {}
    missing: list[str] = []
    for marked, account in zip(story.marked.accounts, story.coded, strict=True):
        marks = Gold.read(marked).events
        pairs = pair_up(account.events, marks)
        found = {id(mark) for _, mark in pairs}
        names |= {RecordIn(report=account.report.id, id=one.id): mark.attributes["h"] for one, mark in pairs}
        missing += [mark.attributes["h"] for mark in marks if id(mark) not in found]
    gold = [names.get(one.at) for one in ones]
    return Paired(pairs=compared_happenings.compare_all(ones), gold=gold, missing=missing)


def pair_figures(story: CodedStory, happenings: Sequence[Happening]) -> Paired:
    """Pair a story's quantities; ``happenings`` are its happenings."""
    ones = compared_figures.list_figures(story.coded, happenings)
    names: dict[RecordIn, str] = {}
    missing: list[str] = []
    for marked, account in zip(story.marked.accounts, story.coded, strict=True):
        marks = [mark for mark in marked.marks if mark.name == "q" and mark.attributes["f"] != "none"]
        pairs = pair_spans([one.span for one in account.quantities], [mark.span for mark in marks])
        for own, mark in pairs:
            at = RecordIn(report=account.report.id, id=account.quantities[own].id)
            names[at] = marks[mark].attributes["f"]
        found = {mark for _, mark in pairs}
        missing += [mark.attributes["f"] for number, mark in enumerate(marks) if number not in found]
    gold = [names.get(one.at) for one in ones]
    return Paired(
        pairs=compared_figures.compare_all(ones),
        gold=gold,
        missing=missing,
        strangers=compared_figures.find_strangers(ones),
    )


def measure(told: Sequence[CodedStory]) -> Figures:
    """Score all stories."""
    perfect = [make_perfect(story) for story in told]
    sure = load_scorer("entities"), load_scorer("happenings")
    named = [pair_entities(story) for story in told]
    named_perfectly = [pair_entities(story) for story in perfect]
    done = [pair_happenings(story, join_entities(story.coded)) for story in told]
    counted = [
        pair_figures(story, join_happenings(story.coded, join_entities(story.coded))) for story in told
    ]
    done_perfectly = [pair_happenings(story, join_perfectly(story)) for story in perfect]
    return {
        "entities": _figures(named, sure[0]),
        "entities, perfect accounts": _figures(named_perfectly, sure[0]),
        "happenings": _figures(done, sure[1]),
        "happenings, perfect accounts": _figures(done_perfectly, sure[1]),
        "happenings, end to end": _figures(done, sure[1], all_in=True),
        "figures": _figures(counted, load_scorer("figures")),
    }


def _figures(told: Sequence[Paired], scorer: Scorer, *, all_in: bool = False) -> dict[str, float]:
    score = score_stories(scorer, told, all_in=all_in)
    return {
        "b_cubed_precision": 100 * score.precision,
        "b_cubed_recall": 100 * score.recall,
        "b_cubed_f1": 100 * score.f1,
    }


def score_stories(scorer: Scorer, told: Iterable[Paired], *, all_in: bool = False) -> Score:
    """Score the groups that a scorer makes."""
    total = Score()
    for paired in told:
        odds = {pair: scorer.log_odds(features) for pair, features in paired.pairs.items()}
        groups = join_groups(len(paired.gold), odds, scorer, paired.strangers)
        total += score_b_cubed(*paired.chains(groups, all_in=all_in))
    return total


def main() -> None:
    """Measure and publish."""
    parser = make_parser(__doc__)
    parser.add_argument("--test-stories", action="store_true", help="measure the test stories instead")
    options = read_options(parser)
    encoder = open_measured(options)
    split, name = ("test", "joins-test-stories") if options.test_stories else ("dev", "joins")
    files = stories.paths(options.shared / "annotated", OWN_STORIES, split)
    figures = measure(code_stories(files, encoder))
    publish(name, options, Data(files=tuple(files)), encoder.weights_id, figures)


if __name__ == "__main__":
    main()
