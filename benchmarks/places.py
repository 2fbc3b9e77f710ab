"""How well places are told: ``python -m benchmarks.places``. Raw text in, GeoNames ids and coordinates out.

LGL (Lieberman et al. 2010), articles of local newspapers, and TR-News (Kamalloo and Rafiei 2018), both with
GeoNames ids, for scoring only; toponyms without an id are skipped. Thresholds were chosen on a half of LGL,
by a hash of each article's number, and on our stories; nothing was chosen on the other half and on TR-News.
Each is measured three times:

our names         what the encoder finds
names given       the corpus's own toponyms in place of the encoder's places
most populous     our names, each meaning the most populous place that bears it: the usual baseline

A place counts as right within 161 km of the gold's point. The same GeoNames id is 0 km away; a country or
region, which has no point in our gazetteer, is beyond any distance from any other place.
"""

from __future__ import annotations

import hashlib
import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING
from xml.etree import ElementTree

from benchmarks.results import Data, Figures, make_parser, open_measured, publish, read_options, share
from rashomon.extract import build_account, load_gazetteer, load_lexicon
from rashomon.extract.places.choosing import haversine_km
from rashomon.read import read_report
from rashomon.records import Marks, NameMark, Place, Report, Span
from rashomon.text import settle

if TYPE_CHECKING:
    from rashomon.encode import Encoder

CLOSE_KM = 161
"""A hundred miles: the customary bound."""
FARTHEST_KM = 20_039
"""Half the Earth's girth: the error of a place without a point, and the most that AUC allows for."""
WAYS = ("our names", "names given", "most populous")


@dataclass(frozen=True, slots=True, kw_only=True)
class Toponym:
    """A place name of the gold: characters of the raw text, GeoNames id and point; is it a town?"""

    span: Span
    geonames_id: int
    point: tuple[float, float]
    is_town: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """One text of a corpus with its toponyms; ``others`` are spans of toponyms without an id."""

    part: str
    report: Report
    offsets: Mapping[int, int]
    toponyms: tuple[Toponym, ...]
    others: frozenset[Span]


def find_data(shared: Path) -> Data:
    """Name the files that are read."""
    folder = shared / "data" / "dev" / "geo"
    return Data(files=(folder / "lgl.xml", folder / "TR-News.xml"))


def measure(encoder: Encoder, shared: Path) -> Figures:
    """Score both corpora in every way."""
    lgl, news = find_data(shared).files
    articles = [*read_corpus(lgl, "LGL"), *read_corpus(news, "TR-News")]
    read = list(zip(articles, encoder.encode([one.report for one in articles]), strict=True))
    figures: Figures = {}
    for part in dict.fromkeys(article.part for article in articles):
        own = [(article, marks) for article, marks in read if article.part == part]
        for way in WAYS:
            figures[f"{part}, {way}"] = score_places(
                (article, find_answers(article, marks, way)) for article, marks in own
            )
    return figures


def read_corpus(path: Path, name: str) -> Iterator[Article]:
    """Read the articles of one of the two files, which have the same form."""
    for node in ElementTree.parse(path).getroot().iter("article"):
        raw, number = node.findtext("text") or "", node.get("docid") or ""
        report = read_report(raw, name=number, url=(node.findtext("url") or "").strip() or None)
        if not isinstance(report, Report):
            continue
        settled = settle(raw)
        toponyms = list(node.iter("toponym"))
        told = [toponym for one in toponyms if (toponym := read_toponym(one)) is not None]
        known = {one.span for one in told}
        yield Article(
            part=f"{name}, {half_of(number)} half" if name == "LGL" else name,
            report=report,
            offsets={settled.original(at): at for at in range(len(settled.text) + 1)},
            toponyms=tuple(told),
            others=frozenset({span_of(one) for one in toponyms} - known),
        )


def half_of(number: str) -> str:
    """Say in which half of the corpus an article is: "tuning" or "other".

    >>> [half_of(str(number)) for number in range(4)]
    ['tuning', 'tuning', 'tuning', 'other']
    """
    return ("other", "tuning")[hashlib.blake2b(number.encode(), digest_size=4).digest()[0] % 2 == 0]


def span_of(node: ElementTree.Element) -> Span:
    """Give a toponym's characters in the raw text."""
    return int(node.findtext("start") or 0), int(node.findtext("end") or 0)


def read_toponym(node: ElementTree.Element) -> Toponym | None:
    """Read a toponym; None if it has no GeoNames id or no point."""
    place = node.find("gaztag")
    if place is None or not place.get("geonameid"):
        return None
    latitude, longitude = place.findtext("lat"), place.findtext("lon")
    if not latitude or not longitude:
        return None
    return Toponym(
        span=span_of(node),
        geonames_id=int(place.get("geonameid") or 0),
        point=(float(latitude), float(longitude)),
        is_town=(place.findtext("fcode") or "").startswith("PPL"),
    )


