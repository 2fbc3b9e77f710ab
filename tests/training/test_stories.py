"""Our stories become words with layers, and those held out for tests are never opened."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from training.corpora import digest, read_split, stories
from training.documents import Document, Mention

STORY = """<story id="levee" date="2034-05-01">
  <entities>
    <entity x="ruiz" name="Ana Ruiz" kind="person"/>
    <entity x="min" name="Ministry of Water" kind="organization"/>
  </entities>
  <report outlet="Wire" published="2034-05-01T10:00:00Z">
    <title><con s="1">Levee holds</con>, <src s="1"><en x="min">ministry</en></src>
      <cue s="1" kind="statement" stance="neutral">says</cue></title>
    <p><src s="2"><en x="ruiz">Ana Ruiz of the <en x="min">Ministry of Water</en></en></src>
      <cue s="2" kind="belief" stance="doubting">didn't think</cue> <con s="2">it would</con>, with rain
      near, <con s="2">last</con>.</p>
    <p><src s="3"><en x="ruiz">She</en></src> left<cue s="3" kind="statement" stance="neutral">, saying</cue>
      <con s="3">nothing </con></p>
    <note>no part of the report</note>
  </report>
  <report outlet="Post"><title>Rain</title><p>It rained.</p></report>
</story>"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder of annotated stories: a for training, b for development, c for tests."""
    (tmp_path / "stories").mkdir()
    (tmp_path / "splits.json").write_text(json.dumps({"train": ["a"], "dev": ["b"], "test": ["c"]}))
    for name in "ab":
        (tmp_path / "stories" / f"{name}.xml").write_text(STORY)
    return tmp_path


@pytest.fixture
def document(folder: Path) -> Document:
    return next(iter(stories.read([folder / "stories" / "a.xml"])))


def words(document: Document, indices: list[int] | None) -> str:
    return " ".join(document.words[index] for index in indices or ())


def test_each_report_of_a_story_is_a_document(folder: Path) -> None:
    read = list(stories.read([folder / "stories" / "a.xml"]))
    assert [(one.name, one.domain) for one in read] == [("a-Wire", "story"), ("a-Post", "story")]
    assert read[1].words == ["Rain", "It", "rained", "."]
    assert (read[1].attributions, read[1].mentions) == ([], [])


def test_marks_are_kept_as_characters_without_white_space(folder: Path) -> None:
    account = next(iter(stories.read_accounts(folder / "stories" / "a.xml")))
    paragraphs = [account.text[start:end] for start, end in account.paragraphs]
    assert "\n\n".join(paragraphs) == account.text
    assert paragraphs[0] == "Levee holds, ministry says"
    assert paragraphs[2] == "She left, saying nothing"
    marked = [account.text[start:end] for start, end in (mark.span for mark in account.marks)]
    assert all(piece == piece.strip() != "" for piece in marked)
    assert "Ana Ruiz of the Ministry of Water" in marked


def test_marks_become_words(document: Document) -> None:
    found = document.attributions
    assert found is not None
    assert [
        (words(document, one.source), words(document, one.cue), words(document, one.content)) for one in found
    ] == [
        ("ministry", "says", "Levee holds"),
        ("Ana Ruiz of the Ministry of Water", "did n't think", "it would last"),
        ("She", ", saying", "nothing"),
    ]
    assert [(one.kind, one.stance) for one in found] == [
        ("statement", "neutral"),
        ("belief", "doubting"),
        ("statement", "neutral"),
    ]


def test_mentions_have_a_head_a_form_and_a_chain(document: Document) -> None:
    def show(one: Mention) -> tuple[str, str, str, str, str]:
        return (
            words(document, list(range(one.start, one.end))),
            document.words[one.head],
            one.kind,
            one.form,
            one.chain,
        )

    assert sorted(map(show, document.mentions or ())) == [
        ("Ana Ruiz of the Ministry of Water", "Ruiz", "person", "name", "ruiz"),
        ("Ministry of Water", "Ministry", "organization", "name", "min"),
        ("She", "She", "person", "pronoun", "ruiz"),
        ("ministry", "ministry", "organization", "description", "min"),
    ]


