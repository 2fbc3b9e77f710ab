"""What `import rashomon` offers, and what it must not load."""

from __future__ import annotations

import subprocess
import sys

import pytest

import rashomon

HEAVY = {
    "fastwarc",
    "feedparser",
    "httpcore2",
    "protego",
    "ssl",
    "jinja2",
    "onnxruntime",
    "tokenizers",
    "numpy",
    "trafilatura",
    "rich",
    "lxml",
    "msgspec",
    "pyarrow",
    "resiliparse",
    "starlette",
    "torch",
    "uvicorn",
}


def modules_after(code: str) -> set[str]:
    program = f"{code}\nimport sys\nprint(*(name.split('.')[0] for name in sys.modules))"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    return set(done.stdout.splitlines()[-1].split())


def test_the_public_names_are_these() -> None:
    assert rashomon.__all__ == [
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


@pytest.mark.parametrize("name", rashomon.__all__)
def test_every_public_name_is_there_and_told(name: str) -> None:
    assert getattr(rashomon, name).__doc__
    assert name in dir(rashomon)


def test_a_name_that_is_not_there_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        _ = rashomon.nothing  # pyright: ignore[reportAttributeAccessIssue, reportUnknownMemberType, reportUnknownVariableType]


def test_importing_rashomon_loads_nothing_heavy() -> None:
    assert not HEAVY & modules_after("import rashomon")


def test_asking_for_help_loads_nothing_heavy() -> None:
    code = """
from rashomon.cli import main
commands = ("read", "add", "search", "compare", "export")
for words in (["--help"], *([name, "--help"] for name in commands), ["--version"], ["read", "--nonsense"]):
    try:
        main(words)
    except SystemExit:
        pass
"""
    assert not HEAVY & modules_after(code)
