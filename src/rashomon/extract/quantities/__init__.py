"""Figures of a report: how many or how much, of what, in which event, in whose voice.

``find_quantities`` reads them off the text; ``attach`` gives them their events and voices.
"""

from rashomon.extract.quantities.attaching import attach
from rashomon.extract.quantities.finding import find_quantities

__all__ = ["attach", "find_quantities"]
