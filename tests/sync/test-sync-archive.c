/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sync-fixture.h"

#include <string.h>

#include "sync/zb-source.h"

/* The Markdown archive at GitHub, read day by day. */

#define FOLDER "api.github.com/repos/chainreactors/picker/contents/archive"
#define RAW "raw.githubusercontent.com/chainreactors/picker/archive/archive"
#define DAY(day) WEB (FOLDER) "/" day "/daily?ref=archive"

/* Noon in China on July 20, 2024. */
#define JULY_20 G_GINT64_CONSTANT (1721448000)

/* A week that was over some days ago, so that its successor is looked for from this week's Monday on. */
typedef struct {
  ZbIssue issue;
  char   *index;
  char   *title;
  char   *text;
  char   *folder;
  /* How many days are looked at until today. */
  guint   n_days;
} Recent;

static void
recent_clear (Recent *self)
{
  g_free (self->index);
  g_free (self->title);
  g_free (self->text);
  g_free (self->folder);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Recent, recent_clear)

static void
get_today (GDate *day)
{
  g_autoptr(GTimeZone) china = g_time_zone_new_offset (8 * 3600);
  g_autoptr(GDateTime) now = g_date_time_new_now (china);

  g_date_clear (day, 1);
  g_date_set_dmy (day, (GDateDay) g_date_time_get_day_of_month (now), (GDateMonth) g_date_time_get_month (now),
                  (GDateYear) g_date_time_get_year (now));
}

static void
recent_init (Recent *self)
{
  g_autofree char *start = NULL;
  g_autofree char *end = NULL;
  g_autofree char *period = NULL;
  GDate today, monday, sunday;

  get_today (&today);
  monday = today;
  self->n_days = (guint) g_date_get_weekday (&today);
  g_date_subtract_days (&monday, self->n_days - 1);
  self->folder = g_strdup_printf ("%04u/%02u/%02u", g_date_get_year (&monday), g_date_get_month (&monday),
                                  g_date_get_day (&monday));
  g_date_subtract_days (&monday, 14);
  sunday = monday;
  g_date_add_days (&sunday, 6);
  self->issue = zb_issue_for_date (&sunday);
  start = zb_date_dup_iso (&monday);
  end = zb_date_dup_iso (&sunday);
  self->index = g_strdup_printf ("{\"year\":%u,\"issue\":%u,\"start\":\"%s\",\"end\":\"%s\"}", self->issue.year,
                                 self->issue.number, start, end);
  period = g_strdup_printf ("%u月%u日-%u月%u日", (guint) g_date_get_month (&monday), g_date_get_day (&monday),
                            (guint) g_date_get_month (&sunday), g_date_get_day (&sunday));
  self->title = g_strdup_printf ("网络安全信息与动态周报%u年第%u期（%s）", self->issue.year, self->issue.number, period);
  self->text = story_to_markdown (&(Story) {
    .year = self->issue.year, .number = self->issue.number, .period = period, .published = end,
    .account = OFFICIAL_ACCOUNT, .url = OFFICIAL_URL ("2247500001", "&chksm=9b"), .total = 611,
  });
}

/* Where the archive lists the days. */
static char *
recent_dup_day (const Recent *self)
{
  return g_strdup_printf (FOLDER "/%s/daily?ref=archive", self->folder);
}

static char *
recent_dup_file (const Recent *self,
                 const char   *name)
{
  g_autofree char *escaped = g_uri_escape_string (name, NULL, FALSE);

  return g_strdup_printf (RAW "/%s/daily/%s", self->folder, escaped);
}

static char *
recent_dup_name (const Recent *self,
                 const char   *account)
{
  return g_strdup_printf ("%s_%s.md", account, self->title);
}

static void
put_listing (SyncFixture  *fixture,
             const Recent *recent,
             const char   *listing)
{
  g_autofree char *day = recent_dup_day (recent);

  sync_server_put (fixture->server, day, &(SyncPage) { .type = "application/json; charset=utf-8", .body = listing,
                                                       .headers = { "ETag", "W/\"9c  1f\"" } });
}

static GPtrArray *
plan (SyncFixture *fixture,
      gint64       now,
      gboolean     all)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(ZbSourceRecord) record = zb_source_record_new ();
  g_autoptr(ZbSource) source = NULL;
  const ZbSourceContext context = { .library = fixture->library, .all = all, .now = now };
  GPtrArray *tasks;

  record->kind = ZB_SOURCE_ARCHIVE;
  g_free (record->address);
  record->address = g_strdup (ZB_SOURCE_ARCHIVE_ADDRESS);
  source = zb_source_new (record);
  tasks = zb_source_plan (source, &context, &error);
  g_assert_no_error (error);
  return tasks;
}

