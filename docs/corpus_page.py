"""The page of the corpus: how it is asked, and every table with its columns.

``docs/generate.py`` writes it. Tables and columns are those of the schema; a column without a note is a
KeyError there, a note without a column an AssertionError. The questions in SQL run in a test.
"""

from __future__ import annotations

from rashomon.store.opening import describe

HEAD = """# The corpus

A corpus is one file in which `rashomon add` keeps the accounts of many reports. This page is generated from
the code (`python3 tasks.py docs`).

```sh
rashomon add news.corpus reports/
rashomon search news.corpus compound --type COERCE --actor police
rashomon quotes news.corpus vidolov
rashomon stats news.corpus
```

- **A text is kept once.** A report whose text is stored already, in whatever case, spacing and typesetting,
  is an exact copy; a near copy has sentences in another order or other boilerplate. Both are kept beside the
  first report, whole, with their own url and outlet, and are not coded. One changed word, figure or headline
  makes a report of its own ([near-copies.md](decisions/near-copies.md)).
- **A url with a new text is a revision.** The earlier report stays and says which one replaced it; searches
  leave it out unless `--revisions` is given.
- **What is added again changes nothing.** So a run that was stopped goes on where it was when it is given
  again.
- **What is no report is kept** in `dropped`, with its reason.
- **What was said to be stored is on the disk.** A killed process leaves no report in part. Any number may
  read while one adds; those who add wait for one another.
- **A corpus of an earlier version is brought up to date** when it is opened. Its accounts stay as they were
  coded; `rashomon recode CORPUS` codes anew those that another version of Rashomon or of its weights coded.

The file is an SQLite database ([corpus-file.md](decisions/corpus-file.md)): `datasette news.corpus` shows
and searches it, and so does every other tool for SQLite. While a corpus is open there are two more files
beside it, `-wal` and `-shm`: copy it when it is closed, or all three.

## Coding anew

`rashomon recode CORPUS` codes the stored texts again whose accounts are of another version; nothing is read
or fetched. Texts, ids of reports, copies and revisions stay; each new account takes the place of the
earlier one in one transaction, and a run that was stopped goes on where it was. Ids are hashes, so what is
told as before has the ids it had. With another `--lexicon`, `--ontology` or `--gazetteer`, add `--all`:
accounts do not say which of these they were made with. A report coded anew counts as added last.

## Searching

`rashomon search CORPUS WORDS` finds reports. With an option that speaks of events (`--type`, `--status`,
`--actor`, `--recipient`, `--place`, `--happened`, `--voice`) it finds events, with `--speaker` alone
statements. All words must be there, in any form that Porter's stemmer takes for the same ("raid" finds
"raided"; also "office" finds "officer"), words in quotation marks in a row, `word*` whatever begins so. Names
match whole words of a name, or of another name of the same entity in that report. Dates are one (`2031`,
`2031-10`, `2031-10-14`) or two (`2031-10..2031-12`, `..2031`); an event *happened* in them only if all of its
time lies in them.

Reports found by words come in order of relevance (BM25; where more than 10,000 match, among those added
last). All else comes in order of addition, the last first. Quotes come by date of publication.

## In Python

```python
from rashomon import Corpus

with Corpus("news.corpus") as corpus:
    for hit in corpus.search("compound", actor="police", published="2031-10"):
        print(hit.outlet, hit.speaker, hit.words)
    for quote in corpus.quotes("vidolov"):
        print(quote.published, quote.outlet, quote.cue, quote.stance, quote.content)
    for account in corpus.accounts():
        print(account.report.title, len(account.statements))
```

`corpus.add(accounts)` stores what `coder.pipe` gives and says what became of it; `corpus.account(report_id)`
is one account, equal to what went in; `corpus.copies(report_id)` are its copies; `corpus.query(sql)` asks in
SQL; `corpus.frame("events")` is a table as an Arrow table (`pip install 'rashomon[arrow]'`), which pandas
(`.to_pandas()`) and Polars (`polars.from_arrow`) take.

## In SQL

Who says what of whom, and by which verb do the outlets tell it?

```sql
SELECT speaker, outlet, cue, stance, content FROM quotes
WHERE stance <> 'neutral' ORDER BY speaker, published;
```

Which events do outlets tell on their own account, and which as somebody's word?

```sql
SELECT type, count(*) FILTER (WHERE statement IS NULL) AS own, count(statement) AS of_others
FROM events GROUP BY type ORDER BY own DESC;
```

How many are said to have been injured, by whom?

```sql
SELECT reports.outlet, quantities.speaker, low, high, words
FROM quantities JOIN reports ON reports.number = quantities.report
WHERE role = 'injured' AND reports.replaced_by IS NULL;
```

Who is called what?

```sql
SELECT target, labels.words, tone, speaker, outlet, count(*) AS times
FROM labels JOIN reports ON reports.number = labels.report
GROUP BY target, labels.words, speaker, outlet ORDER BY times DESC;
```

Which named persons speak most?

```sql
SELECT statements.speaker, count(*) AS statements
FROM statements JOIN entities ON entities.number = statements.entity
WHERE entities.kind = 'person' AND EXISTS
    (SELECT 1 FROM mentions WHERE mentions.entity = entities.number AND form = 'name')
GROUP BY statements.speaker ORDER BY statements DESC LIMIT 10;
```

Where do reports speak of a word, in its sentence?

```sql
SELECT outlet, snippet(reports_fts, 0, '[', ']', ' … ', 12) AS passage
FROM reports_fts JOIN reports ON reports.number = reports_fts.rowid
WHERE reports_fts MATCH 'extradition' ORDER BY rank;
```

Are the words the words of the text?

```sql
SELECT anchor, substr(text, char_start + 1, char_end - char_start) AS of_text
FROM events JOIN reports ON reports.number = events.report;
```

## The tables

`number` is a row's key in this file; `report`, `entity`, `event`, `statement`, `place`, `time`, `run` and
`coder` are the numbers of rows in those tables. `id` is the record's own, a hash of content: the same in
every corpus. `char_start` and `char_end` are characters of the report's text, from 0, end exclusive. Lists
are JSON. What is not known is NULL. Fields with the names of [the records](records.md) mean what they mean
there.
"""

