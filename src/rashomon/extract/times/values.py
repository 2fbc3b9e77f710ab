"""The type and value of an expression as TimeML writes them, to compare with annotated corpora.

After the annotation guidelines of TimeML 1.2.1 (Saurí et al. 2006): ``2031-03-04TMO``, ``P3D``,
``PRESENT_REF``.
"""

from __future__ import annotations

from rashomon.extract.times.lengths import length_value
from rashomon.extract.times.meanings import RANK, Lasting, Meaning, Moment, Repeated, Vague
from rashomon.extract.times.sets import SEASONS
from rashomon.extract.times.stretches import DAY, Stretch

UNKNOWN = "XXXX"


def timex_type(meaning: Meaning) -> str:
    """Tell DATE, TIME, DURATION and SET apart."""
    if isinstance(meaning, Lasting):
        return "DURATION"
    if isinstance(meaning, Repeated):
        return "SET"
    is_clock = isinstance(meaning, Moment) and meaning.finest is not None and RANK[meaning.finest] > DAY
    return "TIME" if is_clock else "DATE"


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
    return length_value(None, shift.unit) if shift is not None and shift.count is None else UNKNOWN


def _value_of(stretch: Stretch) -> str:
    at = stretch.at
    day, year, (week_year, week, _) = at.date().isoformat(), f"{at.year:04d}", at.isocalendar()
    forms = {
        "century": year[:2],
        "decade": year[:3],
        "year": year,
        "half": f"{year}-H{(at.month + 5) // 6}",
        "quarter": f"{year}-Q{(at.month + 2) // 3}",
        "season": f"{year}-{SEASONS[max(at.month // 3, 1)]}",
        "month": day[:7],
        "week": f"{week_year:04d}-W{week:02d}",
        "weekend": f"{week_year:04d}-W{week:02d}-WE",
        "day": day,
        "part": f"{day}T{stretch.part}",
    }
    return forms.get(stretch.unit) or at.isoformat(timespec="minutes")