static void
assert_plan (GPtrArray         *tasks,
             const char *const *expected)
{
  guint i;

  for (i = 0; expected[i] != NULL; i++)
    {
      const ZbTask *task;

      g_assert_cmpuint (i, <, tasks->len);
      task = g_ptr_array_index (tasks, i);
      g_assert_cmpstr (task->address, ==, expected[i]);
      g_assert_cmpint (task->kind, ==, ZB_TASK_LIST);
    }
  g_assert_cmpuint (tasks->len, ==, i);
}

/* Given the week from July 1 to 7 as the newest one, then its successor is looked for from July 15 on, newest first. */
static void
test_days (void)
{
  const char *const expected[] = { DAY ("2024/07/20"), DAY ("2024/07/19"), DAY ("2024/07/18"), DAY ("2024/07/17"),
                                   DAY ("2024/07/16"), DAY ("2024/07/15"), NULL };
  g_auto(SyncFixture) fixture = { 0, };
  g_autofree char *text = week_to_markdown (SYNC_YEAR, 27, 495);
  g_autoptr(ZbImportResult) result = NULL;
  g_autoptr(GPtrArray) tasks = NULL;
  g_autoptr(GPtrArray) early = NULL;

  sync_fixture_init (&fixture, NULL);
  result = import_text (fixture.library, text);
  tasks = plan (&fixture, JULY_20, FALSE);
  assert_plan (tasks, expected);
  /* On July 14 there cannot be anything. */
  early = plan (&fixture, JULY_20 - 6 * 24 * 3600, FALSE);
  g_assert_cmpuint (early->len, ==, 0);
}

/* Given a library that knows nothing, or a wish for everything, then it begins with 2022. */
static void
test_all (void)
{
  const char *const expected[] = { DAY ("2022/01/03"), DAY ("2022/01/02"), DAY ("2022/01/01"), NULL };
  const gint64 january_3 = 1641182400;
  g_auto(SyncFixture) fixture = { 0, };
  g_autofree char *text = week_to_markdown (SYNC_YEAR, 27, 495);
  g_autoptr(ZbImportResult) result = NULL;
  g_autoptr(GPtrArray) empty = NULL;
  g_autoptr(GPtrArray) all = NULL;
  g_autoptr(GPtrArray) some = NULL;

  sync_fixture_init (&fixture, NULL);
  empty = plan (&fixture, january_3, FALSE);
  assert_plan (empty, expected);
  result = import_text (fixture.library, text);
  some = plan (&fixture, january_3, FALSE);
  g_assert_cmpuint (some->len, ==, 0);
  all = plan (&fixture, january_3, TRUE);
  assert_plan (all, expected);
}

/* Given days that were looked at when they were long over, then they are not looked at again; those that failed, or
 * that were looked at early, are. */
static void
test_closed_days (void)
{
  const char *const expected[] = { DAY ("2024/07/20"), DAY ("2024/07/18"), DAY ("2024/07/16"), NULL };
  g_auto(SyncFixture) fixture = { 0, };
  g_autofree char *text = week_to_markdown (SYNC_YEAR, 27, 495);
  g_autoptr(ZbImportResult) result = NULL;
  g_autoptr(GPtrArray) tasks = NULL;
  g_autofree char *sql = NULL;

  sync_fixture_init (&fixture, NULL);
  result = import_text (fixture.library, text);
  sql = g_strdup_printf ("INSERT INTO fetches (address, outcome, checked, next_try, n_failures) VALUES"
                         " ('" DAY ("2024/07/20") "', 5, %1$" G_GINT64_FORMAT ", 0, 1),"
                         " ('" DAY ("2024/07/19") "', 3, %2$" G_GINT64_FORMAT ", 0, 1),"
                         " ('" DAY ("2024/07/18") "', 1, %3$" G_GINT64_FORMAT ", 0, 0),"
                         " ('" DAY ("2024/07/17") "', 1, %1$" G_GINT64_FORMAT ", 0, 0),"
                         " ('" DAY ("2024/07/16") "', 3, %4$" G_GINT64_FORMAT ", 0, 0),"
                         " ('" DAY ("2024/07/15") "', 1, %2$" G_GINT64_FORMAT ", 0, 0)",
                         JULY_20 + 40 * 86400, JULY_20 + 10 * 86400, JULY_20 + 8 * 86400, JULY_20 + 1 * 86400);
  fixture_run_sql (&fixture.files, sql);
  tasks = plan (&fixture, JULY_20, FALSE);
  assert_plan (tasks, expected);
}

