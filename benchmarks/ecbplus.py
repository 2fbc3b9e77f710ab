"""Which events of many documents are one: ECB+ 1 to 35, ``python -m benchmarks.ecbplus``.

Event mentions of the validated sentences, over all documents at once. *Gold mentions*: the marked ones are
given as events, with what our event that overlaps one tells of it, if there is one. *Predicted mentions*:
our events in those sentences, each taken for the marked one that it overlaps most; of those found by both,
and of all, where a marked one that is not found is missing and one of ours that is not marked is wrong. In
each setting there are three answers: ours (our stories, and the happenings in each); all with the same head
in one topic; all with the same head in one cluster of TF-IDF. The first baseline is given the topics, the
second has the clusters that fit the marked sub-topics best; ours is given neither. A head is the stem of
the first word of content.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from benchmarks.chain_metrics import Chain, ChainScores
from benchmarks.ecbplus_texts import EcbText, MarkedEvent, find_files, read_texts
from benchmarks.events import pair_spans
from benchmarks.results import Data, Figures, make_coder, make_parser, open_measured, publish, read_options
from benchmarks.stories import collect
from benchmarks.tfidf import cluster_texts
from rashomon.compare.entities import join_entities
from rashomon.compare.grouping import group_reports
from rashomon.compare.happenings import join_happenings
from rashomon.compare.signatures import sign
from rashomon.compare.stems import content_stems
from rashomon.records import Account, Event, Reason, Span

Mention = tuple[str, Span]
"""A mention: the id of its document, and where it stands there. A marked one has the span of the mark."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A document with its account, and the mention that each event of it is; others are left out."""

    text: EcbText
    account: Account
    mentions: Mapping[str, Mention]

    def head(self, mention: Mention) -> str:
        """Give the head of a mention."""
        words = self.text.report.text[slice(*mention[1])]
        return next(iter(content_stems(words)), words.casefold())


def predict(text: EcbText, account: Account) -> Document:
    """Take our events of the validated sentences for the marked ones that they overlap."""
    own = [
        event
        for event in account.events
        if any(start <= event.anchor[0] < end for start, end in text.sentences)
    ]
    mentions = {event.id: (text.report.id, event.anchor) for event in own}
    for mine, marked in pair_spans([event.anchor for event in own], [one.span for one in text.events]):
        mentions[own[mine].id] = text.report.id, text.events[marked].span
    return Document(text=text, account=account, mentions=mentions)


def give(text: EcbText, account: Account) -> Document:
    """Put the marked events in the place of ours."""
    pairs = pair_spans([one.anchor for one in account.events], [one.span for one in text.events])
    known = {marked: account.events[mine] for mine, marked in pairs}
    events = tuple(_give(known.get(at), one, f"{text.report.id}/{at}") for at, one in enumerate(text.events))
    mentions = {event.id: (text.report.id, one.span) for event, one in zip(events, text.events, strict=True)}
    return Document(text=text, account=replace(account, events=events), mentions=mentions)


def _give(known: Event | None, marked: MarkedEvent, identity: str) -> Event:
    if known is not None:
        return replace(known, id=identity, anchor=marked.span)
    return Event(
        id=identity,
        type="OTHER",
        mode=None,
        anchor=marked.span,
        status="happened",
        confidence=1.0,
        because=(Reason(by="marks"),),
    )


def join(documents: Sequence[Document], stories: Sequence[Sequence[str]]) -> Iterator[Chain]:
    """Give our answer: the happenings of each story, as chains of mentions."""
    by_id = {one.text.report.id: one for one in documents}
    for story in stories:
        accounts = [by_id[report].account for report in story]
        for happening in join_happenings(accounts, join_entities(accounts)):
            told = ((by_id[one.report].mentions, one.event) for one in happening.events)
            chain = [mentions[event] for mentions, event in told if event in mentions]
            if chain:
                yield chain


def match_heads(documents: Sequence[Document], groups: Mapping[str, Hashable]) -> list[list[Mention]]:
    """Give a baseline's answer: all mentions with one head in a group of documents."""
    chains: dict[Hashable, list[Mention]] = {}
    for one in documents:
        for mention in one.mentions.values():
            key = groups[one.text.report.id], one.head(mention)
            chains.setdefault(key, []).append(mention)
    return list(chains.values())


def list_gold(texts: Sequence[EcbText]) -> list[list[Mention]]:
    """Give the marked chains."""
    chains: dict[str, list[Mention]] = {}
    for text in texts:
        for one in text.events:
            chains.setdefault(one.happening, []).append((text.report.id, one.span))
    return list(chains.values())


def keep(chains: Sequence[Chain], mentions: set[Hashable]) -> list[Chain]:
    """Leave only some mentions in chains."""
    kept = [[one for one in chain if one in mentions] for chain in chains]
    return [chain for chain in kept if chain]


def measure(texts: Sequence[EcbText], accounts: Sequence[Account]) -> Figures:
    """Score all settings."""
    found = group_reports(map(sign, accounts))
    stories = collect((story, report) for report, story in found)
    by_subtopic = collect((one.subtopic, one.report.id) for one in texts)
    at = {one.report.id: number for number, one in enumerate(texts)}
    clusters, _ = cluster_texts(
        [one.report.text for one in texts], [[at[report] for report in own] for own in by_subtopic]
    )
    grouped: dict[str, Mapping[str, Hashable]] = {
        "same head in a topic": {one.report.id: one.topic for one in texts},
        "same head in a cluster": {
            texts[member].report.id: number for number, own in enumerate(clusters) for member in own
        },
    }
    gold, figures = list_gold(texts), Figures()
    for name, make in (("gold mentions", give), ("predicted mentions", predict)):
        documents = [make(text, account) for text, account in zip(texts, accounts, strict=True)]
        answers: dict[str, list[Chain]] = {"ours": list(join(documents, stories))}
        answers |= {title: list(match_heads(documents, groups)) for title, groups in grouped.items()}
        for title, answer in answers.items():
            if make is predict:
                both = {one for chain in answer for one in chain} & {one for chain in gold for one in chain}
                figures[f"predicted mentions, found ones, {title}"] = _figures(
                    keep(gold, both), keep(answer, both)
                )
            figures[f"{name}, {title}"] = _figures(gold, answer)
    return figures


def _figures(gold: Sequence[Chain], answer: Sequence[Chain]) -> dict[str, float]:
    scores = ChainScores()
    scores.add(gold, answer)
    figures = scores.as_figures()
    shown = ("conll_f1", "muc_f1", "b_cubed_precision", "b_cubed_recall", "b_cubed_f1", "ceaf_e_f1")
    counts = {"mentions": sum(map(len, gold)), "given": sum(map(len, answer)), "chains": len(answer)}
    return {**counts, **{name: figures[name] for name in shown}}


def main() -> None:
    """Measure and publish."""
    parser = make_parser(__doc__)
    options = read_options(parser)
    encoder = open_measured(options)
    texts = list(read_texts(options.shared))
    accounts = list(make_coder(encoder).pipe(one.report for one in texts))
    data = Data(files=tuple(find_files(options.shared)))
    publish("ecbplus", options, data, encoder.weights_id, measure(texts, accounts))


if __name__ == "__main__":
    main()
