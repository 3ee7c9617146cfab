/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "library-fixture.h"

#include "library/zb-library-sync.h"

#define LIST_ADDRESS "https://list.example/index.html"
#define SIGNED_ADDRESS   "https://mp.weixin.qq.com/s?__biz=MzIwNDk0MDgxMw==&mid=7&idx=1&sn=a&chksm=c"
#define UNSIGNED_ADDRESS "https://mp.weixin.qq.com/s?__biz=MzIwNDk0MDgxMw==&mid=7&idx=1&sn=a"
#define SHORT_ADDRESS    "https://mp.weixin.qq.com/s/abcdefghijklmnopqrstuv"
#define OTHER_ADDRESS    "https://other.example/a"

/* Given an index with an issue at four addresses, one without any, one at an address that is none for
 * a fetcher, and one of a week that nobody has lived to see. */
static const char missing_index[] =
  "{\"version\":1,\"issues\":["
  "{\"year\":2024,\"issue\":27,\"start\":\"2024-07-01\",\"end\":\"2024-07-07\","
  " \"addresses\":[{\"url\":\"" UNSIGNED_ADDRESS "\"},"
  "  {\"url\":\"" OTHER_ADDRESS "\",\"account\":\"某\",\"seen\":\"2024-07-13\"},"
  "  {\"url\":\"" SHORT_ADDRESS "\"},"
  "  {\"url\":\"" SIGNED_ADDRESS "\"}]},"
  "{\"year\":2024,\"issue\":28,\"start\":\"2024-07-08\",\"end\":\"2024-07-14\"},"
  "{\"year\":2024,\"issue\":29,\"start\":\"2024-07-15\",\"end\":\"2024-07-21\","
  " \"addresses\":[{\"url\":\"file:///etc/passwd\"}]},"
  "{\"year\":2024,\"issue\":30,\"start\":\"2024-07-22\",\"end\":\"2024-07-28\","
  " \"addresses\":[{\"url\":\"https://other.example/30\"}]},"
  "{\"year\":2999,\"issue\":1,\"start\":\"2998-12-31\",\"end\":\"2999-01-06\"}"
  "]}";

static GPtrArray *
list_sources (ZbLibrary *library)
{
  g_autoptr(GError) error = NULL;
  GPtrArray *sources = zb_library_list_sources (library, &error);

  g_assert_no_error (error);
  return sources;
}

static ZbFetchRecord *
find_fetch (ZbLibrary  *library,
            const char *address)
{
  g_autoptr(GError) error = NULL;
  ZbFetchRecord *fetch = zb_library_find_fetch (library, address, &error);

  g_assert_no_error (error);
  return fetch;
}

static GPtrArray *
list_runs (ZbLibrary *library,
           gint64     source,
           guint      limit)
{
  g_autoptr(GError) error = NULL;
  GPtrArray *runs = zb_library_list_runs (library, source, limit, &error);

  g_assert_no_error (error);
  return runs;
}

static GPtrArray *
list_missing (ZbLibrary *library,
              gint64     id)
{
  g_autoptr(GError) error = NULL;
  GPtrArray *missing = zb_library_list_missing (library, id, &error);

  g_assert_no_error (error);
  return missing;
}

/* The source's tasks, one address behind the other. */
static char *
dup_tasks (ZbLibrary *library,
           gint64     source)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) tasks = zb_library_list_tasks (library, source, &error);
  g_autoptr(GString) text = g_string_new (NULL);

  g_assert_no_error (error);
  for (guint i = 0; i < tasks->len; i++)
    g_string_append_printf (text, "%s ", ((ZbTask *) g_ptr_array_index (tasks, i))->address);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
assert_tasks (ZbLibrary  *library,
              gint64      source,
              const char *expected)
{
  g_autofree char *tasks = dup_tasks (library, source);

  g_assert_cmpstr (tasks, ==, expected);
}

static GPtrArray *
new_steps (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) zb_sync_step_free);
}

/* Adds a step that says how asking an address ended. */
static ZbSyncStep *
add_step (GPtrArray      *steps,
          const char     *address,
          ZbFetchOutcome  outcome)
{
  ZbSyncStep *step = zb_sync_step_new ();

  step->fetch = zb_fetch_record_new (address);
  step->fetch->outcome = outcome;
  step->done = g_strdup (address);
  step->tasks = g_ptr_array_new_with_free_func ((GDestroyNotify) zb_task_free);
  step->files = g_ptr_array_new_with_free_func ((GDestroyNotify) zb_stored_file_free);
  g_ptr_array_add (steps, step);
  return step;
}

static void
add_file (ZbSyncStep *step,
          guint       number)
{
  g_autoptr(GError) error = NULL;
  g_autofree char *text = week_to_markdown (2024, number, 100 + number);
  g_autoptr(GBytes) bytes = g_bytes_new (text, strlen (text));

  g_ptr_array_add (step->files, zb_stored_file_new (bytes, NULL, step->fetch->address,
                                                    zb_extractor_get_default (), &error));
  g_assert_no_error (error);
}

static void
commit (ZbLibrary *library,
        gint64     source,
        GPtrArray *steps)
{
  g_autoptr(ZbImportResult) result = zb_import_result_new ();
  g_autoptr(GError) error = NULL;

  zb_library_commit_steps (library, source, steps, result, &error);
  g_assert_no_error (error);
}

static void
assert_default_sources (ZbLibrary *library)
{
  static const ZbSourceKind kinds[] = { ZB_SOURCE_ARCHIVE, ZB_SOURCE_CERT, ZB_SOURCE_KNOWN };
  g_autoptr(GPtrArray) sources = list_sources (library);

  g_assert_cmpuint (sources->len, ==, G_N_ELEMENTS (kinds));
  for (guint i = 0; i < sources->len; i++)
    {
      const ZbSourceRecord *source = g_ptr_array_index (sources, i);

      g_assert_cmpint (source->kind, ==, kinds[i]);
      g_assert_true (source->enabled);
      g_assert_cmpint (source->added, >, 0);
      g_assert_cmpint (source->next_try, ==, 0);
      g_assert_cmpuint (source->n_failures, ==, 0);
      g_assert_null (source->name);
    }
  g_assert_true (g_str_has_prefix (((ZbSourceRecord *) sources->pdata[0])->address,
                                   "https://api.github.com/repos/"));
  g_assert_true (g_str_has_prefix (((ZbSourceRecord *) sources->pdata[1])->address,
                                   "https://www.cert.org.cn/"));
  g_assert_cmpstr (((ZbSourceRecord *) sources->pdata[2])->address, ==, "");
}