/* Given a day's folder with files of all kinds, then those of the line are fetched, and no others. Then a second run
 * asks only whether the folder has changed. */
static void
test_run (void)
{
  g_auto(Recent) recent = { { 0, 0 }, };
  g_auto(SyncFixture) fixture = { 0, };
  g_autoptr(ZbSyncReport) first = NULL;
  g_autoptr(ZbSyncReport) second = NULL;
  g_autofree char *official = NULL;
  g_autofree char *other = NULL;
  g_autofree char *listing = NULL;
  g_autofree char *day = NULL;
  g_autofree char *path = NULL;
  g_autoptr(ZbDetail) detail = NULL;
  g_autoptr(GPtrArray) log = NULL;
  gint64 source;

  recent_init (&recent);
  sync_fixture_init (&fixture, recent.index);
  source = sync_fixture_add (&fixture, ZB_SOURCE_ARCHIVE, ZB_SOURCE_ARCHIVE_ADDRESS);
  official = recent_dup_name (&recent, OFFICIAL_ACCOUNT);
  other = recent_dup_name (&recent, "某_公众号");
  listing = archive_listing (recent.folder, (const char *const[]) { "某公众号_本周要闻：村口的那条河.md", official,
                                                                    "某公众号_信息安全漏洞周报（2024年第28期）.md",
                                                                    "网络安全信息与动态周报.png", other, NULL });
  put_listing (&fixture, &recent, listing);
  path = recent_dup_file (&recent, official);
  sync_server_put_text (fixture.server, path, "text/plain; charset=utf-8", recent.text);
  g_clear_pointer (&path, g_free);
  path = recent_dup_file (&recent, other);
  sync_server_put_text (fixture.server, path, "text/plain; charset=utf-8", "# 别的\n\n没有文字。\n");

  first = sync_fixture_run (&fixture);
  assert_asked (&fixture, path, 1);
  g_assert_cmpuint (report_get (first, source)->asked, ==, recent.n_days + 2);
  g_assert_cmpuint (report_get (first, source)->answered, ==, recent.n_days + 2);
  g_assert_cmpuint (report_get (first, source)->stored, ==, 1);
  detail = load_issue (fixture.library, recent.issue.year, recent.issue.number);
  g_assert_cmpint (detail->entry->state, ==, ZB_ENTRY_TEXT);

  sync_server_clear_log (fixture.server);
  second = sync_fixture_run (&fixture);
  day = recent_dup_day (&recent);
  assert_asked (&fixture, day, 1);
  log = sync_server_dup_log (fixture.server);
  for (guint i = 0; i < log->len; i++)
    if (g_str_equal (((const SyncSeen *) g_ptr_array_index (log, i))->path, day))
      g_assert_cmpstr (((const SyncSeen *) g_ptr_array_index (log, i))->if_none_match, ==, "W/\"9c  1f\"");
  g_assert_cmpuint (report_get (second, source)->stored, ==, 0);
  g_assert_cmpuint (report_get (second, source)->unchanged, ==, 1);
}

/* Given days without a folder, then that is no failure. */
static void
test_missing_days (void)
{
  g_auto(Recent) recent = { { 0, 0 }, };
  g_auto(SyncFixture) fixture = { 0, };
  g_autoptr(ZbSyncReport) report = NULL;
  gint64 source;

  recent_init (&recent);
  sync_fixture_init (&fixture, recent.index);
  source = sync_fixture_add (&fixture, ZB_SOURCE_ARCHIVE, ZB_SOURCE_ARCHIVE_ADDRESS);
  report = sync_fixture_run (&fixture);
  assert_numbers (report_get (report, source), (SyncNumbers) { .asked = recent.n_days, .answered = recent.n_days });
  g_assert_cmpuint (report_get (report, source)->notes->len, ==, 0);
  g_assert_cmpstr (report_get (report, source)->error, ==, NULL);
}

static char *
dup_nested (void)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < 100000; i++)
    g_string_append_c (text, '[');
  for (guint i = 0; i < 100000; i++)
    g_string_append_c (text, ']');
  return g_string_free (text, FALSE);
}

/* Given answers that are no list of files, then each is told as a failure and changes nothing, and the feed beside
 * them is read all the same; when a list comes again, it is read. */
