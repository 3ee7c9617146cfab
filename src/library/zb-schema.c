/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zb-config.h"

#include "zb-schema.h"

#include "library/zb-search-tokenizer.h"

/* Version 1.
 *
 * Three kinds of rows, kept apart so that none can overwrite another:
 * - what was read from stored bytes (copies, figures, images, recap): can be
 *   made anew from the files at any time;
 * - what comes with the program (index_*): replaced as a whole when the
 *   bundled index changes;
 * - what the user has done (marks, typed_figures): nothing deletes it. Their
 *   references have no ON DELETE, so a bulletin that bears any cannot go.
 *
 * In bulletins, everything from title on is a summary of the other tables,
 * written by zb_summary_refresh(), so that the list needs no query per row.
 *
 * Days are texts ("2024-07-01"), which compare as days; moments are seconds
 * since 1970. Ids are never used twice: a window may still hold one. */
static const char version_1[] =
  "CREATE TABLE meta ("
  "  key TEXT PRIMARY KEY,"
  "  value TEXT NOT NULL"
  ") WITHOUT ROWID, STRICT;"

  "CREATE TABLE files ("
  "  id INTEGER PRIMARY KEY,"
  "  sha256 BLOB NOT NULL UNIQUE CHECK (length (sha256) = 32),"
  "  size INTEGER NOT NULL CHECK (size >= 0),"
  "  origin TEXT NOT NULL,"
  "  added INTEGER NOT NULL,"
  /* The bytes as they came, zlib-compressed; last, since a row's tail is read only on demand. */
  "  packed BLOB NOT NULL"
  ") STRICT;"

  "CREATE TABLE bulletins ("
  "  id INTEGER PRIMARY KEY AUTOINCREMENT,"
  /* Where the number is not known, the year of the week's Sunday. */
  "  year INTEGER NOT NULL,"
  "  number INTEGER,"
  /* The Monday. */
  "  week TEXT,"
  /* The Monday, or where it is not known, a guess at it: for the order of the list only. */
  "  day TEXT NOT NULL,"
  "  title TEXT,"
  "  published TEXT,"
  "  rating TEXT,"
  "  state INTEGER NOT NULL DEFAULT 0,"
  "  n_copies INTEGER NOT NULL DEFAULT 0,"
  "  UNIQUE (year, number),"
  "  UNIQUE (week),"
  "  CHECK (number IS NOT NULL OR week IS NOT NULL)"
  ") STRICT;"
  "CREATE INDEX bulletins_by_day ON bulletins (day, id);"

  "CREATE TABLE copies ("
  "  id INTEGER PRIMARY KEY AUTOINCREMENT,"
  "  file INTEGER NOT NULL REFERENCES files (id),"
  /* Which of the file's bulletins, from 0. */
  "  entry INTEGER NOT NULL,"
  "  bulletin INTEGER REFERENCES bulletins (id),"
  /* Its place among the bulletin's copies; 0 is the one that is shown. */
  "  place INTEGER NOT NULL DEFAULT 0,"
  "  status TEXT NOT NULL,"
  "  reason TEXT,"
  /* What the copy itself prints, right or wrong. */
  "  year INTEGER,"
  "  number INTEGER,"
  "  period_start TEXT,"
  "  period_end TEXT,"
  "  published TEXT,"
  "  title TEXT,"
  "  url TEXT,"
  "  account TEXT,"
  "  rating TEXT,"
  "  rating_sentence TEXT,"
  "  official INTEGER NOT NULL,"
  "  n_han INTEGER NOT NULL,"
  /* What it was read with; another one means that it is to be read again. */
  "  digest TEXT NOT NULL,"
  "  UNIQUE (file, entry)"
  ") STRICT;"
  "CREATE INDEX copies_by_bulletin ON copies (bulletin, place);"

  "CREATE TABLE figures ("
  "  copy INTEGER NOT NULL REFERENCES copies (id) ON DELETE CASCADE,"
  "  figure TEXT NOT NULL,"
  /* Both as in copies: the index below serves the list without another lookup. */
  "  bulletin INTEGER REFERENCES bulletins (id),"
  "  place INTEGER NOT NULL DEFAULT 0,"
  "  value INTEGER NOT NULL,"
  "  level TEXT,"
  "  change REAL,"
  "  sentence TEXT,"
  "  PRIMARY KEY (copy, figure)"
  ") WITHOUT ROWID, STRICT;"
  "CREATE INDEX figures_by_bulletin ON figures (bulletin, figure, place, value, level, change);"

  "CREATE TABLE images ("
  "  copy INTEGER NOT NULL REFERENCES copies (id) ON DELETE CASCADE,"
  "  position INTEGER NOT NULL,"
  "  address TEXT NOT NULL,"
  "  PRIMARY KEY (copy, position)"
  ") WITHOUT ROWID, STRICT;"

  "CREATE TABLE recap ("
  "  copy INTEGER NOT NULL REFERENCES copies (id) ON DELETE CASCADE,"
  "  position INTEGER NOT NULL,"
  "  bulletin INTEGER REFERENCES bulletins (id),"
  "  year INTEGER,"
  "  number INTEGER,"
  "  period_start TEXT,"
  "  period_end TEXT,"
  "  title TEXT,"
  "  url TEXT,"
  "  PRIMARY KEY (copy, position)"
  ") WITHOUT ROWID, STRICT;"
  "CREATE INDEX recap_by_bulletin ON recap (bulletin);"

  "CREATE TABLE marks ("
  "  bulletin INTEGER PRIMARY KEY REFERENCES bulletins (id),"
  "  read_at INTEGER,"
  "  starred_at INTEGER,"
  "  note TEXT"
  ") STRICT;"

  "CREATE TABLE typed_figures ("
  "  bulletin INTEGER NOT NULL REFERENCES bulletins (id),"
  "  figure TEXT NOT NULL,"
  "  value INTEGER NOT NULL,"
  "  level TEXT,"
  "  typed_at INTEGER NOT NULL,"
  "  PRIMARY KEY (bulletin, figure)"
  ") WITHOUT ROWID, STRICT;"

  "CREATE TABLE index_issues ("
  "  bulletin INTEGER PRIMARY KEY REFERENCES bulletins (id),"
  "  title TEXT,"
  "  published TEXT,"
  "  rating TEXT"
  ") STRICT;"

  "CREATE TABLE index_addresses ("
  "  bulletin INTEGER NOT NULL REFERENCES bulletins (id),"
  "  position INTEGER NOT NULL,"
  "  url TEXT NOT NULL,"
  "  account TEXT,"
  "  seen TEXT,"
  "  PRIMARY KEY (bulletin, position)"
  ") WITHOUT ROWID, STRICT;"

  "CREATE TABLE index_figures ("
  "  bulletin INTEGER NOT NULL REFERENCES bulletins (id),"
  "  figure TEXT NOT NULL,"
  "  value INTEGER NOT NULL,"
  "  level TEXT,"
  "  change REAL,"
  "  PRIMARY KEY (bulletin, figure)"
  ") WITHOUT ROWID, STRICT;";

