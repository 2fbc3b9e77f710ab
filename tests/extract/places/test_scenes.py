"""Where events take place: by the words around them, never by an actor's home."""

from __future__ import annotations

from collections.abc import Callable

Scene = Callable[..., str | None]
IN_GAO = {"in": ("case", "Gao"), "Gao": ("obl", "burned")}


def test_a_phrase_of_place_on_the_event_is_its_scene(scene: Scene) -> None:
    assert scene("Lorries burned in [LOC Gao].", "burned", deps=IN_GAO) == "Gao"


def test_the_place_of_an_actor_is_no_scene(scene: Scene) -> None:
    deps = {"in": ("case", "Mali"), "Mali": ("nmod", "Rebels"), "Rebels": ("nsubj", "burned")}
    assert scene("Rebels in [LOC Mali] burned lorries.", "burned", deps=deps) is None
    assert scene("[LOC Iran]'s raid failed.", "raid", deps={"Iran": ("nmod:poss", "raid")}) is None
    assert scene("[LOC Washington] said so.", "said", deps={"Washington": ("nsubj", "said")}) is None


def test_who_comes_from_somewhere_comes_from_no_scene(scene: Scene) -> None:
    deps = {"from": ("case", "Lagos"), "Lagos": ("obl", "flown")}
    assert scene("Troops were flown in from [LOC Lagos].", "flown", deps=deps) is None
    deps = {"from": ("case", "Lagos"), "Lagos": ("obl", "withdrew")}
    assert (
        scene("Troops withdrew from [LOC Lagos].", "withdrew", deps=deps, upos={"withdrew": "VERB"})
        == "Lagos"
    )


def test_the_place_that_a_verb_enters_or_strikes_is_its_scene(scene: Scene) -> None:
    deps = {"Gao": ("obj", "entered")}
    upos = {"entered": "VERB"}
    assert scene("Troops entered [LOC Gao].", "entered", deps=deps, upos=upos) == "Gao"
    deps = {"Iran": ("obj", "attacked")}
    assert scene("He attacked [LOC Iran].", "attacked", deps=deps, upos={"attacked": "VERB"}) is None


def test_who_is_taken_from_somewhere_is_taken_there(scene: Scene) -> None:
    deps = {"from": ("case", "Gao"), "Gao": ("obl", "taken")}
    upos = {"taken": "VERB"}
    assert scene("Clerks were taken from [LOC Gao].", "taken", deps=deps, upos=upos) == "Gao"


def test_what_falls_on_a_place_falls_there(scene: Scene) -> None:
    deps = {"on": ("case", "Gao"), "Gao": ("obl", "fell")}
    assert scene("Shells fell on [LOC Gao].", "fell", deps=deps, upos={"fell": "VERB"}) == "Gao"


def test_of_a_town_and_its_owner_the_town_is_the_scene(scene: Scene) -> None:
    deps = {
        "in": ("case", "town"),
        "town": ("obl", "burned"),
        "Mali": ("nmod:poss", "town"),
        "'s": ("case", "Mali"),
        "of": ("case", "Gao"),
        "Gao": ("nmod", "town"),
    }
    text = "Lorries burned in [LOC Mali]'s town of [LOC Gao]."
    assert scene(text, "burned", deps=deps, upos={"burned": "VERB"}) == "Gao"


def test_a_place_on_the_victims_of_a_verb_is_its_scene(scene: Scene) -> None:
    deps = {"in": ("case", "Gao"), "Gao": ("nmod", "clerks"), "clerks": ("obj", "hurt")}
    assert scene("Stones hurt clerks in [LOC Gao].", "hurt", deps=deps, upos={"hurt": "VERB"}) == "Gao"


def test_a_place_within_a_phrase_of_place_is_looked_through(scene: Scene) -> None:
    deps = {
        "at": ("case", "clinic"),
        "clinic": ("obl", "burned"),
        "in": ("case", "Gao"),
        "Gao": ("nmod", "clinic"),
    }
    assert scene("Lorries burned at a clinic in [LOC Gao].", "burned", deps=deps) == "Gao"


def test_the_narrowest_of_several_places_is_chosen(scene: Scene) -> None:
    deps = {
        "in": ("case", "Mali"),
        "Mali": ("obl", "burned"),
        "near": ("case", "Gao"),
        "Gao": ("obl", "burned"),
    }
    assert scene("Lorries burned in [LOC Mali] near [LOC Gao].", "burned", deps=deps) == "Gao"


def test_a_noun_takes_the_place_of_its_clause_and_the_place_in_its_name(scene: Scene) -> None:
    deps = {"raid": ("obj", "made"), "in": ("case", "Gao"), "Gao": ("obl", "made")}
    assert scene("Police made a raid in [LOC Gao].", "raid", deps=deps, upos={"made": "VERB"}) == "Gao"
    assert scene("The [LOC Gao] raid failed.", "raid", deps={"Gao": ("compound", "raid")}) == "Gao"
    deps = {"of": ("case", "Gao"), "Gao": ("nmod", "siege")}
    assert scene("The siege of [LOC Gao] ended.", "siege", deps=deps) == "Gao"


def test_where_somebody_says_so_is_not_where_it_was(scene: Scene) -> None:
    deps = {"in": ("case", "Gao"), "Gao": ("obl", "said"), "burned": ("ccomp", "said")}
    assert (
        scene("He said in [LOC Gao] that lorries burned.", "burned", deps=deps, upos={"burned": "VERB"})
        is None
    )


def test_a_dateline_is_a_weak_scene_of_the_first_sentence_that_names_no_other(scene: Scene) -> None:
    lead = "Fire\n[LOC GAO], [LOC Mali] — Lorries burned. Police slept."
    assert scene(lead, "burned", upos={"burned": "VERB"}) == "GAO"
    assert scene(lead, "slept", upos={"slept": "VERB"}) is None
    other = "Fire\n[LOC GAO], [LOC Mali] — Lorries from [LOC Lagos] burned."
    assert scene(other, "burned", upos={"burned": "VERB"}) is None


def test_trees_that_go_round_in_circles_are_walked_once(scene: Scene) -> None:
    deps = {"burned": ("conj", "slept"), "slept": ("conj", "burned")}
    assert scene("Lorries burned and slept in [LOC Gao].", "burned", deps=deps) is None
