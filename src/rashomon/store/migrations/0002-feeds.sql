-- What rashomon watch remembers of each feed: the version it read last, and the entries of that which were read.

CREATE TABLE feeds (
    url TEXT PRIMARY KEY,
    etag TEXT,
    modified TEXT,
    seen TEXT NOT NULL,
    polled TEXT NOT NULL
);
