"""What people said of happenings, names and reports: shown to all, kept and undone where that is allowed."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from starlette.exceptions import HTTPException

from rashomon.store import Corpus, JudgementRow
from rashomon.stories import group_corpus
from rashomon.web.site.answers import Answer, Query, tabulate, write_json
from rashomon.web.site.desk import Desk
from rashomon.web.site.stories import address_words

PAGE = "/judgements"
SAYS = ("same", "different", "split")
LONGEST_NAME = 100
_ON_SITE = re.compile(r"/stories/[0-9a-f]+(/joins)?|/judgements")
_NAMED = {
    "report": """SELECT outlet, title AS words, NULL AS start, NULL AS until FROM reports
        WHERE id = ?1 AND id = ?2""",
    "event": """SELECT outlet, anchor AS words, char_start AS start, char_end AS until FROM reports
        JOIN events ON report = reports.number WHERE reports.id = ?1 AND events.id = ?2""",
    "entity": """SELECT outlet, name AS words, char_start AS start, char_end AS until FROM reports
        JOIN entities ON report = reports.number WHERE reports.id = ?1 AND entities.id = ?2""",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What a judgement speaks of: its words, and where they are; None if that is gone from the corpus."""

    outlet: str
    words: str
    address: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownJudgement:
    """A judgement with what it speaks of: one thing, or two."""

    row: JudgementRow
    told: tuple[Told, ...]


def list_judgements(corpus: Corpus, reports: Collection[str] | None = None) -> list[ShownJudgement]:
    """List what people said, the last first; of some reports alone if they are given."""
    rows = corpus.judgements()[::-1]
    if reports is not None:
        rows = [row for row in rows if not {row.left_report, row.right_report}.isdisjoint(reports)]
    return [ShownJudgement(row=row, told=tuple(_tell(corpus, row))) for row in rows]


def _tell(corpus: Corpus, row: JudgementRow) -> Iterator[Told]:
    for report, identity in ((row.left_report, row.left_id), (row.right_report, row.right_id)):
        if report is None or identity is None:
            continue
        found = next(corpus.query(_NAMED[row.kind], (report, identity)), None)
        if found is None:
            yield Told(outlet="gone", words=identity, address=None)
            continue
        span = None if found["start"] is None else (found["start"], found["until"])
        yield Told(
            outlet=found["outlet"] or "unknown outlet",
            words=found["words"] or "(no title)",
            address=address_words(report, span) or f"/reports/{report}",
        )


def show_judgements(desk: Desk, _: Query, __: Query) -> Answer:
    """List what people said, the last first."""
    with desk.open() as corpus:
        shown = list_judgements(corpus)
    rows = [one.row for one in shown]
    return Answer(
        template="judgements.html",
        address=PAGE,
        title="Judgements",
        values={"judgements": shown},
        data=lambda: write_json(rows),
        table=lambda: tabulate(rows, JudgementRow),
    )


def keep_judgement(desk: Desk, _: Query, form: Query) -> str:
    """Keep what a person says of one record, or of two."""
    says, one = form.get("says", ""), form.get("one", "")
    other = None if says == "split" else form.get("other", "")
    if says not in SAYS or not one or other == "":
        raise HTTPException(400, "Same and different are said of two, split is said of one.")
    by = form.get("by", "").strip()[:LONGEST_NAME] or desk.user
    with desk.open() as corpus:
        try:
            said = corpus.judge(says, one, other, by=by)
        except KeyError as error:
            raise HTTPException(
                404, f"There is nothing with the id {error.args[0]!r} in this corpus."
            ) from error
        except ValueError as error:
            raise HTTPException(400, f"That cannot be said: {error}.") from error
        if said.kind == "report":
            group_corpus(corpus)
            return PAGE
    return _read_back(form)


def undo_judgement(desk: Desk, parts: Query, form: Query) -> str:
    """Forget what a person said."""
    number = parts["number"]
    with desk.open() as corpus:
        try:
            said = corpus.undo(int(number[:18]) if number.isascii() and number.isdecimal() else -1)
        except KeyError as error:
            raise HTTPException(404, "There is no such judgement in this corpus.") from error
        if said.kind == "report":
            group_corpus(corpus)
    return _read_back(form)


def _read_back(form: Query) -> str:
    """Give the page to go back to, if it is one of the site's."""
    back = form.get("back", "")
    return back if _ON_SITE.fullmatch(back) else PAGE
