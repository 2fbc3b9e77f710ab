"""How well copies are told from news: ``python -m benchmarks.copies``. Needs no weights.

Texts of our training stories are changed as templates of sites do, which leaves a copy, and as editors do,
which does not: another word, "not" put in, another headline, a paragraph less. Reports of one story by
different outlets must stay apart as well. A copy is found if the sketch leads to it and the texts agree.
"""

from __future__ import annotations

import argparse
import random
import time
from collections import defaultdict
from collections.abc import Callable
from itertools import combinations
from pathlib import Path

from benchmarks.results import OWN_STORIES, PROJECT, Data, Figures, format_table, round_all, share, write
from rashomon.store.copies import Wording, is_near_copy, least_shared, read_wording
from training.corpora import stories

OUTLET = "Daily Star"
BOILERPLATE = (
    "Sign up for our newsletter to get the latest news from our reporters.",
    "Copyright 2031 The Associated Press. All rights reserved. This material may not be published, "
    "broadcast, rewritten or redistributed without permission.",
    "Follow us on Facebook and Instagram, or email us with your stories.",
    "Our Standards: The Trust Principles.",
    "Get unlimited access to all of our journalism: subscribe today for one dollar a week.",
    "Do you have a question or a tip? Contact our newsroom.",
    "The views expressed are those of the author.",
    "Additional reporting by agencies.",
    "Photograph: Getty Images",
    "Story continues below advertisement.",
    "Download our app for breaking news alerts.",
    "Share this article on social media.",
    "Last updated at 14:05 GMT.",
    "Listen to this article in four minutes.",
    "We use cookies to improve your experience on this site.",
    "This article was amended on Tuesday to correct a spelling.",
)
Change = Callable[[list[str], random.Random], list[str]]


def shuffle(paragraphs: list[str], rng: random.Random) -> list[str]:
    """Put the paragraphs below the headline in another order."""
    head, *body = paragraphs
    return [head, *rng.sample(body, len(body))]


def replace_word(paragraphs: list[str], rng: random.Random) -> list[str]:
    """Put another word in the place of one, anywhere below the headline."""
    return _edit(paragraphs, rng, lambda words, at: [*words[:at], "terrorists", *words[at + 1 :]])


def put_in_not(paragraphs: list[str], rng: random.Random) -> list[str]:
    """Put in "not", anywhere below the headline."""
    return _edit(paragraphs, rng, lambda words, at: [*words[:at], "not", *words[at:]])


def _edit(
    paragraphs: list[str], rng: random.Random, edit: Callable[[list[str], int], list[str]]
) -> list[str]:
    number = rng.randrange(1, len(paragraphs))
    words = paragraphs[number].split()
    changed = " ".join(edit(words, rng.randrange(len(words))))
    return [*paragraphs[:number], changed, *paragraphs[number + 1 :]]


COPIES: dict[str, Change] = {
    "capitals": lambda paragraphs, _: [one.upper() for one in paragraphs],
    "paragraphs in another order": shuffle,
    "site's name in the headline": lambda paragraphs, _: [f"{paragraphs[0]} | {OUTLET}", *paragraphs[1:]],
    "one line of boilerplate": lambda paragraphs, rng: [*paragraphs, rng.choice(BOILERPLATE)],
    "two lines of boilerplate": lambda paragraphs, rng: [*paragraphs, *rng.sample(BOILERPLATE, 2)],
}
NEWS: dict[str, Change] = {
    "another word": replace_word,
    "not put in": put_in_not,
    "another headline": lambda paragraphs, _: ["Officials dispute what happened there", *paragraphs[1:]],
    "last paragraph cut": lambda paragraphs, _: paragraphs[:-1],
}


def is_found(one: Wording, other: Wording) -> bool:
    """Tell whether the store would take a text for a copy of another."""
    is_likely = len({*one.sketch} & {*other.sketch}) >= least_shared(one)
    return one.key == other.key or (is_likely and is_near_copy(one, other))


def measure(accounts: list[tuple[str, str]]) -> Figures:
    """Change every text in every way; give the shares of copies found and of news kept, in per cent."""
    rng = random.Random(len(accounts))
    found: dict[str, list[bool]] = defaultdict(list)
    for _, text in accounts:
        paragraphs = text.split("\n\n")
        if len(paragraphs) < 4:
            continue
        original = read_wording(text)
        for name, change in (COPIES | NEWS).items():
            changed = read_wording("\n\n".join(change(paragraphs, rng)), OUTLET)
            found[name].append(is_found(changed, original))
    wordings = [(story, read_wording(text)) for story, text in accounts]
    pairs = [
        is_found(one, other)
        for (story, one), (other_story, other) in combinations(wordings, 2)
        if story == other_story
    ]
    start = time.process_time()
    for _, text in accounts:
        wording = read_wording(text)
        _ = wording.key, wording.sketch
    spent = time.process_time() - start
    kept = {name: 100 - share(sum(found[name]), len(found[name])) for name in NEWS}
    return {
        "copies found": {name: share(sum(found[name]), len(found[name])) for name in COPIES},
        "news kept": {**kept, "same story, other outlet": 100 - share(sum(pairs), len(pairs))},
        "cost": {"milliseconds_per_report": 1000 * spent / len(accounts), "reports": len(accounts)},
    }


def main() -> None:
    """Measure and write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, default=PROJECT.parent / "shared")
    shared: Path = parser.parse_args().shared
    files = stories.paths(shared / "annotated", OWN_STORIES, "train")
    accounts = [(one.story, one.text) for path in files for one in stories.read_accounts(path)]
    figures = measure(accounts)
    print(format_table(figures))
    write("copies", {"data": Data(files=tuple(files)).describe(), "figures": round_all(figures)})


if __name__ == "__main__":
    main()
