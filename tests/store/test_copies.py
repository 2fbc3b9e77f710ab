"""One text twice is a copy; a text that says something else is none."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rashomon.records import Account
from rashomon.store.copies import LEAST_SHARED, is_near_copy, read_wording

RAID = """Police storm compound near Kostenets

KOSTENETS, Bulgaria (BN) — Some 400 officers entered the compound on Tuesday, prosecutors said.

“The doctors tell me it was his heart,” Interior Minister Plamen Vidolov told reporters.

On Monday the movement had refused to open its gates. It accused Sofia of doing Tashkent's bidding.

Bulgaria took in about 1,900 members of the group in 2027."""


def is_copy(text: str, other: str) -> bool:
    one, two = read_wording(text, "Daily Star"), read_wording(other, "Daily Star")
    return one.key == two.key or is_near_copy(one, two)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("“The doctors tell me it was his heart,”", '"The doctors tell me it was his heart,"'),
        ("KOSTENETS, Bulgaria (BN) — ", ""),
        ("KOSTENETS, Bulgaria (BN) — ", "KOSTENETS, Oct 14 (Daily Star) -- "),
        ("near Kostenets", "near Kostenets | Daily Star"),
        ("On Monday the movement had refused", "The movement had on Monday refused"),
        ("2027.", "2027.\n\nSign up for our newsletter to get the latest.\n\nFollow us on Facebook."),
        ("2027.", "2027.\n\nCopyright 2031 The Associated Press. All rights reserved."),
        ("\n\n", "\n"),
        (" on Tuesday", "  on\u00a0Tuesday"),
    ],
)
def test_what_a_template_does_leaves_a_copy(old: str, new: str) -> None:
    changed = RAID.replace(old, new)
    assert changed != RAID
    assert is_copy(RAID, changed)
    assert is_copy(changed, RAID)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("400 officers", "500 officers"),
        ("the movement had refused", "the terrorists had refused"),
        ("had refused", "had not refused"),
        ("The doctors tell me it was his heart", "The doctors tell me it was not his heart"),
        ("accused Sofia of doing Tashkent's", "accused Tashkent of doing Sofia's"),
        ("the compound on Tuesday", 'the "compound" on Tuesday'),
        ("Police storm compound near Kostenets", "Exiles beaten in their homes"),
        ("2027.", "2027.\n\nUzbekistan regards the group as a terrorist organisation."),
        ("2027.", "2027.\n\nVidolov denied that officers had beaten anyone."),
        ("2027.", "2027.\n\n“We will not leave,” one of the residents wrote to our newsroom."),
        ("\n\nBulgaria took in about 1,900 members of the group in 2027.", ""),
    ],
)
def test_what_says_something_else_is_no_copy(old: str, new: str) -> None:
    changed = RAID.replace(old, new)
    assert changed != RAID
    assert not is_copy(RAID, changed)
    assert not is_copy(changed, RAID)


def test_a_scoop_of_boilerplate_is_no_copy_of_another() -> None:
    assert not is_copy(
        "Rain fell.\n\nSubscribe to our newsletter.", "Snow fell.\n\nSubscribe to our newsletter."
    )


@given(st.randoms(use_true_random=False))
def test_paragraphs_in_any_order_are_a_copy_and_share_a_sketch(rng: random.Random) -> None:
    head, *body = RAID.split("\n\n")
    rng.shuffle(body)
    one, other = read_wording(RAID), read_wording("\n\n".join([head, *body]))
    assert is_near_copy(one, other)
    assert one.sketch == other.sketch
    assert len(one.sketch) >= LEAST_SHARED


@given(st.text(), st.text())
def test_no_text_is_too_odd_to_be_compared(one: str, other: str) -> None:
    first, second = read_wording(one), read_wording(other, one)
    assert is_near_copy(first, first)
    assert is_near_copy(first, second) == is_near_copy(second, first)
    assert all(-(2**63) <= number < 2**63 for number in (first.key, *second.sketch))


def test_a_text_without_end_is_read_once(kostenets: Account) -> None:
    endless = read_wording("the cat sat " * 100_000)
    assert is_near_copy(endless, endless)
    assert len(read_wording(f"{kostenets.report.text} " * 200).sketch) <= 8
