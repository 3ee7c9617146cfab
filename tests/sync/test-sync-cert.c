/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sync-fixture.h"

/* The official list: its pages, the articles that they name, and the files to which those link. */

#define HOST "www.cert.org.cn"
#define LIST HOST "/publish/main/44/index.html"
#define LIST_2 HOST "/publish/main/44/index_2.html"
#define LIST_3 HOST "/publish/main/44/index_3.html"
#define PATH(number) "/publish/main/44/2024/202407" number "145618109326016/202407" number "145618109326016_.html"
#define FILE_PATH(number) "/publish/main/upload/File/Weekly%20" number ".pdf"

#define TITLE(number) "网络安全信息与动态周报-2024年第" number "期"
#define QUOTED(number) \
  "<li><span>[2024-07-26]</span><a href=\"javascript:void(0)\" onclick='window.open(\"" PATH (number) "\")'>" \
  TITLE (number) "</a></li>\n"
#define UNQUOTED(number) \
  "<li><span>[2024-07-26]</span><a href=\"javascript:void(0)\" onclick=window.open(\"" PATH (number) "\")>" \
  TITLE (number) "</a></li>\n"
#define PLAIN(number) \
  "<li><span>[2024-07-26]</span><a class=\"newslist_style\" href=\"" PATH (number) "\">" TITLE (number) "</a></li>\n"
#define OTHER \
  "<li><span>[2024-07-26]</span><a href=\"/publish/main/44/2024/other.html\">CNCERT互联网安全威胁报告-2024年6月</a></li>\n"

static void
put_issue (SyncFixture *fixture,
           guint        number,
           guint        total)
{
  g_autofree char *path = g_strdup_printf (HOST "/publish/main/44/2024/202407%u145618109326016/"
                                           "202407%u145618109326016_.html", number, number);
  g_autofree char *file = g_strdup_printf ("/publish/main/upload/File/Weekly%%20%u.pdf", number);
  g_autofree char *file_path = g_strconcat (HOST, file, NULL);
  g_autoptr(GBytes) pdf = week_to_pdf (number, total);

  sync_put_page (fixture, path, cert_article (number, file));
  sync_server_put (fixture->server, file_path, &(SyncPage) { .type = "application/pdf", .bytes = pdf });
}

static void
put_list (SyncFixture *fixture,
          const char  *path,
          const char  *lines,
          const char  *next_page)
{
  g_autofree char *page = cert_list (lines, next_page);
  g_autofree char *etag = g_strdup_printf ("W/\"%x  a\"", g_str_hash (page));

  sync_server_put (fixture->server, path, &(SyncPage) { .type = "text/html", .body = page,
                                                        .headers = { "ETag", etag, "Last-Modified", etag } });
}

static gint64
init (SyncFixture *fixture)
{
  sync_fixture_init (fixture, NULL);
  return sync_fixture_add (fixture, ZB_SOURCE_CERT, ZB_SOURCE_CERT_ADDRESS);
}

/* Given lines in all the forms in which the site writes them, one of them twice and one of another line, then each
 * article of ours is fetched once, and so is its file. */
static void
test_list (void)
{
  g_auto(SyncFixture) fixture = { 0, };
  g_autoptr(ZbSyncReport) first = NULL;
  g_autoptr(ZbSyncReport) second = NULL;
  gint64 source = init (&fixture);

  put_list (&fixture, LIST, QUOTED ("28") UNQUOTED ("27") PLAIN ("26") OTHER UNQUOTED ("28"), NULL);
  put_issue (&fixture, 28, 495);
  put_issue (&fixture, 27, 437);
  put_issue (&fixture, 26, 361);
  first = sync_fixture_run (&fixture);
  assert_numbers (report_get (first, source), (SyncNumbers) { .asked = 7, .answered = 7, .stored = 3 });
  assert_asked (&fixture, HOST PATH ("28"), 1);
  assert_asked (&fixture, HOST FILE_PATH ("28"), 1);
  assert_asked (&fixture, HOST "/publish/main/44/2024/other.html", 0);
  assert_text (&fixture, 28, 495);
  assert_text (&fixture, 27, 437);
  assert_text (&fixture, 26, 361);

  sync_server_clear_log (fixture.server);
  second = sync_fixture_run (&fixture);
  assert_numbers (report_get (second, source), (SyncNumbers) { .asked = 1, .answered = 1, .unchanged = 1 });
  assert_only_asked (&fixture, LIST);
}

/* Given three pages of which the third is known, then the run goes on as long as a page names something new. */
static void
test_pages (void)
{
  g_auto(SyncFixture) fixture = { 0, };
  g_autoptr(ZbSyncReport) known = NULL;
  g_autoptr(ZbSyncReport) first = NULL;
  g_autoptr(ZbSyncReport) all = NULL;
  gint64 source = init (&fixture);

  put_issue (&fixture, 28, 495);
  put_issue (&fixture, 27, 437);
  put_issue (&fixture, 26, 361);
  put_issue (&fixture, 25, 348);
  put_list (&fixture, LIST, PLAIN ("27"), NULL);
  known = sync_fixture_run (&fixture);
  assert_text (&fixture, 27, 437);

  sync_server_clear_log (fixture.server);
  put_list (&fixture, LIST, PLAIN ("28"), "/publish/main/44/index_2.html");
  put_list (&fixture, LIST_2, PLAIN ("27"), "/publish/main/44/index_3.html");
  put_list (&fixture, LIST_3, PLAIN ("26") PLAIN ("25"), NULL);
  first = sync_fixture_run (&fixture);
  assert_text (&fixture, 28, 495);
  assert_asked (&fixture, LIST_2, 1);
  assert_asked (&fixture, LIST_3, 0);
  assert_no_text (&fixture, 26);

  sync_server_clear_log (fixture.server);
  all = sync_fixture_run_request (&fixture, &(ZbSyncRequest) { .is_urgent = TRUE, .all = TRUE });
  assert_text (&fixture, 26, 361);
  assert_text (&fixture, 25, 348);
  assert_asked (&fixture, LIST_3, 1);
  assert_asked (&fixture, HOST PATH ("27"), 0);
  g_assert_cmpuint (report_get (all, source)->stored, ==, 2);
}

