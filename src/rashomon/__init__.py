"""Rashomon reads news reports and keeps every fact tied to the voice that vouches for it.

    >>> import rashomon
    >>> report = rashomon.Report(id="r1", text="Rain fell.", paragraphs=((0, 10),), reader="by hand")
    >>> rashomon.to_json(report)[:34]
    '{"id":"r1","url":null,"outlet":nul'

The public names below are loaded when first used, so that the import itself costs next to nothing.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from rashomon.version import __version__ as __version__

if TYPE_CHECKING:
    from rashomon.compare import compare_accounts
    from rashomon.errors import (
        BadCorpus,
        BadExport,
        BadLexicon,
        BadRecord,
        BadWeights,
        MissingExtra,
        RashomonError,
        UnreadableInput,
        UnwritableCorpus,
    )
    from rashomon.flow import Coder, load
    from rashomon.read import read_report, read_reports
    from rashomon.records import (
        Account,
        Candidate,
        Change,
        Context,
        Cue,
        Divergence,
        Dropped,
        Entity,
        Event,
        EventIn,
        Happening,
        Join,
        Judgement,
        Label,
        Measure,
        Mention,
        Omission,
        Origin,
        Place,
        Position,
        Quantity,
        Reason,
        RecordIn,
        Reference,
        Report,
        Statement,
        Story,
        StoryEntity,
        StoryReport,
        Swap,
        Time,
        Voice,
    )
    from rashomon.serial import account_from_json, report_from_json, story_from_json, to_json
    from rashomon.store import Corpus, event_rows, export, read_accounts, write_events_csv
    from rashomon.stories import compare_story, group_corpus, list_stories

_HOME = {
    "compare": ("compare_accounts",),
    "flow": ("Coder", "load"),
    "read": ("read_report", "read_reports"),
    "records": (
        "Account",
        "Candidate",
        "Change",
        "Context",
        "Cue",
        "Divergence",
        "Dropped",
        "Entity",
        "Event",
        "EventIn",
        "Happening",
        "Join",
        "Judgement",
        "Label",
        "Measure",
        "Mention",
        "Omission",
        "Origin",
        "Place",
        "Position",
        "Quantity",
        "Reason",
        "RecordIn",
        "Reference",
        "Report",
        "Statement",
        "Story",
        "StoryEntity",
        "StoryReport",
        "Swap",
        "Time",
        "Voice",
    ),
    "serial": ("account_from_json", "report_from_json", "story_from_json", "to_json"),
    "store": ("Corpus", "event_rows", "export", "read_accounts", "write_events_csv"),
    "stories": ("compare_story", "group_corpus", "list_stories"),
    "errors": (
        "BadCorpus",
        "BadExport",
        "BadLexicon",
        "BadRecord",
        "BadWeights",
        "MissingExtra",
        "RashomonError",
        "UnreadableInput",
        "UnwritableCorpus",
    ),
}

__all__ = [
    "Account",
    "BadCorpus",
    "BadExport",
    "BadLexicon",
    "BadRecord",
    "BadWeights",
    "Candidate",
    "Change",
    "Coder",
    "Context",
    "Corpus",
    "Cue",
    "Divergence",
    "Dropped",
    "Entity",
    "Event",
    "EventIn",
    "Happening",
    "Join",
    "Judgement",
    "Label",
    "Measure",
    "Mention",
    "MissingExtra",
    "Omission",
    "Origin",
    "Place",
    "Position",
    "Quantity",
    "RashomonError",
    "Reason",
    "RecordIn",
    "Reference",
    "Report",
    "Statement",
    "Story",
    "StoryEntity",
    "StoryReport",
    "Swap",
    "Time",
    "UnreadableInput",
    "UnwritableCorpus",
    "Voice",
    "account_from_json",
    "compare_accounts",
    "compare_story",
    "event_rows",
    "export",
    "group_corpus",
    "list_stories",
    "load",
    "read_accounts",
    "read_report",
    "read_reports",
    "report_from_json",
    "story_from_json",
    "to_json",
    "write_events_csv",
]


def __getattr__(name: str) -> object:
    for module, names in _HOME.items():
        if name in names:
            return getattr(import_module(f"{__name__}.{module}"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted([*globals(), *__all__])
