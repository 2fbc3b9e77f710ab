"""``rashomon search``: passages of a corpus, by words and by what they tell."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, Unpack, cast

import click

from rashomon.cli.answers import AnswerOptions, answer_options, write_answers

if TYPE_CHECKING:
    from rashomon.store import Filters


class Options(AnswerOptions):
    """The options of ``rashomon search``, as click gives them: the filters, and the form of the answers."""

    outlet: str | None
    published: str | None
    speaker: str | None
    type: str | None
    status: str | None
    actor: str | None
    recipient: str | None
    place: str | None
    happened: str | None
    voice: Literal["outlet", "others"] | None
    revisions: bool
    limit: int


def _check_dates(context: click.Context, option: click.Parameter, value: str | None) -> str | None:
    if value is not None:
        from rashomon.store.filters import read_range

        try:
            read_range(value)
        except ValueError as error:
            raise click.BadParameter(str(error)) from error
    return value


@click.command()
@click.argument("corpus", metavar="CORPUS", type=click.Path())
@click.argument("words", nargs=-1, metavar="[WORDS]...")
@click.option("--speaker", metavar="NAME", help="Said by NAME, or by somebody whose name holds these words.")
@click.option("--outlet", metavar="NAME", help="Published by this outlet.")
@click.option(
    "--published", metavar="DATES", callback=_check_dates, help="A date (2031-10), or two (2031-10..2031-12)."
)
@click.option("--type", metavar="TYPE", help="An event of this type, as ASSAULT.")
@click.option("--status", metavar="STATUS", help="An event told as happened, denied, planned and so on.")
@click.option("--actor", metavar="NAME", help="An event that NAME brings about.")
@click.option("--recipient", metavar="NAME", help="An event that is done to NAME.")
@click.option("--place", metavar="NAME", help="An event in this place, region or country.")
@click.option(
    "--happened", metavar="DATES", callback=_check_dates, help="An event that happened in these dates."
)
@click.option(
    "--voice",
    type=click.Choice(["outlet", "others"]),
    help="An event that the outlet tells on its own account, or that others tell.",
)
@click.option("--revisions", is_flag=True, help="Look in reports too that a later revision replaced.")
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

    answers = ("as_json", "as_csv", "color", "width", "limit")
    filters = {name: value for name, value in options.items() if name not in answers and value}
    with Corpus(corpus) as opened:
        hits = opened.search(" ".join(words), limit=options["limit"] or None, **cast("Filters", filters))
        write_answers(hits, Hit, show_hits, options)
