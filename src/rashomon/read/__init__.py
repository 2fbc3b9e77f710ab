"""Read reports: web pages, plain text, JSON lines, feeds, web archives, folders of them, addresses, stdin.

``read_report`` reads one, ``read_reports`` whatever a user names, ``poll`` what is new in feeds. All give a
``Report`` or, for what is none, a ``Dropped`` with one of ``REASONS``:

=====================  ===================================================================
empty                  nothing but white space
not English            another language; ``detail`` is its code ("de")
no article found       a page without running text, or one nested too deeply to find it
too large              over ``max_bytes`` (5 MB), a text over a tenth of that, or a page of more
                       tags, or a feed of more text, than any has
not text               pictures, archives, PDF, or data in one endless word
unreadable             a file that cannot be opened, or a page that brought the reader down
bad record             a JSON line without a text or with a field of the wrong type; says which
timed out              a page that took longer than ``max_seconds`` (10), or a slow server
damaged                a stretch of a web archive, or a body, that is cut or broken
not a page             what a web archive holds besides pages, counted by kind
only a link            an entry of a feed in a file: nothing is fetched for files
address refused        not http or https, or not on the public internet
robots.txt forbids it  or it cannot be read
asked to wait          a host wants to be left alone for longer than we wait
not fetched            a host that is not found or not reached, or that fails
not there              the host has no such page; ``detail`` is its status
not changed            the version that is known already
=====================  ===================================================================
"""

from rashomon.read.addresses import is_url
from rashomon.read.fetch import Fetcher, Manners
from rashomon.read.fetched import Fetches, Page, Validator
from rashomon.read.guard import stop_worker
from rashomon.read.json_lines import FIELDS, parse_fields
from rashomon.read.opml import read_opml
from rashomon.read.polls import Remembered, poll
from rashomon.read.reasons import REASONS
from rashomon.read.report import read_report
from rashomon.read.sources import STDIN, list_files, read_reports, unpack_sources
from rashomon.read.unread import Unread, read_unread

__all__ = [
    "FIELDS",
    "REASONS",
    "STDIN",
    "Fetcher",
    "Fetches",
    "Manners",
    "Page",
    "Remembered",
    "Unread",
    "Validator",
    "is_url",
    "list_files",
    "parse_fields",
    "poll",
    "read_opml",
    "read_report",
    "read_reports",
    "read_unread",
    "stop_worker",
    "unpack_sources",
]
