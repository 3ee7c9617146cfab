/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "library-fixture.h"

#include <glib/gstdio.h>
#include <unistd.h>

#include "library/zb-migration.h"
#include "library/zb-schema.h"

static gboolean
fail (ZbDatabase *database,
      GError    **error)
{
  g_set_error_literal (error, ZB_LIBRARY_ERROR, ZB_LIBRARY_ERROR_FAILED, "as planned");
  return FALSE;
}

static const ZbMigration good[] = {
  { .sql = "CREATE TABLE t (a TEXT); INSERT INTO t VALUES ('one')" },
  { .sql = "ALTER TABLE t ADD COLUMN b TEXT; UPDATE t SET b = a" },
  { .sql = "CREATE TABLE u (a TEXT)" },
};

static const ZbMigration failing[] = {
  { .sql = "CREATE TABLE t (a TEXT); INSERT INTO t VALUES ('one')" },
  { .sql = "ALTER TABLE t ADD COLUMN b TEXT; DELETE FROM t", .apply = fail },
};

static const ZbMigration dangling[] = {
  { .sql = "CREATE TABLE t (a INTEGER PRIMARY KEY)" },
  { .sql = "CREATE TABLE u (a REFERENCES t (a)); INSERT INTO u VALUES (7)" },
};

static ZbDatabase *
open_database (const char *path)
{
  g_autoptr(GError) error = NULL;
  ZbDatabase *database = zb_database_open (path, &error);

  g_assert_no_error (error);
  zb_database_set_up (database, &error);
  g_assert_no_error (error);
  return database;
}

static gint64
query (ZbDatabase *database,
       const char *sql)
{
  g_autoptr(GError) error = NULL;
  gint64 value;

  zb_database_query_int (database, sql, &value, &error);
  g_assert_no_error (error);
  return value;
}

static void
migrate (const char        *path,
         const ZbMigration *migrations,
         guint              n)
{
  g_autoptr(ZbDatabase) database = open_database (path);
  g_autoptr(GError) error = NULL;

  zb_migrations_run (database, migrations, n, &error);
  g_assert_no_error (error);
  g_assert_cmpint (query (database, "PRAGMA user_version"), ==, n);
  g_assert_cmpint (query (database, "PRAGMA foreign_keys"), ==, 1);
}

/* Given a new file, then it is brought to the newest version without a backup. */
static void
test_new (void)
{
  Fixture fixture;
  g_autofree char *path = NULL;

  fixture_init (&fixture);
  path = g_build_filename (fixture.folder, "lib.db", NULL);
  migrate (path, good, 3);
  for (guint version = 0; version < 3; version++)
    {
      g_autofree char *backup = g_strdup_printf ("%s.v%u.bak", path, version);

      g_assert_false (g_file_test (backup, G_FILE_TEST_EXISTS));
    }
  fixture_clear (&fixture);
}

/* Given a library of version 1, then it is saved before each step, and the backup opens as version 1. */
static void
test_backup (void)
{
  Fixture fixture;
  g_autofree char *path = NULL;
  g_autofree char *backup_1 = NULL;
  g_autofree char *backup_2 = NULL;
  g_autofree char *part = NULL;

  fixture_init (&fixture);
  path = g_build_filename (fixture.folder, "lib.db", NULL);
  backup_1 = zb_migrations_dup_backup_path (path, 1);
  backup_2 = zb_migrations_dup_backup_path (path, 2);
  part = g_strconcat (backup_1, ".part", NULL);
  migrate (path, good, 1);
  /* What a crash left of an earlier backup does no harm. */
  g_assert_true (g_file_set_contents (part, "half", -1, NULL));
  migrate (path, good, 3);
  g_assert_false (g_file_test (part, G_FILE_TEST_EXISTS));
  g_assert_true (g_file_test (backup_2, G_FILE_TEST_EXISTS));
  {
    g_autoptr(ZbDatabase) database = open_database (backup_1);

    g_assert_cmpint (query (database, "PRAGMA user_version"), ==, 1);
    g_assert_cmpint (query (database, "PRAGMA application_id"), ==, ZB_LIBRARY_APPLICATION_ID);
    g_assert_cmpint (query (database, "SELECT count(*) FROM t WHERE a = 'one'"), ==, 1);
    g_assert_cmpint (query (database, "SELECT count(*) FROM pragma_table_info ('t')"), ==, 1);
  }
  fixture_clear (&fixture);
}

