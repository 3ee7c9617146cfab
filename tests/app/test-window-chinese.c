/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "window-fixture.h"

#include <glib/gi18n.h>

#include "app/zb-chart-view.h"

/* Stories of the window in Chinese. Where the translation was not built, they are skipped. */

static gboolean
is_chinese (void)
{
  if (g_strcmp0 (_("Earlier Issues"), "Earlier Issues") != 0)
    return TRUE;
  g_test_skip ("there is no Chinese translation here, or no locale zh_CN.UTF-8");
  return FALSE;
}

/* No sentence of the window's own was forgotten: all letters that are left belong to names. */
static void
assert_no_english (const char *text)
{
  static const char *const words[] = {
    "Issue", "Week", "week", "Incidents", "incidents", "Phishing", "Copies", "Text", "Open", "of all",
    "published", "platform", "Good", "text", "unknown", "Figure",
  };

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (strstr (text, words[i]) != NULL)
      g_error ("“%s” is not translated in:\n%s", words[i], text);
}

static void
test_page (void)
{
  WindowFixture fixture;
  g_autofree char *bulletin = week_to_markdown (2020, 20, 300);
  g_autofree char *text = NULL;
  g_autofree char *description = NULL;

  if (!is_chinese ())
    return;
  window_fixture_init (&fixture);
  window_fixture_store (&fixture, bulletin);
  window_fixture_open (&fixture, "2020-20");
  text = dup_shown_text (fixture.window);
  assert_no_english (text);
  g_assert_nonnull (strstr (text, "2020 年第 20 期"));
  g_assert_nonnull (strstr (text, "整体评价 良"));
  description = dup_accessible (find_type (window_fixture_get_page (&fixture), ZB_TYPE_CHART_VIEW),
                                GTK_ACCESSIBLE_PROPERTY_DESCRIPTION);
  assert_no_english (description);
  assert_fits (window_fixture_get_page (&fixture));
  window_fixture_clear (&fixture);
}

static void
test_missing (void)
{
  WindowFixture fixture;
  g_autofree char *text = NULL;

  if (!is_chinese ())
    return;
  window_fixture_init (&fixture);
  window_fixture_open (&fixture, "2026-33");
  text = dup_shown_text (fixture.window);
  assert_no_english (text);
  window_fixture_clear (&fixture);
}

static void
test_narrow (void)
{
  WindowFixture fixture;
  g_autofree char *bulletin = week_to_markdown (2020, 20, 300);

  if (!is_chinese ())
    return;
  window_fixture_init (&fixture);
  window_fixture_store (&fixture, bulletin);
  window_fixture_open (&fixture, "2020-20");
  gtk_window_set_default_size (GTK_WINDOW (fixture.window), 360, 700);
  window_fixture_activate (&fixture, "win.show-page");
  wait_frames (GTK_WIDGET (fixture.window), 5);
  assert_narrow (GTK_WIDGET (fixture.window));
  assert_fits (window_fixture_get_page (&fixture));
  window_fixture_clear (&fixture);
}

static void
add_tests (void)
{
  g_test_add_func ("/window/chinese/page", test_page);
  g_test_add_func ("/window/chinese/missing", test_missing);
  g_test_add_func ("/window/chinese/narrow", test_narrow);
}

int
main (int    argc,
      char **argv)
{
  /* gettext looks at LANGUAGE only where the locale is not "C". */
  g_setenv ("LC_ALL", "zh_CN.UTF-8", TRUE);
  g_setenv ("LANGUAGE", "zh_CN", TRUE);
  return window_test_run (argc, argv, add_tests);
}
