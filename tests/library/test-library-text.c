/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "library-fixture.h"

#include "library/zb-detail-text.h"

/* Stories of a bulletin that goes elsewhere as a text. */

static char *
write_out (ZbDetail     *detail,
           ZbTextFormat  format)
{
  return zb_detail_to_string (detail, zb_catalogue_get_default (), format);
}

#define assert_has(text, part) g_assert_nonnull (strstr (text, part))
#define assert_has_not(text, part) g_assert_null (strstr (text, part))

static const Story story = {
  .year = 2024, .number = 28, .period = "7月8日-7月14日", .published = "2024-07-18",
  .account = OFFICIAL_ACCOUNT, .url = OFFICIAL_URL ("2649501", "01"), .total = 777, .phishing = 700,
};

/* Both forms hold the figures, the text and its source, and not what the user has written. */
static void
test_text (void)
{
  Fixture fixture;
  g_autoptr(ZbLibrary) library = NULL;
  g_autoptr(ZbFigure) hosts = zb_figure_new ("infected_hosts", 123000);
  g_autoptr(ZbDetail) detail = NULL;
  g_autoptr(GError) error = NULL;
  g_autofree char *plain = NULL;
  g_autofree char *markdown = NULL;
  gint64 id;

  fixture_init (&fixture);
  library = fixture_open (&fixture);
  zb_import_result_unref (import_story (library, &story));
  id = zb_library_find (library, ISSUE (2024, 28), &error);
  g_assert_true (zb_library_set_typed_figure (library, id, hosts, &error));
  g_assert_true (zb_library_set_note (library, id, "only for me", &error));
  detail = load_issue (library, 2024, 28);
  g_assert_cmpstr (zb_detail_get_link (detail), ==, OFFICIAL_URL ("2649501", "01"));

  plain = write_out (detail, ZB_TEXT_PLAIN);
  g_assert_true (g_str_has_prefix (plain, "网络安全信息与动态周报2024年第28期"));
  assert_has (plain, "  Incidents handled: 777 incidents (from the text)\n");
  assert_has (plain, "123000 hosts (typed in)\n");
  assert_has (plain, "\nSource: " OFFICIAL_URL ("2649501", "01") "\n");
  assert_has_not (plain, "only for me");
  assert_has_not (plain, "|");

  markdown = write_out (detail, ZB_TEXT_MARKDOWN);
  g_assert_true (g_str_has_prefix (markdown, "# 网络安全信息与动态周报2024年第28期"));
  assert_has (markdown, "\n| Figure | Value | Origin |\n|---|---:|---|\n");
  assert_has (markdown, "| Incidents handled | 777 incidents | from the text |\n");
  assert_has (markdown, "\nSource: <" OFFICIAL_URL ("2649501", "01") ">\n");
  assert_has_not (markdown, "only for me");
  g_clear_object (&library);
  fixture_clear (&fixture);
}

/* Of an issue that is only known: its figures, and where it is. */
static void
test_known (void)
{
  Fixture fixture;
  g_autoptr(ZbLibrary) library = NULL;
  g_autoptr(ZbDetail) detail = NULL;
  g_autofree char *plain = NULL;

  fixture_init (&fixture);
  library = fixture_open_index (&fixture,
                                "{\"version\":1,\"issues\":[{\"year\":2024,\"issue\":28,\"start\":\"2024-07-08\","
                                "\"end\":\"2024-07-14\",\"addresses\":[{\"url\":\"https://a.example/1\"}],"
                                "\"figures\":{\"incidents_total\":777}}]}");
  detail = load_issue (library, 2024, 28);
  plain = write_out (detail, ZB_TEXT_PLAIN);
  assert_has (plain, "777 incidents (from the bundled index)\n");
  assert_has (plain, "The text of this issue is not in the library.");
  assert_has (plain, "  https://a.example/1\n");
  assert_has_not (plain, "Source:");
  g_assert_cmpstr (zb_detail_get_link (detail), ==, "https://a.example/1");
  g_clear_object (&library);
  fixture_clear (&fixture);
}

/* An address that is none is no link. */
static void
test_no_link (void)
{
  Fixture fixture;
  g_autoptr(ZbLibrary) library = NULL;
  g_autoptr(ZbDetail) detail = NULL;
  g_autofree char *plain = NULL;
  Story local = story;

  local.url = "javascript:alert(1)";
  fixture_init (&fixture);
  library = fixture_open (&fixture);
  zb_import_result_unref (import_story (library, &local));
  detail = load_issue (library, 2024, 28);
  g_assert_null (zb_detail_get_link (detail));
  plain = write_out (detail, ZB_TEXT_PLAIN);
  assert_has_not (plain, "Source:");
  g_clear_object (&library);
  fixture_clear (&fixture);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/library/text/text", test_text);
  g_test_add_func ("/library/text/known", test_known);
  g_test_add_func ("/library/text/no-link", test_no_link);
  return g_test_run ();
}
