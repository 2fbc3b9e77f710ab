-- Stories: which reports tell of the same. What a report is recognized by is opaque here (compare/signatures.py).

CREATE TABLE stories (
    number INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    title TEXT,
    date_start TEXT,
    date_end TEXT,
    reports INTEGER NOT NULL DEFAULT 0,
    outlets INTEGER NOT NULL DEFAULT 0,
    origins INTEGER,
    speakers INTEGER,
    divergence TEXT,
    counted BOOLEAN NOT NULL DEFAULT 0
);
CREATE INDEX stories_date_end ON stories (date_end, number);
CREATE INDEX stories_uncounted ON stories (number) WHERE NOT counted;

CREATE TABLE grouped (
    report INTEGER PRIMARY KEY REFERENCES reports (number),
    story INTEGER NOT NULL REFERENCES stories (number),
    day INTEGER NOT NULL,
    because TEXT NOT NULL,
    score REAL,
    keys BLOB NOT NULL,
    signature BLOB NOT NULL
);
CREATE INDEX grouped_story ON grouped (story, day);

CREATE TABLE story_keys (
    key INTEGER NOT NULL,
    day INTEGER NOT NULL,
    report INTEGER NOT NULL REFERENCES reports (number),
    PRIMARY KEY (key, day, report)
) WITHOUT ROWID;

-- Reports whose story is still to be found, in the order in which that is done; '~' sorts after all dates.
CREATE TABLE ungrouped (
    published TEXT NOT NULL,
    report INTEGER NOT NULL UNIQUE REFERENCES reports (number),
    PRIMARY KEY (published, report)
) WITHOUT ROWID;
INSERT INTO ungrouped SELECT coalesce(published, '~'), number FROM reports WHERE replaced_by IS NULL;
CREATE TRIGGER reports_group AFTER INSERT ON reports BEGIN
    INSERT INTO ungrouped VALUES (coalesce(new.published, '~'), new.number);
END;
CREATE TRIGGER reports_group_end AFTER DELETE ON reports BEGIN
    DELETE FROM ungrouped WHERE report = old.number;
END;

-- A story whose reports change is counted again before the transaction ends (stories.py).
CREATE TRIGGER grouped_in AFTER INSERT ON grouped BEGIN
    UPDATE stories SET counted = 0 WHERE number = new.story;
END;
CREATE TRIGGER grouped_out AFTER DELETE ON grouped BEGIN
    UPDATE stories SET counted = 0 WHERE number = old.story;
END;
CREATE TRIGGER grouped_anew AFTER UPDATE ON grouped BEGIN
    UPDATE stories SET counted = 0 WHERE number IN (old.story, new.story);
END;
CREATE TRIGGER copies_in_story AFTER INSERT ON copies BEGIN
    UPDATE stories SET counted = 0 WHERE number = (SELECT story FROM grouped WHERE report = new.report);
END;
CREATE TRIGGER revised_in_story AFTER UPDATE OF replaced_by ON reports BEGIN
    UPDATE stories SET counted = 0 WHERE number = (SELECT story FROM grouped WHERE report = new.number);
END;

-- What a person said of two reports, two events or two entities; split says of one that it stands alone.
CREATE TABLE judgements (
    number INTEGER PRIMARY KEY,
    kind TEXT NOT NULL,
    says TEXT NOT NULL,
    left_report TEXT NOT NULL,
    left_id TEXT NOT NULL,
    right_report TEXT,
    right_id TEXT,
    "by" TEXT,
    "at" TEXT NOT NULL
);
CREATE INDEX judgements_left ON judgements (left_report);
CREATE INDEX judgements_right ON judgements (right_report);
