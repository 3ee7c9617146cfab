/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zb-config.h"

#include <gio/gio.h>
#include <json-glib/json-glib.h>

#include "bulletin/zb-catalogue.h"

#define LABELS "{\"en\": \"Apples\", \"zh_CN\": \"苹果\"}"
#define UNITS "\"units\": {\"apples\": {\"name\": " LABELS ", \"symbol\": " LABELS "}}"
#define GROUPS "\"groups\": {\"fruit\": {\"label\": " LABELS "}}"
#define WORDS \
  "\"rating\": [], \"headings\": [\"水果\"], \"closing\": [], \"recap\": \"从前\", \"linking\": [\"是\"], \"other_times\": []," \
  "\"change\": {\"rise\": [\"多\"], \"fall\": [\"少\"], \"same\": [], \"before\": [], \"after\": [\"了\"]}"
#define FIGURE "{\"id\": \"eaten\", \"unit\": \"apples\", \"group\": \"fruit\", \"label\": " LABELS ", \"forms\": [\"吃{value}个\"]}"
#define CATALOGUE(units, groups, words, figures) \
  "{" units ", " groups ", " words ", \"figures\": [" figures "]}"

static ZbCatalogue *
read_catalogue (const char *json,
                GError    **error)
{
  g_autoptr(GBytes) bytes = g_bytes_new_static (json, strlen (json));

  return zb_catalogue_new_from_bytes (bytes, error);
}

/* Every id that DESIGN.md promises is there, with a unit, a group and a form that carries it. */
static void
test_default_is_complete (void)
{
  static const char *const ids[] = {
    "incidents_total", "incidents_cross_border", "incidents_phishing_complaints", "app_store_platforms",
    "malicious_app_urls", "infected_hosts", "trojan_botnet_hosts", "conficker_hosts", "new_virus_names",
    "new_virus_families", "malsite_domains", "malsite_ips", "defaced_sites", "defaced_gov_sites",
    "backdoored_sites", "backdoored_gov_sites", "phishing_pages", "phishing_domains", "phishing_ips",
    "new_vulnerabilities", "high_vulnerabilities", "medium_vulnerabilities", "low_vulnerabilities",
    "vuln_level",
  };
  ZbCatalogue *catalogue = zb_catalogue_get_default ();

  g_assert_cmpuint (zb_catalogue_get_n_figures (catalogue), ==, G_N_ELEMENTS (ids));
  for (guint i = 0; i < G_N_ELEMENTS (ids); i++)
    {
      const ZbFigureKind *kind = zb_catalogue_lookup (catalogue, ids[i]);

      g_test_message ("%s", ids[i]);
      g_assert_nonnull (kind);
      g_assert_cmpuint (kind->forms->len, >, 0);
      g_assert_nonnull (zb_catalogue_get_unit_name (catalogue, kind->unit));
      g_assert_nonnull (zb_catalogue_get_unit_symbol (catalogue, kind->unit));
      g_assert_nonnull (zb_catalogue_get_group_label (catalogue, kind->group));
      g_assert_cmpstr (zb_figure_kind_get_label (kind), !=, "");
      g_assert_cmpint (zb_figure_kind_is_level (kind), ==, g_str_equal (ids[i], "vuln_level"));
    }
  g_assert_null (zb_catalogue_lookup (catalogue, "no_such_figure"));
  g_assert_null (zb_catalogue_get_unit_name (catalogue, "no_such_unit"));
  g_assert_true (zb_catalogue_get_default () == catalogue);
}

