/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "library-fixture.h"

static const char first_index[] =
  "{\"version\":1,\"issues\":[{\"year\":2024,\"issue\":28,\"start\":\"2024-07-08\",\"end\":\"2024-07-14\","
  "\"title\":\"一\",\"addresses\":[],\"figures\":{\"infected_hosts\":111,\"incidents_total\":222}}]}";
static const char second_index[] =
  "{\"version\":1,\"issues\":[{\"year\":2024,\"issue\":28,\"start\":\"2024-07-08\",\"end\":\"2024-07-14\","
  "\"title\":\"二\",\"addresses\":[],\"figures\":{\"infected_hosts\":333}}]}";

static const Story official = {
  .year = 2024, .number = 28, .period = "7月8日-7月14日", .published = "2024-07-18",
  .account = OFFICIAL_ACCOUNT, .url = OFFICIAL_URL ("2247499001", ""), .total = 495, .cross_border = 180,
  .phishing = 300,
};

static gint64
find (ZbLibrary *library)
{
  g_autoptr(GError) error = NULL;
  gint64 id = zb_library_find (library, ISSUE (2024, 28), &error);

  g_assert_no_error (error);
  return id;
}

/* Types numbers, each with its figure, up to a figure that is NULL. */
static void
type (ZbLibrary  *library,
      const char *figure,
      ...)
{
  g_autoptr(GPtrArray) figures = g_ptr_array_new_with_free_func ((GDestroyNotify) zb_figure_free);
  g_autoptr(GError) error = NULL;
  va_list arguments;

  va_start (arguments, figure);
  for (; figure != NULL; figure = va_arg (arguments, const char *))
    g_ptr_array_add (figures, zb_figure_new (figure, va_arg (arguments, int)));
  va_end (arguments);
  zb_library_change_typed_figures (library, find (library), figures, NULL, &error);
  g_assert_no_error (error);
}

static void
assert_figure (ZbLibrary      *library,
               const char     *id,
               gint64          value,
               ZbFigureOrigin  origin)
{
  g_autoptr(ZbDetail) detail = load_issue (library, 2024, 28);
  const ZbSourcedFigure *sourced = find_sourced (detail, id);

  g_assert_nonnull (sourced);
  g_assert_cmpint (sourced->figure->value, ==, value);
  g_assert_cmpint (sourced->origin, ==, origin);
}

/* What the list, and with it the charts, know of the same figure. */
static void
assert_listed (ZbLibrary  *library,
               const char *id,
               gboolean    is_typed)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) entries = zb_library_list (library, &error);
  const ZbFigure *figure;

  g_assert_no_error (error);
  g_assert_cmpuint (entries->len, ==, 1);
  figure = zb_figures_find (((const ZbEntry *) g_ptr_array_index (entries, 0))->figures, id);
  g_assert_nonnull (figure);
  g_assert_cmpint (figure->is_typed, ==, is_typed);
}

/* Several figures are set and removed in one call; where one makes no sense, nothing is changed. */
static void
test_together (void)
{
  Fixture fixture;
  g_autoptr(ZbLibrary) library = NULL;
  g_autoptr(GPtrArray) figures = g_ptr_array_new_with_free_func ((GDestroyNotify) zb_figure_free);
  static const char *const removed[] = { "infected_hosts", "phishing_pages", NULL };
  g_autoptr(GError) error = NULL;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;

  fixture_init (&fixture);
  library = fixture_open_index (&fixture, first_index);
  type (library, "infected_hosts", 1, "defaced_sites", 2, NULL);
  before = dump_library (fixture.path);
  g_ptr_array_add (figures, zb_figure_new ("defaced_sites", 3));
  g_ptr_array_add (figures, zb_figure_new ("moon_phase", 4));
  g_assert_false (zb_library_change_typed_figures (library, find (library), figures, removed, &error));
  g_assert_error (error, ZB_LIBRARY_ERROR, ZB_LIBRARY_ERROR_INVALID);
  g_clear_error (&error);
  after = dump_library (fixture.path);
  g_assert_cmpstr (before, ==, after);

  g_ptr_array_set_size (figures, 1);
  g_assert_true (zb_library_change_typed_figures (library, find (library), figures, removed, &error));
  assert_figure (library, "defaced_sites", 3, ZB_FIGURE_TYPED);
  assert_figure (library, "infected_hosts", 111, ZB_FIGURE_FROM_INDEX);
  assert_listed (library, "defaced_sites", TRUE);
  assert_listed (library, "infected_hosts", FALSE);
  g_assert_false (zb_library_change_typed_figures (library, find (library) + 99, figures, NULL, &error));
  g_assert_error (error, ZB_LIBRARY_ERROR, ZB_LIBRARY_ERROR_NOT_FOUND);
  g_clear_object (&library);
  fixture_clear (&fixture);
}

/* Given typed figures, when copies are imported, imported again and read again, and the index changes or
 * loses the issue, then they are as they were typed. */
