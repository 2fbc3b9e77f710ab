"""How well it is told who says what: ``python -m benchmarks.attribution``. Raw text in, statements out.

PolNeAR dev (for scoring only; the texts belong to their publishers) and our own dev stories, where thresholds
are chosen; both by ``tools/score_attribution.py`` of the shared folder, which is no part of the project. It
compares sets of words, so that quotation marks and full stops never matter, and pairs each statement with at
most one of the gold. The headline, ``who_said_what_f1``: source exactly right and half of the content.

``--test-stories`` measures the test stories instead, for a final report. Never choose anything by them.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.results import (
    OWN_STORIES,
    Data,
    Figures,
    make_coder,
    make_parser,
    open_measured,
    publish,
    read_options,
)
from rashomon.flow import Coder
from rashomon.read import read_report
from rashomon.records import Report, Span, Statement
from rashomon.text import Settled, settle
from training.corpora import stories
from training.corpora.markup import MarkedAccount

if TYPE_CHECKING:
    from rashomon.encode import Encoder

ANNOTATOR = "4b22"
"""The scorer wants an annotator's id in the names of gold files; any of its own will do."""
ROLES = {"src": "source", "cue": "cue", "con": "content"}
F1 = {
    "who_said_what": "who-said-what",
    "found": "linked/found",
    "exact_source": "exact/source",
    "exact_cue": "exact/cue",
    "exact_content": "exact/content",
    "token_source": "token/source",
    "token_cue": "token/cue",
    "token_content": "token/content",
    "full_exact": "full-exact",
}
"""Our name for an F1, and the scorer's."""
BOTH_SIDES = ("who_said_what", "found")
"""F1s whose precision and recall are told as well."""
KINDS = ("direct", "mixed", "indirect", "no-source")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Text:
    """One text to read: its name in the gold and what it says."""

    name: str
    raw: str


def find_data(shared: Path) -> Data:
    """Name the files that are read."""
    gold = shared / "data" / "dev" / "polnear-dev"
    texts = [path for part in ("text", "attributions") for path in sorted((gold / part).iterdir())]
    return Data(files=(*texts, *stories.paths(shared / "annotated", OWN_STORIES, "dev")))


def measure(encoder: Encoder, shared: Path) -> Figures:
    """Score PolNeAR dev and the dev stories."""
    return {**measure_polnear(encoder, shared), **measure_stories(encoder, shared, "dev")}


def measure_polnear(encoder: Encoder, shared: Path) -> Figures:
    """Score PolNeAR dev: all statements, and the outermost alone.

    PolNeAR marks nothing attributed inside another's content (0 of its 2,192); our scheme does, and each
    right nested statement counts there as a false one.
    """
    gold = shared / "data" / "dev" / "polnear-dev"
    texts = [_Text(name=path.stem, raw=_read(path)) for path in sorted((gold / "text").glob("*.txt"))]
    coder = make_coder(encoder)
    return {
        "polnear dev": _score(coder, texts, gold, shared),
        "polnear dev, outermost": _score(coder, texts, gold, shared, outermost=True),
    }


def measure_stories(encoder: Encoder, shared: Path, split: str) -> Figures:
    """Score our stories of a split: ``dev``, or ``test`` for a final report."""
    files = stories.paths(shared / "annotated", OWN_STORIES, split)
    accounts = [account for path in files for account in stories.read_accounts(path)]
    names = [f"{account.story}-{number}" for number, account in enumerate(accounts)]
    with tempfile.TemporaryDirectory() as folder:
        for name, account in zip(names, accounts, strict=True):
            write_gold(Path(folder), name, account)
        texts = [_Text(name=name, raw=one.text) for name, one in zip(names, accounts, strict=True)]
        return {f"{split} stories": _score(make_coder(encoder), texts, Path(folder), shared)}


def _read(path: Path) -> str:
    with path.open(encoding="utf-8", newline="") as file:
        return file.read()


def write_gold(folder: Path, name: str, account: MarkedAccount) -> None:
    """Write an account's text and attributions as the scorer reads them: PolNeAR's files, brat stand-off."""
    for part, suffix, written in (
        ("text", ".txt", account.text),
        ("attributions", f"_{ANNOTATOR}.ann", gold_lines(account)),
    ):
        (folder / part).mkdir(exist_ok=True)
        with (folder / part / (name + suffix)).open("w", encoding="utf-8", newline="") as file:
            file.write(written)


