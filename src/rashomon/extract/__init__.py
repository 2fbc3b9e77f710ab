"""From the encoder's marks to records: entities, statements, events.

>>> from rashomon.extract import load_lexicon
>>> load_lexicon().cues["deny"].stances
('denying',)
"""

from rashomon.extract.accounts import Resources, build_account
from rashomon.extract.coreference import Thresholds
from rashomon.extract.events import Ontology, load_ontology
from rashomon.extract.lexicon import Lexicon, load_lexicon

__all__ = [
    "Lexicon",
    "Ontology",
    "Resources",
    "Thresholds",
    "build_account",
    "load_lexicon",
    "load_ontology",
]
