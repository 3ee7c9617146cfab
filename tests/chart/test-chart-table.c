/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zb-config.h"

#include "chart/zb-chart-csv.h"
#include "chart/zb-chart-table.h"
#include "fixtures.h"

static void
assert_row (GPtrArray  *rows,
            guint       index,
            const char *label,
            const char *value,
            const char *share,
            const char *note)
{
  const ZbChartRow *row = g_ptr_array_index (rows, index);

  g_assert_cmpstr (row->label, ==, label);
  g_assert_cmpstr (row->value, ==, value);
  g_assert_cmpstr (row->share, ==, share);
  g_assert_cmpstr (row->note, ==, note);
}

static void
test_table_says_what_the_bars_say (void)
{
  g_autoptr(ZbChart) chart = categories_new (495, 454, 228);
  g_autoptr(GPtrArray) rows = zb_chart_dup_table (chart);

  g_assert_cmpuint (rows->len, ==, 5);
  assert_row (rows, 0, "Incidents handled", "495", NULL, NULL);
  assert_row (rows, 1, "Phishing complaints", "454", "92 %", "By kind");
  assert_row (rows, 2, "Other incidents", "41", "8 %", "By kind");
  assert_row (rows, 3, "Cross-border", "228", "46 %", "By place");
  assert_row (rows, 4, "Domestic", "267", "54 %", "By place");
  g_assert_cmpstr (((ZbChartRow *) rows->pdata[4])->unit, ==, "incidents");
}

static void
test_table_keeps_missing_weeks (void)
{
  static const gint64 values[] = { 495, UNKNOWN, 0 };
  g_autoptr(ZbChart) chart = trend_new ("2024-07-01", values, G_N_ELEMENTS (values),
                                        "incidents_total");
  g_autoptr(GPtrArray) rows = zb_chart_dup_table (chart);

  g_assert_cmpuint (rows->len, ==, 3);
  assert_row (rows, 0, "Issue 27 of 2024 · 1–7 July 2024", "495", NULL, "Incidents handled");
  assert_row (rows, 1, "Issue 28 of 2024 · 8–14 July 2024", NULL, NULL, "Incidents handled");
  assert_row (rows, 2, "Issue 29 of 2024 · 15–21 July 2024", "0", NULL, "Incidents handled");
}

/* Given weeks of a year whose numbering is not known, then they are called by their days. */
static void
test_table_of_weeks_without_numbers (void)
{
  static const gint64 values[] = { 495, UNKNOWN };
  g_autoptr(ZbChart) chart = trend_new ("2014-02-03", values, G_N_ELEMENTS (values),
                                        "incidents_total");
  g_autoptr(GPtrArray) rows = zb_chart_dup_table (chart);

  g_assert_cmpuint (rows->len, ==, 2);
  assert_row (rows, 0, "3–9 February 2014", "495", NULL, "Incidents handled");
  assert_row (rows, 1, "10–16 February 2014", NULL, NULL, "Incidents handled");
}

static void
test_description_holds_all_data (void)
{
  g_autoptr(ZbChart) chart = categories_new (495, 454, 228);
  g_autofree char *description = zb_chart_dup_description (chart);

  g_assert_cmpstr (description, ==,
                   "Security incidents handled by CNCERT: Issue 27 of 2024 · 1–7 July 2024 · "
                   "495 in all. By kind: Phishing complaints 454 (92 %), Other incidents 41 (8 %). "
                   "By place: Cross-border 228 (46 %), Domestic 267 (54 %). Source: CNCERT, issue "
                   "27 of 2024. The two splits overlap and cannot be added.");
}

static void
test_description_of_a_trend (void)
{
  static const gint64 values[] = { 495, UNKNOWN, 0 };
  g_autoptr(ZbChart) chart = trend_new ("2024-07-01", values, G_N_ELEMENTS (values),
                                        "incidents_total");
  g_autofree char *description = zb_chart_dup_description (chart);

  g_assert_nonnull (strstr (description, "Incidents handled: known for 2 of 3 weeks."));
  g_assert_nonnull (strstr (description, "Lowest: Issue 29 of 2024: 0."));
  g_assert_nonnull (strstr (description, "Highest: Issue 27 of 2024: 495."));
  g_assert_nonnull (strstr (description,
                            "All values: Issue 27 of 2024: 495, Issue 29 of 2024: 0."));
}

