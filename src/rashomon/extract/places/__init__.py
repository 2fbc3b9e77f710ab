"""Places: which names are places, which places they are, and where events take place.

>>> from rashomon.extract.places import load_gazetteer
>>> load_gazetteer().find("Gao")[1].country
'MLI'
"""

from rashomon.extract.places.gazetteer import Entry, Gazetteer
from rashomon.extract.places.overlay import load_gazetteer
from rashomon.extract.places.placing import PlacedToponym, find_places
from rashomon.extract.places.scenes import Scene, Scenes
from rashomon.extract.places.shared_scenes import share_scenes

__all__ = [
    "Entry",
    "Gazetteer",
    "PlacedToponym",
    "Scene",
    "Scenes",
    "find_places",
    "load_gazetteer",
    "share_scenes",
]
