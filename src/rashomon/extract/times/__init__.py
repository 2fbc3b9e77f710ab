"""Times: what a report says of when, as stretches of the calendar."""

from rashomon.extract.times.expressions import Expression, find_expressions, find_times

__all__ = ["Expression", "find_expressions", "find_times"]
