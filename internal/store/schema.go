package store

// migrations bring a ledger from one version of its tables to the next. They are
// only ever appended.
var migrations = []string{`
CREATE TABLE article (
	n         INTEGER PRIMARY KEY,
	content   TEXT NOT NULL UNIQUE, -- hash of source, title and text: a second delivery is the same article
	id        TEXT NOT NULL,        -- as the entry has it
	page      TEXT NOT NULL,        -- what its versions have in common, see Page
	version   INTEGER NOT NULL,     -- 1 for the first text of the page that came
	latest    INTEGER NOT NULL,     -- 1 for the last text of the page that came
	url       TEXT NOT NULL,
	source    TEXT NOT NULL,        -- outlet, or host of the address
	title     TEXT NOT NULL,
	published TEXT NOT NULL,        -- RFC 3339 or a date, empty where unknown
	day       TEXT NOT NULL,        -- first ten characters of published
	added     TEXT NOT NULL,        -- when it came, RFC 3339
	coder     TEXT NOT NULL,        -- version of rules and model that read it
	sketch    BLOB NOT NULL,        -- of the wording, see package story
	story     INTEGER NOT NULL,     -- least article of the group of reprints
	entry     BLOB NOT NULL         -- the entry as the contract has it: JSON, zstd
);
CREATE INDEX article_id ON article(id);
CREATE INDEX article_page ON article(page);
CREATE INDEX article_day ON article(day);
CREATE INDEX article_story ON article(story);

CREATE TABLE band (
	key     INTEGER NOT NULL,
	article INTEGER NOT NULL REFERENCES article ON DELETE CASCADE,
	PRIMARY KEY (key, article)
) WITHOUT ROWID;

CREATE TABLE report (
	n          INTEGER PRIMARY KEY,
	id         TEXT NOT NULL,    -- as the entry has it; versions of a page may share it
	article    INTEGER NOT NULL REFERENCES article ON DELETE CASCADE,
	section    INTEGER NOT NULL, -- 1 event, 2 statement, 3 condition, 4 demand, 5 meeting
	type       TEXT NOT NULL,    -- event type, stance, kind of condition, format of meeting
	status     TEXT NOT NULL,
	cameo      TEXT NOT NULL,
	intensity  REAL NOT NULL,
	first      TEXT NOT NULL,    -- first and last day of the thing; of the report, where it has none
	last       TEXT NOT NULL,
	dated      INTEGER NOT NULL, -- whether the text gives the day
	place      TEXT NOT NULL,
	sentence   INTEGER NOT NULL,
	row        INTEGER NOT NULL, -- index into the section of the entry
	block      TEXT NOT NULL,    -- what reports of one happening have in common; empty where none can be
	happening  TEXT NOT NULL     -- id
);
CREATE INDEX report_block ON report(block) WHERE block <> '';
CREATE INDEX report_happening ON report(happening) WHERE happening <> '';
CREATE INDEX report_id ON report(id);
CREATE INDEX report_article ON report(article);
CREATE INDEX report_first ON report(section, first);

CREATE TABLE party (
	report  INTEGER NOT NULL REFERENCES report ON DELETE CASCADE,
	side    INTEGER NOT NULL, -- 0 who acts, speaks, demands; 1 toward whom
	actor   TEXT NOT NULL,
	country TEXT NOT NULL,
	PRIMARY KEY (report, side, actor)
) WITHOUT ROWID;
CREATE INDEX party_actor ON party(actor, side);
CREATE INDEX party_country ON party(country, side);

CREATE TABLE happening (
	id      TEXT PRIMARY KEY,
	block   TEXT NOT NULL,
	section INTEGER NOT NULL,
	type    TEXT NOT NULL,
	status  TEXT NOT NULL,
	first   TEXT NOT NULL,
	last    TEXT NOT NULL,
	place   TEXT NOT NULL,
	sources INTEGER NOT NULL, -- independent ones
	reports INTEGER NOT NULL,
	history TEXT NOT NULL     -- JSON: since when which status, by which report
) WITHOUT ROWID;
CREATE INDEX happening_block ON happening(block);
CREATE INDEX happening_first ON happening(section, first);

CREATE TABLE actor (
	id       TEXT PRIMARY KEY,
	name     TEXT NOT NULL,
	kind     TEXT NOT NULL,
	country  TEXT NOT NULL,
	wikidata TEXT NOT NULL
) WITHOUT ROWID;

CREATE TABLE place (
	id      TEXT PRIMARY KEY,
	name    TEXT NOT NULL,
	country TEXT NOT NULL,
	lat     REAL NOT NULL,
	lon     REAL NOT NULL
) WITHOUT ROWID;

CREATE TABLE sentence (
	n       INTEGER PRIMARY KEY,
	article INTEGER NOT NULL REFERENCES article ON DELETE CASCADE,
	i       INTEGER NOT NULL,
	words   TEXT NOT NULL
);
CREATE INDEX sentence_article ON sentence(article, i);
CREATE VIRTUAL TABLE sentence_words USING fts5(words, content='sentence', content_rowid='n', tokenize='porter unicode61 remove_diacritics 2');
CREATE TRIGGER sentence_in AFTER INSERT ON sentence BEGIN
	INSERT INTO sentence_words(rowid, words) VALUES (new.n, new.words);
END;
CREATE TRIGGER sentence_out AFTER DELETE ON sentence BEGIN
	INSERT INTO sentence_words(sentence_words, rowid, words) VALUES ('delete', old.n, old.words);
END;
`, `
ALTER TABLE report ADD COLUMN words BLOB NOT NULL DEFAULT x''; -- content words of the evidence, see package story

CREATE TABLE correction (
	n      INTEGER PRIMARY KEY,
	at     TEXT NOT NULL, -- when, RFC 3339
	who    TEXT NOT NULL,
	what   TEXT NOT NULL, -- accept, reject, edit, merge, split, undo
	target TEXT NOT NULL, -- id of the row or happening
	detail TEXT NOT NULL, -- JSON: the fields of an edit, the other happening of a merge
	why    TEXT NOT NULL
);
CREATE INDEX correction_target ON correction(target);
`, `
ALTER TABLE report ADD COLUMN correction TEXT NOT NULL DEFAULT ''; -- accept, reject or edit: what was last decided of the row
`, userTables + alertTables, sourceTables, windowTables, standingTables, sealTables, quickTables, senseTables, sentenceTables, partyTables}
