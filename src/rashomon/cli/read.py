"""``rashomon read``: what each report says, and who says so."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, TypedDict, Unpack

import click

if TYPE_CHECKING:
    from rashomon.cli.inputs import ReadsReports
    from rashomon.cli.screen import Screen
    from rashomon.records import Account, Dropped, Report


class Options(TypedDict):
    """The options of ``rashomon read``, as click gives them."""

    as_json: bool
    by: str | None
    events: bool
    outlet: str | None
    url: str | None
    published: str | None
    title: str | None
    fields: dict[str, str]
    lexicon: str | None
    max_bytes: int | None
    color: bool | None
    width: int | None


def _check_date(context: click.Context, option: click.Parameter, value: str | None) -> str | None:
    if value is not None:
        from rashomon.read.dates import read_date

        if read_date(value) is None:
            raise click.BadParameter(
                f"{value!r} is no date: write it like 2031-03-04 or 2031-03-04T17:40+01:00"
            )
    return value


def _check_fields(context: click.Context, option: click.Parameter, values: tuple[str, ...]) -> dict[str, str]:
    if not values:
        return {}
    from rashomon.read import parse_fields

    try:
        return parse_fields(",".join(values))
    except ValueError as error:
        raise click.BadParameter(str(error)) from error


@click.command()
@click.argument("inputs", nargs=-1, required=True, metavar="INPUT...")
@click.option("--json", "as_json", is_flag=True, help="Write one Account a line as JSON.")
@click.option("--by", type=click.Choice(["speaker"]), help="List each voice with what it says.")
@click.option("--events", is_flag=True, help="Show the events as a table, each with the voice that tells it.")
@click.option("--outlet", metavar="NAME", help="Outlet of inputs that name none.")
@click.option("--url", metavar="URL", help="Address of inputs that have none.")
@click.option(
    "--published",
    metavar="DATE",
    callback=_check_date,
    help="Date or time, in ISO 8601, of inputs that have none.",
)
@click.option("--title", metavar="TEXT", help="Title of inputs that have none.")
@click.option(
    "--map",
    "fields",
    multiple=True,
    metavar="FIELD=NAME,...",
    callback=_check_fields,
    help="In JSON lines, take FIELD from what they call NAME, as in text=body,title=headline.",
)
@click.option(
    "--lexicon",
    metavar="FILE",
    type=click.Path(exists=True, dir_okay=False),
    help="Add the entries of this TOML file to the lexicon.",
)
@click.option(
    "--max-bytes",
    metavar="N",
    type=click.IntRange(min=1),
    help="Leave out larger inputs; 5000000 if not given.",
)
@click.option(
    "--color/--no-color", default=None, help="Colour; if neither is given, where the terminal has it."
)
@click.option(
    "--width",
    metavar="N",
    type=click.IntRange(min=20),
    help="Characters a line; the terminal's, up to 100, if not given.",
)
def read(inputs: tuple[str, ...], **options: Unpack[Options]) -> int:
    """Show who did what to whom in news reports, and who says so, in which words.

    INPUT is a saved web page, a plain text, a JSON lines file with one report an object, a folder of
    such files, or - for standard input.
    """
    from rashomon.cli.inputs import Lost, code_reports, expand, read_inputs, tell_lost
    from rashomon.cli.progress import count_inputs
    from rashomon.flow import BATCH_SIZE, load

    if options["as_json"] + bool(options["by"]) + options["events"] > 1:
        raise click.UsageError("--json, --by and --events cannot go together: the JSON has all that is shown")
    coder = load(lexicon=options["lexicon"])
    write = _writer(options)
    lost = Lost()
    sources = expand(inputs, lost)
    with count_inputs(len(sources), is_for_people=not options["as_json"]) as meter:
        reports = read_inputs(sources, _reader(options), lost, meter)
        for account in code_reports(coder, reports, lost, BATCH_SIZE):
            with meter.aside():
                write(account)
    return tell_lost(lost)


def _reader(options: Options) -> ReadsReports:
    """Give the function that reads one input with these options."""
    from rashomon.read import read_reports

    def read_one(source: str) -> Iterable[Report | Dropped]:
        return read_reports(
            source,
            fields=options["fields"],
            max_bytes=options["max_bytes"],
            outlet=options["outlet"],
            url=options["url"],
            published=options["published"],
            title=options["title"],
        )

    return read_one


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
