"""Events: who did what to whom, in whose voice, by the ontology's words and the encoder's head together."""

from rashomon.extract.events.finding import find_events
from rashomon.extract.events.ontology import Ontology, load_ontology

__all__ = ["Ontology", "find_events", "load_ontology"]