static void
test_description_of_weeks_without_numbers (void)
{
  static const gint64 values[] = { 495, 12 };
  g_autoptr(ZbChart) chart = trend_new ("2014-02-03", values, G_N_ELEMENTS (values),
                                        "incidents_total");
  g_autofree char *description = zb_chart_dup_description (chart);

  g_assert_nonnull (strstr (description, "Lowest: 10–16 February 2014: 12."));
  g_assert_nonnull (strstr (description, "Marked week: 10–16 February 2014: 12."));
  g_assert_nonnull (strstr (description,
                            "All values: 3–9 February 2014: 495, 10–16 February 2014: 12."));
  g_assert_null (strstr (description, "Issue"));
}

static void
test_description_of_nothing (void)
{
  g_autoptr(ZbChart) chart = categories_new (UNKNOWN, UNKNOWN, UNKNOWN);
  g_autofree char *description = zb_chart_dup_description (chart);

  g_assert_nonnull (strstr (description, "No figures of this week are known"));
}

/* Reads RFC 4180, as a spreadsheet does. */
static GPtrArray *
parse_csv (const char *csv)
{
  GPtrArray *lines = g_ptr_array_new_with_free_func ((GDestroyNotify) g_ptr_array_unref);
  g_autoptr(GString) cell = g_string_new (NULL);
  GPtrArray *line = g_ptr_array_new_with_free_func (g_free);
  gboolean quoted = FALSE;

  for (const char *p = csv; *p != '\0'; p++)
    if (quoted && p[0] == '"' && p[1] == '"')
      g_string_append_c (cell, *p++);
    else if (*p == '"')
      quoted = !quoted;
    else if (!quoted && (*p == ',' || *p == '\r'))
      {
        g_ptr_array_add (line, g_strdup (cell->str));
        g_string_truncate (cell, 0);
        if (*p == '\r')
          {
            g_assert_cmpint (*++p, ==, '\n');
            g_ptr_array_add (lines, line);
            line = g_ptr_array_new_with_free_func (g_free);
          }
      }
    else
      g_string_append_c (cell, *p);
  g_assert_false (quoted);
  g_assert_cmpuint (line->len, ==, 0);
  g_ptr_array_unref (line);
  return lines;
}

static const char *
get_cell (GPtrArray *lines,
          guint      line,
          guint      column)
{
  GPtrArray *cells = g_ptr_array_index (lines, line);

  g_assert_cmpuint (cells->len, ==, 10);
  return g_ptr_array_index (cells, column);
}

static void
test_csv_reads_back (void)
{
  g_autoptr(ZbChart) chart = categories_new (495, 454, 228);
  g_autofree char *csv = zb_chart_dup_csv (chart);
  g_autoptr(GPtrArray) lines = parse_csv (csv);

  g_assert_cmpuint (lines->len, ==, 6);
  g_assert_cmpstr (get_cell (lines, 0, 6), ==, "value");
  g_assert_cmpstr (get_cell (lines, 1, 4), ==, "incidents_total");
  g_assert_cmpstr (get_cell (lines, 2, 0), ==, "27");
  g_assert_cmpstr (get_cell (lines, 2, 1), ==, "2024");
  g_assert_cmpstr (get_cell (lines, 2, 2), ==, "2024-07-01");
  g_assert_cmpstr (get_cell (lines, 2, 3), ==, "2024-07-07");
  g_assert_cmpstr (get_cell (lines, 2, 6), ==, "454");
  g_assert_cmpstr (get_cell (lines, 2, 8), ==, "0.9172");
  g_assert_cmpstr (get_cell (lines, 3, 4), ==, "");
  g_assert_cmpstr (get_cell (lines, 3, 6), ==, "41");
}

