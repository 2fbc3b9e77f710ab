"""Writes the pages of docs/ that come from the code, or with --check says which are out of date.

Without --check it also runs the commands in the console blocks of the README and of ``docs/howto/``, and the
notebook, and puts in what they print: that is a measurement of the weights and not checked, as another
processor may round one score otherwise.

``cli.md`` is what ``--help`` says of every command; ``records.md`` is every record of the contract with
its fields, their JSON types and the notes below. A field without a note fails. ``docs/export_page.py`` makes
``export.md``, ``docs/corpus_page.py`` ``corpus.md``, and ``docs/figures.py`` the tables of figures in
``FIGURED``, from the committed results.
"""

from __future__ import annotations

import dataclasses
import inspect
import re
import sys
import types
import typing
from collections.abc import Callable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import click
from consoles import HOWTO, fill_consoles, run, set_up
from corpus_page import corpus_page
from export_page import export_page
from figures import fill
from notebooks import run_notebook, write_notebook
from scale_page import scale_page
from screenshots import take_pictures

from rashomon import records
from rashomon.cli import cli

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent
PICTURES = {"positions.svg": [], "positions-dark.svg": ["--dark"]}
PICTURED = tuple(f"samples/kostenets-{name}.html" for name in ("movement", "rewrite", "state", "wire"))
"""Pictures of the README, and the reports they are of."""
FIGURED = ("README.md", "docs/benchmarks.md", "docs/method.md", "docs/model-card.md", "docs/stories.md")

