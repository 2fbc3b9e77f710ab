from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from rashomon.errors import BadLexicon
from rashomon.extract import Resources, load_ontology
from rashomon.extract.events.ontology import NOTHING

from .conftest import Told

TYPES = (
    "ACCUSE AGREE AID ASSAULT COERCE CONCEDE CONSULT COOPERATE MOBILIZE OTHER PROTEST REJECT REQUEST RETREAT "
    "SANCTION SUPPORT THREATEN"
)
STRIKE = "Nurses/NOUN/nsubj/2 struck/VERB/root/0 on/ADP/case/4 Friday/PROPN/obl/2"


def write(folder: Path, text: str) -> Path:
    path = folder / "mine.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_plover_has_its_sixteen_types_and_other() -> None:
    assert sorted(load_ontology().modes) == TYPES.split()


def test_plover_has_at_least_a_thousand_patterns_and_some_of_every_type() -> None:
    ontology = load_ontology()
    found = {
        trigger.pattern.text: trigger
        for index in (ontology.verbs, ontology.nouns, ontology.adjectives)
        for own in index.values()
        for trigger in own
    }
    assert len(found) > 1000
    for type_ in (*TYPES.split(), NOTHING):
        assert sum(trigger.type == type_ for trigger in found.values()) >= 20, type_


def test_the_modes_that_contents_make_are_modes_or_plovers() -> None:
    ontology = load_ontology()
    for type_, contents in ontology.modes_by_content.items():
        assert type_ in ontology.modes and set(contents) <= set(ontology.modes)


def test_a_users_type_is_added_and_named_by_its_file(
    tmp_path: Path, code_tree: Callable[..., list[Told]]
) -> None:
    path = write(tmp_path, '[WALKOUT]\nverbs = ["strike (intransitive)"]\n')
    (told,) = code_tree(STRIKE, "group 1", resources=Resources(ontology=load_ontology(path)))
    assert (told.type, told.mode, told.actors) == ("WALKOUT", None, ["Nurses"])
    assert told.event.because[0].by == "mine: WALKOUT 'strike (intransitive)'"


def test_a_users_ontology_can_stand_alone(tmp_path: Path, code_tree: Callable[..., list[Told]]) -> None:
    path = write(tmp_path, '[ontology]\nname = "x"\nkeep = false\n[TALK]\nnouns = ["summit"]\n')
    ontology = load_ontology(path)
    assert list(ontology.modes) == ["TALK"]
    assert code_tree(STRIKE, "group 1", resources=Resources(ontology=ontology)) == []


def test_a_users_classes_serve_its_patterns(tmp_path: Path, code_tree: Callable[..., list[Told]]) -> None:
    path = write(tmp_path, '[classes]\ncarer = "nurse doctor"\n[CARE.stop]\nverbs = ["<carer> strike"]\n')
    (told,) = code_tree(STRIKE, "group 1", resources=Resources(ontology=load_ontology(path)))
    assert (told.type, told.mode) == ("CARE", "stop")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("[A", "not valid TOML"),
        ('[A]\nverbs = "x"', "no list of texts"),
        ('[A]\nverbs = ["x (y)"]', "note 'y'"),
        ("[A]\nb = 1", "no table"),
        ('[A.b]\nc = ["x"]', "write verbs"),
        ('[A]\nverbs = ["x <y>"]', "uses <y>; define it"),
        ('[classes]\nforce = "x"', "class of entities"),
        ("[classes]\nx = 1", "in quotation marks"),
        ('[A]\nverbs = ["x"]\n[B]\nverbs = ["x"]', "stands under A and B"),
    ],
)
def test_a_mistake_in_a_users_file_is_named(tmp_path: Path, text: str, message: str) -> None:
    with pytest.raises(BadLexicon, match=message):
        load_ontology(write(tmp_path, text))


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(BadLexicon, match=r"no\.toml: cannot be read"):
        load_ontology(tmp_path / "no.toml")
