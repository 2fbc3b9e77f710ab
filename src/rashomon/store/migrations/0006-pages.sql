-- Which version of a page on the web was read last, as its server names it, so that only a newer one is sent.

CREATE TABLE pages (
    url TEXT PRIMARY KEY,
    etag TEXT,
    modified TEXT
);
