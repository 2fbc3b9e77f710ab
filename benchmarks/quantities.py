"""How well figures are read: ``python -m benchmarks.quantities``. Our stories' ``q`` marks; raw text in.

A mark is one figure of a fact that the story lists, with the value that its words give: a number, a range,
or one open side. It is found if a quantity of ours shares words with it, and right if low and high are its
value (within one per cent, whatever unit the fact is kept in: "22 million" is 22 of a fact in millions).
Marks whose value is a name or a year are left out. ``recall`` is over all the rest, ``recall_of_figures``
over those whose words hold a digit or a number word: the others are "a woman", "the second", "twice".

Of the right ones it is told how often role and what is counted agree with the words of the fact ("people
killed in the shelling"). Only figures of listed facts are marked, so that precision cannot be told:
``unmarked`` counts what we found besides, to be read by eye.

``--test-stories`` measures the test stories instead, for a final report. Never choose anything by them.
"""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

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
from rashomon.extract import load_lexicon
from rashomon.extract.lemmas import find_lemma
from rashomon.read import read_report
from rashomon.records import Quantity, Report, Span
from rashomon.text import settle
from training.corpora import stories
from training.corpora.markup import MarkedAccount

if TYPE_CHECKING:
    from rashomon.encode import Encoder

Bounds = tuple[float | None, float | None]
SCALES = (1.0, 100.0, 1e3, 1e6, 1e9)
"""What a fact's value may be counted in; 100 only for shares below one."""
CLOSE = 0.011
ROLES = {
    "age": r"\bages?\b of|'s age|^age\b| age$",
    "killed": r"\bkilled\b|\bdead\b|\bdeaths?\b|\bdied\b|drowned",
    "injured": r"\binjured|wounded|\bhurt\b",
    "arrested": r"arrested|detained",
    "displaced": r"displaced|\bfled\b|left their|evacuated",
    "missing": r"missing",
    "participants": r"on the march|protesters|people at the|crowd|marchers|attended|in the square|on strike",
    "seized": r"seized",
    "money": r"dollars|euros|pounds|money|naira|yen|rupees|shillings|\blei\b",
    "distance": r"\bkm\b|kilomet|\bmiles",
    "area": r"hectares|acres",
}
"""What the words of a fact say its figures' role is; the first that fits, else other."""
_NUMBER_WORD = re.compile(
    r"\d|\b(one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\w+teen|twenty|thirty|forty|fifty|sixty|"
    r"seventy|eighty|ninety|hundreds?|thousands?|millions?|billions?|dozens?|scores|several|few|handful|half|"
    r"thirds?|quarters?|no|none|nobody)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """A mark: its words, its value, and what its fact is about."""

    span: Span
    bounds: Bounds
    about: str


def find_data(shared: Path) -> Data:
    """Name the files that are read."""
    return Data(files=tuple(stories.paths(shared / "annotated", OWN_STORIES, "dev")))


def measure(encoder: Encoder, shared: Path, split: str = "dev") -> Figures:
    """Score our stories of a split: ``dev``, or ``test`` for a final report."""
    wanted: list[tuple[MarkedAccount, list[Wanted]]] = []
    for path in stories.paths(shared / "annotated", OWN_STORIES, split):
        facts = read_facts(path)
        wanted.extend((account, list(read_marks(account, facts))) for account in stories.read_accounts(path))
    reports = [read_report(account.text, name=str(at)) for at, (account, _) in enumerate(wanted)]
    kept = [(report, own) for report, own in zip(reports, wanted, strict=True) if isinstance(report, Report)]
    counts: Counter[str] = Counter(texts=len(kept))
    accounts = make_coder(encoder).pipe(report for report, _ in kept)
    for (_, (marked, marks)), account in zip(kept, accounts, strict=True):
        settled = settle(marked.text)
        found = [
            ((settled.original(one.span[0]), settled.original(one.span[1])), one)
            for one in account.quantities
        ]
        count(marked.text, marks, found, counts)
    return {f"{split} stories": figures_of(counts)}


def read_facts(path: Path) -> dict[str, str]:
    """Give what each fact of a story is about."""
    return {
        fact.attrib["f"]: fact.get("about", "") for fact in ET.parse(path).getroot().iterfind("facts/fact")
    }


def read_marks(account: MarkedAccount, facts: Mapping[str, str]) -> Iterator[Wanted]:
    """Give the marks of an account that are figures."""
    for mark in account.marks:
        bounds = read_value(mark.attributes["v"]) if mark.name == "q" else None
        if bounds is None:
            continue
        about = facts.get(mark.attributes["f"], "")
        if not is_year(bounds, about):
            yield Wanted(span=mark.span, bounds=bounds, about=about)


def is_year(bounds: Bounds, about: str) -> bool:
    """Say whether a mark's value is a year: a time, and no figure."""
    return bounds[0] == bounds[1] and 1900 <= (bounds[0] or 0) < 2100 and "year" in about


def read_value(value: str) -> Bounds | None:
    """Read a mark's value; None for a name.

    >>> read_value("15"), read_value("~2500"), read_value("10..20"), read_value("100.."), read_value("2/3")
    ((15.0, 15.0), (2500.0, 2500.0), (10.0, 20.0), (100.0, None), (0.6666666666666666, 0.6666666666666666))
    """
    low, dots, high = value.lstrip("~").partition("..")
    try:
        first = _number(low) if low else None
        return (first, _number(high) if high else None) if dots else (first, first)
    except ValueError:
        return None


def _number(text: str) -> float:
    whole, _, parts = text.partition("/")
    return float(whole) / float(parts or 1)


def count(
    text: str, marks: Iterable[Wanted], found: Sequence[tuple[Span, Quantity]], counts: Counter[str]
) -> None:
    """Count marks that are found, right, and right in role and what is counted; and what we found besides."""
    used: set[str] = set()
    for mark in marks:
        is_figure = _NUMBER_WORD.search(text[slice(*mark.span)]) is not None
        near = [one for span, one in found if span[0] < mark.span[1] and mark.span[0] < span[1]]
        used.update(one.id for one in near)
        right = [one for one in near if is_right(one, mark)]
        counts.update(marks=1, figures=is_figure, found=bool(near), right=bool(right))
        counts["right_figures"] += bool(right) and is_figure
        if right:
            counts["role_right"] += right[0].role == role_of(mark.about)
            counts["of_told"] += right[0].of is not None
            counts["of_right"] += right[0].of is not None and names(right[0].of, mark.about)
    counts["words"] += len(text.split())
    counts["unmarked"] += sum(one.id not in used for _, one in found)


def is_right(quantity: Quantity, mark: Wanted) -> bool:
    """Say whether a quantity, or the same amount in its other unit, has a mark's value."""
    pairs = [(quantity.low, quantity.high), *((one.low, one.high) for one in quantity.also)]
    return any(
        is_close(mark.bounds[0], low, mark.about) and is_close(mark.bounds[1], high, mark.about)
        for low, high in pairs
    )


def is_close(wanted: float | None, given: float | None, about: str = "") -> bool:
    """Say whether two ends are the same, in the unit that a fact is kept in.

    >>> is_close(22, 22e6, "million cubic metres"), is_close(0.5, 50), is_close(22, 22e6), is_close(None, 1)
    (True, True, False, False)
    """
    if wanted is None or given is None:
        return wanted is given
    is_scaled = re.search("million|thousand|billion", about) is not None
    for scale in SCALES:
        is_open = scale == 1 or (wanted <= 1 if scale == 100 else is_scaled)
        if is_open and abs(wanted * scale - given) <= CLOSE * abs(given):
            return True
    return False


def role_of(about: str) -> str:
    """Tell the role that the words of a fact name.

    >>> role_of("people killed in the shelling"), role_of("age of the mayor"), role_of("votes for the bill")
    ('killed', 'age', 'other')
    """
    return next((role for role, pattern in ROLES.items() if re.search(pattern, about)), "other")


def names(of: str, about: str) -> bool:
    """Say whether the words of a fact name what a quantity counts.

    >>> names("police officers", "officers hurt"), names("street", "kilometres rebuilt")
    (True, False)
    """
    plurals = load_lexicon().plurals
    lemmas = [{find_lemma(word, "NOUN", plurals) for word in text.lower().split()} for text in (of, about)]
    return bool(lemmas[0] & lemmas[1])


def figures_of(counts: Counter[str]) -> dict[str, float]:
    """Give recalls, agreements and counts."""
    return {
        "recall": share(counts["right"], counts["marks"]),
        "recall_of_figures": share(counts["right_figures"], counts["figures"]),
        "found_recall": share(counts["found"], counts["marks"]),
        "value_right_of_found": share(counts["right"], counts["found"]),
        "role_agreement": share(counts["role_right"], counts["right"]),
        "of_told": share(counts["of_told"], counts["right"]),
        "of_named_by_fact": share(counts["of_right"], counts["of_told"]),
        "marks": counts["marks"],
        "unmarked": counts["unmarked"],
        "unmarked_per_thousand_words": 1000 * counts["unmarked"] / max(1, counts["words"]),
        "texts": counts["texts"],
    }


def main() -> None:
    """Measure and write."""
    parser = make_parser(__doc__)
    parser.add_argument("--test-stories", action="store_true", help="measure the test stories instead")
    options = read_options(parser)
    encoder = open_measured(options)
    if options.test_stories:
        data = Data(files=tuple(stories.paths(options.shared / "annotated", OWN_STORIES, "test")))
        figures = measure(encoder, options.shared, "test")
        publish("quantities-test-stories", options, data, encoder.weights_id, figures)
    else:
        data, figures = find_data(options.shared), measure(encoder, options.shared)
        publish("quantities", options, data, encoder.weights_id, figures)


if __name__ == "__main__":
    main()
