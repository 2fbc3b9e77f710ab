"""Times: what a report says of when, as stretches of the calendar, and which time belongs to an event."""

from rashomon.extract.times.expressions import Expression, find_expressions, find_times, to_time
from rashomon.extract.times.owners import EventTimes, time_of

__all__ = ["EventTimes", "Expression", "find_expressions", "find_times", "time_of", "to_time"]
