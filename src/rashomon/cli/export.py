"""``rashomon export``: accounts in the formats of other programs."""

from __future__ import annotations

import sys
from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, Self, Unpack

import click

from rashomon.cli.filtering import FilterOptions, filter_options, read_options, tell_unknown_type
from rashomon.cli.stdout import Stdout
from rashomon.text import printable

if TYPE_CHECKING:
    from rashomon.cli.inputs import Lost
    from rashomon.cli.progress import Meter
    from rashomon.records import Account
    from rashomon.store import Corpus, Exported

STREAM = "-"
MOST_TOLD = 20
"""Lines told one by one: a file that holds no accounts at all must not fill the screen."""
FORMATS = ("csv", "jsonl", "parquet", "geojson", "gdelt", "polecat", "claimreview", "annotations")


class Options(FilterOptions):
    """The options of ``rashomon export``, as click gives them."""

    to: str
    out: str | None
    table: tuple[str, ...]
    words: str | None
    statement: tuple[str, ...]
    unplaced: bool
    force: bool


@click.command()
@click.argument("inputs", nargs=-1, required=True, metavar="INPUT...")
@click.option("--to", type=click.Choice(FORMATS), default="csv", help="Format to write; csv if not given.")
@click.option(
    "--out", metavar="PATH", help="Write to this file or folder, once all is read; else to standard output."
)
@click.option(
    "--table",
    metavar="NAME",
    multiple=True,
    help="Write a table of the corpus in place of events (csv), or some in place of all (parquet).",
)
@click.option("--words", metavar="WORDS", help="Words in the report, or in what is said (claimreview).")
@filter_options
@click.option(
    "--statement", metavar="ID", multiple=True, help="Draft a review of this statement (claimreview)."
)
@click.option("--unplaced", is_flag=True, help="Keep events without coordinates, with no geometry (geojson).")
@click.option("--force", is_flag=True, help="Replace the folder of an earlier export.")
def export(inputs: tuple[str, ...], **options: Unpack[Options]) -> int:
    """Write accounts in a format that other programs read.

    INPUT is a corpus, of which the options choose; or files of Account lines, as rashomon read --json writes
    them, or - for standard input.
    """
    from rashomon.cli.inputs import Lost, tell_lost

    out = options["out"]
    if out is not None and any(_is_same(out, source) for source in inputs):
        raise click.UsageError(f"--out would write over the input {out}")
    if not any(source == STREAM or Path(source).exists() for source in inputs):
        raise click.UsageError(
            f"{inputs[0]} is not there"
        )  # and nothing takes the place of an earlier export
    lost = Lost(most_told=MOST_TOLD)
    with (
        _open_source(inputs, options, lost) as source,
        _Bar(shows=out is not None or not sys.stdout.isatty()) as bar,
    ):
        exported = _export(source, options, bar.show)
    _tell(exported, out)
    return tell_lost(lost)


def _export(
    source: Corpus | Iterable[Account], options: Options, show: Callable[[int, int], None]
) -> Exported:
    from rashomon.store import export as export_accounts

    out = options["out"]
    return export_accounts(
        source,
        options["to"],
        Stdout() if out is None or out == STREAM else out,
        tables=options["table"],
        words=options["words"] or "",
        statements=options["statement"],
        unplaced=options["unplaced"],
        force=options["force"],
        progress=show,
        **read_options(options),
    )


class _Bar:
    """A progress bar that is there from the first report of a source that knows how many it has."""

    def __init__(self, *, shows: bool) -> None:
        self._shows = shows
        self._stack = ExitStack()
        self._meter: Meter | None = None
        self._done = 0

    def __enter__(self) -> Self:
        """Use the bar in a ``with``, which takes it away at its end."""
        return self

    def __exit__(self, *error: object) -> None:
        """Take the bar away."""
        self._stack.close()

    def show(self, done: int, total: int) -> None:
        """Show how many are done."""
        from rashomon.cli.progress import count_inputs

        if self._meter is None:
            bar = count_inputs(total if self._shows else 0, is_for_people=False)
            self._meter = self._stack.enter_context(bar)
        for _ in range(done - self._done):
            self._meter.finish("")
        self._done = done


def _tell(exported: Exported, out: str | None) -> None:
    """Say what was written, where standard output is free for that, and always what was left out."""
    if out is not None and out != STREAM:
        written, reports = _count(exported.written, exported.what), _count(exported.reports, "report")
        click.echo(printable(f"{out}: {written} of {reports}"))
    for reason, count in sorted(exported.left_out.items()):
        click.echo(printable(f"rashomon: left out: {count:,} {reason}"), err=True)


def _count(count: int, what: str) -> str:
    return f"{count:,} {what}" if count == 1 else f"{count:,} {what}s"


def _is_same(out: str, source: str) -> bool:
    return source != STREAM and Path(out).exists() and Path(source).exists() and Path(out).samefile(source)


@contextmanager
def _open_source(
    inputs: tuple[str, ...], options: Options, lost: Lost
) -> Generator[Corpus | Iterable[Account]]:
    """Open the corpus, if the input is one, or read Account lines."""
    from rashomon.store import Corpus, is_corpus

    if not any(source != STREAM and is_corpus(Path(source)) for source in inputs):
        yield _read(inputs, lost)
        return
    path, *others = inputs
    if others:
        raise click.UsageError("a corpus is exported alone")
    with Corpus(path) as corpus:
        tell_unknown_type(corpus, options)
        yield corpus


def _read(inputs: Iterable[str], lost: Lost) -> Iterator[Account]:
    """Read accounts input by input; what is none, or cannot be opened, is lost and not raised."""
    from rashomon.records import Dropped
    from rashomon.store import read_accounts

    for source in inputs:
        try:
            with _open_input(source) as stream:
                for item in read_accounts(stream, source):
                    if isinstance(item, Dropped):
                        lost.keep(item)
                    else:
                        yield item
        except OSError as error:
            lost.add(source, "cannot be read", error.strerror)


@contextmanager
def _open_input(source: str) -> Generator[BinaryIO]:
    if source == STREAM:
        yield sys.stdin.buffer
        return
    with Path(source).open("rb") as stream:
        yield stream
