"""``rashomon judge``: what a person says of reports, events and entities, kept in a corpus and obeyed."""

from __future__ import annotations

import getpass
from typing import TYPE_CHECKING, Unpack

import click

from rashomon.cli.answers import AnswerOptions, answer_options, write_answers

if TYPE_CHECKING:
    from rashomon.store import Corpus, JudgementRow

_NUMBERS = {"same": (2,), "different": (2,), "split": (1,), "undo": (1,), "list": (0,)}
_USES = "same ID ID, different ID ID, split ID, undo NUMBER or list"


@click.command()
@click.argument("corpus", metavar="CORPUS", type=click.Path())
@click.argument("says", metavar="same|different|split|undo|list", type=click.Choice(list(_NUMBERS)))
@click.argument("ids", nargs=-1, metavar="[ID]...")
@click.option("--by", metavar="NAME", help="Who says so; your name on this machine if not given.")
@answer_options
def judge(
    corpus: str, says: str, ids: tuple[str, ...], *, by: str | None, **options: Unpack[AnswerOptions]
) -> None:
    """Say that two things are the same or different, or that one stands alone; it is obeyed from then on.

    ID is that of a report, an event or an entity, as rashomon compare --json shows them (under reports, in
    the events of a happening, in the members of an entity), or that of a story, for its first report.

    same puts the first report into the story of the second, or joins two events, or two entities; different
    keeps them apart; split lets one stand alone. list shows what was said, undo NUMBER takes one back.
    """
    from rashomon.cli.grouping import group
    from rashomon.cli.stories_view import show_judgements
    from rashomon.store import Corpus, JudgementRow

    if len(ids) not in _NUMBERS[says]:
        raise click.UsageError(f"write {_USES}")
    with Corpus(corpus) as opened:
        rows = opened.judgements() if says == "list" else [_judge(opened, says, ids, by)]
        if says != "list":
            group(opened)
        write_answers(rows, JudgementRow, show_judgements, options)


def _judge(corpus: Corpus, says: str, ids: tuple[str, ...], by: str | None) -> JudgementRow:
    try:
        if says == "undo":
            return corpus.undo(int(ids[0]))
        return corpus.judge(says, *ids, by=by or _name_user())
    except KeyError as error:
        raise click.ClickException(f"{corpus.path} has nothing with the id {error.args[0]}") from error
    except ValueError as error:
        raise click.UsageError(str(error)) from error


def _name_user() -> str | None:
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return None
