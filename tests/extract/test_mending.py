from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from rashomon.extract import build_account, load_lexicon
from rashomon.records import Account, Marks, Report

MarkUp = Callable[..., tuple[Report, Marks]]
Statements = list[tuple[str | None, str, list[str]]]
Tell = Callable[..., Statements]
Told = Callable[[Account], Statements]
Deps = dict[str, tuple[str, str]]


@pytest.mark.parametrize(
    ("marked", "deps", "source"),
    [
        ("She [c1 said] [x1 it fell] .", {"She": ("nsubj", "said")}, "She"),
        (
            "[x1 It fell] , [c1 said] the mayor of Lima .",
            {
                "mayor": ("nsubj", "said"),
                "the": ("det", "mayor"),
                "Lima": ("nmod", "mayor"),
                "of": ("case", "Lima"),
            },
            "the mayor of Lima",
        ),
        (
            "Ruiz left , [c1 saying] [x1 it fell] .",
            {"Ruiz": ("nsubj", "left"), "saying": ("advcl", "left"), "left": ("root", "left")},
            "Ruiz",
        ),
        (
            "[c1 According to] police [x1 it fell] .",
            {"According": ("case", "police"), "to": ("fixed", "According")},
            "police",
        ),
        (
            "They [c1 were told] by Ruiz [x1 to go] .",
            {
                "were": ("aux:pass", "told"),
                "They": ("nsubj:pass", "told"),
                "Ruiz": ("obl", "told"),
                "by": ("case", "Ruiz"),
            },
            "Ruiz",
        ),
        ("His [c1 claim] that [x1 it fell] .", {"His": ("nmod:poss", "claim")}, "His"),
    ],
)
def test_a_missing_source_is_found_by_grammar(tell: Tell, marked: str, deps: Deps, source: str) -> None:
    upos = {"claim": "NOUN", "saying": "VERB", "According": "VERB"}
    assert [one[0] for one in tell(marked, deps=deps, upos=upos)] == [source]


@pytest.mark.parametrize(
    ("marked", "deps"),
    [
        (
            "Ruiz [c1 was accused] [x1 of theft] .",
            {"was": ("aux:pass", "accused"), "Ruiz": ("nsubj:pass", "accused")},
        ),
        ("It [c1 seems] [x1 they left] .", {"It": ("expl", "seems")}),
        ("She left . [c1 Said] [x1 it fell] .", {"She": ("nsubj", "Said")}),
        ("[x1 It fell] , [c1 reportedly] .", {"reportedly": ("advmod", "fell")}),
    ],
)
def test_where_grammar_names_nobody_the_source_stays_unknown(tell: Tell, marked: str, deps: Deps) -> None:
    assert [one[0] for one in tell(marked, deps=deps)] == [None]


def test_a_source_that_breaks_off_is_made_whole(tell: Tell) -> None:
    deps = {
        "The": ("det", "mayor"),
        "old": ("amod", "mayor"),
        "mayor": ("nsubj", "said"),
        "Lima": ("nmod", "mayor"),
        "of": ("case", "Lima"),
    }
    assert (
        tell("[s1 The] old mayor of Lima [c1 said] [x1 it fell] .", deps=deps)[0][0]
        == "The old mayor of Lima"
    )


def test_a_relative_clause_after_a_comma_is_not_taken_in(tell: Tell) -> None:
    deps = {
        "mayor": ("nsubj", "said"),
        "left": ("acl:relcl", "mayor"),
        "who": ("nsubj", "left"),
        ",": ("punct", "left"),
    }
    assert tell("[s1 The mayor] , who left , [c1 said] [x1 it fell] .", deps=deps)[0][0] == "The mayor"


def test_a_possessor_who_speaks_himself_stays_alone(tell: Tell) -> None:
    deps = {"Ruiz": ("nmod:poss", "plan"), "'s": ("case", "Ruiz"), "plan": ("obj", "left")}
    assert tell("[s1 Ruiz] 's plan left [c1 promised] [x1 more] .", deps=deps)[0][0] == "Ruiz"


def test_who_after_a_comma_is_the_source_and_leads_to_its_noun(mark_up: MarkUp, told: Told) -> None:
    report, marks = mark_up("[s1 [person [PER Ana Ruiz]]] , who [c1 denied] [x1 it] , left .")
    account = build_account(report, marks, load_lexicon(), "test")
    assert told(account)[0][0] == "who"
    assert account.statements[0].source is not None
    assert account.statements[0].source.entity == account.entities[0].id


