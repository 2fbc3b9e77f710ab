"""``rashomon add``: reports into a corpus."""

from __future__ import annotations

import os
import shlex
from collections.abc import Iterable
from contextlib import closing
from functools import partial
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Unpack

import click

from rashomon.cli.adding_parts import PARTS_SUFFIX, add_by_parts, add_to_folder, open_engine
from rashomon.cli.reading import (
    ReadingOptions,
    jobs_option,
    make_fetcher,
    make_finder,
    make_recipe,
    reading_options,
)
from rashomon.cli.revisits import Revisits
from rashomon.text import printable

if TYPE_CHECKING:
    from rashomon.batch import Item, Recipe
    from rashomon.cli.inputs import Lost
    from rashomon.cli.progress import Meter
    from rashomon.store import Added, Writer

MOST_TOLD = 20
"""Lost inputs told one by one; the corpus keeps all of them."""
MOST_NAMED = 20
"""Inputs by which the table of runs remembers a command."""


class Options(ReadingOptions):
    """The options of ``rashomon add``, as click gives them."""

    jobs: int
    engine: str
    scheduler: str | None


@click.command()
@click.argument("corpus", metavar="CORPUS", type=click.Path())
@click.argument("inputs", nargs=-1, required=True, metavar="INPUT...")
@reading_options
@jobs_option
@click.option(
    "--engine",
    type=click.Choice(["local", "dask"]),
    default="local",
    help="Where to read and code: in processes of this machine, or on Dask workers.",
)
@click.option("--scheduler", metavar="ADDRESS", help="Dask's scheduler; if not given, N workers start here.")
def add(corpus: str, inputs: tuple[str, ...], **options: Unpack[Options]) -> int:
    """Code reports and store them in a corpus, one file that is made if it is not there.

    INPUT is what rashomon read takes. A text that is stored already is neither coded nor stored again, only
    its address and outlet are: so a command that was stopped goes on where it was when given again. What is
    no report is stored with its reason. Then each report is put into the story it is likest to.

    Dask workers write Parquet parts into the folder CORPUS.parts, which all of them must share, as they must
    the inputs; from there they come into CORPUS, and a part that is done is not coded again. If CORPUS is a
    folder, or ends in /, the parts stay in it, and it is asked like a corpus.
    """
    from rashomon.batch import find_items
    from rashomon.cli.inputs import Lost, expand, tell_lost
    from rashomon.cli.progress import count_inputs

    if options["scheduler"] and options["engine"] != "dask":
        raise click.UsageError("--scheduler goes with --engine dask")
    command = shlex.join(["rashomon", "add", corpus, *inputs[:MOST_NAMED]])
    lost, empty = Lost(most_told=MOST_TOLD), Lost()
    sources = expand(inputs, empty)
    with count_inputs(len(sources), is_for_people=False) as meter:
        if corpus.endswith(("/", os.sep)) or Path(corpus).is_dir():
            items = chain(empty.dropped, find_items(sources, make_finder(options)))
            with open_engine(options["engine"], options["scheduler"], options["jobs"]) as engine:
                add_to_folder(Path(corpus), engine, items, make_recipe(options), (lost, meter))
        else:
            revisits = Revisits(make_fetcher(options), Path(corpus))
            find = revisits.give_stored(make_finder(options, revisits))
            items = chain(empty.dropped, find_items(sources, find))
            _add_to_file(command, revisits, items, options, (lost, meter))
    return tell_lost(lost)


def _add_to_file(
    command: str, revisits: Revisits, items: Iterable[Item], options: Options, told: tuple[Lost, Meter]
) -> None:
    """Add items to a corpus file: straight away, or by way of parts that Dask workers write."""
    from rashomon.cli.grouping import group
    from rashomon.store import Corpus

    corpus = revisits.corpus
    recipe = make_recipe(options, known=corpus)
    writer = open_writer(command, recipe)
    try:
        with writer:
            if options["engine"] == "local":
                told[0].tell = lambda one: (revisits.forget(one), writer.add(one))
                store_items(items, recipe, options["jobs"], writer, told)
            else:
                told[0].tell = revisits.forget
                folder = corpus.with_name(f"{corpus.name}{PARTS_SUFFIX}")
                with open_engine(options["engine"], options["scheduler"], options["jobs"]) as engine:
                    add_by_parts(writer, folder, engine, items, recipe, told)
            revisits.keep(writer)
    finally:
        click.echo(printable(f"{corpus}: {describe(writer.added)}"))
    with Corpus(corpus) as stored:
        group(stored)


def open_writer(command: str, recipe: Recipe) -> Writer:
    """Open the corpus that a recipe names, to add to it."""
    from rashomon.batch import code_report
    from rashomon.store import Corpus

    assert recipe.known is not None
    return Corpus(recipe.known).writer(command, partial(code_report, recipe=recipe))


def store_items(
    items: Iterable[Item], recipe: Recipe, jobs: int, writer: Writer, told: tuple[Lost, Meter]
) -> None:
    """Read and code what the corpus does not have, and store all of it in the order it came in."""
    from rashomon.batch import code_items
    from rashomon.cli.inputs import sort_outcomes

    with closing(code_items(items, recipe, jobs=jobs)) as outcomes:
        for one in sort_outcomes(outcomes, *told):
            writer.add(one)


def describe(added: Added) -> str:
    """Say what was added.

    >>> from rashomon.store import Added
    >>> describe(Added(stored=12, copied=1, dropped=2))
    '12 reports stored, 1 copy, 2 inputs dropped'
    """
    counts = (
        (added.stored, "report stored", "reports stored"),
        (added.revised, "revision", "revisions"),
        (added.copied, "copy", "copies"),
        (added.known, "known already", "known already"),
        (added.dropped, "input dropped", "inputs dropped"),
        (added.recoded, "coded anew", "coded anew"),
    )
    told = [f"{count:,} {one if count == 1 else many}" for count, one, many in counts if count]
    return ", ".join(told) or "nothing stored"
