"""Pages on the web of which a corpus has a version: only a newer one is sent."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from rashomon.records import Dropped, Report

if TYPE_CHECKING:
    from rashomon.read import Fetches, Page, Unread, Validator
    from rashomon.store import FetchedPage, Writer

    _Found = Iterator[Unread | Report | Dropped]


class Revisits:
    """Fetches for a corpus file, and remembers which versions came.

    They are written down when what came of them is stored: so a run that is stopped asks for them again.
    """

    def __init__(self, fetcher: Fetches, corpus: Path) -> None:
        self._fetcher = fetcher
        self.corpus = corpus
        self._brought: dict[str, Validator] = {}

    def fetch(self, url: str, since: Validator | None = None) -> Page | Dropped:
        """Fetch what is at an address, unless the corpus has that version."""
        from rashomon.read import Page, Validator

        known = self._find(url)
        if since is None and known is not None:
            since = Validator(etag=known.etag, modified=known.modified)
        page = self._fetcher.fetch(url, since)
        if isinstance(page, Page) and page.validator is not None:
            self._brought[url] = page.validator
        return page

    def give_stored(self, find: Callable[[str], Iterator[Unread | Dropped]]) -> Callable[[str], _Found]:
        """Give in the place of a page that has not changed the report that is stored of it."""
        from rashomon.read.reasons import NOT_CHANGED

        def find_or_recall(source: str) -> _Found:
            for one in find(source):
                if isinstance(one, Dropped) and one.reason == NOT_CHANGED:
                    yield self._recall(one.source)
                else:
                    yield one

        return find_or_recall

    def forget(self, one: Dropped) -> None:
        """Forget the version of a page of which nothing came."""
        self._brought.pop(one.source, None)

    def keep(self, writer: Writer) -> None:
        """Write down which versions came, once all is stored."""
        from rashomon.store import FetchedPage

        if self._brought:
            writer.keep_pages(
                FetchedPage(url=url, etag=version.etag, modified=version.modified)
                for url, version in self._brought.items()
            )

    def _find(self, url: str) -> FetchedPage | None:
        from rashomon.store import Corpus

        with Corpus(self.corpus) as corpus:
            return corpus.page(url)

    def _recall(self, url: str) -> Report:
        from rashomon.store import Corpus

        with Corpus(self.corpus) as corpus:
            page = corpus.page(url)
            assert page is not None
            assert page.report_id is not None
            return corpus.account(page.report_id).report