CONTRACT = (
    records.Account,
    records.Report,
    records.Entity,
    records.Mention,
    records.Statement,
    records.Reference,
    records.Cue,
    records.Event,
    records.Reason,
    records.Context,
    records.Quantity,
    records.Measure,
    records.Time,
    records.Place,
    records.Candidate,
    records.Label,
    records.Dropped,
    records.Story,
    records.StoryReport,
    records.Origin,
    records.Change,
    records.Swap,
    records.StoryEntity,
    records.Happening,
    records.Join,
    records.RecordIn,
    records.EventIn,
    records.Divergence,
    records.Position,
    records.Voice,
    records.Omission,
    records.Judgement,
)
NOTES = {
    "Account.report": "the report it is the account of",
    "Account.entities": "everybody and everything the report speaks of",
    "Account.statements": "who says what, in the order of the text",
    "Account.events": "what happened to whom, or is said to have, planned, threatened or denied",
    "Account.quantities": "how many and how much",
    "Account.times": "when",
    "Account.places": "where",
    "Account.labels": "loaded words",
    "Account.coder": "version of Rashomon and of the weights that made it",
    "Report.id": "hash of the content: the same input has the same id everywhere",
    "Report.url": "canonical address",
    "Report.outlet": "who published it",
    "Report.title": "headline",
    "Report.byline": "names of the writers",
    "Report.published": "ISO 8601, with time zone where the input tells it",
    "Report.updated": "ISO 8601, with time zone where the input tells it",
    "Report.retrieved": "when it was fetched, by us or by the crawler; no date of publication",
    "Report.language": "ISO 639-1, identified from the text",
    "Report.credit": 'agency line, as written ("AP", "with agencies")',
    "Report.text": "title, then paragraphs; never changes, every span points into it",
    "Report.paragraphs": "spans of the title and of each paragraph",
    "Report.sentences": "spans of the sentences",
    "Report.reader": "which reader made it of what",
    "Entity.id": "unique in the account",
    "Entity.name": "fullest name in the report, or its best description",
    "Entity.kind": "`person` `organization` `group` `place` `facility` `event` `work`",
    "Entity.country": "ISO 3166-1 alpha-3",
    "Entity.sector": "PLOVER's: `GOV` `MIL` `COP` `JUD` `LEG` `OPP` `REB` `CVL` `BUS` `MED` `NGO` `IGO` "
    "`EDU` `REL` `LAB` `SPY` `CRM` `UAF`",
    "Entity.aliases": "other names in the report",
    "Entity.mentions": "every place where the report speaks of it",
    "Entity.confidence": "0 to 1",
    "Mention.span": "the words",
    "Mention.form": "`name` `description` `pronoun`",
    "Statement.id": "unique in the account",
    "Statement.source": "who; null where the text names nobody",
    "Statement.source_kind": "`person` `official` `government` `organization` `group` `document` "
    "`outlet` `unnamed`",
    "Statement.anonymous": "true where the source is not to be known by name",
    "Statement.cue": "by which words",
    "Statement.content": "what: one span, or several where it is broken up",
    "Statement.manner": "`direct` (in quotation marks) `indirect` `mixed`",
    "Statement.polarity": '`asserted` `denied` `withheld` ("did not say")',
    "Statement.within": "id of the statement it is nested in",
    "Statement.confidence": "0 to 1",
    "Reference.span": "the words",
    "Reference.entity": "id of the entity they mean; null where that is not known",
    "Cue.span": "the words",
    "Cue.lemma": "dictionary form of the word that attributes",
    "Cue.kind": "`statement` `belief` `intention` `attitude` `decree` `perception`",
    "Cue.stance": "how the reporter's wording stands to it: "
    "`neutral` `doubting` `affirming` `denying` `evaluative`",
    "Event.id": "unique in the account",
    "Event.type": "PLOVER 2: `AGREE` `CONSULT` `SUPPORT` `CONCEDE` `COOPERATE` `AID` `RETREAT` `REQUEST` "
    "`ACCUSE` `REJECT` `THREATEN` `PROTEST` `SANCTION` `MOBILIZE` `COERCE` `ASSAULT`; `OTHER`, or your own",
    "Event.mode": "PLOVER's mode of the type; free for `OTHER`",
    "Event.contexts": "PLOVER's contexts",
    "Event.anchor": "the word or words that say it",
    "Event.actors": "who does it; all parties where neither side is first",
    "Event.recipients": "to whom it is done",
    "Event.place": "id of the place where it happens; null where the report does not say",
    "Event.time": "id of the time when it happens; null where the report does not say",
    "Event.quantities": "ids of its figures",
    "Event.status": "as told: `happened` `ongoing` `planned` `threatened` `hypothetical` `denied`",
    "Event.voice": "id of the innermost statement that tells it; null for the outlet's own voice",
    "Event.confidence": "0 to 1",
    "Event.because": "what coded it, from which words",
    "Reason.by": "a head with the weights' id, or an entry of the lexicon",
    "Reason.spans": "the words it went by",
    "Context.name": "`military` `election` `terrorism` and PLOVER's other contexts",
    "Context.spans": "the words that made it",
    "Quantity.id": "unique in the account",
    "Quantity.span": "the figure with the words that make it rounder or firmer, and its unit",
    "Quantity.low": "the least it can be; null where the words leave that open",
    "Quantity.high": "the most it can be; null where the words leave that open",
    "Quantity.approximate": 'true for "about", "some", "dozens"',
    "Quantity.unit": "`people`, `count` (of other things), a currency, `percent`, or a unit of measure",
    "Quantity.of": "what is counted, in the words of the text",
    "Quantity.role": "`killed` `injured` `missing` `arrested` `displaced` `participants` `seized` `money` "
    "`area` `distance` `age` `other`",
    "Quantity.event": "id of the event it belongs to",
    "Quantity.voice": "id of the innermost statement that tells it; null for the outlet's own voice",
    "Quantity.also": "the same amount said again in another unit",
    "Measure.span": "the words",
    "Measure.low": "as in Quantity",
    "Measure.high": "as in Quantity",
    "Measure.unit": "as in Quantity",
    "Time.id": "unique in the account",
    "Time.span": "the words",
    "Time.start": "ISO 8601, a date or a time; null where it is open or not known",
    "Time.end": "ISO 8601, the last day or minute; null where it is open or not known",
    "Time.granularity": "the unit the words speak in: `minute` `hour` `part` (of a day) `day` `week` `month` "
    "`season` `year` …; or `duration`, `set` (every Monday), `reference` (now)",
    "Time.how": "`written`, `relative to published` or `relative to another` time",
    "Place.id": "unique in the account",
    "Place.span": "the words",
    "Place.name": "the gazetteer's name; where that is not known, the report's",
    "Place.entity": "id of the entity it is",
    "Place.latitude": "degrees north",
    "Place.longitude": "degrees east",
    "Place.country": "ISO 3166-1 alpha-3",
    "Place.admin1": "first-order region",
    "Place.geonames_id": "its number in GeoNames",
    "Place.feature": "`city` `capital` `admin1` `admin2` `country` `continent` `facility`; for a large "
    "region `region` `sea` `river` and the like; or what your own list says",
    "Place.how": "`resolved` `lies in` `unresolved`",
    "Place.confidence": "0 to 1",
    "Place.candidates": "what an unresolved name might be, likeliest first",
    "Candidate.geonames_id": "its number in GeoNames",
    "Candidate.name": "its name there",
    "Candidate.country": "ISO 3166-1 alpha-3",
    "Candidate.admin1": "first-order region",
    "Candidate.score": "how likely beside the others, 0 to 1",
    "Label.id": "unique in the account",
    "Label.span": "the words",
    "Label.target": "id of the entity or event it colours",
    "Label.tone": "`neg` `pos`",
    "Label.quoted": "true in scare quotes",
    "Label.voice": "id of the innermost statement it stands in; null for the outlet's own voice",
    "Dropped.source": "which input",
    "Dropped.reason": "why it is no report",
    "Dropped.detail": "more, where there is more to say",
    "Story.id": "hash of the reports' ids",
    "Story.title": "headline of one of its reports",
    "Story.start": "ISO 8601, when the first of its reports or happenings is",
    "Story.end": "ISO 8601, when the last is",
    "Story.summary": "one line, made of the records alone",
    "Story.reports": "the reports, in order of publication",
    "Story.origins": "the texts behind the reports, each report in one of them",
    "Story.entities": "everybody and everything that several reports speak of",
    "Story.happenings": "what happened, as one or several reports tell it",
    "Story.divergences": "slots on which the voices are compared",
    "Story.omissions": "what some tell and others do not",
    "StoryReport.id": "id of the report",
    "StoryReport.outlet": "who published it",
    "StoryReport.title": "headline",
    "StoryReport.url": "canonical address",
    "StoryReport.published": "ISO 8601, with time zone where the input tells it",
    "StoryReport.copy_of": "id of the stored report whose text it repeats",
    "Origin.id": "hash of the reports' ids",
    "Origin.reports": "ids of the reports that share the text",
    "Origin.first": "id of the one that the others come from",
    "Origin.how": "by what that is told: `credit` `citation` `time` `unknown`; null for a report alone",
    "Origin.kind": "`single` `reprints` `rewrites`",
    "Origin.changes": "what each of the others made of the first, sentence by sentence",
    "Change.report": "id of the report that made it",
    "Change.from_": "the sentence, or part of one, in the first report; null where it was added",
    "Change.to": "what is there instead in this report; null where it was dropped",
    "Change.what": "`kept` `reworded` `relabelled` `added` `dropped`",
    "Change.swaps": "the words exchanged, put in or left out",
    "Swap.from_": "words of the first report; null where there are none",
    "Swap.to": "words of this report; null where there are none",
    "Swap.kind": "`name` `verb` `label` `figure`; null for other words",
    "StoryEntity.id": "hash of its members",
    "StoryEntity.name": "its most neutral full name",
    "StoryEntity.kind": "as in Entity",
    "StoryEntity.country": "as in Entity",
    "StoryEntity.sector": "as in Entity",
    "StoryEntity.members": "the entities of the accounts that it is",
    "StoryEntity.because": "why they were joined",
    "StoryEntity.unsure": "joins that were not made",
    "Happening.id": "hash of its events",
    "Happening.type": "as in Event",
    "Happening.events": "the events of the accounts that it is",
    "Happening.because": "why they were joined",
    "Happening.unsure": "joins that were not made",
    "Join.left": "a record of one account",
    "Join.right": "a record of another",
    "Join.score": "how likely they are the same, 0 to 1",
    "Join.by": "the reasons",
    "RecordIn.report": "id of the report",
    "RecordIn.id": "id of the record in its account",
    "EventIn.report": "id of the report",
    "EventIn.event": "id of the event in its account",
    "Divergence.id": "hash of the slot and what it is about",
    "Divergence.slot": "what is compared",
    "Divergence.about": "id of the happening or entity",
    "Divergence.relation": "`same` `compatible` `conflicting` `updated` `silent`",
    "Divergence.positions": "what is said, and who says so",
    "Position.value": "in words; null where the voices are silent",
    "Position.low": "the least a figure can be",
    "Position.high": "the most a figure can be",
    "Position.voices": "who says so",
    "Voice.report": "id of the report",
    "Voice.outlet": "who published it",
    "Voice.speaker": "name of the statement's source; null for the outlet's own voice, or for nobody named",
    "Voice.statement": "id of the statement in its account; null for the outlet's own voice",
    "Voice.span": "the words, in the report's text",
    "Voice.words": "what they are",
    "Voice.published": "when the report was published",
    "Omission.slot": "what is told",
    "Omission.about": "id of the happening or entity",
    "Omission.told_by": "who tells it",
    "Omission.silent": "ids of the reports that do not",
    "Judgement.kind": "`report` `event` `entity`",
    "Judgement.left": "a record of one account; of a report the report itself",
    "Judgement.right": "a record of another; null for `split`",
    "Judgement.says": "`same` `different` `split`",
    "Judgement.by": "who said so",
    "Judgement.at": "when, ISO 8601",
}
RECORDS_HEAD = """# The records

What `rashomon read --json` prints, one `Account` a line, and what the library gives as frozen dataclasses of
the same names. Spans are `[start, end]`: characters of `report.text`, from 0, end exclusive. What is absent
is `null`; tuples are arrays. From `Story` on, the records of many reports; a span there is of the text of the
report that is named beside it. In Python `from` is called `from_`. This page is generated from the code
(`python3 tasks.py docs`).
"""
CLI_HEAD = """# The command line

What `--help` says. This page is generated from the code (`python3 tasks.py docs`).

Exit codes: 0 all went well; 1 some inputs gave no account, each told on stderr with its reason; 2 wrong use
or wrong set-up, one line on stderr; 70 a fault in Rashomon itself; 130 stopped by Ctrl-C.
"""


