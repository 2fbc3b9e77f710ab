"""What a corpus answers, written as a table for people, as JSON lines or as CSV."""

from __future__ import annotations

import csv
import sys
from collections.abc import Callable, Iterable, Sequence
from dataclasses import fields
from typing import TYPE_CHECKING, Any, TypedDict, TypeVar

import click

from rashomon.records import Span

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

    from rashomon.cli.screen import Screen
    from rashomon.store.csv_cells import Cell

_Answer = TypeVar("_Answer", bound="DataclassInstance")
_Command = TypeVar("_Command", bound=Callable[..., Any])


class AnswerOptions(TypedDict):
    """The form of answers, as click gives it."""

    as_json: bool
    as_csv: bool
    color: bool | None
    width: int | None


_OPTIONS = (
    click.option("--json", "as_json", is_flag=True, help="Write JSON, one answer a line."),
    click.option("--csv", "as_csv", is_flag=True, help="Write CSV, safe in a spreadsheet."),
    click.option(
        "--color/--no-color", default=None, help="Colour; if neither is given, where the terminal has it."
    ),
    click.option(
        "--width",
        metavar="N",
        type=click.IntRange(min=20),
        help="Characters a line; the terminal's, up to 140, if not given.",
    ),
)


def answer_options(command: _Command) -> _Command:
    """Give a command the options for the form of its answers."""
    for option in reversed(_OPTIONS):
        command = option(command)
    return command


def write_answers(
    answers: Iterable[_Answer],
    kind: type[_Answer],
    show: Callable[[Sequence[_Answer], Screen], None],
    options: AnswerOptions,
) -> None:
    """Write answers in the form that the options ask for; ``show`` draws the table for people."""
    if options["as_json"] and options["as_csv"]:
        raise click.UsageError("--json and --csv cannot go together")
    if options["as_json"]:
        _write_json(answers)
    elif options["as_csv"]:
        _write_csv(answers, kind)
    else:
        from rashomon.cli.screen import WIDEST_TABLE, open_screen

        screen = open_screen(sys.stdout, color=options["color"], width=options["width"], widest=WIDEST_TABLE)
        show(list(answers), screen)


def _write_json(answers: Iterable[DataclassInstance]) -> None:
    from rashomon.serial import to_json

    for answer in answers:
        sys.stdout.buffer.write(to_json(answer).encode() + b"\n")


def _write_csv(answers: Iterable[DataclassInstance], kind: type[DataclassInstance]) -> None:
    from rashomon.cli.stdout import Stdout
    from rashomon.store.csv_cells import write_cell

    names = [field.name for field in fields(kind)]
    writer = csv.writer(Stdout())
    writer.writerow(names)
    for answer in answers:
        values = (getattr(answer, name) for name in names)
        writer.writerow([write_cell(_write_spans(value)) for value in values])


def _write_spans(value: Cell | tuple[str | Span, ...]) -> Cell | Sequence[Cell]:
    """Write each span of a list as ``start-end``; all else stays."""
    if not isinstance(value, tuple):
        return value
    return [one if isinstance(one, str) else f"{one[0]}-{one[1]}" for one in value]