/* Version 2: the pictures of copies.
 *
 * A fourth kind of rows: what came with a page or was fetched for it. It cannot be made anew, so it
 * hangs on the stored file, which stays, and on the address that the page prints, not on the copy,
 * whose rows are written anew whenever it is read. Several copies show the same picture; its bytes
 * are stored once, as they came, since pictures are compressed already. */
static const char version_2[] =
  "CREATE TABLE picture_bytes ("
  "  id INTEGER PRIMARY KEY,"
  "  sha256 BLOB NOT NULL UNIQUE CHECK (length (sha256) = 32),"
  "  size INTEGER NOT NULL CHECK (size > 0),"
  "  media_type TEXT NOT NULL,"
  "  width INTEGER NOT NULL CHECK (width > 0),"
  "  height INTEGER NOT NULL CHECK (height > 0),"
  /* Last, since a row's tail is read only on demand. */
  "  bytes BLOB NOT NULL"
  ") STRICT;"

  "CREATE TABLE pictures ("
  "  file INTEGER NOT NULL REFERENCES files (id),"
  "  address TEXT NOT NULL,"
  "  picture INTEGER NOT NULL REFERENCES picture_bytes (id),"
  "  added INTEGER NOT NULL,"
  "  PRIMARY KEY (file, address)"
  ") WITHOUT ROWID, STRICT;"
  "CREATE INDEX pictures_by_bytes ON pictures (picture);";

