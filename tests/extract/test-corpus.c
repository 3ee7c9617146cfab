/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zb-config.h"

#include <json-glib/json-glib.h>

#include "story.h"

/* The real thing, where it is there: see DESIGN.md. */

static const char *corpus;

/* NULL, and the test skipped, where the corpus is not there. */
static GDir *
open_folder (const char *name)
{
  g_autofree char *path = corpus != NULL ? g_build_filename (corpus, name, NULL) : NULL;
  GDir *folder = path != NULL ? g_dir_open (path, 0, NULL) : NULL;

  if (folder == NULL)
    g_test_skip ("the folder with real bulletins is not there (ZB_CORPUS)");
  return folder;
}

static ZbExtraction *
read_real (const char *folder,
           const char *name)
{
  g_autofree char *path = g_build_filename (corpus, folder, name, NULL);
  g_autoptr(GPtrArray) extractions = NULL;
  g_autoptr(GBytes) bytes = NULL;
  g_autoptr(GError) error = NULL;
  char *data;
  gsize size;

  g_test_message ("%s", path);
  g_file_get_contents (path, &data, &size, &error);
  g_assert_no_error (error);
  bytes = g_bytes_new_take (data, size);
  extractions = zb_extractor_read (zb_extractor_get_default (), bytes, name);
  g_assert_cmpuint (extractions->len, ==, 1);
  return zb_extraction_ref (g_ptr_array_index (extractions, 0));
}

static JsonNode *
load_figures (void)
{
  g_autofree char *path = g_build_filename (corpus, "figures.json", NULL);
  g_autoptr(JsonParser) parser = json_parser_new ();
  g_autoptr(GError) error = NULL;

  json_parser_load_from_file (parser, path, &error);
  g_assert_no_error (error);
  return json_parser_steal_root (parser);
}

static JsonObject *
find_issue (JsonNode *figures,
            ZbIssue   issue)
{
  JsonArray *array = json_node_get_array (figures);

  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      JsonObject *object = json_array_get_object_element (array, i);

      if (json_object_get_int_member_with_default (object, "year", 0) == issue.year &&
          json_object_get_int_member_with_default (object, "issue", 0) == issue.number)
        return object;
    }
  g_assert_not_reached ();
}

/* Every figure of the catalogue is what figures.json says, or in neither. */
static void
assert_figures (ZbBulletin *bulletin,
                JsonObject *expected)
{
  ZbCatalogue *catalogue = zb_catalogue_get_default ();

  for (guint i = 0; i < zb_catalogue_get_n_figures (catalogue); i++)
    {
      const char *id = zb_catalogue_get_figure (catalogue, i)->id;
      const ZbFigure *figure = zb_figures_find (bulletin->figures, id);

      g_test_message ("%s", id);
      g_assert_cmpint (figure != NULL, ==, json_object_has_member (expected, id));
      if (figure != NULL)
        g_assert_cmpint (figure->value, ==, json_object_get_int_member (expected, id));
    }
}

static void
assert_text (ZbExtraction *extraction)
{
  static const char *const foreign[] = {
    "网络安全信息与动态周报", "近期回顾", "预览时标签", "微信扫一扫", "轻点两下", "知道了", "原创", "听过", "关注该公众号",
    "使用小程序", "继续滑动", "阅读原文", "CNCERT\n",
  };
  g_autofree char *text = zb_document_to_text (extraction->body);

  for (guint i = 0; i < G_N_ELEMENTS (foreign); i++)
    g_assert_null (strstr (text, foreign[i]));
  g_assert_true (g_str_has_prefix (text, "本周网络安全基本态势\n\n本周，"));
  g_assert_true (g_str_has_suffix (text, "。"));
}

/* The five issues before, newest first, each with its address unless printed without. */
static void
assert_recap (ZbBulletin *bulletin)
{
  GDate day = bulletin->period.start;
  guint n_addresses = 0;

  g_assert_cmpuint (bulletin->recap->len, ==, 5);
  for (guint i = 0; i < bulletin->recap->len; i++)
    {
      const ZbRecapEntry *entry = g_ptr_array_index (bulletin->recap, i);
      ZbIssue expected;

      g_date_subtract_days (&day, 7);
      expected = zb_issue_for_date (&day);
      g_assert_cmpint (zb_issue_compare (entry->issue, expected), ==, 0);
      g_assert_true (zb_period_is_known (&entry->period));
      g_assert_true (g_str_has_prefix (entry->title, "网络安全信息与动态周报"));
      if (entry->url != NULL)
        {
          g_assert_nonnull (strstr (entry->url, "://mp.weixin.qq.com/s?__biz="));
          g_assert_nonnull (strstr (entry->url, "&mid="));
          g_assert_null (strstr (entry->url, "amp;"));
          n_addresses++;
        }
    }
  g_assert_cmpuint (n_addresses, ==, bulletin->issue.year == 2024 && bulletin->issue.number == 35 ? 2 : 5);
}

