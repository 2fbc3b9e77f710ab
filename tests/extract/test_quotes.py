from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rashomon.extract.quotes import find_quotes


def quoted(text: str) -> list[str]:
    paragraphs = tuple(
        (start, start + len(line))
        for line, start in zip(text.split("\n"), _starts(text), strict=True)
        if line
    )
    return [text[quote.start : quote.end] for quote in find_quotes(text, paragraphs)]


def _starts(text: str) -> list[int]:
    lines = text.split("\n")
    return [sum(len(line) + 1 for line in lines[:at]) for at in range(len(lines))]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("“It fell,” she said.", ["“It fell,”"]),
        ('"It fell," she said. "It did."', ['"It fell,"', '"It did."']),
        ("«It fell», she said.", ["«It fell»"]),
        ("„It fell“, she said.", ["„It fell“"]),
        ("‘It fell,’ she said.", ["‘It fell,’"]),
        ("'It fell,' she said.", ["'It fell,'"]),
        ("The workers' bridge didn't fall.", []),
        ("‘The workers’ bridge fell,’ she said.", ["‘The workers’ bridge fell,’"]),
        ("The ’90s, rock ’n’ roll", []),
        ("“He said ‘no’ to us,” she said.", ["“He said ‘no’ to us,”", "‘no’"]),
        ("“It fell.\n“It did.”", ["“It fell.", "“It did.”"]),
        ("“It fell. No more was said.\nRain fell.", ["“It fell. No more was said."]),
        ('a 5" pipe', []),
        ("", []),
    ],
)
def test_quotations_are_found_and_apostrophes_are_not(text: str, found: list[str]) -> None:
    assert quoted(text) == found


@given(st.text(alphabet="ab s.“”‘’'\"«»„(\n", max_size=60))
def test_quotations_lie_in_the_text_and_nest(text: str) -> None:
    quotes = find_quotes(text, ((0, len(text)),))
    assert all(0 <= quote.start < quote.end <= len(text) for quote in quotes)
    outer = [quote for quote in quotes if quote.depth == 0]
    assert all(one.end <= other.start for one, other in pairwise(outer))
