"""Export accounts from anywhere, or from a corpus, in one of the formats."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Unpack, cast

from rashomon.errors import BadExport
from rashomon.records import Account, Dropped
from rashomon.store.corpus import Corpus
from rashomon.store.exports.choosing import CorpusSource, choose
from rashomon.store.exports.formats import FORMATS, WITH_TABLES, FileFormat, FolderFormat
from rashomon.store.exports.outputs import Writes, open_file, open_folder
from rashomon.store.exports.settings import Settings
from rashomon.store.exports.sources import TABLES, AccountSource, Source
from rashomon.store.filters import Filters

Progress = Callable[[int, int], None]

_ONLY_FOR = {"tables": WITH_TABLES, "statements": ("claimreview",), "unplaced": ("geojson",)}
_FILTERS = tuple(Filters.__annotations__)


class Choices(Filters, total=False):
    """What may be asked of an export beside the filters of a search, which only a corpus answers.

    Attributes:
        words: words to be in the report, of ClaimReviews in what is said: ``Corpus.search``.
        statements: ids of the statements to draft ClaimReviews for.
        tables: tables of a corpus to write, for Parquet and CSV: ``docs/corpus.md``.
        unplaced: keep events without coordinates in GeoJSON, with a geometry of null.
        force: replace the folder of an earlier export.
        progress: called with the number of reports done and of all, where that is known beforehand.
    """

    words: str
    statements: str | Sequence[str]
    tables: str | Sequence[str]
    unplaced: bool
    force: bool
    progress: Progress


_KNOWN = (*_FILTERS, *(name for name in Choices.__annotations__ if name not in _FILTERS))


@dataclass(frozen=True, slots=True, kw_only=True)
class Exported:
    """What an export wrote, how much of it, of how many reports, and what it left out, by reason."""

    what: str
    written: int
    reports: int
    left_out: dict[str, int]


def export(
    source: Corpus | str | Path | Iterable[Account | Dropped],
    to: str,
    out: str | Path | Writes,
    **choices: Unpack[Choices],
) -> Exported:
    """Write accounts in a format that other programs read: ``docs/export.md``.

    A file or a folder takes its name when it is whole; what was there under the name of a file is replaced.
    Accounts are taken one at a time.

    Args:
        source: a corpus or its path, of which filters choose (``Filters``); or accounts.
        to: "csv", "jsonl", "parquet", "geojson", "gdelt", "polecat", "claimreview" or "annotations".
        out: where to: a path; or anything that takes text, but for Parquet and GDELT, which are folders.
        choices: filters, and ``Choices``.

    Raises:
        BadExport: there is no such format, it does not do what is asked, or it cannot be written.
        ValueError: a filter that there is none of, or a date that is none.
        BadCorpus: there is no such corpus.
        MissingExtra: Parquet without pyarrow.
    """
    form = _check(to, choices)
    if isinstance(source, str | Path):
        with Corpus(source) as corpus:
            return export(corpus, to, out, **choices)
    if not isinstance(source, Corpus):
        return _write(form, _take(source, choices), out, choices)
    if isinstance(out, str | Path) and _is_same(Path(out), source.path):
        raise BadExport(f"{out} is the corpus itself: take another name")
    return _write(form, _choose(source, form, choices), out, choices)


def _check(to: str, choices: Choices) -> FileFormat | FolderFormat:
    """Give the format that is asked for, if it does what is asked of it."""
    if to not in FORMATS:
        raise BadExport(f"no format {to!r}; there are {', '.join(FORMATS)}")
    if unknown := choices.keys() - _KNOWN:
        raise BadExport(f"nothing is known of {', '.join(sorted(unknown))}; there are {', '.join(_KNOWN)}")
    for table in _list(choices.get("tables", ())):
        if table not in TABLES:
            raise BadExport(f"no table {table!r} to export; there are {', '.join(TABLES)}")
    for choice, forms in _ONLY_FOR.items():
        if choices.get(choice) and to not in forms:
            raise BadExport(f"{choice} go only with {' and '.join(forms)}")
    if to == "claimreview" and not any((_filters(choices), choices.get("words"), choices.get("statements"))):
        raise BadExport("claimreview drafts reviews of chosen statements: choose them by id, or by filters")
    return FORMATS[to]


def _is_same(first: Path, second: Path) -> bool:
    return first.exists() and second.exists() and first.samefile(second)


def _list(named: str | Sequence[str]) -> tuple[str, ...]:
    """Take one name for a list of it."""
    return (named,) if isinstance(named, str) else tuple(named)


def _filters(choices: Choices) -> Filters:
    """Give those of the choices that are filters of a search."""
    return cast("Filters", {name: value for name, value in choices.items() if name in _FILTERS and value})


def _choose(corpus: Corpus, form: FileFormat | FolderFormat, choices: Choices) -> Source:
    """Make a source of what the filters choose of a corpus."""
    choice = choose(
        form.kind, choices.get("words", ""), _filters(choices), _list(choices.get("statements", ()))
    )
    source = CorpusSource(corpus, choice)
    if progress := choices.get("progress"):
        source.advance = _count_up(progress, source.count())
    return source


def _take(items: Iterable[Account | Dropped], choices: Choices) -> Source:
    """Make a source of accounts, of which nothing can be asked but statements by their ids."""
    if asked := [*_filters(choices), *(["words"] if choices.get("words") else [])]:
        raise BadExport(f"{', '.join(asked)}: filters ask a corpus; put the accounts into one first")
    statements = frozenset(_list(choices.get("statements", ())))
    source = AccountSource(items, statements=statements or None)
    if progress := choices.get("progress"):
        source.advance = _count_up(progress, 0)
    return source


def _count_up(progress: Progress, total: int) -> Callable[[int], None]:
    done = 0

    def advance(count: int) -> None:
        nonlocal done
        done += count
        progress(done, total)

    return advance


def _write(
    form: FileFormat | FolderFormat, source: Source, out: str | Path | Writes, choices: Choices
) -> Exported:
    """Write a source where it is to go."""
    settings = Settings(
        tables=_list(choices.get("tables", ())),
        statements=_list(choices.get("statements", ())),
        unplaced=choices.get("unplaced", False),
    )
    if isinstance(form, FolderFormat):
        if not isinstance(out, str | Path):
            raise BadExport("this format is a folder of files: say where it is to be")
        with open_folder(Path(out), force=choices.get("force", False)) as folder:
            tally = form.write(source, folder, settings)
    elif isinstance(out, str | Path):
        with open_file(Path(out)) as stream:
            tally = form.write(source, stream, settings)
    else:
        tally = form.write(source, out, settings)
    left_out = source.left_out + tally.left_out
    return Exported(what=form.writes, reports=source.taken, written=tally.written, left_out=dict(left_out))
