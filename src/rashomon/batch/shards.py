"""Shards, a few inputs each, and the one function that codes them wherever there is room.

``code_shard`` is a plain function of plain values: a process beside this one, a Dask worker or a Ray task
give the same accounts for the same shard.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from rashomon import flow
from rashomon.batch.items import Ended, Item, Outcome, drop_faulty, name_item
from rashomon.errors import BadCorpus, BadRecord, NoWorkers
from rashomon.flow import Coder
from rashomon.read import Unread, read_unread
from rashomon.records import Account, Dropped, Report
from rashomon.store import Corpus
from rashomon.version import __version__

SHARD_ITEMS = 8
"""Reports of a shard that is coded beside this process: a report costs the same from 4 to 16 of them, so that
few leave little to wait for at the end."""
SHARD_SIZE = 1_000_000
"""Bytes and characters of a shard after which it takes no more: what waits is held in memory."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Shard:
    """Some items in a row, numbered from 0 in the order of the inputs."""

    number: int
    items: tuple[Item, ...]
    digest: str = ""
    """What ``parts.py`` tells it by, given by who hands it out."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Recipe:
    """What a process must know to turn items into accounts."""

    load: Callable[..., Coder] = flow.load
    """Gives the coder; it goes elsewhere by the name of its module, which can be imported there."""
    lexicon: str | None = None
    ontology: str | None = None
    gazetteer: str | None = None
    known: Path | None = None
    """A corpus that this machine has: a report whose text is in it need not be coded."""
    version: str = __version__
    """The Rashomon that wrote the recipe: accounts of one run are made by one."""

    def open(self) -> Coder:
        """Give the coder, which each process loads once; raises BadWeights or BadLexicon."""
        return _load(self.load, self.lexicon, self.ontology, self.gazetteer)


@lru_cache(maxsize=1)
def _load(
    load: Callable[..., Coder], lexicon: str | None, ontology: str | None, gazetteer: str | None
) -> Coder:
    return load(lexicon=lexicon, ontology=ontology, gazetteer=gazetteer)


def cut_shards(
    items: Iterable[Item], *, most_items: int = SHARD_ITEMS, most_size: int = SHARD_SIZE
) -> Iterator[Shard]:
    """Cut items into shards: the same ones for the same items.

    >>> items = [Dropped(source=name, reason="empty") for name in "abc"]
    >>> [(shard.number, len(shard.items)) for shard in cut_shards(items, most_items=2)]
    [(0, 2), (1, 1)]
    """
    held: list[Item] = []
    number = count = size = 0
    for item in items:
        is_full = count >= most_items or size >= most_size
        if is_full and not isinstance(item, Ended):
            yield Shard(number=number, items=tuple(held))
            held, number, count, size = [], number + 1, 0, 0
        held.append(item)
        count += not isinstance(item, Ended)
        size += _size_of(item)
    if held:
        yield Shard(number=number, items=tuple(held))


def code_shard(shard: Shard, recipe: Recipe) -> list[Outcome]:
    """Read and code the items of a shard, one outcome each, in their order.

    Raises:
        BadWeights, BadLexicon: the recipe cannot be followed.
        NoWorkers: this is a worker with another version of Rashomon.
    """
    if recipe.version != __version__:
        raise NoWorkers(f"a worker has Rashomon {__version__}, not {recipe.version}: install the same on all")
    outcomes = [_read(item) for item in shard.items]
    fresh = _find_fresh(outcomes, recipe.known)
    if fresh:
        reports = [one for at in fresh if isinstance(one := outcomes[at], Report)]
        for at, coded in zip(fresh, code_reports(recipe.open(), reports), strict=True):
            outcomes[at] = coded
    return outcomes


def code_reports(coder: Coder, reports: Sequence[Report]) -> list[Account | Dropped]:
    """Code reports together, in order; one that makes the coder fail is Dropped and costs no other."""
    try:
        return list(coder.pipe(reports))
    except Exception:  # noqa: BLE001 - which one it was is found out below
        return [_code_one(coder, report) for report in reports]


def _code_one(coder: Coder, report: Report) -> Account | Dropped:
    try:
        return coder(report)
    except Exception as error:  # noqa: BLE001 - told in its place
        return drop_faulty(name_item(report), error)


def _read(item: Item) -> Outcome:
    if not isinstance(item, Unread):
        return item
    try:
        return read_unread(item)
    except Exception as error:  # noqa: BLE001 - told in its place
        return drop_faulty(item.label, error)


def _find_fresh(outcomes: Sequence[Outcome], known: Path | None) -> list[int]:
    """Give the places of the reports that are to be coded."""
    places = [at for at, one in enumerate(outcomes) if isinstance(one, Report)]
    if known is None or not places:
        return places
    with ExitStack() as stack:
        corpus = stack.enter_context(Corpus(known))
        return [at for at in places if isinstance(one := outcomes[at], Report) and not _knows(corpus, one)]


def _knows(corpus: Corpus, report: Report) -> bool:
    """Whether a report need not be coded; what cannot be told now, the writer tells."""
    try:
        return corpus.knows(report)
    except (BadCorpus, BadRecord):
        return False


def _size_of(item: Item) -> int:
    if isinstance(item, Unread):
        return 0 if isinstance(item.source, Path) else len(item.source)
    return len(item.text) if isinstance(item, Report) else 0
