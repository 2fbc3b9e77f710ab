-- The first schema: docs/corpus.md says what every column holds.
-- A row's number is its key here; its id is the record's own, a hash of content, the same in any corpus.

CREATE TABLE runs (
    number INTEGER PRIMARY KEY,
    command TEXT NOT NULL,
    version TEXT NOT NULL,
    started TEXT NOT NULL,
    finished TEXT
);

CREATE TABLE coders (
    number INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE
);

CREATE TABLE reports (
    number INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    title TEXT,
    outlet TEXT,
    url TEXT,
    byline TEXT NOT NULL,
    published TEXT,
    updated TEXT,
    retrieved TEXT,
    language TEXT,
    credit TEXT,
    wording INTEGER NOT NULL UNIQUE,
    revision INTEGER NOT NULL,
    replaced_by INTEGER REFERENCES reports (number),
    sentences TEXT NOT NULL,
    reader TEXT NOT NULL,
    coder INTEGER NOT NULL REFERENCES coders (number),
    run INTEGER NOT NULL REFERENCES runs (number),
    text TEXT NOT NULL
);
CREATE INDEX reports_url ON reports (url);
CREATE INDEX reports_outlet ON reports (outlet COLLATE NOCASE);
CREATE INDEX reports_published ON reports (published);
CREATE INDEX reports_replaced ON reports (number) WHERE replaced_by NOT NULL;

-- The account as it was coded. Every other table below can be made again from it and the report's text.
CREATE TABLE accounts (
    report INTEGER PRIMARY KEY REFERENCES reports (number),
    packed BLOB NOT NULL
);

CREATE TABLE copies (
    number INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    report INTEGER NOT NULL REFERENCES reports (number),
    kind TEXT NOT NULL,
    title TEXT,
    outlet TEXT,
    url TEXT,
    published TEXT,
    packed BLOB NOT NULL,
    run INTEGER NOT NULL REFERENCES runs (number)
);
CREATE INDEX copies_report ON copies (report);
CREATE INDEX copies_outlet ON copies (outlet COLLATE NOCASE);
CREATE INDEX copies_url ON copies (url);

-- A few sentences of each report, as hashes: what a near copy shares.
CREATE TABLE sketches (
    sentence INTEGER NOT NULL,
    report INTEGER NOT NULL REFERENCES reports (number),
    PRIMARY KEY (sentence, report)
) WITHOUT ROWID;

CREATE TABLE dropped (
    number INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    source TEXT NOT NULL,
    reason TEXT NOT NULL,
    detail TEXT,
    run INTEGER NOT NULL REFERENCES runs (number)
);

CREATE TABLE entities (
    number INTEGER PRIMARY KEY,
    report INTEGER NOT NULL REFERENCES reports (number),
    id TEXT NOT NULL,
    name TEXT NOT NULL,
    kind TEXT NOT NULL,
    country TEXT,
    sector TEXT,
    aliases TEXT NOT NULL,
    char_start INTEGER,
    char_end INTEGER,
    confidence REAL NOT NULL,
    coder INTEGER NOT NULL REFERENCES coders (number)
);
CREATE INDEX entities_report ON entities (report);

CREATE TABLE mentions (
    number INTEGER PRIMARY KEY,
    report INTEGER NOT NULL REFERENCES reports (number),
    entity INTEGER NOT NULL REFERENCES entities (number),
    words TEXT NOT NULL,
    form TEXT NOT NULL,
    char_start INTEGER NOT NULL,
    char_end INTEGER NOT NULL,
    coder INTEGER NOT NULL REFERENCES coders (number)
);
CREATE INDEX mentions_report ON mentions (report);
CREATE INDEX mentions_entity ON mentions (entity);

