CREATE TABLE digests (
	key               TEXT PRIMARY KEY,
	id                TEXT NOT NULL,
	name              TEXT NOT NULL,
	created           TEXT NOT NULL,
	status            TEXT NOT NULL,
	languages         TEXT NOT NULL,
	documents         INTEGER NOT NULL,
	stories           INTEGER NOT NULL,
	calls             INTEGER NOT NULL,
	prompt_tokens     INTEGER NOT NULL,
	completion_tokens INTEGER NOT NULL,
	millionths        INTEGER NOT NULL, -- of the currency
	currency          TEXT NOT NULL
);
CREATE INDEX digests_created ON digests (created DESC, key DESC);
CREATE INDEX digests_name ON digests (name, created DESC, key DESC);
CREATE TABLE editions (
	id       INTEGER PRIMARY KEY, -- the row of its text in words
	key      TEXT NOT NULL REFERENCES digests (key),
	language TEXT NOT NULL,       -- '': what the sources are called and were quoted with
	title    TEXT NOT NULL
);
CREATE INDEX editions_key ON editions (key);
CREATE VIRTUAL TABLE words USING fts5 (text, tokenize = 'unicode61 remove_diacritics 2')
