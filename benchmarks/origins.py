"""How well shared text is told: ``python -m benchmarks.origins``. Our stories' ``derived`` reports.

*Pairs* are all pairs of reports of one story: those of which one is derived from the other, or both from
a third, should be one origin (``found``), all others not (``false``). ``first_right`` is the share of the
derived reports found whose origin's first report is the one they are derived from.

*Edits* are made by a program, and each edited report is laid beside the original: reprints (another
headline, the last paragraph cut), and one sentence in which a noun for people or a "said" is exchanged or
a time is left out. ``told`` is the share of these sentences that are called what they are, ``kept`` that of
all others. *Shared quotations* puts the same two quotations into reports that share no text, which must not
make them one. *Cost* is the CPU time of made-up stories of many reports.

Dev and train stories; ``--test-stories`` measures the test stories instead, for a final report.
"""

from __future__ import annotations

import random
import re
import time
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import combinations

from benchmarks.marked_accounts import to_report
from benchmarks.results import (
    OWN_STORIES,
    Data,
    Figures,
    make_coder,
    make_parser,
    open_measured,
    publish,
    read_options,
    share,
)
from rashomon.compare.origins import find_origins
from rashomon.flow import Coder
from rashomon.records import Account, Report, Span
from training.corpora import stories
from training.corpora.markup import Mark, MarkedAccount

HEADLINE = "Officials dispute what happened there"
QUOTATIONS = (
    "“We were told to wait, and we waited until nobody was left to wait for,” she said.",
    "“Every door on that street has been open since morning, and nobody came,” he told reporters.",
)
LARGE = (100, 200, 400)
SEED = 7


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """A story's reports as they are marked and as they are coded, in the same order."""

    marked: Sequence[MarkedAccount]
    coded: Sequence[Account]


def read_story(marked: Sequence[MarkedAccount], coder: Coder) -> Story:
    """Code the reports of a story."""
    reports = [to_report(one, number) for number, one in enumerate(marked)]
    return Story(marked=marked, coded=list(coder.pipe(reports)))


def score_pairs(told: Iterable[Story]) -> dict[str, float]:
    """Count pairs found and false ones, and how often the right report is called the first."""
    counts: Counter[str] = Counter()
    for story in told:
        family = {report: one for one in find_origins(story.coded) for report in one.reports}
        origins = [family[account.report.id] for account in story.coded]
        outlets = {account.report.id: account.report.outlet for account in story.coded}
        for one, other in combinations(range(len(origins)), 2):
            is_one = origins[one] is origins[other]
            kind = "derived" if is_derived(story.marked[one], story.marked[other]) else "others"
            counts.update({kind: 1, f"{kind}_one": is_one})
        for marked, origin in zip(story.marked, origins, strict=True):
            source = marked.attributes.get("derived")
            if source is not None and len(origin.reports) > 1:
                counts.update(users=1, first=outlets[origin.first] == source, told=origin.how != "unknown")
        counts["reports"] += len(origins)
    return {
        "found": share(counts["derived_one"], counts["derived"]),
        "false": share(counts["others_one"], counts["others"]),
        "first_right": share(counts["first"], counts["users"]),
        "first_told": share(counts["told"], counts["users"]),
        "derived_pairs": counts["derived"],
        "other_pairs": counts["others"],
        "reports": counts["reports"],
    }


def is_derived(one: MarkedAccount, other: MarkedAccount) -> bool:
    """Tell whether one of two reports is marked as derived from the other, or both from one."""
    here, there = one.attributes.get("derived"), other.attributes.get("derived")
    return here == other.outlet or there == one.outlet or (here is not None and here == there)


Edit = Callable[[MarkedAccount], tuple[str, int] | None]
"""Gives a report's text with one sentence edited, and where; None where it has no such sentence."""


def exchange_noun(account: MarkedAccount) -> tuple[str, int] | None:
    """Call a group of people by another noun, one that the report does not use."""
    groups = {x for x, about in account.entities.items() if about["kind"] == "group"}
    nouns = (mark for mark in account.marks if mark.name == "en" and mark.attributes["x"] in groups)
    return _edit(account, nouns, r"(?:(?:the|some|several) )?[a-z]{4,}s", "the hooligans")


def exchange_said(account: MarkedAccount) -> tuple[str, int] | None:
    """Have somebody claim what they said."""
    return _edit(account, (mark for mark in account.marks if mark.name == "cue"), "said", "claimed")


def leave_out_time(account: MarkedAccount) -> tuple[str, int] | None:
    """Leave out "on Monday" and the like."""
    return _edit(account, (mark for mark in account.marks if mark.name == "t"), "[A-Z][a-z]+day", "")


def _edit(account: MarkedAccount, marks: Iterable[Mark], pattern: str, words: str) -> tuple[str, int] | None:
    for mark in marks:
        start, end = mark.span
        if start > account.paragraphs[0][1] and re.fullmatch(pattern, account.text[start:end]):
            before, after = account.text[:start], account.text[end:]
            if not words:
                before, after = re.sub(r"(?: on| last| since)? $", "", before), after
            return before + words + after, len(before)
    return None


EDITS: dict[str, tuple[Edit, str]] = {
    "noun exchanged": (exchange_noun, "relabelled"),
    "said exchanged": (exchange_said, "relabelled"),
    "time left out": (leave_out_time, "reworded"),
}


