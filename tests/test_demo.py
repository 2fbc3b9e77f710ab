"""The pages of the demo: twelve stories, several reports each, all ours."""

from __future__ import annotations

import pytest

from rashomon import Report, read_reports
from rashomon.demo import PAGES, list_pages, list_stories

MOST_BYTES = 200_000
FIRST, LAST = "2031", "2034"


@pytest.fixture(scope="module")
def reports() -> list[Report]:
    return [report for report in read_reports(PAGES) if isinstance(report, Report)]


def test_there_are_twelve_stories_of_three_reports_or_more() -> None:
    assert len(list_stories()) == 12
    assert all(len(list_pages(story)) >= 3 for story in list_stories())


def test_they_are_small_enough_to_ship_and_have_names_that_every_disk_takes() -> None:
    assert sum(page.stat().st_size for page in list_pages()) < MOST_BYTES
    assert all(page.name.isascii() for page in list_pages())


def test_every_page_is_a_report_of_an_invented_outlet_in_years_to_come(reports: list[Report]) -> None:
    assert len(reports) == len(list_pages())
    assert all(report.url is not None and ".example/" in report.url for report in reports)
    assert all(report.published and FIRST <= report.published[:4] <= LAST for report in reports)


def test_every_page_is_read_whole_and_without_what_stands_around_it(reports: list[Report]) -> None:
    assert all(len(report.paragraphs) >= 4 for report in reports)
    assert not any("Invented for Rashomon" in report.text for report in reports)


def test_three_of_the_stories_have_a_reprint_that_says_whose_it_is(reports: list[Report]) -> None:
    credited = {report.outlet: report.credit for report in reports if report.credit is not None}
    assert credited == {
        "Logone Courier": "Reporting by Sahel Wire",
        "Bridgetown Mercury": "Reporting by Caribbean Wire",
        "The Aegean Mail": "Reporting by Hellas Press Wire",
    }
