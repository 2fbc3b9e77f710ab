"""``rashomon quotes``: everything somebody said, in the words of every outlet."""

from __future__ import annotations

from typing import Unpack

import click

from rashomon.cli.answers import AnswerOptions, answer_options, write_answers


@click.command()
@click.argument("corpus", metavar="CORPUS", type=click.Path())
@click.argument("speaker", metavar="SPEAKER")
@answer_options
def quotes(corpus: str, speaker: str, **options: Unpack[AnswerOptions]) -> None:
    """List what SPEAKER said, or is said to have said, by date, with each outlet's verb and its stance.

    SPEAKER are words of a name, or of another name of the same person or body: vidolov finds Plamen Vidolov.
    """
    from rashomon.cli.answers_view import show_quotes
    from rashomon.store import Corpus, Quote

    with Corpus(corpus) as opened:
        write_answers(opened.quotes(speaker), Quote, show_quotes, options)
