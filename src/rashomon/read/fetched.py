"""What a fetch brings."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from rashomon.read.decode import transcode
from rashomon.read.guard import Limits
from rashomon.read.report import Known
from rashomon.read.unread import Unread
from rashomon.records import Dropped


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


def unpack_fetched(page: Page, label: str, limits: Limits, known: Known) -> Unread:
    """Give the report in a fetched page, unread."""
    return Unread(
        source=transcode(page.body, page.charset),
        label=label,
        limits=limits,
        known={**known, "url": page.url},
        retrieved=page.retrieved,
    )