@pytest.mark.parametrize("source", ["who in those days", "Anyone who"])
def test_of_a_phrase_with_who_the_who_is_the_source(tell: Tell, source: str) -> None:
    assert tell(f"[s1 {source}] [c1 said] [x1 it fell] .")[0][0] == "who"


def test_a_word_in_another_sentence_is_no_content(tell: Tell) -> None:
    assert tell("[s1 He] [c1 said] [x1 it fell] . [x1 The] bridge stood .")[0][2] == ["it fell"]


def test_who_is_expected_to_do_something_is_no_source_of_it(tell: Tell) -> None:
    deps = {"is": ("aux:pass", "expected"), "Ruiz": ("nsubj:pass", "expected")}
    told_of = tell("[s1 Ruiz] [c1 is expected] [x1 to leave] .", deps=deps, upos={"to": "PART"})
    assert told_of == [(None, "is expected", ["Ruiz", "to leave"])]


def test_content_that_breaks_off_runs_to_the_end_of_its_phrase_but_over_no_comma(tell: Tell) -> None:
    deps = {
        "every": ("det", "charge"),
        "charge": ("obj", "rejects"),
        ",": ("punct", "charge"),
        "smiling": ("acl", "charge"),
    }
    assert tell("[s1 He] [c1 rejects] [x1 every] charge , smiling .", deps=deps)[0][2] == ["every charge"]


def test_a_sentence_that_another_says_is_taken_from_the_farther_one(mark_up: MarkUp, told: Told) -> None:
    report, marks = mark_up("[s1 He] [c1 said] [x1 it fell] . [s2 She] [c2 said] [x2 it stood] .")
    first, second = marks.attributions
    both = replace(first, content=(*first.content, *second.content))
    account = build_account(report, replace(marks, attributions=(both, second)), load_lexicon(), "test")
    assert [content for _, _, content in told(account)] == [["it fell"], ["it stood"]]


def test_a_quotation_half_content_is_content_wholly(tell: Tell) -> None:
    assert tell("“[x1 It fell on us at] noon,” [s1 he] [c1 said] .")[0][2] == ["“It fell on us at noon,”"]


def test_a_quotation_after_a_quotation_is_the_same_speakers(tell: Tell) -> None:
    marked = "[x1 “It fell,”] [s1 he] [c1 said] . “We ran home quickly.”"
    assert tell(marked)[0][2] == ["“It fell,”", "“We ran home quickly.”"]


@pytest.mark.parametrize(
    "between", ["\n\n", "She had seen ", "[s2 She] [c2 denied] [x2 it] . Then [s3 she] [c3 said] [x3 so] : "]
)
def test_a_quotation_elsewhere_is_nobodys(tell: Tell, between: str) -> None:
    marked = f"[x1 “It fell,”] [s1 he] [c1 said] . {between}“We ran home quickly.”"
    assert tell(marked)[0][2] == ["“It fell,”"]


def test_two_cues_of_one_verb_group_are_one_statement(mark_up: MarkUp, told: Told) -> None:
    report, marks = mark_up(
        "[s1 He] [c1 could] [c2 deny] [x1 [x2 it]] .", upos={"could": "AUX", "deny": "VERB"}
    )
    first, second = marks.attributions
    account = build_account(
        report, replace(marks, attributions=(replace(first, score=0.6), second)), load_lexicon(), "test"
    )
    assert [cue for _, cue, _ in told(account)] == ["deny"]


@pytest.mark.parametrize(
    ("cue", "score", "kept"), [("said", 0.3, 1), ("gardened", 0.3, 0), ("gardened", 0.8, 1)]
)
def test_an_unknown_cue_must_be_sure(mark_up: MarkUp, cue: str, score: float, kept: int) -> None:
    report, marks = mark_up(f"[s1 They] [c1 {cue}] [x1 it fell] .")
    doubtful = tuple(replace(mark, score=score) for mark in marks.attributions)
    account = build_account(report, replace(marks, attributions=doubtful), load_lexicon(), "test")
    assert len(account.statements) == kept