def gold_lines(account: MarkedAccount) -> str:
    """Give an account's attributions as brat lines: a T line a mark, an E line an attribution."""
    lines: list[str] = []
    parts: dict[str, list[str]] = {}
    for number, mark in enumerate(account.marks):
        role = ROLES.get(mark.name)
        if role is not None:
            lines.append(f"T{number}\t{role.title()} {mark.span[0]} {mark.span[1]}")
            parts.setdefault(mark.attributes["s"], []).append(f"{role.title()}:T{number}")
    lines.extend(f"E{number}\t{' '.join(own)}" for number, own in enumerate(parts.values()))
    return "\n".join(lines) + "\n"


def _score(
    coder: Coder, texts: Sequence[_Text], gold: Path, shared: Path, *, outermost: bool = False
) -> dict[str, float]:
    """Read the texts, have the scorer compare them with the gold, and pick out its figures."""
    answers = list(find_answers(coder, texts, outermost=outermost))
    with tempfile.TemporaryDirectory() as folder:
        answered, scores = Path(folder) / "answers.jsonl", Path(folder) / "scores.json"
        answered.write_text("".join(f"{json.dumps(answer)}\n" for answer in answers), "utf-8")
        scorer = shared / "tools" / "score_attribution.py"
        command = [sys.executable, scorer, "--gold", gold, "--pred", answered, "--json", scores]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
        figures = pick_figures(json.loads(scores.read_text("utf-8")))
    return {**figures, "texts": len(texts), "texts_dropped": len(texts) - len(answers)}


def find_answers(
    coder: Coder, texts: Sequence[_Text], *, outermost: bool = False
) -> Iterator[dict[str, object]]:
    """Read each text and give its statements, with offsets into the text as it came; skip what is dropped.

    ``outermost`` leaves out the statements that stand within another.
    """
    read = {text.name: (text, read_report(text.raw, name=text.name)) for text in texts}
    kept = {name: (text, report) for name, (text, report) in read.items() if isinstance(report, Report)}
    accounts = coder.pipe(report for _, report in kept.values())
    for (name, (text, _)), account in zip(kept.items(), accounts, strict=True):
        settled = settle(text.raw)
        chosen = [one for one in account.statements if not (outermost and one.within)]
        yield {"doc": name, "attributions": [to_answer(one, settled) for one in chosen]}


def to_answer(statement: Statement, settled: Settled) -> dict[str, object]:
    """Give a statement as the scorer reads it."""

    def back(span: Span) -> list[int]:
        return [settled.original(span[0]), settled.original(span[1])]

    source = statement.source
    return {
        "source": back(source.span) if source else None,
        "cue": back(statement.cue.span),
        "content": [back(span) for span in statement.content],
    }


def pick_figures(scores: dict[str, dict[str, float]]) -> dict[str, float]:
    """Name the scorer's figures as we do, in per cent."""
    figures: dict[str, float] = {}
    for name, theirs in F1.items():
        figures[f"{name}_f1"] = 100 * scores[theirs]["F1"]
        if name in BOTH_SIDES:
            figures[f"{name}_precision"] = 100 * scores[theirs]["P"]
            figures[f"{name}_recall"] = 100 * scores[theirs]["R"]
    for kind in KINDS:
        own = scores.get(f"recall-found/{kind}")
        if own is not None:
            figures[f"found_recall_{kind.replace('-', '_')}"] = 100 * own["R"]
    return {**figures, "statements": int(scores["linked/found"]["gold"])}


def main() -> None:
    """Measure and write."""
    parser = make_parser(__doc__)
    parser.add_argument("--test-stories", action="store_true", help="measure the test stories instead")
    options = read_options(parser)
    encoder = open_measured(options)
    data, name, figures = find_data(options.shared), "attribution", Figures()
    if options.test_stories:
        name = "attribution-test-stories"
        data = Data(files=tuple(stories.paths(options.shared / "annotated", OWN_STORIES, "test")))
        figures = measure_stories(encoder, options.shared, "test")
    else:
        figures = measure(encoder, options.shared)
    publish(name, options, data, encoder.weights_id, figures)


if __name__ == "__main__":
    main()
