-- How many rows there are, in all (of_column is '') and of each value of some columns: whoever adds rows, or
-- takes some out, writes it in the same transaction. To count millions of rows when asked takes too long.

CREATE TABLE counts (
    of_table TEXT NOT NULL,
    of_column TEXT NOT NULL,
    value TEXT NOT NULL COLLATE NOCASE,
    rows INTEGER NOT NULL,
    PRIMARY KEY (of_table, of_column, value)
) WITHOUT ROWID;

INSERT INTO counts SELECT 'reports', '', '', count(*) FROM reports;
INSERT INTO counts SELECT 'copies', '', '', count(*) FROM copies;
INSERT INTO counts SELECT 'dropped', '', '', count(*) FROM dropped;
INSERT INTO counts SELECT 'entities', '', '', count(*) FROM entities;
INSERT INTO counts SELECT 'mentions', '', '', count(*) FROM mentions;
INSERT INTO counts SELECT 'statements', '', '', count(*) FROM statements;
INSERT INTO counts SELECT 'events', '', '', count(*) FROM events;
INSERT INTO counts SELECT 'quantities', '', '', count(*) FROM quantities;
INSERT INTO counts SELECT 'times', '', '', count(*) FROM times;
INSERT INTO counts SELECT 'places', '', '', count(*) FROM places;
INSERT INTO counts SELECT 'labels', '', '', count(*) FROM labels;

INSERT INTO counts SELECT 'reports', 'outlet', coalesce(outlet, ''), count(*) FROM reports
GROUP BY outlet COLLATE NOCASE;
INSERT INTO counts SELECT 'reports', 'coder', coder, count(*) FROM reports GROUP BY coder;
INSERT INTO counts SELECT 'copies', 'kind', kind, count(*) FROM copies GROUP BY kind;
INSERT INTO counts SELECT 'dropped', 'reason', reason, count(*) FROM dropped GROUP BY reason COLLATE NOCASE;
INSERT INTO counts SELECT 'events', 'type', type, count(*) FROM events GROUP BY type COLLATE NOCASE;
INSERT INTO counts SELECT 'events', 'status', status, count(*) FROM events GROUP BY status;
INSERT INTO counts SELECT 'events', 'country', coalesce(country, ''), count(*) FROM events GROUP BY country;

-- Events of a type and a status are found together, and of what reports, without a look at the events.
DROP INDEX events_type;
CREATE INDEX events_type ON events (type, status, report);
DROP INDEX events_status;
CREATE INDEX events_status ON events (status, report);

-- Accounts that another coder made are looked for, to be coded anew: their old rows leave the index of words.
CREATE INDEX reports_coder ON reports (coder);
CREATE TRIGGER reports_search_end AFTER DELETE ON reports BEGIN
    INSERT INTO reports_fts (reports_fts, rowid, text) VALUES ('delete', old.number, old.text);
END;
CREATE TRIGGER statements_search_end AFTER DELETE ON statements BEGIN
    INSERT INTO statements_fts (statements_fts, rowid, speaker, source, content)
    VALUES ('delete', old.number, old.speaker, old.source, old.content);
END;
CREATE TRIGGER entities_search_end AFTER DELETE ON entities BEGIN
    INSERT INTO entities_fts (entities_fts, rowid, name, aliases)
    VALUES ('delete', old.number, old.name, old.aliases);
END;