/* Given backups from before, then none is replaced, and the library is saved all the same. */
static void
test_backup_kept (void)
{
  Fixture fixture;
  g_autofree char *path = NULL;
  g_autofree char *backup = NULL;
  g_autofree char *link = NULL;
  g_autofree char *fresh = NULL;
  g_autofree char *contents = NULL;

  fixture_init (&fixture);
  path = g_build_filename (fixture.folder, "lib.db", NULL);
  backup = g_strconcat (path, ".v1.bak", NULL);
  link = g_strconcat (path, ".v1.2.bak", NULL);
  fresh = g_strconcat (path, ".v1.3.bak", NULL);
  migrate (path, good, 1);
  g_assert_true (g_file_set_contents (backup, "precious", -1, NULL));
  g_assert_cmpint (symlink ("/nowhere", link), ==, 0);
  migrate (path, good, 2);
  g_assert_true (g_file_get_contents (backup, &contents, NULL, NULL));
  g_assert_cmpstr (contents, ==, "precious");
  g_assert_true (g_file_test (link, G_FILE_TEST_IS_SYMLINK));
  {
    g_autoptr(ZbDatabase) database = open_database (fresh);

    g_assert_cmpint (query (database, "PRAGMA user_version"), ==, 1);
  }
  fixture_clear (&fixture);
}

static void
assert_unchanged (const ZbMigration *migrations,
                  int                code)
{
  Fixture fixture;
  g_autofree char *path = NULL;
  g_autofree char *backup = NULL;
  g_autoptr(ZbDatabase) database = NULL;
  g_autoptr(GError) error = NULL;
  gint64 n_columns;

  fixture_init (&fixture);
  path = g_build_filename (fixture.folder, "lib.db", NULL);
  migrate (path, migrations, 1);
  database = open_database (path);
  n_columns = query (database, "SELECT count(*) FROM pragma_table_info ('t')");
  g_assert_false (zb_migrations_run (database, migrations, 2, &error));
  g_assert_error (error, ZB_LIBRARY_ERROR, code);
  g_assert_cmpint (query (database, "PRAGMA user_version"), ==, 1);
  g_assert_cmpint (query (database, "PRAGMA foreign_keys"), ==, 1);
  g_assert_cmpint (query (database, "SELECT count(*) FROM pragma_table_info ('t')"), ==, n_columns);
  g_assert_cmpint (query (database, "SELECT count(*) FROM sqlite_schema"), ==, 1);
  backup = g_strconcat (path, ".v1.bak", NULL);
  g_assert_false (g_file_test (backup, G_FILE_TEST_EXISTS));
  g_clear_pointer (&database, zb_database_free);
  fixture_clear (&fixture);
}

/* Given a step that fails in its middle, then the library is as before it, and no backup of each
 * attempt is left. */
static void
test_failing (void)
{
  assert_unchanged (failing, ZB_LIBRARY_ERROR_FAILED);
}

/* Given a step that leaves references to nothing, then it fails. */
static void
test_dangling (void)
{
  assert_unchanged (dangling, ZB_LIBRARY_ERROR_CORRUPT);
}

/* Given no place for the backup, then the step is not made. */
static void
test_no_backup (void)
{
  Fixture fixture;
  g_autofree char *path = NULL;
  g_autofree char *part = NULL;
  g_autoptr(ZbDatabase) database = NULL;
  g_autoptr(GError) error = NULL;

  fixture_init (&fixture);
  path = g_build_filename (fixture.folder, "lib.db", NULL);
  migrate (path, good, 1);
  part = g_strconcat (path, ".v1.bak.part", NULL);
  g_assert_cmpint (g_mkdir (part, 0700), ==, 0);
  database = open_database (path);
  g_assert_false (zb_migrations_run (database, good, 2, &error));
  g_assert_nonnull (error);
  g_test_message ("%s", error->message);
  g_assert_cmpint (query (database, "PRAGMA user_version"), ==, 1);
  g_clear_pointer (&database, zb_database_free);
  fixture_clear (&fixture);
}

/* All tables and indexes, as they were made. */
static char *
dup_schema (const char *path)
{
  g_autoptr(ZbDatabase) database = open_database (path);
  g_autoptr(GError) error = NULL;
  g_autoptr(ZbStatement) statement =
    zb_database_prepare (database, "SELECT group_concat (sql, char (10)) FROM"
                                   " (SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL"
                                   "  AND name NOT LIKE 'sqlite%' ORDER BY name)", &error);

  g_assert_cmpint (zb_statement_step (statement, &error), ==, ZB_STEP_ROW);
  return zb_statement_dup_text (statement, 0);
}

