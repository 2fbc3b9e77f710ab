"""One row an event, under the documented columns."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from dataclasses import replace

import pytest

from rashomon.records import Account, Quantity
from rashomon.store import COLUMNS, event_rows, read_list, write_events_csv

NAMES = [column.name for column in COLUMNS]


def row_of(account: Account, anchor: str) -> dict[str, str]:
    return next(row for row in rows_of(account) if row["anchor"] == anchor)


def rows_of(account: Account) -> list[dict[str, str]]:
    stream = io.StringIO(newline="")
    written = write_events_csv([account], stream)
    rows = list(csv.DictReader(io.StringIO(stream.getvalue(), newline=""), strict=True))
    assert written == len(rows)
    return rows


def with_figures(
    account: Account, anchor: str, *figures: tuple[float | None, float | None, str | None]
) -> Account:
    """Give the event of an anchor these numbers of killed: low, high, the statement that tells it."""
    text = account.report.text
    event = next(one for one in account.events if text[slice(*one.anchor)] == anchor)
    quantities = tuple(
        Quantity(
            id=f"q{number}",
            span=event.anchor,
            low=low,
            high=high,
            approximate=False,
            unit="people",
            role="killed",
            event=event.id,
            voice=voice,
        )
        for number, (low, high, voice) in enumerate(figures)
    )
    events = (replace(event, quantities=tuple(one.id for one in quantities)),)
    return replace(account, events=events, quantities=quantities)


def test_every_column_has_a_name_of_its_own() -> None:
    assert len(set(NAMES)) == len(NAMES)


def test_a_row_tells_who_did_what_to_whom_where_when_and_whose_word_it_is(kostenets: Account) -> None:
    row = row_of(kostenets, "entered")
    expected = {
        "report_id": kostenets.report.id,
        "date_start": "2031-10-14T05:00",
        "date_words": "shortly after 5 a.m.",
        "actors": "Bulgarian police",
        "actor_countries": "BGR",
        "actor_sectors": "COP",
        "actor_words": "Some 400 officers",
        "type": "COERCE",
        "mode": "seize",
        "contexts": "legal",
        "recipients": "Ozod Yo'l compound near Kostenets",
        "status": "happened",
        "speaker": "Sofia City Prosecutor's Office",
        "speaker_sector": "JUD",
        "source_kind": "organization",
        "anonymous": "false",
        "cue": "said",
        "place": "Kostenets",
        "country": "BGR",
        "latitude": "42.30833",
        "participants_low": "400",
        "participants_high": "400",
        "figure_words": "Some 400 officers",
        "outlet": "Balkan Newswire",
        "published": "2031-10-14T15:20:00+03:00",
        "url": "https://balkannewswire.example/2031/10/14/kostenets",
        "coder": "by hand",
    }
    assert {name: row[name] for name in expected} == expected
    text = kostenets.report.text
    assert text[int(row["anchor_start"]) : int(row["anchor_end"])] == row["anchor"] == "entered"


def test_the_outlets_own_voice_leaves_the_speakers_columns_empty(kostenets: Account) -> None:
    row = row_of(kostenets, "searched")
    first, last = NAMES.index("statement_id"), NAMES.index("relayed_by")
    assert {row[name] for name in NAMES[first : last + 1]} == {""}


def test_a_claim_keeps_its_claimant_and_who_relays_it(kostenets: Account) -> None:
    row = row_of(kostenets, "cyber intrusions")
    assert (row["speaker"], row["source_kind"], row["cue"]) == ("", "unnamed", "suspected")
    assert row["relayed_by"] == "Sofia City Prosecutor's Office"
    assert row_of(kostenets, "beaten")["status"] == "denied"


def test_lists_run_in_parallel(kostenets: Account) -> None:
    row = rows_of(kostenets)[7]
    assert read_list(row["recipients"]) == ["residents of the Ozod Yo'l compound", "Bulgarian police"]
    assert read_list(row["recipient_sectors"]) == ["OPP", "COP"]
    assert read_list(row["figure_lows"]) == ["34", "11"]


@pytest.mark.parametrize(
    ("figures", "low", "high"),
    [
        ([(8.0, 8.0, None)], "8", "8"),
        ([(8.0, 8.0, None), (8.0, 8.0, None)], "8", "8"),
        ([(8.0, 8.0, None), (11.0, 14.0, "e3431360f42a24d8")], "8", "14"),
        ([(15.0, None, None)], "15", ""),
        ([(3.0, 3.0, None), (5.0, 5.0, None)], "", ""),
        ([], "", ""),
    ],
)
def test_bounds_span_the_voices_and_add_up_nothing(
    kostenets: Account, figures: list[tuple[float | None, float | None, str | None]], low: str, high: str
) -> None:
    row = row_of(with_figures(kostenets, "died", *figures), "died")
    assert (row["killed_low"], row["killed_high"]) == (low, high)


def test_rows_for_python_hold_lists_and_numbers(kostenets: Account) -> None:
    rows = list(event_rows(kostenets))
    assert rows[5]["actors"] == ["Bulgarian police"]
    assert rows[5]["latitude"] == 42.30833
    assert rows[0]["place"] is None


def test_accounts_are_written_as_they_come(kostenets: Account) -> None:
    stream = io.StringIO(newline="")
    seen: list[int] = []

    def accounts() -> Iterator[Account]:
        for _ in range(3):
            yield kostenets
            seen.append(stream.getvalue().count("\r\n"))

    write_events_csv(accounts(), stream)
    assert seen == [15, 29, 43]


def test_without_events_there_is_the_heading(kostenets: Account) -> None:
    stream = io.StringIO(newline="")
    assert write_events_csv([replace(kostenets, events=())], stream) == 0
    assert stream.getvalue() == ",".join(NAMES) + "\r\n"
