/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "library-fixture.h"

#include "library/zb-library-fetched.h"
#include "library/zb-library-sync.h"

/* Pictures that were fetched, beside those that came with a file or from the user. */

#define ONE "https://mmbiz.qpic.cn/one/640?wx_fmt=png"
#define TWO "https://mmbiz.qpic.cn/two/640"

#define DAY (24 * 3600)

static const Story official = {
  .year = 2024, .number = 28, .period = "7月8日-7月14日", .published = "2024-07-18",
  .account = OFFICIAL_ACCOUNT, .url = OFFICIAL_URL ("2247499001", ""), .total = 495,
};
static const Story repost = {
  .year = 2024, .number = 28, .period = "7月8日-7月14日", .published = "2024-07-20",
  .account = "某公司安全观察", .url = REPOST_URL ("2247480001", ""), .total = 495,
};

typedef struct {
  Fixture    files;
  ZbLibrary *library;
  gint64     first;
  gint64     second;
} Pictures;

/* Given two copies of one issue, which both show the pictures ONE and TWO. */
static void
set_up (Pictures *self)
{
  fixture_init (&self->files);
  self->library = fixture_open (&self->files);
  zb_import_result_unref (import_story (self->library, &official));
  zb_import_result_unref (import_story (self->library, &repost));
  self->first = fixture_query_sql (&self->files, "SELECT id FROM copies WHERE place = 0");
  self->second = fixture_query_sql (&self->files, "SELECT id FROM copies WHERE place = 1");
}

static void
tear_down (Pictures *self)
{
  assert_sound (self->library);
  g_clear_object (&self->library);
  fixture_clear (&self->files);
}

static void
fetch (Pictures   *self,
       gint64      copy,
       const char *address,
       GBytes     *bytes)
{
  g_autoptr(GError) error = NULL;

  zb_library_store_fetched_picture (self->library, copy, address, bytes, &error);
  g_assert_no_error (error);
}

static void
add (Pictures   *self,
     gint64      copy,
     const char *address,
     GBytes     *bytes)
{
  g_autoptr(GError) error = NULL;

  zb_library_store_picture (self->library, copy, address, bytes, &error);
  g_assert_no_error (error);
}

static gboolean
is_known (Pictures   *self,
          gint64      copy,
          const char *address)
{
  g_autoptr(GError) error = NULL;
  gboolean is_here;

  zb_library_take_known_picture (self->library, copy, address, &is_here, &error);
  g_assert_no_error (error);
  return is_here;
}

static void
keep_for (Pictures *self,
          guint     days)
{
  g_auto(ZbSyncSettings) settings = { 0, };
  g_autoptr(GError) error = NULL;

  zb_library_get_sync_settings (self->library, &settings, &error);
  settings.picture_days = days;
  zb_library_set_sync_settings (self->library, &settings, &error);
  g_assert_no_error (error);
}

/* How many pictures go when so many days have passed. */
static guint
expire_after (Pictures *self,
              guint     days)
{
  g_autoptr(GError) error = NULL;
  guint n;

  zb_library_expire_pictures (self->library, g_get_real_time () / G_USEC_PER_SEC + (gint64) days * DAY, &n, &error);
  g_assert_no_error (error);
  return n;
}

static gint64
count (Pictures   *self,
       const char *table)
{
  g_autofree char *sql = g_strdup_printf ("SELECT count(*) FROM %s", table);

  return fixture_query_sql (&self->files, sql);
}

/* What was fetched for one copy need not be fetched for another; what the user has chosen is not passed on. */
static void
test_sharing (void)
{
  Pictures self;
  g_autoptr(GBytes) fetched = make_picture (60, 40);
  g_autoptr(GBytes) chosen = make_picture (70, 50);
  g_autoptr(GBytes) read = NULL;

  set_up (&self);
  g_assert_false (is_known (&self, self.second, ONE));
  fetch (&self, self.first, ONE, fetched);
  add (&self, self.first, TWO, chosen);
  g_assert_true (is_known (&self, self.second, ONE));
  g_assert_false (is_known (&self, self.second, TWO));
  read = zb_library_read_picture (self.library, self.second, ONE, NULL);
  g_assert_true (g_bytes_equal (read, fetched));
  g_assert_cmpint (count (&self, "picture_bytes"), ==, 2);
  g_assert_cmpint (count (&self, "fetched_pictures"), ==, 2);
  tear_down (&self);
}

/* The user's picture stays where a fetched one comes late, and what he puts in its place is his. */
static void
test_users_picture (void)
{
  Pictures self;
  g_autoptr(GBytes) fetched = make_picture (60, 40);
  g_autoptr(GBytes) chosen = make_picture (70, 50);
  g_autoptr(GBytes) first = NULL;
  g_autoptr(GBytes) second = NULL;

  set_up (&self);
  add (&self, self.first, ONE, chosen);
  fetch (&self, self.first, ONE, fetched);
  first = zb_library_read_picture (self.library, self.first, ONE, NULL);
  g_assert_true (g_bytes_equal (first, chosen));
  fetch (&self, self.first, TWO, fetched);
  add (&self, self.first, TWO, chosen);
  second = zb_library_read_picture (self.library, self.first, TWO, NULL);
  g_assert_true (g_bytes_equal (second, chosen));
  g_assert_cmpint (count (&self, "fetched_pictures"), ==, 0);
  keep_for (&self, 1);
  g_assert_cmpuint (expire_after (&self, 1000), ==, 0);
  tear_down (&self);
}