/* Version 3: what is remembered of fetching.
 *
 * A fifth kind of rows: where bulletins come from, what was asked there and how it ended, and what
 * is still to be asked, so that a run goes on where it was cut off. Should it be lost, everything
 * would only be asked again; bulletins do not hang on it. The addresses outlive the source that
 * found them: whoever adds it again need not ask for everything again.
 *
 * The three sources that everybody has are made here and only here: one that was removed stays
 * away. Moments are 0 where there is none. */
static const char version_3[] =
  "CREATE TABLE sources ("
  "  id INTEGER PRIMARY KEY AUTOINCREMENT,"
  /* The words of zb_source_kind_to_string(). */
  "  kind TEXT NOT NULL,"
  "  address TEXT NOT NULL,"
  "  name TEXT,"
  "  enabled INTEGER NOT NULL DEFAULT 1,"
  "  added INTEGER NOT NULL,"
  "  next_try INTEGER NOT NULL DEFAULT 0,"
  "  n_failures INTEGER NOT NULL DEFAULT 0,"
  "  UNIQUE (kind, address)"
  ") STRICT;"

  "CREATE TABLE fetches ("
  "  address TEXT PRIMARY KEY,"
  /* The validators as they came, which need not be UTF-8. */
  "  etag BLOB,"
  "  last_modified BLOB,"
  "  sha256 BLOB CHECK (length (sha256) = 32),"
  "  moved_to TEXT,"
  /* Of ZbFetchOutcome. */
  "  outcome INTEGER NOT NULL,"
  "  reason TEXT,"
  "  checked INTEGER NOT NULL DEFAULT 0,"
  "  next_try INTEGER NOT NULL DEFAULT 0,"
  "  n_failures INTEGER NOT NULL DEFAULT 0"
  ") WITHOUT ROWID, STRICT;"

  "CREATE TABLE hosts ("
  "  host TEXT PRIMARY KEY,"
  "  next_try INTEGER NOT NULL DEFAULT 0,"
  "  n_failures INTEGER NOT NULL DEFAULT 0,"
  "  interval_ms INTEGER NOT NULL DEFAULT 0"
  ") WITHOUT ROWID, STRICT;"

  "CREATE TABLE tasks ("
  "  source INTEGER NOT NULL REFERENCES sources (id) ON DELETE CASCADE,"
  "  address TEXT NOT NULL,"
  /* In the order in which they were found. */
  "  position INTEGER NOT NULL,"
  /* Of ZbTaskKind. */
  "  kind INTEGER NOT NULL,"
  "  title TEXT,"
  /* A hint that may be lost, unlike the bulletin of a copy. */
  "  bulletin INTEGER REFERENCES bulletins (id) ON DELETE SET NULL,"
  "  PRIMARY KEY (source, address),"
  "  UNIQUE (source, position)"
  ") WITHOUT ROWID, STRICT;"
  "CREATE INDEX tasks_by_bulletin ON tasks (bulletin);"

  "CREATE TABLE runs ("
  "  id INTEGER PRIMARY KEY AUTOINCREMENT,"
  "  source INTEGER NOT NULL REFERENCES sources (id) ON DELETE CASCADE,"
  "  started INTEGER NOT NULL,"
  "  ended INTEGER NOT NULL DEFAULT 0,"
  "  asked INTEGER NOT NULL DEFAULT 0,"
  "  answered INTEGER NOT NULL DEFAULT 0,"
  "  stored INTEGER NOT NULL DEFAULT 0,"
  "  unchanged INTEGER NOT NULL DEFAULT 0,"
  "  refused INTEGER NOT NULL DEFAULT 0,"
  "  failed INTEGER NOT NULL DEFAULT 0,"
  "  bytes INTEGER NOT NULL DEFAULT 0,"
  "  next_try INTEGER NOT NULL DEFAULT 0,"
  "  error TEXT"
  ") STRICT;"
  "CREATE INDEX runs_by_source ON runs (source, id);"

  "CREATE TABLE run_notes ("
  "  run INTEGER NOT NULL REFERENCES runs (id) ON DELETE CASCADE,"
  "  position INTEGER NOT NULL,"
  "  address TEXT NOT NULL,"
  "  outcome INTEGER NOT NULL,"
  "  message TEXT NOT NULL,"
  "  PRIMARY KEY (run, position)"
  ") WITHOUT ROWID, STRICT;"

  "INSERT INTO sources (kind, address, added) VALUES"
  " ('archive', 'https://api.github.com/repos/chainreactors/picker/contents/archive?ref=archive',"
  "  unixepoch ()),"
  " ('cert', 'https://www.cert.org.cn/publish/main/44/index.html', unixepoch ()),"
  " ('known', '', unixepoch ());";