def score_edit(told: Iterable[Story], coder: Coder, edit: Edit, what: str) -> dict[str, float]:
    """Lay each report beside its edited self."""
    counts: Counter[str] = Counter()
    for story in told:
        for marked, account in zip(story.marked, story.coded, strict=True):
            edited = edit(marked)
            if edited is None:
                continue
            twin = coder(rewrite(account.report, edited[0]))
            origins = find_origins([account, twin])
            counts.update(texts=1, one=len(origins) == 1)
            for change in (change for origin in origins for change in origin.changes):
                span = change.from_ if origins[0].first == twin.report.id else change.to
                is_it = span is not None and span[0] <= edited[1] <= span[1]
                counts.update({"edited": 1, "told": change.what == what} if is_it else {"rest": 1})
                counts["kept"] += not is_it and change.what == "kept"
    return {
        "one_origin": share(counts["one"], counts["texts"]),
        "told": share(counts["told"], counts["edited"]),
        "kept": share(counts["kept"], counts["rest"]),
        "texts": counts["texts"],
    }


def score_reprints(told: Iterable[Story], coder: Coder) -> dict[str, float]:
    """Lay each report beside itself under another headline and without its last paragraph."""
    counts: Counter[str] = Counter()
    for story in told:
        for account in story.coded:
            _, *body = account.report.text.split("\n\n")
            if len(body) < 2:
                continue
            twin = coder(rewrite(account.report, "\n\n".join((HEADLINE, *body[:-1]))))
            origins = find_origins([account, twin])
            counts.update(texts=1, one=len(origins) == 1, reprints=origins[0].kind == "reprints")
    return {
        "one_origin": share(counts["one"], counts["texts"]),
        "called_reprints": share(counts["reprints"], counts["texts"]),
        "texts": counts["texts"],
    }


def score_quotations(told: Iterable[Story], coder: Coder) -> dict[str, float]:
    """Give all reports of a story the same quotations; count pairs that share no text and became one."""
    counts: Counter[str] = Counter()
    for story in told:
        texts = ("\n\n".join((account.report.text, *QUOTATIONS)) for account in story.coded)
        quoting = [coder(rewrite(each.report, text)) for each, text in zip(story.coded, texts, strict=True)]
        for one, other in combinations(range(len(quoting)), 2):
            if not is_derived(story.marked[one], story.marked[other]):
                origins = find_origins([quoting[one], quoting[other]])
                counts.update(pairs=1, one=len(origins) == 1)
    return {"false": share(counts["one"], counts["pairs"]), "pairs": counts["pairs"]}


def rewrite(report: Report, text: str) -> Report:
    """Make a report of another text by another outlet, at a time not told."""
    spans: list[Span] = []
    at = 0
    for paragraph in text.split("\n\n"):
        spans.append((at, at + len(paragraph)))
        at += len(paragraph) + 2
    twin = replace(report, id=f"{report.id}-twin", outlet="Harbour Twin", url=None, published=None)
    return replace(twin, text=text, paragraphs=tuple(spans), sentences=())


def measure_cost(told: Sequence[Story]) -> dict[str, float]:
    """Time stories made of the reports of several stories, a third of the sentences cut each time."""
    rng = random.Random(SEED)
    accounts = [account for story in told for account in story.coded][:20]
    figures: dict[str, float] = {}
    for size in LARGE:
        many = [_thin_out(accounts[at % len(accounts)], at, rng) for at in range(size)]
        start = time.process_time()
        find_origins(many)
        figures[f"cpu_seconds_{size}_reports"] = time.process_time() - start
    return figures


def _thin_out(account: Account, number: int, rng: random.Random) -> Account:
    sentences = account.report.sentences
    kept = sorted(rng.sample(sentences, 2 * len(sentences) // 3))
    return replace(account, report=replace(account.report, id=f"many-{number}", sentences=tuple(kept)))


def measure(told: Sequence[Story], coder: Coder, name: str) -> Figures:
    """Give all figures; what is edited are the stories that have derived reports marked."""
    own = {path.stem for path in OWN_STORIES.glob("*.xml")}
    edited = [story for story in told if story.marked[0].story not in own]
    return {
        f"{name} stories": score_pairs(told),
        "reprints": score_reprints(edited, coder),
        **{part: score_edit(edited, coder, edit, what) for part, (edit, what) in EDITS.items()},
        "shared quotations": score_quotations(edited, coder),
        "cost": measure_cost(edited),
    }


def main() -> None:
    """Measure and publish."""
    parser = make_parser(__doc__)
    parser.add_argument("--test-stories", action="store_true", help="measure the test stories instead")
    options = read_options(parser)
    encoder = open_measured(options)
    coder = make_coder(encoder)
    splits, name = (("test",), "test") if options.test_stories else (("dev", "train"), "dev and train")
    files = [
        path for split in splits for path in stories.paths(options.shared / "annotated", OWN_STORIES, split)
    ]
    told = [read_story(list(stories.read_accounts(path)), coder) for path in files]
    publish(
        "origins-test-stories" if options.test_stories else "origins",
        options,
        Data(files=tuple(files)),
        encoder.weights_id,
        measure(told, coder, name),
    )


if __name__ == "__main__":
    main()