def test_the_layout_of_the_text_is_kept(document: Document) -> None:
    assert [document.words[start] for start in document.paragraph_starts] == ["Levee", "Ana", "She"]
    assert [word for word, space in zip(document.words, document.space_before, strict=True) if not space] == [
        *(",", "n't", ",", ",", ".", ","),
    ]
    assert (document.upos, document.heads, document.predicates, document.sentence_starts) == (None,) * 4


def test_names_are_the_words_of_listed_names_and_other_capitals_are_unknown(document: Document) -> None:
    assert document.names is not None
    labelled = dict(zip(document.words, document.names, strict=True))
    named = {"Ana": "B-PER", "Ruiz": "I-PER", "Ministry": "B-ORG", "Water": "I-ORG"}
    assert {word: labelled[word] for word in named} == named
    assert (labelled["Levee"], labelled["rain"]) == (None, "O")


def test_happenings_have_the_nearest_mentions_of_their_entities(tmp_path: Path) -> None:
    marked = STORY.replace(
        "left<cue", '<ev h="left" type="RETREAT" status="happened" by="ruiz" to="min">left</ev><cue'
    ).replace("with rain", 'with <lab x="min" tone="neg">foul</lab> rain')
    (tmp_path / "k.xml").write_text(marked)
    document = next(iter(stories.read([tmp_path / "k.xml"])))
    assert document.happenings is not None and document.loaded is not None
    (left,) = document.happenings
    words = document.words
    assert ([words[word] for word in left.words], left.type, left.mode, left.status) == (
        *(["left"], "RETREAT"),
        *(None, "happened"),
    )
    assert [(words[word], role) for word, role in left.roles] == [("She", "by"), ("Ministry", "to")]
    assert {words[word]: tone for word, tone in document.loaded.items()} == {"foul": "neg"}


def test_a_story_with_attributions_only_trains_no_mentions(tmp_path: Path) -> None:
    (tmp_path / "k.xml").write_text(STORY.replace("<story ", '<story marked="attribution" '))
    document = next(iter(stories.read([tmp_path / "k.xml"])))
    assert document.attributions
    assert document.mentions is document.happenings is document.names is document.loaded is None


def test_own_stories_train_and_take_the_place_of_those_they_correct(folder: Path, tmp_path: Path) -> None:
    own = tmp_path / "own"
    own.mkdir()
    for name in ("a", "k", "b", "c"):
        (own / f"{name}.xml").write_text(STORY)
    assert stories.paths(folder, own, "train") == [own / "a.xml", own / "k.xml"]
    assert stories.paths(folder, own, "dev") == [own / "b.xml"]


def test_test_stories_are_in_no_split(folder: Path) -> None:
    """C is not even there: to open it would fail."""
    for split in ("train", "dev"):
        chosen = stories.paths(folder, folder / "none", split)
        assert "c" not in [path.stem for path in chosen]
        assert list(stories.read(chosen))


@pytest.mark.parametrize("split", ["test", "all", ""])
def test_no_other_split_can_be_read(folder: Path, split: str) -> None:
    with pytest.raises(ValueError, match="train or dev"):
        list(read_split(folder, folder, split))


def test_the_digest_tells_other_data(folder: Path, tmp_path: Path) -> None:
    shared = tmp_path / "shared"
    (shared / "data" / "train").mkdir(parents=True)
    (shared / "annotated").symlink_to(folder)
    before = digest(shared, tmp_path / "own")
    assert before == digest(shared, tmp_path / "own")
    (folder / "stories" / "a.xml").write_text(STORY.replace("rained", "poured"))
    assert digest(shared, tmp_path / "own") != before


@pytest.mark.parametrize(
    ("phrase", "head"),
    [
        ("the head of the State Police , Lirim Hoxha", "head"),
        ("Peru 's health minister", "minister"),
        ("a former senior minister in Lima", "minister"),
        ("Ana Ruiz", "Ruiz"),
        ("the ministry ( MoW )", "ministry"),
    ],
)
def test_the_head_of_a_phrase_is_the_word_it_turns_on(phrase: str, head: str) -> None:
    split = phrase.split()
    assert split[stories.find_head(split, 0, len(split))] == head