def find_answers(article: Article, marks: Marks, way: str) -> dict[Span, Place]:
    """Give our places of an article by the characters of its raw text."""
    if way == "names given":
        marks = give_names(article, marks)
    told = build_account(article.report, marks, load_lexicon(), "benchmark").places
    places = [place for place in told if not place.name.split()[-1].islower()]  # no "cattle market"
    if way == "most populous":
        places = [most_populous(article.report, place) for place in places]
    back = {ours: theirs for theirs, ours in article.offsets.items()}
    return {(back[place.span[0]], back[place.span[1]]): place for place in places}


def give_names(article: Article, marks: Marks) -> Marks:
    """Put the gold's toponyms in the place of all names that share words with them, and of all places."""
    starts = {start: word for word, (start, _) in enumerate(marks.words)}
    ends = {end: word + 1 for word, (_, end) in enumerate(marks.words)}
    given: list[Span] = []
    for start, end in (*(one.span for one in article.toponyms), *article.others):
        first, last = (
            starts.get(article.offsets.get(start, -1), -1),
            ends.get(article.offsets.get(end, -1), -1),
        )
        if 0 <= first < last:
            given.append((first, last))
    taken = {word for span in given for word in range(*span)}
    kept = [name for name in marks.names if name.label != "LOC" and taken.isdisjoint(range(*name.words))]
    names = [NameMark(words=span, label="LOC", score=1.0) for span in given]
    return replace(marks, names=tuple(sorted((*names, *kept), key=lambda name: name.words)))


def most_populous(report: Report, place: Place) -> Place:
    """Give a name the most populous place that bears it."""
    start, end = place.span
    found = [
        entry for entry in load_gazetteer().find(report.text[start:end]) if entry.geonames_id is not None
    ]
    best = found[0] if found else None
    return replace(
        place,
        latitude=best.latitude if best else None,
        longitude=best.longitude if best else None,
        geonames_id=best.geonames_id if best else None,
        how="resolved" if best else "unresolved",
    )


def score_places(answered: Iterable[tuple[Article, Mapping[Span, Place]]]) -> dict[str, float]:
    """Compare places with the gold: how many are found, left open, and close."""
    wanted = given = found = 0
    errors: list[float] = []
    of_towns: list[float] = []
    for article, places in answered:
        wanted += len(article.toponyms)
        given += len(places) - sum(span in places for span in article.others)
        own = [(one, places[one.span]) for one in article.toponyms if one.span in places]
        found += len(own)
        resolved = [(one, error_km(one, place)) for one, place in own if place.how == "resolved"]
        errors += [error for _, error in resolved]
        of_towns += [error for one, error in resolved if one.is_town]
    return {
        **figures_of(errors, wanted=wanted, given=given, found=found),
        "within_161_km_of_resolved_towns": share(sum(one <= CLOSE_KM for one in of_towns), len(of_towns)),
        "resolved_towns": len(of_towns),
    }


def error_km(toponym: Toponym, place: Place) -> float:
    """Give how far a place is from the gold's."""
    if place.geonames_id == toponym.geonames_id:
        return 0.0
    if place.latitude is None or place.longitude is None:
        return FARTHEST_KM
    return haversine_km((place.latitude, place.longitude), toponym.point)


def figures_of(errors: Sequence[float], *, wanted: int, given: int, found: int) -> dict[str, float]:
    """Give the customary figures; ``auc`` is the mean of the errors' logarithms, 0 best and 1 worst.

    >>> figures_of([0.0, 161.0, 5000.0], wanted=8, given=5, found=4)["within_161_km_of_resolved"]
    66.66666666666667
    """
    close = sum(error <= CLOSE_KM for error in errors)
    of_resolved, of_found = share(close, len(errors)), share(close, found)
    return {
        "within_161_km_of_resolved": of_resolved,
        "within_161_km_of_found": of_found,
        "within_161_km_of_all": share(close, wanted),
        "mean_of_resolved_and_all": (of_resolved + share(close, wanted)) / 2,
        "left_open_of_found": share(found - len(errors), found),
        "mean_error_km": sum(errors) / len(errors) if errors else 0.0,
        "auc": sum(math.log1p(error) for error in errors) / math.log1p(FARTHEST_KM) / max(1, len(errors)),
        "names_recall": share(found, wanted),
        "names_precision": share(found, given),
        "toponyms": wanted,
        "found": found,
        "resolved": len(errors),
    }


def main() -> None:
    """Measure and write."""
    options = read_options(make_parser(__doc__))
    encoder = open_measured(options)
    figures = measure(encoder, options.shared)
    publish("places", options, find_data(options.shared), encoder.weights_id, figures)


if __name__ == "__main__":
    main()