static void
assert_default_settings (ZbLibrary *library)
{
  g_auto(ZbSyncSettings) settings = { 0, };
  g_autoptr(GError) error = NULL;

  g_assert_true (zb_library_get_sync_settings (library, &settings, &error));
  g_assert_no_error (error);
  g_assert_false (settings.is_agreed);
  g_assert_cmpuint (settings.interval_hours, ==, 12);
  g_assert_false (settings.on_metered);
  g_assert_false (settings.in_background);
  g_assert_true (settings.notifies);
  g_assert_true (settings.loads_pictures);
  g_assert_cmpuint (settings.picture_days, ==, 0);
  g_assert_null (settings.user_agent);
}

/* Given a new library, then it has three sources and nothing was agreed to. */
static void
test_new (void)
{
  Fixture fixture;
  g_autoptr(ZbLibrary) library = NULL;
  g_autoptr(GError) error = NULL;

  fixture_init (&fixture);
  library = fixture_open (&fixture);
  assert_default_sources (library);
  assert_default_settings (library);
  assert_sound (library);

  /* One that is removed does not come back by itself. */
  g_assert_true (zb_library_remove_source (library, 2, &error));
  g_clear_object (&library);
  library = fixture_open (&fixture);
  {
    g_autoptr(GPtrArray) sources = list_sources (library);

    g_assert_cmpuint (sources->len, ==, 2);
  }
  g_clear_object (&library);
  fixture_clear (&fixture);
}

/* Given a library of version 2 with a bulletin, when it is opened, then it is saved, keeps the
 * bulletin and gets what a new one has. */
static void
test_migrated (void)
{
  Fixture fixture;
  g_autoptr(ZbLibrary) library = NULL;
  g_autoptr(ZbDetail) detail = NULL;
  g_autofree char *text = week_to_markdown (2024, 10, 99);
  g_autofree char *backup = NULL;

  fixture_init (&fixture);
  library = fixture_open (&fixture);
  zb_import_result_unref (import_text (library, text));
  g_clear_object (&library);
  fixture_drop_sync_tables (&fixture);

  library = fixture_open (&fixture);
  assert_default_sources (library);
  assert_default_settings (library);
  detail = load_issue (library, 2024, 10);
  g_assert_cmpint (find_sourced (detail, "incidents_total")->figure->value, ==, 99);
  assert_sound (library);
  backup = g_strconcat (fixture.path, ".v2.bak", NULL);
  g_assert_true (g_file_test (backup, G_FILE_TEST_EXISTS));
  g_clear_object (&library);
  fixture_clear (&fixture);
}

static void
test_settings (void)
{
  Fixture fixture;
  g_autoptr(ZbLibrary) library = NULL;
  g_auto(ZbSyncSettings) read = { 0, };
  g_autoptr(GError) error = NULL;
  ZbSyncSettings settings = {
    .is_agreed = TRUE, .interval_hours = 6, .on_metered = TRUE, .in_background = TRUE,
    .notifies = FALSE, .loads_pictures = FALSE, .picture_days = 91,
    .user_agent = (char *) "  Reader/1 (+https://reader.example) ",
  };

  fixture_init (&fixture);
  library = fixture_open (&fixture);
  g_assert_true (zb_library_set_sync_settings (library, &settings, &error));
  g_clear_object (&library);
  library = fixture_open (&fixture);
  g_assert_true (zb_library_get_sync_settings (library, &read, &error));
  g_assert_true (read.is_agreed);
  g_assert_cmpuint (read.interval_hours, ==, 6);
  g_assert_true (read.on_metered);
  g_assert_true (read.in_background);
  g_assert_false (read.notifies);
  g_assert_false (read.loads_pictures);
  g_assert_cmpuint (read.picture_days, ==, 91);
  g_assert_cmpstr (read.user_agent, ==, "Reader/1 (+https://reader.example)");
  zb_sync_settings_clear (&read);

  /* A name that would smuggle a line into a request changes nothing. */
  settings.user_agent = (char *) "Reader\r\nCookie: a=b";
  settings.is_agreed = FALSE;
  g_assert_false (zb_library_set_sync_settings (library, &settings, &error));
  g_assert_error (error, ZB_LIBRARY_ERROR, ZB_LIBRARY_ERROR_INVALID);
  g_clear_error (&error);
  g_assert_true (zb_library_get_sync_settings (library, &read, &error));
  g_assert_true (read.is_agreed);
  zb_sync_settings_clear (&read);

  /* Without a name, and never by itself. */
  settings.user_agent = NULL;
  settings.interval_hours = 0;
  g_assert_true (zb_library_set_sync_settings (library, &settings, &error));
  g_assert_true (zb_library_get_sync_settings (library, &read, &error));
  g_assert_null (read.user_agent);
  g_assert_cmpuint (read.interval_hours, ==, 0);
  g_assert_false (read.is_agreed);

  settings.interval_hours = G_MAXUINT;
  g_assert_true (zb_library_set_sync_settings (library, &settings, &error));
  g_assert_true (zb_library_get_sync_settings (library, &read, &error));
  g_assert_cmpuint (read.interval_hours, ==, ZB_SYNC_MAX_INTERVAL_HOURS);
  g_clear_object (&library);
  fixture_clear (&fixture);
}

/* Given settings that no program has written, then they read as those of a new library. */
static void
test_damaged_settings (void)
{
  Fixture fixture;
  g_autoptr(ZbLibrary) library = NULL;
  g_auto(ZbSyncSettings) settings = { 0, };
  g_autoptr(GError) error = NULL;

  fixture_init (&fixture);
  library = fixture_open (&fixture);
  fixture_run_sql (&fixture,
                   "INSERT INTO meta (key, value) VALUES ('sync.agreed', 'yes please'),"
                   " ('sync.interval', '-3'), ('sync.metered', ''), ('sync.background', '11'),"
                   " ('sync.notify', CAST (x'ff' AS TEXT)),"
                   " ('sync.user-agent', 'a' || char (13) || char (10) || 'b')");
  assert_default_settings (library);
  fixture_run_sql (&fixture, "UPDATE meta SET value = '12h' WHERE key = 'sync.interval'");
  fixture_run_sql (&fixture, "UPDATE meta SET value = hex (zeroblob (200)) WHERE key = 'sync.user-agent'");
  assert_default_settings (library);
  fixture_run_sql (&fixture, "UPDATE meta SET value = '4000000000' WHERE key = 'sync.interval'");
  g_assert_true (zb_library_get_sync_settings (library, &settings, &error));
  g_assert_cmpuint (settings.interval_hours, ==, ZB_SYNC_MAX_INTERVAL_HOURS);
  g_clear_object (&library);
  fixture_clear (&fixture);
}

