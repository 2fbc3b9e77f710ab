"""The value of an expression as TimeML writes it, so that it can be compared with annotated corpora.

After the annotation guidelines of TimeML 1.2.1 (Saurí et al. 2006): ``2031-03-04TMO``, ``P3D``, ``PRESENT_REF``.
"""

from __future__ import annotations

from rashomon.extract.times.meanings import Lasting, Meaning, Moment, Repeated, Vague
from rashomon.extract.times.spans import SEASONS, length_value
from rashomon.extract.times.stretches import Stretch

UNKNOWN = "XXXX"


def timex_type(meaning: Meaning) -> str:
    """Tell DATE, TIME, DURATION and SET apart."""
    if isinstance(meaning, Lasting):
        return "DURATION"
    if isinstance(meaning, Repeated):
        return "SET"
    if isinstance(meaning, Moment) and meaning.finest in ("part", "hour", "minute", "second"):
        return "TIME"
    return "DATE"


def timex_value(meaning: Meaning, stretch: Stretch | None) -> str:
    """Give the value of an expression that lies in a stretch; ``XXXX`` where it is not known."""
    if isinstance(meaning, Lasting):
        return length_value(meaning.count, meaning.unit)
    if isinstance(meaning, Repeated):
        return meaning.value
    if isinstance(meaning, Vague):
        return f"{meaning.side.upper()}_REF"
    if stretch is not None:
        return _value_of(stretch)
    shift = meaning.shift if isinstance(meaning, Moment) else None
    if shift is not None and shift.count is None:
        return f"PX{shift.unit[0].upper()}"
    return UNKNOWN


def _value_of(stretch: Stretch) -> str:
    at, unit = stretch.at, stretch.unit
    year, week, _ = at.isocalendar()
    day = at.date().isoformat()
    forms = {
        "century": f"{at.year // 100:02d}",
        "decade": f"{at.year // 10:03d}",
        "year": f"{at.year:04d}",
        "half": f"{at.year:04d}-H{(at.month + 5) // 6}",
        "quarter": f"{at.year:04d}-Q{(at.month + 2) // 3}",
        "season": f"{at.year:04d}-{SEASONS.get(at.month // 3, '')}",
        "month": day[:7],
        "week": f"{year:04d}-W{week:02d}",
        "weekend": f"{year:04d}-W{week:02d}-WE",
        "day": day,
        "part": f"{day}T{stretch.part}",
    }
    return forms.get(unit) or at.isoformat(timespec="minutes")
