"""Code many items on this machine: in this process, or in several beside it."""

from __future__ import annotations

from collections.abc import Generator, Iterable
from dataclasses import replace
from itertools import chain, islice

from rashomon.batch.engines import code_shards
from rashomon.batch.items import Item, Outcome
from rashomon.batch.processes import Processes
from rashomon.batch.shards import Recipe, Shard, code_shard, cut_shards
from rashomon.records import Account, Dropped, Report


def code_items(items: Iterable[Item], recipe: Recipe, *, jobs: int) -> Generator[Outcome]:
    """Code items in up to ``jobs`` processes; give the outcomes in the order of the items.

    The outcomes are the same whatever the number of processes. With one, or where all is but one shard, this
    process does it. Items are taken as they are needed, a few shards ahead; what the outcomes are used for
    holds up the rest.

    Raises:
        BadWeights, BadLexicon: the recipe cannot be followed.
    """
    shards = cut_shards(items)
    start = list(islice(shards, 1 if jobs == 1 else 2))
    if len(start) < 2:
        recipe.open()
        for shard in chain(start, shards):
            yield from code_shard(shard, recipe)
        return
    with Processes(jobs) as engine:
        yield from code_shards(engine, chain(start, shards), recipe)


def code_report(report: Report, recipe: Recipe) -> Account | Dropped:
    """Code one report in this process, whether it is known or not."""
    (outcome,) = code_shard(Shard(number=0, items=(report,)), replace(recipe, known=None))
    assert isinstance(outcome, Account | Dropped)
    return outcome
