/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zb-config.h"

#include <json-glib/json-glib.h>

#include "chart/zb-chart-calendar.h"
#include "chart/zb-chart-categories.h"
#include "chart/zb-chart-comparison.h"
#include "chart/zb-chart-csv.h"
#include "chart/zb-chart-median.h"
#include "chart/zb-chart-trend.h"
#include "chart/zb-chart-years.h"
#include "ctl-story.h"
#include "library-fixture.h"
#include "numbers-check.h"
#include "numbers-made.h"
#include "numbers-rows.h"

/* The numbers of charts, and of all forms in which they leave the program, are those of the library. */

#define SEED       3
#define N_RANGES   12
#define MEDIAN     9

/* What is looked at: a library, its entries as the window and zhoubaoctl read them, and what it really holds. */
typedef struct {
  const char *path;
  ZbLibrary  *library;
  GPtrArray  *entries;
  GPtrArray  *weeks;
  Truth      *truth;
  guint       first;
  guint       last;
} Subject;

/* Made once, since no test changes them. */
static char *made_folder;
static GPtrArray *made_weeks;
static ZbLibrary *made_library;

static void
subject_init (Subject    *self,
              ZbLibrary  *library)
{
  g_autoptr(GError) error = NULL;

  self->path = zb_library_get_path (library);
  self->library = g_object_ref (library);
  self->entries = zb_library_list (library, &error);
  g_assert_no_error (error);
  self->weeks = g_ptr_array_new_with_free_func ((GDestroyNotify) zb_chart_week_free);
  self->truth = truth_load (self->path);
  self->first = G_MAXUINT;
  self->last = 0;
  g_assert_cmpuint (self->entries->len, ==, self->truth->weeks->len);
  for (guint i = 0; i < self->entries->len; i++)
    {
      const ZbEntry *entry = g_ptr_array_index (self->entries, i);
      const TruthWeek *week = g_ptr_array_index (self->truth->weeks, i);

      g_assert_cmpint (entry->id, ==, week->id);
      g_ptr_array_add (self->weeks, zb_chart_week_new (entry->issue, &entry->period, entry->figures));
      if (week->place == 0)
        continue;
      self->first = MIN (self->first, week->place);
      self->last = MAX (self->last, week->place);
    }
}

