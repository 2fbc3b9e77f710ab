"""The site as a person uses it: in a real browser, with nothing but the site itself to be asked.

Chromium is the one of the machine; where there is none these tests are skipped. Each page that is looked at
leaves a picture in ``build/screenshots``.
"""

from __future__ import annotations

import os
import shutil
import threading
from collections.abc import Iterator
from importlib import resources
from pathlib import Path
from typing import Any

import pytest

import rashomon
from rashomon.charts.looks import DARK
from rashomon.store import Corpus
from rashomon.stories import group_corpus
from rashomon.web.site.app import make_site
from rashomon.web.site.serving import open_socket, write_address

sync_api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
uvicorn = pytest.importorskip("uvicorn", reason="the extra rashomon[web] is not installed")

ROOT = Path(__file__).parents[2]
SCREENSHOTS = ROOT / "build" / "screenshots"
BROWSERS = ("chromium", "chromium-browser", "google-chrome")
TITLE = "Man dies as Bulgarian police storm Uzbek exile compound"
RULES = "{runOnly: ['wcag2a', 'wcag2aa', 'wcag21aa'], resultTypes: ['violations']}"
NOT_CHARTS = "{exclude: ['.chart svg']}"
"""Inside a chart is nothing for whoever cannot see it, who has a label and a table; colours have a test."""
SERIOUS = ("serious", "critical")

Page = Any
"""A page of playwright's."""


