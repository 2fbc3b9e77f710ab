"""An account for people, by speaker: each voice with what it says, in the words of the text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rashomon.cli.account_view import show_heading
from rashomon.cli.screen import Screen, tidy
from rashomon.marking import number_statements
from rashomon.records import Account, Statement
from rashomon.voices import Voice, gather_voices, list_traits

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
        also = voice.other_names
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
    facts = [entity.kind, entity.country, entity.sector] if entity else []
    if entity is None and voice.words:
        facts = ["not joined to an entity"]
    total = len(voice.statements)
    facts.append(f"{total} statement{'' if total == 1 else 's'}")
    line = Text().append(tidy(voice.name or "Nobody named"), style="bold cyan")
    return line.append("  " + ", ".join(tidy(fact) for fact in facts if fact), style="dim")


def _show_statement(account: Account, statement: Statement, numbers: dict[str, int], screen: Screen) -> None:
    from rich.text import Text

    text = account.report.text
    line = Text().append(f"{numbers[statement.id]:>3}  ", style="dim")
    if statement.source is not None:
        start, end = statement.source.span
        line.append(tidy(text[start:end]) + " ", style="cyan")
    start, end = statement.cue.span
    line.append(tidy(text[start:end]), style="yellow italic")
    line.append(f"  ({', '.join(list_traits(statement, numbers))})", style="dim")
    screen.write(line, hanging=5)
    ellipsis = " ... " if screen.is_plain_ascii else " … "
    said = ellipsis.join(tidy(text[start:end]) for start, end in statement.content)
    if said:
        screen.write(Text(said, style="green"), indent=5)