static void
test_sources (void)
{
  Fixture fixture;
  g_autoptr(ZbLibrary) library = NULL;
  g_autoptr(GPtrArray) sources = NULL;
  g_autoptr(GError) error = NULL;
  gint64 feed, folder;

  fixture_init (&fixture);
  library = fixture_open (&fixture);
  feed = zb_library_add_source (library, ZB_SOURCE_FEED, " https://feed.example/周报.xml\n", "  周报 ", &error);
  g_assert_no_error (error);
  folder = zb_library_add_source (library, ZB_SOURCE_FOLDER, "/srv/./bulletins/", " ", &error);
  g_assert_no_error (error);
  g_assert_cmpint (feed, >, 3);
  g_assert_cmpint (folder, >, feed);
  g_assert_true (zb_library_set_source_enabled (library, folder, FALSE, &error));
  g_clear_object (&library);

  library = fixture_open (&fixture);
  sources = list_sources (library);
  g_assert_cmpuint (sources->len, ==, 5);
  {
    const ZbSourceRecord *source = g_ptr_array_index (sources, 3);

    g_assert_cmpint (source->id, ==, feed);
    g_assert_cmpint (source->kind, ==, ZB_SOURCE_FEED);
    g_assert_cmpstr (source->address, ==, "https://feed.example/周报.xml");
    g_assert_cmpstr (source->name, ==, "周报");
    g_assert_true (source->enabled);
    g_assert_cmpint (source->added, >, 0);
  }
  {
    const ZbSourceRecord *source = g_ptr_array_index (sources, 4);

    g_assert_cmpint (source->id, ==, folder);
    g_assert_cmpstr (source->address, ==, "/srv/bulletins");
    g_assert_null (source->name);
    g_assert_false (source->enabled);
  }
  assert_sound (library);
  g_clear_object (&library);
  fixture_clear (&fixture);
}

/* Given addresses at which no source can be, or one is already, then they are refused with a
 * sentence, and nothing changes. */
static void
test_wrong_sources (void)
{
  static const struct { ZbSourceKind kind; const char *address; } wrong[] = {
    { ZB_SOURCE_FEED, NULL },
    { ZB_SOURCE_FEED, "" },
    { ZB_SOURCE_FEED, "feed.example/rss" },
    { ZB_SOURCE_FEED, "ftp://feed.example/rss" },
    { ZB_SOURCE_FEED, "file:///etc/passwd" },
    { ZB_SOURCE_FEED, "https://" },
    { ZB_SOURCE_FEED, "https://feed.example/a\nb" },
    { ZB_SOURCE_FEED, "https://feed.example/\xff" },
    { ZB_SOURCE_FEED, "https://feed.example/rss" },
    { ZB_SOURCE_ARCHIVE, "somewhere" },
    { ZB_SOURCE_CERT, "https://www.cert.org.cn/publish/main/44/index.html" },
    { ZB_SOURCE_KNOWN, NULL },
    { ZB_SOURCE_KNOWN, "https://known.example/" },
    { ZB_SOURCE_FOLDER, " " },
    { ZB_SOURCE_FOLDER, "bulletins" },
    { ZB_SOURCE_FOLDER, "/srv/\xff" },
    { ZB_SOURCE_FOLDER, "/srv/bulletins/../bulletins" },
  };
  Fixture fixture;
  g_autoptr(ZbLibrary) library = NULL;
  g_autoptr(GError) error = NULL;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;

  fixture_init (&fixture);
  library = fixture_open (&fixture);
  zb_library_add_source (library, ZB_SOURCE_FEED, "https://feed.example/rss", NULL, &error);
  zb_library_add_source (library, ZB_SOURCE_FOLDER, "/srv/bulletins", NULL, &error);
  g_assert_no_error (error);
  before = dump_library (fixture.path);
  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_test_message ("wrong source %u", i);
      g_assert_cmpint (zb_library_add_source (library, wrong[i].kind, wrong[i].address, NULL, &error), ==, 0);
      g_assert_error (error, ZB_LIBRARY_ERROR, ZB_LIBRARY_ERROR_INVALID);
      g_assert_true (g_utf8_validate (error->message, -1, NULL));
      g_clear_error (&error);
    }
  after = dump_library (fixture.path);
  g_assert_cmpstr (before, ==, after);

  g_assert_false (zb_library_remove_source (library, 99, &error));
  g_assert_error (error, ZB_LIBRARY_ERROR, ZB_LIBRARY_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_assert_false (zb_library_set_source_enabled (library, 99, TRUE, &error));
  g_assert_error (error, ZB_LIBRARY_ERROR, ZB_LIBRARY_ERROR_NOT_FOUND);
  g_clear_object (&library);
  fixture_clear (&fixture);
}

/* Given a source with a log and tasks, when it is removed, then these go and the fetched addresses
 * stay; when that is undone, it is there again under its number. */
