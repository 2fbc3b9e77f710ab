"""Read reports: web pages, plain text, JSON lines, folders of them, standard input.

``read_report`` reads one, ``read_reports`` whatever a user names. Both give a ``Report`` or, for
what is none, a ``Dropped`` with one of ``REASONS``:

==================  ======================================================================
empty               nothing but white space
not English         another language; ``detail`` is its code ("de")
no article found    a page without running text, or one nested too deeply to find it
too large           over ``max_bytes`` (5 MB), or a page of more tags than any report has
not text            pictures, archives, PDF, or data in one endless word
unreadable          a file that cannot be opened, or a page that brought the reader down
bad record          a JSON line without a text or with a field of the wrong type; says which
timed out           a page that took longer than ``max_seconds`` (10)
==================  ======================================================================
"""

from rashomon.read.guard import stop_worker
from rashomon.read.json_lines import FIELDS, parse_fields
from rashomon.read.reasons import REASONS
from rashomon.read.report import read_report
from rashomon.read.sources import STDIN, list_files, read_reports

__all__ = [
    "FIELDS",
    "REASONS",
    "STDIN",
    "list_files",
    "parse_fields",
    "read_report",
    "read_reports",
    "stop_worker",
]
