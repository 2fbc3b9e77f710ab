"""A corpus with two stories, one of them of hostile words, and its site, asked in process."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from rashomon.records import Account, Report
from rashomon.serial import account_from_json
from rashomon.store import Corpus
from rashomon.stories import group_corpus
from rashomon.text import content_id
from rashomon.web.site.app import make_site

CASES = Path(__file__).parents[1] / "cases"
ADDRESS = "http://localhost:8417"
EVIL = "\"'><script>alert(1)</script><img src=x onerror=alert(1)>{{ 7*7 }}{% raw %}\u202e</style></mark><!--"


def read_market() -> list[Account]:
    lines = (CASES / "market.accounts.jsonl").read_text("utf-8").splitlines()
    return [account_from_json(line) for line in lines]


def spoil(accounts: Sequence[Account], url: str) -> Iterator[Account]:
    """Put hostile words wherever a report has words, without moving what stands before them."""
    for at, one in enumerate(accounts):
        text = one.report.text + EVIL
        report = replace(
            one.report,
            id=content_id("spoilt", one.report.id),
            text=text,
            title=EVIL,
            outlet=f"{at}{EVIL}",
            byline=(EVIL,),
            credit=EVIL,
            url=f"{url}{at}",
            paragraphs=((0, len(text)),),
        )
        entities = tuple(replace(entity, name=EVIL, aliases=(f"={EVIL}",)) for entity in one.entities)
        yield replace(one, report=report, entities=entities)


def fill(path: Path, accounts: Sequence[Account]) -> Path:
    with Corpus(path) as corpus:
        corpus.add(accounts)
        group_corpus(corpus)
    return path


def ask(path: Path, *, may_write: bool = False) -> TestClient:
    site = make_site(path, names=("localhost",), may_write=may_write, user="ana")
    return TestClient(site, base_url=ADDRESS, headers={"Origin": ADDRESS})


@pytest.fixture(scope="session")
def market_path(tmp_path_factory: pytest.TempPathFactory, kostenets: Account) -> Path:
    path = tmp_path_factory.mktemp("site") / "news.corpus"
    fill(path, [*read_market(), kostenets])
    first = kostenets.report
    copy = replace(first, id="c0c0", outlet="Copy Post", url="https://copy.example/1")
    with Corpus(path) as corpus:
        corpus.add(replace(kostenets, report=copy))
        corpus.add([tell("f00c", "It rained."), tell("f00d", "A later revision says that it poured.")])
        group_corpus(corpus)
    return path


def tell(identity: str, text: str) -> Account:
    """Make a report of a few words; all are of one address, so that each is a revision of the one before."""
    report = Report(
        id=identity,
        url="https://rain.example/1",
        outlet="Rain Gauge",
        title=None,
        text=text,
        paragraphs=((0, len(text)),),
        reader="test",
    )
    return Account(report=report, coder="test")


@pytest.fixture(scope="session")
def site(market_path: Path) -> Iterator[TestClient]:
    """A site for reading."""
    with ask(market_path) as client:
        yield client


@pytest.fixture
def writable(tmp_path: Path) -> Iterator[TestClient]:
    """A site of its own on which judgements can be kept."""
    with ask(fill(tmp_path / "news.corpus", read_market()), may_write=True) as client:
        yield client


@pytest.fixture(scope="session")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    """A site full of hostile words, with buttons."""
    path = tmp_path_factory.mktemp("hostile") / "evil.corpus"
    fill(path, list(spoil(read_market(), "javascript:alert(1)//")))
    with ask(path, may_write=True) as client:
        yield client
