"""The sections of the page of the export on each format but the event rows, column by column."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from rashomon.store.exports import gdelt, polecat
from rashomon.store.exports.claim_reviews import MOST_CLAIMS, STATUS
from rashomon.store.exports.formats import FORMATS, FolderFormat
from rashomon.store.exports.gdelt_columns import EVENT_FIELDS, MENTION_FIELDS
from rashomon.store.exports.outputs import CONTENTS
from rashomon.store.exports.parquet import PARTITION_KEY, UNKNOWN
from rashomon.store.exports.sources import TABLES, UNDATED_TABLES
from rashomon.store.exports.voice_columns import VOICE_COLUMNS

ABOUT = {
    "csv": "one row an event; or a table of the corpus, with `--table`",
    "jsonl": "accounts whole, one a line",
    "parquet": "the tables of a corpus, by month of publication",
    "geojson": "events on a map (RFC 7946)",
    "gdelt": "event and mention files in the shape of GDELT 2.0, with the voice behind",
    "polecat": "rows in the shape of POLECAT, with the voice behind",
    "claimreview": "drafts of schema.org ClaimReviews for chosen statements, without a verdict",
    "annotations": "all marks as W3C Web Annotations",
}
READ_BACK_WITH = {
    "csv": "Python's `csv`",
    "jsonl": "`rashomon.read_accounts`",
    "parquet": "pyarrow, pandas",
    "geojson": "`geojson`",
    "gdelt": "pandas",
    "polecat": "pandas",
    "claimreview": "rdflib",
    "annotations": "rdflib",
}


def _table(rows: Sequence[Sequence[str]]) -> str:
    """Write a table; its first row are the headings."""
    head, *others = (f"| {' | '.join(row)} |" for row in rows)
    return "\n".join([head, "|---" * len(rows[0]) + "|", *others])


class Told(Protocol):
    """A column with a name and what it holds."""

    @property
    def name(self) -> str:
        """Its name."""
        ...

    @property
    def what(self) -> str:
        """What it holds; nothing if it stays empty."""
        ...


PARTITION_COLUMNS = (
    ("column", "what", "Hive"),
    (
        f"`{PARTITION_KEY}`",
        (
            f"month of the report's publication, as it writes the date: `2031-10`; null where none is told"
            f" (`{UNKNOWN}`)"
        ),
        "partition key",
    ),
)
GEOJSON_MEMBERS = (
    ("member", "what", "RFC 7946"),
    ("`id`", "`report_id`, `/`, `event_id`", "feature identifier, 3.2"),
    (
        "`geometry`",
        (
            "Point with degrees east, degrees north (WGS 84); null with `--unplaced` where no coordinates"
            " are known"
        ),
        "Point, 3.1.2; unlocated feature, 3.2",
    ),
    (
        "`properties`",
        ("the columns of an event's row, above; lists are arrays, what is absent is null"),
        "properties, 3.2",
    ),
)
CLAIM_PROPERTIES = (
    ("property", "what", "in ours"),
    ("`@id`", "name made of speaker and words", ""),
    ("`creativeWorkStatus`", "that it is a draft", ""),
    (
        "`claimReviewed`",
        (
            'the very words; ` … ` where they are broken up. Of a denial, the words with who denies: "X '
            'denied that …"'
        ),
        "Statement.content",
    ),
    ("`itemReviewed`", "the Claim", "Statement"),
    (
        "`itemReviewed.author`",
        (
            "Person or Organization by `source_kind`; `name` where the report gives one and does not keep"
            " it back, `description` the words for them. None where the text names nobody, or a document"
        ),
        "Statement.source",
    ),
    (
        "`itemReviewed.appearance`",
        (
            "each report that has it, by date: NewsArticle with `url` (http, https), `headline`, "
            "`datePublished`, `publisher`"
        ),
        "Report",
    ),
    (
        "`….appearance.hasPart`",
        ("Quotation with the words and, as `identifier`, report, statement and characters"),
        "Statement.id, spans",
    ),
    (
        "`itemReviewed.firstAppearance`",
        "the earliest dated of these reports: the first *known here*",
        "Report.published",
    ),
)
ANNOTATION_PROPERTIES = (
    ("property", "what", "in ours"),
    ("`id`", ("`urn:uuid:`, made of report, record, part and span: the same on any machine"), ""),
    ("`motivation`", "`identifying` for entities and places, else `classifying`", ""),
    (
        "`body`, purpose `classifying`",
        ("the kind of record and which part of it: `statement cue`, `event anchor`, `entity name`"),
        "",
    ),
    ("`body`, purpose `identifying`", "the record's id", "`id`"),
    (
        "`body`, purpose `tagging`",
        ("its values: type, status, kind, stance, polarity … and `voice: outlet` or `voice: statement ID`"),
        "the record's fields, `voice`, `within`",
    ),
    (
        "`target.source`",
        ("the report's address (http, https); else a `urn:uuid:` of the report"),
        "Report.url",
    ),
    (
        "`target.selector`",
        (
            "TextPositionSelector: `start`, `end` in the text *as read* (`Report.text`), which is not the"
            " page's"
        ),
        "`span`",
    ),
    (
        "`target.selector`",
        (
            "TextQuoteSelector: `exact` words, 32 characters of `prefix` and `suffix`, by which they are "
            "found again in the page"
        ),
        "`Report.text`",
    ),
    ("`generator`", "version of Rashomon and of the weights", "Account.coder"),
    ("`total`", "number of annotations of the collection", ""),
)
TABLES_SECTION = f"""
## csv: tables

