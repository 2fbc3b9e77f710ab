"""The options that say how inputs are read and coded, for all commands that do so."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypedDict, TypeVar

import click

if TYPE_CHECKING:
    from rashomon.batch import Recipe
    from rashomon.read import Fetcher, Fetches, Unread
    from rashomon.records import Dropped

_Command = TypeVar("_Command", bound=Callable[..., Any])


class CoderOptions(TypedDict):
    """What reports are coded with, as click gives it."""

    lexicon: str | None
    ontology: str | None
    gazetteer: str | None


class CodingOptions(CoderOptions):
    """The same, and how reports are fetched."""

    max_bytes: int | None
    contact: str | None


class ReadingOptions(CodingOptions):
    """The same, with what is known of the inputs beforehand."""

    outlet: str | None
    url: str | None
    published: str | None
    title: str | None
    fields: dict[str, str]


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


def _check_contact(context: click.Context, option: click.Parameter, value: str | None) -> str | None:
    if value is not None:
        from rashomon.read import Manners

        try:
            Manners(contact=value)
        except ValueError as error:
            raise click.BadParameter(str(error)) from error
    return value


def _count_cores() -> int:
    from rashomon.batch import count_cores

    return count_cores()


_KNOWN = (
    click.option("--outlet", metavar="NAME", help="Outlet of inputs that name none."),
    click.option("--url", metavar="URL", help="Address of inputs that have none."),
    click.option(
        "--published",
        metavar="DATE",
        callback=_check_date,
        help="Date or time, in ISO 8601, of inputs that have none.",
    ),
    click.option("--title", metavar="TEXT", help="Title of inputs that have none."),
    click.option(
        "--map",
        "fields",
        multiple=True,
        metavar="FIELD=NAME,...",
        callback=_check_fields,
        help="In JSON lines, take FIELD from what they call NAME, as in text=body,title=headline.",
    ),
)
_CODER = (
    click.option(
        "--lexicon",
        metavar="FILE",
        type=click.Path(exists=True, dir_okay=False),
        help="Add the entries of this TOML file to the lexicon.",
    ),
    click.option(
        "--ontology",
        metavar="FILE",
        type=click.Path(exists=True, dir_okay=False),
        help="Add the event types of this TOML file to PLOVER's.",
    ),
    click.option(
        "--gazetteer",
        metavar="FILE",
        type=click.Path(exists=True, dir_okay=False),
        help="Look places up in this CSV file before the gazetteer.",
    ),
)
_CODING = (
    *_CODER,
    click.option(
        "--max-bytes",
        metavar="N",
        type=click.IntRange(min=1),
        help="Leave out larger inputs; 5000000 if not given.",
    ),
    click.option(
        "--contact",
        metavar="ADDRESS",
        callback=_check_contact,
        help="Tell the servers that are asked where to write to you, a web or mail address.",
    ),
)


_JOBS = click.option(
    "--jobs",
    metavar="N",
    type=click.IntRange(min=1),
    default=_count_cores,
    help="Read and code in N processes at once; one for each core if not given.",
)


def reading_options(command: _Command) -> _Command:
    """Give a command the options of ``ReadingOptions``."""
    return _give(command, (*_KNOWN, *_CODING))


def coding_options(command: _Command) -> _Command:
    """Give a command the options of ``CodingOptions``."""
    return _give(command, _CODING)


def coder_options(command: _Command) -> _Command:
    """Give a command the options of ``CoderOptions``."""
    return _give(command, _CODER)


def jobs_option(command: _Command) -> _Command:
    """Give a command the option ``jobs``: in how many processes it works."""
    return _give(command, (_JOBS,))


def _give(command: _Command, options: tuple[Callable[[_Command], _Command], ...]) -> _Command:
    for option in reversed(options):
        command = option(command)
    return command


def make_fetcher(options: CodingOptions) -> Fetcher:
    """Make the fetcher that keeps to these options."""
    from rashomon.read import Fetcher, Manners

    usual = Manners(contact=options["contact"])
    return Fetcher(replace(usual, size_bytes=options["max_bytes"] or usual.size_bytes))


def make_finder(
    options: ReadingOptions, fetcher: Fetches | None = None
) -> Callable[[str], Iterator[Unread | Dropped]]:
    """Give the function that finds the reports of one input with these options."""
    from rashomon.read import unpack_sources

    fetcher = fetcher or make_fetcher(options)

    def find(source: str) -> Iterator[Unread | Dropped]:
        return unpack_sources(
            source,
            fields=options["fields"],
            max_bytes=options["max_bytes"],
            fetcher=fetcher,
            outlet=options["outlet"],
            url=options["url"],
            published=options["published"],
            title=options["title"],
        )

    return find


def make_recipe(options: CoderOptions, *, known: Path | None = None) -> Recipe:
    """Give the recipe of these options; ``known`` is a corpus whose reports need not be coded."""
    from rashomon.batch import Recipe
    from rashomon.flow import load

    return Recipe(
        load=load,
        lexicon=options["lexicon"],
        ontology=options["ontology"],
        gazetteer=options["gazetteer"],
        known=known,
    )
