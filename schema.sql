-- figtrace knowledge base, schema version 1: what news articles say in numbers, and where they say it.
--
-- This file is the manual of the database. Open it with any SQLite 3.37 or later:
--
--   sqlite3 figtrace.db "SELECT quote, indicator, regions, period, sentence FROM facts LIMIT 20"
--   datasette figtrace.db
--
-- The chain of proof. Every row leads back to bytes that were received:
--
--   run -> capture -> raw (the bytes)          who read it, when, from where
--            |
--          document (the text) -> block, sentence -> figure, date/region/project mention
--
-- Spans. start_char and end_char count Unicode code points of document.text from 0; end_char is
-- exclusive. So for every span, in plain SQL,
--   substr(document.text, start_char + 1, end_char - start_char) = quote
-- and the view `provenance` shows that it holds (quote_ok = 1). The pair is also a W3C
-- TextPositionSelector.
--
-- Numbers. The exact number is TEXT (value_exact, low_exact, high_exact; fractions as written, '1/9').
-- The REAL columns value, low, high are for sorting, ranges and charts only.
--
-- Days are ISO 8601 text. A period runs from begin_day to the day before end_before (half-open), so
-- that overlap is a comparison of strings: a.begin_day < b.end_before AND b.begin_day < a.end_before.
--
-- Same input, same rows: ids follow the order of the input, never the clock or the threads.

PRAGMA application_id = 1179079762;         -- 'FGTR': how programs know the file
PRAGMA user_version = 1;                    -- the version of this schema

-- ---------------------------------------------------------------- where it comes from

-- One call of `figtrace ingest`: which program, with which options that change rows, at what time.
CREATE TABLE run (
  id           INTEGER PRIMARY KEY,
  tool_version TEXT NOT NULL,
  options      TEXT NOT NULL,              -- JSON of --date, --url, --title, --format as given
  captured_at  TEXT NOT NULL,              -- --captured-at, an RFC 3339 instant
  UNIQUE (tool_version, options, captured_at)
) STRICT;

-- The bytes as received, once for each content. sha256 is of the bytes before compression:
-- `sha256sum` of the original file prints it. content is one zstd frame; NULL when the bytes were not to
-- be kept (`ingest --no-keep`) and only the path of the capture says where they were.
CREATE TABLE raw (
  id      INTEGER PRIMARY KEY,
  sha256  TEXT NOT NULL UNIQUE CHECK (length(sha256) = 64),
  size    INTEGER NOT NULL,                -- bytes before compression
  content BLOB
) STRICT;

-- Who publishes.
CREATE TABLE publisher (
  id   INTEGER PRIMARY KEY,
  name TEXT NOT NULL UNIQUE
) STRICT;

