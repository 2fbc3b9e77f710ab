"""``rashomon search``: passages of a corpus, by words and by what they tell."""

from __future__ import annotations

from typing import Unpack

import click

from rashomon.cli.answers import AnswerOptions, answer_options, write_answers
from rashomon.cli.filtering import FilterOptions, filter_options, read_options, tell_unknown_type


class Options(FilterOptions, AnswerOptions):
    """The options of ``rashomon search``, as click gives them: the filters, and the form of the answers."""

    limit: int


@click.command()
@click.argument("corpus", metavar="CORPUS", type=click.Path())
@click.argument("words", nargs=-1, metavar="[WORDS]...")
@filter_options
@click.option(
    "--limit",
    metavar="N",
    type=click.IntRange(min=0),
    default=20,
    help="Answers; 20 if not given, 0 for all.",
)
@answer_options
def search(corpus: str, words: tuple[str, ...], **options: Unpack[Options]) -> None:
    """Find passages in a corpus: of reports, of statements by a speaker, or of events.

    All WORDS must be there, those in a pair of quotation marks in a row; WORD* stands for all that begin so.
    All that the options ask for must hold. Options that speak of events find events, --speaker alone finds
    statements.
    """
    from rashomon.cli.answers_view import show_hits
    from rashomon.store import Corpus, Hit

    with Corpus(corpus) as opened:
        tell_unknown_type(opened, options)
        hits = opened.search(" ".join(words), limit=options["limit"] or None, **read_options(options))
        write_answers(hits, Hit, show_hits, options)
