"""What a report is recognized by is packed without loss."""

from __future__ import annotations

from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st

from rashomon.compare.signatures import LEAD, Signature, hash_stem, pack, rarity, sign, unpack
from rashomon.records import Account

from .conftest import Begin

NUMBERS = st.integers(0, 2**32 - 1)
WEIGHED = st.dictionaries(NUMBERS, st.floats(0, 10, width=32), max_size=9)
SOME = st.frozensets(NUMBERS, max_size=9)
SIGNATURES = st.builds(
    Signature,
    report=st.just("r"),
    day=st.none() | st.integers(1, 800_000),
    words=WEIGHED,
    names=WEIGHED,
    lead=WEIGHED,
    deeds=SOME,
    dated=st.frozensets(st.tuples(NUMBERS, st.integers(1, 800_000)), max_size=5),
    places=SOME,
    figures=SOME,
)


@given(SIGNATURES)
def test_a_signature_comes_back_as_it_was_packed(signature: Signature) -> None:
    back = unpack(pack(signature), "r")
    assert back == signature
    assert list(back.words) == list(signature.words)


def test_the_signature_of_an_account_packs_small(market: Sequence[Account]) -> None:
    for account in market:
        signature = sign(account)
        assert unpack(pack(signature), account.report.id) == signature
        assert len(pack(signature)) < 1500


def test_the_weightiest_words_lead_to_other_reports(begin: Begin) -> None:
    signature = sign(begin("The minister said the Kostenets ferry sank. The minister said so.").done())
    assert signature.keys.index(hash_stem("kostenet")) < signature.keys.index(hash_stem("minist"))
    assert rarity("kostenet") > rarity("minist")


def test_background_is_left_out(begin: Begin) -> None:
    draft = begin("Police raided a shop. On 3 May 2029 they killed 12 people there.")
    draft.time("3 May 2029", "2029-05-03").event("raided", "COERCE", "seize")
    draft.event("killed", "ASSAULT", time="3 May 2029").figure("12 people", 12, 12, "killed")
    signature = sign(draft.done())
    assert signature.deeds == {hash_stem("COERCE seize")}
    assert (signature.dated, signature.figures) == (frozenset(), frozenset())


def test_the_lead_is_what_a_report_begins_with(begin: Begin) -> None:
    long = " ".join(["word"] * LEAD)
    signature = sign(begin(f"Ferries collided {long}. Zebras grazed.").done())
    assert hash_stem("ferri") in signature.lead
    assert hash_stem("zebra") not in signature.lead
