"""``rashomon add``: reports into a corpus."""

from __future__ import annotations

import shlex
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Unpack

import click

from rashomon.cli.reading import ReadingOptions, load_coder, make_reader, reading_options
from rashomon.text import printable

if TYPE_CHECKING:
    from rashomon.cli.inputs import Lost
    from rashomon.flow import Coder
    from rashomon.records import Report
    from rashomon.store import Added, Writer

MOST_TOLD = 20
"""Lost inputs told one by one; the corpus keeps all of them."""
MOST_NAMED = 20
"""Inputs by which the table of runs remembers a command."""


@click.command()
@click.argument("corpus", metavar="CORPUS", type=click.Path())
@click.argument("inputs", nargs=-1, required=True, metavar="INPUT...")
@reading_options
def add(corpus: str, inputs: tuple[str, ...], **options: Unpack[ReadingOptions]) -> int:
    """Code reports and store them in a corpus, one file that is made if it is not there.

    INPUT is what rashomon read takes. A text that is stored already is neither coded nor stored again, only
    its address and outlet are: so a command that was stopped goes on where it was when given again. What is
    no report is stored with its reason.
    """
    from rashomon.cli.inputs import Lost, expand, read_inputs, tell_lost
    from rashomon.cli.progress import count_inputs
    from rashomon.store import Corpus

    command = shlex.join(["rashomon", "add", corpus, *inputs[:MOST_NAMED]])
    writer = Corpus(corpus).writer(command)
    lost = Lost(most_told=MOST_TOLD, tell=writer.add)
    try:
        with writer:
            coder = load_coder(options)
            sources = expand(inputs, lost)
            with count_inputs(len(sources), is_for_people=False) as meter:
                store_new(read_inputs(sources, make_reader(options), lost, meter), coder, writer, lost)
    finally:
        click.echo(printable(f"{corpus}: {describe(writer.added)}"))
    return tell_lost(lost)


def store_new(reports: Iterable[Report], coder: Coder, writer: Writer, lost: Lost) -> None:
    """Code the reports whose text a corpus does not have, and store them; the copies of others too."""
    from rashomon.cli.inputs import code_reports
    from rashomon.flow import BATCH_SIZE

    for account in code_reports(coder, _skip_known(reports, writer), lost, BATCH_SIZE):
        writer.add(account)


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


def _skip_known(reports: Iterable[Report], writer: Writer) -> Iterator[Report]:
    """Give the reports whose text is new; the others need no coding."""
    from rashomon.errors import BadRecord

    for report in reports:
        try:
            is_known = writer.add_known(report)
        except BadRecord:  # the writer drops it when it comes back coded
            is_known = False
        if not is_known:
            yield report
