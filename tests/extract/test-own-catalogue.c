/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zb-config.h"

#include <json-glib/json-glib.h>

#include "story.h"

/* The catalogue alone says what is read: these tests change it, and no code. */

static JsonNode *
load_default (void)
{
  g_autoptr(GBytes) bytes = g_resources_lookup_data ("/io/github/zhoubao/Zhoubao/figures.json",
                                                     G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
  g_autoptr(JsonParser) parser = json_parser_new ();

  g_assert_true (json_parser_load_from_data (parser, g_bytes_get_data (bytes, NULL),
                                             (gssize) g_bytes_get_size (bytes), NULL));
  return json_parser_steal_root (parser);
}

static ZbExtractor *
new_extractor (JsonNode *root,
               GError  **error)
{
  char *json = json_to_string (root, FALSE);
  g_autoptr(GBytes) bytes = g_bytes_new_take (json, strlen (json));
  g_autoptr(ZbCatalogue) catalogue = zb_catalogue_new_from_bytes (bytes, NULL);

  g_assert_nonnull (catalogue);
  return zb_extractor_new (catalogue, error);
}

static void
assert_read (ZbExtractor *extractor,
             const char  *text,
             const char  *expected)
{
  g_autofree char *page = story_dup_page (STORY_TITLE, text);
  g_autoptr(GBytes) bytes = g_bytes_new (page, strlen (page));
  g_autoptr(GPtrArray) extractions = zb_extractor_read (extractor, bytes, NULL);
  g_autofree char *figures = story_dup_figures (((ZbExtraction *) g_ptr_array_index (extractions, 0))->bulletin);

  g_assert_cmpstr (figures, ==, expected);
}

static JsonObject *
find_figure (JsonNode   *root,
             const char *id)
{
  JsonArray *figures = json_object_get_array_member (json_node_get_object (root), "figures");

  for (guint i = 0; i < json_array_get_length (figures); i++)
    if (g_str_equal (json_object_get_string_member (json_array_get_object_element (figures, i), "id"), id))
      return json_array_get_object_element (figures, i);
  g_assert_not_reached ();
}

static void
test_new_figure (void)
{
  static const char figure[] =
    "{\"id\": \"routers\", \"unit\": \"hosts\", \"group\": \"malware\","
    " \"label\": {\"en\": \"Routers\", \"zh_CN\": \"路由器\"},"
    " \"forms\": [\"受控路由器(约|约为){value}台[,{change}]\", {\"form\": \"未发现受控路由器\", \"value\": 0}]}";
  g_autoptr(JsonNode) root = load_default ();
  g_autoptr(ZbExtractor) extractor = NULL;
  g_autoptr(GError) error = NULL;

  json_array_add_element (json_object_get_array_member (json_node_get_object (root), "figures"),
                          json_from_string (figure, NULL));
  extractor = new_extractor (root, &error);
  g_assert_no_error (error);
  assert_read (extractor, STORY_INCIDENTS "本周受控路由器约 1.2 万台，环比下降了3.4%。", STORY_FIGURES " routers=12000(-3.4)");
  assert_read (extractor, "本周未发现受控路由器。", "routers=0");
  assert_read (zb_extractor_get_default (), "本周受控路由器约1.2万台。", "");
}

static void
test_new_form (void)
{
  static const char sentence[] = "本周被黑掉的网站有92个。";
  g_autoptr(JsonNode) root = load_default ();
  g_autoptr(ZbExtractor) extractor = NULL;

  json_array_add_string_element (json_object_get_array_member (find_figure (root, "defaced_sites"), "forms"),
                                 "被黑掉的网站有{value}个");
  extractor = new_extractor (root, NULL);
  assert_read (zb_extractor_get_default (), sentence, "");
  assert_read (extractor, sentence, "defaced_sites=92");
  /* The forms that were there before come first. */
  assert_read (extractor, "本周被黑掉的网站有92个。境内被篡改网站数量为93个。", "defaced_sites=93");
}

static void
test_new_words (void)
{
  g_autoptr(JsonNode) root = load_default ();
  JsonObject *object = json_node_get_object (root);
  g_autoptr(ZbExtractor) extractor = NULL;

  json_array_add_string_element (json_object_get_array_member (json_object_get_object_member (object, "change"), "rise"),
                                 "飙升");
  json_object_set_string_member (object, "recap", "往期回顾");
  extractor = new_extractor (root, NULL);
  assert_read (extractor, "境内被篡改网站数量为93个，较上周环比飙升了50%。\n\n往期回顾\n\n共处理网络安全事件77起。",
               "defaced_sites=93(+50.0)");
}

static void
test_unusable_form (void)
{
  g_autoptr(JsonNode) root = load_default ();
  g_autoptr(ZbExtractor) extractor = NULL;
  g_autoptr(GError) error = NULL;

  json_array_add_string_element (json_object_get_array_member (find_figure (root, "defaced_sites"), "forms"), "甲{乙}");
  extractor = new_extractor (root, &error);
  g_assert_null (extractor);
  g_assert_error (error, ZB_EXTRACT_ERROR, ZB_EXTRACT_ERROR_FORM);
}

static void
test_unusable_rating (void)
{
  g_autoptr(JsonNode) root = load_default ();
  g_autoptr(ZbExtractor) extractor = NULL;
  g_autoptr(GError) error = NULL;

  json_array_add_string_element (json_object_get_array_member (json_node_get_object (root), "rating"), "{rating}");
  extractor = new_extractor (root, &error);
  g_assert_null (extractor);
  g_assert_error (error, ZB_EXTRACT_ERROR, ZB_EXTRACT_ERROR_FORM);
}

static gpointer
read_often (gpointer data)
{
  for (guint i = 0; i < 50; i++)
    assert_read (data, STORY_INCIDENTS, STORY_FIGURES);
  return NULL;
}

/* Given one extractor, then several threads may use it at once. */
static void
test_threads (void)
{
  GThread *threads[4];

  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    threads[i] = g_thread_new ("reader", read_often, zb_extractor_get_default ());
  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    g_thread_join (threads[i]);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/own-catalogue/new-figure", test_new_figure);
  g_test_add_func ("/own-catalogue/new-form", test_new_form);
  g_test_add_func ("/own-catalogue/new-words", test_new_words);
  g_test_add_func ("/own-catalogue/unusable-form", test_unusable_form);
  g_test_add_func ("/own-catalogue/unusable-rating", test_unusable_rating);
  g_test_add_func ("/own-catalogue/threads", test_threads);
  return g_test_run ();
}
