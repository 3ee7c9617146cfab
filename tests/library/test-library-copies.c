/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "library-fixture.h"

#define EARLIER \
  "网络安全信息与动态周报2024年第27期（7月1日-7月7日）\t" OFFICIAL_URL ("2247498900", "&chksm=aa")

/* One week, as four places have it. */
static const Story official = {
  .year = 2024, .number = 28, .period = "7月8日-7月14日", .published = "2024-07-18",
  .account = OFFICIAL_ACCOUNT, .url = OFFICIAL_URL ("2247499001", ""),
  .total = 495, .cross_border = 180, .phishing = 300, .recap = EARLIER,
};
/* Says another number, and more words around it. */
static const Story repost = {
  .year = 2024, .number = 28, .period = "7月8日-7月14日", .published = "2024-07-17",
  .account = "某公司安全观察", .url = REPOST_URL ("2247480001", ""),
  .total = 459, .cross_border = 180, .phishing = 300,
  .extra = "这一段是转载者加上的说明文字，它让这一份比官方的那一份更长一些，但是更长的并不因此更可信。"
           "这一段是转载者加上的说明文字，它让这一份比官方的那一份更长一些，但是更长的并不因此更可信。",
};
/* Breaks off before the incidents. */
static const Story partial = {
  .year = 2024, .number = 28, .period = "7月8日-7月14日", .published = "2024-07-16",
  .account = "某安全日报", .url = REPOST_URL ("2247480002", ""),
};

static ZbLibrary *
make_library (Fixture *fixture)
{
  ZbLibrary *library = fixture_open (fixture);
  g_autofree char *shell = shell_to_markdown (&official, TRUE);

  /* The worst comes first, so that the order is not that of the import. */
  zb_import_result_unref (import_text (library, shell));
  zb_import_result_unref (import_story (library, &partial));
  zb_import_result_unref (import_story (library, &repost));
  zb_import_result_unref (import_story (library, &official));
  return library;
}

static const ZbCopyInfo *
get_copy (ZbDetail *detail,
          guint     position)
{
  g_assert_cmpuint (position, <, detail->copies->len);
  return g_ptr_array_index (detail->copies, position);
}

static ZbDetail *
load_copy (ZbLibrary *library,
           gint64     id,
           gint64     copy)
{
  g_autoptr(GError) error = NULL;
  ZbDetail *detail = zb_library_load_copy (library, id, copy, &error);

  g_assert_no_error (error);
  return detail;
}

/* Given an official copy, a longer re-post, a part and a verification page, then they stand in the order
 * in which they are worth reading: official before re-post, full before partial, text before none. */
static void
test_order (void)
{
  Fixture fixture;
  g_autoptr(ZbLibrary) library = NULL;
  g_autoptr(ZbDetail) detail = NULL;

  fixture_init (&fixture);
  library = make_library (&fixture);
  detail = load_issue (library, 2024, 28);
  g_assert_cmpuint (detail->copies->len, ==, 4);
  g_assert_cmpstr (get_copy (detail, 0)->url, ==, official.url);
  g_assert_cmpint (get_copy (detail, 0)->status, ==, ZB_COPY_OK);
  g_assert_true (get_copy (detail, 0)->official);
  g_assert_true (get_copy (detail, 0)->shown);
  g_assert_cmpstr (get_copy (detail, 1)->url, ==, repost.url);
  g_assert_cmpuint (get_copy (detail, 1)->n_han, >, get_copy (detail, 0)->n_han);
  g_assert_cmpstr (get_copy (detail, 2)->url, ==, partial.url);
  g_assert_cmpint (get_copy (detail, 2)->status, ==, ZB_COPY_OK);
  /* The official account's own page, but without a text. */
  g_assert_true (get_copy (detail, 3)->official);
  g_assert_cmpint (get_copy (detail, 3)->status, ==, ZB_COPY_BLOCKED);
  for (guint i = 1; i < 4; i++)
    g_assert_false (get_copy (detail, i)->shown);
  g_clear_object (&library);
  fixture_clear (&fixture);
}

/* Given two copies that state different numbers, then the official one counts, the other is shown beside
 * it, and both say from which copy they are, whichever copy is read. */
static void
test_disagreeing (void)
{
  Fixture fixture;
  g_autoptr(ZbLibrary) library = NULL;
  g_autoptr(ZbDetail) best = NULL;

  fixture_init (&fixture);
  library = make_library (&fixture);
  best = load_issue (library, 2024, 28);
  for (guint i = 0; i < best->copies->len; i++)
    {
      g_autoptr(ZbDetail) detail = load_copy (library, best->entry->id, get_copy (best, i)->id);
      const ZbSourcedFigure *total = find_sourced (detail, "incidents_total");
      const ZbSourcedFigure *other;

      g_assert_cmpint (total->figure->value, ==, 495);
      g_assert_cmpint (total->copy_id, ==, get_copy (best, 0)->id);
      g_assert_nonnull (strstr (total->figure->sentence, "495"));
      g_assert_cmpuint (total->disagreeing->len, ==, 1);
      other = g_ptr_array_index (total->disagreeing, 0);
      g_assert_cmpint (other->figure->value, ==, 459);
      g_assert_cmpint (other->copy_id, ==, get_copy (best, 1)->id);
      g_assert_nonnull (strstr (other->figure->sentence, "459"));
      g_assert_null (find_sourced (detail, "incidents_cross_border")->disagreeing);
      g_assert_cmpint (zb_figures_find (detail->entry->figures, "incidents_total")->value, ==, 495);
    }
  g_clear_object (&library);
  fixture_clear (&fixture);
}

