"""``rashomon export``: the events of accounts as a table for other programs."""

from __future__ import annotations

import os
import sys
from collections.abc import Generator, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

import click

from rashomon.cli.stdout import Stdout

if TYPE_CHECKING:
    from rashomon.cli.inputs import Lost
    from rashomon.records import Account
    from rashomon.store.exports.event_rows import Writes

STREAM = "-"
MOST_TOLD = 20
"""Lines told one by one: a file that holds no accounts at all must not fill the screen."""


@click.command()
@click.argument("inputs", nargs=-1, required=True, metavar="INPUT...")
@click.option("--to", type=click.Choice(["csv"]), default="csv", help="Form to write; csv if not given.")
@click.option("--out", metavar="FILE", help="Write to FILE, once all is read; else to standard output.")
def export(inputs: tuple[str, ...], to: str, out: str | None) -> int:
    """Write the events of accounts as a table, one row an event.

    INPUT is a file of Account lines, as rashomon read --json writes them, or - for standard input.
    """
    from rashomon.cli.inputs import Lost, tell_lost
    from rashomon.store import write_events_csv

    if out is not None and any(_is_same(out, source) for source in inputs):
        raise click.UsageError(f"--out would write over the input {out}")
    lost = Lost(most_told=MOST_TOLD)
    with _open_output(out) as stream:
        write_events_csv(_read(inputs, lost), stream)
    return tell_lost(lost)


def _is_same(out: str, source: str) -> bool:
    return source != STREAM and Path(out).exists() and Path(source).exists() and Path(out).samefile(source)


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


@contextmanager
def _open_output(out: str | None) -> Generator[Writes]:
    """Open standard output, or a file that takes its name when it is whole."""
    if out is None or out == STREAM:
        yield Stdout()
        return
    target = Path(out).resolve()
    is_device = target.exists() and not target.is_file()
    draft = target if is_device else target.with_name(f".{target.name}.{os.getpid()}")
    try:
        with draft.open("w", encoding="utf-8", newline="") as stream:
            yield stream
        draft.replace(target)
    except OSError as error:
        raise click.ClickException(f"{out} cannot be written: {error.strerror}") from error
    finally:
        if not is_device:
            draft.unlink(missing_ok=True)
