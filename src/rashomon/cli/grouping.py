"""The last step of commands that add to a corpus: its reports into stories."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from rashomon.text import printable

if TYPE_CHECKING:
    from rashomon.store import Corpus


def group(corpus: Corpus) -> None:
    """Put the reports of a corpus that are in no story into stories; stderr says how many there were."""
    from rashomon.errors import UnwritableCorpus
    from rashomon.stories import group_corpus

    try:
        done = group_corpus(corpus)
    except UnwritableCorpus as error:
        click.echo(printable(f"{error}; stories are shown as they were last grouped"), err=True)
        return
    if done.reports:
        click.echo(printable(describe(done.reports, done.opened)), err=True)


def tell_waiting(corpus: Corpus) -> None:
    """Say on stderr how many reports wait to be put into stories, where that is not to be done."""
    waiting = corpus.count_waiting()
    if waiting:
        told = "1 report waits" if waiting == 1 else f"{waiting:,} reports wait"
        click.echo(
            printable(f"{told} to be put into stories: rashomon stories {corpus.path} does that"), err=True
        )


def describe(reports: int, opened: int) -> str:
    """Say what was grouped.

    >>> describe(12, 3)
    '12 reports grouped, 3 of them open a story'
    """
    told = f"{reports:,} report grouped" if reports == 1 else f"{reports:,} reports grouped"
    return f"{told}, {opened:,} of them open{'s' * (opened == 1)} a story"
