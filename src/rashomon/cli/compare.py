"""``rashomon compare``: the accounts of one happening, side by side."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator, Sequence
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Unpack

import click

from rashomon.cli.reading import ReadingOptions, jobs_option, make_finder, make_recipe, reading_options

if TYPE_CHECKING:
    from rashomon.cli.comparing import Gathered
    from rashomon.cli.inputs import Lost
    from rashomon.cli.screen import Screen
    from rashomon.compare.overview import Overview
    from rashomon.records import Account

STREAM = "-"
PARTS = ("figures", "happenings", "denials", "names", "verbs", "origins", "silences")
MOST_LISTED = 20
"""Stories of a corpus that are told by their summaries, the newest."""
WIDEST_MATRIX = 240
SHORT_ID = 8
_ACCOUNT_LINE = re.compile(rb'\s*\{\s*"report"\s*:\s*\{')
_START_BYTES = 64


class Options(ReadingOptions):
    """The options of ``rashomon compare``, as click gives them."""

    jobs: int
    as_json: bool
    as_md: bool
    html: str | None
    one: bool
    only: tuple[str, ...]
    all: bool
    color: bool | None
    width: int | None


@click.command()
@click.argument("inputs", nargs=-1, required=True, metavar="INPUT... | CORPUS [STORY]")
@click.option("--json", "as_json", is_flag=True, help="Write one Story a line as JSON.")
@click.option("--md", "as_md", is_flag=True, help="Write Markdown.")
@click.option("--html", metavar="FILE", help="Write one page with everything in it; - for standard output.")
@click.option("--one", is_flag=True, help="Take all inputs for one story, whatever they tell.")
@click.option(
    "--only",
    multiple=True,
    type=click.Choice(PARTS),
    help="Show this part alone; can be given several times. JSON has all.",
)
@click.option("--all", is_flag=True, help="Show what differs in nothing, too, and all changed sentences.")
@reading_options
@jobs_option
@click.option(
    "--color/--no-color", default=None, help="Colour; if neither is given, where the terminal has it."
)
@click.option(
    "--width",
    metavar="N",
    type=click.IntRange(min=40),
    help="Characters a line; the terminal's, up to 240, if not given.",
)
def compare(inputs: tuple[str, ...], **options: Unpack[Options]) -> int:
    """Lay the accounts of one happening side by side: who differs, denies, keeps silent, copies whom.

    INPUT is what rashomon read takes, or a file of the Account lines it writes; reports of several stories
    are told apart. STORY is the beginning of a story's id, or words of a title in it.
    """
    if sum((options["as_json"], options["as_md"], options["html"] is not None)) > 1:
        raise click.UsageError("--json, --md and --html cannot go together")
    if inputs[0] != STREAM and _is_corpus(inputs[0]):
        return _compare_corpus(inputs[0], " ".join(inputs[1:]), options)
    return _compare_inputs(inputs, options)


def _is_corpus(source: str) -> bool:
    """Tell whether an input is a corpus; what is no name that a file can have is none."""
    from rashomon.store import is_corpus

    try:
        return is_corpus(Path(source))
    except (OSError, ValueError):
        return False


def _compare_corpus(path: str, asked: str, options: Options) -> int:
    from rashomon.cli.comparing import choose, stories_of
    from rashomon.store import Corpus

    if options["one"]:
        raise click.UsageError("--one is for files: a corpus has its stories")
    with Corpus(path) as corpus:
        stories = stories_of(corpus)
        told = [one for one in stories if one.reports > 1]
        if asked:
            told = list(choose(stories, asked))
            _check_chosen(told, asked, path)
        elif not told:
            raise click.ClickException(f"{path} has no story that two reports tell")
        if len(told) == 1 or options["as_json"]:
            _write(told, options)
        elif options["as_md"] or options["html"] is not None:
            raise click.UsageError(f"{path} has {len(told)} stories: say which one is to be written")
        else:
            _list_stories(path, told, len(stories) - len(told), _open_screen(options))
    return 0


def _check_chosen(found: Sequence[Gathered], asked: str, path: str) -> None:
    if not found:
        raise click.ClickException(f"{path} has no story {asked!r}")
    if len(found) > 1:
        ids = ", ".join(one.id[:SHORT_ID] for one in found[:MOST_LISTED])
        raise click.ClickException(f"{asked!r} is in {len(found)} stories, say which by its id: {ids}")


def _list_stories(path: str, stories: Sequence[Gathered], alone: int, screen: Screen) -> None:
    """Tell of each story in a few lines, and how to see one."""
    from rich.text import Text

    from rashomon.cli.screen import tidy

    for one in stories[:MOST_LISTED]:
        story, _ = one.compare()
        line = Text(story.id[:SHORT_ID], style="yellow").append(
            tidy(f"  {story.title or '(no title)'}"), style="bold"
        )
        screen.write(line, hanging=SHORT_ID + 2)
        screen.write(Text(tidy(story.summary)), indent=SHORT_ID + 2)
    counts = f"{len(stories)} stories of several reports; {alone} told by one report alone"
    screen.blank()
    screen.write(Text(f"{counts}. One of them: rashomon compare {tidy(path)} ID", style="dim"))


def _compare_inputs(inputs: tuple[str, ...], options: Options) -> int:
    from rashomon.cli.comparing import stories_among
    from rashomon.cli.inputs import Lost, tell_lost

    lost = Lost()
    if options["html"] is not None and any(_is_same(options["html"], source) for source in inputs):
        raise click.UsageError(f"--html would write over the input {options['html']}")
    accounts: dict[str, Account] = {}
    for account in _read_all(inputs, options, lost):
        report = account.report
        if report.id in accounts:
            lost.add(report.url or report.title or report.id, "given twice")
        accounts[report.id] = account
    if not accounts:
        reason = next(lost.lines(), "no input")
        raise click.ClickException(f"no report to compare: {reason}")
    _write(stories_among(accounts.values(), is_one=options["one"]), options)
    return tell_lost(lost)


def _is_same(out: str, source: str) -> bool:
    try:
        return Path(out).exists() and Path(source).exists() and Path(out).samefile(source)
    except (OSError, ValueError):
        return False


def _read_all(inputs: tuple[str, ...], options: Options, lost: Lost) -> Iterator[Account]:
    """Read accounts where the inputs have them, and code all other reports."""
    from rashomon.batch import code_items, find_items
    from rashomon.cli.inputs import expand, sort_outcomes
    from rashomon.cli.progress import count_inputs
    from rashomon.records import Account

    sources = expand(inputs, lost)
    lines = [source for source in sources if _has_accounts(source)]
    uncoded = [source for source in sources if source not in lines]
    for source in lines:
        yield from _read_lines(source, lost)
    if not uncoded:
        return
    is_for_people = not (options["as_json"] or options["as_md"] or options["html"])
    with count_inputs(len(uncoded), is_for_people=is_for_people) as meter:
        items = find_items(uncoded, make_finder(options))
        with closing(code_items(items, make_recipe(options), jobs=options["jobs"])) as outcomes:
            for account in sort_outcomes(outcomes, lost, meter):
                if isinstance(account, Account):
                    yield account


def _has_accounts(source: str) -> bool:
    """Tell Account lines from reports by how they begin."""
    try:
        if source == STREAM:
            peek = getattr(sys.stdin.buffer, "peek", None)
            start: bytes = b"" if peek is None else peek(_START_BYTES)
        else:
            with Path(source).open("rb") as stream:
                start = stream.read(_START_BYTES)
    except (OSError, ValueError):
        return False
    return _ACCOUNT_LINE.match(start.removeprefix(b"\xef\xbb\xbf")) is not None


def _read_lines(source: str, lost: Lost) -> Iterator[Account]:
    from rashomon.records import Account
    from rashomon.store import read_accounts

    with sys.stdin.buffer if source == STREAM else Path(source).open("rb") as stream:
        for item in read_accounts(stream, source):
            if isinstance(item, Account):
                yield item
            else:
                lost.keep(item)


def _write(stories: Sequence[Gathered], options: Options) -> None:
    """Write stories in the form the options ask for."""
    if options["as_json"]:
        from rashomon.serial import to_json

        for one in stories:
            sys.stdout.buffer.write(to_json(one.compare()[0]).encode() + b"\n")
        return
    from rashomon.compare.overview import oversee, select_parts

    alone = [one for one in stories if one.reports == 1] if len(stories) > 1 else []
    told = [one for one in stories if one not in alone] or stories
    alone = alone if told is not stories else []
    overviews = (select_parts(oversee(*one.compare()), options["only"]) for one in told)
    if options["html"] is not None:
        from rashomon.web import write_page

        _save(write_page(list(overviews), shows_all=options["all"]), options["html"])
    elif options["as_md"]:
        from rashomon.cli.markdown_view import write_markdown
        from rashomon.cli.stdout import Stdout

        for overview in overviews:
            Stdout().write(write_markdown(overview, shows_all=options["all"]))
    else:
        screen = _open_screen(options)
        _show(overviews, screen, shows_all=options["all"])
        if alone:
            _show_alone(alone, screen)


def _save(page: str, out: str) -> None:
    if out == STREAM:
        sys.stdout.buffer.write(page.encode())
        return
    try:
        Path(out).write_text(page, encoding="utf-8")
    except (OSError, ValueError) as error:
        raise click.ClickException(f"{out} cannot be written: {error}") from error


def _show(overviews: Iterator[Overview], screen: Screen, *, shows_all: bool) -> None:
    from rashomon.cli.story_view import show_story

    for number, overview in enumerate(overviews):
        if number:
            screen.rule()
        show_story(overview, screen, shows_all=shows_all)


def _show_alone(stories: Sequence[Gathered], screen: Screen) -> None:
    """Name the reports that tell of something else than all others."""
    from rich.text import Text

    from rashomon.cli.screen import tidy

    screen.blank()
    for one in stories:
        title = one.titles[0] or "(no title)"
        screen.write(Text(tidy(f"Told by one report alone: {title}"), style="dim"), hanging=2)


def _open_screen(options: Options) -> Screen:
    from rashomon.cli.screen import open_screen

    return open_screen(sys.stdout, color=options["color"], width=options["width"], widest=WIDEST_MATRIX)
