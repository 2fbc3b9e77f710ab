"""A story as Markdown: tables with a column an outlet, lists, and no word of a report read as markup."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from rashomon.cli.matrix_view import LONGEST_QUOTE, cut_short, name_reports
from rashomon.cli.story_view import EDITS
from rashomon.compare.lineages import Derived, Edit, Lineage, Stretch
from rashomon.compare.matrix import (
    MOST_OUTLETS,
    RELATIONS,
    Cell,
    Matrix,
    Row,
    Saying,
    lay_out,
    says_itself,
    show_words,
)
from rashomon.compare.overview import Denial, Overview, Section, Silence, unfold
from rashomon.records import Voice
from rashomon.text import printable

_MARKUP = re.compile(r"[\\`*_{}\[\]#~^]|^[-+=]|^\d+[.)]|[<>&|$@]|!(?=\[)|://|(?<=www)\.", re.IGNORECASE)
"""What can be markup: signs, what begins a list at the start of a line, what makes an address a link."""
_ENTITIES = {"<": "&lt;", ">": "&gt;", "&": "&amp;"}


def escape(words: str) -> str:
    r"""Write words so that Markdown shows them as they are, on one line.

    >>> escape("a|b `c` <b>*d*</b>")
    'a&#124;b \\`c\\` &lt;b&gt;\\*d\\*&lt;/b&gt;'
    """
    return _MARKUP.sub(_disarm, " ".join(printable(words).split()))


def _disarm(match: re.Match[str]) -> str:
    """Write a sign as an entity where a backslash is not enough: in tables, HTML, formulas and addresses."""
    found = match.group()
    if found in _ENTITIES:
        return _ENTITIES[found]
    if found in ("|", "$", "@", "://", "."):
        return f"&#{ord(found[0])};{found[1:]}"
    return f"{found[:-1]}\\{found[-1]}"


def write_markdown(overview: Overview, *, shows_all: bool = False) -> str:
    """Write a story as Markdown, with an empty line at its end."""
    return "\n".join((*_lines(overview, shows_all=shows_all), "", ""))


def _lines(overview: Overview, *, shows_all: bool) -> Iterator[str]:
    story = overview.story
    yield f"# {escape(story.title or '(no title)')}"
    yield ""
    yield escape(story.summary)
    yield ""
    notes = {one: f" *({kind} {overview.numbers[of]})*" for one, kind, of in overview.derivations}
    for report in story.reports:
        moment = (report.published or "")[: len("2031-10-14T15:20")].replace("T", " ")
        told = f"**{escape(overview.outlets.of[report.id])}** {escape(moment)}"
        title = escape(report.title or "(no title)")
        yield f"{overview.numbers[report.id]}. {told}: {title}{notes.get(report.id, '')}"
    for section in overview.differences:
        yield from _section(section, overview, shows_all=shows_all)
    yield from _list("Denials", (_denial(one, overview) for one in overview.denials))
    for section in (overview.naming, overview.attributions):
        yield from _section(section, overview, shows_all=shows_all)
    yield from _list(
        "Who prints whose words",
        (line for one in overview.lineages for line in _lineage(one, overview, shows_all=shows_all)),
    )
    yield from _list("Left out", (_silence(one, overview) for one in overview.silences))
    yield ""
    yield ", ".join(f"{sign} {words}" for sign, words in RELATIONS.values())


def _list(title: str, lines: Iterable[str]) -> Iterator[str]:
    listed = list(lines)
    if listed:
        yield from ("", f"## {title}", "", *listed)


def _section(section: Section, overview: Overview, *, shows_all: bool) -> Iterator[str]:
    rows = unfold(section, shows_all=shows_all)
    matrix = lay_out(rows, overview.outlets, min(MOST_OUTLETS, len(overview.outlets.names)))
    if rows:
        blocks = (line for row in rows for line in _block(row, section.title, overview))
        told = blocks if matrix is None else _table(rows, section.title, matrix)
        yield from ("", f"## {escape(section.title)}", "", *told)


def _block(row: Row, title: str, overview: Overview) -> Iterator[str]:
    """Write a row as a list of its positions, where there are too many outlets for columns."""
    yield f"- {_label(row, title).replace('<br>', ' ')}"
    told = [(f"**{escape(one.value or '')}**", one.value, one.voices) for one in row.positions]
    told += [("– unsaid", None, row.vague)] if row.vague else []
    for head, value, voices in told:
        sayings = (
            f"{_voice(voice, overview)}{'' if says_itself(row.slot, value, voice) else f' {_quote(voice)}'}"
            for voice in voices
        )
        yield f"  - {head}: {'; '.join(sayings)}"
    if row.silent:
        yield f"  - – silent: {escape(name_reports(row.silent, overview))}"


def _table(rows: Sequence[Row], title: str, matrix: Matrix) -> Iterator[str]:
    yield _row(["", *(escape(column.outlet) for column in matrix.columns)])
    yield _row(["---"] * (1 + len(matrix.columns)))
    for row, cells in zip(rows, matrix.cells, strict=True):
        yield _row([_label(row, title), *(_cell(cell, row) for cell in cells)])


def _row(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _label(row: Row, section: str) -> str:
    sign = RELATIONS[row.relation][0]
    if row.slot in ("name", "attribution", "label"):
        return f"{sign} **{escape(row.title or '')}**" + (" (loaded words)" if row.slot == "label" else "")
    about = f"<br>{escape(row.title)}" if row.title and row.title != section else ""
    return f"{sign} **{escape(row.heading)}**{about}"


def _cell(cell: Cell, row: Row) -> str:
    if cell.is_silent:
        return "– silent"
    return "<br>".join(line for value, own in cell.values for line in _value(value, own, row))


def _value(value: str | None, sayings: Sequence[Saying], row: Row) -> Iterator[str]:
    yield "– unsaid" if value is None else f"**{escape(value)}**"
    for one in sayings:
        words = "" if says_itself(row.slot, value, one.voice) else _quote(one.voice)
        told = " ".join(filter(None, (f"({escape(one.speaker)})" if one.speaker else "", words)))
        if told:
            yield told


def _quote(voice: Voice) -> str:
    return f"“{escape(cut_short(show_words(voice), LONGEST_QUOTE, '…'))}”"


def _voice(voice: Voice, overview: Overview) -> str:
    name, outlet = overview.outlets.name_voice(voice), overview.outlets.of[voice.report]
    return f"**{escape(name)}**" + (f" in {escape(outlet)}" if name != outlet else "")


def _denial(denial: Denial, overview: Overview) -> str:
    cue = escape(denial.cue or "denies")
    line = f"- {_voice(denial.denied, overview)} *{cue}* {_quote(denial.denied)}"
    return "\n".join(
        (line, *(f"  - against {_voice(voice, overview)} {_quote(voice)}" for voice in denial.said))
    )


def _lineage(lineage: Lineage, overview: Overview, *, shows_all: bool) -> Iterator[str]:
    first = lineage.origin.first
    for derived in lineage.derived:
        counts = ", ".join(f"{count} {what}" for what, count in derived.counts.items())
        names = escape(overview.outlets.of[derived.report]), escape(overview.outlets.of[first])
        told = f": {counts}" if counts else ""
        yield f"- **{names[0]}** {lineage.origin.kind} **{names[1]}**{told}"
        yield from _edits(derived, shows_all=shows_all)


def _edits(derived: Derived, *, shows_all: bool) -> Iterator[str]:
    telling = [edit for edit in derived.edits if edit.what in ("relabelled", "reworded")]
    wanted = [edit for edit in derived.edits if edit.what != "kept"] if shows_all else telling[:EDITS]
    yield from (_edit(one) for one in wanted)


def _edit(edit: Edit) -> str:
    before = f"  - {edit.what}: {_stretches(edit.before, '~~')}" if edit.before else f"  - {edit.what}:"
    return f"{before} → {_stretches(edit.after, '**')}" if edit.after else before


def _stretches(stretches: Iterable[Stretch], mark: str) -> str:
    """Write a sentence with its exchanged words marked; a mark must touch no space to count."""
    told = ""
    for one in stretches:
        words = escape(one.words)
        lead, tail = (" " if one.words[at].isspace() else "" for at in (0, -1))
        told += f"{lead}{mark}{words}{mark}{tail}" if one.is_exchanged and words else f"{lead}{words}{tail}"
    return told


def _silence(silence: Silence, overview: Overview) -> str:
    slot = "" if silence.slot == "happening" else f"{silence.slot} "
    told = name_reports((overview.numbers[voice.report] for voice in silence.told_by), overview)
    late = [number for number in silence.silent if number not in silence.early]
    parts = [f"- {escape(slot)}**{escape(silence.title)}**: told by {escape(told)}"]
    if late:
        parts.append(f"not by {escape(name_reports(late, overview))}")
    if silence.early:
        parts.append(f"not yet by {escape(name_reports(silence.early, overview))}")
    return "; ".join(parts)
