-- Parts of a folder (rashomon add --engine dask) whose accounts have all been put into this corpus.

CREATE TABLE parts (
    digest TEXT PRIMARY KEY,
    merged TEXT NOT NULL
) WITHOUT ROWID;
