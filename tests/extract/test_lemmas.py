from __future__ import annotations

import pytest

from rashomon.extract.lemmas import find_lemma, is_plural
from rashomon.extract.lexicon import load_lexicon


@pytest.mark.parametrize(
    ("form", "lemma"),
    [
        ("said", "say"), ("denies", "deny"), ("denying", "deny"), ("admitted", "admit"), ("told", "tell"),
        ("urged", "urge"), ("insisting", "insist"), ("claims", "claim"), ("alleging", "allege"),
        ("believed", "believe"), ("acknowledged", "acknowledge"), ("stressed", "stress"), ("hoping", "hope"),
        ("dismissed", "dismiss"), ("reaches", "reach"), ("agreed", "agree"), ("settled", "settle"),
        ("vowed", "vow"), ("accusing", "accuse"), ("praised", "praise"), ("looking", "look"),
        ("criticises", "criticise"), ("reiterated", "reiterate"), ("explained", "explain"),
        ("argues", "argue"), ("spoke", "speak"),
    ],
)  # fmt: skip
def test_verbs_go_back_to_their_dictionary_form(form: str, lemma: str) -> None:
    lexicon = load_lexicon()
    assert find_lemma(form, "VERB", lexicon.verbs, lexicon.cue_words) == lemma


@pytest.mark.parametrize(
    ("form", "lemma"),
    [
        ("ministries", "ministry"),
        ("women", "woman"),
        ("crises", "crisis"),
        ("police", "police"),
        ("buses", "bus"),
    ],
)
def test_nouns_go_back_to_the_singular(form: str, lemma: str) -> None:
    lexicon = load_lexicon()
    assert find_lemma(form, "NOUN", lexicon.plurals, lexicon.nouns) == lemma


def test_plurals_are_told_by_form() -> None:
    plurals = load_lexicon().plurals
    assert is_plural("men", plurals) and is_plural("officers", plurals)
    assert not is_plural("crisis", plurals) and not is_plural("meeting", plurals)
