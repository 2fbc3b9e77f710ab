from __future__ import annotations

import gzip
import json
from collections import Counter
from pathlib import Path

import pytest

from benchmarks.attribution import gold_lines, pick_figures, to_answer, write_gold
from benchmarks.chains import gather, keep_known, score_chains
from benchmarks.gold import GoldText, give_words, lay_text
from benchmarks.names import count_names, figures_of, keep_names, read_tags
from benchmarks.speed import ONE_THREAD, child_environment, join_words
from benchmarks.syntax import count_sentences, count_trees
from benchmarks.syntax import figures_of as syntax_figures
from rashomon.encode.words import find_words
from rashomon.records import Cue, Marks, NameMark, Reference, Statement
from rashomon.text import settle
from training.corpora import stories
from training.corpora.treebank import Row, read_documents

ROWS: list[Row] = [
    {
        "doc": "d1",
        "par": True,
        "tokens": ["He", "did", "n't", "."],
        "space_after": [True, False, False, True],
        "upos": ["PRON", "AUX", "PART", "PUNCT"],
        "head": [2, 0, 2, 2],
        "deprel": ["nsubj:pass", "root", "advmod", "punct"],
    },
    {
        "doc": "d1",
        "par": False,
        "tokens": ["Go", "!"],
        "space_after": [False, False],
        "upos": ["_", "PUNCT"],
        "head": [0, 1],
        "deprel": ["root", "punct"],
    },
    {
        "doc": "d1",
        "par": True,
        "tokens": ["End"],
        "space_after": [True],
        "upos": ["NOUN"],
        "head": [0],
        "deprel": ["root"],
    },
]
STORY = """<story id="s"><entities><entity x="r" name="Ana Ruiz" kind="person"/></entities>
<report outlet="Wire"><title>Ruiz denies it</title>
<p><src s="1"><en x="r">She</en></src> <cue s="1" kind="statement" stance="neutral">said</cue>
<con s="1">it rained</con> <con s="1">and froze</con>.
<cue s="2" kind="statement" stance="neutral">Reportedly</cue>
<con s="2">nobody left</con>.</p></report></story>"""


@pytest.fixture
def gold(tmp_path: Path) -> GoldText:
    path = tmp_path / "rows.jsonl.gz"
    path.write_bytes(gzip.compress("\n".join(json.dumps(row) for row in ROWS).encode()))
    ((document, rows),) = read_documents(path, "ewt")
    return lay_text(document, rows)


def marks_of(gold: GoldText, upos: list[str], heads: list[int], deprels: list[str]) -> Marks:
    return Marks(
        words=gold.words,
        sentences=tuple(gold.sentences),
        upos=tuple(upos),
        heads=tuple(heads),
        deprels=tuple(deprels),
    )


def test_a_document_is_rebuilt_with_its_spaces_and_a_blank_line_between_paragraphs(gold: GoldText) -> None:
    assert gold.text == "He didn't. Go!\n\nEnd"
    assert [gold.text[a:b] for a, b in gold.words] == gold.document.words
    assert [gold.text[a:b] for a, b in gold.paragraphs] == ["He didn't. Go!", "End"]


def test_given_words_come_with_paragraphs_and_sentences_in_words(gold: GoldText) -> None:
    layout = give_words(gold, gives_sentences=True)
    assert layout.paragraphs == [(0, 6), (6, 7)]
    assert layout.sentences == [(0, 4), (4, 6), (6, 7)]
    assert give_words(gold).sentences is None


def test_the_gold_tree_scores_all_and_untagged_words_do_not_count(gold: GoldText) -> None:
    document = gold.document
    assert document.heads is not None and document.deprels is not None
    counts: Counter[str] = Counter()
    tags = [tag or "X" for tag in document.upos or ()]
    count_trees(document, marks_of(gold, tags, document.heads, document.deprels), counts)
    assert (counts["words"], counts["tagged"], counts["upos"], counts["las_with_subtypes"]) == (7, 6, 6, 7)


def test_subtypes_count_only_where_the_figure_says_so(gold: GoldText) -> None:
    document = gold.document
    assert document.heads is not None and document.deprels is not None
    deprels = ["nsubj", *document.deprels[1:]]
    heads = [*document.heads[:3], 0, *document.heads[4:]]
    counts: Counter[str] = Counter()
    count_trees(document, marks_of(gold, ["X"] * 7, heads, deprels), counts)
    assert (counts["uas"], counts["las"], counts["las_with_subtypes"]) == (6, 6, 5)


def test_a_sentence_with_the_right_start_and_a_wrong_end_is_a_right_start_only() -> None:
    counts: Counter[str] = Counter()
    count_sentences([(0, 9), (10, 14)], [(0, 14)], counts)
    figures = syntax_figures(counts)["raw text"]
    assert figures["sentence_start_f1"] == pytest.approx(200 / 3)
    assert figures["sentence_f1"] == 0.0