@pytest.mark.parametrize("tail", ["on Monday", "last week", "in 2031", "today"])
def test_when_it_was_said_is_no_part_of_the_source(tell: Tell, tail: str) -> None:
    last = tail.split()[-1]
    deps = {"mayor": ("nsubj", "said"), "The": ("det", "mayor"), last: ("obl", "said")}
    deps |= {tail.split()[0]: ("case", last)} if " " in tail else {}
    marked = f"[s1 The mayor {tail}] [c1 said] [x1 it fell] ."
    assert tell(marked, deps=deps, upos={"said": "VERB"})[0][0] == "The mayor"


def test_a_preposition_at_its_end_is_no_part_of_the_source(tell: Tell) -> None:
    assert tell("[s1 The mayor on] Sunday [c1 said] [x1 it fell] .")[0][0] == "The mayor"


def test_a_source_cut_at_a_hyphen_has_the_whole_word(tell: Tell) -> None:
    assert tell("[x1 It fell] , [c1 said] [s1 Ali of Deir al]-Balah .")[0][0] == "Ali of Deir al-Balah"


def test_a_source_with_a_quotation_has_both_its_marks(tell: Tell) -> None:
    assert tell("“[s1 Vertigo” fan Ruiz] [c1 said] [x1 it fell] .")[0][0] == "“Vertigo” fan Ruiz"


def test_a_quotation_is_the_next_speakers_if_he_closes_it(mark_up: MarkUp, told: Told) -> None:
    report, marks = mark_up(
        "[x1 “It fell,”] [s1 Ana] [c1 said] .\n\n[x2 “Yes. It fell on us,”] [s2 Luis] [c2 replied] ."
    )
    first, second = marks.attributions
    both = replace(first, content=(*first.content, *second.content))
    account = build_account(report, replace(marks, attributions=(both, second)), load_lexicon(), "test")
    assert [content for _, _, content in told(account)] == [["“It fell,”"], ["“Yes. It fell on us,”"]]


@pytest.mark.parametrize("dateline", ["KOBE", "RENO, Nev. (KTT)", "NAPLES-EAST, FLA. (WQQN)", "VOI, 4 May"])
def test_content_begins_behind_the_dateline(tell: Tell, dateline: str) -> None:
    marked = f"{dateline} [x1 - A bridge fell] , [s1 police] [c1 said] ."
    assert tell(marked, upos={"police": "NOUN", "A": "DET"})[0][2] == ["A bridge fell"]


DENIAL: Deps = {
    "She": ("nsubj", "denied"),
    "riot": ("obj", "denied"),
    "assuring": ("acl", "riot"),
    "all": ("obj", "assuring"),
    "that": ("mark", "calm"),
    "streets": ("nsubj", "calm"),
    "were": ("cop", "calm"),
    "calm": ("ccomp", "assuring"),
}
DENIAL_UPOS = {"assuring": "VERB", "calm": "ADJ", "that": "SCONJ", "all": "PRON"}


def test_what_the_source_of_a_denial_goes_on_to_say_is_not_denied(tell: Tell) -> None:
    marked = "[s1 She] [c1 denied] [x1 a riot , assuring all that streets were calm] ."
    assert tell(marked, deps=DENIAL, upos=DENIAL_UPOS) == [
        ("She", "denied", ["a riot"]),
        ("She", "assuring", ["streets were calm"]),
    ]


def test_a_statement_that_the_encoder_made_of_it_is_not_made_twice(tell: Tell) -> None:
    marked = "[s1 She] [c1 denied] [x1 a riot , [c2 assuring] all that [x2 streets were calm]] ."
    told = tell(marked, deps=DENIAL, upos=DENIAL_UPOS)
    assert [one[1:] for one in told] == [("denied", ["a riot"]), ("assuring", ["streets were calm"])]


def test_what_a_denial_quotes_is_left_whole(tell: Tell) -> None:
    marked = "[s1 She] [c1 denied] [x1 a “riot , assuring all that streets were calm”] ."
    assert len(tell(marked, deps=DENIAL, upos=DENIAL_UPOS)) == 1


def test_of_two_cues_in_a_sentence_the_later_has_what_follows_it(tell: Tell) -> None:
    marked = "[x1 A bridge fell] , [s1 she] [c1 said] , [c2 adding] [x1 [x2 nobody was hurt]] ."
    told = tell(marked, deps={"she": ("nsubj", "said"), "adding": ("advcl", "said")})
    assert [one[1:] for one in told] == [("said", ["A bridge fell"]), ("adding", ["nobody was hurt"])]