/* Only what was fetched goes, and only when it was not seen for so long. */
static void
test_expiry (void)
{
  Pictures self;
  g_autoptr(GBytes) fetched = make_picture (60, 40);
  g_autoptr(GBytes) chosen = make_picture (70, 50);
  g_autoptr(GError) error = NULL;
  gint64 now = g_get_real_time () / G_USEC_PER_SEC;

  set_up (&self);
  fetch (&self, self.first, ONE, fetched);
  fetch (&self, self.second, TWO, fetched);
  add (&self, self.first, TWO, chosen);
  /* Forever is the default. */
  g_assert_cmpuint (expire_after (&self, 10000), ==, 0);
  keep_for (&self, 30);
  g_assert_cmpuint (expire_after (&self, 29), ==, 0);
  g_assert_true (zb_library_note_picture_seen (self.library, self.second, TWO, now + 20 * DAY, &error));
  g_assert_true (zb_library_note_picture_seen (self.library, self.first, TWO, now + 20 * DAY, &error));
  g_assert_cmpuint (expire_after (&self, 31), ==, 1);
  g_assert_null (zb_library_read_picture (self.library, self.first, ONE, NULL));
  g_assert_cmpint (count (&self, "picture_bytes"), ==, 2);
  g_assert_cmpuint (expire_after (&self, 51), ==, 1);
  g_assert_cmpint (count (&self, "pictures"), ==, 1);
  g_assert_cmpint (count (&self, "picture_bytes"), ==, 1);
  tear_down (&self);
}

static void
test_starred (void)
{
  Pictures self;
  g_autoptr(GBytes) fetched = make_picture (60, 40);
  g_autoptr(ZbDetail) detail = NULL;

  set_up (&self);
  detail = load_issue (self.library, 2024, 28);
  fetch (&self, self.first, ONE, fetched);
  keep_for (&self, 30);
  g_assert_true (zb_library_set_starred (self.library, detail->entry->id, TRUE, NULL));
  g_assert_cmpuint (expire_after (&self, 1000), ==, 0);
  g_assert_true (zb_library_set_starred (self.library, detail->entry->id, FALSE, NULL));
  g_assert_cmpuint (expire_after (&self, 1000), ==, 1);
  tear_down (&self);
}

/* What is removed does not come back by itself; that is forgotten where the user puts a picture there. */
static void
test_removed (void)
{
  Pictures self;
  g_autoptr(GBytes) picture = make_picture (60, 40);
  g_autoptr(ZbFetchRecord) refused = NULL;
  g_autoptr(ZbFetchRecord) forgotten = NULL;

  set_up (&self);
  fetch (&self, self.first, ONE, picture);
  g_assert_true (zb_library_remove_picture (self.library, self.first, ONE, NULL));
  g_assert_cmpint (count (&self, "fetched_pictures"), ==, 0);
  refused = zb_library_find_fetch (self.library, "picture " ONE, NULL);
  g_assert_cmpint (refused->next_try, ==, G_MAXINT64);
  g_assert_nonnull (strstr (refused->reason, "removed"));
  add (&self, self.first, ONE, picture);
  forgotten = zb_library_find_fetch (self.library, "picture " ONE, NULL);
  g_assert_cmpint (forgotten->next_try, ==, 0);
  tear_down (&self);
}

/* What was fetched outlives that its copies are read again, and goes with a backup and back. */
static void
test_outlives (void)
{
  Pictures self;
  g_autoptr(GBytes) picture = make_picture (60, 40);
  g_autoptr(GError) error = NULL;
  ZbReparseResult result;

  set_up (&self);
  fetch (&self, self.first, ONE, picture);
  g_assert_true (zb_library_reparse (self.library, TRUE, &result, NULL, NULL, NULL, &error));
  g_assert_true (is_known (&self, self.first, ONE));
  g_assert_cmpint (count (&self, "fetched_pictures"), ==, 1);
  g_clear_object (&self.library);
  self.library = fixture_open (&self.files);
  keep_for (&self, 30);
  g_assert_cmpuint (expire_after (&self, 31), ==, 1);
  tear_down (&self);
}

/* Given a library of version 4 with pictures, then they are taken for the user's: nothing of them may go. */
static void
test_version_4 (void)
{
  Pictures self;
  g_autoptr(GBytes) picture = make_picture (60, 40);
  g_autoptr(GBytes) read = NULL;

  set_up (&self);
  add (&self, self.first, ONE, picture);
  g_clear_object (&self.library);
  fixture_run_sql (&self.files, "DROP TABLE fetched_pictures; PRAGMA user_version = 4");
  self.library = fixture_open (&self.files);
  keep_for (&self, 1);
  g_assert_cmpuint (expire_after (&self, 1000), ==, 0);
  read = zb_library_read_picture (self.library, self.first, ONE, NULL);
  g_assert_true (g_bytes_equal (read, picture));
  fetch (&self, self.first, TWO, picture);
  g_assert_cmpuint (expire_after (&self, 2), ==, 1);
  tear_down (&self);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/library/fetched/sharing", test_sharing);
  g_test_add_func ("/library/fetched/users-picture", test_users_picture);
  g_test_add_func ("/library/fetched/expiry", test_expiry);
  g_test_add_func ("/library/fetched/starred", test_starred);
  g_test_add_func ("/library/fetched/removed", test_removed);
  g_test_add_func ("/library/fetched/outlives", test_outlives);
  g_test_add_func ("/library/fetched/version-4", test_version_4);
  return g_test_run ();
}