def test_names_need_exact_spans_and_labels() -> None:
    wanted = read_tags(["B-PER", "I-PER", "O", "B-LOC", "B-LOC", "I-ORG"], [(0, 6)])
    assert wanted == {(0, 2, "PER"), (3, 4, "LOC"), (4, 5, "LOC")}
    counts: Counter[tuple[str, str]] = Counter()
    count_names(wanted, {(0, 2, "PER"), (3, 4, "ORG")}, counts)
    figures = figures_of(counts)
    assert figures["precision"] == 50.0
    assert figures["recall"] == pytest.approx(100 / 3)
    assert (figures["per_f1"], figures["loc_f1"], figures["org_f1"]) == (100.0, 0.0, 0.0)


def test_names_that_touch_a_sentence_without_annotation_are_left_out() -> None:
    names = [NameMark(words=(0, 2), label="PER", score=1.0), NameMark(words=(2, 3), label="LOC", score=1.0)]
    assert keep_names(names, ["O", None, "B-LOC"]) == {(2, 3, "LOC")}


def test_chains_score_with_and_without_singletons() -> None:
    gold = gather([((0, 1), "a"), ((2, 3), "a"), ((5, 6), "b")])
    figures = score_chains([(gold, [[(0, 1), (2, 3)], [(7, 8)]])])
    assert figures["conll_f1"] == 100.0
    assert figures["conll_f1_with_singletons"] < 100.0
    assert figures["mention_f1"] == pytest.approx(200 / 3)


def test_a_chain_with_one_marked_mention_is_kept_whole() -> None:
    assert keep_known([[(0, 1), (3, 4)], [(8, 9)]], [[(3, 4)]]) == [[(0, 1), (3, 4)]]


def test_a_storys_gold_is_written_as_the_scorer_reads_it(tmp_path: Path) -> None:
    (tmp_path / "s.xml").write_text(STORY, "utf-8")
    (account,) = stories.read_accounts(tmp_path / "s.xml")
    write_gold(tmp_path, "s-0", account)
    assert (tmp_path / "text" / "s-0.txt").read_text("utf-8") == account.text
    lines = gold_lines(account).splitlines()
    spans = {
        name: (role, account.text[int(start) : int(end)])
        for name, rest in (line.split("\t") for line in lines if line.startswith("T"))
        for role, start, end in [rest.split(" ")]
    }
    events = [[part.split(":") for part in line.split("\t")[1].split()] for line in lines if line[0] == "E"]
    assert [[spans[mark] for _, mark in event] for event in events] == [
        [("Source", "She"), ("Cue", "said"), ("Content", "it rained"), ("Content", "and froze")],
        [("Cue", "Reportedly"), ("Content", "nobody left")],
    ]
    assert (tmp_path / "attributions" / "s-0_4b22.ann").exists()


def test_answers_point_into_the_text_as_it_came() -> None:
    raw = "Rain.\r\n\r\nShe said it froze."
    settled = settle(raw)
    words = {settled.text[a:b]: (a, b) for a, b in find_words(settled.text)}
    statement = Statement(
        id="s1",
        source=Reference(span=words["She"]),
        source_kind="person",
        anonymous=False,
        cue=Cue(span=words["said"], lemma="say", kind="statement", stance="neutral"),
        content=((words["it"][0], words["froze"][1]),),
        manner="indirect",
        polarity="asserted",
        confidence=1.0,
    )
    answer = json.loads(json.dumps(to_answer(statement, settled)))
    shown = [raw[slice(*span)] for span in (answer["source"], answer["cue"], *answer["content"])]
    assert shown == ["She", "said", "it froze"]


def test_the_scorers_figures_get_our_names_in_per_cent() -> None:
    names = [
        "who-said-what",
        "linked/found",
        "full-exact",
        *(f"{kind}/{role}" for kind in ("exact", "token") for role in ("source", "cue", "content")),
    ]
    scores: dict[str, dict[str, float]] = {
        name: {"P": 0.5, "R": 0.25, "F1": 0.3333, "gold": 8} for name in names
    }
    scores["recall-found/indirect"] = {"R": 0.8, "gold": 5}
    figures = pick_figures(scores)
    assert figures["who_said_what_f1"] == pytest.approx(33.33)
    assert figures["found_recall"] == 25.0
    assert figures["found_recall_indirect"] == 80.0
    assert "found_recall_mixed" not in figures
    assert figures["statements"] == 8


def test_children_run_with_one_thread_and_without_coretype(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENBLAS_CORETYPE", "Haswell")
    environment = child_environment()
    assert ONE_THREAD.items() <= environment.items()
    assert "OPENBLAS_CORETYPE" not in environment


def test_texts_are_joined_until_they_are_long_enough() -> None:
    assert join_words(["one two", "three"], 3) == "one two\n\nthree"
