"""What a fetch brings, and the report in it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Protocol

from rashomon.read.decode import transcode
from rashomon.read.guard import Limits
from rashomon.read.report import Known, read_input
from rashomon.records import Dropped, Report


@dataclass(frozen=True, slots=True, kw_only=True)
class Validator:
    """What a server calls the version it sent; sent back, it answers only if there is a newer one."""

    etag: str | None = None
    modified: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A fetched page or feed: ``url`` is where it was found after redirects."""

    url: str
    body: bytes
    charset: str | None
    retrieved: str
    validator: Validator | None = None


class Fetches(Protocol):
    """What reading asks of a fetcher."""

    def fetch(self, url: str, since: Validator | None = None) -> Page | Dropped:
        """Fetch what is at an address, unless it is still the version ``since`` stands for."""
        ...


def read_fetched(page: Page, label: str, limits: Limits, known: Known) -> Report | Dropped:
    """Read the report in a fetched page."""
    given: Known = {**known, "url": page.url}
    report = read_input(transcode(page.body, page.charset), label, limits, given)
    return report if isinstance(report, Dropped) else replace(report, retrieved=page.retrieved)