/* Given a library with bulletins, marks and typed figures, as version 1 of its tables kept it. */
static void
make_version_1 (Fixture *fixture)
{
  g_autofree char *first = g_build_filename (fixture->folder, "first.db", NULL);
  g_autofree char *schema = NULL;
  g_autofree char *expected = NULL;
  g_autoptr(ZbLibrary) library = fixture_open (fixture);
  g_autoptr(ZbFigure) hosts = zb_figure_new ("infected_hosts", 12000);
  g_autoptr(GError) error = NULL;

  for (guint number = 1; number <= 3; number++)
    {
      g_autofree char *text = week_to_markdown (2024, number, 100 + number);

      zb_import_result_unref (import_text (library, text));
    }
  g_assert_true (zb_library_set_starred (library, 1, TRUE, &error));
  g_assert_true (zb_library_set_typed_figure (library, 1, hosts, &error));
  g_clear_object (&library);
  fixture_drop_sync_tables (fixture);
  fixture_run_sql (fixture, "DROP TABLE pictures; DROP TABLE picture_bytes; PRAGMA user_version = 1");

  /* What is left is what the first step makes, and nothing else. */
  migrate (first, zb_schema_migrations, 1);
  schema = dup_schema (fixture->path);
  expected = dup_schema (first);
  g_assert_cmpstr (schema, ==, expected);
}

/* Given a library of version 1, when it is opened, then it is saved, all that was in it is there, and
 * its copies can have pictures. */
static void
test_version_1 (void)
{
  static const char *const tables[] = {
    "files", "bulletins", "copies", "figures", "images", "marks", "typed_figures",
  };
  Fixture fixture;
  g_autoptr(ZbLibrary) library = NULL;
  g_autoptr(ZbDetail) detail = NULL;
  g_autoptr(GBytes) picture = make_picture (600, 400);
  g_autoptr(GError) error = NULL;
  g_autofree char *backup = NULL;
  gint64 before[G_N_ELEMENTS (tables)];
  gint64 bytes;

  fixture_init (&fixture);
  make_version_1 (&fixture);
  for (guint i = 0; i < G_N_ELEMENTS (tables); i++)
    {
      g_autofree char *sql = g_strdup_printf ("SELECT count(*) FROM %s", tables[i]);

      before[i] = fixture_query_sql (&fixture, sql);
      g_assert_cmpint (before[i], >, 0);
    }
  bytes = fixture_query_sql (&fixture, "SELECT sum (length (packed)) FROM files");

  library = fixture_open (&fixture);
  for (guint i = 0; i < G_N_ELEMENTS (tables); i++)
    {
      g_autofree char *sql = g_strdup_printf ("SELECT count(*) FROM %s", tables[i]);

      g_assert_cmpint (fixture_query_sql (&fixture, sql), ==, before[i]);
    }
  g_assert_cmpint (fixture_query_sql (&fixture, "SELECT sum (length (packed)) FROM files"), ==, bytes);
  detail = load_issue (library, 2024, 1);
  g_assert_true (detail->entry->starred);
  g_assert_cmpint (find_sourced (detail, "infected_hosts")->figure->value, ==, 12000);
  g_assert_cmpint (find_sourced (detail, "incidents_total")->figure->value, ==, 101);
  g_assert_true (zb_library_store_picture (library, ((ZbCopyInfo *) detail->copies->pdata[0])->id,
                                           ((ZbCopyPicture *) detail->pictures->pdata[0])->address,
                                           picture, &error));
  assert_sound (library);
  backup = g_strconcat (fixture.path, ".v1.bak", NULL);
  g_assert_true (g_file_test (backup, G_FILE_TEST_EXISTS));
  g_clear_object (&library);
  fixture_clear (&fixture);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/library/migration/new", test_new);
  g_test_add_func ("/library/migration/backup", test_backup);
  g_test_add_func ("/library/migration/backup-kept", test_backup_kept);
  g_test_add_func ("/library/migration/failing", test_failing);
  g_test_add_func ("/library/migration/dangling", test_dangling);
  g_test_add_func ("/library/migration/no-backup", test_no_backup);
  g_test_add_func ("/library/migration/version-1", test_version_1);
  return g_test_run ();
}
