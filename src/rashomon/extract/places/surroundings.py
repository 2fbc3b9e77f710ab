"""What a report tells of where it is at home beside its toponyms: peoples, and its outlet."""

from __future__ import annotations

from urllib.parse import urlsplit

from rashomon.extract.countries import Countries
from rashomon.extract.places.evidence import Evidence
from rashomon.extract.places.gazetteer import Gazetteer
from rashomon.records import Report

OF_PEOPLE = 0.5
"""What a mention of a people ("Malian") counts, a place being 1."""
OF_OUTLET = 1.0
"""What the place in an outlet's name ("Manila Times") or the country of its address (".co.ke") counts."""
LARGE_CITY = 200_000
"""Smaller towns than this share their names with too many newspapers: "Sun", "Post", "Herald"."""
_LONGEST_CITY = 3
_SOLD = frozenset("io ai tv me co cc ly fm ws to ms".split())
"""Countries' domains that are sold to the whole world."""


def gather_evidence(report: Report, countries: Countries, gazetteer: Gazetteer) -> Evidence:
    """Count the countries and regions that a report tells by other words than toponyms."""
    evidence = Evidence()
    for form in countries.forms:
        if form.form == "people":
            evidence.add_country(form.iso3, OF_PEOPLE)
    for entry in gazetteer.find_domain(_domain(report.url)):
        evidence.add_place(entry, OF_OUTLET)
    _add_outlet(evidence, (report.outlet or "").split()[:8], gazetteer)
    return evidence


def _domain(url: str | None) -> str:
    """Give the last part of an address's host name, unless it says nothing of a country.

    >>> _domain("https://news.example.co.ke/a"), _domain("https://example.io/a"), _domain(None)
    ('ke', '', '')
    """
    try:
        host = urlsplit(url or "").hostname or ""
    except ValueError:
        return ""
    last = host.rpartition(".")[2]
    return "" if last in _SOLD else last


def _add_outlet(evidence: Evidence, words: list[str], gazetteer: Gazetteer) -> None:
    """Count the first place that an outlet's name tells, the longest name first."""
    for start in range(len(words)):
        for size in range(min(_LONGEST_CITY, len(words) - start), 0, -1):
            for entry in gazetteer.find(" ".join(words[start : start + size]))[:1]:
                if entry.feature in ("country", "capital", "admin1") or entry.population >= LARGE_CITY:
                    evidence.add_place(entry, OF_OUTLET)
                    return
