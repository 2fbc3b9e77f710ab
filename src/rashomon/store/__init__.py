"""What is kept of accounts, and how it leaves: the corpus file, and the rows of an export.

>>> from rashomon.store import COLUMNS
>>> [column.name for column in COLUMNS[:4]]
['report_id', 'event_id', 'date_start', 'date_end']
"""

from rashomon.store.account_lines import read_accounts
from rashomon.store.answers import Count, Hit, JudgementRow, Quote, StoryRow
from rashomon.store.corpus import Corpus
from rashomon.store.csv_cells import read_list, unguard
from rashomon.store.exports import Exported, export
from rashomon.store.exports.event_rows import COLUMNS, Column, event_rows, write_events_csv
from rashomon.store.filters import STATUSES, Filters
from rashomon.store.merging import merge_part
from rashomon.store.opening import is_corpus
from rashomon.store.parts import Done, Plan, read_dropped, read_marker, write_part
from rashomon.store.watching import FetchedPage, WatchedFeed
from rashomon.store.writing import Added, Writer

__all__ = [
    "COLUMNS",
    "STATUSES",
    "Added",
    "Column",
    "Corpus",
    "Count",
    "Done",
    "Exported",
    "FetchedPage",
    "Filters",
    "Hit",
    "JudgementRow",
    "Plan",
    "Quote",
    "StoryRow",
    "WatchedFeed",
    "Writer",
    "event_rows",
    "export",
    "is_corpus",
    "merge_part",
    "read_accounts",
    "read_dropped",
    "read_list",
    "read_marker",
    "unguard",
    "write_events_csv",
    "write_part",
]
