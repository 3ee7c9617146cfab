/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sync-fixture.h"

#include "sync/zb-picture-fetcher.h"

/* Stories of single pictures that are fetched. All hosts are played by a server of the tests. */

#define ONE_PATH "mmbiz.qpic.cn/one/640?wx_fmt=png"
#define TWO_PATH "mmbiz.qpic.cn/two/640"
#define ONE WEB (ONE_PATH)
#define TWO WEB (TWO_PATH)

typedef struct {
  SyncFixture       sync;
  ZbPictureFetcher *pictures;
  gint64            copy;
} PictureFixture;

/* A picture that was asked for, until it has come. */
typedef struct {
  GCancellable *cancellable;
  GError       *error;
  gboolean      is_done;
} Fetch;

static const Story story = {
  .year = 2024, .number = 28, .period = "7月8日-7月14日", .published = "2024-07-18",
  .account = OFFICIAL_ACCOUNT, .url = OFFICIAL_URL ("2247499001", ""), .total = 495,
};

/* Given one copy, which shows the pictures ONE and TWO. */
static void
set_up (PictureFixture *self,
        gconstpointer   data)
{
  sync_fixture_init (&self->sync, NULL);
  zb_import_result_unref (import_story (self->sync.library, &story));
  self->copy = fixture_query_sql (&self->sync.files, "SELECT id FROM copies");
  self->pictures = zb_picture_fetcher_new (self->sync.library, self->sync.fetcher);
}

static void
tear_down (PictureFixture *self,
           gconstpointer   data)
{
  ZbPictureFetcher *left = NULL;

  /* A thread may hold it a moment longer; whoever is forgotten would hold it for ever. */
  g_set_weak_pointer (&left, self->pictures);
  g_clear_object (&self->pictures);
  while (left != NULL)
    g_main_context_iteration (NULL, FALSE);
  sync_fixture_clear (&self->sync);
}

static void
fetched_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  Fetch *fetch = user_data;

  g_assert_false (fetch->is_done);
  fetch->is_done = TRUE;
  g_assert_true (zb_picture_fetcher_fetch_finish (ZB_PICTURE_FETCHER (source), result, &fetch->error) ==
                 (fetch->error == NULL));
}

static Fetch *
start (PictureFixture *self,
       gint64          copy,
       const char     *address,
       gboolean        is_urgent)
{
  Fetch *fetch = g_new0 (Fetch, 1);

  fetch->cancellable = g_cancellable_new ();
  zb_picture_fetcher_fetch_async (self->pictures, copy, address, is_urgent, fetch->cancellable, fetched_cb, fetch);
  return fetch;
}

static void
wait (Fetch *fetch)
{
  while (!fetch->is_done)
    g_main_context_iteration (NULL, TRUE);
}

static void
fetch_free (Fetch *self)
{
  wait (self);
  g_clear_error (&self->error);
  g_object_unref (self->cancellable);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Fetch, fetch_free)

/* @part: (nullable): of the sentence that says why it failed; %NULL where it goes well. */
static void
assert_fetch (PictureFixture *self,
              const char     *address,
              gboolean        is_urgent,
              int             code,
              const char     *part)
{
  g_autoptr(Fetch) fetch = start (self, self->copy, address, is_urgent);

  wait (fetch);
  if (part == NULL)
    {
      g_assert_no_error (fetch->error);
      return;
    }
  g_assert_error (fetch->error, ZB_SYNC_ERROR, code);
  if (strstr (fetch->error->message, part) == NULL)
    g_error ("“%s” is not in “%s”", part, fetch->error->message);
}

static void
put (PictureFixture *self,
     const char     *path,
     const char     *type,
     GBytes         *bytes,
     SyncBehaviour   behaviour)
{
  sync_server_put (self->sync.server, path, &(SyncPage) { .type = type, .bytes = bytes, .behaviour = behaviour });
}

static gint64
count (PictureFixture *self,
       const char     *table)
{
  g_autofree char *sql = g_strdup_printf ("SELECT count(*) FROM %s", table);

  return fixture_query_sql (&self->sync.files, sql);
}

