"""``rashomon recode``: the reports of a corpus, coded anew."""

from __future__ import annotations

import shlex
from collections.abc import Iterator
from typing import TYPE_CHECKING, Unpack

import click

from rashomon.cli.grouping import group
from rashomon.cli.reading import CoderOptions, coder_options, jobs_option, make_recipe
from rashomon.text import printable

if TYPE_CHECKING:
    from rashomon.batch import Item
    from rashomon.store import Corpus


@click.command()
@click.argument("corpus", metavar="CORPUS", type=click.Path())
@click.option(
    "--all", "is_all", is_flag=True, help="Code those anew too that this version coded: with another lexicon."
)
@coder_options
@jobs_option
def recode(corpus: str, *, is_all: bool, jobs: int, **options: Unpack[CoderOptions]) -> int:
    """Code the reports of a corpus anew that other versions of Rashomon or of its weights coded.

    Nothing is read again: texts, ids, copies and revisions stay as they are. Each account takes the place of
    the earlier one as soon as it is made; a run that was stopped goes on where it was when given again.
    """
    from rashomon.batch import code_items
    from rashomon.cli.add import MOST_TOLD, describe
    from rashomon.cli.inputs import Lost, sort_outcomes, tell_lost
    from rashomon.cli.progress import count_inputs
    from rashomon.errors import BadRecord
    from rashomon.records import Account
    from rashomon.store import Corpus

    lost = Lost(most_told=MOST_TOLD)
    with Corpus(corpus) as opened:
        recipe = make_recipe(options)
        name = recipe.open().name
        ids = [*opened.report_ids()] if is_all else opened.coded_by_others(name)
        if not ids:
            click.echo(printable(f"{corpus}: every report was coded by {name} already"))
            return 0
        with opened.writer(shlex.join(["rashomon", "recode", corpus])) as writer:
            try:
                with count_inputs(len(ids), is_for_people=False) as meter:
                    outcomes = code_items(_take_reports(opened, ids), recipe, jobs=jobs)
                    for account in sort_outcomes(outcomes, lost, meter):
                        assert isinstance(account, Account)
                        try:
                            writer.replace(account)
                        except BadRecord as error:
                            lost.add_fault(account.report.url or account.report.id, error)
            finally:
                click.echo(printable(f"{corpus}: {describe(writer.added)}"))
        group(opened)
    return tell_lost(lost)


def _take_reports(corpus: Corpus, ids: list[str]) -> Iterator[Item]:
    """Give the stored reports, each followed by its end."""
    from rashomon.batch import Ended

    for report_id in ids:
        report = corpus.account(report_id).report
        yield report
        yield Ended(source=report.url or report.title or report.id)