static void
test_no_list (void)
{
  g_autofree char *nested = dup_nested ();
  const char *const bodies[] = { "{\"message\": \"Not Found\"}", "[{\"name\": \"a.md\"", "null", "", "<html><p>一</p></html>",
                                 nested };
  g_auto(Recent) recent = { { 0, 0 }, };
  g_auto(SyncFixture) fixture = { 0, };
  g_autofree char *day = NULL;
  g_autofree char *address = NULL;
  g_autofree char *feed = rss_feed ((const SyncEntry[]) { { 28, "https://entry.example/28", 495 }, { 0, } });
  gint64 archive, other;

  recent_init (&recent);
  sync_fixture_init (&fixture, recent.index);
  archive = sync_fixture_add (&fixture, ZB_SOURCE_ARCHIVE, ZB_SOURCE_ARCHIVE_ADDRESS);
  other = sync_fixture_add (&fixture, ZB_SOURCE_FEED, "https://feed.example/rss.xml");
  sync_server_put_text (fixture.server, "feed.example/rss.xml", "application/rss+xml", feed);
  day = recent_dup_day (&recent);
  address = g_strconcat ("https://", day, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (bodies); i++)
    {
      g_autoptr(ZbSyncReport) report = NULL;
      g_autoptr(ZbFetchRecord) fetch = NULL;
      const ZbRunRecord *run;

      put_listing (&fixture, &recent, bodies[i]);
      /* The feed's text of 2024 must not make the archive begin there. */
      report = sync_fixture_run_request (&fixture, &(ZbSyncRequest) { .is_urgent = TRUE, .source = archive });
      run = report_get (report, archive);
      g_assert_cmpuint (run->failed, ==, 1);
      g_assert_cmpuint (run->stored, ==, 0);
      g_assert_cmpuint (run->notes->len, ==, 1);
      g_assert_cmpstr (((const ZbRunNote *) g_ptr_array_index (run->notes, 0))->address, ==, address);
      fetch = sync_fixture_find_fetch (&fixture, address);
      g_assert_cmpint (fetch->outcome, ==, ZB_FETCH_FAILED);
      g_assert_cmpstr (fetch->etag, ==, NULL);
      g_assert_cmpuint (count_copies (&fixture), ==, 0);
    }
  {
    g_autoptr(ZbSyncReport) report = sync_fixture_run (&fixture);

    g_assert_cmpuint (report_get (report, archive)->failed, ==, 1);
    g_assert_cmpuint (report_get (report, other)->stored, ==, 1);
    assert_text (&fixture, 28, 495);
  }
}

/* Given entries of a list that are none, then they are passed over. */
static void
test_odd_entries (void)
{
  static const char listing[] =
    "[null, 1, \"a\", [], {}, {\"name\": 5, \"type\": \"file\", \"download_url\": \"https://a.example/1\"},"
    " {\"name\": \"甲_网络安全信息与动态周报2024年第28期.md\", \"type\": \"dir\", \"download_url\": \"https://a.example/2\"},"
    " {\"name\": \"甲_网络安全信息与动态周报2024年第28期.md\", \"type\": \"file\", \"download_url\": null},"
    " {\"name\": \"甲_网络安全信息与动态周报2024年第28期.md\", \"type\": \"file\", \"download_url\": \"file:///etc/passwd\"},"
    " {\"name\": \".md\", \"type\": \"file\", \"download_url\": \"https://a.example/3\"},"
    " {\"name\": \"网络安全信息与动态周报2024年第28期\", \"type\": \"file\", \"download_url\": \"https://a.example/4\"}]";
  g_auto(Recent) recent = { { 0, 0 }, };
  g_auto(SyncFixture) fixture = { 0, };
  g_autoptr(ZbSyncReport) report = NULL;
  gint64 source;

  recent_init (&recent);
  sync_fixture_init (&fixture, recent.index);
  source = sync_fixture_add (&fixture, ZB_SOURCE_ARCHIVE, ZB_SOURCE_ARCHIVE_ADDRESS);
  put_listing (&fixture, &recent, listing);
  report = sync_fixture_run (&fixture);
  assert_numbers (report_get (report, source), (SyncNumbers) { .asked = recent.n_days, .answered = recent.n_days });
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/sync-archive/days", test_days);
  g_test_add_func ("/sync-archive/all", test_all);
  g_test_add_func ("/sync-archive/closed-days", test_closed_days);
  g_test_add_func ("/sync-archive/run", test_run);
  g_test_add_func ("/sync-archive/missing-days", test_missing_days);
  g_test_add_func ("/sync-archive/no-list", test_no_list);
  g_test_add_func ("/sync-archive/odd-entries", test_odd_entries);
  return g_test_run ();
}
