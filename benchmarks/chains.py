"""How well mentions are joined to chains: ``python -m benchmarks.chains``. Our own mentions, exact spans.

GUM dev: gold words given, sentences our own; all of GUM's mentions are wanted, those of things that this
project makes no entities of as well. Our dev stories: raw text; only mentions of listed entities are marked
there, so a chain of ours that holds no marked mention at all counts neither way.

CoNLL F1 is the mean of MUC, B-cubed and CEAF-e; with singletons, and without: chains of one mention are then
left out on both sides before scoring.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.chain_metrics import ChainScores
from benchmarks.gold import as_report, give_words, read_gold, to_chars
from benchmarks.results import (
    OWN_STORIES,
    Data,
    Figures,
    make_parser,
    open_measured,
    publish,
    read_options,
    score,
)
from rashomon.extract.coreference import Thresholds
from rashomon.extract.entities import link_mentions
from rashomon.extract.lexicon import Lexicon, load_lexicon
from rashomon.extract.mending import mend
from rashomon.extract.reading import read_marks
from rashomon.records import Marks, Report, Span
from training.corpora import stories
from training.corpora.markup import MarkedAccount

if TYPE_CHECKING:
    from rashomon.encode import Encoder

SpanChains = list[list[Span]]


def find_data(shared: Path) -> Data:
    """Name the files that are read."""
    gum = shared / "data" / "train" / "gum-permissive.dev.jsonl.gz"
    return Data(files=(gum, *stories.paths(shared / "annotated", OWN_STORIES, "dev")))


def measure(encoder: Encoder, shared: Path, thresholds: Thresholds | None = None) -> Figures:
    """Score GUM dev and the dev stories; ``thresholds`` other than the usual serve to choose them."""
    gum, *story_files = find_data(shared).files
    lexicon = load_lexicon()
    return {
        "gum dev": score_chains(_of_gum(encoder, gum, lexicon, thresholds)),
        "dev stories": score_chains(_of_stories(encoder, story_files, lexicon, thresholds)),
    }


def _of_gum(
    encoder: Encoder, path: Path, lexicon: Lexicon, thresholds: Thresholds | None
) -> Iterator[tuple[SpanChains, SpanChains]]:
    texts = read_gold(path, "gum")
    for text, marks in zip(texts, encoder.read([give_words(text) for text in texts]), strict=True):
        gold = gather(
            ((first + entity["start"], first + entity["end"]), str(entity["chain"]))
            for first, row in text.rows
            for entity in row["entities"]
        )
        yield gold, find_spans(as_report(text), marks, lexicon, thresholds)


def _of_stories(
    encoder: Encoder, files: Sequence[Path], lexicon: Lexicon, thresholds: Thresholds | None
) -> Iterator[tuple[SpanChains, SpanChains]]:
    accounts = [one for path in files for one in stories.read_accounts(path) if one.has_all_mentions]
    reports = [
        Report(id=one.outlet, text=one.text, paragraphs=tuple(one.paragraphs), reader="benchmarks")
        for one in accounts
    ]
    for account, report, marks in zip(accounts, reports, encoder.encode(reports), strict=True):
        gold = gather(marked_mentions(account))
        found = find_spans(report, marks, lexicon, thresholds)
        yield gold, keep_known([[to_chars(marks.words, span) for span in chain] for chain in found], gold)


def marked_mentions(account: MarkedAccount) -> Iterator[tuple[Span, str]]:
    """Give the marked mentions of an account's listed entities, in characters."""
    for mark in account.marks:
        if mark.name == "en" and mark.attributes["x"] in account.entities:
            yield mark.span, mark.attributes["x"]


def find_spans(report: Report, marks: Marks, lexicon: Lexicon, thresholds: Thresholds | None) -> SpanChains:
    """Give our chains of a report, in words."""
    found, groups = link_mentions(mend(read_marks(report, marks, lexicon)), thresholds)
    return [[found.marks[member].words for member in group] for group in groups]


def gather(mentions: Iterable[tuple[Span, str]]) -> SpanChains:
    """Gather mentions to chains; of two mentions with the same span the first counts.

    >>> gather([((0, 2), "a"), ((4, 5), "b"), ((7, 8), "a"), ((0, 2), "b")])
    [[(0, 2), (7, 8)], [(4, 5)]]
    """
    chains: dict[str, list[Span]] = {}
    seen: set[Span] = set()
    for span, chain in mentions:
        if span not in seen:
            seen.add(span)
            chains.setdefault(chain, []).append(span)
    return list(chains.values())


def keep_known(found: SpanChains, gold: SpanChains) -> SpanChains:
    """Leave out chains none of whose mentions is marked.

    >>> keep_known([[(0, 1), (5, 6)], [(8, 9)]], [[(5, 6), (7, 8)]])
    [[(0, 1), (5, 6)]]
    """
    marked = {span for chain in gold for span in chain}
    return [chain for chain in found if not marked.isdisjoint(chain)]


def score_chains(documents: Iterable[tuple[SpanChains, SpanChains]]) -> dict[str, float]:
    """Score gold chains against found ones, over all documents."""
    with_single, without = ChainScores(), ChainScores()
    right = given = wanted = 0
    for gold, found in documents:
        with_single.add(gold, found)
        without.add(_joined(gold), _joined(found))
        gold_spans, found_spans = _all_spans(gold), _all_spans(found)
        right += len(gold_spans & found_spans)
        given += len(found_spans)
        wanted += len(gold_spans)
    precision, recall, f1 = score(right, given, wanted)
    singles = {
        f"{name}_with_singletons": value
        for name, value in with_single.as_figures().items()
        if name.endswith("_f1")
    }
    mentions = {"mention_precision": precision, "mention_recall": recall, "mention_f1": f1}
    return {**without.as_figures(), **singles, **mentions, "mentions": wanted}


def _joined(chains: SpanChains) -> SpanChains:
    return [chain for chain in chains if len(chain) > 1]


def _all_spans(chains: SpanChains) -> set[Hashable]:
    return {span for chain in chains for span in chain}


def main() -> None:
    """Measure and write."""
    options = read_options(make_parser(__doc__))
    encoder = open_measured(options)
    figures = measure(encoder, options.shared)
    publish("chains", options, find_data(options.shared), encoder.weights_id, figures)


if __name__ == "__main__":
    main()
