"""How accounts and stories show themselves in a notebook: the text with its marks, the voices side by side.

``Account`` and ``Story`` come here from their ``_repr_html_``. All words are escaped, what could turn the
writing is made visible, and the styles are in the elements: they hold in light and dark, and wherever a
notebook is shown without styles the words are still there.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from html import escape

from rashomon.compare.matrix import RELATIONS, Outlets, name_speaker
from rashomon.compare.overview import ORDER
from rashomon.marking import Mark, Piece, cut, find_marks, sort_marks
from rashomon.records import Account, Divergence, Report, Span, Story, Voice
from rashomon.text import printable

MOST_ROWS = 12
"""Rows of a story: those on which its voices differ most."""
MOST_OUTLETS = 8
STYLES = {
    "content": "background: rgba(0, 158, 115, 0.16)",
    "source": "font-weight: bold; border-bottom: 2px solid #2f8fc4",
    "cue": "font-style: italic; border-bottom: 2px dotted #b8860b",
    "event": "background: rgba(213, 94, 0, 0.22)",
}
LEGEND = (
    ("source", "who"),
    ("cue", "by which words"),
    ("content", "what is said"),
    ("event", "what happens"),
)
_QUIET = "opacity: 0.75; font-size: 0.9em"
_LINE = "1px solid rgba(128, 128, 128, 0.4)"
_CELL = f"text-align: left; vertical-align: top; padding: 0.25em 0.6em; border-top: {_LINE}"
_TOLD_LAST = ("name", "attribution", "verb", "type")
"""Slots on which voices differ without contradiction, as any two writers do."""


def show_account(account: Account) -> str:
    """Write the text of a report with who says what, and what happens, marked in it."""
    regions = sorted(account.report.paragraphs)
    marks = find_marks(account)
    blocks = [
        _show_paragraph(account.report.text, region, touching, is_title=not at and bool(account.report.title))
        for at, (region, touching) in enumerate(zip(regions, sort_marks(regions, marks), strict=True))
    ]
    counts = f"{len(account.statements)} statements, {len(account.events)} events"
    legend = " ".join(f'<span style="{STYLES[role]}">{words}</span>' for role, words in LEGEND)
    return "\n".join(
        [
            '<div style="max-width: 46em; line-height: 1.6">',
            f'<p style="{_QUIET}">{_head(account.report)}</p>',
            *blocks,
            f'<p style="{_QUIET}">{counts}. {legend}</p>',
            "</div>",
        ]
    )


def _show_paragraph(text: str, region: Span, marks: list[Mark], *, is_title: bool) -> str:
    inner = "".join(_show_piece(text, piece) for piece in cut(region, marks))
    return f"<p><strong>{inner}</strong></p>" if is_title else f"<p>{inner}</p>"


def _show_piece(text: str, piece: Piece) -> str:
    words = _write(text[slice(*piece.span)])
    if not piece.marks:
        return words
    roles = dict.fromkeys(mark.role for mark in piece.marks)
    numbers = ", ".join(f"{mark.role} {' '.join(map(str, mark.numbers))}" for mark in piece.marks)
    style = "; ".join(STYLES[role] for role in roles if role in STYLES)
    return f'<span style="{style}" title="{numbers}">{words}</span>'


def _head(report: Report) -> str:
    told = (report.outlet, ", ".join(report.byline), report.published, report.url)
    return " · ".join(_write(one) for one in told if one)


def show_story(story: Story) -> str:
    """Write a story's reports, and on what its voices differ: slots down, outlets across."""
    numbers = {report.id: number for number, report in enumerate(story.reports, start=1)}
    outlets = Outlets(story.reports, numbers)
    shown = outlets.names[:MOST_OUTLETS]
    rows = [one for one in sorted(story.divergences, key=_rank) if one.relation not in ("same", "silent")]
    names = {entity.id: entity.name for entity in story.entities} | dict(_name_happenings(story))
    further = len(rows) - MOST_ROWS
    left_out = [
        f"{further} further differences" if further > 0 else "",
        f"{len(outlets.names) - len(shown)} further outlets" if len(outlets.names) > len(shown) else "",
    ]
    told = "; ".join(one for one in left_out if one)
    heads = "".join(f'<th style="{_CELL}">{_write(name)}</th>' for name in ("", *shown))
    return "\n".join(
        [
            f"<p><strong>{_write(story.title or 'Story without a title')}</strong></p>",
            f"<p>{_write(story.summary)}</p>",
            '<table style="border-collapse: collapse; line-height: 1.35">',
            f"<thead><tr>{heads}</tr></thead>",
            "<tbody>",
            *(_show_row(one, names, shown, outlets) for one in rows[:MOST_ROWS]),
            "</tbody></table>",
            f'<p style="{_QUIET}">{told or "These are all its differences"}.</p>',
        ]
    )


def _rank(divergence: Divergence) -> tuple[bool, int, bool, int]:
    """Give the place of a difference: conflicts first, figures before all else of one relation."""
    slot, voices = divergence.slot, sum(len(position.voices) for position in divergence.positions)
    return slot in _TOLD_LAST, list(RELATIONS).index(divergence.relation), slot in ORDER, -voices


def _name_happenings(story: Story) -> Iterator[tuple[str, str]]:
    """Call each happening by the first verb that it is told with."""
    for one in story.divergences:
        value = next((position.value for position in one.positions if position.value), None)
        if one.slot == "verb" and one.about is not None and value is not None:
            yield one.about, value


def _show_row(one: Divergence, names: dict[str, str], shown: Sequence[str], outlets: Outlets) -> str:
    sign, words = RELATIONS[one.relation]
    about = names.get(one.about or "")
    head = f'<strong>{_write(one.slot)}</strong> <span title="{words}">{sign}</span>'
    head += f'<br><span style="{_QUIET}">{_write(about)}</span>' if about else ""
    cells = "".join(f'<td style="{_CELL}">{_show_cell(one, name, outlets)}</td>' for name in shown)
    return f'<tr><th style="{_CELL}">{head}</th>{cells}</tr>'


def _show_cell(one: Divergence, outlet: str, outlets: Outlets) -> str:
    told = [
        (position.value, voice)
        for position in one.positions
        for voice in position.voices
        if position.value is not None and outlets.of[voice.report] == outlet
    ]
    return "<br>".join(dict.fromkeys(_list_sayings(told)))


def _list_sayings(told: Iterable[tuple[str | None, Voice]]) -> Iterator[str]:
    for value, voice in told:
        speaker = name_speaker(voice)
        whose = f' <span style="{_QUIET}">{_write(speaker)}</span>' if speaker else ""
        yield f'<span title="{_write(voice.words or "")}">{_write(value or "")}</span>{whose}'


def _write(words: str) -> str:
    return escape(printable(words))
