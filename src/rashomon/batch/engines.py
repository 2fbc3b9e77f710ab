"""What runs shards: this process, processes beside it (``processes.py``), a cluster (``on_dask.py``).

An engine is asked for one thing, to call a function elsewhere and hand back what will be its answer. Ray's
tasks could stand behind it as well: ``ray.remote(function).remote(*arguments).future()``.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from typing import Any, Protocol, TypeVar

from rashomon.batch.items import FAULT, Ended, Outcome, name_item
from rashomon.batch.shards import Recipe, Shard, code_shard
from rashomon.errors import NoWorkers
from rashomon.records import Dropped

KILLED = "the process that read and coded it came to an end, alone as well"
MOST_DEADLY = 6
"""Reports from the first of a shard on, all of which end their process, that cannot be to blame for it."""
AHEAD = 8
"""Shards beyond two a worker that may be under way, so that one that takes long keeps none idle."""

_Answer = TypeVar("_Answer")
_Given = TypeVar("_Given", covariant=True)


class WorkerLost(Exception):
    """The process that was at work on something is no more."""


class Pending(Protocol[_Given]):
    """An answer that is on its way."""

    def done(self) -> bool:
        """Whether it is there."""
        ...

    def result(self) -> _Given:
        """Wait for it; raises WorkerLost, or what the function raised."""
        ...


class Engine(Protocol):
    """Calls functions elsewhere."""

    @property
    def workers(self) -> int:
        """How many calls it works on at once."""
        ...

    def submit(self, function: Callable[..., _Answer], /, *arguments: Any) -> Pending[_Answer]:  # noqa: ANN401
        """Have a function called; both it and its arguments are pickled."""
        ...


def run_in_order(
    engine: Engine, shards: Iterable[Shard], submit: Callable[[Shard], Pending[_Answer]]
) -> Iterator[tuple[Shard, Pending[_Answer]]]:
    """Submit shards, and give the answers in the order of the shards.

    At any time no more than ``AHEAD`` shards and two a worker are held, be they waiting, at work or answered.
    """
    waiting: deque[tuple[Shard, Pending[_Answer]]] = deque()
    for shard in shards:
        waiting.append((shard, submit(shard)))
        while waiting and (waiting[0][1].done() or len(waiting) >= AHEAD + 2 * engine.workers):
            yield waiting.popleft()
    yield from waiting


def code_shards(engine: Engine, shards: Iterable[Shard], recipe: Recipe) -> Iterator[Outcome]:
    """Code shards; give the outcomes in the order of the inputs.

    If the process at work on a shard comes to an end, each of its items is tried once more alone; the one
    that ends its process again is Dropped.
    """

    def submit(shard: Shard) -> Pending[list[Outcome]]:
        return engine.submit(code_shard, shard, recipe)

    for shard, pending in run_in_order(engine, shards, submit):
        try:
            yield from pending.result()
        except WorkerLost:
            yield from code_singly(engine, shard, recipe)


def code_singly(engine: Engine, shard: Shard, recipe: Recipe) -> Iterator[Outcome]:
    """Code each item of a shard alone; one that ends its process is Dropped.

    Raises:
        NoWorkers: all of so many ended it that it must be for another reason.
    """
    done = deadly = 0
    for item in shard.items:
        if isinstance(item, Ended | Dropped):
            yield item
            continue
        try:
            yield from engine.submit(code_shard, replace(shard, items=(item,)), recipe).result()
            done += 1
        except WorkerLost as error:
            deadly += 1
            if deadly >= MOST_DEADLY and not done:
                raise NoWorkers("the processes that read and code keep ending: is there memory?") from error
            yield Dropped(source=name_item(item), reason=FAULT, detail=KILLED)
