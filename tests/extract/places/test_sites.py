"""Scenes told by a common noun: a facility is a place of its own, a town is the one its chain names."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from rashomon.records import Place

Site = Callable[..., Place | None]
AT_MARKET = {
    "at": ("case", "market"),
    "market": ("obl", "burned"),
    "cattle": ("compound", "market"),
    "in": ("case", "Gao"),
    "Gao": ("nmod", "market"),
}


def test_a_facility_that_nobody_names_is_a_place_that_lies_in_its_town(site: Site) -> None:
    told = site("Lorries burned at [facility a cattle market in [LOC Gao]].", "burned", deps=AT_MARKET)
    assert told is not None
    assert (told.name, told.how, told.feature, told.country) == (
        "cattle market",
        "lies in",
        "facility",
        "MLI",
    )
    assert told.latitude is not None and told.geonames_id is None


def test_a_facility_of_which_no_town_is_told_has_no_coordinates(site: Site) -> None:
    deps = {"at": ("case", "market"), "market": ("obl", "burned")}
    told = site("Lorries burned at [facility a market].", "burned", deps=deps)
    assert told is not None
    assert (told.name, told.how, told.latitude, told.confidence) == ("market", "unresolved", None, 0.0)


def test_a_facility_lies_where_an_earlier_mention_says(site: Site) -> None:
    deps = {**AT_MARKET, "near": ("case", "site"), "site": ("obl", "died")}
    text = (
        "Lorries burned at [facility a cattle market in [LOC Gao]]. She died near [facility:0=.9 the site]."
    )
    told = site(text, "died", deps=deps)
    assert told is not None and (told.name, told.country) == ("site", "MLI")


def test_a_town_told_by_a_noun_is_the_one_that_its_chain_names(site: Site) -> None:
    deps = {"in": ("case", "town"), "town": ("obl", "burned")}
    text = "She left [place [LOC Gao]]. Lorries burned in [place:0=.95 the town]."
    told = site(text, "burned", deps=deps)
    assert told is not None and (told.name, told.how) == ("Gao", "resolved")


@pytest.mark.parametrize("noun", ["ferry", "lorry", "warship"])
def test_what_moves_is_no_scene(site: Site, noun: str) -> None:
    deps = {"in": ("case", noun), noun: ("obl", "burned")}
    assert site(f"Goods burned in [facility a {noun}].", "burned", deps=deps) is None


def test_a_dateline_is_no_scene_of_what_is_only_mentioned(site: Site) -> None:
    text = "Fire\n[LOC GAO], [LOC Mali] — Police foiled looting."
    deps = {"looting": ("obj", "foiled")}
    assert site(text, "looting", deps=deps, upos={"foiled": "VERB"}) is None
    assert site(text, "foiled", deps=deps, upos={"foiled": "VERB"}) is not None
