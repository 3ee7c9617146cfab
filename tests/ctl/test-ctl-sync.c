/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zb-config.h"

#include <signal.h>
#include <string.h>

#include "ctl-story.h"
#include "sync/sync-fixture.h"

/* Sources and synchronisation by the command line, with a server that is the whole world. */

#define FEED "feed.example/titles.xml"
#define PAGE_1 "pages.example/1.html"
#define PAGE_2 "pages.example/2.html"
#define PAGE_3 "pages.example/3.html"

typedef struct {
  char       *folder;
  char       *library;
  SyncServer *server;
} CtlFixture;

#define RUN(self, ...) CTL_RUN (NULL, "--library", (self)->library, __VA_ARGS__)

static void
set_up (CtlFixture   *self,
        gconstpointer data)
{
  self->folder = ctl_make_folder ();
  self->library = g_build_filename (self->folder, "library.db", NULL);
  self->server = sync_server_new ();
  g_setenv ("ZHOUBAO_MIRROR", sync_server_get_address (self->server), TRUE);
}

static void
tear_down (CtlFixture   *self,
           gconstpointer data)
{
  g_unsetenv ("ZHOUBAO_MIRROR");
  sync_server_free (self->server);
  ctl_drop_folder (self->folder);
  g_free (self->library);
}

static void
assert_status (CtlRun *run,
               int     status)
{
  g_assert_cmpint (run->status, ==, status);
  ctl_run_free (run);
}

/* Leaves the library without the sources that the program brings. */
static void
remove_sources (CtlFixture *self)
{
  assert_status (RUN (self, "source", "remove", "archive"), 0);
  assert_status (RUN (self, "source", "remove", "cert.org.cn"), 0);
  assert_status (RUN (self, "source", "remove", "known"), 0);
}

static void
put_page (CtlFixture *self,
          const char *path,
          char       *page)
{
  sync_server_put_text (self->server, path, "text/html; charset=utf-8", page);
  g_free (page);
}

static void
put_feed (CtlFixture      *self,
          const SyncEntry *entries)
{
  g_autofree char *text = rss_feed (entries);

  sync_server_put_text (self->server, FEED, "application/rss+xml", text);
}

static gint64
get_int (JsonNode   *line,
         const char *member)
{
  g_assert_true (json_object_has_member (json_node_get_object (line), member));
  return json_object_get_int_member (json_node_get_object (line), member);
}

static void
assert_line (JsonNode   *line,
             const char *source,
             SyncNumbers expected)
{
  g_assert_cmpstr (json_object_get_string_member (json_node_get_object (line), "source"), ==, source);
  g_assert_cmpint (get_int (line, "asked"), ==, expected.asked);
  g_assert_cmpint (get_int (line, "answered"), ==, expected.answered);
  g_assert_cmpint (get_int (line, "stored"), ==, expected.stored);
  g_assert_cmpint (get_int (line, "unchanged"), ==, expected.unchanged);
  g_assert_cmpint (get_int (line, "refused"), ==, expected.refused);
  g_assert_cmpint (get_int (line, "failed"), ==, expected.failed);
  g_assert_true (json_object_has_member (json_node_get_object (line), "next"));
  g_assert_true (json_object_has_member (json_node_get_object (line), "error"));
}

/* Given a new library, then its sources are the three that the program brings; one that is added, switched off and on
 * and removed is listed so. */
static void
test_source (CtlFixture   *self,
             gconstpointer data)
{
  const char *const kinds[] = { "archive", "cert.org.cn", "known" };
  g_autoptr(CtlRun) list = RUN (self, "source", "list", "--json");
  g_autoptr(CtlRun) added = RUN (self, "source", "add", "feed", WEB (FEED), "--name", "邻居的", "--json");
  g_autoptr(JsonNode) line = NULL;
  g_autofree char *id = NULL;

  g_assert_cmpint (list->status, ==, 0);
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      g_autoptr(JsonNode) brought = ctl_json_line (list, i);
      JsonObject *object = json_node_get_object (brought);

      g_assert_cmpstr (json_object_get_string_member (object, "kind"), ==, kinds[i]);
      g_assert_cmpstr (json_object_get_string_member (object, "source"), ==, kinds[i]);
      g_assert_true (json_object_get_boolean_member (object, "enabled"));
      g_assert_true (json_object_get_null_member (object, "next"));
    }
  g_assert_cmpint (added->status, ==, 0);
  line = ctl_json_line (added, 0);
  g_assert_cmpstr (json_object_get_string_member (json_node_get_object (line), "kind"), ==, "feed");
  g_assert_cmpstr (json_object_get_string_member (json_node_get_object (line), "address"), ==, WEB (FEED));
  g_assert_cmpstr (json_object_get_string_member (json_node_get_object (line), "name"), ==, "邻居的");
  id = g_strdup_printf ("%" G_GINT64_FORMAT, get_int (line, "id"));

  {
    g_autoptr(CtlRun) off = RUN (self, "source", "disable", "邻居的", "--json");
    g_autoptr(JsonNode) off_line = ctl_json_line (off, 0);
    g_autoptr(CtlRun) on = RUN (self, "source", "enable", id, "--json");
    g_autoptr(JsonNode) on_line = ctl_json_line (on, 0);
    g_autoptr(CtlRun) text = RUN (self, "source", "list");

    g_assert_false (json_object_get_boolean_member (json_node_get_object (off_line), "enabled"));
    g_assert_true (json_object_get_boolean_member (json_node_get_object (on_line), "enabled"));
    g_assert_nonnull (strstr (text->out, "邻居的"));
    g_assert_nonnull (strstr (text->out, WEB (FEED)));
  }
  assert_status (RUN (self, "source", "remove", WEB (FEED)), 0);
  {
    g_autoptr(CtlRun) text = RUN (self, "source", "list");

    g_assert_null (strstr (text->out, "邻居的"));
  }
}