COMMON = {
    "number": "the key in this file",
    "report": "the report it stands in",
    "coder": "version of Rashomon and of the weights that made it",
    "run": "the run that added it, or coded it anew",
    "id": "the record's id, unique together with `report`",
    "words": "the words of the text",
    "char_start": "where the words begin",
    "char_end": "where they end",
    "confidence": "0 to 1",
    "statement": "the innermost statement that tells it; NULL in the outlet's own voice",
    "speaker": "whose statement that is; NULL if it names nobody, or in the outlet's own voice",
    "country": "ISO 3166-1 alpha-3",
    "latitude": "degrees north",
    "longitude": "degrees east",
    "date_start": "first day or minute, ISO 8601",
    "date_end": "last day or minute",
    "title": "headline",
    "outlet": "who published it",
    "url": "its address",
    "published": "ISO 8601, as far as it is known",
    "entity": "the entity meant, if it is known",
    "name": "the fullest name in the report; the words where that is not known",
    "kind": "as in the records",
    "packed": "the record as JSON, deflated (zlib) with the stored text's last 32,768 bytes as dictionary",
}
TABLES: dict[str, tuple[str, dict[str, str]]] = {
    "runs": (
        "Each time something was added.",
        {
            "command": "what was run",
            "version": "version of Rashomon",
            "started": "when, UTC",
            "finished": "when, UTC; NULL if it was killed or is still at work",
        },
    ),
    "coders": ("What made the accounts.", {"name": "versions of Rashomon and of the weights"}),
    "reports": (
        "One article each, every text once.",
        {
            "id": "hash of the content: the same input has the same id everywhere",
            "byline": "names of the writers",
            "updated": "ISO 8601",
            "retrieved": "when it was fetched",
            "language": "ISO 639-1",
            "credit": "agency line, as written",
            "wording": "hash of the words: copies have the same",
            "revision": "1, or how many texts its url has had up to this one",
            "replaced_by": "the next revision; NULL for what stands there now",
            "sentences": "spans of the sentences",
            "reader": "which reader made it of what",
            "text": "title and paragraphs; never changes",
        },
    ),
    "accounts": ("Each account as it was coded; the tables below can be made again from it.", {}),
    "copies": (
        "Reports whose text was there already.",
        {
            "id": "hash of the content of the copy",
            "report": "the stored report",
            "kind": "`exact` or `near`",
        },
    ),
    "sketches": (
        "What near copies are found by.",
        {"sentence": "hash of a sentence's words, one of the smallest of its report"},
    ),
    "dropped": (
        "Inputs that are no report.",
        {
            "id": "hash of the other columns",
            "source": "which input",
            "reason": "why",
            "detail": "more, where there is more to say",
        },
    ),
    "entities": (
        "Who and what a report speaks of.",
        {
            "name": "fullest name in the report, or its best description",
            "sector": "PLOVER's",
            "aliases": "other names in the report",
            "char_start": "where its first mention begins",
            "char_end": "where that ends",
        },
    ),
    "mentions": ("Every place where it does.", {"form": "`name` `description` `pronoun`"}),
    "statements": (
        "Who says what.",
        {
            "speaker": "who, by the fullest name; NULL where the text names nobody",
            "source": "the words that name the speaker here",
            "source_kind": "as in the records",
            "anonymous": "1 where the speaker is not to be known by name",
            "cue": "by which words",
            "lemma": "dictionary form of the word that attributes",
            "kind": "`statement` `belief` `intention` `attitude` `decree` `perception`",
            "stance": "how the outlet's wording stands to it",
            "content": "what, in the words of the text; ` … ` where it is broken up",
            "manner": "`direct` `indirect` `mixed`",
            "polarity": "`asserted` `denied` `withheld`",
            "within": "the statement it is nested in",
            "relayed_by": "whose statement that is",
            "char_start": "where source, cue and content begin",
            "char_end": "where they end",
            "source_start": "where the source begins",
            "source_end": "where it ends",
            "cue_start": "where the cue begins",
            "cue_end": "where it ends",
            "content_spans": "where the content stands",
        },
    ),
    "times": (
        "Expressions of time.",
        {"granularity": "the unit the words speak in", "how": "from what it was worked out"},
    ),
    "places": (
        "Places named, and which they are.",
        {
            "name": "the gazetteer's name; where that is not known, the report's",
            "entity": "the entity it is",
            "admin1": "first-order region",
            "geonames_id": "its number in GeoNames",
            "feature": "as in the records",
            "how": "`resolved` `lies in` `unresolved`",
        },
    ),
    "events": (
        "What happened to whom, or is said to have, planned, threatened or denied.",
        {
            "type": "PLOVER 2, `OTHER`, or your own",
            "mode": "PLOVER's mode of the type",
            "contexts": "PLOVER's contexts",
            "anchor": "the words that say it",
            "status": "as told: `happened` `ongoing` `planned` `threatened` `hypothetical` `denied`",
            "place": "where",
            "place_name": "its name",
            "admin1": "its region",
            "country": "its country",
            "time": "when",
            "because": "what coded it",
        },
    ),
    "participants": (
        "Who does it and to whom it is done.",
        {
            "event": "the event",
            "role": "`actor` `recipient`",
            "country": "the entity's",
            "sector": "the entity's",
            "words": "the words that name them beside the event",
        },
    ),
    "quantities": (
        "Figures.",
        {
            "low": "the least it can be; NULL where that is open",
            "high": "the most it can be; NULL where that is open",
            "approximate": '1 for "about", "some", "dozens"',
            "unit": "`people`, `count`, a currency, a unit of measure",
            "of": "what is counted",
            "role": "`killed` `injured` `arrested` …",
            "event": "the event it belongs to",
        },
    ),
    "labels": (
        "Loaded words.",
        {
            "tone": "`neg` `pos`",
            "quoted": "1 in scare quotes",
            "target": "name of whom, or words of what, it colours",
            "entity": "the entity it colours",
            "event": "the event it colours",
        },
    ),
    "feeds": (
        "What `rashomon watch` remembers of each feed.",
        {
            "url": "the feed",
            "etag": "its version when it was last read, as its server names it",
            "modified": "when it had last changed then, as its server says",
            "seen": "the entries of that version which were read",
            "polled": "when it was last asked for",
        },
    ),
    "pages": (
        "Which version of a page on the web `rashomon add` read last: only a newer one is sent.",
        {
            "url": "the page",
            "etag": "its version, as its server names it",
            "modified": "when it had last changed, as its server says",
        },
    ),
    "parts": (
        "Parts of a folder that are in this file: [scale.md](scale.md).",
        {
            "digest": "hash of the shard that the part was made of",
            "merged": "when all of it had been added",
        },
    ),
    "counts": (
        "How many rows there are: `rashomon stats`.",
        {
            "of_table": "the table",
            "of_column": "the column by which they are told apart; empty for all of them",
            "value": "the value they have there (a coder by its number); empty for none",
            "rows": "how many",
        },
    ),
    "stories": (
        "Reports of the same, put together: [stories.md](stories.md).",
        {
            "id": "hash of the id of the report that opened it; stays as reports join and leave",
            "title": "headline of its first report",
            "date_start": "when its first report was published",
            "date_end": "when its last report was",
            "reports": "how many tell of it, copies included",
            "outlets": "how many outlets do",
            "origins": "how many texts of their own there are; NULL until its accounts have been compared",
            "speakers": "how many are named behind what is told; likewise",
            "divergence": "where its voices differ most, in a few words; likewise",
            "counted": "0 within a transaction that changes its reports",
        },
    ),
    "grouped": (
        "Which story each report is in, and why.",
        {
            "story": "the number of the story",
            "day": "day of publication, counted from 1 January of the year 1; 0 if it is not known",
            "because": "`opened` `judgement` `coded anew` `split off`, or `likeness` and what speaks for it",
            "score": "how likely it is, 0 to 1; NULL unless by likeness",
            "keys": "hashes of its weightiest words, 32 bits each",
            "signature": "what it is recognized by, packed",
        },
    ),
    "story_keys": (
        "By which words reports of one story are found.",
        {"key": "hash of a word", "day": "as in `grouped`"},
    ),
    "ungrouped": (
        "Reports whose story is still to be found.",
        {"published": "when; `~` if it is not known"},
    ),
    "judgements": (
        "What people said of two things, or of one: `rashomon judge`.",
        {
            "kind": "`report` `event` `entity`",
            "says": "`same` `different` `split`",
            "left_report": "the id of the report",
            "left_id": "the id of what is in it, or its own",
            "right_report": "the other's; NULL for `split`",
            "right_id": "likewise",
            "by": "who said so",
            "at": "when, UTC",
        },
    ),
    "quotes": (
        "A view: statements with their reports, the current revisions alone.",
        {
            "speaker": "who; NULL where the text names nobody",
            "char_start": "where source, cue and content begin",
            "char_end": "where they end",
            "report_id": "id of the report",
            "statement_id": "id of the statement",
            "statement": "its number",
        },
    ),
    "told_events": (
        "A view: events with their reports, the current revisions alone.",
        {
            "actors": "names of who does it",
            "recipients": "names of those to whom it is done",
            "report_id": "id of the report",
            "event_id": "id of the event",
            "event": "its number",
        },
    ),
}
SAME_AS = {"quotes": "statements", "told_events": "events"}
"""Views whose columns mean what they mean in a table."""


def corpus_page() -> str:
    """Write the page of the corpus."""
    tables = describe()
    assert set(tables) == set(TABLES), "a table without a note, or a note on a table that is not there"
    return "\n".join([HEAD, *(_section(table, columns) for table, columns in tables.items())])


def _section(table: str, columns: list[str]) -> str:
    about, notes = TABLES[table]
    assert set(notes) <= set(columns), f"a note on a column that is not in {table}"
    known = {**COMMON, **TABLES[SAME_AS.get(table, table)][1], **notes}
    rows = [f"| `{column}` | {known[column]} |" for column in columns]
    return "\n".join([f"### {table}\n\n{about}\n", "| column | what |", "|---|---|", *rows, ""])
