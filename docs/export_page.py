"""The page of the export: every column of every format, what it holds, and what others call it.

``docs/generate.py`` writes it. A column without a note is a KeyError there, a note without a column an
AssertionError.
"""

from __future__ import annotations

from export_formats import format_sections, formats_table

from rashomon.store import COLUMNS
from rashomon.store.exports.event_rows import COUNTED

Note = tuple[str, str, str, str]
"""What a column holds; its name in POLECAT, UCDP GED and ACLED, or nothing."""

PARTIES: dict[str, tuple[str, str, str]] = {
    "s": ("names, the fullest that the report gives", "{Role} Name", "side_{ab}"),
    "_countries": ("their countries, ISO 3166-1 alpha-3", "{Role} Country", "gwno{ab}"),
    "_sectors": (
        "their sectors, PLOVER's (`GOV`, `MIL`, `REB` …)",
        "Primary {Role} Sector, {Role} Sectors",
        "",
    ),
    "_kinds": ("`person` `organization` `group` `place` `facility` …", "", ""),
    "_words": ("the words that name them beside the event", "{Role} Name Raw", ""),
}
ACLED_PARTIES = {"s": "{role}, assoc_actor_{n}", "_sectors": "inter{n}"}
ACLED_FIGURES = {"killed": "fatalities", "participants": "tags (crowd size)"}
NOTES: dict[str, Note] = {
    "report_id": ("the report; a hash of its content", "", "", ""),
    "event_id": ("the event; unique together with `report_id`", "Event ID", "id", "event_id_cnty"),
    "date_start": (
        "first day or minute it may have happened; never filled in from `published`",
        "Event Date",
        "date_start",
        "event_date",
    ),
    "date_end": ("last day or minute", "", "date_end", ""),
    "date_granularity": ("how exact: `day`, `month`, `year` …", "", "date_prec", "time_precision"),
    "date_words": ('the words: "on Tuesday"', "", "", ""),
    "type": ("PLOVER 2, `OTHER`, or a type of your own", "Event Type", "type_of_violence", "event_type"),
    "mode": ("PLOVER's mode of the type", "Event Mode", "", "sub_event_type"),
    "contexts": ("PLOVER's contexts", "Contexts", "", ""),
    "status": (
        "`happened` `ongoing` `planned` `threatened` `hypothetical` `denied`, as its voice tells it",
        "",
        "",
        "",
    ),
    "statement_id": (
        "the innermost statement that tells it; empty: **the outlet's own voice**, and the columns from "
        "`speaker` to `relayed_by` are empty too",
        "",
        "",
        "",
    ),
    "speaker": ("whose statement; empty where the text names nobody", "", "source_original", ""),
    "speaker_country": ("as for actors", "", "", ""),
    "speaker_sector": ("as for actors", "", "", ""),
    "speaker_words": ("the words that name the speaker there", "", "", ""),
    "source_kind": (
        "`person` `official` `government` `organization` `group` `document` `outlet` `unnamed`",
        "",
        "",
        "",
    ),
    "anonymous": ("`true` where the report keeps back who it is", "", "", ""),
    "cue": ('the words that attribute: "claimed"', "", "", ""),
    "cue_kind": ("`statement` `belief` `intention` `attitude` `decree` `perception`", "", "", ""),
    "cue_stance": ("`neutral` `doubting` `affirming` `denying` `evaluative`", "", "", ""),
    "manner": ("`direct` `indirect` `mixed`", "", "", ""),
    "polarity": ("`asserted` `denied` `withheld`", "", "", ""),
    "relayed_by": ("speakers of the statements it stands in, from the inside out", "", "", ""),
    "place": (
        "name in the gazetteer; the report's where that is not known",
        "Placename, City",
        "",
        "location",
    ),
    "country": ("ISO 3166-1 alpha-3", "Country", "country", "country, iso"),
    "admin1": ("first-order region", "Province", "adm_1", "admin1"),
    "latitude": ("degrees north", "Latitude", "latitude", "latitude"),
    "longitude": ("degrees east", "Longitude", "longitude", "longitude"),
    "geonames_id": ("number in GeoNames", "GeoNames ID", "", ""),
    "feature": ("`city` `capital` `admin1` `admin2` `country` …", "Feature Type", "", ""),
    "place_how": (
        "`resolved`; `lies in`: coordinates of the place it is said to be in; `unresolved`: none",
        "",
        "where_prec",
        "geo_precision",
    ),
    "place_words": ("the words", "Raw Placename", "where_description", ""),
    "figure_roles": ("what each figure tells: `killed`, `seized`, `money` …", "", "", ""),
    "figure_lows": ("the least it can be; empty where left open", "", "", ""),
    "figure_highs": ("the most it can be; empty where left open", "", "", ""),
    "figure_units": ("`people`, `count`, a currency, a unit of area …", "", "", ""),
    "figure_words": ('the words: "at least 15 people"', "", "", ""),
    "figure_statements": ("statement that tells each; empty for the outlet's own voice", "", "", ""),
    "figure_speakers": ("whose statement", "", "", ""),
    "anchor": ('the words that say the event: "stormed"', "", "", ""),
    "anchor_start": ("their first character in the report's text", "", "", ""),
    "anchor_end": ("one after their last", "", "", ""),
    "sentence": ("the sentence they stand in", "", "", "notes"),
    "title": ("the report's headline", "", "source_headline", ""),
    "outlet": ("who published it", "Source", "source_office", "source"),
    "credit": ("agency line", "", "", ""),
    "published": ("when, ISO 8601", "Publication Date", "source_date", ""),
    "url": ("address", "", "source_article", ""),
    "confidence": ("of the event, 0 to 1", "", "", ""),
    "because": ("heads and lexicon entries that coded it", "", "", ""),
    "coder": ("version of Rashomon and of the weights", "Version", "", ""),
}
HEAD = """# The export

`rashomon export` writes accounts in the formats of other programs: from Account lines, as
`rashomon read --json` writes them, or from a corpus. This page is generated from the code
(`python3 tasks.py docs`).

```sh
rashomon read --json reports/ | rashomon export - > events.csv
rashomon export news.corpus --to geojson --type COERCE --published 2031-10 --out events.geojson
rashomon export news.corpus --to parquet --out news.parquet
```

```python
import rashomon

rashomon.export("news.corpus", "geojson", "events.geojson", type="COERCE", published="2031-10")
rashomon.export(coder.pipe(reports), "parquet", "news.parquet")
```

{formats}

- **What a corpus gives** is chosen by the filters of `rashomon search`, and by `--words`. All must hold: of
  one and the same event where they speak of events. Formats of events take the events that match, or all
  events of a report where no filter speaks of events or speakers; the others take the whole reports in
  which something matches; claimreview the statements, or those that tell such events. Reports come by date
  of publication. Copies are in the table `copies`, and mentions in GDELT's shape; reports that a revision
  replaced only with `--revisions`.
- **Nothing is merged**: a row or a feature is what one report says. Nothing that somebody claims loses its
  claimant.
- **Nothing is filled in**: no event has the date of publication for its own, and a place that is not known
  has no coordinates.
- **A file takes its name when it is whole**, and then replaces what was there. A folder is never written
  over, but with `--force` if it is an export. What is left out is told on stderr; a line that holds no
  account also, and then the exit code is 1.
- **Texts are hostile.** Every format keeps them in their cells, and only addresses of the web (http, https)
  become links in GDELT's files and in JSON-LD.
- Accounts are taken one at a time; memory does not grow with their number.

In Python `rashomon.export` does the same and says what it wrote; filters are arguments, and so are `words`,
`tables`, `statements`, `unplaced`, `force` and `progress`.

## csv: events

One row an event, in the order of the text. An event that two voices tell is two rows: filter or group by
`status`, `statement_id` and `speaker`. In Python, `rashomon.event_rows(account)` gives the same rows as
dictionaries, with lists as lists.

- UTF-8 without a byte order mark, commas, one heading line, RFC 4180. White space inside a cell is one space,
  so that a row is a line; the exact words are those from `anchor_start` to `anchor_end` in the report's text.
- What is not known is empty. `true` and `false` are written so; numbers have a point.
- **Lists** are joined by `;`, and those of one group (`actors`, `actor_countries` …; all `figure_…`) run in
  parallel: an unknown country between two known ones is `MLI;;RUS`. Inside a part `;` is `\\;` and `\\` is
  `\\\\`; `rashomon.store.read_list` reads a cell back.
- **Formulas.** Spreadsheets run a cell that begins with `=`, `+`, `-` or `@`, and any report can put such
  words in one. A cell of text that begins with one of these (or its full-width form, or a control character;
  blanks and apostrophes before it do not count) gets an apostrophe in front: `'=1+1`. To undo it take one
  apostrophe off a cell that begins so, as `rashomon.store.unguard` does; all other cells are as they were.
  Numbers, such as a longitude of -1.29, stay numbers.

Beside each column what comes nearest in three data sets; none of them has a place for the voice.
**POLECAT**: the columns of the weekly files in its Dataverse collection (doi:10.7910/DVN/AJGVIT), 2023 and
2024. **UCDP GED**: codebook 25.1. **ACLED**: the columns since 20 March 2023. Nearest does not mean the same:
UCDP and ACLED count each happening once, after research; a row here is what one report says.
"""
FIGURES = """
`…_low` and `…_high` span what the voices of the report say, each voice with one figure. They stay empty where
one is open ("at least 15" has no highest) and where one voice has several figures for a role ("34 residents
and 11 officers" may be parts of a sum, or not); the `figure_…` lists have every figure with its words and its
voice. Money, areas and the rest, in their units, are in these lists alone.
"""


