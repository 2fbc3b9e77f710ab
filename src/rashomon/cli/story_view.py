"""A story for people: its reports, the matrix of what differs, denials, names, verbs, origins, silences."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, TypeVar

from rashomon.cli.account_view import count_of, write_date
from rashomon.cli.matrix_view import name_reports, quote, show_sections, sign
from rashomon.cli.screen import Screen, tidy
from rashomon.compare.lineages import Derived, Edit, Lineage, Stretch
from rashomon.compare.matrix import RELATIONS
from rashomon.compare.overview import Denial, Overview, Silence, unfold
from rashomon.records import StoryReport, Voice

if TYPE_CHECKING:
    from rich.text import Text

_Item = TypeVar("_Item")

EDITS = 6
"""Sentences of a derived report that are shown unless all are wanted."""


def show_story(overview: Overview, screen: Screen, *, shows_all: bool = False) -> None:
    """Print a story; what differs in nothing only if all is wanted."""
    _show_heading(overview, screen)
    sections = *overview.differences, overview.naming, overview.attributions
    *differing, naming, verbs = ((one.title, unfold(one, shows_all=shows_all)) for one in sections)
    show_sections(differing, overview, screen, shows_all=shows_all)
    _show_list("Denials", overview.denials, screen, lambda one: _show_denial(one, overview, screen))
    show_sections((naming, verbs), overview, screen, shows_all=shows_all)
    _show_list(
        "Who prints whose words",
        overview.lineages,
        screen,
        lambda one: _show_lineage(one, overview, screen, shows_all=shows_all),
    )
    _show_list("Left out", overview.silences, screen, lambda one: _show_silence(one, overview, screen))
    _show_foot(overview, screen, shows_all=shows_all)


def _plain(words: str, style: str = "") -> Text:
    from rich.text import Text

    return Text().append(tidy(words), style=style)  # in a Text of its own, so that what follows has none


def _show_heading(overview: Overview, screen: Screen) -> None:
    story = overview.story
    screen.write(_plain(story.title or "(no title)", "bold"))
    times = [write_date(moment) for moment in dict.fromkeys((story.start, story.end)) if moment]
    if times:
        screen.write(_plain(" to ".join(times), "dim"))
    screen.write(_plain(story.summary))
    screen.blank()
    screen.write_table([list(_report_cells(report, overview)) for report in story.reports], is_loose=False)


def _report_cells(report: StoryReport, overview: Overview) -> Iterator[Text]:
    yield _plain(str(overview.numbers[report.id]), "dim")
    yield _plain(overview.outlets.of[report.id], "bold")
    yield _plain((report.published or "")[: len("2031-10-14T15:20")].replace("T", " "), "dim")
    title = _plain(report.title or "(no title)")
    note = next((told for told in overview.derivations if told[0] == report.id), None)
    if note is not None:
        title.append(f"  {note[1]} {overview.numbers[note[2]]}", style="yellow")
    yield title


def _show_list(title: str, items: Iterable[_Item], screen: Screen, show: Callable[[_Item], None]) -> None:
    listed = list(items)
    if listed:
        screen.blank()
        screen.write(_plain(title, "bold underline"))
    for one in listed:
        show(one)


def _voice(voice: Voice, overview: Overview) -> Text:
    """Write who says so, and in which outlet where it is not the outlet itself."""
    name, outlet = overview.outlets.name_voice(voice), overview.outlets.of[voice.report]
    line = _plain(name, "bold" if name == outlet else "bold cyan")
    return line if name == outlet else line.append(tidy(f" in {outlet}"), style="dim")


def _show_denial(denial: Denial, overview: Overview, screen: Screen) -> None:
    line = sign("denied", screen).append(" ").append_text(_voice(denial.denied, overview))
    line.append(" ").append_text(_plain(denial.cue or "denies", "yellow italic")).append(" ")
    line.append_text(quote(denial.denied, screen))
    screen.write(line, hanging=4)
    for voice in denial.said:
        answered = _plain("against ", "dim").append_text(_voice(voice, overview)).append(" ")
        screen.write(answered.append_text(quote(voice, screen)), indent=4, hanging=2)


def _show_lineage(lineage: Lineage, overview: Overview, screen: Screen, *, shows_all: bool) -> None:
    origin = lineage.origin
    how = {"credit": "by their credit lines", "citation": "by what their texts say", "time": "by time"}
    line = _plain(f"{origin.kind} of ", "yellow").append_text(_report(origin.first, overview))
    line.append(f" ({how.get(origin.how or '', 'which came first is not known')})", style="dim")
    screen.write(line)
    for derived in lineage.derived:
        _show_derived(derived, lineage, overview, screen, shows_all=shows_all)


def _show_derived(
    derived: Derived, lineage: Lineage, overview: Overview, screen: Screen, *, shows_all: bool
) -> None:
    counts = ", ".join(f"{count} {what}" for what, count in derived.counts.items())
    line = _report(derived.report, overview).append(f"  {counts}" if counts else "", style="dim")
    screen.write(line, indent=2)
    wanted = [edit for edit in derived.edits if edit.what != "kept"]
    telling = [edit for edit in wanted if edit.what in ("relabelled", "reworded")]
    shown = wanted if shows_all else telling[:EDITS]
    numbers = overview.numbers[lineage.origin.first], overview.numbers[derived.report]
    for edit in shown:
        _show_edit(edit, numbers, screen)
    if len(telling) > len(shown):
        screen.write(_plain(f"and {len(telling) - len(shown)} more changed", "dim"), indent=4)


def _show_edit(edit: Edit, numbers: tuple[int, int], screen: Screen) -> None:
    screen.write(_plain(edit.what, "magenta" if edit.what == "relabelled" else "dim"), indent=4)
    for number, stretches, style in zip(
        numbers, (edit.before, edit.after), (("red", "[-", "-]"), ("green", "{+", "+}")), strict=True
    ):
        if stretches:
            line = _plain(f"{number}  ", "dim").append_text(_stretches(stretches, style))
            screen.write(line, indent=6, hanging=3)


def _stretches(stretches: Iterable[Stretch], style: tuple[str, str, str]) -> Text:
    """Write a sentence with the exchanged words marked, and behind them what kind of exchange it is."""
    colour, opening, closing = style
    line = _plain("")
    for one in stretches:
        if one.is_exchanged:
            line.append(tidy(f"{opening}{one.words}{closing}"), style=f"bold {colour}")
            line.append(f" ({one.kind})" if one.kind else "", style="dim")
        else:
            line.append(tidy(one.words))
    return line


def _report(report: str, overview: Overview) -> Text:
    number = overview.numbers[report]
    return _plain(overview.outlets.of[report], "bold").append(f" {number}", style="dim")


def _show_silence(silence: Silence, overview: Overview, screen: Screen) -> None:
    slot = "" if silence.slot == "happening" else f"{silence.slot} "
    line = sign("silent", screen).append(" ").append_text(_plain(f"{slot}{silence.title}"))
    told = name_reports((overview.numbers[voice.report] for voice in silence.told_by), overview)
    line.append(tidy(f"  told by {told}"), style="dim")
    late = [number for number in silence.silent if number not in silence.early]
    if late:
        line.append(tidy(f"; not by {name_reports(late, overview)}"), style="yellow")
    if silence.early:
        line.append(tidy(f"; not yet by {name_reports(silence.early, overview)}"), style="dim")
    screen.write(line, hanging=4)


def _show_foot(overview: Overview, screen: Screen, *, shows_all: bool) -> None:
    screen.blank()
    line = _plain("")
    for relation, (_, words) in RELATIONS.items():
        line.append_text(sign(relation, screen)).append(f" {words}   ", style="dim")
    line.rstrip()
    screen.write(line)
    if overview.folded and not shows_all:
        rows = count_of(overview.folded, "row")
        told = f"{rows} left out that differ in nothing, are told once, or tell of long before: --all"
        screen.write(_plain(told, "dim"))