def json_type(hint: object) -> str:
    """Say which JSON a field's type is written as.

    >>> json_type(tuple[str, ...]), json_type(str | None), json_type(records.Span)
    ('[string]', 'string or null', '[start, end]')
    """
    names: dict[object, str] = {
        records.Span: "[start, end]",
        str: "string",
        bool: "true or false",
        float: "number",
        int: "whole number",
        type(None): "null",
    }
    if hint in names:
        return names[hint]
    if isinstance(hint, type) and dataclasses.is_dataclass(hint):
        return f"[{hint.__name__}](#{hint.__name__.lower()})"
    parts = typing.get_args(hint)
    if typing.get_origin(hint) is types.UnionType:
        return " or ".join(json_type(part) for part in parts)
    return f"[{json_type(parts[0])}]" if parts else "[]"


def records_page() -> str:
    """Write the page of the records."""
    return "\n".join([RECORDS_HEAD, *(_record_section(record) for record in CONTRACT)])


def _record_section(record: type) -> str:
    hints = typing.get_type_hints(record)
    rows = [
        f"| `{name.rstrip('_')}` | {json_type(hints[name])} | {NOTES[f'{record.__name__}.{name}']} |"
        for name in (field.name for field in dataclasses.fields(record))
    ]
    about = (inspect.getdoc(record) or "").replace("``", "`")
    title = f"## {record.__name__}\n\n{about}\n"
    return "\n".join([title, "| field | JSON | what |", "|---|---|---|", *rows, ""])


