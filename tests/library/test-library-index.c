/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "library-fixture.h"

/* Given an index of three weeks ... */
static const char first_index[] =
  "{\"version\":1,\"issues\":["
  "{\"year\":2014,\"start\":\"2014-02-03\",\"end\":\"2014-02-09\","
  " \"title\":\"周报(2014.02.03至2014.02.09)\",\"addresses\":[{\"url\":\"http://one.example/1.html\"}],"
  " \"figures\":{\"infected_hosts\":578000,\"vuln_level\":\"中\"},\"change\":{\"infected_hosts\":-3.5}},"
  "{\"year\":2024,\"issue\":27,\"start\":\"2024-07-01\",\"end\":\"2024-07-07\",\"rating\":\"良\","
  " \"published\":\"2024-07-12\",\"figures\":{\"incidents_total\":111},"
  " \"addresses\":[{\"url\":\"https://mp.weixin.qq.com/s?__biz=MzIwNDk0MDgxMw==&mid=1&idx=1&sn=a\"},"
  "  {\"url\":\"https://other.example/a\",\"account\":\"某\",\"seen\":\"2024-07-13\"},"
  "  {\"url\":\"https://mp.weixin.qq.com/s/abc\"},"
  "  {\"url\":\"https://mp.weixin.qq.com/s?__biz=MzIwNDk0MDgxMw==&mid=1&idx=1&sn=a&chksm=c\"}]},"
  "{\"year\":2024,\"issue\":28,\"start\":\"2024-07-08\",\"end\":\"2024-07-14\"}"
  "]}";

/* ... and a later one, in which 2014 and 2024-28 are missing. */
static const char second_index[] =
  "{\"version\":1,\"issues\":["
  "{\"year\":2024,\"issue\":27,\"start\":\"2024-07-01\",\"end\":\"2024-07-07\",\"rating\":\"优\","
  " \"figures\":{\"incidents_total\":112}},"
  "{\"year\":2024,\"issue\":29,\"start\":\"2024-07-15\",\"end\":\"2024-07-21\"}"
  "]}";

static guint
count_entries (ZbLibrary *library)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) entries = zb_library_list (library, &error);

  g_assert_no_error (error);
  return entries->len;
}

static void
test_seeded (void)
{
  static const char *const order[] = {
    "https://mp.weixin.qq.com/s?__biz=MzIwNDk0MDgxMw==&mid=1&idx=1&sn=a&chksm=c",
    "https://mp.weixin.qq.com/s/abc",
    "https://other.example/a",
  };
  Fixture fixture;
  g_autoptr(ZbLibrary) library = NULL;
  g_autoptr(ZbDetail) detail = NULL;
  g_autoptr(ZbDetail) old = NULL;
  g_autoptr(GError) error = NULL;
  const ZbSourcedFigure *hosts;
  GDate day;

  fixture_init (&fixture);
  library = fixture_open_index (&fixture, first_index);
  g_assert_cmpuint (count_entries (library), ==, 3);
  detail = load_issue (library, 2024, 27);
  g_assert_cmpint (detail->entry->state, ==, ZB_ENTRY_FIGURES);
  g_assert_false (detail->entry->unread);
  g_assert_cmpint (detail->entry->rating, ==, ZB_RATING_GOOD);
  g_assert_cmpint (find_sourced (detail, "incidents_total")->origin, ==, ZB_FIGURE_FROM_INDEX);
  /* One page has one address, and the one that can be fetched comes first. */
  g_assert_cmpuint (detail->addresses->len, ==, G_N_ELEMENTS (order));
  for (guint i = 0; i < G_N_ELEMENTS (order); i++)
    g_assert_cmpstr (((ZbKnownAddress *) g_ptr_array_index (detail->addresses, i))->url, ==, order[i]);

  g_date_clear (&day, 1);
  g_date_set_dmy (&day, 6, G_DATE_FEBRUARY, 2014);
  old = zb_library_load (library, zb_library_find_date (library, &day, &error), &error);
  g_assert_no_error (error);
  g_assert_cmpuint (old->entry->issue.number, ==, 0);
  g_assert_cmpstr (old->entry->title, ==, "周报(2014.02.03至2014.02.09)");
  hosts = find_sourced (old, "infected_hosts");
  g_assert_cmpint (hosts->figure->value, ==, 578000);
  g_assert_true (hosts->figure->has_change);
  g_assert_cmpfloat (hosts->figure->change_percent, ==, -3.5);
  g_assert_cmpstr (find_sourced (old, "vuln_level")->figure->level, ==, "中");
  assert_sound (library);
  g_clear_object (&library);
  fixture_clear (&fixture);
}

