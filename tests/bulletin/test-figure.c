/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zb-config.h"

#include "bulletin/zb-bulletin.h"

static void
test_rating_words (void)
{
  static const struct { const char *word; ZbRating rating; } words[] = {
    { "优", ZB_RATING_EXCELLENT }, { "良", ZB_RATING_GOOD }, { "中", ZB_RATING_FAIR },
    { "差", ZB_RATING_POOR }, { "危", ZB_RATING_CRITICAL },
    { "Excellent", ZB_RATING_EXCELLENT }, { "good", ZB_RATING_GOOD }, { "FAIR", ZB_RATING_FAIR },
    { "poor", ZB_RATING_POOR }, { "dangerous", ZB_RATING_CRITICAL },
    { NULL, ZB_RATING_UNKNOWN }, { "", ZB_RATING_UNKNOWN }, { "高", ZB_RATING_UNKNOWN },
    { "低", ZB_RATING_UNKNOWN }, { "良好", ZB_RATING_UNKNOWN }, { "goodness", ZB_RATING_UNKNOWN },
  };

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    g_assert_cmpint (zb_rating_from_word (words[i].word), ==, words[i].rating);
}

static void
test_rating_texts (void)
{
  g_autoptr(GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = ZB_RATING_UNKNOWN; i <= ZB_RATING_CRITICAL; i++)
    {
      ZbRating rating = (ZbRating) i;
      const char *han = zb_rating_get_han (rating);

      g_assert_true (g_hash_table_add (seen, (gpointer) zb_rating_get_label (rating)));
      g_assert_true (g_hash_table_add (seen, (gpointer) zb_rating_get_meaning (rating)));
      g_assert_true (rating == ZB_RATING_UNKNOWN ? han == NULL : zb_rating_from_word (han) == rating);
    }
  g_assert_cmpstr (zb_rating_get_label (ZB_RATING_GOOD), ==, "Good");
  g_assert_cmpstr (zb_rating_get_label (ZB_RATING_UNKNOWN), ==, "Not rated");
}

static void
test_status_words (void)
{
  /* These words are a promise to scripts and to libraries that exist. */
  static const char *const words[] = {
    "ok", "no-text", "blocked", "deleted", "other-series", "unreadable",
  };
  ZbCopyStatus status = ZB_COPY_OK;

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    {
      g_assert_cmpstr (zb_copy_status_to_string ((ZbCopyStatus) i), ==, words[i]);
      g_assert_true (zb_copy_status_from_string (words[i], &status));
      g_assert_cmpuint (status, ==, i);
    }
  g_assert_false (zb_copy_status_from_string ("OK", &status));
  g_assert_false (zb_copy_status_from_string ("", &status));
  g_assert_false (zb_copy_status_from_string (NULL, &status));
}

static void
test_figure_copy (void)
{
  g_autoptr(ZbFigure) figure = zb_figure_new (ZB_FIGURE_INCIDENTS_TOTAL, 495);
  g_autoptr(ZbFigure) copy = NULL;

  figure->sentence = g_strdup ("共处理网络安全事件495起。");
  figure->has_change = TRUE;
  figure->change_percent = -3.5;
  copy = zb_figure_copy (figure);
  g_assert_cmpstr (copy->sentence, ==, figure->sentence);
  g_assert_true (copy->sentence != figure->sentence);
  g_assert_true (copy->has_change);
  g_assert_cmpfloat (copy->change_percent, ==, -3.5);
  g_assert_true (zb_figure_equal (figure, copy));
}

static void
test_figure_equal (void)
{
  g_autoptr(ZbFigure) total = zb_figure_new (ZB_FIGURE_INCIDENTS_TOTAL, 495);
  g_autoptr(ZbFigure) more = zb_figure_new (ZB_FIGURE_INCIDENTS_TOTAL, 496);
  g_autoptr(ZbFigure) phishing = zb_figure_new (ZB_FIGURE_INCIDENTS_PHISHING, 495);
  g_autoptr(ZbFigure) low = zb_figure_new_level ("vuln_level", "低");
  g_autoptr(ZbFigure) high = zb_figure_new_level ("vuln_level", "高");
  g_autoptr(ZbFigure) told_elsewhere = zb_figure_new (ZB_FIGURE_INCIDENTS_TOTAL, 495);

  told_elsewhere->sentence = g_strdup ("另一句话");
  g_assert_true (zb_figure_equal (total, told_elsewhere));
  g_assert_false (zb_figure_equal (total, more));
  g_assert_false (zb_figure_equal (total, phishing));
  g_assert_false (zb_figure_equal (low, high));
  g_assert_true (zb_figure_equal (low, low));
}

/* Given a figure that is not stated, then it is not there: unknown is never zero. */
static void
test_figures_find (void)
{
  g_autoptr(GPtrArray) figures = g_ptr_array_new_with_free_func ((GDestroyNotify) zb_figure_free);

  g_assert_null (zb_figures_find (figures, ZB_FIGURE_INCIDENTS_TOTAL));
  g_ptr_array_add (figures, zb_figure_new (ZB_FIGURE_INCIDENTS_TOTAL, 0));
  g_assert_nonnull (zb_figures_find (figures, ZB_FIGURE_INCIDENTS_TOTAL));
  g_assert_null (zb_figures_find (figures, ZB_FIGURE_INCIDENTS_PHISHING));
}

static void
test_bulletin_begins_unknown (void)
{
  g_autoptr(ZbBulletin) bulletin = zb_bulletin_new ();
  g_autoptr(ZbBulletin) second = zb_bulletin_ref (bulletin);
  g_autoptr(ZbRecapEntry) entry = zb_recap_entry_new ();

  g_assert_true (second == bulletin);
  g_assert_false (zb_issue_is_known (bulletin->issue));
  g_assert_false (zb_period_is_known (&bulletin->period));
  g_assert_false (g_date_valid (&bulletin->published));
  g_assert_cmpint (bulletin->rating, ==, ZB_RATING_UNKNOWN);
  g_assert_cmpuint (bulletin->figures->len, ==, 0);
  g_assert_false (zb_period_is_known (&entry->period));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/rating/words", test_rating_words);
  g_test_add_func ("/rating/texts", test_rating_texts);
  g_test_add_func ("/status/words", test_status_words);
  g_test_add_func ("/figure/copy", test_figure_copy);
  g_test_add_func ("/figure/equal", test_figure_equal);
  g_test_add_func ("/figure/find", test_figures_find);
  g_test_add_func ("/bulletin/begins-unknown", test_bulletin_begins_unknown);
  return g_test_run ();
}