`--table NAME` writes a table of the corpus: {", ".join(f"`{table}`" for table in TABLES)}. The columns are
those told in [corpus.md](corpus.md), but for `packed`. Texts are as they are, line breaks and all, with the
guard against formulas, so that offsets hold after `unguard`; lists are JSON. From Account lines rows are
numbered from 1, and what only a corpus knows (`wording`, `revision`, `replaced_by`, `run`) is empty; there
are no `copies`, `dropped` and `runs` then.

## jsonl

One `Account` a line, as [records.md](records.md) tells it, equal to what went in.

## parquet

A folder with a dataset a table; `--table` chooses some. Needs pyarrow: `pip install 'rashomon[arrow]'`.
Columns and their types are those of the corpus ([corpus.md](corpus.md)) and of `Corpus.frame`, but for
`packed`; flags are booleans, lists JSON in a string. One column more comes from the names of the folders:

{_table(PARTITION_COLUMNS)}

{", ".join(f"`{table}`" for table in UNDATED_TABLES)} are not partitioned, nor is a table without any dated
row. A table without rows is a file without rows. Files are `part-00000.parquet` and so on, one row group
each of up to 64 MB before compression (zstd). `{CONTENTS}` tells what is in the folder. Why by month:
[decisions/exports.md](decisions/exports.md).

```text
import pyarrow.dataset as ds
events = ds.dataset("news.parquet/events", partitioning="hive")
events.to_table(filter=ds.field("{PARTITION_KEY}") >= "2031-10").to_pandas()
```

## geojson

A FeatureCollection, one feature an event, one a line.

{_table(GEOJSON_MEMBERS)}

`place_how` says whose coordinates they are: `lies in` are those of the place it is said to be in. Without
`--unplaced`, events without coordinates are left out and counted.
"""
GDELT_HEAD = f"""
## gdelt

A folder with `export.CSV` and `mentions.CSV`, tab-separated, without headings and quoting, as GDELT's are;
their headings are in `export.header.tsv` and `mentions.header.tsv`, and in `{CONTENTS}`. The first
{len(EVENT_FIELDS)} and {len(MENTION_FIELDS)} columns are those of the GDELT 2.0 Event codebook (19 February
2015), by its names; what a report does not tell, or GDELT has in a code system of its own (FIPS countries
and regions, GNS features, groups, ethnicities, religions), stays empty. An event is one row, with the first
actor and the first recipient (or, where neither side is first, the first two actors); all of them are in
the columns behind. A corpus keeps a text once: its copies are further mentions of the same events, and where
the words stand in a copy is not known.