static void
test_source_mistakes (CtlFixture   *self,
                      gconstpointer data)
{
  assert_status (RUN (self, "source"), 2);
  assert_status (RUN (self, "source", "burn"), 2);
  assert_status (RUN (self, "source", "add"), 2);
  assert_status (RUN (self, "source", "add", "newspaper", "https://a.example/"), 2);
  assert_status (RUN (self, "source", "add", "feed"), 2);
  assert_status (RUN (self, "source", "add", "feed", "https://a.example/", "b"), 2);
  assert_status (RUN (self, "source", "list", "all"), 2);
  assert_status (RUN (self, "source", "remove"), 2);
  assert_status (RUN (self, "source", "add", "feed", "file:///etc/passwd"), 1);
  assert_status (RUN (self, "source", "add", "known"), 1);
  assert_status (RUN (self, "source", "remove", "nobody"), 1);
  assert_status (RUN (self, "source", "remove", "0"), 1);
}

/* Given two feeds of which one is not there, then each has its line with all keys, the run counts as one that did not go
 * well in all, and the reason is told. */
static void
test_sync (CtlFixture   *self,
           gconstpointer data)
{
  remove_sources (self);
  assert_status (RUN (self, "source", "add", "feed", WEB (FEED), "--name", "titles"), 0);
  put_feed (self, (const SyncEntry[]) { { 1, WEB (PAGE_1), 470 }, { 2, WEB (PAGE_2), 0 }, { 0, } });
  put_page (self, PAGE_2, wechat_page (2, 495, NULL));
  {
    g_autoptr(CtlRun) run = RUN (self, "sync", "--json");
    g_autoptr(JsonNode) line = ctl_json_line (run, 0);

    g_assert_cmpint (run->status, ==, 0);
    assert_line (line, "titles", (SyncNumbers) { .asked = 2, .answered = 2, .stored = 2 });
    g_assert_cmpint (get_int (line, "bytes"), >, 0);
    g_assert_true (json_object_get_null_member (json_node_get_object (line), "next"));
    g_assert_true (json_object_get_null_member (json_node_get_object (line), "error"));
  }
  assert_status (RUN (self, "source", "add", "feed", "https://nowhere.example/feed"), 0);
  {
    g_autoptr(CtlRun) run = RUN (self, "sync", "--json");
    g_autoptr(JsonNode) one = ctl_json_line (run, 0);
    g_autoptr(JsonNode) other = ctl_json_line (run, 1);
    gboolean is_first = g_str_equal (json_object_get_string_member (json_node_get_object (one), "source"), "titles");

    g_assert_cmpint (run->status, ==, 1);
    assert_line (is_first ? one : other, "titles", (SyncNumbers) { .asked = 1, .answered = 1, .unchanged = 1 });
    assert_line (is_first ? other : one, "https://nowhere.example/feed",
                 (SyncNumbers) { .asked = 1, .answered = 1, .failed = 1 });
    g_assert_nonnull (strstr (run->error, "https://nowhere.example/feed"));
  }
}