static void
subject_clear (Subject *self)
{
  /* A test that is skipped has filled in nothing. */
  g_clear_object (&self->library);
  g_clear_pointer (&self->entries, g_ptr_array_unref);
  g_clear_pointer (&self->weeks, g_ptr_array_unref);
  g_clear_pointer (&self->truth, truth_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Subject, subject_clear)

static void
subject_init_made (Subject *self)
{
  if (made_library == NULL)
    {
      made_folder = ctl_make_folder ();
      made_weeks = made_weeks_new ();
      made_library = made_library_open (made_folder, made_weeks);
    }
  subject_init (self, made_library);
}

/* All ids of figures that are numbers. */
static const char **
dup_figures (const Truth *truth)
{
  const char **figures = g_new0 (const char *, truth->figures->len + 1);
  guint n = 0;

  for (guint i = 0; i < truth->figures->len; i++)
    if (!g_str_equal (truth_get_figure (truth, i)->unit, "level"))
      figures[n++] = truth_get_figure (truth, i)->id;
  return figures;
}

static GDate
date_of (guint julian)
{
  GDate date;

  g_date_clear (&date, 1);
  g_date_set_julian (&date, julian);
  return date;
}

static gboolean
knows_nothing (const Truth     *truth,
               const TruthWeek *week)
{
  for (guint i = 0; i < truth->figures->len; i++)
    if (week->values[i] != UNKNOWN)
      return FALSE;
  return TRUE;
}

/* The rows of a chart's CSV, once they are known to be those of the chart. */
static GPtrArray *
read_csv (ZbChart *chart)
{
  g_autofree char *csv = zb_chart_dup_csv (chart);

  return rows_from_csv (csv);
}

static void
check_categories (const Subject *self)
{
  for (guint i = 0; i < self->entries->len; i++)
    {
      const ZbEntry *entry = g_ptr_array_index (self->entries, i);
      const TruthWeek *week = g_ptr_array_index (self->truth->weeks, i);
      g_autoptr(GPtrArray) none = g_ptr_array_new ();
      g_autoptr(ZbChart) chart = zb_chart_new_categories (zb_catalogue_get_default (), entry->issue, &entry->period,
                                                          entry->figures != NULL ? entry->figures : none);
      g_autoptr(GPtrArray) rows = rows_from_chart (chart);
      g_autoptr(GPtrArray) csv = read_csv (chart);

      check_blocks (self->truth, chart);
      check_categories_rows (self->truth, week, rows);
      check_categories_rows (self->truth, week, csv);
      rows_assert_text (chart);
      g_assert_cmpint (zb_chart_is_empty (chart), ==, knows_nothing (self->truth, week));
    }
}

static void
check_comparisons (const Subject *self)
{
  for (guint i = 0; i < self->entries->len; i++)
    {
      const ZbEntry *entry = g_ptr_array_index (self->entries, i);
      const TruthWeek *week = g_ptr_array_index (self->truth->weeks, i);
      g_autoptr(ZbChart) chart = zb_chart_new_comparison (zb_catalogue_get_default (), self->weeks, entry->issue,
                                                          &entry->period, zb_chart_comparison_figures);
      g_autoptr(GPtrArray) rows = rows_from_chart (chart);
      g_autoptr(GPtrArray) csv = read_csv (chart);

      check_blocks (self->truth, chart);
      check_changes (chart);
      check_comparison_rows (self->truth, week, rows);
      check_comparison_rows (self->truth, week, csv);
      rows_assert_text (chart);
    }
}

/* What finds no place is told, and nothing else is missing. */
static void
assert_told (const Subject *self,
             ZbChart       *chart,
             guint          from,
             guint          to)
{
  g_autofree char *caption = zb_chart_dup_caption (chart);
  g_autofree char *told = NULL;
  guint n = 0;

  for (guint i = 0; i < self->truth->weeks->len; i++)
    {
      const TruthWeek *week = g_ptr_array_index (self->truth->weeks, i);
      guint monday = week->week != 0 ? week->week : monday_of_issue (week->year, week->number);

      n += week->place == 0 && from <= monday && monday <= to;
    }
  told = g_strdup_printf (n == 1 ? "%u bulletin is left out" : "%u bulletins are left out", n);
  g_assert_cmpint (strstr (caption, told) != NULL, ==, n > 0);
  g_assert_cmpint (strstr (caption, "left out") != NULL, ==, n > 0);
}

static void
check_trend (const Subject      *self,
             const char * const *figures,
             guint               from,
             guint               to,
             guint               n_median)
{
  GDate first = date_of (from), last = date_of (to);
  g_autoptr(ZbChart) chart = zb_chart_new_trend (zb_catalogue_get_default (), self->weeks, figures, &first, &last, NULL);
  g_autoptr(GPtrArray) rows = NULL;
  g_autoptr(GPtrArray) csv = NULL;

  if (n_median > 0)
    zb_chart_add_median (chart, n_median);
  rows = rows_from_chart (chart);
  csv = read_csv (chart);
  check_blocks (self->truth, chart);
  check_trend_rows (self->truth, figures, monday_of_day (&first), monday_of_day (&last), rows);
  check_trend_rows (self->truth, figures, monday_of_day (&first), monday_of_day (&last), csv);
  check_lines (self->truth, chart, n_median);
  rows_assert_text (chart);
  assert_told (self, chart, monday_of_day (&first), monday_of_day (&last));
}

/* All figures over all weeks, each alone, and any of them over any range. */
static void
check_trends (const Subject *self)
{
  g_autofree const char **figures = dup_figures (self->truth);
  guint n_figures = g_strv_length ((char **) figures);
  GRand *rand = g_rand_new_with_seed (SEED);

  check_trend (self, figures, self->first, self->last, MEDIAN);
  for (guint i = 0; i < n_figures; i++)
    {
      const char *const one[] = { figures[i], NULL };

      check_trend (self, one, self->first, self->last + 6, 0);
    }
  for (guint i = 0; i < N_RANGES; i++)
    {
      guint from = (guint) g_rand_int_range (rand, (gint32) self->first - 30, (gint32) self->last);
      guint to = (guint) g_rand_int_range (rand, (gint32) from, (gint32) self->last + 60);
      const char *const some[] = {
        figures[g_rand_int_range (rand, 0, (gint32) n_figures)], figures[g_rand_int_range (rand, 0, (gint32) n_figures)],
        figures[g_rand_int_range (rand, 0, (gint32) n_figures)], NULL,
      };

      check_trend (self, some, from, to, i % 2 * MEDIAN);
    }
  g_rand_free (rand);
}

/* Of the years that are drawn all that is known is drawn, or told to be left out. */
static void
assert_complete (const Subject *self,
                 ZbChart       *chart,
                 const char    *figure)
{
  const ZbChartBlock *block = g_ptr_array_index (chart->blocks, 0);
  int index = truth_find_figure (self->truth, figure);
  g_autofree char *caption = zb_chart_dup_caption (chart);
  g_autofree char *told = NULL;
  guint oldest = G_MAXUINT, n = 0;

  for (guint i = 0; i < block->series->len; i++)
    {
      const ZbChartSeries *series = g_ptr_array_index (block->series, i);

      oldest = MIN (oldest, (guint) g_ascii_strtoull (series->label, NULL, 10));
      for (guint slot = 0; slot < chart->slots->len; slot++)
        n -= series->known[slot] ? 1 : 0;
    }
  for (guint i = 0; i < self->truth->weeks->len; i++)
    {
      const TruthWeek *week = g_ptr_array_index (self->truth->weeks, i);

      n += week->values[index] != UNKNOWN && week->year >= oldest;
    }
  told = g_strdup_printf (n == 1 ? "%u bulletin is left out" : "%u bulletins are left out", n);
  g_assert_cmpint (strstr (caption, told) != NULL, ==, n > 0);
  g_assert_cmpint (strstr (caption, "claim") != NULL, ==, n > 0);
}

static void
check_years (const Subject *self)
{
  g_autofree const char **figures = dup_figures (self->truth);

  for (guint i = 0; figures[i] != NULL; i++)
    {
      g_autoptr(ZbChart) chart = zb_chart_new_years (zb_catalogue_get_default (), self->weeks, figures[i], NULL, NULL, NULL);
      g_autoptr(GPtrArray) rows = rows_from_chart (chart);
      g_autoptr(GPtrArray) csv = read_csv (chart);

      check_blocks (self->truth, chart);
      check_years_rows (self->truth, figures[i], rows);
      check_years_rows (self->truth, figures[i], csv);
      assert_complete (self, chart, figures[i]);
      rows_assert_text (chart);
    }
}

static void
check_calendar (const Subject *self)
{
  static const ZbChartCellState states[] = {
    [ZB_ENTRY_MISSING] = ZB_CHART_CELL_MISSING,
    [ZB_ENTRY_FIGURES] = ZB_CHART_CELL_FIGURES,
    [ZB_ENTRY_TEXT] = ZB_CHART_CELL_TEXT,
  };
  g_autoptr(GPtrArray) weeks = g_ptr_array_new_with_free_func ((GDestroyNotify) zb_chart_calendar_week_free);

  for (guint i = 0; i < self->entries->len; i++)
    {
      const ZbEntry *entry = g_ptr_array_index (self->entries, i);

      g_ptr_array_add (weeks, zb_chart_calendar_week_new (entry->issue, &entry->period, states[entry->state]));
    }
  for (guint i = 0; i < 2; i++)
    {
      guint from = self->first + 7 * 60 * i, to = self->last - 7 * 30 * i;
      GDate first = date_of (from), last = date_of (to);
      g_autoptr(ZbChart) chart = zb_chart_new_calendar (weeks, &first, &last);
      g_autoptr(GPtrArray) rows = rows_from_chart (chart);
      g_autoptr(GPtrArray) csv = read_csv (chart);

      check_calendar_rows (self->truth, from, to, rows);
      check_calendar_rows (self->truth, from, to, csv);
      check_calendar_counts (self->truth, from, to, chart);
      assert_told (self, chart, from, to);
    }
}

/* Given 20 years of weeks, with gaps, wrong weeks and figures from three sources, then the library holds them, and not
 * all bulletins have a place of their own: else the tests below would look at less than they should. */
static void
test_made (void)
{
  g_auto(Subject) self = { 0, };

  subject_init_made (&self);
  made_assert_stored (made_weeks, self.truth);
  assert_sound (self.library);
  g_assert_cmpuint (self.truth->weeks->len, >, 900);
  g_assert_cmpuint (truth_count_displaced (self.truth), >, 1);
  g_assert_nonnull (truth_get_issue (self.truth, 2023, 53));
  g_assert_cmpuint (truth_get_issue (self.truth, 2024, 30)->week, ==, monday_of_issue (2024, 30));
  g_assert_cmpuint (truth_get_issue (self.truth, 2015, 20)->week, ==, monday_of_issue (2015, 21));
}

static void
test_made_with (gconstpointer data)
{
  void (*check) (const Subject *subject) = data;
  g_auto(Subject) self = { 0, };

  subject_init_made (&self);
  check (&self);
}

/* What zhoubaoctl prints of one chart. */
static GPtrArray *
run_csv (const char *library,
         const char *first,
         ...)
{
  g_autoptr(GStrvBuilder) builder = g_strv_builder_new ();
  g_auto(GStrv) arguments = NULL;
  g_autoptr(CtlRun) run = NULL;
  va_list more;

  g_strv_builder_add_many (builder, "--library", library, "chart", "--format", "csv", "--output", "-", NULL);
  va_start (more, first);
  for (const char *argument = first; argument != NULL; argument = va_arg (more, const char *))
    g_strv_builder_add (builder, argument);
  va_end (more);
  arguments = g_strv_builder_end (builder);
  run = ctl_run (NULL, (const char *const *) arguments);
  g_assert_cmpint (run->status, ==, 0);
  return rows_from_csv (run->out);
}

/* Without limits a trend has all weeks of which the figure is known, also where a bulletin is known by its number alone. */
static void
check_ctl_range (const Subject *self,
                 const char    *figure)
{
  const char *const figures[] = { figure, NULL };
  g_autoptr(GPtrArray) rows = run_csv (self->path, "--trend", figure, NULL);
  int index = truth_find_figure (self->truth, figure);
  guint from = G_MAXUINT, to = 0;

  for (guint i = 0; i < self->truth->weeks->len; i++)
    {
      const TruthWeek *week = g_ptr_array_index (self->truth->weeks, i);
      guint monday = week->week != 0 ? week->week : monday_of_issue (week->year, week->number);

      if (week->values[index] == UNKNOWN)
        continue;
      from = MIN (from, monday);
      to = MAX (to, monday);
    }
  check_trend_rows (self->truth, figures, from, to, rows);
}

static void
check_ctl (const Subject   *self,
           const TruthWeek *week)
{
  g_autofree const char **figures = dup_figures (self->truth);
  g_autofree char *names = g_strjoinv (",", (char **) figures);
  g_autofree char *from = dup_day (self->first);
  g_autofree char *to = dup_day (self->last);
  g_autofree char *name = week->number != 0 ? g_strdup_printf ("%u-%02u", week->year, week->number) : dup_day (week->week);
  g_autoptr(GPtrArray) categories = run_csv (self->path, name, NULL);
  g_autoptr(GPtrArray) comparison = run_csv (self->path, name, "--compare", NULL);
  g_autoptr(GPtrArray) trend = run_csv (self->path, "--trend", names, "--from", from, "--to", to, NULL);
  g_autoptr(GPtrArray) years = run_csv (self->path, "--years", figures[0], NULL);
  g_autoptr(GPtrArray) calendar = run_csv (self->path, "--calendar", "--from", from, "--to", to, NULL);

  check_categories_rows (self->truth, week, categories);
  check_comparison_rows (self->truth, week, comparison);
  check_trend_rows (self->truth, figures, self->first, self->last, trend);
  check_years_rows (self->truth, figures[0], years);
  check_calendar_rows (self->truth, self->first, self->last, calendar);
}

/* The program puts its own index in place of the test's, so it gets a library of its own, which is read when that is
 * done. */
static void
test_made_ctl (void)
{
  g_autofree char *path = NULL;
  g_autofree char *copy = NULL;
  g_autoptr(CtlRun) list = NULL;
  g_autoptr(ZbLibrary) library = NULL;
  g_autoptr(GError) error = NULL;
  g_auto(Subject) made = { 0, };
  g_auto(Subject) self = { 0, };
  Fixture fixture;

  subject_init_made (&made);
  path = g_build_filename (made_folder, "copy.db", NULL);
  copy = g_strdup_printf ("VACUUM INTO '%s'", path);
  fixture = (Fixture) { .path = (char *) made.path };
  fixture_run_sql (&fixture, copy);
  list = CTL_RUN (NULL, "--library", path, "list");
  g_assert_cmpint (list->status, ==, 0);
  library = zb_library_open (path, zb_extractor_get_default (), NULL, &error);
  g_assert_no_error (error);
  subject_init (&self, library);
  for (guint i = 0; i < self.truth->weeks->len; i += 450)
    {
      const TruthWeek *week = g_ptr_array_index (self.truth->weeks, i);
      int total = truth_find_figure (self.truth, ZB_FIGURE_INCIDENTS_TOTAL);

      while (week->values[total] == UNKNOWN)
        week = g_ptr_array_index (self.truth->weeks, ++i);
      check_ctl (&self, week);
    }
  for (guint i = 0; i < self.truth->figures->len; i += 8)
    check_ctl_range (&self, truth_get_figure (self.truth, i)->id);
}

/* What the corpus says of its own bulletins. */
static void
assert_facts (const Truth *truth,
              const char  *corpus)
{
  g_autofree char *path = g_build_filename (corpus, "figures.json", NULL);
  g_autoptr(JsonParser) parser = json_parser_new ();
  g_autoptr(GError) error = NULL;
  JsonArray *facts;
  guint n = 0;

  json_parser_load_from_file (parser, path, &error);
  g_assert_no_error (error);
  facts = json_node_get_array (json_parser_get_root (parser));
  for (guint i = 0; i < json_array_get_length (facts); i++)
    {
      JsonObject *fact = json_array_get_object_element (facts, i);
      const TruthWeek *week = truth_get_issue (truth, (guint) json_object_get_int_member_with_default (fact, "year", 0),
                                               (guint) json_object_get_int_member_with_default (fact, "issue", 0));

      for (guint j = 0; week != NULL && week->number != 0 && j < truth->figures->len; j++)
        {
          const TruthFigure *figure = truth_get_figure (truth, j);

          if (!json_object_has_member (fact, figure->id) || g_str_equal (figure->unit, "level"))
            continue;
          g_assert_cmpint (week->values[j], ==, json_object_get_int_member (fact, figure->id));
          n++;
        }
    }
  g_assert_cmpuint (n, >, 100);
}

/* Given the real bulletins, and the index that comes with the program, then the same is true of all of their charts. */
static void
test_corpus (void)
{
  const char *corpus = g_getenv ("ZB_CORPUS");
  g_autofree char *folder = corpus != NULL ? g_build_filename (corpus, "bulletins", NULL) : NULL;
  g_autoptr(ZbLibrary) library = NULL;
  g_autoptr(ZbImportResult) result = NULL;
  g_autoptr(GError) error = NULL;
  g_auto(Subject) self = { 0, };
  Fixture fixture;

  if (folder == NULL || !g_file_test (folder, G_FILE_TEST_IS_DIR))
    {
      g_test_skip ("the folder with real bulletins is not there (ZB_CORPUS)");
      return;
    }
  fixture_init (&fixture);
  library = zb_library_open (fixture.path, zb_extractor_get_default (), NULL, &error);
  g_assert_no_error (error);
  result = import_path (library, folder);
  g_assert_cmpuint (result->imported, >=, 24);
  subject_init (&self, library);
  assert_facts (self.truth, corpus);
  check_categories (&self);
  check_comparisons (&self);
  check_trends (&self);
  check_years (&self);
  check_calendar (&self);
  check_ctl (&self, truth_get_issue (self.truth, 2024, 28));
  g_clear_object (&library);
  fixture_clear (&fixture);
}

int
main (int    argc,
      char **argv)
{
  int status;

  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/numbers/made", test_made);
  g_test_add_data_func ("/numbers/made/categories", check_categories, test_made_with);
  g_test_add_data_func ("/numbers/made/comparisons", check_comparisons, test_made_with);
  g_test_add_data_func ("/numbers/made/trends", check_trends, test_made_with);
  g_test_add_data_func ("/numbers/made/years", check_years, test_made_with);
  g_test_add_data_func ("/numbers/made/calendar", check_calendar, test_made_with);
  g_test_add_func ("/numbers/made/zhoubaoctl", test_made_ctl);
  g_test_add_func ("/numbers/corpus", test_corpus);
  status = g_test_run ();
  g_clear_object (&made_library);
  if (made_folder != NULL)
    {
      remove_tree (made_folder);
      g_free (made_folder);
      g_ptr_array_unref (made_weeks);
    }
  return status;
}
