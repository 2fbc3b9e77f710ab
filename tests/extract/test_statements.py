from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from rashomon.extract import build_account, load_lexicon
from rashomon.records import Account, Marks, Report, Statement

MarkUp = Callable[..., tuple[Report, Marks]]
Read = Callable[..., Account]


def only(account: Account) -> Statement:
    (one,) = account.statements
    return one


def contents(account: Account, one: Statement) -> list[str]:
    return [account.report.text[slice(*span)] for span in one.content]


def source(account: Account, one: Statement) -> str:
    assert one.source is not None
    return account.report.text[slice(*one.source.span)]


@pytest.mark.parametrize(
    ("cue", "lemma", "kind", "stance", "polarity"),
    [
        ("said", "say", "statement", "neutral", "asserted"),
        ("has repeatedly denied", "deny", "statement", "denying", "denied"),
        ("did not deny", "deny", "statement", "neutral", "withheld"),
        ("said in a statement", "say", "statement", "neutral", "asserted"),
        ("did not say", "say", "statement", "neutral", "withheld"),
        ("declined to say", "say", "statement", "neutral", "withheld"),
        ("would not confirm", "confirm", "statement", "neutral", "withheld"),
        ("has yet to say", "say", "statement", "neutral", "withheld"),
        ("insisted", "insist", "statement", "doubting", "asserted"),
        ("has since acknowledged", "acknowledge", "statement", "affirming", "asserted"),
        ("accused", "accuse", "statement", "evaluative", "asserted"),
        ("does not believe", "believe", "belief", "denying", "denied"),
        ("doubts", "doubt", "belief", "denying", "denied"),
        ("did not know", "know", "belief", "neutral", "withheld"),
        ("vowed", "vow", "intention", "neutral", "asserted"),
        ("refused", "refuse", "intention", "denying", "denied"),
        ("does not doubt", "doubt", "belief", "affirming", "asserted"),
        ("had decided not", "decide", "intention", "neutral", "denied"),
        ("called for", "call for", "attitude", "neutral", "asserted"),
        ("had ordered", "order", "decree", "neutral", "asserted"),
        ("is said to fear", "fear", "attitude", "neutral", "asserted"),
        ("issued a denial", "denial", "statement", "denying", "denied"),
        ("so-called", "so-called", "statement", "doubting", "asserted"),
    ],
)
def test_a_cue_is_read(read: Read, cue: str, lemma: str, kind: str, stance: str, polarity: str) -> None:
    one = only(read(f"[s1 They] [c1 {cue}] [x1 the bridge fell] ."))
    assert (one.cue.lemma, one.cue.kind, one.cue.stance, one.polarity) == (lemma, kind, stance, polarity)


@pytest.mark.parametrize(
    ("marked", "lemma"),
    [
        ("[c1 According to] [s1 police] , [x1 it fell] .", "according to"),
        ("[x1 It fell] , [c1 reportedly] .", "reportedly"),
        ("[c1 A claim by] [s1 rebels] that [x1 it fell] .", "claim"),
        ("[s1 Ruiz] [c1 :] [x1 it fell] .", ":"),
    ],
)
def test_cues_need_not_be_verbs(read: Read, marked: str, lemma: str) -> None:
    assert only(read(marked)).cue.lemma == lemma


def test_the_encoder_chooses_where_the_lexicon_leaves_a_choice(read: Read) -> None:
    said = "[s1 They] [c1:kind={} asked] [x1 for help] ."
    kinds = {only(read(said.format(kind))).cue.kind for kind in ("statement", "attitude")}
    assert kinds == {"statement", "attitude"}
    assert only(read("[s1 They] [c1:kind=belief said] [x1 so] .")).cue.kind == "statement"


def test_the_encoder_decides_alone_on_a_cue_that_no_lexicon_knows(read: Read) -> None:
    one = only(read("[s1 They] [c1:kind=belief,stance=doubting floobled] [x1 so] ."))
    assert (one.cue.lemma, one.cue.kind, one.cue.stance) == ("flooble", "belief", "doubting")


