"""Accounts of all that is given: read where the inputs have them, coded where they are reports."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

from rashomon.cli.reading import ReadingOptions, make_finder, make_recipe

if TYPE_CHECKING:
    from rashomon.cli.inputs import Lost
    from rashomon.records import Account

STREAM = "-"
_ACCOUNT_LINE = re.compile(rb'\s*\{\s*"report"\s*:\s*\{')
_START_BYTES = 64


class AccountOptions(ReadingOptions):
    """How inputs are read and coded, and in how many processes, as click gives it."""

    jobs: int


def names_corpus(source: str) -> bool:
    """Tell whether an input is a corpus; what is no name that a file can have is none."""
    from rashomon.store import is_corpus

    try:
        return is_corpus(Path(source))
    except (OSError, ValueError):
        return False


def is_among(out: str, sources: tuple[str, ...]) -> bool:
    """Tell whether a file to be written is one of the inputs."""
    return any(_is_same(out, source) for source in sources)


def _is_same(out: str, source: str) -> bool:
    try:
        return Path(out).exists() and Path(source).exists() and Path(out).samefile(source)
    except (OSError, ValueError):
        return False


def read_accounts_once(
    inputs: tuple[str, ...], options: AccountOptions, lost: Lost, *, is_for_people: bool
) -> list[Account]:
    """Give the account of each report in the inputs; one that comes twice is told as lost."""
    accounts: dict[str, Account] = {}
    for account in _read_all(inputs, options, lost, is_for_people=is_for_people):
        report = account.report
        if report.id in accounts:
            lost.add(report.url or report.title or report.id, "given twice")
        accounts[report.id] = account
    return list(accounts.values())


def _read_all(
    inputs: tuple[str, ...], options: AccountOptions, lost: Lost, *, is_for_people: bool
) -> Iterator[Account]:
    from rashomon.batch import code_items, find_items
    from rashomon.cli.inputs import expand, sort_outcomes
    from rashomon.cli.progress import count_inputs
    from rashomon.records import Account

    sources = expand(inputs, lost)
    lines = [source for source in sources if _has_accounts(source)]
    uncoded = [source for source in sources if source not in lines]
    for source in lines:
        yield from _read_lines(source, lost)
    if not uncoded:
        return
    with count_inputs(len(uncoded), is_for_people=is_for_people) as meter:
        items = find_items(uncoded, make_finder(options))
        with closing(code_items(items, make_recipe(options), jobs=options["jobs"])) as outcomes:
            for account in sort_outcomes(outcomes, lost, meter):
                if isinstance(account, Account):
                    yield account


def _has_accounts(source: str) -> bool:
    """Tell Account lines from reports by how they begin."""
    try:
        if source == STREAM:
            peek = getattr(sys.stdin.buffer, "peek", None)
            start: bytes = b"" if peek is None else peek(_START_BYTES)
        else:
            with Path(source).open("rb") as stream:
                start = stream.read(_START_BYTES)
    except (OSError, ValueError):
        return False
    return _ACCOUNT_LINE.match(start.removeprefix(b"\xef\xbb\xbf")) is not None


def _read_lines(source: str, lost: Lost) -> Iterator[Account]:
    from rashomon.records import Account
    from rashomon.store import read_accounts

    with sys.stdin.buffer if source == STREAM else Path(source).open("rb") as stream:
        for item in read_accounts(stream, source):
            if isinstance(item, Account):
                yield item
            else:
                lost.keep(item)