/* Version 4: the search.
 *
 * A sixth kind of rows, which are made from the others and may be made anew at any time. What changes a bulletin puts it
 * into the queue (zb_summary_refresh()), and whoever searches brings the index up to date first (zb-search-index.c), so
 * that storing does not wait for it. The index holds no text of its own: "search" points into search_texts. A text
 * outlives its bulletin until the queue has come to it. */
static const char version_4[] =
  "CREATE TABLE search_queue ("
  "  bulletin INTEGER PRIMARY KEY,"
  /* Rises with each change: one that comes while the bulletin is being read must not be lost. */
  "  serial INTEGER NOT NULL DEFAULT 0"
  ") STRICT;"
  "CREATE TABLE search_texts ("
  "  bulletin INTEGER PRIMARY KEY,"
  "  text TEXT NOT NULL"
  ") STRICT;"
  "CREATE VIRTUAL TABLE search USING fts5 ("
  "  text, content='search_texts', content_rowid='bulletin', columnsize=0, prefix='1', tokenize='" ZB_SEARCH_TOKENIZER "'"
  ");"
  "INSERT INTO search_queue (bulletin) SELECT id FROM bulletins;";

/* Version 5: which pictures were fetched.
 *
 * A picture that has a row here was fetched from its address and can be fetched again, so it may go when it was not
 * seen for as long as the user wants; all others came with a file or from the user, and stay. "seen" is when it was
 * shown last, to the day. */
static const char version_5[] =
  "CREATE TABLE fetched_pictures ("
  "  file INTEGER NOT NULL,"
  "  address TEXT NOT NULL,"
  "  fetched INTEGER NOT NULL,"
  "  seen INTEGER NOT NULL,"
  "  PRIMARY KEY (file, address),"
  "  FOREIGN KEY (file, address) REFERENCES pictures (file, address) ON DELETE CASCADE"
  ") WITHOUT ROWID, STRICT;"
  "CREATE INDEX fetched_pictures_by_address ON fetched_pictures (address);";

/* To change the tables: add a step at the end. Never touch one that was released. */
const ZbMigration zb_schema_migrations[] = {
  { .sql = version_1 },
  { .sql = version_2 },
  { .sql = version_3 },
  { .sql = version_4 },
  { .sql = version_5 },
};

const guint zb_schema_n_migrations = G_N_ELEMENTS (zb_schema_migrations);
