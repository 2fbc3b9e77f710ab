"""Shards that are coded wherever there is room, each into a part of a folder that all workers share.

``run_shard`` is the whole of a worker's task. It is a plain function, safe to be called twice, at the same
time too: what is done already stays as it is.
"""

from __future__ import annotations

import time
from collections.abc import Generator, Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from rashomon.batch.engines import Engine, Pending, WorkerLost, code_singly, run_in_order
from rashomon.batch.items import Ended, Item, Outcome
from rashomon.batch.shards import Recipe, Shard, code_shard, cut_shards
from rashomon.read import Unread
from rashomon.records import Account, Dropped
from rashomon.store import Done, Plan, read_marker, write_part
from rashomon.text import content_id

PART_ITEMS = 100
"""Reports of a part: some ten seconds' work, so that a lost worker costs little and the scheduler no time."""
PART_SIZE = 2_000_000
"""Bytes of a part's inputs that are sent with it; files are named, and read by the worker."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A part that is done, and the sources that end in it."""

    done: Done
    sources: tuple[str, ...]
    was_done: bool
    """Whether an earlier run made it."""


def code_parts(
    engine: Engine, items: Iterable[Item], recipe: Recipe, folder: Path, *, most_items: int = PART_ITEMS
) -> Generator[Part]:
    """Code items into the parts of a folder, and give these in the order of the items.

    Parts that are done already are given as they are. A report that ends the process of its worker time and
    again is Dropped, and costs no other.

    Args:
        engine: what runs the shards; its workers share the folder, and find files where they are named.
        items: cut into the same shards whenever they are the same.
        recipe: how they are coded.
        folder: made if it is not there.
        most_items: reports of a part.

    Raises:
        BadWeights, BadLexicon: the recipe cannot be followed.
        UnwritableCorpus: the folder cannot be written, or a worker does not have it.
    """
    plan = Plan(folder)
    shards = cut_shards(map(_place_item, items), most_items=most_items, most_size=PART_SIZE)
    numbered = (
        replace(shard, number=plan.number(digest), digest=digest)
        for shard in shards
        for digest in [digest_shard(shard)]
    )
    placed = replace(
        recipe,
        known=None,
        lexicon=_place(recipe.lexicon),
        ontology=_place(recipe.ontology),
        gazetteer=_place(recipe.gazetteer),
    )

    def submit(shard: Shard) -> Pending[Done]:
        done = read_marker(folder, shard.number)
        return engine.submit(run_shard, shard, placed, folder.absolute()) if done is None else _Ready(done)

    for shard, pending in run_in_order(engine, numbered, submit):
        try:
            done = pending.result()
        except WorkerLost:
            done = _run_singly(engine, shard, placed, folder)
        sources = tuple(item.source for item in shard.items if isinstance(item, Ended))
        yield Part(done=done, sources=sources, was_done=isinstance(pending, _Ready))


def run_shard(shard: Shard, recipe: Recipe, folder: Path) -> Done:
    """Code a shard and write its part, unless that has been done; raises as ``code_parts``."""
    start = time.monotonic()
    return read_marker(folder, shard.number) or _write(folder, shard, code_shard(shard, recipe), start)


def _place(path: str | None) -> str | None:
    return None if path is None else str(Path(path).absolute())


def _place_item(item: Item) -> Item:
    """Name a file so that it is found from any folder."""
    if isinstance(item, Unread) and isinstance(item.source, Path):
        return replace(item, source=item.source.absolute())
    return item


def _run_singly(engine: Engine, shard: Shard, recipe: Recipe, folder: Path) -> Done:
    """Code a shard whose worker came to an end item by item, and write its part here."""
    start = time.monotonic()
    return _write(folder, shard, code_singly(engine, shard, recipe), start)


def _write(folder: Path, shard: Shard, outcomes: Iterable[Outcome], start: float) -> Done:
    kept = [one for one in outcomes if isinstance(one, Account | Dropped)]
    seconds = time.monotonic() - start
    return write_part(folder, shard.number, shard.digest, kept, seconds=seconds)


def digest_shard(shard: Shard) -> str:
    """Hash what is in a shard: the same inputs give the same hash, wherever they stand among others.

    A file is told by its path, its size and the time when it was changed.
    """
    return content_id("shard", *map(_digest_item, shard.items))


def _digest_item(item: Item) -> str:
    if not isinstance(item, Unread):
        return content_id(type(item).__name__, repr(item))
    source = item.source
    if isinstance(source, Path):
        source = f"{source} {_tell_state(source)}"
    elif isinstance(source, bytes):
        source = source.hex()
    return content_id("Unread", source, repr(replace(item, source="")))


def _tell_state(path: Path) -> str:
    try:
        state = path.stat()
    except OSError as error:
        return str(error.strerror)
    return f"{state.st_size} {state.st_mtime_ns}"


@dataclass(frozen=True, slots=True)
class _Ready:
    """A part that an earlier run made."""

    part: Done

    def done(self) -> bool:
        return True

    def result(self) -> Done:
        return self.part