def cli_page() -> str:
    """Write the page of the commands."""
    sections = [f"## {name}\n\n```text\n{text}\n```\n" for name, text in _helps(cli, "rashomon")]
    return "\n".join([CLI_HEAD, *sections])


def _helps(command: click.Command, name: str) -> Iterator[tuple[str, str]]:
    context = click.Context(
        command, info_name=name, terminal_width=96, max_content_width=96, help_option_names=["-h", "--help"]
    )
    text = command.get_help(context)
    yield name, re.sub(r" +$", "", text, flags=re.MULTILINE)
    if isinstance(command, click.Group):
        for child in command.commands.values():
            yield from _helps(child, f"{name} {child.name}")


PAGES: dict[str, Callable[[], str]] = {
    "cli.md": cli_page,
    "records.md": records_page,
    "export.md": export_page,
    "corpus.md": corpus_page,
    "scale.md": scale_page,
}


def main(words: list[str]) -> int:
    """Write the pages; or with ``--check`` write none and fail if one would change."""
    wanted = {HERE / name: page() for name, page in PAGES.items()}
    wanted |= {ROOT / name: fill((ROOT / name).read_text("utf-8")) for name in FIGURED}
    stale = [path for path, page in wanted.items() if _read(path) != page]
    if "--check" not in words:
        for path in stale:
            path.write_text(wanted[path], encoding="utf-8")
        _write_measured()
        return 0
    for path in stale:
        print(f"{path.relative_to(ROOT)} is out of date: run python3 tasks.py docs", file=sys.stderr)
    return 1 if stale else 0


def _write_measured() -> None:
    """Write what commands and cells print: the README's, the how-to pages', the notebook's."""
    readme = ROOT / "README.md"
    readme.write_text(fill_consoles(readme.read_text("utf-8"), ROOT), encoding="utf-8")
    for name, further in PICTURES.items():
        out = HERE / "pictures" / name
        run(["rashomon", "chart", *PICTURED, "positions", "--out", str(out), *further], ROOT)
    with TemporaryDirectory() as made:
        set_up(folder := Path(made))
        for page in sorted(HOWTO.glob("*.md")):
            page.write_text(fill_consoles(page.read_text("utf-8"), folder), encoding="utf-8")
        take_pictures(folder / "demo" / "demo.corpus", HERE / "pictures")
    notebook = HERE / "tutorial.ipynb"
    notebook.write_text(write_notebook(run_notebook(notebook)), encoding="utf-8")


def _read(path: Path) -> str | None:
    return path.read_text("utf-8") if path.exists() else None


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