static void
test_outlive (void)
{
  Fixture fixture;
  g_autoptr(ZbLibrary) library = NULL;
  g_autoptr(GError) error = NULL;
  ZbReparseResult result;

  fixture_init (&fixture);
  library = fixture_open_index (&fixture, first_index);
  type (library, "infected_hosts", 5, "defaced_sites", 6, NULL);
  assert_figure (library, "infected_hosts", 5, ZB_FIGURE_TYPED);
  for (guint i = 0; i < 2; i++)
    zb_import_result_unref (import_story (library, &official));
  zb_library_reparse (library, TRUE, &result, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  assert_figure (library, "infected_hosts", 5, ZB_FIGURE_TYPED);
  g_clear_object (&library);

  library = fixture_open_index (&fixture, second_index);
  assert_figure (library, "infected_hosts", 5, ZB_FIGURE_TYPED);
  assert_figure (library, "defaced_sites", 6, ZB_FIGURE_TYPED);
  g_clear_object (&library);
  library = fixture_open (&fixture);
  assert_figure (library, "defaced_sites", 6, ZB_FIGURE_TYPED);
  assert_sound (library);
  g_clear_object (&library);
  fixture_clear (&fixture);
}

/* Given a figure that was typed, and nothing else that speaks of the issue, then the issue stays. */
static void
test_alone (void)
{
  Fixture fixture;
  g_autoptr(ZbLibrary) library = NULL;

  fixture_init (&fixture);
  library = fixture_open_index (&fixture, first_index);
  type (library, "defaced_sites", 6, NULL);
  g_clear_object (&library);
  library = fixture_open (&fixture);
  assert_figure (library, "defaced_sites", 6, ZB_FIGURE_TYPED);
  g_clear_object (&library);
  fixture_clear (&fixture);
}

/* Given a typed figure, when a text comes that states another number, then the text counts, and the typed
 * one stands beside it as disagreeing, before that of the index. */
static void
test_contradicted (void)
{
  Fixture fixture;
  g_autoptr(ZbLibrary) library = NULL;
  g_autoptr(ZbDetail) detail = NULL;
  const ZbSourcedFigure *total, *other;

  fixture_init (&fixture);
  library = fixture_open_index (&fixture, first_index);
  type (library, "incidents_total", 490, "incidents_cross_border", 180, NULL);
  assert_figure (library, "incidents_total", 490, ZB_FIGURE_TYPED);
  zb_import_result_unref (import_story (library, &official));
  detail = load_issue (library, 2024, 28);
  total = find_sourced (detail, "incidents_total");
  g_assert_cmpint (total->figure->value, ==, 495);
  g_assert_cmpint (total->origin, ==, ZB_FIGURE_FROM_COPY);
  g_assert_cmpuint (total->disagreeing->len, ==, 2);
  other = g_ptr_array_index (total->disagreeing, 0);
  g_assert_cmpint (other->figure->value, ==, 490);
  g_assert_cmpint (other->origin, ==, ZB_FIGURE_TYPED);
  /* Where both say the same, there is nothing to disagree. */
  g_assert_null (find_sourced (detail, "incidents_cross_border")->disagreeing);
  g_assert_cmpint (zb_figures_find (detail->entry->figures, "incidents_total")->value, ==, 495);
  g_clear_object (&library);
  fixture_clear (&fixture);
}

static const ZbFigureRecord *
find_record (GPtrArray  *records,
             const char *figure)
{
  for (guint i = 0; i < records->len; i++)
    {
      const ZbFigureRecord *record = g_ptr_array_index (records, i);

      if (g_str_equal (record->figure->id, figure))
        return record;
    }
  return NULL;
}

/* Given figures from a copy, the user and the index, then the table of all weeks has each once, as the
 * page of the week has it. */
static void
test_records (void)
{
  Fixture fixture;
  g_autoptr(ZbLibrary) library = NULL;
  g_autoptr(GPtrArray) records = NULL;
  g_autoptr(GPtrArray) typed = NULL;
  g_autoptr(ZbDetail) detail = NULL;
  g_autoptr(GError) error = NULL;
  g_autofree char *later = week_to_markdown (2024, 30, 77);
  const ZbFigureRecord *record;

  fixture_init (&fixture);
  library = fixture_open_index (&fixture, first_index);
  zb_import_result_unref (import_text (library, later));
  zb_import_result_unref (import_story (library, &official));
  type (library, "incidents_total", 490, "infected_hosts", 5, NULL);
  detail = load_issue (library, 2024, 28);
  records = zb_library_list_figures (library, FALSE, &error);
  g_assert_no_error (error);
  /* Two weeks with three figures in their texts, and one that was typed. */
  g_assert_cmpuint (records->len, ==, 7);
  for (guint i = 0; i < detail->figures->len; i++)
    {
      const ZbSourcedFigure *sourced = g_ptr_array_index (detail->figures, i);

      record = g_ptr_array_index (records, i);
      g_assert_true (zb_figure_equal (record->figure, sourced->figure));
      g_assert_cmpint (record->origin, ==, sourced->origin);
      g_assert_cmpint (record->copy_id, ==, sourced->copy_id);
      g_assert_cmpint (zb_issue_compare (record->issue, ISSUE (2024, 28)), ==, 0);
    }
  record = find_record (records, "incidents_total");
  g_assert_cmpint (record->figure->value, ==, 495);
  g_assert_cmpstr (record->account, ==, OFFICIAL_ACCOUNT);
  g_assert_cmpstr (record->url, ==, official.url);
  g_assert_null (find_record (records, "infected_hosts")->url);
  record = g_ptr_array_index (records, 6);
  g_assert_cmpuint (record->issue.number, ==, 30);
  g_assert_true (zb_period_is_week (&record->period));

  typed = zb_library_list_figures (library, TRUE, &error);
  g_assert_cmpuint (typed->len, ==, 2);
  g_assert_cmpint (find_record (typed, "incidents_total")->figure->value, ==, 490);
  g_assert_cmpint (find_record (typed, "incidents_total")->origin, ==, ZB_FIGURE_TYPED);
  g_clear_object (&library);
  fixture_clear (&fixture);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/library/typed/together", test_together);
  g_test_add_func ("/library/typed/outlive", test_outlive);
  g_test_add_func ("/library/typed/alone", test_alone);
  g_test_add_func ("/library/typed/contradicted", test_contradicted);
  g_test_add_func ("/library/typed/records", test_records);
  return g_test_run ();
}