/* Given another copy than the best, when it is loaded, then text, pictures, earlier issues and the mark
 * are its own. */
static void
test_switch (void)
{
  Fixture fixture;
  g_autoptr(ZbLibrary) library = NULL;
  g_autoptr(ZbDetail) best = NULL;
  g_autoptr(ZbDetail) same = NULL;
  g_autoptr(ZbDetail) other = NULL;
  g_autoptr(GBytes) picture = make_picture (600, 400);
  g_autoptr(GError) error = NULL;
  g_autofree char *text = NULL;

  fixture_init (&fixture);
  library = make_library (&fixture);
  best = load_issue (library, 2024, 28);
  same = load_copy (library, best->entry->id, 0);
  g_assert_true (get_copy (same, 0)->shown);
  g_assert_cmpuint (same->recap->len, ==, 1);
  zb_library_store_picture (library, get_copy (best, 1)->id,
                            ((ZbCopyPicture *) best->pictures->pdata[0])->address, picture, &error);
  g_assert_no_error (error);

  other = load_copy (library, best->entry->id, get_copy (best, 1)->id);
  g_assert_cmpstr (other->shown->bulletin->account, ==, repost.account);
  text = zb_document_to_text (other->shown->body);
  g_assert_nonnull (strstr (text, "转载者"));
  g_assert_true (zb_detail_has_text (other));
  g_assert_cmpuint (other->recap->len, ==, 0);
  g_assert_false (get_copy (other, 0)->shown);
  g_assert_true (get_copy (other, 1)->shown);
  g_assert_true (((ZbCopyPicture *) other->pictures->pdata[0])->is_stored);
  g_assert_false (((ZbCopyPicture *) best->pictures->pdata[0])->is_stored);
  g_assert_cmpint (other->entry->state, ==, ZB_ENTRY_TEXT);
  g_clear_object (&library);
  fixture_clear (&fixture);
}

/* Given a copy without a text, when it is loaded, then it says why, and does not pass for a text. */
static void
test_refusal (void)
{
  Fixture fixture;
  g_autoptr(ZbLibrary) library = NULL;
  g_autoptr(ZbDetail) best = NULL;
  g_autoptr(ZbDetail) refusal = NULL;

  fixture_init (&fixture);
  library = make_library (&fixture);
  best = load_issue (library, 2024, 28);
  refusal = load_copy (library, best->entry->id, get_copy (best, 3)->id);
  g_assert_cmpint (refusal->shown->bulletin->status, ==, ZB_COPY_BLOCKED);
  g_assert_nonnull (refusal->shown->bulletin->reason);
  g_assert_false (zb_detail_has_text (refusal));
  g_assert_true (zb_detail_has_text (best));
  g_clear_object (&library);
  fixture_clear (&fixture);
}

/* Given a number that is no copy of this bulletin, then there is nothing to load. */
static void
test_wrong_copy (void)
{
  Fixture fixture;
  g_autoptr(ZbLibrary) library = NULL;
  g_autoptr(ZbDetail) other = NULL;
  g_autoptr(ZbDetail) best = NULL;
  g_autofree char *text = week_to_markdown (2024, 10, 99);
  g_autoptr(GError) error = NULL;

  fixture_init (&fixture);
  library = make_library (&fixture);
  zb_import_result_unref (import_text (library, text));
  best = load_issue (library, 2024, 28);
  other = load_issue (library, 2024, 10);
  g_assert_null (zb_library_load_copy (library, best->entry->id, get_copy (other, 0)->id, &error));
  g_assert_error (error, ZB_LIBRARY_ERROR, ZB_LIBRARY_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_assert_null (zb_library_load_copy (library, best->entry->id, -1, &error));
  g_assert_error (error, ZB_LIBRARY_ERROR, ZB_LIBRARY_ERROR_NOT_FOUND);
  g_clear_object (&library);
  fixture_clear (&fixture);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/library/copies/order", test_order);
  g_test_add_func ("/library/copies/disagreeing", test_disagreeing);
  g_test_add_func ("/library/copies/switch", test_switch);
  g_test_add_func ("/library/copies/refusal", test_refusal);
  g_test_add_func ("/library/copies/wrong-copy", test_wrong_copy);
  return g_test_run ();
}