static void
test_removed (void)
{
  Fixture fixture;
  g_autoptr(ZbLibrary) library = NULL;
  g_autoptr(GPtrArray) sources = NULL;
  g_autoptr(GPtrArray) steps = new_steps ();
  g_autoptr(ZbSourceRecord) kept = NULL;
  g_autoptr(ZbRunRecord) run = zb_run_record_new (1);
  g_autoptr(ZbFetchRecord) fetch = NULL;
  g_autoptr(GPtrArray) runs = NULL;
  g_autoptr(GError) error = NULL;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;

  fixture_init (&fixture);
  library = fixture_open (&fixture);
  before = dump_library (fixture.path);
  sources = list_sources (library);
  kept = zb_source_record_copy (g_ptr_array_index (sources, 0));
  g_assert_true (zb_library_begin_run (library, run, &error));
  zb_run_record_add_note (run, OTHER_ADDRESS, ZB_FETCH_FAILED, "as planned");
  g_assert_true (zb_library_end_run (library, run, 0, &error));
  g_ptr_array_add (add_step (steps, LIST_ADDRESS, ZB_FETCH_OK)->tasks,
                   zb_task_new (ZB_TASK_COPY, OTHER_ADDRESS, NULL, 0));
  commit (library, 1, steps);
  assert_tasks (library, 1, OTHER_ADDRESS " ");

  g_assert_true (zb_library_remove_source (library, 1, &error));
  assert_tasks (library, 1, "");
  runs = list_runs (library, 0, 0);
  g_assert_cmpuint (runs->len, ==, 0);
  g_assert_cmpint (fixture_query_sql (&fixture, "SELECT count(*) FROM run_notes"), ==, 0);
  fetch = find_fetch (library, LIST_ADDRESS);
  g_assert_cmpint (fetch->outcome, ==, ZB_FETCH_OK);

  /* A run that was on its way does no harm. */
  g_assert_true (zb_library_end_run (library, run, 1, &error));
  g_assert_no_error (error);
  commit (library, 1, steps);
  assert_tasks (library, 1, "");
  g_assert_false (zb_library_begin_run (library, run, &error));
  g_assert_error (error, ZB_LIBRARY_ERROR, ZB_LIBRARY_ERROR_NOT_FOUND);
  g_clear_error (&error);

  g_assert_true (zb_library_restore_source (library, kept, &error));
  assert_default_sources (library);
  fixture_run_sql (&fixture, "DELETE FROM fetches");
  after = dump_library (fixture.path);
  g_assert_cmpstr (before, ==, after);
  g_assert_false (zb_library_restore_source (library, kept, &error));
  g_assert_error (error, ZB_LIBRARY_ERROR, ZB_LIBRARY_ERROR_INVALID);
  assert_sound (library);
  g_clear_object (&library);
  fixture_clear (&fixture);
}

/* Given tasks that were found one after the other, then they come back so, each once, after whatever
 * end; and what was had or is gone is not fetched again, but lists are. */
static void
test_tasks (void)
{
  Fixture fixture;
  g_autoptr(ZbLibrary) library = NULL;
  g_autoptr(GPtrArray) first = g_ptr_array_new_with_free_func ((GDestroyNotify) zb_task_free);
  g_autoptr(GPtrArray) second = g_ptr_array_new_with_free_func ((GDestroyNotify) zb_task_free);
  g_autoptr(GPtrArray) steps = new_steps ();
  g_autoptr(GPtrArray) tasks = NULL;
  g_autoptr(GError) error = NULL;
  const ZbTask *task;

  fixture_init (&fixture);
  library = fixture_open (&fixture);
  add_step (steps, "https://a.example/had", ZB_FETCH_OK);
  add_step (steps, "https://a.example/gone", ZB_FETCH_GONE);
  add_step (steps, "https://a.example/refused", ZB_FETCH_REFUSED);
  commit (library, 1, steps);

  g_ptr_array_add (first, zb_task_new (ZB_TASK_COPY, "https://z.example/", "周报", 0));
  g_ptr_array_add (first, zb_task_new (ZB_TASK_COPY, "https://a.example/had", NULL, 0));
  g_ptr_array_add (first, zb_task_new (ZB_TASK_COPY, "https://a.example/gone", NULL, 0));
  g_ptr_array_add (first, zb_task_new (ZB_TASK_COPY, "https://a.example/refused", NULL, 0));
  /* A bulletin that the library does not know is only forgotten. */
  g_ptr_array_add (first, zb_task_new (ZB_TASK_COPY, "https://b.example/", NULL, 4711));
  g_ptr_array_add (second, zb_task_new (ZB_TASK_LIST, "https://a.example/had", NULL, 0));
  g_ptr_array_add (second, zb_task_new (ZB_TASK_LIST, "https://z.example/", NULL, 0));
  g_ptr_array_add (second, zb_task_new (ZB_TASK_LIST, "https://a.example/", NULL, 0));
  g_assert_true (zb_library_add_tasks (library, 1, first, &error));
  g_assert_true (zb_library_add_tasks (library, 1, second, &error));
  g_assert_true (zb_library_add_tasks (library, 3, first, &error));
  g_assert_true (zb_library_add_tasks (library, 99, first, &error));
  g_assert_no_error (error);
  g_clear_object (&library);

  library = fixture_open (&fixture);
  assert_tasks (library, 1, "https://z.example/ https://a.example/refused https://b.example/"
                            " https://a.example/had https://a.example/ ");
  assert_tasks (library, 3, "https://z.example/ https://a.example/refused https://b.example/ ");
  assert_tasks (library, 99, "");
  tasks = zb_library_list_tasks (library, 1, &error);
  task = g_ptr_array_index (tasks, 0);
  g_assert_cmpint (task->kind, ==, ZB_TASK_COPY);
  g_assert_cmpstr (task->title, ==, "周报");
  g_assert_cmpint (((ZbTask *) g_ptr_array_index (tasks, 2))->bulletin, ==, 0);
  g_assert_cmpint (((ZbTask *) g_ptr_array_index (tasks, 4))->kind, ==, ZB_TASK_LIST);
  assert_sound (library);
  g_clear_object (&library);
  fixture_clear (&fixture);
}

/* Given a bulletin known by its week and one known by its number, when they turn out to be one, then
 * a task about the first is about that one; when nothing speaks of it any more, it is about none. */
static void
test_task_bulletin (void)
{
  Fixture fixture;
  g_autoptr(ZbLibrary) library = NULL;
  g_autoptr(GPtrArray) tasks = g_ptr_array_new_with_free_func ((GDestroyNotify) zb_task_free);
  g_autoptr(GPtrArray) listed = NULL;
  g_autofree char *text = week_to_markdown (2024, 27, 99);
  g_autoptr(GError) error = NULL;

  fixture_init (&fixture);
  library = fixture_open (&fixture);
  fixture_run_sql (&fixture,
                   "INSERT INTO bulletins (id, year, number, day) VALUES (10, 2024, 27, '2024-07-01');"
                   "INSERT INTO bulletins (id, year, week, day) VALUES (11, 2024, '2024-07-01', '2024-07-01');"
                   "INSERT INTO bulletins (id, year, week, day) VALUES (12, 2024, '2024-07-08', '2024-07-08')");
  g_ptr_array_add (tasks, zb_task_new (ZB_TASK_COPY, OTHER_ADDRESS, NULL, 11));
  g_ptr_array_add (tasks, zb_task_new (ZB_TASK_COPY, SHORT_ADDRESS, NULL, 12));
  g_assert_true (zb_library_add_tasks (library, 1, tasks, &error));
  zb_import_result_unref (import_text (library, text));
  fixture_run_sql (&fixture, "PRAGMA foreign_keys = ON; DELETE FROM bulletins WHERE id = 12");
  listed = zb_library_list_tasks (library, 1, &error);
  g_assert_cmpuint (listed->len, ==, 2);
  g_assert_cmpint (((ZbTask *) g_ptr_array_index (listed, 0))->bulletin, ==, 10);
  g_assert_cmpint (((ZbTask *) g_ptr_array_index (listed, 1))->bulletin, ==, 0);
  assert_sound (library);
  g_clear_object (&library);
  fixture_clear (&fixture);
}

