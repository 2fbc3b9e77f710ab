"""``rashomon read``: what each report says, and who says so."""

from __future__ import annotations

import sys
from collections.abc import Callable
from contextlib import closing
from typing import TYPE_CHECKING, Unpack

import click

from rashomon.cli.reading import ReadingOptions, jobs_option, make_finder, make_recipe, reading_options

if TYPE_CHECKING:
    from rashomon.cli.screen import Screen
    from rashomon.records import Account


class Options(ReadingOptions):
    """The options of ``rashomon read``, as click gives them."""

    as_json: bool
    by: str | None
    events: bool
    color: bool | None
    width: int | None


@click.command()
@click.argument("inputs", nargs=-1, required=True, metavar="INPUT...")
@click.option("--json", "as_json", is_flag=True, help="Write one Account a line as JSON.")
@click.option("--by", type=click.Choice(["speaker"]), help="List each voice with what it says.")
@click.option("--events", is_flag=True, help="Show the events as a table, each with the voice that tells it.")
@reading_options
@jobs_option
@click.option(
    "--color/--no-color", default=None, help="Colour; if neither is given, where the terminal has it."
)
@click.option(
    "--width",
    metavar="N",
    type=click.IntRange(min=20),
    help="Characters a line; the terminal's, up to 100, if not given.",
)
def read(inputs: tuple[str, ...], *, jobs: int, **options: Unpack[Options]) -> int:
    """Show who did what to whom in news reports, and who says so, in which words.

    INPUT is a saved web page, a plain text, a JSON lines file with one report an object, an RSS or Atom
    feed, a WARC file, a folder of such files, the address of a page or of a feed, or - for standard input.
    """
    from rashomon.batch import code_items, find_items
    from rashomon.cli.inputs import Lost, expand, sort_outcomes, tell_lost
    from rashomon.cli.progress import count_inputs
    from rashomon.records import Account

    if options["as_json"] + bool(options["by"]) + options["events"] > 1:
        raise click.UsageError("--json, --by and --events cannot go together: the JSON has all that is shown")
    write = _writer(options)
    lost = Lost()
    sources = expand(inputs, lost)
    with count_inputs(len(sources), is_for_people=not options["as_json"]) as meter:
        items = find_items(sources, make_finder(options))
        with closing(code_items(items, make_recipe(options), jobs=jobs)) as outcomes:
            for account in sort_outcomes(outcomes, lost, meter):
                if isinstance(account, Account):
                    with meter.aside():
                        write(account)
    return tell_lost(lost)


def _writer(options: Options) -> Callable[[Account], None]:
    """Give the function that writes one account with these options."""
    if options["as_json"]:
        return _write_json

    from rashomon.cli.screen import WIDEST, WIDEST_TABLE, open_screen

    widest = WIDEST_TABLE if options["events"] else WIDEST
    screen = open_screen(sys.stdout, color=options["color"], width=options["width"], widest=widest)
    show = _view(options)
    is_first = True

    def write(account: Account) -> None:
        nonlocal is_first
        if not is_first:
            screen.rule()
        is_first = False
        show(account, screen)

    return write


def _view(options: Options) -> Callable[[Account, Screen], None]:
    """Give the function that shows one account the way these options ask for."""
    if options["events"]:
        from rashomon.cli.events_view import show_events

        return show_events
    if options["by"] == "speaker":
        from rashomon.cli.voices_view import show_voices

        return show_voices
    from rashomon.cli.account_view import show_account

    return show_account


def _write_json(account: Account) -> None:
    from rashomon.serial import to_json

    sys.stdout.buffer.write(to_json(account).encode() + b"\n")
    sys.stdout.buffer.flush()
