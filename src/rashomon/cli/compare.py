"""``rashomon compare``: the accounts of one happening, side by side."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Unpack

import click

from rashomon.cli.accounts import STREAM, AccountOptions, is_among, names_corpus, read_accounts_once
from rashomon.cli.comparing import MOST_LISTED, SHORT_ID
from rashomon.cli.reading import jobs_option, reading_options

if TYPE_CHECKING:
    from rashomon.cli.comparing import Gathered
    from rashomon.cli.screen import Screen
    from rashomon.compare.overview import Overview

PARTS = ("figures", "happenings", "denials", "names", "verbs", "origins", "silences")
WIDEST_MATRIX = 240


class Options(AccountOptions):
    """The options of ``rashomon compare``, as click gives them."""

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
    if inputs[0] != STREAM and names_corpus(inputs[0]):
        return _compare_corpus(inputs[0], " ".join(inputs[1:]), options)
    return _compare_inputs(inputs, options)


def _compare_corpus(path: str, asked: str, options: Options) -> int:
    from rashomon.cli.comparing import check_chosen, choose, stories_of
    from rashomon.store import Corpus

    if options["one"]:
        raise click.UsageError("--one is for files: a corpus has its stories")
    with Corpus(path) as corpus:
        stories = stories_of(corpus)
        told = [one for one in stories if one.reports > 1]
        if asked:
            told = list(choose(stories, asked))
            check_chosen(told, asked, path)
        elif not told:
            raise click.ClickException(f"{path} has no story that two reports tell")
        if len(told) == 1 or options["as_json"]:
            _write(told, options)
        elif options["as_md"] or options["html"] is not None:
            raise click.UsageError(f"{path} has {len(told)} stories: say which one is to be written")
        else:
            _list_stories(path, told, len(stories) - len(told), _open_screen(options))
    return 0


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
    if options["html"] is not None and is_among(options["html"], inputs):
        raise click.UsageError(f"--html would write over the input {options['html']}")
    is_for_people = not (options["as_json"] or options["as_md"] or options["html"])
    accounts = read_accounts_once(inputs, options, lost, is_for_people=is_for_people)
    if not accounts:
        reason = next(lost.lines(), "no input")
        raise click.ClickException(f"no report to compare: {reason}")
    _write(stories_among(accounts, is_one=options["one"]), options)
    return tell_lost(lost)


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