/* Given some answers, when they are committed, then the files are bulletins, the addresses are
 * remembered, what was found is to be fetched, and what is done is not; also after opening again. */
static void
test_commit (void)
{
  Fixture fixture;
  g_autoptr(ZbLibrary) library = NULL;
  g_autoptr(GPtrArray) steps = new_steps ();
  g_autoptr(GPtrArray) again = new_steps ();
  g_autoptr(ZbImportResult) result = zb_import_result_new ();
  g_autoptr(ZbDetail) detail = NULL;
  g_autoptr(GError) error = NULL;
  ZbSyncStep *step;

  fixture_init (&fixture);
  library = fixture_open (&fixture);
  step = add_step (steps, LIST_ADDRESS, ZB_FETCH_OK);
  g_ptr_array_add (step->tasks, zb_task_new (ZB_TASK_COPY, "https://a.example/1", NULL, 0));
  g_ptr_array_add (step->tasks, zb_task_new (ZB_TASK_COPY, "https://a.example/2", NULL, 0));
  g_ptr_array_add (step->tasks, zb_task_new (ZB_TASK_COPY, "https://a.example/3", NULL, 0));
  /* Lists like to name themselves. */
  g_ptr_array_add (step->tasks, zb_task_new (ZB_TASK_LIST, LIST_ADDRESS, NULL, 0));
  add_file (add_step (steps, "https://a.example/1", ZB_FETCH_OK), 1);
  step = add_step (steps, "https://a.example/2", ZB_FETCH_OK);
  add_file (step, 2);
  add_file (step, 1);
  g_ptr_array_add (steps, zb_sync_step_new ());
  g_assert_true (zb_library_commit_steps (library, 1, steps, result, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (result->imported, ==, 2);
  g_assert_cmpuint (result->duplicates, ==, 1);
  g_assert_cmpuint (result->bulletins->len, ==, 2);
  g_clear_object (&library);

  library = fixture_open (&fixture);
  assert_tasks (library, 1, "https://a.example/3 ");
  detail = load_issue (library, 2024, 2);
  g_assert_cmpint (find_sourced (detail, "incidents_total")->figure->value, ==, 102);
  g_assert_cmpstr (((ZbCopyInfo *) g_ptr_array_index (detail->copies, 0))->origin, ==, "https://a.example/2");

  /* The result counts on. */
  add_file (add_step (again, "https://a.example/3", ZB_FETCH_OK), 3);
  g_assert_true (zb_library_commit_steps (library, 1, again, result, &error));
  g_assert_cmpuint (result->imported, ==, 3);
  g_assert_cmpuint (result->bulletins->len, ==, 3);
  assert_tasks (library, 1, "");
  assert_sound (library);
  g_clear_object (&library);
  fixture_clear (&fixture);
}

/* Given a step that cannot be written, then nothing of the steps before it is there, and nothing is
 * counted; when it can, all is. */
static void
test_commit_fails (gconstpointer trigger)
{
  Fixture fixture;
  g_autoptr(ZbLibrary) library = NULL;
  g_autoptr(GPtrArray) steps = new_steps ();
  g_autoptr(ZbImportResult) result = zb_import_result_new ();
  g_autoptr(GPtrArray) tasks = g_ptr_array_new_with_free_func ((GDestroyNotify) zb_task_free);
  g_autoptr(GError) error = NULL;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  ZbSyncStep *step;

  fixture_init (&fixture);
  library = fixture_open (&fixture);
  g_ptr_array_add (tasks, zb_task_new (ZB_TASK_LIST, LIST_ADDRESS, NULL, 0));
  g_assert_true (zb_library_add_tasks (library, 1, tasks, &error));
  fixture_run_sql (&fixture, trigger);
  before = dump_library (fixture.path);
  add_file (add_step (steps, LIST_ADDRESS, ZB_FETCH_OK), 1);
  step = add_step (steps, "https://a.example/bad", ZB_FETCH_OK);
  add_file (step, 2);
  g_ptr_array_add (step->tasks, zb_task_new (ZB_TASK_COPY, "https://a.example/3", NULL, 0));

  g_assert_false (zb_library_commit_steps (library, 1, steps, result, &error));
  g_assert_error (error, ZB_LIBRARY_ERROR, ZB_LIBRARY_ERROR_FAILED);
  g_clear_error (&error);
  after = dump_library (fixture.path);
  g_assert_cmpstr (before, ==, after);
  g_assert_cmpuint (result->imported + result->bulletins->len + result->copies->len, ==, 0);
  assert_tasks (library, 1, LIST_ADDRESS " ");

  fixture_run_sql (&fixture, "DROP TRIGGER stop");
  g_assert_true (zb_library_commit_steps (library, 1, steps, result, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (result->imported, ==, 2);
  assert_tasks (library, 1, "https://a.example/3 ");
  assert_sound (library);
  g_clear_object (&library);
  fixture_clear (&fixture);
}

/* Given validators with bytes that are no UTF-8, then they come back byte for byte, with all else. */
static void
test_fetch (void)
{
  Fixture fixture;
  g_autoptr(ZbLibrary) library = NULL;
  g_autoptr(GPtrArray) steps = new_steps ();
  g_autoptr(GPtrArray) bare = new_steps ();
  g_autoptr(ZbFetchRecord) never = NULL;
  g_autoptr(ZbFetchRecord) read = NULL;
  ZbFetchRecord *fetch;

  fixture_init (&fixture);
  library = fixture_open (&fixture);
  never = find_fetch (library, OTHER_ADDRESS);
  g_assert_cmpint (never->outcome, ==, ZB_FETCH_NEVER);
  g_assert_cmpstr (never->address, ==, OTHER_ADDRESS);
  g_assert_false (never->has_hash);
  g_assert_null (never->etag);

  fetch = add_step (steps, OTHER_ADDRESS, ZB_FETCH_REFUSED)->fetch;
  fetch->etag = g_strdup ("W/\"\xe9\xff \t'--;\"");
  fetch->last_modified = g_strdup ("Fri, 12 Jul 2024 08:00:00 GMT ");
  fetch->has_hash = TRUE;
  for (guint i = 0; i < sizeof fetch->sha256; i++)
    fetch->sha256[i] = (guint8) (i * 9);
  fetch->moved_to = g_strdup ("https://new.example/a");
  fetch->reason = g_strdup ("只有标题");
  fetch->checked = G_GINT64_CONSTANT (5000000000);
  fetch->next_try = G_GINT64_CONSTANT (6000000000);
  fetch->n_failures = 3;
  commit (library, 1, steps);
  g_clear_object (&library);

  library = fixture_open (&fixture);
  read = find_fetch (library, OTHER_ADDRESS);
  g_assert_cmpmem (read->etag, strlen (read->etag), fetch->etag, strlen (fetch->etag));
  g_assert_cmpstr (read->last_modified, ==, fetch->last_modified);
  g_assert_true (read->has_hash);
  g_assert_cmpmem (read->sha256, sizeof read->sha256, fetch->sha256, sizeof fetch->sha256);
  g_assert_cmpstr (read->moved_to, ==, fetch->moved_to);
  g_assert_cmpint (read->outcome, ==, ZB_FETCH_REFUSED);
  g_assert_cmpstr (read->reason, ==, fetch->reason);
  g_assert_cmpint (read->checked, ==, fetch->checked);
  g_assert_cmpint (read->next_try, ==, fetch->next_try);
  g_assert_cmpuint (read->n_failures, ==, 3);
  g_clear_pointer (&read, zb_fetch_record_free);

  /* What comes later takes the place of all of it: validators without their body are worth nothing. */
  add_step (bare, OTHER_ADDRESS, ZB_FETCH_OK)->fetch->etag = g_strdup ("");
  commit (library, 1, bare);
  read = find_fetch (library, OTHER_ADDRESS);
  g_assert_cmpint (read->outcome, ==, ZB_FETCH_OK);
  g_assert_cmpstr (read->etag, ==, "");
  g_assert_null (read->last_modified);
  g_assert_false (read->has_hash);
  g_assert_null (read->moved_to);
  g_assert_null (read->reason);
  g_assert_cmpint (read->next_try, ==, 0);
  g_clear_object (&library);
  fixture_clear (&fixture);
}

static void
test_hosts (void)
{
  Fixture fixture;
  g_autoptr(ZbLibrary) library = NULL;
  g_autoptr(GPtrArray) hosts = NULL;
  g_autoptr(GError) error = NULL;
  ZbHostRecord slow = { (char *) "mp.weixin.qq.com", 2000, 2, 5000 };
  ZbHostRecord other = { (char *) "b.example:8080", 1000, 1, 0 };
  const ZbHostRecord *host;

  fixture_init (&fixture);
  library = fixture_open (&fixture);
  g_assert_true (zb_library_put_host (library, &other, &error));
  g_assert_true (zb_library_put_host (library, &slow, &error));
  slow.n_failures = 3;
  g_assert_true (zb_library_put_host (library, &slow, &error));
  g_clear_object (&library);

  library = fixture_open (&fixture);
  hosts = zb_library_list_hosts (library, &error);
  g_assert_cmpuint (hosts->len, ==, 2);
  host = g_ptr_array_index (hosts, 1);
  g_assert_cmpstr (host->host, ==, "mp.weixin.qq.com");
  g_assert_cmpint (host->next_try, ==, 2000);
  g_assert_cmpuint (host->n_failures, ==, 3);
  g_assert_cmpuint (host->interval_ms, ==, 5000);
  g_clear_pointer (&hosts, g_ptr_array_unref);

  /* A host that answers again needs no patience. */
  other.next_try = 0;
  other.n_failures = 0;
  g_assert_true (zb_library_put_host (library, &other, &error));
  hosts = zb_library_list_hosts (library, &error);
  g_assert_cmpuint (hosts->len, ==, 1);
  g_clear_object (&library);
  fixture_clear (&fixture);
}

static void
test_runs (void)
{
  Fixture fixture;
  g_autoptr(ZbLibrary) library = NULL;
  g_autoptr(ZbRunRecord) run = zb_run_record_new (2);
  g_autoptr(ZbRunRecord) cut_off = zb_run_record_new (3);
  g_autoptr(GPtrArray) runs = NULL;
  g_autoptr(GPtrArray) newest = NULL;
  g_autoptr(GPtrArray) sources = NULL;
  g_autoptr(GError) error = NULL;
  const ZbRunRecord *read;
  const ZbRunNote *note;
  const ZbSourceRecord *source;

  fixture_init (&fixture);
  library = fixture_open (&fixture);
  g_assert_true (zb_library_begin_run (library, run, &error));
  g_assert_cmpint (run->id, >, 0);
  g_assert_cmpint (run->started, >, 0);
  run->asked = 7;
  run->answered = 6;
  run->stored = 1;
  run->unchanged = 2;
  run->refused = 3;
  run->failed = 4;
  run->bytes = G_GINT64_CONSTANT (5000000000);
  run->next_try = 6000;
  run->error = g_strdup ("网络断了");
  zb_run_record_add_note (run, SHORT_ADDRESS, ZB_FETCH_REFUSED, "只有标题");
  zb_run_record_add_note (run, OTHER_ADDRESS, ZB_FETCH_FAILED, "as planned");
  g_assert_true (zb_library_end_run (library, run, 5, &error));
  g_assert_true (zb_library_begin_run (library, cut_off, &error));
  g_clear_object (&library);

  library = fixture_open (&fixture);
  runs = list_runs (library, 0, 0);
  g_assert_cmpuint (runs->len, ==, 2);
  read = g_ptr_array_index (runs, 0);
  g_assert_cmpint (read->id, ==, cut_off->id);
  g_assert_cmpint (read->ended, ==, 0);
  read = g_ptr_array_index (runs, 1);
  g_assert_cmpint (read->id, ==, run->id);
  g_assert_cmpint (read->source, ==, 2);
  g_assert_cmpint (read->started, ==, run->started);
  g_assert_cmpint (read->ended, >=, run->started);
  g_assert_cmpuint (read->asked, ==, 7);
  g_assert_cmpuint (read->answered, ==, 6);
  g_assert_cmpuint (read->stored, ==, 1);
  g_assert_cmpuint (read->unchanged, ==, 2);
  g_assert_cmpuint (read->refused, ==, 3);
  g_assert_cmpuint (read->failed, ==, 4);
  g_assert_cmpint (read->bytes, ==, run->bytes);
  g_assert_cmpint (read->next_try, ==, 6000);
  g_assert_cmpstr (read->error, ==, "网络断了");
  g_assert_cmpuint (read->notes->len, ==, 2);
  note = g_ptr_array_index (read->notes, 0);
  g_assert_cmpstr (note->address, ==, SHORT_ADDRESS);
  g_assert_cmpint (note->outcome, ==, ZB_FETCH_REFUSED);
  g_assert_cmpstr (note->message, ==, "只有标题");

  newest = list_runs (library, 0, 1);
  g_assert_cmpuint (newest->len, ==, 1);
  g_assert_cmpint (((ZbRunRecord *) g_ptr_array_index (newest, 0))->id, ==, cut_off->id);
  sources = list_sources (library);
  source = g_ptr_array_index (sources, 1);
  g_assert_cmpint (source->next_try, ==, 6000);
  g_assert_cmpuint (source->n_failures, ==, 5);
  assert_sound (library);
  g_clear_object (&library);
  fixture_clear (&fixture);
}

/* Given more runs than are kept, then the oldest go, of their own source only; and a run notes no more
 * than a reader bears. */
static void
test_bounded_log (void)
{
  Fixture fixture;
  g_autoptr(ZbLibrary) library = NULL;
  g_autoptr(ZbRunRecord) other = zb_run_record_new (2);
  g_autoptr(GPtrArray) runs = NULL;
  g_autoptr(GPtrArray) others = NULL;
  g_autoptr(GError) error = NULL;

  fixture_init (&fixture);
  library = fixture_open (&fixture);
  g_assert_true (zb_library_begin_run (library, other, &error));
  for (guint i = 1; i <= ZB_RUNS_KEPT + 5; i++)
    {
      g_autoptr(ZbRunRecord) run = zb_run_record_new (1);

      run->started = i;
      g_assert_true (zb_library_begin_run (library, run, &error));
      g_assert_cmpint (run->started, ==, i);
      for (guint j = 0; j < ZB_RUN_MAX_NOTES + 10; j++)
        zb_run_record_add_note (run, OTHER_ADDRESS, ZB_FETCH_FAILED, "as planned");
      g_assert_cmpuint (run->notes->len, ==, ZB_RUN_MAX_NOTES);
      g_assert_true (zb_library_end_run (library, run, i, &error));
    }
  runs = list_runs (library, 1, 0);
  g_assert_cmpuint (runs->len, ==, ZB_RUNS_KEPT);
  g_assert_cmpint (((ZbRunRecord *) g_ptr_array_index (runs, 0))->started, ==, ZB_RUNS_KEPT + 5);
  g_assert_cmpint (((ZbRunRecord *) g_ptr_array_index (runs, ZB_RUNS_KEPT - 1))->started, ==, 6);
  g_assert_cmpint (fixture_query_sql (&fixture, "SELECT count(*) FROM run_notes"), ==,
                   ZB_RUNS_KEPT * ZB_RUN_MAX_NOTES);
  others = list_runs (library, 2, 0);
  g_assert_cmpuint (others->len, ==, 1);
  g_clear_object (&library);
  fixture_clear (&fixture);
}

static void
assert_addresses (GPtrArray         *addresses,
                  const char *const *expected)
{
  guint i;

  for (i = 0; expected[i] != NULL; i++)
    {
      g_assert_cmpuint (i, <, addresses->len);
      g_assert_cmpstr (((ZbKnownAddress *) g_ptr_array_index (addresses, i))->url, ==, expected[i]);
    }
  g_assert_cmpuint (addresses->len, ==, i);
}

/* Given issues without a text, then they are listed with what can be fetched, best first; what has
 * refused or is not there comes last, and says so; the page of the issue says the same. */
static void
test_missing (void)
{
  static const char *const untried[] = { SIGNED_ADDRESS, SHORT_ADDRESS, OTHER_ADDRESS, NULL };
  static const char *const tried[] = { SIGNED_ADDRESS, OTHER_ADDRESS, SHORT_ADDRESS, NULL };
  Fixture fixture;
  g_autoptr(ZbLibrary) library = NULL;
  g_autoptr(GPtrArray) missing = NULL;
  g_autoptr(GPtrArray) one = NULL;
  g_autoptr(GPtrArray) steps = new_steps ();
  g_autoptr(ZbDetail) detail = NULL;
  g_autoptr(GError) error = NULL;
  const ZbMissingIssue *issue;
  const ZbKnownAddress *address;
  ZbFetchRecord *fetch;

  fixture_init (&fixture);
  library = fixture_open_index (&fixture, missing_index);
  missing = list_missing (library, 0);
  g_assert_cmpuint (missing->len, ==, 2);
  g_assert_cmpuint (((ZbMissingIssue *) g_ptr_array_index (missing, 0))->issue.number, ==, 30);
  issue = g_ptr_array_index (missing, 1);
  g_assert_cmpuint (issue->issue.year, ==, 2024);
  g_assert_cmpuint (issue->issue.number, ==, 27);
  g_assert_cmpint (issue->id, ==, zb_library_find (library, ISSUE (2024, 27), &error));
  assert_addresses (issue->addresses, untried);
  address = g_ptr_array_index (issue->addresses, 2);
  g_assert_cmpint (address->outcome, ==, ZB_FETCH_NEVER);
  g_assert_cmpstr (address->account, ==, "某");
  g_assert_true (g_date_valid (&address->seen));

  fetch = add_step (steps, SHORT_ADDRESS, ZB_FETCH_REFUSED)->fetch;
  fetch->reason = g_strdup ("只有标题");
  fetch->checked = 1000;
  fetch->next_try = 2000;
  commit (library, 3, steps);
  one = list_missing (library, issue->id);
  g_assert_cmpuint (one->len, ==, 1);
  issue = g_ptr_array_index (one, 0);
  assert_addresses (issue->addresses, tried);
  address = g_ptr_array_index (issue->addresses, 2);
  g_assert_true (address->refused);
  g_assert_cmpint (address->outcome, ==, ZB_FETCH_REFUSED);
  g_assert_cmpstr (address->reason, ==, "只有标题");
  g_assert_cmpint (address->checked, ==, 1000);
  g_assert_cmpint (address->next_try, ==, 2000);

  detail = load_issue (library, 2024, 27);
  assert_addresses (detail->addresses, tried);
  g_assert_true (((ZbKnownAddress *) g_ptr_array_index (detail->addresses, 2))->refused);
  g_clear_object (&library);
  fixture_clear (&fixture);
}

/* Given the text of an issue, then it is not missing; where only a refusal is here, it is. */
static void
test_not_missing (void)
{
  Story story = {
    .year = 2024, .number = 30, .period = "7月22日-7月28日", .published = "2024-08-02",
    .account = OFFICIAL_ACCOUNT, .url = OFFICIAL_URL ("30", "&chksm=5e"),
  };
  static const char *const addresses[] = { "https://other.example/30", OFFICIAL_URL ("30", "&chksm=5e"), NULL };
  Fixture fixture;
  g_autoptr(ZbLibrary) library = NULL;
  g_autoptr(GPtrArray) missing = NULL;
  g_autoptr(GPtrArray) none = NULL;
  g_autofree char *shell = shell_to_markdown (&story, FALSE);
  g_autofree char *text = week_to_markdown (2024, 27, 99);
  g_autoptr(GError) error = NULL;
  gint64 id;

  fixture_init (&fixture);
  library = fixture_open_index (&fixture, missing_index);
  zb_import_result_unref (import_text (library, shell));
  zb_import_result_unref (import_text (library, text));
  id = zb_library_find (library, ISSUE (2024, 27), &error);
  none = list_missing (library, id);
  g_assert_cmpuint (none->len, ==, 0);
  missing = list_missing (library, 0);
  g_assert_cmpuint (missing->len, ==, 1);
  assert_addresses (((ZbMissingIssue *) g_ptr_array_index (missing, 0))->addresses, addresses);
  g_assert_null (zb_library_list_missing (library, 4711, &error));
  g_assert_error (error, ZB_LIBRARY_ERROR, ZB_LIBRARY_ERROR_NOT_FOUND);
  g_clear_object (&library);
  fixture_clear (&fixture);
}

static void
assert_newest_week (ZbLibrary  *library,
                    const char *expected)
{
  g_autoptr(GError) error = NULL;
  g_autofree char *shown = NULL;
  GDate monday;

  zb_library_find_newest_week (library, &monday, &error);
  g_assert_no_error (error);
  shown = zb_date_dup_iso (&monday);
  g_assert_cmpstr (shown, ==, expected);
}

/* The newest week is that of the newest text; where there is none, that of the index; one that lies
 * in the future is a misprint. */
static void
test_newest_week (void)
{
  Fixture fixture;
  g_autoptr(ZbLibrary) library = NULL;
  g_autofree char *text = week_to_markdown (2024, 10, 99);
  g_autoptr(GError) error = NULL;
  GDate monday;

  fixture_init (&fixture);
  library = fixture_open (&fixture);
  g_assert_false (zb_library_find_newest_week (library, &monday, &error));
  g_assert_error (error, ZB_LIBRARY_ERROR, ZB_LIBRARY_ERROR_NOT_FOUND);
  g_assert_false (g_date_valid (&monday));
  g_clear_object (&library);

  library = fixture_open_index (&fixture, missing_index);
  assert_newest_week (library, "2024-07-22");
  zb_import_result_unref (import_text (library, text));
  assert_newest_week (library, "2024-03-04");
  g_clear_object (&library);
  fixture_clear (&fixture);
}

static void
test_kinds (void)
{
  ZbSourceKind kind = ZB_SOURCE_FOLDER;

  for (guint i = ZB_SOURCE_ARCHIVE; i <= ZB_SOURCE_FOLDER; i++)
    {
      g_assert_true (zb_source_kind_from_string (zb_source_kind_to_string ((ZbSourceKind) i), &kind));
      g_assert_cmpint (kind, ==, i);
    }
  g_assert_true (zb_source_kind_from_string ("cert.org.cn", &kind));
  g_assert_cmpint (kind, ==, ZB_SOURCE_CERT);
  g_assert_false (zb_source_kind_from_string ("moon", &kind));
  g_assert_false (zb_source_kind_from_string (NULL, &kind));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/library/sync/new", test_new);
  g_test_add_func ("/library/sync/migrated", test_migrated);
  g_test_add_func ("/library/sync/settings", test_settings);
  g_test_add_func ("/library/sync/settings/damaged", test_damaged_settings);
  g_test_add_func ("/library/sync/kinds", test_kinds);
  g_test_add_func ("/library/sync/sources", test_sources);
  g_test_add_func ("/library/sync/sources/wrong", test_wrong_sources);
  g_test_add_func ("/library/sync/sources/removed", test_removed);
  g_test_add_func ("/library/sync/tasks", test_tasks);
  g_test_add_func ("/library/sync/tasks/bulletin", test_task_bulletin);
  g_test_add_func ("/library/sync/commit", test_commit);
  g_test_add_data_func ("/library/sync/commit/no-fetch",
                        "CREATE TRIGGER stop BEFORE INSERT ON fetches WHEN NEW.address LIKE '%/bad'"
                        " BEGIN SELECT RAISE (ABORT, 'as planned'); END", test_commit_fails);
  g_test_add_data_func ("/library/sync/commit/no-task",
                        "CREATE TRIGGER stop BEFORE INSERT ON tasks WHEN NEW.address LIKE '%/3'"
                        " BEGIN SELECT RAISE (ABORT, 'as planned'); END", test_commit_fails);
  g_test_add_data_func ("/library/sync/commit/no-file",
                        "CREATE TRIGGER stop BEFORE INSERT ON files WHEN NEW.origin LIKE '%/bad'"
                        " BEGIN SELECT RAISE (ABORT, 'as planned'); END", test_commit_fails);
  g_test_add_func ("/library/sync/fetch", test_fetch);
  g_test_add_func ("/library/sync/hosts", test_hosts);
  g_test_add_func ("/library/sync/runs", test_runs);
  g_test_add_func ("/library/sync/runs/bounded", test_bounded_log);
  g_test_add_func ("/library/sync/missing", test_missing);
  g_test_add_func ("/library/sync/missing/not", test_not_missing);
  g_test_add_func ("/library/sync/newest-week", test_newest_week);
  return g_test_run ();
}
