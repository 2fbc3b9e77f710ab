"""Words that say what sort of place a name is of, or which part of it is meant."""

from __future__ import annotations

PARTS = frozenset(
    "north south east west northern southern eastern western central northeast northwest southeast southwest "
    "north-east north-west south-east south-west northeastern northwestern southeastern southwestern "
    "north-eastern north-western south-eastern south-western northernmost southernmost easternmost "
    "westernmost upper lower inner outer mid downtown central greater rural coastal mainland metropolitan "
    "upstate occupied war-torn neighbouring neighboring nearby".split()
)
"""Say which part of a place is meant; the place itself stays: "northern Mali"."""
AREAS = {
    **dict.fromkeys(
        "province state region governorate oblast krai republic prefecture territory canton voivodeship "
        "emirate".split(),
        "admin1",
    ),
    **dict.fromkeys(
        "county parish district municipality commune department woreda rayon raion".split(), "admin2"
    ),
    **dict.fromkeys(
        "city town village hamlet suburb neighborhood neighbourhood quarter borough settlement capital port "
        "townlet locality community municipality metropolis".split(),
        "city",
    ),
    **dict.fromkeys("country nation kingdom".split(), "country"),
    "continent": "continent",
}
"""Common nouns beside a name, and the feature they make likely: "Gao region", "the town of Gao"."""
FACILITIES = frozenset(
    "camp camps airfield airbase airstrip aerodrome university college school academy clinic monastery "
    "church mosque cathedral synagogue shrine headquarters embassy consulate palace castle fort garrison "
    "station house center centre crossing roundabout cemetery farm ranch plant mill outpost".split()
)
"""Last words of names of facilities, beside the nouns of that kind in the lexicon."""
NATURE = frozenset(
    "river creek lake sea ocean bay gulf strait canal channel mountain mountains mount peak volcano desert "
    "forest woods peninsula coast basin delta plateau canyon glacier reservoir reef wetlands steppe "
    "highlands lowlands plains aquifer".split()
)
"""Last or first words of names of what no town is named after by leaving them out: "Neches River"."""
VEHICLES = frozenset(
    "vehicle car van truck lorry bus minibus coach train tram locomotive motorcycle ship boat vessel ferry "
    "trawler tanker freighter yacht dinghy warship frigate submarine plane aircraft airliner jet helicopter "
    "drone ambulance tank convoy flotilla barge cruiser destroyer satellite rocket".split()
)
"""Facilities to the encoder that move: what happens to them, or in them, tells no place."""
POSSESSED = NATURE | {"island", "islands", "point", "landing", "ferry", "bridge", "corner", "cross"}
"""Last words of names that begin with a possessor: "Gull's Island"."""
LOCATIVES = frozenset(
    "in at near inside outside across around throughout within on over off along into through between "
    "toward towards from".split()
)
"""Prepositions before a place where something is or goes on."""