-- One distinct text. The same text received again is another capture, not another document.
CREATE TABLE document (
  id           INTEGER PRIMARY KEY,
  text_sha256  TEXT NOT NULL UNIQUE CHECK (length(text_sha256) = 64),  -- of text in UTF-8
  title        TEXT,
  author       TEXT,
  publisher_id INTEGER REFERENCES publisher(id),
  url          TEXT,
  language     TEXT,                       -- BCP 47 tag
  published    TEXT CHECK (published GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
  -- the day of its last change, as the source states it; without a day of publication, relative dates are told from it
  modified     TEXT CHECK (modified GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
  run_id       INTEGER NOT NULL REFERENCES run(id),   -- the run that read it
  text         TEXT NOT NULL               -- what all offsets point into
) STRICT;
CREATE INDEX document_publisher ON document(publisher_id);
CREATE INDEX document_run ON document(run_id);
CREATE INDEX document_published ON document(published);

-- One act of receiving: these bytes, from this place, in this run, gave this document.
CREATE TABLE capture (
  id          INTEGER PRIMARY KEY,
  document_id INTEGER NOT NULL REFERENCES document(id),
  raw_id      INTEGER NOT NULL REFERENCES raw(id),
  run_id      INTEGER NOT NULL REFERENCES run(id),
  media_type  TEXT NOT NULL,               -- 'text/html; charset=gbk' when the container names the encoding
  path        TEXT NOT NULL,               -- the file, '-' for standard input, or a part of it after '#': the
                                           --   line, the member, the record's byte, the entry's number
  source      TEXT NOT NULL,               -- its name in the records of `figtrace extract`: the line's id, else path
  url         TEXT,
  address_id  INTEGER REFERENCES address(id),  -- url without what does not change the page
  member        TEXT,                      -- in an archive: the member's path ('archive/data.warc.gz')
  record_id     TEXT,                      -- the container's own name for it: WARC-Record-ID, a feed entry's id
  record_offset INTEGER CHECK (record_offset >= 0),  -- the byte of the WARC file or member where its record begins
  captured_at   TEXT,                      -- when the container received it (WARC-Date), UTC; run.captured_at
                                           --   says when figtrace did
  UNIQUE (run_id, raw_id, path)
) STRICT;
CREATE INDEX capture_document ON capture(document_id);
CREATE INDEX capture_address ON capture(address_id, document_id);
CREATE INDEX capture_raw ON capture(raw_id);
CREATE INDEX capture_record ON capture(record_id) WHERE record_id IS NOT NULL;
CREATE INDEX capture_received ON capture(url, captured_at) WHERE captured_at IS NOT NULL;

-- An input that gave no document, and why.
CREATE TABLE failure (
  id     INTEGER PRIMARY KEY,
  run_id INTEGER NOT NULL REFERENCES run(id),
  path   TEXT NOT NULL,
  reason TEXT NOT NULL,
  UNIQUE (run_id, path, reason)
) STRICT;

-- Parts of a container that are no articles and were passed over, counted by reason: pictures, requests,
-- pages that were not found. Nothing is wrong with them.
CREATE TABLE skipped (
  id     INTEGER PRIMARY KEY,
  run_id INTEGER NOT NULL REFERENCES run(id),
  path   TEXT NOT NULL,                    -- the container
  reason TEXT NOT NULL,
  number INTEGER NOT NULL CHECK (number > 0),
  UNIQUE (run_id, path, reason)
) STRICT;

-- ---------------------------------------------------------------- the text and its parts

-- A stretch of the text with one purpose. Boilerplate is marked, not deleted.
CREATE TABLE block (
  id          INTEGER PRIMARY KEY,
  document_id INTEGER NOT NULL REFERENCES document(id),
  ord         INTEGER NOT NULL,            -- 0-based place in the document
  kind        TEXT NOT NULL CHECK (kind IN
                ('heading','paragraph','list_item','caption','table','quote','boilerplate')),
  start_char  INTEGER NOT NULL,
  end_char    INTEGER NOT NULL,
  UNIQUE (document_id, ord),
  CHECK (0 <= start_char AND start_char <= end_char)
) STRICT;

-- A sentence. text repeats a stretch of document.text so that full-text search and lists are quick;
-- `figtrace verify` holds the two against each other.
CREATE TABLE sentence (
  id          INTEGER PRIMARY KEY,
  document_id INTEGER NOT NULL REFERENCES document(id),
  block_id    INTEGER NOT NULL REFERENCES block(id),
  ord         INTEGER NOT NULL,            -- 0-based place in the document
  start_char  INTEGER NOT NULL,
  end_char    INTEGER NOT NULL,
  text        TEXT NOT NULL,
  UNIQUE (document_id, ord),
  CHECK (0 <= start_char AND start_char < end_char)
) STRICT;
CREATE INDEX sentence_block ON sentence(block_id);

-- Full-text search over sentences:
--   SELECT text FROM sentence_fts WHERE sentence_fts MATCH 'forest NEAR coverage' ORDER BY rank
-- The double quotes matter: Datasette and sqlite-utils do not see the link in single quotes.
CREATE VIRTUAL TABLE sentence_fts USING fts5(
  text, content="sentence", content_rowid="id", tokenize="porter unicode61 remove_diacritics 2"
);
-- The writer fills the index itself (a trigger costs 2.8 times as much); this one keeps it true when
-- a person deletes.
CREATE TRIGGER sentence_deleted AFTER DELETE ON sentence BEGIN
  INSERT INTO sentence_fts(sentence_fts, rowid, text) VALUES ('delete', old.id, old.text);
END;

-- What a stage remarks about a document; a span when it is about a place.
CREATE TABLE notice (
  id          INTEGER PRIMARY KEY,
  document_id INTEGER NOT NULL REFERENCES document(id),
  code        TEXT NOT NULL,
  message     TEXT NOT NULL,
  start_char  INTEGER,
  end_char    INTEGER
) STRICT;
CREATE INDEX notice_document ON notice(document_id);

-- ---------------------------------------------------------------- vocabularies

-- Units of measure. Two units can be compared when they have the same base unit:
--   a quantity in the base unit = quantity * factor
-- factor is exact, a decimal or n/d ('2000/3' m2 is one mu); factor_real serves arithmetic in SQL.
-- Currencies are their own base: figtrace knows no exchange rates. Months and years convert to each
-- other, not to days.
CREATE TABLE unit (
  id          INTEGER PRIMARY KEY,
  code        TEXT NOT NULL UNIQUE,        -- UCUM, ISO 4217, or figtrace's own: count, pp, bp, x, mu, jin, li
  name        TEXT NOT NULL,
  dimension   TEXT NOT NULL,
  base_id     INTEGER NOT NULL REFERENCES unit(id),
  factor      TEXT NOT NULL,
  factor_real REAL NOT NULL
) STRICT;
CREATE INDEX unit_base ON unit(base_id);

-- Regions that some article names, and the regions they lie in.
CREATE TABLE region (
  id        INTEGER PRIMARY KEY,
  code      TEXT NOT NULL UNIQUE,          -- the gazetteer's id: CN-YN, 530600, cluster:jing-jin-ji, text:<name>
  name      TEXT NOT NULL,                 -- canonical English name; not unique (there are two Suzhous)
  level     TEXT NOT NULL CHECK (level IN
              ('country','province','prefecture','county','town','zone','cluster','macro')),
  within    TEXT,                          -- name of the province or country it lies in, where known
  parent_id INTEGER REFERENCES region(id)  -- the region it lies in, where known
) STRICT;
CREATE INDEX region_name ON region(name);
CREATE INDEX region_parent ON region(parent_id);

-- The names by which articles call a region.
CREATE TABLE region_alias (
  id        INTEGER PRIMARY KEY,
  region_id INTEGER NOT NULL REFERENCES region(id),
  name      TEXT NOT NULL,
  UNIQUE (region_id, name)
) STRICT;
CREATE INDEX region_alias_name ON region_alias(name COLLATE NOCASE);

-- The members of a cluster or macro region ("Beijing-Tianjin-Hebei" has three).
CREATE TABLE region_part (
  whole_id INTEGER NOT NULL REFERENCES region(id),
  part_id  INTEGER NOT NULL REFERENCES region(id),
  PRIMARY KEY (whole_id, part_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX region_part_part ON region_part(part_id);

-- Periods, by their EDTF text (ISO 8601-2): 2024, 2025-01/2025-05, ../2024, 2024-33 (first quarter).
CREATE TABLE period (
  id         INTEGER PRIMARY KEY,
  edtf       TEXT NOT NULL UNIQUE,
  begin_day  TEXT,                         -- first day; NULL when open or unknown
  end_before TEXT                          -- day after the last; NULL when open or unknown
) STRICT;
CREATE INDEX period_begin ON period(begin_day, end_before);

-- What is measured. known = 1: a name of figtrace's vocabulary, which joins across articles ("gdp");
-- known = 0: the article's own noun phrase.
CREATE TABLE indicator (
  id    INTEGER PRIMARY KEY,
  name  TEXT NOT NULL UNIQUE,
  known INTEGER NOT NULL CHECK (known IN (0, 1))
) STRICT;

-- Named undertakings.
CREATE TABLE project (
  id   INTEGER PRIMARY KEY,
  name TEXT NOT NULL UNIQUE,
  kind TEXT CHECK (kind IN ('strategy','plan','programme','project','infrastructure','facility','zone','agreement'))
) STRICT;

-- The names by which articles call a project.
CREATE TABLE project_alias (
  id         INTEGER PRIMARY KEY,
  project_id INTEGER NOT NULL REFERENCES project(id),
  name       TEXT NOT NULL,
  UNIQUE (project_id, name)
) STRICT;
CREATE INDEX project_alias_name ON project_alias(name COLLATE NOCASE);

-- Who states figures: persons, offices, reports.
CREATE TABLE speaker (
  id   INTEGER PRIMARY KEY,
  name TEXT NOT NULL UNIQUE
) STRICT;

-- Rules that made mentions, and reasons that made links; `does` says what each means.
CREATE TABLE rule (
  id   INTEGER PRIMARY KEY,
  name TEXT NOT NULL UNIQUE,               -- family/kebab-name
  does TEXT
) STRICT;

-- ---------------------------------------------------------------- what the text says

-- A figure: one quantity that the text states, and what is true about it.
CREATE TABLE figure (
  id               INTEGER PRIMARY KEY,
  uid              TEXT NOT NULL UNIQUE CHECK (length(uid) = 16),
                                           -- from the text and the place in it: the same for any rules
  document_id      INTEGER NOT NULL REFERENCES document(id),
  sentence_id      INTEGER NOT NULL REFERENCES sentence(id),
  start_char       INTEGER NOT NULL,
  end_char         INTEGER NOT NULL,
  quote            TEXT NOT NULL,          -- the number and its unit as written

  value_exact      TEXT,                   -- '9000000000000', '34.4', '1/9'; NULL for a range
  low_exact        TEXT,                   -- the two ends of a range
  high_exact       TEXT,
  half_place       TEXT,                   -- half a unit of the last written place: what rounding may hide
  comparator       TEXT NOT NULL CHECK (comparator IN
                     ('exact','about','over','at_least','under','at_most','nearly')),
  unit_id          INTEGER NOT NULL REFERENCES unit(id),
  counted          TEXT,                   -- for a count: the noun phrase counted
  value            REAL,                   -- value_exact, or the middle of a range
  low              REAL,                   -- the least the sentence allows: comparator and rounding applied;
  high             REAL,                   -- the most; NULL: unbounded. about: rounding doubled; nearly: one
                                           -- last written place below

  role             TEXT NOT NULL CHECK (role IN
                     ('level','increase','decrease','share','multiple','difference','rank','threshold')),
  modality         TEXT NOT NULL CHECK (modality IN ('actual','planned')),
  indicator_id     INTEGER REFERENCES indicator(id),
  indicator_text   TEXT,                   -- the noun phrase in this text
  period_id        INTEGER REFERENCES period(id),
  base_period_id   INTEGER REFERENCES period(id),     -- what a change is compared with, a named period ...
  base_relative    TEXT CHECK (base_relative IN ('yoy','qoq','mom')),   -- ... or the one before
  speaker_id       INTEGER REFERENCES speaker(id),
  equivalent_to_id INTEGER REFERENCES figure(id),     -- the figure this one restates in other units
  rule_id          INTEGER NOT NULL REFERENCES rule(id),
  CHECK (0 <= start_char AND start_char < end_char),
  CHECK ((value_exact IS NULL) = (low_exact IS NOT NULL AND high_exact IS NOT NULL)),
  CHECK (base_period_id IS NULL OR base_relative IS NULL)
) STRICT;
CREATE INDEX figure_document ON figure(document_id, start_char);
CREATE INDEX figure_sentence ON figure(sentence_id);
CREATE INDEX figure_value ON figure(unit_id, value);
CREATE INDEX figure_range ON figure(unit_id, low, high) WHERE value_exact IS NULL;
CREATE INDEX figure_indicator ON figure(indicator_id, period_id);
CREATE INDEX figure_period ON figure(period_id);
CREATE INDEX figure_base_period ON figure(base_period_id);
CREATE INDEX figure_speaker ON figure(speaker_id);
CREATE INDEX figure_equivalent ON figure(equivalent_to_id);
CREATE INDEX figure_rule ON figure(rule_id);
CREATE INDEX figure_role ON figure(role, modality);

-- The regions a figure is about, in the order of the text.
CREATE TABLE figure_region (
  figure_id INTEGER NOT NULL REFERENCES figure(id),
  ord       INTEGER NOT NULL,
  region_id INTEGER NOT NULL REFERENCES region(id),
  PRIMARY KEY (figure_id, ord)
) STRICT, WITHOUT ROWID;
CREATE INDEX figure_region_region ON figure_region(region_id);

-- The projects a figure belongs to.
CREATE TABLE figure_project (
  figure_id  INTEGER NOT NULL REFERENCES figure(id),
  ord        INTEGER NOT NULL,
  project_id INTEGER NOT NULL REFERENCES project(id),
  PRIMARY KEY (figure_id, ord)
) STRICT, WITHOUT ROWID;
CREATE INDEX figure_project_project ON figure_project(project_id);

-- Why a figure's links were made, in the order they were made.
CREATE TABLE figure_reason (
  figure_id INTEGER NOT NULL REFERENCES figure(id),
  ord       INTEGER NOT NULL,
  rule_id   INTEGER NOT NULL REFERENCES rule(id),
  PRIMARY KEY (figure_id, ord)
) STRICT, WITHOUT ROWID;
CREATE INDEX figure_reason_rule ON figure_reason(rule_id);

-- Every expression that names a date or period.
CREATE TABLE date_mention (
  id          INTEGER PRIMARY KEY,
  document_id INTEGER NOT NULL REFERENCES document(id),
  sentence_id INTEGER NOT NULL REFERENCES sentence(id),
  start_char  INTEGER NOT NULL,
  end_char    INTEGER NOT NULL,
  quote       TEXT NOT NULL,
  period_id   INTEGER REFERENCES period(id),   -- NULL: the article gives no anchor
  timex_type  TEXT NOT NULL CHECK (timex_type IN ('DATE','TIME','DURATION','SET')),
  timex_value TEXT NOT NULL,
  rule_id     INTEGER NOT NULL REFERENCES rule(id),
  CHECK (0 <= start_char AND start_char < end_char)
) STRICT;
CREATE INDEX date_mention_document ON date_mention(document_id, start_char);
CREATE INDEX date_mention_sentence ON date_mention(sentence_id);
CREATE INDEX date_mention_period ON date_mention(period_id);
CREATE INDEX date_mention_rule ON date_mention(rule_id);

-- Every place that is named, with a number beside it or not.
CREATE TABLE region_mention (
  id          INTEGER PRIMARY KEY,
  document_id INTEGER NOT NULL REFERENCES document(id),
  sentence_id INTEGER NOT NULL REFERENCES sentence(id),
  start_char  INTEGER NOT NULL,
  end_char    INTEGER NOT NULL,
  quote       TEXT NOT NULL,
  region_id   INTEGER NOT NULL REFERENCES region(id),
  rule_id     INTEGER NOT NULL REFERENCES rule(id),
  CHECK (0 <= start_char AND start_char < end_char)
) STRICT;
CREATE INDEX region_mention_document ON region_mention(document_id, start_char);
CREATE INDEX region_mention_sentence ON region_mention(sentence_id);
CREATE INDEX region_mention_region ON region_mention(region_id);
CREATE INDEX region_mention_rule ON region_mention(rule_id);

-- Every named undertaking.
CREATE TABLE project_mention (
  id          INTEGER PRIMARY KEY,
  document_id INTEGER NOT NULL REFERENCES document(id),
  sentence_id INTEGER NOT NULL REFERENCES sentence(id),
  start_char  INTEGER NOT NULL,
  end_char    INTEGER NOT NULL,
  quote       TEXT NOT NULL,
  project_id  INTEGER NOT NULL REFERENCES project(id),
  rule_id     INTEGER NOT NULL REFERENCES rule(id),
  CHECK (0 <= start_char AND start_char < end_char)
) STRICT;
CREATE INDEX project_mention_document ON project_mention(document_id, start_char);
CREATE INDEX project_mention_sentence ON project_mention(sentence_id);
CREATE INDEX project_mention_project ON project_mention(project_id);
CREATE INDEX project_mention_rule ON project_mention(rule_id);

-- Numbers that were read and are no figures, with the reason: "telephone number", "part of a name".
CREATE TABLE rejection (
  id          INTEGER PRIMARY KEY,
  document_id INTEGER NOT NULL REFERENCES document(id),
  start_char  INTEGER NOT NULL,
  end_char    INTEGER NOT NULL,
  quote       TEXT NOT NULL,
  reason      TEXT NOT NULL,
  CHECK (0 <= start_char AND start_char < end_char)
) STRICT;
CREATE INDEX rejection_document ON rejection(document_id, start_char);

-- ---------------------------------------------------------------- from the text to the bytes

-- Where each character of a document's text stands in the bytes it was read from: one row for each input
-- that gave the text. `figtrace trace` shows the bytes of a figure, `figtrace verify` proves every map: it
-- takes the input, and for each run of the text what the input has at its place must read as the run does.
--
-- runs is a list of runs that tile the text (its UTF-8 bytes). A run is copied (the same bytes), decoded
-- (written otherwise: '&amp;' is 5 bytes for 1), folded (white space, for one space or line break) or made
-- (blank lines between blocks, marks between cells: the input has nothing there). Each run is written as
--   length * 4 + kind         bytes of text; kind: 0 copied, 1 decoded, 2 folded, 3 made
--   distance                  not for made: from the end of the input read so far to the place of the run, as
--                             2n for n bytes on, 2n - 1 for n bytes back (pages move text about)
--   size                      only for decoded and folded: bytes of input
-- in LEB128: seven bits to a byte, lowest first, the high bit set on all bytes but a number's last.
--
-- Places count bytes of the input (raw.sha256), or, when encoding is given, of its text in UTF-8: the input
-- decoded from that encoding, without a byte order mark. There is no row when the places cannot be exact,
-- as for texts that were put together from the parts of a container.
CREATE TABLE source_map (
  document_id INTEGER NOT NULL REFERENCES document(id),
  raw_id      INTEGER NOT NULL REFERENCES raw(id),
  syntax      TEXT NOT NULL CHECK (syntax IN ('text','html','json','json html')),  -- how the input writes characters
  encoding    TEXT,                        -- WHATWG name; NULL: places count the input's own bytes
  runs        BLOB NOT NULL,
  PRIMARY KEY (document_id, raw_id)
) STRICT;
CREATE INDEX source_map_raw ON source_map(raw_id);

-- ---------------------------------------------------------------- what figures say about each other

-- A statement that can be computed from figures of the same article, and whether it agrees:
--   SELECT verdict, computation, expected, stated FROM relation WHERE verdict <> 'agrees'
-- kind: growth (an average yearly rate and its two levels), change (a percentage and its levels or its
-- amount), multiple, difference, sum (parts and their sum), part (parts of a larger whole), share,
-- equivalent (one quantity in two units; two currencies give a rate), nesting (counts over two limits),
-- rank, range. verdict: 'agrees' when what rounding and comparators allow overlaps, 'off by' when the
-- article's own numbers give another one, 'impossible' when they cannot be true together.
CREATE TABLE relation (
  id            INTEGER PRIMARY KEY,
  document_id   INTEGER NOT NULL REFERENCES document(id),
  rule_id       INTEGER NOT NULL REFERENCES rule(id),
  kind          TEXT NOT NULL CHECK (kind IN
                  ('growth','change','multiple','difference','sum','part','share','equivalent','nesting','rank','range')),
  verdict       TEXT NOT NULL CHECK (verdict IN ('agrees','off by','impossible')),
  computation   TEXT NOT NULL,             -- in the article's numbers: '(24.2 billion yuan / 3.9 billion yuan)^(1/6) - 1'
  unit_id       INTEGER NOT NULL REFERENCES unit(id),   -- of the numbers below; of rates between currencies 'CNY/USD'
  expected      TEXT,                      -- what the computation gives, eight digits; NULL: nothing to hold it against
  expected_low  TEXT,                      -- the least and the most it may give; NULL: unbounded
  expected_high TEXT,
  stated        TEXT NOT NULL,             -- what the article states
  deviation     TEXT                       -- stated less expected
) STRICT;
CREATE INDEX relation_document ON relation(document_id);
CREATE INDEX relation_rule ON relation(rule_id);
CREATE INDEX relation_unit ON relation(unit_id);

-- The figures of a computation, and what each is in it.
CREATE TABLE relation_figure (
  relation_id INTEGER NOT NULL REFERENCES relation(id),
  ord         INTEGER NOT NULL,
  figure_id   INTEGER NOT NULL REFERENCES figure(id),
  part        TEXT NOT NULL CHECK (part IN
                ('begin','end','change','amount','whole','part','share','original','equivalent','limit','count','rank','value','range')),
  PRIMARY KEY (relation_id, ord)
) STRICT, WITHOUT ROWID;
CREATE INDEX relation_figure_figure ON relation_figure(figure_id);

-- What a figure is about, as one key: indicator, qualifying words (with places on the other side and projects),
-- regions, period, dimension or currency, role, what a change is compared with, modality. Figures with one key are about the same thing and can be
-- held against each other; a figure of which indicator, region or period is not known has none.
CREATE TABLE same_thing (
  key       TEXT NOT NULL,
  figure_id INTEGER NOT NULL REFERENCES figure(id),
  PRIMARY KEY (key, figure_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX same_thing_figure ON same_thing(figure_id);

-- Which rules the rows of a document come from: a digest of the program's extraction code and tables.
-- `figtrace reextract` reads again what other rules have read.
CREATE TABLE extraction (
  document_id INTEGER PRIMARY KEY REFERENCES document(id),
  rules       TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- ---------------------------------------------------------------- what people say about figures

-- A person's mark on a figure, one for each: `figtrace mark UID preferred|disputed|wrong`. It is kept
-- by uid and refers to no row, so that it outlives re-extraction and goes with the figure to another
-- database; `figtrace verify` names marks whose figure is not there.
--   preferred: the one to take where several differ; wrong: not to be used; disputed: look twice.
CREATE TABLE mark (
  uid       TEXT PRIMARY KEY CHECK (length(uid) = 16),
  kind      TEXT NOT NULL CHECK (kind IN ('preferred','disputed','wrong')),
  note      TEXT,                          -- why, in the person's words
  marked_at TEXT NOT NULL                  -- an RFC 3339 instant
) STRICT, WITHOUT ROWID;

-- ---------------------------------------------------------------- versions and stories

-- A web address without what does not change the page: scheme, `www.`, fragment, tracking parameters,
-- trailing slash; the other parameters are sorted. What several spellings of one address share.
CREATE TABLE address (
  id  INTEGER PRIMARY KEY,
  url TEXT NOT NULL UNIQUE                 -- 'news.example/2025/ports?page=2'
) STRICT;

-- The versions of an article: the different texts that one address gave, numbered in the order in which
-- they were received first. A text that comes back is the version it was.
CREATE VIEW version AS
SELECT address_id, address,
       row_number() OVER (PARTITION BY address_id, address ORDER BY first_seen, first_capture_id) AS number,
       document_id, first_seen, last_seen, captures, first_capture_id
FROM (
  SELECT c.address_id, a.url AS address, c.document_id,
         min(coalesce(c.captured_at, n.captured_at)) AS first_seen,
         max(coalesce(c.captured_at, n.captured_at)) AS last_seen, count(*) AS captures, min(c.id) AS first_capture_id
  FROM capture c JOIN address a ON a.id = c.address_id JOIN run n ON n.id = c.run_id
  GROUP BY c.address_id, a.url, c.document_id
);

-- What a text is compared by, to find the same story told twice: hashes of stretches of its words.
-- Computed from the text alone (its blocks but boilerplate), so it can be made again; too short a text has none.
CREATE TABLE document_signature (
  document_id INTEGER PRIMARY KEY REFERENCES document(id),
  shingles    INTEGER NOT NULL,            -- different runs of four words between marks that end sentences
  sample      BLOB NOT NULL,               -- the 128 smallest of their 32-bit hashes, ascending, big-endian
  numbers     BLOB NOT NULL                -- the same of numerals with the words around them, at most 256
) STRICT;

-- Twelve keys for each signature. Two texts that share one are compared; no two others need be. Of a key
-- that many have (a paragraph printed under every article) a text is compared with the first 64 holders.
-- No foreign key on document_id: the index it wants would cost as much as the table.
CREATE TABLE story_key (
  key         INTEGER NOT NULL,
  document_id INTEGER NOT NULL,
  PRIMARY KEY (key, document_id)
) STRICT, WITHOUT ROWID;

-- Which story a document tells. Articles that are near-duplicates (one report in several papers: cut,
-- under other headlines, with paragraphs moved, some words or numbers changed) tell one story; a report
-- with the same words and all other numbers tells another. Every document is in exactly one story, and
-- the stories do not depend on the order in which documents came, only their ids do (where a key has more
-- than 64 holders the order decides with which of them a text is compared).
-- To count a fact once however many papers carry it: GROUP BY story, or count(DISTINCT story).
CREATE TABLE document_story (
  document_id INTEGER PRIMARY KEY REFERENCES document(id),
  story_id    INTEGER NOT NULL REFERENCES document(id)  -- the member with the least id
) STRICT;
CREATE INDEX document_story_story ON document_story(story_id);

-- One row for each story: how many articles tell it, who published them, from when to when.
CREATE VIEW story AS
SELECT m.story_id, count(*) AS documents, count(DISTINCT d.publisher_id) AS publishers,
       min(d.published) AS first_published, max(d.published) AS last_published,
       (SELECT title FROM document WHERE id = m.story_id) AS title
FROM document_story m JOIN document d ON d.id = m.document_id
GROUP BY m.story_id;

-- SHA-256 over what was written for a document: its date and headline, its parts, its figures and mentions
-- with the names of what they refer to, computations, keys of what figures are about. `figtrace verify` computes it again, so that no value can change
-- unnoticed. How: src/store/seal.rs.
CREATE TABLE document_seal (
  document_id INTEGER PRIMARY KEY REFERENCES document(id),
  sha256      TEXT NOT NULL CHECK (length(sha256) = 64)
) STRICT;

-- ---------------------------------------------------------------- what most people open first

-- One readable row for each figure. Several regions or projects are joined with '; '. value and unit are
-- as stated; base_value and base_unit the same in the unit that all of its kind convert to, so that
-- hectares and mu sort together (an approximate REAL, as value_real, low, high are, those in unit).
-- published is the day of the article; near-duplicate articles share the number in `story`. Of 200,000 figures one is found by figure_id, uid or document_id
-- at once; a search over all rows by a joined name takes a second, so start from an indexed table:
--   SELECT * FROM facts WHERE figure_id IN (SELECT figure_id FROM figure_region WHERE region_id = 7)
CREATE VIEW facts AS
SELECT f.uid, f.quote, coalesce(f.value_exact, f.low_exact || '..' || f.high_exact) AS value, u.code AS unit,
       f.comparator, f.role, f.modality, coalesce(f.indicator_text, i.name) AS indicator,
       i.name AS measure,
       (SELECT group_concat(name, '; ') FROM (SELECT r.name FROM figure_region fr JOIN region r ON r.id = fr.region_id
         WHERE fr.figure_id = f.id ORDER BY fr.ord)) AS regions,
       p.edtf AS period, p.begin_day, p.end_before,
       coalesce(b.edtf, f.base_relative) AS base_period,
       (SELECT group_concat(name, '; ') FROM (SELECT j.name FROM figure_project fj JOIN project j ON j.id = fj.project_id
         WHERE fj.figure_id = f.id ORDER BY fj.ord)) AS projects,
       k.name AS speaker, f.value AS value_real, f.low, f.high,
       f.value * u.factor_real AS base_value, w.code AS base_unit,
       s.text AS sentence, d.title, pb.name AS publisher, d.published, d.url, f.id AS figure_id, d.id AS document_id,
       st.story_id AS story, f.sentence_id
FROM figure f
JOIN sentence s ON s.id = f.sentence_id
JOIN document d ON d.id = f.document_id
JOIN unit u ON u.id = f.unit_id
LEFT JOIN document_story st ON st.document_id = d.id
JOIN unit w ON w.id = u.base_id
LEFT JOIN publisher pb ON pb.id = d.publisher_id
LEFT JOIN indicator i ON i.id = f.indicator_id
LEFT JOIN period p ON p.id = f.period_id
LEFT JOIN period b ON b.id = f.base_period_id
LEFT JOIN speaker k ON k.id = f.speaker_id;

-- Time series: one row for each figure with an indicator, a period and one region; what a series of that
-- indicator, region and role is made of. Values and bounds are in the base unit of the kind (see facts).
-- A figure about several regions together ("the three provinces' combined output") is in no series,
-- nor is one marked as wrong.
--   SELECT period, value, unit, count(*) AS figures, count(DISTINCT document_id) AS articles FROM series
--   WHERE indicator = 'gdp' AND region = 'Zhejiang' AND role = 'level' GROUP BY period, value, unit
CREATE VIEW series AS
SELECT i.name AS indicator, r.name AS region, r.code AS region_code, f.role, f.modality,
       p.edtf AS period, p.begin_day, p.end_before, coalesce(b.edtf, f.base_relative) AS base_period,
       f.value * u.factor_real AS value, f.low * u.factor_real AS low, f.high * u.factor_real AS high,
       w.code AS unit, f.comparator, f.quote, d.published, d.title, f.uid, f.id AS figure_id, d.id AS document_id,
       st.story_id AS story
FROM figure f
JOIN indicator i ON i.id = f.indicator_id
JOIN period p ON p.id = f.period_id
JOIN figure_region x ON x.figure_id = f.id AND x.ord = 0
JOIN region r ON r.id = x.region_id
JOIN unit u ON u.id = f.unit_id
JOIN unit w ON w.id = u.base_id
JOIN document d ON d.id = f.document_id
LEFT JOIN period b ON b.id = f.base_period_id
LEFT JOIN document_story st ON st.document_id = d.id
WHERE NOT EXISTS (SELECT 1 FROM figure_region y WHERE y.figure_id = f.id AND y.ord = 1)
  AND NOT EXISTS (SELECT 1 FROM mark m WHERE m.uid = f.uid AND m.kind = 'wrong');

-- One row for each figure that proves its quote: quote_ok must be 1 everywhere.
--   SELECT count(*) FROM provenance WHERE NOT quote_ok
CREATE VIEW provenance AS
SELECT f.uid, f.quote,
       substr(d.text, f.start_char + 1, f.end_char - f.start_char) = f.quote
         AND f.start_char >= s.start_char AND f.end_char <= s.end_char
         AND substr(d.text, s.start_char + 1, s.end_char - s.start_char) = s.text
         AND s.document_id = f.document_id AS quote_ok,
       f.start_char, f.end_char,
       substr(d.text, max(1, f.start_char - 31), min(32, f.start_char)) AS prefix,
       substr(d.text, f.end_char + 1, 32) AS suffix,
       s.text AS sentence, s.ord AS sentence_ord, d.title, d.url, d.text_sha256,
       (SELECT c.path FROM capture c WHERE c.document_id = d.id ORDER BY c.id LIMIT 1) AS first_path,
       (SELECT w.sha256 FROM capture c JOIN raw w ON w.id = c.raw_id WHERE c.document_id = d.id ORDER BY c.id LIMIT 1) AS raw_sha256,
       l.name AS rule, n.tool_version, n.captured_at
FROM figure f
JOIN sentence s ON s.id = f.sentence_id
JOIN document d ON d.id = f.document_id
JOIN rule l ON l.id = f.rule_id
JOIN run n ON n.id = d.run_id;

-- Every region with each region it lies in (and itself, depth 0):
--   SELECT name FROM region_tree WHERE ancestor = 'Hebei'
-- The members of a cluster are in region_part: they lie in their provinces, not in the cluster.
CREATE VIEW region_tree AS
WITH RECURSIVE up(region_id, ancestor_id, depth) AS (
  SELECT id, id, 0 FROM region
  UNION ALL
  SELECT up.region_id, r.parent_id, up.depth + 1 FROM up JOIN region r ON r.id = up.ancestor_id
  WHERE r.parent_id IS NOT NULL AND up.depth < 8
)
SELECT up.region_id, r.name, r.level, up.depth, up.ancestor_id, a.name AS ancestor, a.level AS ancestor_level
FROM up JOIN region r ON r.id = up.region_id JOIN region a ON a.id = up.ancestor_id;

-- Every pair of figures about the same thing, in different articles, that cannot both be true, rounding and
-- comparators allowed. Figures marked 'wrong' are left out. `figtrace conflicts` shows them by thing.
CREATE VIEW conflicts AS
SELECT t.key AS thing, a.quote, b.quote AS other_quote, sa.text AS sentence, sb.text AS other_sentence,
       da.title, db.title AS other_title, da.published, db.published AS other_published,
       a.uid, b.uid AS other_uid, a.id AS figure_id, b.id AS other_figure_id
FROM same_thing t
JOIN same_thing o ON o.key = t.key AND o.figure_id > t.figure_id
JOIN figure a ON a.id = t.figure_id
JOIN figure b ON b.id = o.figure_id
JOIN unit ua ON ua.id = a.unit_id
JOIN unit ub ON ub.id = b.unit_id
JOIN sentence sa ON sa.id = a.sentence_id
JOIN sentence sb ON sb.id = b.sentence_id
JOIN document da ON da.id = a.document_id
JOIN document db ON db.id = b.document_id
WHERE a.document_id <> b.document_id AND a.modality = 'actual'
  AND (a.low * ua.factor_real > b.high * ub.factor_real + abs(b.high * ub.factor_real) * 1e-9
    OR b.low * ub.factor_real > a.high * ua.factor_real + abs(a.high * ua.factor_real) * 1e-9)
  AND NOT EXISTS (SELECT 1 FROM mark m WHERE m.uid IN (a.uid, b.uid) AND m.kind = 'wrong');

-- One row for each computation with its figures: 'begin 3.9 billion yuan; end 24.2 billion yuan; change 35.6 percent'.
CREATE VIEW arithmetic AS
SELECT r.kind, r.verdict, r.computation, r.expected, r.stated, u.code AS unit, r.deviation,
       (SELECT group_concat(x.part || ' ' || f.quote, '; ') FROM
          (SELECT * FROM relation_figure WHERE relation_id = r.id ORDER BY ord) x JOIN figure f ON f.id = x.figure_id) AS figures,
       d.title, d.published, l.name AS rule, r.id AS relation_id, d.id AS document_id
FROM relation r
JOIN document d ON d.id = r.document_id
JOIN unit u ON u.id = r.unit_id
JOIN rule l ON l.id = r.rule_id;