/* Given two sources, then one of them can be had by its name or its number, also where it is switched off. */
static void
test_one_source (CtlFixture   *self,
                 gconstpointer data)
{
  g_autoptr(CtlRun) added = NULL;
  g_autoptr(JsonNode) line = NULL;
  g_autofree char *id = NULL;

  assert_status (RUN (self, "source", "add", "feed", "https://nowhere.example/feed", "--name", "nowhere"), 0);
  added = RUN (self, "source", "add", "feed", WEB (FEED), "--name", "titles", "--json");
  line = ctl_json_line (added, 0);
  id = g_strdup_printf ("%" G_GINT64_FORMAT, get_int (line, "id"));
  put_feed (self, (const SyncEntry[]) { { 1, WEB (PAGE_1), 470 }, { 0, } });
  assert_status (RUN (self, "source", "disable", "titles"), 0);
  {
    g_autoptr(CtlRun) by_name = RUN (self, "sync", "--source", "titles", "--json");
    g_autoptr(JsonNode) first = ctl_json_line (by_name, 0);
    g_autoptr(CtlRun) by_number = RUN (self, "sync", "--source", id, "--json");
    g_autoptr(JsonNode) second = ctl_json_line (by_number, 0);

    g_assert_cmpint (by_name->status, ==, 0);
    assert_line (first, "titles", (SyncNumbers) { .asked = 1, .answered = 1, .stored = 1 });
    g_assert_cmpint (by_number->status, ==, 0);
    assert_line (second, "titles", (SyncNumbers) { .asked = 1, .answered = 1, .unchanged = 1 });
  }
  g_assert_cmpuint (sync_server_get_n_requests (self->server, NULL), ==, 2);
}

static void
test_sync_mistakes (CtlFixture   *self,
                    gconstpointer data)
{
  assert_status (RUN (self, "sync", "2024-01", "2024-02"), 2);
  assert_status (RUN (self, "sync", "--no-such-option"), 2);
  assert_status (RUN (self, "sync", "--source", "nobody"), 1);
  assert_status (RUN (self, "sync", "1999-01"), 1);
  g_assert_cmpuint (sync_server_get_n_requests (self->server, NULL), ==, 0);
}

/* Given an issue whose page has refused, when it alone is wanted, then it is asked again at once, and only it. */
static void
test_one_issue (CtlFixture   *self,
                gconstpointer data)
{
  remove_sources (self);
  assert_status (RUN (self, "source", "add", "feed", WEB (FEED)), 0);
  put_feed (self, (const SyncEntry[]) { { 1, WEB (PAGE_1), 0 }, { 2, WEB (PAGE_2), 0 }, { 0, } });
  put_page (self, PAGE_1, wechat_verification_page ());
  put_page (self, PAGE_2, wechat_verification_page ());
  assert_status (RUN (self, "sync"), 0);
  put_page (self, PAGE_1, wechat_page (1, 470, NULL));
  put_page (self, PAGE_2, wechat_page (2, 495, NULL));
  sync_server_clear_log (self->server);
  {
    g_autoptr(CtlRun) run = RUN (self, "sync", "2024-01", "--json");
    g_autoptr(JsonNode) line = ctl_json_line (run, 0);
    g_autoptr(CtlRun) show = RUN (self, "show", "2024-01");

    /* The bundled index may know further addresses, which are not there in this world. */
    g_assert_cmpint (get_int (line, "stored"), ==, 1);
    g_assert_cmpint (run->status, ==, get_int (line, "failed") > 0 ? 1 : 0);
    g_assert_nonnull (strstr (show->out, "470"));
  }
  g_assert_cmpuint (sync_server_get_n_requests (self->server, PAGE_1), ==, 1);
  g_assert_cmpuint (sync_server_get_n_requests (self->server, PAGE_2), ==, 0);
  g_assert_cmpuint (sync_server_get_n_requests (self->server, FEED), ==, 0);
}

/* Given a run that waits for a page, when the user interrupts it, then it ends in good order with what was fetched, and
 * the next run fetches the rest. */