def export_page() -> str:
    """Write the page of the export."""
    notes = {**NOTES, **_party_notes(), **_bound_notes()}
    assert set(notes) == {column.name for column in COLUMNS}, "a note on a column that is not there"
    rows = [f"| `{column.name}` | " + " | ".join(notes[column.name]) + " |" for column in COLUMNS]
    table = ["| column | what | POLECAT | UCDP GED | ACLED |", "|---|---|---|---|---|", *rows]
    return "\n".join([HEAD.replace("{formats}", formats_table()), *table, FIGURES, *format_sections()])


def _party_notes() -> dict[str, Note]:
    notes: dict[str, Note] = {}
    for role, number, side in (("actor", 1, "a"), ("recipient", 2, "b")):
        for ending, (what, polecat, ucdp) in PARTIES.items():
            names = {"role": f"actor{number}", "Role": role.title(), "n": number, "ab": side}
            acled = ACLED_PARTIES.get(ending, "")
            notes[role + ending] = what, polecat.format(**names), ucdp.format(**names), acled.format(**names)
    return notes


def _bound_notes() -> dict[str, Note]:
    notes: dict[str, Note] = {}
    for role in COUNTED:
        for bound, word in (("low", "fewest"), ("high", "most")):
            ucdp = bound if role == "killed" else ""
            what = f"{word} {role}, of the voices of the report"
            notes[f"{role}_{bound}"] = (what, "", ucdp, ACLED_FIGURES.get(role, ""))
    return notes
