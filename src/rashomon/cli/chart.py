"""``rashomon chart``: a picture of a story, or of what somebody is said to have said."""

from __future__ import annotations

from collections.abc import Generator, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Unpack

import click

from rashomon.cli.accounts import STREAM, AccountOptions, is_among, names_corpus, read_accounts_once
from rashomon.cli.reading import jobs_option, reading_options
from rashomon.text import printable

if TYPE_CHECKING:
    from rashomon.charts import Table
    from rashomon.cli.comparing import Gathered
    from rashomon.cli.inputs import Lost
    from rashomon.records import Account
    from rashomon.store import Corpus

SPEAKER = "speaker"
KINDS = ("timeline", "map", "network", "positions", "naming", SPEAKER)
FORMATS = ("svg", "png", "html", "json", "csv")
MOST_NAMED = 20


class Options(AccountOptions):
    """The options of ``rashomon chart``, as click gives them."""

    out: str
    story: str | None
    speaker: str | None
    dark: bool


@click.command()
@click.argument("inputs", nargs=-1, required=True, metavar="INPUT... | CORPUS")
@click.argument("kind", type=click.Choice(KINDS), metavar=f"[{'|'.join(KINDS)}]")
@click.option(
    "--out",
    required=True,
    metavar="FILE",
    help=f"Write this file; its ending says what it is: {', '.join(FORMATS)}.",
)
@click.option(
    "--story", metavar="STORY", help="The beginning of a story's id, or words of a title in it; if several."
)
@click.option("--speaker", metavar="NAME", help="Words of the speaker's name.")
@click.option("--dark", is_flag=True, help="For a dark page.")
@reading_options
@jobs_option
def chart(inputs: tuple[str, ...], kind: str, **options: Unpack[Options]) -> int:
    """Draw a story: when, where, who about whom, how many says who, who calls whom what; or a speaker.

    INPUT is what rashomon read takes, or a file of the Account lines it writes. A chart has its data in it
    and fetches nothing; .html is a page of its own, .json a Vega-Lite specification, .csv what it is drawn
    from.
    """
    from rashomon.cli.inputs import Lost, tell_lost

    form = _check(inputs, kind, options)
    lost = Lost()
    if kind == SPEAKER:
        table = _tabulate_speaker(inputs, options, lost)
    else:
        table = _tabulate_story(inputs, kind, options, lost)
    try:
        Path(options["out"]).write_bytes(_write(table, form, is_dark=options["dark"]))
    except (OSError, ValueError) as error:
        raise click.ClickException(f"{options['out']} cannot be written: {error}") from error
    click.echo(printable(f"{options['out']}: {table.description}"))
    return tell_lost(lost)


def _check(inputs: tuple[str, ...], kind: str, options: Options) -> str:
    """Give the format that is asked for; say what does not go together."""
    out = options["out"]
    form = Path(out).suffix.removeprefix(".").lower()
    if form not in FORMATS:
        raise click.UsageError(
            f"--out ends in one of {', '.join('.' + one for one in FORMATS)}; {out} does not"
        )
    if is_among(out, inputs):
        raise click.UsageError(f"--out would write over the input {out}")
    if (kind == SPEAKER) != (options["speaker"] is not None):
        raise click.UsageError("--speaker goes with the chart of a speaker, and that needs it")
    if kind == SPEAKER and options["story"] is not None:
        raise click.UsageError("the chart of a speaker is of all stories: leave out --story")
    if len(inputs) > 1 and any(source != STREAM and names_corpus(source) for source in inputs):
        raise click.UsageError("a corpus is drawn alone")
    return form


def _write(table: Table, form: str, *, is_dark: bool) -> bytes:
    from rashomon import charts

    if form == "csv":
        return charts.write_csv(table).encode()
    drawing = charts.draw(table, is_dark=is_dark)
    if form == "png":
        return charts.write_png(drawing)
    if form == "html":
        return charts.write_html(drawing, table).encode()
    return (charts.write_svg if form == "svg" else charts.write_json)(drawing).encode()


def _tabulate_story(inputs: tuple[str, ...], kind: str, options: Options, lost: Lost) -> Table:
    from rashomon.charts import tabulate
    from rashomon.cli.comparing import stories_among, stories_of
    from rashomon.store import Corpus

    if _is_corpus(inputs):
        with Corpus(inputs[0]) as corpus:
            return tabulate(kind, *_choose(stories_of(corpus), options["story"], inputs[0]).compare())
    stories = stories_among(_read(inputs, options, lost))
    return tabulate(kind, *_choose(stories, options["story"], "the input").compare())


def _is_corpus(inputs: tuple[str, ...]) -> bool:
    return inputs[0] != STREAM and names_corpus(inputs[0])


def _read(inputs: tuple[str, ...], options: Options, lost: Lost) -> list[Account]:
    accounts = read_accounts_once(inputs, options, lost, is_for_people=True)
    if not accounts:
        raise click.ClickException(f"no report to draw: {next(lost.lines(), 'no input')}")
    return accounts


def _choose(stories: Sequence[Gathered], asked: str | None, path: str) -> Gathered:
    """Give the story that is asked for; without one, the only one, or the only one that several tell."""
    from rashomon.cli.comparing import SHORT_ID, check_chosen, choose

    if asked is not None:
        found = list(choose(stories, asked))
        check_chosen(found, asked, path)
        return found[0]
    told = [one for one in stories if one.reports > 1] or list(stories)
    if len(told) == 1:
        return told[0]
    if not told:
        raise click.ClickException(f"{path} has no story")
    names = "; ".join(f"{one.id[:SHORT_ID]} {one.titles[0] or '(no title)'}" for one in told[:MOST_NAMED])
    raise click.ClickException(f"{path} has {len(told)} stories, say which by --story: {names}")


def _tabulate_speaker(inputs: tuple[str, ...], options: Options, lost: Lost) -> Table:
    from rashomon.charts import tabulate_speaker

    name = options["speaker"] or ""
    with _open(inputs, options, lost) as corpus:
        table = tabulate_speaker(corpus.quotes(name), name)
    if not table.rows:
        raise click.ClickException(f"nobody called {name!r} is said to have said anything")
    return table


@contextmanager
def _open(inputs: tuple[str, ...], options: Options, lost: Lost) -> Generator[Corpus]:
    """Open the corpus that is given, or one for a moment of the accounts there are."""
    from rashomon.store import Corpus

    if _is_corpus(inputs):
        with Corpus(inputs[0]) as corpus:
            yield corpus
        return
    accounts = _read(inputs, options, lost)
    with TemporaryDirectory() as folder, Corpus(Path(folder) / "accounts.corpus") as corpus:
        corpus.add(accounts, run="rashomon chart")
        yield corpus
