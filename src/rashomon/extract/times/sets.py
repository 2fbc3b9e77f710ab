"""Sets of times: "every Friday", "Sundays", "twice a week"."""

from __future__ import annotations

from rashomon.extract.times.found import Found
from rashomon.extract.times.lengths import length_value
from rashomon.extract.times.meanings import Meaning, Repeated
from rashomon.extract.times.patterns import Rule

SEASONS = {1: "SP", 2: "SU", 3: "FA", 4: "WI"}


def _weekdays(found: Found) -> Meaning | None:
    day, part = found.value("weekday", "weekdays"), found.value("part", "parts").split()
    return Repeated(value=f"XXXX-WXX-{day}" + (f"T{part[0]}" if part else ""))


def _every(found: Found) -> Meaning | None:
    """Read "every Friday", "each month", "every three years", "every night"."""
    if found.has("weekday"):
        return _weekdays(found)
    if found.has("month"):
        return Repeated(value=f"XXXX-{int(found.value('month')):02d}")
    if found.has("season"):
        return Repeated(value=f"XXXX-{SEASONS[int(found.value('season'))]}")
    if found.has("part"):
        return Repeated(value=f"XXXX-XX-XXT{found.value('part').split()[0]}")
    return Repeated(value=length_value(*found.length()))


def _times_a(found: Found) -> Meaning | None:
    return Repeated(value=length_value(*found.unit()))


def _often(found: Found) -> Meaning | None:
    """Read "daily" as an adverb; a "daily limit" is none of ours."""
    is_adverb = found.line.reading.marks.upos[found.start] == "ADV"
    return Repeated(value=found.value("often")) if is_adverb else None


SET_RULES = (
    Rule("weekdays parts?|weekday parts", _weekdays),
    Rule("every (weekday part?|month|season|part|COUNT? (unit|units))", _every),
    Rule("(once|NUMBER times) (a|every) unit", _times_a),
    Rule("often", _often),
)
