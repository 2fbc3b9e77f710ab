"""robots.txt is kept to: what it says, and what its absence says (RFC 9309)."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rashomon.read.addresses import Target, parse_url
from rashomon.read.pace import Clock
from rashomon.read.reasons import NoReport
from rashomon.read.robots import Robots


class Hosts:
    """Stands for all hosts: gives one answer, counts the questions, and tells the time."""

    def __init__(self, status: int = 200, body: str = "", problem: NoReport | None = None) -> None:
        self.answer = (status, body.encode())
        self.problem = problem
        self.asked: list[str] = []
        self.seconds = 0.0

    def get(self, target: Target) -> tuple[int, bytes]:
        self.asked.append(target.url)
        if self.problem is not None:
            raise self.problem
        return self.answer

    def robots(self) -> Robots:
        return Robots("rashomon", self.get, Clock(elapsed=lambda: self.seconds))


def check(robots: Robots, url: str) -> str | None:
    """Give the reason why an address is not to be fetched, or None."""
    try:
        robots.check(parse_url(url))
    except NoReport as problem:
        return problem.reason
    return None


RULES = """
User-agent: *
Disallow: /private
Allow: /private/news
Disallow: /*.pdf$
Crawl-delay: 7

User-agent: otherbot
Disallow: /
"""


@pytest.mark.parametrize(
    ("path", "is_allowed"),
    [("/", True), ("/private/x", False), ("/private/news/1", True), ("/a.pdf", False), ("/a.pdf?x", True)],
)
def test_rules_are_kept_to(path: str, is_allowed: bool) -> None:
    robots = Hosts(body=RULES).robots()
    assert check(robots, f"https://post.example{path}") == (None if is_allowed else "robots.txt forbids it")


def test_rules_for_us_go_before_those_for_all() -> None:
    robots = Hosts(body=f"User-agent: Rashomon\nDisallow: /ours\n{RULES}").robots()
    assert check(robots, "https://post.example/ours")
    assert not check(robots, "https://post.example/private/x")


def test_crawl_delay_is_given() -> None:
    assert Hosts(body=RULES).robots().check(parse_url("https://post.example/")) == 7
    assert Hosts().robots().check(parse_url("https://post.example/")) is None


@pytest.mark.parametrize(
    ("status", "reason"),
    [(404, None), (403, None), (410, None), (429, "robots.txt forbids it"), (503, "robots.txt forbids it")],
)
def test_absent_rules_allow_and_failing_ones_forbid(status: int, reason: str | None) -> None:
    assert check(Hosts(status=status, body=RULES).robots(), "https://post.example/private") == reason


@pytest.mark.parametrize(
    ("problem", "reason"),
    [
        ("timed out", "timed out"),
        ("address refused", "address refused"),
        ("too large", "robots.txt forbids it"),
    ],
)
def test_host_that_cannot_be_asked_is_not_fetched_and_not_asked_at_once_again(
    problem: str, reason: str
) -> None:
    hosts = Hosts(problem=NoReport(problem))
    robots = hosts.robots()
    assert [check(robots, f"https://post.example/{n}") for n in range(3)] == [reason] * 3
    assert len(hosts.asked) == 1
    hosts.seconds = 601
    hosts.problem = None
    assert not check(robots, "https://post.example/4")


def test_answer_is_kept_for_a_day_for_each_origin() -> None:
    hosts = Hosts(body=RULES)
    robots = hosts.robots()
    for url in (
        "https://a.example/1",
        "https://a.example/2",
        "http://a.example/",
        "https://b.example:8443/x",
    ):
        check(robots, url)
    assert hosts.asked == [
        "https://a.example/robots.txt",
        "http://a.example/robots.txt",
        "https://b.example:8443/robots.txt",
    ]
    hosts.seconds = 86_401
    check(robots, "https://a.example/3")
    assert len(hosts.asked) == 4


def test_hosts_kept_have_a_limit() -> None:
    hosts = Hosts()
    robots = hosts.robots()
    for number in [*range(1_100), 0]:
        check(robots, f"https://{number}.example/")
    assert hosts.asked[-1] == "https://0.example/robots.txt"


def test_rules_full_of_wildcards_take_no_time() -> None:
    robots = Hosts(body="User-agent: *\n" + f"Disallow: /{'*a' * 200}b$\n" * 1_000).robots()
    assert not check(robots, "https://post.example/" + "a" * 2_000)


@given(st.text(max_size=200))
def test_any_rules_are_read(body: str) -> None:
    check(Hosts(body=f"User-agent: *\n{body}").robots(), "https://post.example/1")
