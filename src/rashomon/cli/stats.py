"""``rashomon stats``: how much of what a corpus holds."""

from __future__ import annotations

from typing import Unpack

import click

from rashomon.cli.answers import AnswerOptions, answer_options, write_answers


@click.command()
@click.argument("corpus", metavar="CORPUS", type=click.Path())
@answer_options
def stats(corpus: str, **options: Unpack[AnswerOptions]) -> None:
    """Count what a corpus holds: reports, copies, statements, events and the rest."""
    from rashomon.cli.answers_view import show_counts
    from rashomon.store import Corpus, Count

    with Corpus(corpus) as opened:
        write_answers(opened.stats(), Count, show_counts, options)