static void
test_interrupted (CtlFixture   *self,
                  gconstpointer data)
{
  Fixture files = { self->folder, self->library };
  g_autoptr(GSubprocess) process = NULL;
  g_autoptr(GError) error = NULL;
  g_autofree char *told = NULL;
  g_autoptr(CtlRun) later = NULL;
  g_autoptr(CtlRun) check = NULL;
  g_autoptr(JsonNode) line = NULL;

  remove_sources (self);
  assert_status (RUN (self, "source", "add", "feed", WEB (FEED), "--name", "titles"), 0);
  put_feed (self, (const SyncEntry[]) { { 1, WEB (PAGE_1), 0 }, { 2, WEB (PAGE_2), 0 }, { 3, WEB (PAGE_3), 0 }, { 0, } });
  put_page (self, PAGE_1, wechat_page (1, 470, NULL));
  put_page (self, PAGE_2, wechat_page (2, 495, NULL));
  sync_server_put (self->server, PAGE_3, &(SyncPage) { .behaviour = SYNC_HELD });
  process = g_subprocess_new (G_SUBPROCESS_FLAGS_STDERR_PIPE | G_SUBPROCESS_FLAGS_STDOUT_SILENCE, &error,
                              g_getenv ("ZB_CTL"), "--library", self->library, "sync", NULL);
  g_assert_no_error (error);
  sync_server_wait_requests (self->server, PAGE_3, 1);
  while (fixture_query_sql (&files, "SELECT count (*) FROM files WHERE origin LIKE '%pages.example%'") < 5)
    g_usleep (1000);
  g_subprocess_send_signal (process, SIGINT);
  g_subprocess_communicate_utf8 (process, NULL, NULL, NULL, &told, &error);
  g_assert_no_error (error);
  g_assert_true (g_subprocess_get_if_exited (process));
  g_assert_cmpint (g_subprocess_get_exit_status (process), ==, 1);
  g_assert_nonnull (strstr (told, "Interrupted"));

  check = RUN (self, "check");
  g_assert_cmpint (check->status, ==, 0);
  put_page (self, PAGE_3, wechat_page (3, 361, NULL));
  later = RUN (self, "sync", "--json");
  g_assert_cmpint (later->status, ==, 0);
  line = ctl_json_line (later, 0);
  assert_line (line, "titles", (SyncNumbers) { .asked = 2, .answered = 2, .stored = 1, .unchanged = 1 });
  g_assert_cmpuint (sync_server_get_n_requests (self->server, PAGE_1), ==, 1);
}

#define ADD(path, function) g_test_add (path, CtlFixture, NULL, set_up, function, tear_down)

#define ONE "mmbiz.qpic.cn/one/640?wx_fmt=png"
#define TWO "mmbiz.qpic.cn/two/640"

/* Given an issue with two pictures of which one can be had, then that is stored and the other told; what is here is not
 * asked for again. */
static void
test_pictures (CtlFixture   *self,
               gconstpointer data)
{
  const Story story = {
    .year = 2024, .number = 28, .period = "7月8日-7月14日", .published = "2024-07-18",
    .account = OFFICIAL_ACCOUNT, .url = OFFICIAL_URL ("2247499001", ""), .total = 495,
  };
  g_autofree char *text = story_to_markdown (&story);
  g_autofree char *file = g_build_filename (self->folder, "28.md", NULL);
  g_autoptr(GBytes) picture = make_picture (600, 400);

  g_assert_true (g_file_set_contents (file, text, -1, NULL));
  assert_status (RUN (self, "import", file), 0);
  assert_status (RUN (self, "pictures", "2024-28", "2024-29"), 2);
  assert_status (RUN (self, "pictures", "2031-01"), 1);
  sync_server_put (self->server, ONE, &(SyncPage) { .type = "image/png", .bytes = picture });
  {
    g_autoptr(CtlRun) run = RUN (self, "pictures", "2024-28", "--json");

    g_assert_cmpint (run->status, ==, 1);
    g_assert_nonnull (strstr (run->error, WEB (TWO) ": There is nothing at"));
    for (guint i = 0; i < 2; i++)
      {
        g_autoptr(JsonNode) line = ctl_json_line (run, i);
        JsonObject *object = json_node_get_object (line);
        gboolean is_one = g_str_equal (json_object_get_string_member (object, "address"), WEB (ONE));

        g_assert_cmpint (get_int (line, "year"), ==, 2024);
        g_assert_true (json_object_get_boolean_member (object, "stored") == is_one);
        g_assert_true (json_object_get_null_member (object, "error") == is_one);
      }
  }
  sync_server_put (self->server, TWO, &(SyncPage) { .type = "image/png", .bytes = picture });
  {
    g_autoptr(CtlRun) run = RUN (self, "pictures");
    g_autoptr(CtlRun) again = RUN (self, "pictures");

    g_assert_cmpint (run->status, ==, 0);
    g_assert_cmpstr (run->out, ==, "1 fetched, 0 failed\n");
    g_assert_cmpint (again->status, ==, 0);
    g_assert_cmpstr (again->out, ==, "0 fetched, 0 failed\n");
  }
  g_assert_cmpuint (sync_server_get_n_requests (self->server, ONE), ==, 1);
  g_assert_cmpuint (sync_server_get_n_requests (self->server, TWO), ==, 2);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  ADD ("/ctl-sync/source", test_source);
  ADD ("/ctl-sync/source/mistakes", test_source_mistakes);
  ADD ("/ctl-sync/sync", test_sync);
  ADD ("/ctl-sync/sync/mistakes", test_sync_mistakes);
  ADD ("/ctl-sync/one-source", test_one_source);
  ADD ("/ctl-sync/one-issue", test_one_issue);
  ADD ("/ctl-sync/interrupted", test_interrupted);
  ADD ("/ctl-sync/pictures", test_pictures);
  return g_test_run ();
}