@pytest.mark.parametrize(
    "marked",
    [
        "[x1 “Prices fell] . Nobody knew why . We want it told” , [s1 she] [c1 said] .",
        "“Prices fell . Nobody knew why . [x1 We want it told”] , [s1 she] [c1 said] .",
        "“Prices fell . Nobody knew why . [x1 We want it told] ,” [s1 she] [c1 said] .",
    ],
)
def test_a_quotation_that_opens_or_closes_with_content_is_content_throughout(tell: Tell, marked: str) -> None:
    ((_, _, (content,)),) = tell(marked, deps={"she": ("nsubj", "said")})
    assert content.replace(" ,", "") == "“Prices fell . Nobody knew why . We want it told”"


def test_of_two_cues_with_one_content_the_verb_is_kept(tell: Tell) -> None:
    marked = "[c1 In a message] [s1 [s2 Ruiz]] [c2 said] [x1 [x2 it fell hard]] ."
    upos = {"message": "NOUN", "In": "ADP", "fell": "VERB"}
    assert tell(marked, upos=upos) == [("Ruiz", "said", ["it fell hard"])]


def test_what_a_message_says_is_said_once(tell: Tell) -> None:
    marked = "[c1 In a message to] Vega , [x1 [s2 Ruiz] [c2 said] [x2 it fell]] ."
    upos = {"message": "NOUN", "In": "ADP"}
    assert tell(marked, upos=upos) == [("Ruiz", "said", ["it fell"])]


def test_what_is_said_ends_where_its_source_goes_on_to_say_more(tell: Tell) -> None:
    deps = {"asked": ("conj", "said"), "and": ("cc", "asked"), "fell": ("ccomp", "said")}
    told = tell("[s1 [s2 Ruiz]] [c1 said] [x1 it fell and [c2 asked] [x2 for help]] .", deps=deps)
    assert told[0] == ("Ruiz", "said", ["it fell"])


def test_a_cue_ends_before_an_article(tell: Tell) -> None:
    deps = {"the": ("det", "town"), "town": ("obl", "appeals")}
    told = tell("[s1 Ruiz] [c1 appeals to the] [x1 town for help] .", deps=deps, upos={"appeals": "VERB"})
    assert told[0][1] == "appeals to"


def test_a_cue_takes_the_preposition_it_is_listed_with(tell: Tell) -> None:
    told = tell("[s1 Ruiz] [c1 warned] [x1 against haste] .", upos={"against": "ADP"})
    assert told == [("Ruiz", "warned against", ["haste"])]


def test_no_sentence_ends_in_a_comma(mark_up: MarkUp) -> None:
    report, marks = mark_up("[x1 It will hold] , [s1 Ruiz] [c1 said] , [x1 nor will it sink] .")
    cut = replace(marks, sentences=((0, 4), (4, len(marks.words))))
    account = build_account(report, cut, load_lexicon(), "test")
    assert account.report.sentences == ((0, len(report.text)),)
    assert len(account.statements[0].content) == 2


def test_an_unquoted_clause_of_the_next_sentence_is_not_said(tell: Tell) -> None:
    told = tell("[x1 It fell] , [s1 he] [c1 said] . [x1 The bridge of Lima stood firm] .")
    assert told[0][2] == ["It fell"]


def test_the_subject_in_front_of_an_inserted_cue_is_content(tell: Tell) -> None:
    deps = {"bridge": ("nsubj", "falls"), "the": ("det", "bridge"), "said": ("parataxis", "falls")}
    told = tell("the bridge , [s1 Ruiz] [c1 said] , [x1 falls] .", deps=deps, upos={"falls": "VERB"})
    assert told == [("Ruiz", "said", ["the bridge", "falls"])]


def test_an_article_alone_is_no_source(tell: Tell) -> None:
    assert tell("[s1 The] [c1 accusations] [x1 of theft] fell .", upos={"accusations": "NOUN"})[0][0] is None


def test_a_source_has_the_whole_of_a_name_that_it_begins(tell: Tell) -> None:
    assert tell("[s1 [PER Ana] Ruiz] [c1 said] [x1 so] .")[0][0] == "Ana Ruiz"
    assert tell("[PER [s1 Ana] Ruiz] [c1 said] [x1 so] .")[0][0] == "Ana Ruiz"


def test_a_cue_that_ends_the_text_is_no_error(tell: Tell) -> None:
    assert tell("[x1 Ana] , Ruiz [c1 said]", deps={"Ruiz": ("nsubj", "said")}) == [("Ruiz", "said", ["Ana"])]
