"""What people said of happenings, names and reports: shown to all, kept and undone where that is allowed."""

from __future__ import annotations

import re

from starlette.exceptions import HTTPException

from rashomon.store import JudgementRow
from rashomon.stories import group_corpus
from rashomon.web.site.answers import Answer, Query, tabulate, write_json
from rashomon.web.site.desk import Desk

PAGE = "/judgements"
SAYS = ("same", "different", "split")
LONGEST_NAME = 100
_ON_SITE = re.compile(r"/stories/[0-9a-f]+(/joins)?|/judgements")
_LISTED = """SELECT reports.id AS id, title, outlet FROM reports
    WHERE reports.id IN (SELECT left_report FROM judgements UNION SELECT right_report FROM judgements)"""


def show_judgements(desk: Desk, _: Query, __: Query) -> Answer:
    """List what people said, the last first."""
    with desk.open() as corpus:
        rows = corpus.judgements()[::-1]
        reports = {row["id"]: row for row in corpus.query(_LISTED)}
    return Answer(
        template="judgements.html",
        address=PAGE,
        title="Judgements",
        values={"rows": rows, "reports": reports},
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
