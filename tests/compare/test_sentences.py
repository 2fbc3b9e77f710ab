"""What of a report's words is its own wording, and what anybody would write."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from rashomon.compare.sentences import MOST_SENTENCES, MOST_WORDS, Sentence, read_sentences
from rashomon.records import Account, Cue, Entity, Mention, Report, Span, Statement


def account(
    text: str, *, names: tuple[Span, ...] = (), spoken: tuple[Span, ...] = (), split: bool = False
) -> Account:
    halves = ((0, len(text) // 2), (len(text) // 2, len(text))) if split else ()
    return Account(
        report=Report(
            id="r", text=text, paragraphs=((0, 0), (0, len(text))), sentences=halves, reader="hand"
        ),
        entities=tuple(
            Entity(
                id=str(at), name="", kind="place", mentions=(Mention(span=span, form="name"),), confidence=1
            )
            for at, span in enumerate(names)
        ),
        statements=tuple(
            Statement(
                id=str(at),
                source=None,
                source_kind="unnamed",
                anonymous=True,
                cue=Cue(span=(0, 0), lemma="", kind="statement", stance="neutral"),
                content=(span,),
                manner="direct",
                polarity="asserted",
                confidence=1,
            )
            for at, span in enumerate(spoken)
        ),
        coder="hand",
    )


def only(told: Account) -> Sentence:
    (sentence,) = read_sentences(told)
    return sentence


def test_neighbouring_words_are_bound_but_for_two_of_no_weight() -> None:
    assert only(account("Rain fell on the roofs")).bonds == {
        ("rain", "fell"),
        ("fell", "on"),
        ("the", "roofs"),
    }


def test_a_name_is_one_word_however_long() -> None:
    assert only(account("Upper Long Ridge burned", names=((0, 16),))).bonds == {
        ("upper long ridge", "burned"),
    }


def test_what_is_quoted_is_nobodys_wording_by_its_marks_of_any_kind() -> None:
    for one, other in ("“”", '""', "«»", "‘’"):
        assert only(account(f"Mayors hissed {one}rain won’t fall{other} yesterday night")).bonds == {
            ("mayors", "hissed"),
            ("yesterday", "night"),
        }


def test_a_quotation_that_is_not_closed_ends_with_its_paragraph() -> None:
    assert only(account("“Rain fell\nagain yesterday")).bonds == {("again", "yesterday")}


def test_direct_speech_without_marks_is_quoted_too() -> None:
    assert only(account("Rain fell hard", spoken=((0, 9),))).bonds == set()


def test_an_apostrophe_opens_no_quotation() -> None:
    assert ("rioters", "camp") in only(account("the rioters’ camp burned")).bonds


def test_a_dateline_belongs_to_no_sentence_and_a_dash_elsewhere_is_no_dateline() -> None:
    assert only(account("EL OBEID, Sudan, June 18 (AP) — Rain fell")).words == ("rain", "fell")
    assert only(account("Rain — and snow — fell")).words == ("rain", "and", "snow", "fell")


def test_a_dateline_alone_is_no_sentence() -> None:
    assert read_sentences(account("ÖREN, Norway (AP) —")) == ()


@given(st.text(max_size=80))
def test_the_words_of_any_text_lie_in_their_sentences(text: str) -> None:
    for sentence in read_sentences(account(text, split=True)):
        assert sentence.spans[0][0] >= sentence.span[0]
        assert sentence.spans[-1][1] <= sentence.span[1]
        assert len(sentence.words) == len(sentence.spans)


def test_what_is_no_prose_is_cut_and_ends_somewhere() -> None:
    found = read_sentences(account("word " * (MOST_WORDS * (MOST_SENTENCES + 5))))
    assert {len(sentence.words) for sentence in found} == {MOST_WORDS}
    assert len(found) == MOST_SENTENCES
    assert all(before.span[1] <= after.span[0] for before, after in pairwise(found))