CREATE TABLE statements (
    number INTEGER PRIMARY KEY,
    report INTEGER NOT NULL REFERENCES reports (number),
    id TEXT NOT NULL,
    speaker TEXT,
    entity INTEGER REFERENCES entities (number),
    source TEXT,
    source_kind TEXT NOT NULL,
    anonymous BOOLEAN NOT NULL,
    cue TEXT NOT NULL,
    lemma TEXT NOT NULL,
    kind TEXT NOT NULL,
    stance TEXT NOT NULL,
    content TEXT NOT NULL,
    manner TEXT NOT NULL,
    polarity TEXT NOT NULL,
    within INTEGER REFERENCES statements (number),
    relayed_by TEXT,
    char_start INTEGER NOT NULL,
    char_end INTEGER NOT NULL,
    source_start INTEGER,
    source_end INTEGER,
    cue_start INTEGER NOT NULL,
    cue_end INTEGER NOT NULL,
    content_spans TEXT NOT NULL,
    confidence REAL NOT NULL,
    coder INTEGER NOT NULL REFERENCES coders (number)
);
CREATE INDEX statements_report ON statements (report);
CREATE INDEX statements_entity ON statements (entity);
CREATE INDEX statements_speaker ON statements (speaker);

CREATE TABLE times (
    number INTEGER PRIMARY KEY,
    report INTEGER NOT NULL REFERENCES reports (number),
    id TEXT NOT NULL,
    words TEXT NOT NULL,
    date_start TEXT,
    date_end TEXT,
    granularity TEXT NOT NULL,
    how TEXT NOT NULL,
    char_start INTEGER NOT NULL,
    char_end INTEGER NOT NULL,
    coder INTEGER NOT NULL REFERENCES coders (number)
);
CREATE INDEX times_report ON times (report);

CREATE TABLE places (
    number INTEGER PRIMARY KEY,
    report INTEGER NOT NULL REFERENCES reports (number),
    id TEXT NOT NULL,
    words TEXT NOT NULL,
    name TEXT NOT NULL,
    entity INTEGER REFERENCES entities (number),
    latitude REAL,
    longitude REAL,
    country TEXT,
    admin1 TEXT,
    geonames_id INTEGER,
    feature TEXT,
    how TEXT NOT NULL,
    char_start INTEGER NOT NULL,
    char_end INTEGER NOT NULL,
    confidence REAL NOT NULL,
    coder INTEGER NOT NULL REFERENCES coders (number)
);
CREATE INDEX places_report ON places (report);
CREATE INDEX places_name ON places (name COLLATE NOCASE);

CREATE TABLE events (
    number INTEGER PRIMARY KEY,
    report INTEGER NOT NULL REFERENCES reports (number),
    id TEXT NOT NULL,
    type TEXT NOT NULL,
    mode TEXT,
    contexts TEXT NOT NULL,
    anchor TEXT NOT NULL,
    status TEXT NOT NULL,
    statement INTEGER REFERENCES statements (number),
    speaker TEXT,
    place INTEGER REFERENCES places (number),
    place_name TEXT,
    admin1 TEXT,
    country TEXT,
    latitude REAL,
    longitude REAL,
    time INTEGER REFERENCES times (number),
    date_start TEXT,
    date_end TEXT,
    char_start INTEGER NOT NULL,
    char_end INTEGER NOT NULL,
    because TEXT NOT NULL,
    confidence REAL NOT NULL,
    coder INTEGER NOT NULL REFERENCES coders (number)
);
CREATE INDEX events_report ON events (report);
CREATE INDEX events_type ON events (type);
CREATE INDEX events_status ON events (status);
CREATE INDEX events_statement ON events (statement);
CREATE INDEX events_place_name ON events (place_name COLLATE NOCASE);
CREATE INDEX events_admin1 ON events (admin1 COLLATE NOCASE);
CREATE INDEX events_country ON events (country);
CREATE INDEX events_date ON events (date_start);

CREATE TABLE participants (
    number INTEGER PRIMARY KEY,
    report INTEGER NOT NULL REFERENCES reports (number),
    event INTEGER NOT NULL REFERENCES events (number),
    role TEXT NOT NULL,
    name TEXT NOT NULL,
    entity INTEGER REFERENCES entities (number),
    country TEXT,
    sector TEXT,
    words TEXT NOT NULL,
    char_start INTEGER NOT NULL,
    char_end INTEGER NOT NULL,
    coder INTEGER NOT NULL REFERENCES coders (number)
);
CREATE INDEX participants_event ON participants (event);
CREATE INDEX participants_entity ON participants (entity);
CREATE INDEX participants_name ON participants (name COLLATE NOCASE) WHERE entity IS NULL;

