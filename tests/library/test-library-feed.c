/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "library-fixture.h"

#include <string.h>

#include "library/zb-library-feed.h"
#include "library/zb-library-statistics.h"

/* Stories of a library that is written as a feed, and of another one that reads it. */

static const Story stories[] = {
  {
    .year = 2024, .number = 27, .period = "7月1日-7月7日", .published = "2024-07-10",
    .account = OFFICIAL_ACCOUNT, .url = OFFICIAL_URL ("2024270000", "&chksm=1&scene=27#wechat_redirect"),
    .total = 500, .cross_border = 300, .phishing = 400,
    .recap = "网络安全信息与动态周报2024年第26期（6月24日-6月30日）\t" OFFICIAL_URL ("2024260000", "&chksm=2#rd"),
  },
  {
    .year = 2024, .number = 28, .period = "7月8日-7月14日", .published = "2024-07-17",
    .account = "网络安全观察", .url = REPOST_URL ("2024280000", "&chksm=3#rd"),
    .total = 600, .cross_border = 200, .phishing = 100,
    .extra = "网页里的<b>标签</b>与\"引号\" & 符号只是文字。",
  },
};

static ZbLibrary *
open_with_stories (Fixture *self)
{
  ZbLibrary *library;

  fixture_init (self);
  library = fixture_open (self);
  for (guint i = 0; i < G_N_ELEMENTS (stories); i++)
    zb_import_result_unref (import_story (library, &stories[i]));
  return library;
}

static void
assert_same (ZbLibrary   *one,
             ZbLibrary   *two,
             const Story *story)
{
  g_autoptr(ZbDetail) a = load_issue (one, story->year, story->number);
  g_autoptr(ZbDetail) b = load_issue (two, story->year, story->number);
  g_autofree char *text_a = NULL;
  g_autofree char *text_b = NULL;

  g_assert_true (zb_detail_has_text (a));
  g_assert_true (zb_detail_has_text (b));
  text_a = zb_document_to_text (a->shown->body);
  text_b = zb_document_to_text (b->shown->body);
  g_assert_cmpstr (text_a, ==, text_b);
  g_assert_cmpstr (a->shown->bulletin->url, ==, b->shown->bulletin->url);
  g_assert_cmpint (g_date_compare (&a->entry->period.start, &b->entry->period.start), ==, 0);
  g_assert_cmpint (g_date_compare (&a->entry->published, &b->entry->published), ==, 0);
  g_assert_cmpint (find_sourced (b, ZB_FIGURE_INCIDENTS_TOTAL)->figure->value, ==, story->total);
  g_assert_cmpuint (a->recap->len, ==, b->recap->len);
  for (guint i = 0; i < a->recap->len; i++)
    g_assert_cmpstr (((const ZbRecapLink *) g_ptr_array_index (a->recap, i))->url, ==,
                     ((const ZbRecapLink *) g_ptr_array_index (b->recap, i))->url);
}

static void
count_cb (guint    done,
          guint    total,
          gpointer data)
{
  guint *n = data;

  g_assert_cmpuint (done, ==, *n + 1);
  g_assert_cmpuint (done, <=, total);
  *n = done;
}

/* Another library that reads the feed has the same bulletins. */
static void
test_round_trip (void)
{
  Fixture self, other;
  g_autoptr(ZbLibrary) library = open_with_stories (&self);
  g_autoptr(ZbLibrary) reader = NULL;
  g_autoptr(ZbImportResult) imported = NULL;
  g_autoptr(GBytes) feed = NULL;
  g_autoptr(GError) error = NULL;
  g_autofree char *path = NULL;
  ZbFeedResult result;
  guint n = 0;

  feed = zb_library_export_feed (library, &result, count_cb, &n, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (result.n_written, ==, 2);
  g_assert_cmpuint (result.n_unreadable + result.n_too_many, ==, 0);
  g_assert_cmpuint (n, >=, 2);
  fixture_init (&other);
  fixture_write_bytes (&other, "zhoubao.json", feed);
  path = g_build_filename (other.folder, "zhoubao.json", NULL);
  reader = fixture_open (&other);
  imported = import_path (reader, path);
  g_assert_cmpuint (imported->imported, ==, 2);
  for (guint i = 0; i < G_N_ELEMENTS (stories); i++)
    assert_same (library, reader, &stories[i]);
  g_clear_object (&reader);
  g_clear_object (&library);
  fixture_clear (&other);
  fixture_clear (&self);
}

static void
test_cancelled (void)
{
  Fixture self;
  g_autoptr(ZbLibrary) library = open_with_stories (&self);
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_autoptr(GError) error = NULL;
  ZbFeedResult result;

  g_cancellable_cancel (cancellable);
  g_assert_null (zb_library_export_feed (library, &result, NULL, NULL, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_object (&library);
  fixture_clear (&self);
}

/* A bulletin whose stored bytes are damaged is told, and the others are there. */
static void
test_damaged (void)
{
  Fixture self;
  g_autoptr(ZbLibrary) library = open_with_stories (&self);
  g_autoptr(GBytes) feed = NULL;
  g_autoptr(GError) error = NULL;
  ZbFeedResult result;

  g_clear_object (&library);
  fixture_run_sql (&self, "UPDATE files SET packed = x'00' WHERE id = (SELECT min(id) FROM files)");
  library = fixture_open (&self);
  feed = zb_library_export_feed (library, &result, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (result.n_written, ==, 1);
  g_assert_cmpuint (result.n_unreadable, ==, 1);
  g_clear_object (&library);
  fixture_clear (&self);
}

static void
test_count (void)
{
  Fixture self;
  g_autoptr(ZbLibrary) library = open_with_stories (&self);
  ZbLibraryStatistics counts;
  g_autoptr(GError) error = NULL;

  g_assert_true (zb_library_count (library, &counts, &error));
  g_assert_no_error (error);
  /* The one that is named in the other's list is known as well. */
  g_assert_cmpuint (counts.n_issues, ==, 3);
  g_assert_cmpuint (counts.n_texts, ==, 2);
  g_assert_cmpuint (counts.n_copies, ==, 2);
  g_assert_cmpuint (counts.n_pictures, ==, 0);
  g_assert_cmpuint (counts.n_bytes, >, 8192);
  g_clear_object (&library);
  fixture_clear (&self);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/library/feed/round-trip", test_round_trip);
  g_test_add_func ("/library/feed/cancelled", test_cancelled);
  g_test_add_func ("/library/feed/damaged", test_damaged);
  g_test_add_func ("/library/feed/count", test_count);
  return g_test_run ();
}
