"""Every page of the site, as a page, as JSON and as CSV; nothing hostile comes through, nothing is lost."""

from __future__ import annotations

import csv
import io
import re
from typing import Any
from urllib.parse import urljoin, urlsplit

import pytest
from lxml import html
from starlette.testclient import TestClient

from rashomon import charts
from rashomon.records import Account
from rashomon.serial import account_from_json, story_from_json
from rashomon.web.site.app import PAGES
from rashomon.web.site.guards import HEADERS

EVIL = "<script>alert(1)</script>"


def find_story(client: TestClient) -> str:
    return client.get("/stories.json").json()[0]["id"]


def find_report(client: TestClient) -> str:
    return client.get(f"/stories/{find_story(client)}.json").json()["reports"][0]["id"]


def fill_in(client: TestClient, address: str) -> str:
    """Fill in the address of a page with what the corpus has."""
    parts = {
        "{id}": find_report(client) if "/reports/" in address else find_story(client),
        "{name:path}": str(client.get("/speakers.json").json()[0]["name"]),
        "{kind}": "timeline",
    }
    for name, value in parts.items():
        address = address.replace(name, value)
    return address


def crawl(client: TestClient) -> dict[str, Any]:
    """Give all pages that links and forms of the site lead to, from the first one on."""
    pages: dict[str, Any] = {}
    waiting = ["/stories?at_least=1", "/search?words=a*", "/search?type=OTHER"]
    while waiting:
        address = waiting.pop()
        if address in pages:
            continue
        answer = client.get(address)
        assert answer.status_code == 200, address
        if not answer.headers["content-type"].startswith("text/html"):
            pages[address] = None
            continue
        pages[address] = html.fromstring(answer.text)
        for link in pages[address].xpath("//a/@href"):
            there = urljoin(str(answer.url), link)
            if there.startswith(str(client.base_url)):
                parts = urlsplit(there)
                waiting.append(parts.path + (f"?{parts.query}" if parts.query else ""))
    return pages


@pytest.mark.parametrize("address", [address for address, _ in PAGES])
def test_every_page_is_a_page_and_json_and_csv(site: TestClient, address: str) -> None:
    address = fill_in(site, address)

    page, data, table = (site.get(f"{address}{form}") for form in ("", ".json", ".csv"))

    assert (page.status_code, data.status_code, table.status_code) == (200, 200, 200)
    tree = html.fromstring(page.text)
    assert len(tree.xpath("//h1")) == len(tree.xpath("//main")) == 1
    assert tree.xpath("//title/text()")[0].endswith(" · Rashomon")
    assert [link.get("href") for link in tree.xpath("//link[@rel='alternate']")] == [
        str(data.url.raw_path, "ascii"),
        str(table.url.raw_path, "ascii"),
    ]
    assert isinstance(data.json(), list | dict)
    rows = list(csv.reader(io.StringIO(table.text)))
    assert rows and {len(row) for row in rows} == {len(rows[0])}


@pytest.mark.parametrize("address", [address for address, _ in PAGES])
def test_every_table_says_what_it_is_and_every_field_has_a_label(site: TestClient, address: str) -> None:
    tree = html.fromstring(site.get(fill_in(site, address)).text)

    assert all(table.xpath("caption") for table in tree.xpath("//table"))
    assert all(cell.get("scope") for cell in tree.xpath("//th"))
    assert not tree.xpath("//h2[not(preceding::h1)]")
    for field in tree.xpath("//input[not(@type='hidden')] | //select"):
        assert tree.xpath("//label[@for=$id]", id=field.get("id") or "") or field.xpath("ancestor::label")
    ids = tree.xpath("//@id")
    assert len(ids) == len(set(ids))


def test_a_report_is_read_as_it_was_and_every_mark_leads_to_its_record(
    site: TestClient, kostenets: Account
) -> None:
    page = html.fromstring(site.get(f"/reports/{kostenets.report.id}").text)

    paragraphs = [one.text_content() for one in page.find_class("text")[0].iter("p")]
    text = kostenets.report.text
    assert paragraphs == [text[start:end] for start, end in kostenets.report.paragraphs]
    ids = set(page.xpath("//@id"))
    links = [link[1:] for link in page.xpath("//main//a/@href") if link.startswith("#")]
    assert links and ids.issuperset(links)
    records = [*kostenets.statements, *kostenets.events, *kostenets.quantities, *kostenets.times]
    assert ids.issuperset(f"at-{one.id}" for one in records)
    assert ids.issuperset(one.id for one in records)


