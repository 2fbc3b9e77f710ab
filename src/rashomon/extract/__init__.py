"""From the encoder's marks to records: entities, statements, events, places.

>>> from rashomon.extract import load_lexicon
>>> load_lexicon().cues["deny"].stances
('denying',)
"""

from rashomon.extract.accounts import Resources, build_account
from rashomon.extract.coreference import Thresholds
from rashomon.extract.events import Ontology, load_ontology
from rashomon.extract.lexicon import Lexicon, load_lexicon
from rashomon.extract.places import Gazetteer, load_gazetteer

__all__ = [
    "Gazetteer",
    "Lexicon",
    "Ontology",
    "Resources",
    "Thresholds",
    "build_account",
    "load_gazetteer",
    "load_lexicon",
    "load_ontology",
]
