-- Which version of a page on the web was read last, as its server names it, so that only a newer one is sent.

CREATE TABLE pages (
    url TEXT PRIMARY KEY,
    etag TEXT,
    modified TEXT
);

-- What a report replaced is asked for whenever one is put into a story.
CREATE INDEX IF NOT EXISTS reports_replacing ON reports (replaced_by) WHERE replaced_by NOT NULL;
