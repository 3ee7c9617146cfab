/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zb-config.h"

#include <glib/gi18n-lib.h>
#include <libintl.h>
#include <locale.h>

#include "bulletin/zb-bulletin.h"
#include "bulletin/zb-catalogue.h"

/* A program of its own: which language is spoken is settled once in a process. */

static gboolean has_translation;

static gboolean
skip_without_translation (void)
{
  if (!has_translation)
    g_test_skip ("the Chinese translation has not been built");
  return !has_translation;
}

/* Given a Chinese program, when labels are asked for, then none is in English. */
static void
test_catalogue (void)
{
  ZbCatalogue *catalogue = zb_catalogue_get_default ();
  const ZbFigureKind *kind = zb_catalogue_lookup (catalogue, "incidents_cross_border");

  if (skip_without_translation ())
    return;
  g_assert_cmpstr (zb_figure_kind_get_label (kind), ==, "跨境网络安全事件");
  g_assert_cmpstr (zb_figure_kind_get_short_label (kind), ==, "跨境事件");
  g_assert_cmpstr (zb_catalogue_get_unit_name (catalogue, "incidents"), ==, "起");
  g_assert_cmpstr (zb_catalogue_get_unit_symbol (catalogue, "hosts"), ==, "台");
  g_assert_cmpstr (zb_catalogue_get_group_label (catalogue, "malware"), ==, "网络病毒");
}

static void
assert_period (const char  *start,
               const char  *end,
               ZbDateStyle  style,
               const char  *expected)
{
  g_autofree char *label = NULL;
  ZbPeriod period;

  g_assert_true (zb_period_init_iso (&period, start, end));
  label = zb_period_dup_label (&period, style);
  g_assert_cmpstr (label, ==, expected);
}

static void
test_period (void)
{
  if (skip_without_translation ())
    return;
  assert_period ("2024-07-01", "2024-07-07", ZB_DATE_LONG, "2024年7月1日–7月7日");
  assert_period ("2024-07-01", "2024-07-07", ZB_DATE_SHORT, "7月1日–7月7日");
  assert_period ("2024-07-29", "2024-08-04", ZB_DATE_LONG, "2024年7月29日–8月4日");
  assert_period ("2024-07-29", "2024-08-04", ZB_DATE_SHORT, "7月29日–8月4日");
  assert_period ("2024-12-30", "2025-01-05", ZB_DATE_LONG, "2024年12月30日–2025年1月5日");
  assert_period ("2024-12-30", "2025-01-05", ZB_DATE_SHORT, "12月30日–1月5日");
}

static void
test_issue_and_date (void)
{
  g_autofree char *issue = zb_issue_dup_label ((ZbIssue) { 2024, 8 });
  g_autofree char *label = NULL;
  GDate date;

  if (skip_without_translation ())
    return;
  g_assert_true (zb_date_parse_iso ("2024-07-12", &date));
  label = zb_date_dup_label (&date, ZB_DATE_LONG);
  g_assert_cmpstr (label, ==, "2024年7月12日");
  g_assert_nonnull (strstr (issue, "2024"));
  g_assert_nonnull (strstr (issue, "期"));
  g_assert_cmpstr (zb_date_month_name (G_DATE_MAY), ==, "5月");
}

static void
test_rating (void)
{
  if (skip_without_translation ())
    return;
  for (guint i = ZB_RATING_UNKNOWN; i <= ZB_RATING_CRITICAL; i++)
    {
      const char *label = zb_rating_get_label ((ZbRating) i);

      g_test_message ("%s", label);
      g_assert_false (g_ascii_isalpha (*label));
      g_assert_false (g_ascii_isalpha (*zb_rating_get_meaning ((ZbRating) i)));
    }
}

int
main (int    argc,
      char **argv)
{
  const char *folder = g_getenv ("ZHOUBAO_LOCALEDIR");

  g_setenv ("LANGUAGE", "zh_CN", TRUE);
  /* Since glibc 2.39 the locale of the tests, C.UTF-8, has no translations. */
  if (setlocale (LC_ALL, "zh_CN.UTF-8") == NULL)
    setlocale (LC_ALL, "");
  if (folder != NULL)
    {
      bindtextdomain (GETTEXT_PACKAGE, folder);
      bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
      textdomain (GETTEXT_PACKAGE);
      /* One of the two missing is a fault that the tests are to find; both is no translation. */
      has_translation = strcmp (C_("language code", "en"), "en") != 0 ||
                        strcmp (_("Issue without a number"), "Issue without a number") != 0;
    }
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/languages/catalogue", test_catalogue);
  g_test_add_func ("/languages/period", test_period);
  g_test_add_func ("/languages/issue-and-date", test_issue_and_date);
  g_test_add_func ("/languages/rating", test_rating);
  return g_test_run ();
}
