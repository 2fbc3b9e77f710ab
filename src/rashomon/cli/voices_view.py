"""An account for people, by speaker: each voice with what it says, in the words of the text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rashomon.cli.account_view import show_heading
from rashomon.cli.marked_text import number_statements
from rashomon.cli.screen import Screen, tidy
from rashomon.cli.voices import Voice, gather_voices
from rashomon.records import Account, Statement

if TYPE_CHECKING:
    from rich.text import Text


def show_voices(account: Account, screen: Screen) -> None:
    """Print the report's heading, then each voice, the one that says most first."""
    from rich.text import Text

    show_heading(account.report, screen)
    numbers = number_statements(account)
    for voice in gather_voices(account):
        screen.blank()
        screen.write(_heading(voice))
        also = _other_names(voice)
        if also:
            screen.write(Text(tidy("also: " + ", ".join(also)), style="dim"), indent=2)
        for statement in voice.statements:
            _show_statement(account, statement, numbers, screen)
    if not account.statements:
        screen.blank()
        screen.write(Text("Nobody is said to say anything.", style="dim"))


def _heading(voice: Voice) -> Text:
    from rich.text import Text

    entity = voice.entity
    name = entity.name if entity else (voice.words[0] if voice.words else "Nobody named")
    facts = [entity.kind, entity.country, entity.sector] if entity else []
    if entity is None and voice.words:
        facts = ["not joined to an entity"]
    total = len(voice.statements)
    facts.append(f"{total} statement{'' if total == 1 else 's'}")
    line = Text().append(tidy(name), style="bold cyan")
    return line.append("  " + ", ".join(tidy(fact) for fact in facts if fact), style="dim")


def _other_names(voice: Voice) -> list[str]:
    if voice.entity is None:
        return []
    names = {name.casefold(): name for name in reversed([*voice.entity.aliases, *voice.words])}
    names.pop(voice.entity.name.casefold(), None)
    return list(reversed(names.values()))


def _show_statement(account: Account, statement: Statement, numbers: dict[str, int], screen: Screen) -> None:
    from rich.text import Text

    text = account.report.text
    line = Text().append(f"{numbers[statement.id]:>3}  ", style="dim")
    if statement.source is not None:
        start, end = statement.source.span
        line.append(tidy(text[start:end]) + " ", style="cyan")
    start, end = statement.cue.span
    line.append(tidy(text[start:end]), style="yellow italic")
    line.append(f"  ({', '.join(_traits(statement, numbers))})", style="dim")
    screen.write(line, hanging=5)
    ellipsis = " ... " if screen.is_plain_ascii else " … "
    said = ellipsis.join(tidy(text[start:end]) for start, end in statement.content)
    if said:
        screen.write(Text(said, style="green"), indent=5)


def _traits(statement: Statement, numbers: dict[str, int]) -> list[str]:
    """Name what is out of the ordinary about a statement, after its manner."""
    ordinary = {"statement", "neutral", "asserted"}
    traits = [statement.manner, statement.cue.kind, statement.cue.stance, statement.polarity]
    if statement.anonymous:
        traits.append("anonymous")
    if statement.within in numbers:
        traits.append(f"inside {numbers[statement.within]}")
    return [trait for trait in dict.fromkeys(traits) if trait not in ordinary]
