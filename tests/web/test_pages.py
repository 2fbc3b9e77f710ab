"""A story as one page: everything in it, nothing from elsewhere, nothing a report could slip in."""

from __future__ import annotations

import base64
import hashlib
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from lxml import html

from rashomon.compare import compare
from rashomon.compare.matrix import MOST_OUTLETS
from rashomon.compare.overview import oversee
from rashomon.records import Account
from rashomon.serial import account_from_json, story_from_json
from rashomon.web import write_page
from rashomon.web.pages import http_only

CASES = Path(__file__).parents[1] / "cases"
LINES = (CASES / "market.accounts.jsonl").read_text("utf-8").splitlines()
MARKET = [account_from_json(line) for line in LINES]
STORY = story_from_json((CASES / "market.story.json").read_text("utf-8"))
"""As compared once, so that no weight of joining changes what is seen here."""
EVIL = "\"'><script>alert(1)</script><img src=x onerror=alert(1)>{{ 7*7 }}{% raw %}\u202e</style></mark><!--"


def write(accounts: list[Account], *, shows_all: bool = False) -> str:
    story = STORY if accounts is MARKET else compare(accounts)
    return write_page([oversee(story, accounts)], shows_all=shows_all)


def parse(page: str) -> Any:  # noqa: ANN401 - lxml's elements
    return html.fromstring(page)


def spoil(accounts: list[Account], url: str) -> list[Account]:
    """Put hostile words wherever a report has words, without moving what stands before them."""
    found: list[Account] = []
    for at, one in enumerate(accounts):
        text = one.report.text + EVIL
        report = replace(
            one.report,
            text=text,
            title=EVIL,
            outlet=f"{at}{EVIL}",
            url=url,
            published=one.report.published,
            paragraphs=((0, len(text)),),
        )
        entities = tuple(replace(entity, name=EVIL) for entity in one.entities)
        found.append(replace(one, report=report, entities=entities))
    return found


def test_a_page_looks_as_it_did_when_somebody_last_looked() -> None:
    assert write(MARKET) == (CASES / "market.page.html").read_text("utf-8")


@pytest.mark.parametrize("shows_all", [False, True])
def test_every_link_inside_the_page_leads_to_words_that_are_there(shows_all: bool) -> None:
    page = parse(write(MARKET, shows_all=shows_all))
    ids = page.xpath("//@id")
    assert len(set(ids)) == len(ids)
    inside = [href[1:] for href in page.xpath("//@href") if href.startswith("#")]
    assert inside
    assert set(inside) <= set(ids)


def test_words_in_a_cell_lead_to_the_same_words_in_their_report() -> None:
    page = parse(write(MARKET))
    for link in page.xpath("//a[@class='words']"):
        (mark,) = page.xpath("//*[@id=$id]", id=link.get("href")[1:])
        assert " ".join(mark.text_content().split()) == link.text_content().strip("“”")


def test_the_page_asks_for_nothing() -> None:
    page = write(MARKET)
    assert not parse(page).xpath("//script|//img|//link|//iframe|//object|//@src|//@style|//@onclick|//form")
    assert not re.search(r"@import|url\(", page)


def test_the_policy_allows_the_styles_of_the_page_alone() -> None:
    page = write(MARKET)
    (style,) = re.findall(r"<style>(.*?)</style>", page, re.DOTALL)
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    (policy,) = parse(page).xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
    assert policy == f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"


@pytest.mark.parametrize("url", ["javascript:alert(1)", EVIL, f"https://x.example/{EVIL}", "//evil.example"])
def test_hostile_words_stay_words(url: str) -> None:
    page = write(spoil(MARKET, url), shows_all=True)
    parsed = parse(page)
    assert not parsed.xpath("//script|//img|//@onerror")
    assert "\u202e" not in page
    assert "{{ 7*7 }}" in parsed.text_content()
    hrefs = [href for href in parsed.xpath("//@href") if not href.startswith("#")]
    assert all(href.startswith("https://") for href in hrefs)