/* When the program brings another index, then vanished rows go, but for what the user has touched. */
static void
test_updated (void)
{
  Fixture fixture;
  g_autoptr(ZbLibrary) library = NULL;
  g_autoptr(ZbDetail) detail = NULL;
  g_autoptr(ZbDetail) starred = NULL;
  g_autoptr(GError) error = NULL;
  gint64 id;
  GDate day;

  fixture_init (&fixture);
  library = fixture_open_index (&fixture, first_index);
  id = zb_library_find (library, ISSUE (2024, 28), &error);
  g_assert_true (zb_library_set_starred (library, id, TRUE, &error));
  g_clear_object (&library);

  library = fixture_open_index (&fixture, second_index);
  g_assert_cmpuint (count_entries (library), ==, 3);
  detail = load_issue (library, 2024, 27);
  g_assert_cmpint (find_sourced (detail, "incidents_total")->figure->value, ==, 112);
  g_assert_cmpint (detail->entry->rating, ==, ZB_RATING_EXCELLENT);
  g_assert_cmpuint (detail->addresses->len, ==, 0);
  starred = load_issue (library, 2024, 28);
  g_assert_true (starred->entry->starred);
  g_assert_cmpint (starred->entry->id, ==, id);
  g_date_clear (&day, 1);
  g_date_set_dmy (&day, 6, G_DATE_FEBRUARY, 2014);
  g_assert_cmpint (zb_library_find_date (library, &day, &error), ==, 0);
  g_assert_error (error, ZB_LIBRARY_ERROR, ZB_LIBRARY_ERROR_NOT_FOUND);
  assert_sound (library);
  g_clear_object (&library);
  fixture_clear (&fixture);
}

/* Given the same index again, then opening writes nothing. */
static void
test_same_again (void)
{
  Fixture fixture;
  g_autoptr(ZbLibrary) library = NULL;
  g_autoptr(ZbLibrary) again = NULL;
  gint64 counter;

  fixture_init (&fixture);
  library = fixture_open_index (&fixture, first_index);
  counter = zb_library_get_change_counter (library);
  again = fixture_open_index (&fixture, first_index);
  g_assert_cmpint (zb_library_get_change_counter (library), ==, counter);
  g_clear_object (&again);
  g_clear_object (&library);
  fixture_clear (&fixture);
}

/* Given a text with another figure than the index, then the text counts and both are shown. */
static void
test_text_counts (void)
{
  Fixture fixture;
  g_autoptr(ZbLibrary) library = NULL;
  g_autoptr(ZbImportResult) result = NULL;
  g_autoptr(ZbDetail) detail = NULL;
  g_autofree char *text = week_to_markdown (2024, 27, 300);
  const ZbSourcedFigure *total;

  fixture_init (&fixture);
  library = fixture_open_index (&fixture, first_index);
  result = import_text (library, text);
  g_assert_cmpuint (result->imported, ==, 1);
  detail = load_issue (library, 2024, 27);
  total = find_sourced (detail, "incidents_total");
  g_assert_cmpint (total->figure->value, ==, 300);
  g_assert_cmpuint (total->disagreeing->len, ==, 1);
  g_assert_cmpint (((ZbSourcedFigure *) g_ptr_array_index (total->disagreeing, 0))->origin, ==,
                   ZB_FIGURE_FROM_INDEX);
  g_clear_object (&library);

  /* And it survives an index that comes later. */
  library = fixture_open_index (&fixture, second_index);
  g_clear_pointer (&detail, zb_detail_unref);
  detail = load_issue (library, 2024, 27);
  g_assert_cmpint (find_sourced (detail, "incidents_total")->figure->value, ==, 300);
  g_assert_cmpint (detail->entry->state, ==, ZB_ENTRY_TEXT);
  g_clear_object (&library);
  fixture_clear (&fixture);
}