@pytest.mark.parametrize("quoted", ["“it fell”", '"it fell"', "‘it fell’", "'it fell'", "«it fell»"])
def test_content_in_any_quotation_marks_is_direct_and_keeps_them(read: Read, quoted: str) -> None:
    account = read(f"[s1 They] [c1 said] {quoted[0]}[x1 it fell]{quoted[-1]} .")
    assert only(account).manner == "direct"
    assert contents(account, only(account)) == [quoted]


def test_content_without_quotation_marks_is_indirect_and_with_some_mixed(read: Read) -> None:
    assert only(read("[s1 They] [c1 said] [x1 the workers' bridge fell] .")).manner == "indirect"
    assert only(read("[s1 They] [c1 said] [x1 it was a “sad day”] .")).manner == "mixed"


def test_a_quotation_left_open_over_paragraphs_is_direct(read: Read) -> None:
    account = read("[x1 “It fell.”] [s1 They] [c1 said] . [x1 “We ran.]\n\n[x1 “We fell.”]")
    assert only(account).manner == "direct"
    assert contents(account, only(account)) == ["“It fell.”", "“We ran.", "“We fell.”"]


def test_indirect_speech_within_a_quotation_is_indirect(read: Read) -> None:
    account = read("[x1 “[s2 We] [c2 believe] [x2 them],”] [s1 they] [c1 said] .")
    outer, inner = account.statements
    assert (outer.manner, inner.manner) == ("direct", "indirect")
    assert inner.within == outer.id and outer.within is None


def test_statements_nest_to_any_depth(read: Read) -> None:
    account = read("[s1 They] [c1 said] [x1 [s2 he] [c2 denied] [x2 that [s3 she] [c3 knew] [x3 of it]]] .")
    first, second, third = account.statements
    assert [first.within, second.within, third.within] == [None, first.id, second.id]


def test_statements_that_hold_each_other_do_not_go_in_circles(mark_up: MarkUp) -> None:
    report, marks = mark_up("[c1 Talk] of [c2 rumours] grew .")
    first, second = marks.attributions
    crossed = (replace(first, content=((2, 3),)), replace(second, content=((0, 1),)))
    account = build_account(report, replace(marks, attributions=crossed), load_lexicon(), "test")
    assert sum(one.within is None for one in account.statements) == 1


def test_that_and_the_stops_at_the_edges_stay_outside(read: Read) -> None:
    account = read("[s1 They] [c1 said] [x1 that it fell , .]", upos={"that": "SCONJ"})
    assert contents(account, only(account)) == ["it fell"]


def test_a_full_stop_inside_the_quotation_stays_inside(read: Read) -> None:
    account = read("[s1 They] [c1 said] : “[x1 It fell.]”")
    assert contents(account, only(account)) == ["“It fell.”"]


def test_content_that_overlaps_is_joined_and_content_that_is_nothing_dropped(mark_up: MarkUp) -> None:
    report, marks = mark_up("[s1 They] [c1 said] [x1 it fell] .")
    (mark,) = marks.attributions
    both = replace(mark, content=((2, 4), (3, 5), (9, 9)))
    empty = replace(mark, content=((4, 5),))
    account = build_account(report, replace(marks, attributions=(both, empty)), load_lexicon(), "test")
    assert contents(account, only(account)) == ["it fell"]