def test_the_words_that_an_address_names_are_marked_and_cited(site: TestClient, kostenets: Account) -> None:
    statement = kostenets.statements[0]
    start, end = statement.content[0]

    page = html.fromstring(site.get(f"/reports/{kostenets.report.id}?words={start}-{end}").text)

    marked = "".join(one.text_content() for one in page.find_class("asked"))
    assert marked == kostenets.report.text[start:end]
    assert page.get_element_by_id("words") is not None
    cited = page.get_element_by_id("citation").text_content()
    for part in (kostenets.report.outlet, kostenets.report.title, kostenets.report.url, marked, "2031-10-14"):
        assert part is not None
        assert " ".join(part.split()) in cited


@pytest.mark.parametrize("words", ["9-3", "0-999999", "x", "3", "-3", "1e3-5", "٣-٥", "0-" + "9" * 5000])
def test_words_that_a_report_does_not_have_are_refused(
    site: TestClient, kostenets: Account, words: str
) -> None:
    assert site.get(f"/reports/{kostenets.report.id}", params={"words": words}).status_code == 400


def test_a_copy_shows_the_text_it_repeats_and_a_report_its_copies_and_revisions(
    site: TestClient, kostenets: Account
) -> None:
    copy, first = site.get("/reports/c0c0").text, site.get(f"/reports/{kostenets.report.id}").text
    early, late = site.get("/reports/f00c").text, site.get("/reports/f00d").text

    assert "A copy: its text is that of" in copy
    assert f'href="/reports/{kostenets.report.id}"' in copy
    assert 'href="/reports/c0c0"' in first
    assert "A later revision took its place" in early
    assert "A later revision took its place" not in late
    assert 'href="/reports/f00c"' in late


def test_what_json_gives_is_the_record_itself(site: TestClient, kostenets: Account) -> None:
    assert account_from_json(site.get(f"/reports/{kostenets.report.id}.json").text) == kostenets
    assert story_from_json(site.get(f"/stories/{find_story(site)}.json").text).reports


def test_every_cell_of_the_matrix_leads_to_its_very_words(site: TestClient) -> None:
    page = html.fromstring(site.get(f"/stories/{find_story(site)}").text)

    links = page.xpath("//a[@class='words']")
    assert len(links) > 5
    for link in links:
        there = html.fromstring(site.get(link.get("href")).text)
        marked = " ".join("".join(one.text_content() for one in there.find_class("asked")).split())
        shown = link.text_content().strip("“”").removesuffix("…").strip()
        assert marked.startswith(shown)


def test_a_story_is_found_by_the_beginning_of_its_id_and_led_to_its_address(site: TestClient) -> None:
    story = find_story(site)

    answer = site.get(f"/stories/{story[:6]}.json")

    assert answer.url.path == f"/stories/{story}.json"


def test_a_speaker_is_found_by_part_of_a_name_and_led_to_their_address(site: TestClient) -> None:
    answer = site.get("/speakers", params={"name": " vidolov "})

    assert answer.url.path == "/speakers/vidolov"
    assert not answer.url.query


def test_search_takes_words_and_filters_and_leads_to_the_passage(site: TestClient) -> None:
    page = html.fromstring(site.get("/search?words=&speaker=vidolov&outlet=").text)

    links = page.xpath("//ol[@class='hits']//p[@class='words']/a/@href")
    assert links
    assert all(re.fullmatch(r"/reports/\w+\?words=\d+-\d+#words", link) for link in links)


@pytest.mark.parametrize(
    "address",
    [
        "/search?published=yesterday",
        "/search?color=red",
        "/search?words=a&limit=0",
        "/search?words=a&limit=1e9",
        f"/search?words=a&limit=000000001{'9' * 5000}",
        f"/stories?limit=000000001{'9' * 5000}",
        "/stories?dates=soon",
        "/stories?color=red",
        "/stories?at_least=none",
    ],
)
def test_what_cannot_be_asked_is_told_in_a_sentence(site: TestClient, address: str) -> None:
    answer = site.get(address)

    assert answer.status_code == 400
    assert "Traceback" not in answer.text
    assert "That cannot be asked" in answer.text


@pytest.mark.parametrize(
    "address",
    [
        "/nothing",
        "/stories/zz",
        "/reports/zz.json",
        "/speakers/nobody%20at%20all",
        "/static/../app.py",
        "/static/%2e%2e/pages.py",
        "/static/..%2fpages.py",
        "/reports/..%2f..%2fetc%2fpasswd",
        "/news.corpus",
    ],
)
def test_what_is_not_there_is_a_page_too_and_nothing_outside_is_read(site: TestClient, address: str) -> None:
    answer = site.get(address)

    assert answer.status_code == 404
    assert "Traceback" not in answer.text
    assert "import " not in answer.text
    if address.endswith(".json"):
        assert answer.json() == {"error": "There is no such report in this corpus."}


@pytest.mark.parametrize(
    "words", ['"', "*", "AND", 'NEAR("a" b)', "a OR", "text:x", "\x00", "'; DROP TABLE reports"]
)
def test_words_of_a_search_are_no_commands(site: TestClient, words: str) -> None:
    assert site.get("/search", params={"words": words}).status_code == 200
    assert site.get("/stories", params={"words": words}).status_code == 200