CREATE TABLE quantities (
    number INTEGER PRIMARY KEY,
    report INTEGER NOT NULL REFERENCES reports (number),
    id TEXT NOT NULL,
    words TEXT NOT NULL,
    low REAL,
    high REAL,
    approximate BOOLEAN NOT NULL,
    unit TEXT NOT NULL,
    of TEXT,
    role TEXT NOT NULL,
    event INTEGER REFERENCES events (number),
    statement INTEGER REFERENCES statements (number),
    speaker TEXT,
    char_start INTEGER NOT NULL,
    char_end INTEGER NOT NULL,
    coder INTEGER NOT NULL REFERENCES coders (number)
);
CREATE INDEX quantities_report ON quantities (report);
CREATE INDEX quantities_event ON quantities (event);

CREATE TABLE labels (
    number INTEGER PRIMARY KEY,
    report INTEGER NOT NULL REFERENCES reports (number),
    id TEXT NOT NULL,
    words TEXT NOT NULL,
    tone TEXT NOT NULL,
    quoted BOOLEAN NOT NULL,
    target TEXT,
    entity INTEGER REFERENCES entities (number),
    event INTEGER REFERENCES events (number),
    statement INTEGER REFERENCES statements (number),
    speaker TEXT,
    char_start INTEGER NOT NULL,
    char_end INTEGER NOT NULL,
    coder INTEGER NOT NULL REFERENCES coders (number)
);
CREATE INDEX labels_report ON labels (report);

-- Full-text search. Datasette finds these by content="TABLE"; with single quotes its search returns every row.
CREATE VIRTUAL TABLE reports_fts USING fts5 (
    text, content="reports", content_rowid="number", tokenize="porter unicode61 remove_diacritics 2"
);
CREATE VIRTUAL TABLE statements_fts USING fts5 (
    speaker, source, content, content="statements", content_rowid="number", columnsize=0,
    tokenize="porter unicode61 remove_diacritics 2"
);
CREATE VIRTUAL TABLE entities_fts USING fts5 (
    name, aliases, content="entities", content_rowid="number", columnsize=0,
    tokenize="unicode61 remove_diacritics 2"
);
CREATE TRIGGER reports_search AFTER INSERT ON reports BEGIN
    INSERT INTO reports_fts (rowid, text) VALUES (new.number, new.text);
END;
CREATE TRIGGER statements_search AFTER INSERT ON statements BEGIN
    INSERT INTO statements_fts (rowid, speaker, source, content)
    VALUES (new.number, new.speaker, new.source, new.content);
END;
CREATE TRIGGER entities_search AFTER INSERT ON entities BEGIN
    INSERT INTO entities_fts (rowid, name, aliases) VALUES (new.number, new.name, new.aliases);
END;

-- What most questions ask for, with where it stands; reports that a later revision replaced are left out.
CREATE VIEW quotes AS
SELECT
    reports.published, reports.outlet, statements.speaker, statements.cue, statements.stance,
    statements.content, statements.manner, statements.polarity, statements.kind, statements.source_kind,
    statements.anonymous, statements.relayed_by, reports.title, reports.url,
    statements.char_start, statements.char_end, reports.id AS report_id, statements.id AS statement_id,
    statements.number AS statement
FROM statements JOIN reports ON reports.number = statements.report
WHERE reports.replaced_by IS NULL;

CREATE VIEW told_events AS
SELECT
    events.date_start, events.date_end, events.type, events.mode, events.status, events.speaker,
    (SELECT json_group_array(name) FROM participants WHERE event = events.number AND role = 'actor') AS actors,
    (SELECT json_group_array(name) FROM participants WHERE event = events.number AND role = 'recipient')
    AS recipients,
    events.place_name, events.country, events.latitude, events.longitude, events.anchor,
    reports.published, reports.outlet, reports.title, reports.url,
    events.char_start, events.char_end, reports.id AS report_id, events.id AS event_id, events.number AS event
FROM events JOIN reports ON reports.number = events.report
WHERE reports.replaced_by IS NULL;
