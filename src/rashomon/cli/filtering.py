"""The options by which commands choose in a corpus: the filters of a search."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, Literal, TypedDict, TypeVar, cast

import click

from rashomon.text import printable

if TYPE_CHECKING:
    from rashomon.store import Corpus, Filters

_Command = TypeVar("_Command", bound=Callable[..., Any])


class FilterOptions(TypedDict):
    """The filters, as click gives them."""

    outlet: str | None
    published: str | None
    speaker: str | None
    type: str | None
    status: str | None
    actor: str | None
    recipient: str | None
    place: str | None
    happened: str | None
    voice: Literal["outlet", "others"] | None
    revisions: bool


def check_dates(context: click.Context, option: click.Parameter, value: str | None) -> str | None:
    """Refuse dates that are none; for click."""
    if value is not None:
        from rashomon.store.filters import read_range

        try:
            read_range(value)
        except ValueError as error:
            raise click.BadParameter(str(error)) from error
    return value


def _check_status(context: click.Context, option: click.Parameter, value: str | None) -> str | None:
    if value is not None:
        from rashomon.store import STATUSES

        return click.Choice(STATUSES, case_sensitive=False).convert(value, option, context)
    return None


_OPTIONS = (
    click.option(
        "--speaker", metavar="NAME", help="Said by NAME, or by somebody whose name holds these words."
    ),
    click.option("--outlet", metavar="NAME", help="Published by this outlet."),
    click.option(
        "--published",
        metavar="DATES",
        callback=check_dates,
        help="A date (2031-10), or two (2031-10..2031-12).",
    ),
    click.option("--type", metavar="TYPE", help="An event of this type, as ASSAULT."),
    click.option(
        "--status",
        metavar="STATUS",
        callback=_check_status,
        help="An event told as happened, ongoing, planned, threatened, hypothetical or denied.",
    ),
    click.option("--actor", metavar="NAME", help="An event that NAME brings about."),
    click.option("--recipient", metavar="NAME", help="An event that is done to NAME."),
    click.option("--place", metavar="NAME", help="An event in this place, region or country."),
    click.option(
        "--happened", metavar="DATES", callback=check_dates, help="An event that happened in these dates."
    ),
    click.option(
        "--voice",
        type=click.Choice(["outlet", "others"]),
        help="An event that the outlet tells on its own account, or that others tell.",
    ),
    click.option("--revisions", is_flag=True, help="Look in reports too that a later revision replaced."),
)


def filter_options(command: _Command) -> _Command:
    """Give a command the options that are filters."""
    for option in reversed(_OPTIONS):
        command = option(command)
    return command


def read_options(options: Mapping[str, Any]) -> Filters:
    """Give the filters among a command's options, those that were given."""
    names = FilterOptions.__annotations__
    return cast("Filters", {name: value for name, value in options.items() if name in names and value})


def tell_unknown_type(corpus: Corpus, options: FilterOptions) -> None:
    """Say on stderr which types of events a corpus has, if the one that is asked for is none of them."""
    asked = options["type"]
    if asked is None:
        return
    types = [str(one.value) for one in corpus.stats() if one.what == "events by type"]
    if asked not in types and asked.upper() not in types:
        there = f"there are {', '.join(sorted(types))}" if types else "there are none"
        click.echo(printable(f"rashomon: no event here is of the type {asked}; {there}"), err=True)
