"""From the encoder's marks to records: entities and statements.

>>> from rashomon.extract import load_lexicon
>>> load_lexicon().cues["deny"].stances
('denying',)
"""

from rashomon.extract.accounts import build_account
from rashomon.extract.coreference import Thresholds
from rashomon.extract.lexicon import Lexicon, load_lexicon

__all__ = ["Lexicon", "Thresholds", "build_account", "load_lexicon"]
