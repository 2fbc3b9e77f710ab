"""``rashomon stories``: the stories of a corpus as a table."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Unpack, cast

import click

from rashomon.cli.answers import AnswerOptions, answer_options, write_answers
from rashomon.cli.filtering import check_dates
from rashomon.cli.grouping import group

if TYPE_CHECKING:
    from rashomon.store.stories import StoryFilters

AT_LEAST = 2
"""Reports of a story that is listed unless fewer are asked for: what one alone tells is mostly not wanted."""
LIMIT = 20


@click.command()
@click.argument("corpus", metavar="CORPUS", type=click.Path())
@click.argument("words", nargs=-1, metavar="[WORDS]...")
@click.option(
    "--dates", metavar="DATES", callback=check_dates, help="Told of in 2031-10, or 2031-10..2031-12."
)
@click.option("--outlet", metavar="NAME", help="Told by this outlet, be it in a copy.")
@click.option(
    "--at-least",
    metavar="N",
    type=click.IntRange(min=1),
    default=AT_LEAST,
    help=f"Told by so many reports, copies included; {AT_LEAST} if not given.",
)
@click.option(
    "--limit", metavar="N", type=click.IntRange(min=0), default=LIMIT, help="At most so many; 0 for all."
)
@answer_options
def stories(
    corpus: str,
    words: tuple[str, ...],
    *,
    dates: str | None,
    outlet: str | None,
    at_least: int,
    limit: int,
    **options: Unpack[AnswerOptions],
) -> None:
    """List the stories of a corpus, those told of last first.

    Reports that are in no story yet are put into the one each is likest to, or into one of their own. WORDS
    must all be in one report of a story. Origins are texts of their own, however many outlets print them;
    speakers are those named behind some figure, name or act. rashomon compare CORPUS ID shows a story whole.
    """
    from rashomon.cli.stories_view import show_stories
    from rashomon.store import Corpus, StoryRow
    from rashomon.stories import list_stories

    chosen = {"words": " ".join(words), "dates": dates, "outlet": outlet, "at_least": at_least}
    with Corpus(corpus) as opened:
        group(opened)
        rows = list_stories(opened, limit=limit or None, **_choose(chosen))
        write_answers(rows, StoryRow, show_stories, options)


def _choose(options: Mapping[str, str | int | None]) -> StoryFilters:
    return cast("StoryFilters", {name: value for name, value in options.items() if value})