static void
assert_bulletin (JsonNode   *figures,
                 const char *name)
{
  g_autoptr(ZbExtraction) extraction = read_real ("bulletins", name);
  ZbBulletin *bulletin = extraction->bulletin;
  JsonObject *expected = find_issue (figures, bulletin->issue);
  g_autofree char *published = zb_date_dup_iso (&bulletin->published);
  g_autofree char *issue = zb_issue_to_string (bulletin->issue);
  gboolean is_misprinted = g_str_equal (issue, "2024-17");

  g_assert_cmpint (bulletin->status, ==, ZB_COPY_OK);
  g_assert_true (g_str_has_prefix (name, issue));
  g_assert_cmpstr (bulletin->title, ==, json_object_get_string_member (expected, "title"));
  g_assert_cmpstr (bulletin->url, ==, json_object_get_string_member (expected, "url"));
  g_assert_cmpstr (published, ==, json_object_get_string_member (expected, "published"));
  g_assert_cmpstr (zb_rating_get_han (bulletin->rating), ==, json_object_get_string_member (expected, "rating"));
  story_assert_week (bulletin, json_object_get_string_member (expected, "period_start"),
                     is_misprinted ? "2024-04-27" : json_object_get_string_member (expected, "period_end"));
  g_assert_cmpuint (bulletin->warnings->len, ==, is_misprinted ? 1 : 0);
  g_assert_cmpuint (bulletin->images->len, >=, 2);
  g_assert_cmpuint (bulletin->images->len, <=, 8);
  assert_figures (bulletin, expected);
  assert_text (extraction);
  assert_recap (bulletin);
}

static void
test_bulletins (void)
{
  g_autoptr(GDir) folder = open_folder ("bulletins");
  g_autoptr(JsonNode) figures = NULL;
  const char *name;
  guint n = 0;

  if (folder == NULL)
    return;
  figures = load_figures ();
  for (; (name = g_dir_read_name (folder)) != NULL; n++)
    assert_bulletin (figures, name);
  g_assert_cmpuint (n, >=, 24);
}

static void
test_refused (void)
{
  static const struct { const char *name, *status; guint year, number; } files[] = {
    { "card-only-repost.md", "no-text", 2024, 0 }, { "empty-body-repost.md", "no-text", 2024, 18 },
    { "empty-body-repost-2.md", "no-text", 2025, 31 }, { "no-issue-number.md", "no-text", 0, 0 },
    { "verification-wanted.md", "blocked", 2025, 31 },
  };
  g_autoptr(GDir) folder = open_folder ("refused");

  if (folder == NULL)
    return;
  for (guint i = 0; i < G_N_ELEMENTS (files); i++)
    {
      g_autoptr(ZbExtraction) extraction = read_real ("refused", files[i].name);

      g_assert_cmpstr (zb_copy_status_to_string (extraction->bulletin->status), ==, files[i].status);
      g_assert_cmpuint (extraction->bulletin->figures->len, ==, 0);
      if (files[i].number != 0)
        {
          g_assert_cmpuint (extraction->bulletin->issue.year, ==, files[i].year);
          g_assert_cmpuint (extraction->bulletin->issue.number, ==, files[i].number);
        }
    }
}

static void
test_neighbours (void)
{
  g_autoptr(GDir) folder = open_folder ("neighbours");
  const char *name;
  guint n = 0;

  for (; folder != NULL && (name = g_dir_read_name (folder)) != NULL; n++)
    {
      g_autoptr(ZbExtraction) extraction = read_real ("neighbours", name);

      g_assert_cmpint (extraction->bulletin->status, ==, ZB_COPY_OTHER_SERIES);
      g_assert_cmpuint (extraction->bulletin->figures->len, ==, 0);
      g_assert_cmpuint (extraction->bulletin->recap->len, ==, 0);
      g_assert_cmpint (extraction->bulletin->rating, ==, ZB_RATING_UNKNOWN);
      g_assert_false (zb_issue_is_known (extraction->bulletin->issue));
    }
  if (folder != NULL)
    g_assert_cmpuint (n, >=, 9);
}

int
main (int    argc,
      char **argv)
{
  corpus = g_getenv ("ZB_CORPUS");
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/corpus/bulletins", test_bulletins);
  g_test_add_func ("/corpus/refused", test_refused);
  g_test_add_func ("/corpus/neighbours", test_neighbours);
  return g_test_run ();
}