@pytest.mark.parametrize(
    ("marked", "kind", "anonymous"),
    [
        ("[x1 It fell] , [c1 reportedly] .", "unnamed", True),
        ("[s1 [group Sources close to the talks]] [c1 said] [x1 so] .", "unnamed", True),
        ("[s1 [group People familiar with the matter]] [c1 said] [x1 so] .", "unnamed", True),
        (
            "[s1 [person A senior official]] , who asked not to be named , [c1 said] [x1 so] .",
            "official",
            True,
        ),
        ("[s1 [person The mayor]] [c1 said] [x1 so] .", "official", False),
        ("[s1 [person [PER Ana Ruiz]]] [c1 said] [x1 so] .", "person", False),
        ("[s1 [person President [PER Ana Ruiz]]] [c1 said] [x1 so] .", "official", False),
        ("[s1 [organization The interior ministry]] [c1 said] [x1 so] .", "government", False),
        ("[s1 [place [LOC Moscow]]] [c1 said] [x1 so] .", "government", False),
        ("[s1 [organization The union]] [c1 said] [x1 so] .", "organization", False),
        ("[s1 [group Angry residents]] [c1 said] [x1 so] .", "group", False),
        ("[s1 [work The report]] [c1 said] [x1 so] .", "document", False),
        ("[s1 [organization The newspaper]] [c1 said] [x1 so] .", "outlet", False),
        ("[s1 They] [c1 said] [x1 so] .", "group", False),
        ("[s1 [person The officials]] [c1 said] [x1 so] .", "official", False),
        ("[s1 [person [PER Baku]]] [c1 said] [x1 so] .", "government", False),
        ("[s1 [organization [ORG WHO]]] [c1 said] [x1 so] .", "organization", False),
    ],
)
def test_sources_are_of_a_kind_and_may_be_hidden(read: Read, marked: str, kind: str, anonymous: bool) -> None:
    one = only(read(marked))
    assert (one.source_kind, one.anonymous) == (kind, anonymous)


def test_some_are_an_unnamed_group(read: Read) -> None:
    one = only(read("[s1 Some] [c1 said] [x1 so] .", upos={"Some": "PRON"}))
    assert (one.source_kind, one.anonymous) == ("group", True)


def test_a_pronoun_source_leads_to_its_entity(read: Read) -> None:
    account = read("[person President [PER Ana Ruiz]] left . [s1 [person:0=.8 She]] [c1 denied] [x1 it] .")
    one = only(account)
    assert source(account, one) == "She"
    assert one.source is not None and one.source.entity == account.entities[0].id
    assert one.source_kind == "official"


def test_who_leads_to_its_noun(read: Read) -> None:
    account = read("[person [PER Ana Ruiz]] , [s1 who] [c1 denied] [x1 it] , left .")
    one = only(account)
    assert one.source is not None and one.source.entity == account.entities[0].id


def test_a_source_that_is_no_mention_becomes_an_entity(read: Read) -> None:
    account = read("[s1 The ministry] [c1 said] [x1 so] .")
    assert [entity.name for entity in account.entities] == ["ministry"]


def test_the_sentences_of_the_report_are_filled_in(read: Read) -> None:
    account = read("[s1 They] [c1 said] [x1 so] . It fell .")
    assert [account.report.text[slice(*span)] for span in account.report.sentences] == [
        "They said so .",
        "It fell .",
    ]


@pytest.mark.parametrize(
    ("marked", "polarity"),
    [
        ("[s1 No official] [c1 would say] [x1 whether it fell] .", "withheld"),
        ("[s1 Nobody in the village] [c1 believes] [x1 it fell] .", "denied"),
        ("[s1 Police] were unable to [c1 confirm] [x1 the fall] .", "withheld"),
        ("[s1 No. 10] [c1 said] [x1 it fell] .", "asserted"),
    ],
)
def test_what_nobody_says_is_not_asserted(read: Read, marked: str, polarity: str) -> None:
    assert only(read(marked, upos={"unable": "ADJ"})).polarity == polarity


def test_a_mark_that_closes_another_quotation_stays_outside(read: Read) -> None:
    account = read("“They say [s1 she] [c1 wants] [x1 it all.”]")
    assert contents(account, only(account)) == ["it all"]


@pytest.mark.parametrize("source", ["One", "Another", "Somebody"])
def test_who_tells_nothing_of_himself_is_unnamed(read: Read, source: str) -> None:
    account = read(f"[s1 {source}] [c1 said] [x1 so] .", upos={source: "PRON"})
    assert only(account).source_kind == "unnamed"