def find_browser() -> str:
    found = os.environ.get("RASHOMON_BROWSER") or next(filter(None, map(shutil.which, BROWSERS)), None)
    if found is None:
        pytest.skip("no Chromium here: apt-get install chromium, or name one in RASHOMON_BROWSER")
    return found


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a site of the sample reports, on which judgements can be kept."""
    find_browser()
    path = tmp_path_factory.mktemp("browser") / "samples.corpus"
    coder = rashomon.load()
    reports = [one for one in rashomon.read_reports(ROOT / "samples") if isinstance(one, rashomon.Report)]
    with Corpus(path) as corpus:
        corpus.add(coder.pipe(reports))
        group_corpus(corpus)
    config = uvicorn.Config(make_site(path, may_write=True, user="ana"), log_level="warning", lifespan="off")
    server = uvicorn.Server(config)
    with open_socket("127.0.0.1", 0) as opened:
        thread = threading.Thread(target=server.run, kwargs={"sockets": [opened]})
        thread.start()
        yield write_address(opened).rstrip("/")
        server.should_exit = True
        thread.join()


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    executable = find_browser()
    with sync_api.sync_playwright() as driver:
        opened = driver.chromium.launch(executable_path=executable)
        yield opened
        opened.close()


class Visit:
    """A page that is watched: what it asks for, and what it complains of."""

    def __init__(self, browser: Any, address: str, **options: Any) -> None:  # noqa: ANN401 - playwright's own
        self.context = browser.new_context(base_url=address, **options)
        self.page: Page = self.context.new_page()
        self.page.set_default_timeout(10_000)
        self.complaints: list[str] = []
        self._address = address
        self.page.on("console", self._hear)
        self.page.on("pageerror", self._hear)
        self.page.on("request", self._watch)

    def _hear(self, told: Any) -> None:  # noqa: ANN401 - playwright's own
        self.complaints.append(str(told))

    def _watch(self, asked: Any) -> None:  # noqa: ANN401 - playwright's own
        if not asked.url.startswith(f"{self._address}/"):
            self.complaints.append(f"asked elsewhere: {asked.url}")

    def spare_pictures(self) -> None:
        """Put an empty picture in place of each chart: drawing one takes up to a second."""
        self.page.route("**/charts/*.svg*", self._give_nothing)
        self.page.route("**/charts/*.vl.json*", self._tell_nothing)

    def _give_nothing(self, route: Any) -> None:  # noqa: ANN401 - playwright's own
        empty = '<svg xmlns="http://www.w3.org/2000/svg" width="600" height="300"/>'
        route.fulfill(body=empty, content_type="image/svg+xml")

    def _tell_nothing(self, route: Any) -> None:  # noqa: ANN401 - playwright's own
        route.fulfill(json={"data": {"values": [{}]}, "mark": "point", "width": 600, "height": 300})

    def close(self) -> None:
        self.context.close()
        assert self.complaints == []


@pytest.fixture
def visit(browser: Any, address: str) -> Iterator[Page]:  # noqa: ANN401 - playwright's own
    opened = Visit(browser, address, viewport={"width": 1280, "height": 900})
    yield opened.page
    opened.close()


@pytest.fixture(params=["light", "dark", "narrow", "without script", "print"])
def any_visit(request: pytest.FixtureRequest, browser: Any, address: str) -> Iterator[tuple[Page, str]]:  # noqa: ANN401
    """A page in each of the ways people look at it."""
    way: str = request.param
    opened = Visit(
        browser,
        address,
        color_scheme="dark" if way == "dark" else "light",
        viewport={"width": 390 if way == "narrow" else 1280, "height": 900},
        java_script_enabled=way != "without script",
    )
    opened.spare_pictures()
    if way == "print":
        opened.page.emulate_media(media="print")
    yield opened.page, way
    opened.close()


def keep(page: Page, name: str) -> None:
    """Keep a picture of a page to be looked at."""
    SCREENSHOTS.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=SCREENSHOTS / f"{name.replace(' ', '-')}.png", full_page=True)


def open_story(page: Page) -> None:
    page.goto("/stories")
    page.get_by_role("link", name=TITLE).click()
    page.wait_for_url("**/stories/*")


def open_joins(page: Page) -> None:
    open_story(page)
    page.get_by_role("link", name="What was taken for one").click()
    page.wait_for_url("**/joins")


def open_report(page: Page) -> None:
    open_story(page)
    page.locator("ol.reports a").first.click()
    page.wait_for_url("**/reports/*")


def test_from_the_list_to_a_story_to_the_very_words_in_their_report(visit: Page) -> None:
    visit.goto("/")
    assert visit.url.endswith("/stories")
    visit.get_by_label("Words", exact=True).fill("compound")
    visit.get_by_role("button", name="Show").click()
    visit.get_by_role("link", name=TITLE).click()
    visit.wait_for_url("**/stories/*")
    assert visit.get_by_role("heading", level=1).inner_text() == TITLE
    cell = visit.locator("td a.words", has_text="dozens").first
    words = cell.inner_text().strip("“”")

    cell.click()

    visit.wait_for_url("**/reports/*#words")
    marked = visit.locator(".text .p.asked")
    assert "".join(marked.all_inner_texts()) == words
    assert marked.first.evaluate(
        "one => { const at = one.getBoundingClientRect().top; return 0 < at && at < innerHeight; }"
    )
    assert f"“{words}”" in visit.locator("#citation").inner_text()
    keep(visit, "words")


def test_layers_are_turned_on_and_off_and_the_text_stays(visit: Page) -> None:
    open_report(visit)
    event, figure = visit.locator(".p.event").first, visit.locator(".text .n.figure").first
    text = visit.locator(".text").inner_text()
    assert "underline" in event.evaluate("one => getComputedStyle(one).textDecorationLine")
    assert not figure.is_visible()

    visit.get_by_role("checkbox", name="Events").uncheck()
    visit.get_by_role("checkbox", name="Figures").check()

    assert event.evaluate("one => getComputedStyle(one).textDecorationLine") == "none"
    assert figure.is_visible()
    assert visit.locator(".text").inner_text() == text
    keep(visit, "layers")


def test_marks_lead_to_records_and_records_to_marks(visit: Page) -> None:
    open_report(visit)
    visit.locator(".text a.n.cue").nth(2).click()
    record = visit.locator(".voices li:target")
    number = record.locator("a.number")
    assert record.is_visible()

    number.click()

    assert visit.locator(".text .p:has(:target)").is_visible()
    assert visit.locator(".text .p.shown").count() >= 2  # the cue, and what is said


def test_a_speaker_is_searched_and_what_they_said_found_in_its_report(visit: Page) -> None:
    visit.goto("/speakers")
    visit.get_by_label("Name, or part of one").fill("vidolov")
    visit.get_by_role("button", name="Show all they said").click()
    visit.wait_for_url("**/speakers/vidolov")
    assert visit.get_by_role("heading", level=1).inner_text() == "vidolov"
    link = visit.locator("td a.words").first
    words = link.inner_text().split(" … ")[0]

    link.click()

    visit.wait_for_url("**/reports/*")
    assert words in "".join(visit.locator(".p.asked").all_inner_texts())


def test_happenings_are_parted_and_that_is_undone(visit: Page) -> None:
    open_joins(visit)
    groups = visit.locator("details.group", has=visit.get_by_role("button", name="Stands alone"))
    before = groups.count()

    with visit.expect_navigation():
        groups.first.get_by_role("button", name="Stands alone").first.click()

    visit.goto("/judgements")
    assert visit.locator("tbody tr").count() == 1
    assert "ana" in visit.locator("tbody tr").inner_text()
    visit.get_by_role("button", name="Undo").click()
    visit.get_by_text("Nobody has said").wait_for()
    open_joins(visit)
    assert groups.count() == before


def test_two_happenings_are_said_to_be_one_and_that_is_undone(visit: Page) -> None:
    open_joins(visit)
    groups = visit.locator("details.group[open]")
    before = groups.all_inner_texts()
    form = visit.get_by_role("form", name="Say something of two happenings")
    one, other = form.get_by_label("This", exact=True), form.get_by_label("and this")
    members = other.locator("option")
    one.select_option(index=0)
    other.select_option(index=members.count() - 1)
    form.get_by_label("Your name").fill("Ana Brekke")

    with visit.expect_navigation():
        form.get_by_role("button", name="are the same").click()

    said = visit.get_by_role("region", name="Judgements")
    assert "Ana Brekke" in said.inner_text()
    assert groups.all_inner_texts() != before
    keep(visit, "judged")
    with visit.expect_navigation():
        said.get_by_role("button", name="Undo").click()
    assert groups.all_inner_texts() == before


def test_all_of_it_by_keyboard_alone(visit: Page) -> None:
    visit.goto("/stories")
    visit.keyboard.press("Tab")
    assert visit.evaluate("document.activeElement.className") == "skip"
    visit.keyboard.press("Enter")
    for _ in range(20):
        visit.keyboard.press("Tab")
        if visit.evaluate("document.activeElement.textContent") == TITLE:
            break
    assert visit.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"
    visit.keyboard.press("Enter")
    visit.wait_for_url("**/stories/*")
    for _ in range(30):
        visit.keyboard.press("Tab")
        if visit.evaluate("document.activeElement.className") == "words":
            break
    visit.keyboard.press("Enter")
    visit.wait_for_url("**/reports/*#words")
    visit.get_by_role("checkbox", name="Places").focus()
    visit.keyboard.press("Space")
    assert visit.locator(".text .n.place").first.is_visible()


def test_a_citation_is_copied(browser: Any, address: str) -> None:  # noqa: ANN401 - playwright's own
    opened = Visit(browser, address, permissions=["clipboard-read", "clipboard-write"])
    open_report(opened.page)

    opened.page.get_by_role("button", name="Copy citation").click()

    opened.page.get_by_role("button", name="Copied").wait_for()
    copied = opened.page.evaluate("navigator.clipboard.readText()")
    assert copied == opened.page.locator("#citation").text_content()
    opened.close()


def test_words_that_are_chosen_are_cited(visit: Page) -> None:
    open_report(visit)
    cue = visit.locator(".text .p.cue").first
    cue.dblclick()
    words = visit.evaluate("getSelection().toString().trim()")
    assert words

    visit.get_by_role("link", name="Cite the words chosen").click()

    visit.wait_for_url("**#words")
    assert "".join(visit.locator(".text .p.asked").all_inner_texts()).strip() == words


def open_chart(page: Page, kind: str) -> None:
    open_story(page)
    page.goto(f"{page.url}/charts/{kind}")


def test_a_chart_is_drawn_for_the_dark_and_told_in_a_table(browser: Any, address: str) -> None:  # noqa: ANN401
    pytest.importorskip("vl_convert", reason="the extra rashomon[charts] is not installed")
    opened = Visit(browser, address, color_scheme="dark")
    open_chart(opened.page, "network")

    picture = opened.page.locator(".chart svg")
    picture.wait_for()
    assert picture.locator(f'text[fill="{DARK.ink}"]').count() >= 1
    assert opened.page.locator(".chart").get_attribute("aria-label")
    assert opened.page.locator("tbody tr").count() > 1
    keep(opened.page, "chart drawn")
    opened.close()


def test_a_mark_of_a_chart_says_what_it_is_when_it_is_pointed_at(visit: Page) -> None:
    pytest.importorskip("vl_convert", reason="the extra rashomon[charts] is not installed")
    open_chart(visit, "positions")
    visit.locator(".chart svg").wait_for()

    visit.locator(".chart svg path[aria-roledescription]").first.hover(force=True)

    told = visit.locator("#vg-tooltip-element.visible")
    told.wait_for()
    assert "outlet" in told.inner_text()
    keep(visit, "chart pointed at")


def test_all_charts_of_a_story_are_drawn(visit: Page) -> None:
    pytest.importorskip("vl_convert", reason="the extra rashomon[charts] is not installed")
    open_story(visit)
    for place in visit.locator("[data-chart]").all():
        place.locator("svg").wait_for()
    keep(visit, "story drawn")


def test_without_script_a_chart_is_an_image(browser: Any, address: str) -> None:  # noqa: ANN401
    pytest.importorskip("vl_convert", reason="the extra rashomon[charts] is not installed")
    opened = Visit(browser, address, color_scheme="dark", java_script_enabled=False)
    open_chart(opened.page, "network")

    image = opened.page.locator("noscript img, figure img").first
    assert image.get_attribute("alt")
    assert opened.page.request.get(f"{opened.page.url}.svg?look=dark").text().startswith("<svg")
    opened.close()


def list_addresses(page: Page) -> dict[str, str]:
    """Give the address of a page of each kind."""
    open_story(page)
    story = page.url
    report = page.locator("ol.reports a").first.get_attribute("href")
    return {
        "stories": "/stories",
        "story": story,
        "joins": f"{story}/joins",
        "chart": f"{story}/charts/timeline",
        "report": report,
        "speakers": "/speakers",
        "speaker": "/speakers/vidolov",
        "search": "/search?words=police",
        "judgements": "/judgements",
    }


def test_every_page_in_every_way_people_look_at_it(any_visit: tuple[Page, str]) -> None:
    page, way = any_visit
    axe = (resources.files("axe_playwright_python") / "axe.min.js").read_text("utf-8")
    for name, address in list_addresses(page).items():
        page.goto(address)
        keep(page, f"{name} {way}")
        assert page.get_by_role("heading", level=1).count() == 1
        if way != "print":
            assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), f"{name} is too wide"
        if way in ("light", "dark"):
            page.evaluate(axe)
            found = page.evaluate(f"axe.run({NOT_CHARTS}, {RULES})")["violations"]
            assert [_tell(one) for one in found if one["impact"] in SERIOUS] == [], name


def _tell(found: dict[str, Any]) -> str:
    return f"{found['id']}: {found['help']}: {[node['html'][:200] for node in found['nodes'][:3]]}"