def test_every_answer_tells_the_browser_what_not_to_do_and_sets_no_cookie(site: TestClient) -> None:
    for address in ("/", "/stories", "/nothing", "/static/site.js", "/stories.json", "/stories.csv"):
        headers = site.get(address).headers
        assert HEADERS.items() <= {name: headers.get(name) for name in HEADERS}.items()
        assert "set-cookie" not in headers
        assert "server" not in headers


SCRIPTS = {"/static/site.js", "/static/charts.js", "/charts/vega.js"}


def test_hostile_words_stay_words_on_every_page(hostile: TestClient) -> None:
    pages = crawl(hostile)

    assert any("/joins" in address for address in pages)
    assert any("/charts/" in address for address in pages)
    shown = 0
    for tree in (tree for tree in pages.values() if tree is not None):
        scripts = tree.xpath("//script")
        assert {one.get("src").split("?")[0] for one in scripts} <= SCRIPTS
        assert not any(one.text for one in scripts)
        assert not tree.xpath("//style | //iframe | //object | //embed | //base | //meta[@http-equiv]")
        assert not [
            name for one in tree.iter() for name in one.attrib if name.startswith("on") or name == "style"
        ]
        for address in tree.xpath("//@href | //@src | //@srcset | //@action"):
            assert address.startswith(("/", "#")), address
        assert all(one.get("src").startswith(("/stories/", "/charts/")) for one in tree.xpath("//img"))
        shown += EVIL in tree.text_content()
        assert "\u202e" not in tree.text_content()
        assert "49" not in tree.xpath("//h1")[0].text_content()
    assert shown > 5


def test_no_cell_of_a_table_is_a_formula(hostile: TestClient) -> None:
    story = find_story(hostile)
    for address in (f"/stories/{story}", f"/stories/{story}/joins", f"/reports/{find_report(hostile)}"):
        for row in csv.reader(io.StringIO(hostile.get(f"{address}.csv").text)):
            assert not [cell for cell in row if re.match(r"\s*[=+@]|-\D", cell)]


def test_links_to_elsewhere_tell_nothing_of_where_they_come_from(site: TestClient) -> None:
    pages = crawl(site)

    outside = [
        link
        for tree in pages.values()
        if tree is not None
        for link in tree.xpath("//a[starts-with(@href, 'http')]")
    ]
    assert outside
    assert {link.get("rel") for link in outside} == {"noopener noreferrer nofollow"}


@pytest.mark.parametrize("kind", sorted([*charts.KINDS, charts.SPEAKER]))
def test_every_chart_is_a_picture_for_light_and_for_dark(site: TestClient, kind: str) -> None:
    pytest.importorskip("vl_convert")
    speaker = site.get("/speakers.json").json()[0]["name"]
    address = "/charts/speaker.svg" if kind == "speaker" else f"/stories/{find_story(site)}/charts/{kind}.svg"

    light, dark = (site.get(address, params={"name": speaker, "look": look}) for look in ("light", "dark"))

    assert light.headers["content-type"] == "image/svg+xml"
    assert light.text.startswith("<svg")
    assert light.text != dark.text
    assert site.get(address.replace(kind, "pie"), params={"name": "no one at all"}).status_code == 404


@pytest.mark.parametrize("kind", sorted([*charts.KINDS, charts.SPEAKER]))
def test_every_chart_is_also_told_for_the_browser_to_draw(site: TestClient, kind: str) -> None:
    pytest.importorskip("altair")
    speaker = site.get("/speakers.json").json()[0]["name"]
    folder = "/charts" if kind == "speaker" else f"/stories/{find_story(site)}/charts"

    light, dark = (
        site.get(f"{folder}/{kind}.vl.json", params={"name": speaker, "look": look}).json()
        for look in ("light", "dark")
    )

    assert "vega-lite" in light["$schema"]
    assert light["config"]["background"] != dark["config"]["background"]
    assert site.get(f"{folder}/pie.vl.json", params={"name": "no one at all"}).status_code == 404


def test_the_script_that_draws_them_is_the_sites_own(site: TestClient) -> None:
    pytest.importorskip("vl_convert")
    answer = site.get("/charts/vega.js")
    assert answer.headers["content-type"].startswith("text/javascript")
    assert "vegaEmbed" in answer.text


def test_a_fault_is_a_page_that_says_nothing_of_the_inside(
    site: TestClient, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(*_: object) -> object:
        raise RuntimeError("secret inside")

    monkeypatch.setattr("rashomon.web.site.desk.Corpus", fail)

    answer = site.get("/stories")

    assert answer.status_code == 500
    assert "secret" not in answer.text
    assert "secret inside" in caplog.text
