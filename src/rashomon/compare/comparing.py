"""The accounts of one story, side by side: origins, happenings, divergences, omissions, a line of summary."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rashomon.compare.entities import join_entities
from rashomon.compare.happenings import join_happenings
from rashomon.compare.omissions import find_omissions
from rashomon.compare.origins import find_origins
from rashomon.compare.slots.denials import find_denials
from rashomon.compare.slots.events import find_event_slots
from rashomon.compare.slots.figures import find_figures
from rashomon.compare.slots.naming import find_attributions, find_labels, find_names
from rashomon.compare.summaries import summarize
from rashomon.compare.voices import Voices
from rashomon.records import Account, Judgement, Report, Story, StoryReport
from rashomon.text import content_id


def compare(
    accounts: Iterable[Account],
    judgements: Sequence[Judgement] = (),
    copies: Iterable[tuple[str, Report]] = (),
    *,
    story_id: str | None = None,
) -> Story:
    """Lay the accounts of one story side by side.

    Args:
        accounts: all accounts of the story, in any order.
        judgements: what a person said of two events or entities; it is obeyed.
        copies: further reports whose text is that of an account's report, with that report's id; they count
            as reprints of it, and tell nothing of their own.
        story_id: the story's id where it has one that lasts; else it is that of these very reports.

    Raises:
        ValueError: no account at all.
    """
    told, copied = sorted(accounts, key=_when), list(copies)
    if not told:
        raise ValueError("a story needs at least one account")
    joined = join_entities(told, judgements)
    happenings = join_happenings(told, joined, judgements)
    voices = {account.report.id: Voices(account, joined) for account in told}
    reports = tuple(_list_reports(told, copied))
    origins = find_origins(told, copied)
    divergences = (
        *find_figures(told, happenings, voices),
        *find_event_slots(told, happenings, joined.entities, voices),
        *find_denials(told, happenings, voices),
        *find_names(told, joined.entities, voices),
        *find_labels(told, joined.entities, happenings, voices),
        *find_attributions(told, joined.entities, voices),
    )
    times = sorted(report.published for report in reports if report.published is not None)
    return Story(
        id=story_id or name_story(report.id for report in reports),
        title=next((report.title for report in reports if report.title), None),
        start=times[0] if times else None,
        end=times[-1] if times else None,
        summary=summarize(reports, origins, divergences),
        reports=reports,
        origins=origins,
        entities=joined.entities,
        happenings=happenings,
        divergences=divergences,
        omissions=tuple(find_omissions(told, origins, happenings, divergences, voices)),
    )


def name_story(reports: Iterable[str]) -> str:
    """Give the id of the story of these reports, copies included."""
    return content_id("story", *sorted(reports))


def _when(account: Account) -> tuple[bool, str, str]:
    published = account.report.published
    return published is None, published or "", account.report.id


def _list_reports(accounts: Sequence[Account], copies: Iterable[tuple[str, Report]]) -> list[StoryReport]:
    own = [_to_story_report(account.report) for account in accounts]
    return [*own, *(_to_story_report(report, copy_of=of) for of, report in copies)]


def _to_story_report(report: Report, *, copy_of: str | None = None) -> StoryReport:
    return StoryReport(
        id=report.id,
        outlet=report.outlet,
        title=report.title,
        url=report.url,
        published=report.published,
        copy_of=copy_of,
    )