/* Labels are told apart within a language, or two lines of a chart would have one name. */
static void
test_default_labels_differ (void)
{
  g_autoptr(GBytes) bytes = g_resources_lookup_data ("/io/github/zhoubao/Zhoubao/figures.json",
                                                     G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
  static const char *const languages[] = { "en", "zh_CN" };
  static const char *const members[] = { "label", "short" };
  g_autoptr(JsonParser) parser = json_parser_new ();
  JsonArray *figures;

  g_assert_true (json_parser_load_from_data (parser, g_bytes_get_data (bytes, NULL),
                                             (gssize) g_bytes_get_size (bytes), NULL));
  figures = json_object_get_array_member (json_node_get_object (json_parser_get_root (parser)), "figures");
  for (guint l = 0; l < G_N_ELEMENTS (languages); l++)
    for (guint m = 0; m < G_N_ELEMENTS (members); m++)
      {
        g_autoptr(GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

        for (guint i = 0; i < json_array_get_length (figures); i++)
          {
            JsonObject *figure = json_array_get_object_element (figures, i);
            const char *member = json_object_has_member (figure, members[m]) ? members[m] : "label";
            const char *label =
              json_object_get_string_member (json_object_get_object_member (figure, member), languages[l]);

            g_test_message ("%s", label);
            g_assert_cmpstr (label, !=, "");
            g_assert_true (g_hash_table_add (seen, (gpointer) label));
          }
      }
}

static void
test_english_labels (void)
{
  ZbCatalogue *catalogue = zb_catalogue_get_default ();
  const ZbFigureKind *kind = zb_catalogue_lookup (catalogue, "incidents_cross_border");

  g_assert_cmpstr (zb_figure_kind_get_label (kind), ==, "Cross-border incidents");
  g_assert_cmpstr (zb_figure_kind_get_short_label (kind), ==, "Cross-border");
  kind = zb_catalogue_lookup (catalogue, "incidents_total");
  g_assert_cmpstr (zb_figure_kind_get_short_label (kind), ==, zb_figure_kind_get_label (kind));
  g_assert_cmpstr (zb_catalogue_get_unit_name (catalogue, "incidents"), ==, "incidents");
  g_assert_cmpstr (zb_catalogue_get_unit_symbol (catalogue, "incidents"), ==, "");
  g_assert_cmpstr (zb_catalogue_get_group_label (catalogue, "incidents"), ==, "Incidents");
}

static void
test_own_catalogue (void)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(ZbCatalogue) catalogue = read_catalogue (CATALOGUE (UNITS, GROUPS, WORDS, FIGURE), &error);
  const ZbFigureKind *kind;

  g_assert_no_error (error);
  g_assert_cmpuint (zb_catalogue_get_n_figures (catalogue), ==, 1);
  kind = zb_catalogue_get_figure (catalogue, 0);
  g_assert_true (kind == zb_catalogue_lookup (catalogue, "eaten"));
  g_assert_cmpstr (kind->unit, ==, "apples");
  g_assert_cmpstr (((ZbFigureForm *) g_ptr_array_index (kind->forms, 0))->pattern, ==, "吃{value}个");
  g_assert_cmpstr (zb_catalogue_get_recap_heading (catalogue), ==, "从前");
  g_assert_cmpstr (zb_catalogue_get_words (catalogue, ZB_WORDS_HEADINGS)[0], ==, "水果");
  g_assert_null (zb_catalogue_get_words (catalogue, ZB_WORDS_HEADINGS)[1]);
  g_assert_null (zb_catalogue_get_words (catalogue, ZB_WORDS_CLOSING)[0]);
  g_assert_cmpstr (zb_catalogue_get_words (catalogue, ZB_WORDS_LINKING)[0], ==, "是");
  g_assert_cmpstr (zb_catalogue_get_words (catalogue, ZB_WORDS_RISE)[0], ==, "多");
  g_assert_cmpstr (zb_catalogue_get_words (catalogue, ZB_WORDS_FALL)[0], ==, "少");
  g_assert_cmpstr (zb_catalogue_get_words (catalogue, ZB_WORDS_AFTER_CHANGE)[0], ==, "了");
}

static void
test_digest (void)
{
  g_autoptr(ZbCatalogue) a = read_catalogue (CATALOGUE (UNITS, GROUPS, WORDS, FIGURE), NULL);
  g_autoptr(ZbCatalogue) same = read_catalogue (CATALOGUE (UNITS, GROUPS, WORDS, FIGURE), NULL);
  g_autoptr(ZbCatalogue) other = read_catalogue (CATALOGUE (UNITS, GROUPS, WORDS, ""), NULL);

  g_assert_cmpstr (zb_catalogue_get_digest (a), ==, zb_catalogue_get_digest (same));
  g_assert_cmpstr (zb_catalogue_get_digest (a), !=, zb_catalogue_get_digest (other));
}

static void
test_damaged (void)
{
  static const char *const damaged[] = {
    "[]", "{}", "3",
    CATALOGUE ("\"units\": []", GROUPS, WORDS, FIGURE),
    CATALOGUE ("\"units\": {}", GROUPS, WORDS, FIGURE),
    CATALOGUE ("\"units\": {\"apples\": 1}", GROUPS, WORDS, FIGURE),
    CATALOGUE ("\"units\": {\"apples\": {\"name\": " LABELS "}}", GROUPS, WORDS, FIGURE),
    CATALOGUE (UNITS, "\"groups\": {}", WORDS, FIGURE),
    CATALOGUE (UNITS, "\"groups\": {\"fruit\": 1}", WORDS, FIGURE),
    CATALOGUE (UNITS, "\"groups\": {\"fruit\": {\"label\": {\"en\": \"Apples\"}}}", WORDS, FIGURE),
    CATALOGUE (UNITS, GROUPS, "\"rating\": []", FIGURE),
    CATALOGUE (UNITS, GROUPS, WORDS, "1"),
    CATALOGUE (UNITS, GROUPS, WORDS, "{}"),
    CATALOGUE (UNITS, GROUPS, WORDS, FIGURE ", " FIGURE),
    CATALOGUE (UNITS, GROUPS, WORDS, "{\"id\": \"eaten\", \"unit\": \"apples\", \"group\": \"fruit\", \"label\": " LABELS "}"),
    CATALOGUE (UNITS, GROUPS, WORDS, "{\"id\": \"eaten\", \"unit\": \"apples\", \"group\": \"fruit\", \"label\": " LABELS ", \"forms\": [1]}"),
    CATALOGUE (UNITS, GROUPS, WORDS, "{\"id\": \"eaten\", \"unit\": \"apples\", \"group\": \"fruit\", \"label\": 1, \"forms\": []}"),
    CATALOGUE (UNITS, GROUPS, WORDS, "{\"id\": \"eaten\", \"unit\": \"pears\", \"group\": \"fruit\", \"label\": " LABELS ", \"forms\": []}"),
  };

  for (guint i = 0; i < G_N_ELEMENTS (damaged); i++)
    {
      g_autoptr(GError) error = NULL;

      g_test_message ("%s", damaged[i]);
      g_assert_null (read_catalogue (damaged[i], &error));
      g_assert_error (error, ZB_CATALOGUE_ERROR, ZB_CATALOGUE_ERROR_INVALID);
    }
}

static void
test_not_json (void)
{
  static const char *const texts[] = { "{", "units", "", "   " };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr(GError) error = NULL;

      g_test_message ("“%s”", texts[i]);
      g_assert_null (read_catalogue (texts[i], &error));
      g_assert_nonnull (error);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/catalogue/default/complete", test_default_is_complete);
  g_test_add_func ("/catalogue/default/labels-differ", test_default_labels_differ);
  g_test_add_func ("/catalogue/default/english", test_english_labels);
  g_test_add_func ("/catalogue/own", test_own_catalogue);
  g_test_add_func ("/catalogue/digest", test_digest);
  g_test_add_func ("/catalogue/damaged", test_damaged);
  g_test_add_func ("/catalogue/not-json", test_not_json);
  return g_test_run ();
}