/* Given a page without lines in place of the list, then that is told, and nothing is changed, the list's validators
 * neither. */
static void
test_no_lines (void)
{
  g_auto(SyncFixture) fixture = { 0, };
  g_autofree char *empty = cert_list ("", "/publish/main/44/index_2.html");
  const char *const pages[] = { empty, "<html><body><p>网站正在维护，请稍后再来。</p></body></html>", "" };
  g_autoptr(ZbSyncReport) first = NULL;
  g_autoptr(ZbFetchRecord) before = NULL;
  gint64 source = init (&fixture);

  put_list (&fixture, LIST, PLAIN ("28"), NULL);
  put_issue (&fixture, 28, 495);
  first = sync_fixture_run (&fixture);
  before = sync_fixture_find_fetch (&fixture, ZB_SOURCE_CERT_ADDRESS);
  g_assert_nonnull (before->etag);
  for (gsize i = 0; i < G_N_ELEMENTS (pages); i++)
    {
      g_autoptr(ZbSyncReport) report = NULL;
      g_autoptr(ZbFetchRecord) fetch = NULL;

      sync_server_put (fixture.server, LIST, &(SyncPage) { .type = "text/html", .body = pages[i],
                                                           .headers = { "ETag", "\"empty\"" } });
      report = sync_fixture_run (&fixture);
      assert_numbers (report_get (report, source), (SyncNumbers) { .asked = 1, .answered = 1, .failed = 1 });
      fetch = sync_fixture_find_fetch (&fixture, ZB_SOURCE_CERT_ADDRESS);
      g_assert_cmpstr (fetch->etag, ==, before->etag);
      g_assert_cmpstr (fetch->last_modified, ==, before->last_modified);
      assert_text (&fixture, 28, 495);
    }
  assert_asked (&fixture, LIST_2, 0);
}

/* Given a list that has moved for good, then it is asked at the new place from then on. */
static void
test_moved (void)
{
  g_auto(SyncFixture) fixture = { 0, };
  g_autoptr(ZbSyncReport) first = NULL;
  g_autoptr(ZbSyncReport) second = NULL;
  gint64 source = init (&fixture);

  sync_server_put_redirect (fixture.server, LIST, 301, "/publish/main/440/index.html");
  put_list (&fixture, HOST "/publish/main/440/index.html", PLAIN ("28"), NULL);
  put_issue (&fixture, 28, 495);
  first = sync_fixture_run (&fixture);
  assert_text (&fixture, 28, 495);

  sync_server_clear_log (fixture.server);
  sync_fixture_reopen (&fixture);
  second = sync_fixture_run (&fixture);
  assert_only_asked (&fixture, HOST "/publish/main/440/index.html");
  assert_numbers (report_get (second, source), (SyncNumbers) { .asked = 1, .answered = 1, .unchanged = 1 });
}

/* Given an article whose file is not there yet, then that is told, and it is not asked for again at once. */
static void
test_missing_file (void)
{
  g_auto(SyncFixture) fixture = { 0, };
  g_autoptr(ZbSyncReport) first = NULL;
  g_autoptr(ZbSyncReport) second = NULL;
  gint64 source = init (&fixture);

  put_list (&fixture, LIST, PLAIN ("28"), NULL);
  put_issue (&fixture, 28, 495);
  sync_server_remove (fixture.server, HOST FILE_PATH ("28"));
  first = sync_fixture_run (&fixture);
  g_assert_cmpuint (report_get (first, source)->failed, ==, 1);
  g_assert_cmpuint (report_get (first, source)->notes->len, ==, 1);
  assert_no_text (&fixture, 28);

  sync_server_clear_log (fixture.server);
  second = sync_fixture_run (&fixture);
  assert_only_asked (&fixture, LIST);
}

/* Given a file that comes later than the article that links to it, then it is fetched when it is there, although the list
 * has not changed meanwhile. */
static void
test_late_file (void)
{
  g_auto(SyncFixture) fixture = { 0, };
  g_autoptr(ZbSyncReport) first = NULL;
  g_autoptr(ZbSyncReport) second = NULL;

  init (&fixture);
  put_list (&fixture, LIST, PLAIN ("28"), NULL);
  put_issue (&fixture, 28, 495);
  sync_server_remove (fixture.server, HOST FILE_PATH ("28"));
  first = sync_fixture_run (&fixture);
  put_issue (&fixture, 28, 495);
  /* Days later. */
  fixture_run_sql (&fixture.files, "UPDATE fetches SET next_try = 1 WHERE next_try <> 0");
  second = sync_fixture_run (&fixture);
  assert_text (&fixture, 28, 495);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/sync-cert/list", test_list);
  g_test_add_func ("/sync-cert/pages", test_pages);
  g_test_add_func ("/sync-cert/no-lines", test_no_lines);
  g_test_add_func ("/sync-cert/moved", test_moved);
  g_test_add_func ("/sync-cert/missing-file", test_missing_file);
  g_test_add_func ("/sync-cert/late-file", test_late_file);
  return g_test_run ();
}