BAD_URLS = (
    "javascript:alert(1)",
    "JAVASCRIPT:alert(1)",
    "data:text/html,x",
    "//a.example",
    "http:",
    "https://a.example/\n",
    "java\tscript:alert(1)",
    "http://[",
    "ftp://a.example/",
)


@pytest.mark.parametrize("url", [None, "", *BAD_URLS])
def test_what_is_no_web_address_is_no_link(url: str | None) -> None:
    assert http_only(url) is None


def test_tables_tell_a_screen_reader_what_heads_what() -> None:
    page = parse(write(MARKET))
    for table in page.xpath("//table"):
        assert table.xpath("caption")
        assert set(table.xpath(".//th/@scope")) >= {"col", "row"}
        assert len(table.xpath(".//th")) == len(table.xpath(".//th[@scope]"))
    assert page.xpath("//html/@lang") == ["en"]
    assert page.xpath("//span[contains(@class, 'sign') and @role='img' and not(@aria-label)]") == []


def crowd() -> list[Account]:
    """Make the market told by three times as many outlets."""
    return [
        replace(
            one, report=replace(one.report, id=f"{one.report.id}{at}", outlet=f"{one.report.outlet} {at}")
        )
        for at in range(3)
        for one in MARKET
    ]


def test_many_outlets_have_a_line_a_position_in_place_of_columns() -> None:
    page = parse(write(crowd()))
    heads = page.xpath("(//table)[1]/thead//th/text()")
    assert heads == ["what", "told as", "by whom, in which words"]
    ids = set(page.xpath("//@id"))
    assert {href[1:] for href in page.xpath("//@href") if href.startswith("#")} <= ids
    first = page.xpath("(//table)[1]//tr[th[@scope='row']]")[0]
    assert "killed" in first.text_content()
    assert "27" in first.text_content()


def test_several_stories_share_a_page_and_no_anchor() -> None:
    overviews = [oversee(compare(some), some) for some in (MARKET, MARKET[:2])]
    page = parse(write_page(overviews))
    assert page.xpath("//main/@id") == ["s1", "s2"]
    ids = page.xpath("//@id")
    assert len(set(ids)) == len(ids)


def test_a_copy_is_listed_without_a_text() -> None:
    copy = replace(MARKET[0].report, id="Late", outlet="Late Edition")
    page = parse(write_page([oversee(compare(MARKET, copies=[("Wire", copy)]), MARKET)]))
    (article,) = page.xpath("//article[contains(., 'Late Edition')]")
    assert "reprints 1" in article.text_content()
    assert not article.xpath(".//mark")


def test_outlets_that_print_the_same_words_stand_in_one_line_each_leading_to_its_own() -> None:
    first = MARKET[0]
    reprints = [
        replace(first, report=replace(first.report, id=f"r{number:02}", outlet=f"Outlet {number}"))
        for number in range(MOST_OUTLETS + 2)
    ]
    page = parse(write_page([oversee(compare(reprints), reprints)]))

    lines = page.xpath("//td[2]/div[a[@class='where']]")
    assert lines
    for line in lines:
        links = [link.get("href") for link in line.xpath("a[@class='where']")]
        assert len(set(links)) == len(reprints)


def test_of_many_silent_reports_the_number_is_told_and_their_names_folded() -> None:
    first = MARKET[0]
    silent = [
        Account(report=replace(first.report, id=f"r{number:02}", outlet=f"Outlet {number}"), coder="made")
        for number in range(MOST_OUTLETS + 2)
    ]
    told = [first, replace(first, report=replace(first.report, id="a0", outlet="Another"))]
    page = parse(write_page([oversee(compare([*told, *silent]), [*told, *silent])]))

    folded = page.xpath("//details[@class='many']")
    assert folded
    assert folded[0].text_content().startswith(f"{len(silent)} reports")
    assert "Outlet 3" in folded[0].text_content()