/* Given a picture at its address, then it is stored as it came, and not asked for again. */
static void
test_fetched (PictureFixture *self,
              gconstpointer   data)
{
  g_autoptr(GBytes) bytes = make_picture (600, 400);
  g_autoptr(GBytes) read = NULL;

  put (self, ONE_PATH, "image/png", bytes, SYNC_PLAIN);
  /* A host that does not say what it is. */
  put (self, TWO_PATH, "application/octet-stream", bytes, SYNC_CHUNKED);
  assert_fetch (self, ONE, FALSE, 0, NULL);
  assert_fetch (self, TWO, FALSE, 0, NULL);
  read = zb_library_read_picture (self->sync.library, self->copy, ONE, NULL);
  g_assert_true (g_bytes_equal (read, bytes));
  g_assert_cmpint (count (self, "fetched_pictures"), ==, 2);
  g_assert_cmpint (count (self, "picture_bytes"), ==, 1);
  assert_fetch (self, ONE, TRUE, 0, NULL);
  assert_asked (&self->sync, ONE_PATH, 1);
}

/* Given an answer that is no picture, then a sentence says so, nothing is stored, and the address is left
 * alone until the user asks for it himself. */
static void
test_refused (PictureFixture *self,
              gconstpointer   data)
{
  g_autoptr(GBytes) picture = make_picture (600, 400);
  g_autoptr(GBytes) page = g_bytes_new_static ("<html>此图片来自微信公众平台</html>", 43);
  g_autoptr(GBytes) nothing = g_bytes_new_static ("", 0);
  g_autoptr(GBytes) part = g_bytes_new_from_bytes (picture, 0, 20);
  const struct {
    const char   *type;
    GBytes       *bytes;
    SyncBehaviour behaviour;
    int           code;
    const char   *part;
  } answers[] = {
    { "text/html", page, SYNC_PLAIN, ZB_SYNC_ERROR_TYPE, "no picture" },
    { "image/svg+xml", page, SYNC_PLAIN, ZB_SYNC_ERROR_TYPE, "no picture" },
    { "image/png", page, SYNC_PLAIN, ZB_SYNC_ERROR_CONTENT, "no picture" },
    { "image/png", nothing, SYNC_PLAIN, ZB_SYNC_ERROR_CONTENT, "empty" },
    { "image/png", part, SYNC_PLAIN, ZB_SYNC_ERROR_CONTENT, "cut off" },
    { "image/png", picture, SYNC_CUT_BODY, ZB_SYNC_ERROR_CUT_OFF, "cut off" },
    { "image/png", picture, SYNC_ENDLESS, ZB_SYNC_ERROR_TOO_LARGE, "larger than any picture" },
    { "image/png", picture, SYNC_HANG_UP, ZB_SYNC_ERROR_CONNECTION, "does not answer" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (answers); i++)
    {
      put (self, ONE_PATH, answers[i].type, answers[i].bytes, answers[i].behaviour);
      assert_fetch (self, ONE, TRUE, answers[i].code, answers[i].part);
      sync_server_clear_log (self->sync.server);
      assert_fetch (self, ONE, FALSE, ZB_SYNC_ERROR_LATER, answers[i].part);
      assert_only_asked (&self->sync, "");
      g_assert_cmpint (count (self, "pictures"), ==, 0);
    }
  put (self, ONE_PATH, "image/png", picture, SYNC_PLAIN);
  assert_fetch (self, ONE, TRUE, 0, NULL);
  g_assert_cmpint (count (self, "fetches"), ==, 0);
}

/* A picture that announces more than any may have is not even begun. */
static void
test_announced_huge (PictureFixture *self,
                     gconstpointer   data)
{
  g_autoptr(GBytes) picture = make_picture (60, 40);

  sync_server_put (self->sync.server, ONE_PATH,
                   &(SyncPage) { .type = "image/png", .bytes = picture, .behaviour = SYNC_STALLED,
                                 .announced = (guint64) 21 * 1024 * 1024 });
  assert_fetch (self, ONE, FALSE, ZB_SYNC_ERROR_TOO_LARGE, "larger than any picture");
}

static void
test_statuses (PictureFixture *self,
               gconstpointer   data)
{
  g_autoptr(ZbFetchRecord) missing = NULL;
  g_autoptr(ZbFetchRecord) page = NULL;

  assert_fetch (self, ONE, FALSE, ZB_SYNC_ERROR_STATUS, "There is nothing at");
  missing = sync_fixture_find_fetch (&self->sync, "picture " ONE);
  g_assert_cmpint (missing->outcome, ==, ZB_FETCH_MISSING);
  /* Nothing of it is told of a page at the same address. */
  page = sync_fixture_find_fetch (&self->sync, ONE);
  g_assert_cmpint (page->outcome, ==, ZB_FETCH_NEVER);
  g_assert_cmpint (missing->next_try, >, g_get_real_time () / G_USEC_PER_SEC + 3600);

  sync_server_put (self->sync.server, TWO_PATH, &(SyncPage) { .status = 500 });
  assert_fetch (self, TWO, FALSE, ZB_SYNC_ERROR_STATUS, "500");
  sync_server_put (self->sync.server, TWO_PATH, &(SyncPage) { .status = 410 });
  assert_fetch (self, TWO, TRUE, ZB_SYNC_ERROR_STATUS, "gone for good");
  sync_server_clear_log (self->sync.server);
  assert_fetch (self, TWO, TRUE, ZB_SYNC_ERROR_LATER, "gone for good");
  assert_only_asked (&self->sync, "");
}

/* Given a host that wants a pause, then nothing is asked there, also where the user asks for it. */
static void
test_pause (PictureFixture *self,
            gconstpointer   data)
{
  g_autoptr(ZbHostRecord) host = NULL;
  g_autoptr(GBytes) picture = make_picture (600, 400);

  sync_server_put (self->sync.server, ONE_PATH, &(SyncPage) { .status = 429, .headers = { "Retry-After", "3600" } });
  put (self, TWO_PATH, "image/png", picture, SYNC_PLAIN);
  assert_fetch (self, ONE, FALSE, ZB_SYNC_ERROR_LATER, "asked not to be asked");
  host = sync_fixture_find_host (&self->sync, "mmbiz.qpic.cn");
  g_assert_cmpint (host->next_try, >, g_get_real_time () / G_USEC_PER_SEC + 3000);
  sync_server_clear_log (self->sync.server);
  assert_fetch (self, ONE, TRUE, ZB_SYNC_ERROR_LATER, "asked not to be asked");
  assert_fetch (self, TWO, TRUE, ZB_SYNC_ERROR_LATER, "asked not to be asked");
  assert_only_asked (&self->sync, "");
  /* It is nothing of the address. */
  g_assert_cmpint (count (self, "fetches"), ==, 0);
}

/* What a synchronisation has been told holds here too. */
static void
test_known_pause (PictureFixture *self,
                  gconstpointer   data)
{
  ZbHostRecord host = { .host = (char *) "mmbiz.qpic.cn", .next_try = g_get_real_time () / G_USEC_PER_SEC + 600 };

  assert_fetch (self, ONE, FALSE, ZB_SYNC_ERROR_STATUS, "There is nothing at");
  g_assert_true (zb_library_put_host (self->sync.library, &host, NULL));
  sync_server_clear_log (self->sync.server);
  assert_fetch (self, TWO, TRUE, ZB_SYNC_ERROR_LATER, "asked not to be asked");
  assert_only_asked (&self->sync, "");
}

static void
test_redirects (PictureFixture *self,
                gconstpointer   data)
{
  g_autoptr(GBytes) picture = make_picture (600, 400);

  sync_server_put_redirect (self->sync.server, ONE_PATH, 302, "https://192.168.1.1/picture.png");
  assert_fetch (self, ONE, FALSE, ZB_SYNC_ERROR_REDIRECT, "where it must not lead");
  put (self, "cdn.example/picture.png", "image/png", picture, SYNC_PLAIN);
  sync_server_put_redirect (self->sync.server, TWO_PATH, 302, "https://cdn.example/picture.png");
  assert_fetch (self, TWO, FALSE, 0, NULL);
}

/* Given somebody who waits for a picture already, then it is asked for once, and each copy gets it. */
static void
test_twice (PictureFixture *self,
            gconstpointer   data)
{
  const Story repost = {
    .year = 2024, .number = 28, .period = "7月8日-7月14日", .published = "2024-07-20",
    .account = "某公司安全观察", .url = REPOST_URL ("2247480001", ""), .total = 495,
  };
  g_autoptr(GBytes) picture = make_picture (600, 400);
  g_autoptr(Fetch) first = NULL;
  g_autoptr(Fetch) second = NULL;
  g_autoptr(Fetch) other = NULL;
  gint64 copy;

  zb_import_result_unref (import_story (self->sync.library, &repost));
  copy = fixture_query_sql (&self->sync.files, "SELECT max (id) FROM copies");
  put (self, ONE_PATH, "image/png", picture, SYNC_HELD);
  first = start (self, self->copy, ONE, FALSE);
  second = start (self, self->copy, ONE, FALSE);
  sync_server_wait_requests (self->sync.server, ONE_PATH, 1);
  other = start (self, copy, ONE, TRUE);
  sync_server_release (self->sync.server, 1);
  wait (first);
  wait (second);
  wait (other);
  g_assert_no_error (first->error);
  g_assert_no_error (second->error);
  g_assert_no_error (other->error);
  assert_asked (&self->sync, ONE_PATH, 1);
  g_assert_cmpint (count (self, "fetched_pictures"), ==, 2);
}

/* Given one who does not want it any more, then the other gets it; given nobody, then it is stopped, and
 * nothing is remembered against the address. */
static void
test_cancelled (PictureFixture *self,
                gconstpointer   data)
{
  g_autoptr(GBytes) picture = make_picture (600, 400);
  g_autoptr(Fetch) first = NULL;
  g_autoptr(Fetch) second = NULL;
  g_autoptr(Fetch) alone = NULL;

  put (self, ONE_PATH, "image/png", picture, SYNC_HELD);
  put (self, TWO_PATH, "image/png", picture, SYNC_HELD);
  first = start (self, self->copy, ONE, FALSE);
  second = start (self, self->copy, ONE, FALSE);
  alone = start (self, self->copy, TWO, FALSE);
  while (sync_server_get_n_requests (self->sync.server, ONE_PATH) == 0 ||
         sync_server_get_n_requests (self->sync.server, TWO_PATH) == 0)
    g_main_context_iteration (NULL, FALSE);
  g_cancellable_cancel (first->cancellable);
  g_cancellable_cancel (alone->cancellable);
  wait (first);
  wait (alone);
  g_assert_error (first->error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_error (alone->error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  sync_server_release (self->sync.server, 2);
  wait (second);
  g_assert_no_error (second->error);
  g_assert_cmpint (count (self, "pictures"), ==, 1);
  g_assert_cmpint (count (self, "fetches"), ==, 0);
}

/* Given one who stops before anything was asked, then nothing is asked, and the next one begins anew. */
static void
test_cancelled_at_once (PictureFixture *self,
                        gconstpointer   data)
{
  g_autoptr(GBytes) picture = make_picture (600, 400);
  g_autoptr(Fetch) first = start (self, self->copy, ONE, FALSE);
  g_autoptr(Fetch) second = NULL;

  put (self, ONE_PATH, "image/png", picture, SYNC_PLAIN);
  g_cancellable_cancel (first->cancellable);
  wait (first);
  g_assert_error (first->error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  second = start (self, self->copy, ONE, FALSE);
  wait (second);
  g_assert_no_error (second->error);
  assert_asked (&self->sync, ONE_PATH, 1);
}

/* Given a picture that two copies show, when it is removed from one, then it comes back there only for one
 * who asks for it. */
static void
test_removed (PictureFixture *self,
              gconstpointer   data)
{
  static const Story repost = {
    .year = 2024, .number = 28, .period = "7月8日-7月14日", .published = "2024-07-20",
    .account = "某公司安全观察", .url = REPOST_URL ("2247480001", ""), .total = 495,
  };
  g_autoptr(GBytes) picture = make_picture (600, 400);
  g_autoptr(Fetch) other = NULL;
  g_autoptr(GError) error = NULL;

  zb_import_result_unref (import_story (self->sync.library, &repost));
  put (self, ONE_PATH, "image/png", picture, SYNC_PLAIN);
  other = start (self, fixture_query_sql (&self->sync.files, "SELECT max (id) FROM copies"), ONE, FALSE);
  wait (other);
  g_assert_no_error (other->error);
  assert_fetch (self, ONE, FALSE, 0, NULL);
  zb_library_remove_picture (self->sync.library, self->copy, ONE, &error);
  g_assert_no_error (error);
  assert_fetch (self, ONE, FALSE, ZB_SYNC_ERROR_LATER, "You have removed this picture");
  g_assert_cmpint (count (self, "pictures"), ==, 1);
  assert_fetch (self, ONE, TRUE, 0, NULL);
  g_assert_cmpint (count (self, "pictures"), ==, 2);
  assert_asked (&self->sync, ONE_PATH, 1);
}

typedef struct {
  PictureFixture *fixture;
  GPtrArray      *fetches;
} Again;

static void
again_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  Again *again = user_data;

  g_assert_true (zb_picture_fetcher_fetch_finish (ZB_PICTURE_FETCHER (source), result, NULL));
  g_ptr_array_add (again->fetches, start (again->fixture, again->fixture->copy, ONE, FALSE));
}

/* Given that one who waits for a picture asks for it again at once, then those who came late are told too. */
static void
test_late (PictureFixture *self,
           gconstpointer   data)
{
  g_autoptr(GBytes) picture = make_picture (600, 400);
  g_autoptr(GPtrArray) fetches = g_ptr_array_new_with_free_func ((GDestroyNotify) fetch_free);
  Again again = { self, fetches };

  put (self, ONE_PATH, "image/png", picture, SYNC_PLAIN);
  assert_fetch (self, ONE, FALSE, 0, NULL);
  zb_picture_fetcher_fetch_async (self->pictures, self->copy, ONE, FALSE, NULL, again_cb, &again);
  /* A thread looks already. */
  g_ptr_array_add (fetches, start (self, self->copy, ONE, FALSE));
  g_ptr_array_add (fetches, start (self, self->copy, ONE, FALSE));
  while (fetches->len < 3)
    g_main_context_iteration (NULL, TRUE);
  g_cancellable_cancel (((Fetch *) g_ptr_array_index (fetches, 0))->cancellable);
  for (guint i = 0; i < fetches->len; i++)
    wait (g_ptr_array_index (fetches, i));
  g_assert_no_error (((Fetch *) g_ptr_array_index (fetches, 1))->error);
  g_assert_no_error (((Fetch *) g_ptr_array_index (fetches, 2))->error);
  assert_asked (&self->sync, ONE_PATH, 1);
}

static void
test_no_such_picture (PictureFixture *self,
                      gconstpointer   data)
{
  g_autoptr(Fetch) other = start (self, self->copy, WEB ("other.example/1.png"), TRUE);
  g_autoptr(Fetch) nowhere = start (self, self->copy + 1000, ONE, TRUE);

  wait (other);
  wait (nowhere);
  g_assert_error (other->error, ZB_LIBRARY_ERROR, ZB_LIBRARY_ERROR_NOT_FOUND);
  g_assert_error (nowhere->error, ZB_LIBRARY_ERROR, ZB_LIBRARY_ERROR_NOT_FOUND);
  assert_only_asked (&self->sync, "");
}

/* A page may name a picture in the local network only where the user has put a source there. */
static void
test_local (PictureFixture *self,
            gconstpointer   data)
{
  g_autoptr(GBytes) picture = make_picture (600, 400);
  const char *text = "# 网络安全信息与动态周报2024年第29期（7月15日-7月21日）\n\n本周网络安全基本态势\n\n"
                     "本周，互联网网络安全态势整体评价为良。这是为测试写的一段话，没有别的意思。\n\n"
                     "![](http://192.168.1.7/chart.png)\n";

  zb_import_result_unref (import_text (self->sync.library, text));
  self->copy = fixture_query_sql (&self->sync.files, "SELECT max (id) FROM copies");
  put (self, "192.168.1.7/chart.png", "image/png", picture, SYNC_PLAIN);
  assert_fetch (self, "http://192.168.1.7/chart.png", TRUE, ZB_SYNC_ERROR_ADDRESS, "local network");
  assert_only_asked (&self->sync, "");
  sync_fixture_add (&self->sync, ZB_SOURCE_FEED, "http://192.168.1.7/weekly.xml");
  assert_fetch (self, "http://192.168.1.7/chart.png", TRUE, 0, NULL);
}

/* What was not seen for too long goes before a synchronisation. */
static void
test_expiry (PictureFixture *self,
             gconstpointer   data)
{
  g_autoptr(GBytes) picture = make_picture (600, 400);
  g_autoptr(ZbSyncReport) report = NULL;

  put (self, ONE_PATH, "image/png", picture, SYNC_PLAIN);
  assert_fetch (self, ONE, FALSE, 0, NULL);
  fixture_run_sql (&self->sync.files,
                   "UPDATE fetched_pictures SET seen = seen - 31 * 86400;"
                   "INSERT INTO meta (key, value) VALUES ('sync.picture-days', '30')");
  report = sync_fixture_run (&self->sync);
  g_assert_cmpint (count (self, "pictures"), ==, 0);
}

#define ADD_TEST(name, func) g_test_add ("/sync/pictures/" name, PictureFixture, NULL, set_up, func, tear_down)

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  ADD_TEST ("fetched", test_fetched);
  ADD_TEST ("refused", test_refused);
  ADD_TEST ("announced-huge", test_announced_huge);
  ADD_TEST ("statuses", test_statuses);
  ADD_TEST ("pause", test_pause);
  ADD_TEST ("known-pause", test_known_pause);
  ADD_TEST ("redirects", test_redirects);
  ADD_TEST ("twice", test_twice);
  ADD_TEST ("cancelled", test_cancelled);
  ADD_TEST ("cancelled-at-once", test_cancelled_at_once);
  ADD_TEST ("removed", test_removed);
  ADD_TEST ("late", test_late);
  ADD_TEST ("no-such-picture", test_no_such_picture);
  ADD_TEST ("local", test_local);
  ADD_TEST ("expiry", test_expiry);
  return g_test_run ();
}