static void
test_csv_leaves_missing_values_empty (void)
{
  static const gint64 values[] = { 495, UNKNOWN, 0, 6090000 };
  g_autoptr(ZbChart) chart = trend_new ("2024-07-01", values, G_N_ELEMENTS (values),
                                        "incidents_total");
  g_autofree char *csv = zb_chart_dup_csv (chart);
  g_autoptr(GPtrArray) lines = parse_csv (csv);

  g_assert_cmpuint (lines->len, ==, 5);
  g_assert_cmpstr (get_cell (lines, 1, 6), ==, "495");
  g_assert_cmpstr (get_cell (lines, 2, 0), ==, "28");
  g_assert_cmpstr (get_cell (lines, 2, 6), ==, "");
  g_assert_cmpstr (get_cell (lines, 3, 6), ==, "0");
  g_assert_cmpstr (get_cell (lines, 4, 6), ==, "6090000");
}

/* Issue and year belong together: without a number both cells are empty. */
static void
test_csv_makes_up_no_issue (void)
{
  static const gint64 values[] = { 495, UNKNOWN };
  g_autoptr(ZbChart) chart = trend_new ("2014-02-03", values, G_N_ELEMENTS (values),
                                        "incidents_total");
  g_autofree char *csv = zb_chart_dup_csv (chart);
  g_autoptr(GPtrArray) lines = parse_csv (csv);

  g_assert_cmpuint (lines->len, ==, 3);
  for (guint i = 1; i < lines->len; i++)
    {
      g_assert_cmpstr (get_cell (lines, i, 0), ==, "");
      g_assert_cmpstr (get_cell (lines, i, 1), ==, "");
    }
  g_assert_cmpstr (get_cell (lines, 1, 2), ==, "2014-02-03");
  g_assert_cmpstr (get_cell (lines, 1, 6), ==, "495");
  g_assert_cmpstr (get_cell (lines, 2, 2), ==, "2014-02-10");
}

/* A label must not become a formula, nor break the table. */
static void
test_csv_is_harmless (void)
{
  static const struct { const char *label, *cell; } cases[] = {
    { "=HYPERLINK(\"http://example.org\")", "'=HYPERLINK(\"http://example.org\")" },
    { "+1", "'+1" }, { "-1", "'-1" }, { "@SUM", "'@SUM" }, { "\tx", "'\tx" },
    { "a,b", "a,b" }, { "two\nlines", "two\nlines" }, { "仿冒“投诉”", "仿冒“投诉”" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(ZbChart) chart = zb_chart_new ();
      g_autoptr(GPtrArray) lines = NULL;
      g_autofree char *csv = NULL;

      zb_chart_block_add_item (zb_chart_add_block (chart, ZB_CHART_BLOCK_FACTS, NULL), NULL,
                               cases[i].label, 1);
      csv = zb_chart_dup_csv (chart);
      lines = parse_csv (csv);
      g_assert_cmpuint (lines->len, ==, 2);
      g_assert_cmpstr (get_cell (lines, 1, 5), ==, cases[i].cell);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/table/says-what-the-bars-say", test_table_says_what_the_bars_say);
  g_test_add_func ("/table/keeps-missing-weeks", test_table_keeps_missing_weeks);
  g_test_add_func ("/table/of-weeks-without-numbers", test_table_of_weeks_without_numbers);
  g_test_add_func ("/description/holds-all-data", test_description_holds_all_data);
  g_test_add_func ("/description/of-a-trend", test_description_of_a_trend);
  g_test_add_func ("/description/of-weeks-without-numbers",
                   test_description_of_weeks_without_numbers);
  g_test_add_func ("/description/of-nothing", test_description_of_nothing);
  g_test_add_func ("/csv/reads-back", test_csv_reads_back);
  g_test_add_func ("/csv/leaves-missing-values-empty", test_csv_leaves_missing_values_empty);
  g_test_add_func ("/csv/makes-up-no-issue", test_csv_makes_up_no_issue);
  g_test_add_func ("/csv/is-harmless", test_csv_is_harmless);
  return g_test_run ();
}