CAMEO's codes come from PLOVER's types by a table that can be read and changed,
`src/rashomon/store/exports/cameo.toml`, which follows CAMEO2PLOVER-2021 of the Open Event Data Alliance.
`GoldsteinScale` is that of the general code in GDELT's own table (CAMEO.goldsteinscale.txt): a figure of
the code, whatever the status.

A tab or a line break inside a cell is a space, and other control characters are U+FFFD. A cell that begins
with a quotation mark or like a formula has an apostrophe in front
(`rashomon.store.exports.tsv_cells.read_field` takes it off): readers that take quotation marks for quoting,
as pandas and DuckDB do, find the same cells as those that cut at tabs. Polars also minds those inside a
cell: give it `quote_char=None`.

### The event file
"""
POLECAT_HEAD = f"""
## polecat

One tab-separated file with a line of headings, unquoted (cells as in gdelt). The first
{len(polecat.FIELDS)} columns are those of POLECAT's weekly files of 2023 and 2024 (doi:10.7910/DVN/AJGVIT),
by their names. Lists are joined by `; `; in a list, `None` stands for a part that is not known, and `\\;`
for a semicolon. POLECAT writes `None` where a cell is not known; here it is empty.
"""
CLAIMS_SECTION = f"""
## claimreview

A graph of schema.org ClaimReviews in JSON-LD, as drafts: `rashomon export news.corpus --to claimreview
--speaker vidolov`, or `--statement ID` (the `statement_id` of the other exports). The same words of the
same speaker in several reports are one draft with several appearances. Up to {MOST_CLAIMS:,} at a time.

**There is no verdict, and no field for one.** `reviewRating`, `author` (who reviews), `url` and
`datePublished` (of the review) are for a person to add; `creativeWorkStatus` says so until then:
"{STATUS}". Left out, and counted, is what claims nothing: what somebody did *not* say (`withheld`), and
wishes, intentions and decrees.

{_table(CLAIM_PROPERTIES)}

`<`, `>` and `&` are written as `\\u003c` and so on, so that the text can stand in a page's `<script>`.
"""
ANNOTATIONS_SECTION = f"""
## annotations

One AnnotationCollection in JSON-LD (W3C Web Annotation Data Model, 23 February 2017) with one
AnnotationPage, one annotation for every marked span: mentions of entities; source, cue and content of
statements; the words, actors and recipients of events; quantities, times, places, labels.

{_table(ANNOTATION_PROPERTIES)}
"""


def formats_table() -> str:
    """Write the table of the formats."""
    rows = [
        f"| `--to {name}` | {'folder' if isinstance(form, FolderFormat) else 'file'} | {ABOUT[name]} "
        f"| {READ_BACK_WITH[name]} |"
        for name, form in FORMATS.items()
    ]
    return "\n".join(["| format | is a | what | read back in the tests with |", "|---|---|---|---|", *rows])


def format_sections() -> list[str]:
    """Write the sections of the formats."""
    return [
        TABLES_SECTION,
        GDELT_HEAD,
        _columns(EVENT_FIELDS, "GDELT"),
        _behind(gdelt.EVENT_COLUMNS[len(EVENT_FIELDS) :]),
        "\n### The mention file\n",
        _columns(MENTION_FIELDS, "GDELT"),
        _behind(VOICE_COLUMNS),
        POLECAT_HEAD,
        _columns(polecat.FIELDS, "POLECAT"),
        _behind(polecat.EXTRA_COLUMNS),
        CLAIMS_SECTION,
        ANNOTATIONS_SECTION,
    ]


def _columns(fields: Sequence[Told], whose: str) -> str:
    rows = [f"| {at} | `{field.name}` | {field.what or '*empty*'} |" for at, field in enumerate(fields, 1)]
    return "\n".join([f"| | {whose}'s column | what it holds here |", "|---|---|---|", *rows])


def _behind(columns: Sequence[object]) -> str:
    names = ", ".join(f"`{getattr(column, 'name')}`" for column in columns)  # noqa: B009
    return f"\nBehind them, as in the event rows above: {names}."
