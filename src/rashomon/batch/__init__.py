"""Many reports: cut into shards, coded in this process, in processes beside it or on a cluster, in order.

>>> from rashomon.batch import Recipe, code_items, find_items
>>> for outcome in code_items(find_items(files, unpack_sources), Recipe(), jobs=4):        # doctest: +SKIP
...     print(outcome)
"""

from rashomon.batch.coding import code_items, code_report
from rashomon.batch.engines import Engine
from rashomon.batch.items import Ended, Item, Outcome, find_items
from rashomon.batch.on_dask import OnDask
from rashomon.batch.parts import Part, code_parts, run_shard
from rashomon.batch.processes import Processes, count_cores
from rashomon.batch.shards import Recipe

__all__ = [
    "Ended",
    "Engine",
    "Item",
    "OnDask",
    "Outcome",
    "Part",
    "Processes",
    "Recipe",
    "code_items",
    "code_parts",
    "code_report",
    "count_cores",
    "find_items",
    "run_shard",
]