/* Given a damaged index, then opening says so and the library stays as it was. */
static void
test_damaged (void)
{
  static const char *const indexes[] = {
    "", "[]", "{", "{\"issues\":{}}", "{\"issues\":[1]}", "{\"issues\":[{\"year\":2024}]}",
    "{\"issues\":[{\"year\":2024,\"issue\":1,\"figures\":{\"incidents_total\":[]}}]}",
    "{\"issues\":[{\"year\":2024,\"issue\":1,\"addresses\":[{}]}]}",
    "{\"issues\":[{\"year\":2024,\"issue\":1},{\"year\":2024,\"issue\":1}]}",
  };
  Fixture fixture;
  g_autofree char *before = NULL;

  fixture_init (&fixture);
  g_object_unref (fixture_open_index (&fixture, first_index));
  before = dump_library (fixture.path);
  for (guint i = 0; i < G_N_ELEMENTS (indexes); i++)
    {
      g_autoptr(GBytes) bytes = g_bytes_new_static (indexes[i], strlen (indexes[i]));
      g_autoptr(GError) error = NULL;
      g_autofree char *after = NULL;

      g_test_message ("%s", indexes[i]);
      g_assert_null (zb_library_open (fixture.path, zb_extractor_get_default (), bytes, &error));
      g_assert_nonnull (error);
      after = dump_library (fixture.path);
      g_assert_cmpstr (before, ==, after);
    }
  fixture_clear (&fixture);
}

/* The index that comes with the program: real weeks without a network. */
static void
test_bundled (void)
{
  Fixture fixture;
  g_autoptr(GError) error = NULL;
  g_autoptr(ZbLibrary) library = NULL;
  g_autoptr(GPtrArray) entries = NULL;
  guint n_with_figures = 0;

  fixture_init (&fixture);
  library = zb_library_open (fixture.path, zb_extractor_get_default (), NULL, &error);
  g_assert_no_error (error);
  entries = zb_library_list (library, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (entries->len, >=, 200);
  for (guint i = 0; i < entries->len; i++)
    {
      const ZbEntry *entry = g_ptr_array_index (entries, i);

      n_with_figures += entry->state == ZB_ENTRY_FIGURES;
      for (guint j = 0; entry->figures != NULL && j < entry->figures->len; j++)
        g_assert_true (((const ZbFigure *) g_ptr_array_index (entry->figures, j))->is_bundled);
      g_assert_true (zb_period_is_week (&entry->period));
      if (i > 0)
        g_assert_cmpint (g_date_compare (&entry->period.start,
                                         &((ZbEntry *) g_ptr_array_index (entries, i - 1))->period.start),
                         <, 0);
    }
  g_assert_cmpuint (n_with_figures, >=, 47);
  assert_sound (library);
  g_clear_object (&library);
  fixture_clear (&fixture);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/library/index/seeded", test_seeded);
  g_test_add_func ("/library/index/updated", test_updated);
  g_test_add_func ("/library/index/same-again", test_same_again);
  g_test_add_func ("/library/index/text-counts", test_text_counts);
  g_test_add_func ("/library/index/damaged", test_damaged);
  g_test_add_func ("/library/index/bundled", test_bundled);
  return g_test_run ();
}
