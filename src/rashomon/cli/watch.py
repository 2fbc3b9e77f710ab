"""``rashomon watch``: what is new in feeds into a corpus, again and again."""

from __future__ import annotations

import shlex
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Unpack

import click

from rashomon.cli.add import MOST_NAMED, MOST_TOLD, describe, open_writer, store_items
from rashomon.cli.grouping import group
from rashomon.cli.reading import CodingOptions, coding_options, make_fetcher, make_recipe
from rashomon.text import printable

if TYPE_CHECKING:
    from rashomon.batch import Recipe
    from rashomon.read import Remembered
    from rashomon.records import Dropped, Report
    from rashomon.store import Added, WatchedFeed, Writer


@click.command()
@click.argument("corpus", metavar="CORPUS", type=click.Path())
@click.argument("feeds", nargs=-1, required=True, metavar="FEEDS...")
@click.option(
    "--every",
    "minutes",
    metavar="MINUTES",
    type=click.FloatRange(min=1),
    default=15.0,
    help="Pause between two rounds; 15 if not given.",
)
@click.option("--once", is_flag=True, help="Go round once and end.")
@coding_options
def watch(
    corpus: str, feeds: tuple[str, ...], *, minutes: float, once: bool, **options: Unpack[CodingOptions]
) -> int:
    """Read feeds (RSS, Atom) round after round, and store in a corpus what is new in them.

    FEEDS are OPML files, as feed readers write them, or addresses of feeds. Each host is asked at most every
    two seconds, robots.txt is kept to, and a feed is sent only if it has changed. Ctrl-C ends it; what was
    told as stored is stored, and the next watch goes on from there.
    """
    from rashomon.read import poll
    from rashomon.store import Corpus

    urls = _list_feeds(feeds)
    recipe = make_recipe(options, known=Path(corpus))
    with open_writer(shlex.join(["rashomon", "watch", corpus, *feeds[:MOST_NAMED]]), recipe) as writer:
        fetcher = make_fetcher(options)
        with Corpus(corpus) as known:
            state = _recall(known.feeds())
        while True:
            before = writer.added
            find = partial(poll, urls, fetcher, state, max_bytes=options["max_bytes"])
            code = _go_round(find, state, recipe, writer)
            click.echo(printable(f"{corpus}: {describe(_count_since(before, writer.added))}"))
            with Corpus(corpus) as stored:
                group(stored)
            if once:
                return code
            time.sleep(60 * minutes)


def _list_feeds(sources: Iterable[str]) -> list[str]:
    from rashomon.read import is_url, read_opml

    urls = [url for one in sources for url in ([one] if is_url(one) else read_opml(Path(one)))]
    return list(dict.fromkeys(urls))


def _go_round(
    find: Callable[[], Iterator[Report | Dropped]],
    state: dict[str, Remembered],
    recipe: Recipe,
    writer: Writer,
) -> int:
    """Store what is new in all feeds, then remember how far they were read; give the exit code."""
    from rashomon.batch import find_items
    from rashomon.cli.inputs import Lost, tell_lost
    from rashomon.cli.progress import Meter

    lost = Lost(most_told=MOST_TOLD, tell=writer.add)
    before = dict(state)
    items = find_items(["feeds"], lambda _: find())
    store_items(items, recipe, 1, writer, (lost, Meter()))
    changed = {url: kept for url, kept in state.items() if before.get(url) != kept}
    writer.keep_feeds(_as_rows(changed))
    return tell_lost(lost)


def _count_since(before: Added, after: Added) -> Added:
    counts = asdict(after)
    return type(after)(**{way: counts[way] - count for way, count in asdict(before).items()})


def _recall(feeds: Iterable[WatchedFeed]) -> dict[str, Remembered]:
    from rashomon.read import Remembered, Validator

    return {
        one.url: Remembered(
            validator=Validator(etag=one.etag, modified=one.modified) if one.etag or one.modified else None,
            seen=one.seen,
        )
        for one in feeds
    }


def _as_rows(state: dict[str, Remembered]) -> Iterable[WatchedFeed]:
    from rashomon.read import Validator
    from rashomon.store import WatchedFeed

    for url, kept in state.items():
        version = kept.validator or Validator()
        yield WatchedFeed(url=url, etag=version.etag, modified=version.modified, seen=kept.seen)
