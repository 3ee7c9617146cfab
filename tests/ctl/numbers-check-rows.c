/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zb-config.h"

#include "numbers-check.h"

#include <string.h>

#include "numbers-rows.h"

#define TOTAL    "incidents_total"
#define PHISHING "incidents_phishing_complaints"
#define CROSS    "incidents_cross_border"

#define MAX_YEARS    6
#define MEDIAN_WEEKS 52

static void
assert_week (const NumberRow *row,
             guint            year,
             guint            number,
             guint            monday)
{
  g_autofree char *start = dup_day (monday);
  g_autofree char *end = dup_day (monday != 0 ? monday + 6 : 0);

  g_assert_cmpuint (row->year, ==, year);
  g_assert_cmpuint (row->number, ==, number);
  g_assert_cmpstr (row->start, ==, start);
  g_assert_cmpstr (row->end, ==, end);
}

static void
assert_value (const NumberRow *row,
              const char      *figure,
              gint64           value,
              gboolean         is_typed)
{
  g_autofree char *digits = value >= 0 ? g_strdup_printf ("%" G_GINT64_FORMAT, value) : g_strdup ("");

  g_assert_cmpstr (row->figure, ==, figure);
  g_assert_cmpstr (row->value, ==, digits);
  g_assert_cmpint (row->is_typed, ==, is_typed);
}

static gint64
get_value (const Truth     *truth,
           const TruthWeek *week,
           const char      *figure)
{
  return week != NULL ? week->values[truth_find_figure (truth, figure)] : UNKNOWN;
}

static gboolean
is_typed (const Truth     *truth,
          const TruthWeek *week,
          const char      *figure)
{
  return week != NULL && week->typed[truth_find_figure (truth, figure)];
}

static const char *
get_unit (const Truth *truth,
          const char  *figure)
{
  return truth_get_figure (truth, (guint) truth_find_figure (truth, figure))->unit_name;
}

/* Shown in whole percent, where something is never nothing and a part never all; written as a fraction of four digits. */
static void
assert_share (const NumberRow *row,
              gint64           value,
              gint64           whole,
              gint64           percent)
{
  g_autofree char *shown = NULL;

  if (whole == 0)
    {
      g_assert_cmpstr (row->share, ==, "");
      return;
    }
  if (strchr (row->share, '%') == NULL)
    {
      g_assert_cmpuint (strlen (row->share), ==, strlen ("0.1234"));
      g_assert_cmpfloat_with_epsilon (g_ascii_strtod (row->share, NULL), (double) value / (double) whole, 0.0000501);
      return;
    }
  if (percent == 0 && value > 0)
    shown = g_strdup ("<1 %");
  else if (percent == 100 && value < whole)
    shown = g_strdup (">99 %");
  else
    shown = g_strdup_printf ("%d %%", (int) percent);
  g_assert_cmpstr (row->share, ==, shown);
}

/* A total, told once, the part of it that is stated, and what is left; returns the row behind. */
static guint
check_split (const Truth     *truth,
             const TruthWeek *week,
             const char      *figure,
             GPtrArray       *rows,
             guint            next)
{
  gint64 whole = get_value (truth, week, TOTAL), part = get_value (truth, week, figure);
  gint64 percent;

  if (whole < 0 || part < 0 || part > whole)
    return next;
  if (next == 0)
    assert_value (rows_get (rows, next++), TOTAL, whole, is_typed (truth, week, TOTAL));
  percent = whole > 0 ? (200 * part + whole) / (2 * whole) : 0;
  assert_value (rows_get (rows, next), figure, part, is_typed (truth, week, figure));
  assert_share (rows_get (rows, next), part, whole, percent);
  g_assert_cmpstr (rows_get (rows, next + 1)->label, ==, g_str_equal (figure, CROSS) ? "Domestic" : "Other incidents");
  assert_value (rows_get (rows, next + 1), "", whole - part,
                is_typed (truth, week, TOTAL) || is_typed (truth, week, figure));
  assert_share (rows_get (rows, next + 1), whole - part, whole, 100 - percent);
  for (guint i = 0; i < 2; i++)
    {
      assert_week (rows_get (rows, next + i), week->year, week->number, week->week);
      g_assert_cmpstr (rows_get (rows, next + i)->unit, ==, get_unit (truth, TOTAL));
    }
  return next + 2;
}

static const char *
get_level_word (const char *level)
{
  return g_str_equal (level, "高") ? "High" : g_str_equal (level, "中") ? "Medium" : "Low";
}

void
check_categories_rows (const Truth     *truth,
                       const TruthWeek *week,
                       GPtrArray       *rows)
{
  gboolean is_told[MAX_FIGURES] = { FALSE, };
  guint next = check_split (truth, week, PHISHING, rows, 0);
  guint n_told = 0;

  next = check_split (truth, week, CROSS, rows, next);
  for (guint i = 0; i < rows->len; i++)
    {
      const NumberRow *row = rows_get (rows, i);
      int figure = truth_find_figure (truth, row->figure);

      if (figure < 0)
        {
          g_assert_cmpstr (row->figure, ==, "");
          g_assert_cmpuint (i, <, next);
          continue;
        }
      g_assert_false (is_told[figure]);
      is_told[figure] = TRUE;
      assert_week (row, week->year, week->number, week->week);
      if (week->levels[figure] != NULL)
        g_assert_cmpstr (row->value, ==, get_level_word (week->levels[figure]));
      else
        assert_value (row, row->figure, week->values[figure], week->typed[figure]);
      if (week->levels[figure] == NULL)
        g_assert_cmpstr (row->unit, ==, get_unit (truth, row->figure));
      if (i >= next)
        g_assert_cmpstr (row->share, ==, "");
      n_told++;
    }
  for (guint i = 0; i < truth->figures->len; i++)
    g_assert_cmpint (is_told[i], ==, week->values[i] != UNKNOWN);
  g_assert_cmpuint (rows->len, ==, n_told + (next > 0 ? next / 2 : 0));
}

/* The Monday of the same issue of the year before, where both years have a numbering; else 52 weeks before. */
static guint
get_year_before (const TruthWeek *week,
                 guint            monday)
{
  guint year = week->year - 1;

  if (week->number == 0 || !is_numbered (week->year) || !is_numbered (year) ||
      monday_of_issue (year, week->number) >= monday_of_issue (week->year, 1))
    return monday - 52 * 7;
  return monday_of_issue (year, week->number);
}

static void
check_reference (const Truth     *truth,
                 const char      *figure,
                 guint            monday,
                 const char      *label,
                 const NumberRow *row)
{
  const TruthWeek *week = truth_get_place (truth, monday);

  g_assert_cmpstr (row->label, ==, label);
  assert_week (row, week != NULL ? week->year : 0, week != NULL ? week->number : 0, monday);
  assert_value (row, figure, get_value (truth, week, figure), is_typed (truth, week, figure));
}

static void
check_median (const Truth     *truth,
              const char      *figure,
              guint            monday,
              guint            first,
              const NumberRow *row)
{
  g_autofree char *label = NULL;
  gint64 values[MEDIAN_WEEKS];
  guint n = 0;

  for (guint before = monday - 7; before >= first && n < MEDIAN_WEEKS; before -= 7)
    {
      values[n] = get_value (truth, truth_get_place (truth, before), figure);
      n += values[n] != UNKNOWN;
    }
  if (n == 0)
    label = g_strdup ("Median of the weeks before");
  else
    label = g_strdup_printf ("Median of %u known week%s before", n, n == 1 ? "" : "s");
  g_assert_cmpstr (row->label, ==, label);
  assert_week (row, 0, 0, 0);
  assert_value (row, figure, n > 0 ? sorted_median (values, n) : UNKNOWN, FALSE);
}

static guint
get_first (const Truth *truth)
{
  guint first = G_MAXUINT;

  for (guint i = 0; i < truth->weeks->len; i++)
    {
      const TruthWeek *week = g_ptr_array_index (truth->weeks, i);

      if (week->place != 0)
        first = MIN (first, week->place);
    }
  return first;
}

void
check_comparison_rows (const Truth     *truth,
                       const TruthWeek *week,
                       GPtrArray       *rows)
{
  static const char *const figures[] = { TOTAL, CROSS, PHISHING };
  guint monday = week->week != 0 ? week->week : monday_of_issue (week->year, week->number);
  guint first = get_first (truth), next = 0;

  for (guint i = 0; i < G_N_ELEMENTS (figures); i++)
    {
      if (get_value (truth, week, figures[i]) == UNKNOWN)
        continue;
      assert_week (rows_get (rows, next), week->year, week->number, monday);
      g_assert_cmpstr (rows_get (rows, next)->label, ==, "This week");
      assert_value (rows_get (rows, next), figures[i], get_value (truth, week, figures[i]),
                    is_typed (truth, week, figures[i]));
      check_reference (truth, figures[i], monday - 7, "The week before", rows_get (rows, next + 1));
      check_reference (truth, figures[i], get_year_before (week, monday), "The same week a year before",
                       rows_get (rows, next + 2));
      check_median (truth, figures[i], monday, first, rows_get (rows, next + 3));
      for (guint j = 0; j < 4; j++)
        {
          g_assert_cmpstr (rows_get (rows, next + j)->unit, ==, get_unit (truth, figures[i]));
          g_assert_cmpstr (rows_get (rows, next + j)->share, ==, "");
        }
      next += 4;
    }
  g_assert_cmpuint (rows->len, ==, next);
}

/* Which issue a week of an axis is: of the bulletin that stands there; without one its number where the year has a
 * numbering. */
static void
get_issue (const TruthWeek *week,
           guint            monday,
           guint           *year,
           guint           *number)
{
  issue_of_monday (monday, year, number);
  if (week != NULL && week->number != 0)
    {
      *year = week->year;
      *number = week->number;
    }
  else if (!is_numbered (*year))
    *year = *number = 0;
}

static guint
check_line (const Truth *truth,
            const char  *figure,
            guint        from,
            guint        to,
            GPtrArray   *rows,
            guint        next)
{
  const TruthFigure *kind = truth_get_figure (truth, (guint) truth_find_figure (truth, figure));

  for (guint monday = from; monday <= to; monday += 7)
    {
      const TruthWeek *week = truth_get_place (truth, monday);
      const NumberRow *row = rows_get (rows, next++);
      guint year, number;

      get_issue (week, monday, &year, &number);
      assert_week (row, year, number, monday);
      assert_value (row, figure, get_value (truth, week, figure), is_typed (truth, week, figure));
      g_assert_cmpstr (row->label, ==, kind->label);
      g_assert_cmpstr (row->unit, ==, kind->unit_name);
      g_assert_cmpstr (row->share, ==, "");
    }
  return next;
}

/* Unit after unit, as the figures name them; within each the figures in their order. */
void
check_trend_rows (const Truth        *truth,
                  const char * const *figures,
                  guint               from,
                  guint               to,
                  GPtrArray          *rows)
{
  g_autoptr(GHashTable) done = g_hash_table_new (g_str_hash, g_str_equal);
  guint next = 0;

  for (guint i = 0; figures[i] != NULL; i++)
    for (guint j = i; figures[j] != NULL; j++)
      if (g_str_equal (get_unit (truth, figures[i]), get_unit (truth, figures[j])) &&
          g_hash_table_add (done, (gpointer) figures[j]))
        next = check_line (truth, figures[j], from, to, rows, next);
  g_assert_cmpuint (rows->len, ==, next);
}

/* Whose value stands at a number of a year: of the bulletin that bears it, else of one without a number by its week. */
static const TruthWeek *
find_in_year (const Truth *truth,
              int          figure,
              guint        year,
              guint        number)
{
  const TruthWeek *week = truth_get_issue (truth, year, number);

  if (week != NULL && week->values[figure] != UNKNOWN)
    return week;
  for (guint i = 0; i < truth->weeks->len; i++)
    {
      guint its_year, its_number;

      week = g_ptr_array_index (truth->weeks, i);
      if (week->number != 0 || week->values[figure] == UNKNOWN)
        continue;
      issue_of_monday (week->week, &its_year, &its_number);
      if (its_year == year && its_number == number)
        return week;
    }
  return NULL;
}

/* Whether the year has a week of that number: one that ends on a Sunday of it, or that a bulletin bears. */
static gboolean
has_week (guint            year,
          guint            number,
          const TruthWeek *week)
{
  return week != NULL || monday_of_issue (year, number) < monday_of_issue (year + 1, 1);
}

static guint
check_year (const Truth *truth,
            const char  *figure,
            guint        year,
            GPtrArray   *rows,
            guint        next)
{
  int index = truth_find_figure (truth, figure);
  g_autofree char *label = g_strdup_printf ("%u", year);

  for (guint number = 1; number <= WEEKS_OF_YEAR; number++)
    {
      const TruthWeek *week = find_in_year (truth, index, year, number);
      guint monday = week != NULL && week->week != 0 ? week->week : monday_of_issue (year, number);
      const NumberRow *row;

      if (!has_week (year, number, week))
        continue;
      row = rows_get (rows, next++);
      assert_week (row, year, is_numbered (year) ? number : week != NULL ? week->number : 0, monday);
      assert_value (row, figure, week != NULL ? week->values[index] : UNKNOWN, week != NULL && week->typed[index]);
      g_assert_cmpstr (row->label, ==, label);
      g_assert_cmpstr (row->unit, ==, get_unit (truth, figure));
    }
  return next;
}

/* The newest six years of which anything is known, newest first. */
void
check_years_rows (const Truth *truth,
                  const char  *figure,
                  GPtrArray   *rows)
{
  guint next = 0, n_years = 0, newest = 0, oldest = G_MAXUINT;

  for (guint i = 0; i < truth->weeks->len; i++)
    {
      newest = MAX (newest, ((const TruthWeek *) g_ptr_array_index (truth->weeks, i))->year);
      oldest = MIN (oldest, ((const TruthWeek *) g_ptr_array_index (truth->weeks, i))->year);
    }
  for (guint year = newest; year >= oldest && n_years < MAX_YEARS; year--)
    {
      gboolean is_known = FALSE;

      for (guint number = 1; number <= WEEKS_OF_YEAR && !is_known; number++)
        is_known = find_in_year (truth, truth_find_figure (truth, figure), year, number) != NULL;
      if (!is_known)
        continue;
      next = check_year (truth, figure, year, rows, next);
      n_years++;
    }
  g_assert_cmpuint (rows->len, ==, next);
}

void
check_calendar_rows (const Truth *truth,
                     guint        from,
                     guint        to,
                     GPtrArray   *rows)
{
  static const char *const states[] = { "missing", "figures", "text" };
  guint next = 0;

  for (guint monday = from; monday <= to; monday += 7)
    {
      const TruthWeek *week = truth_get_place (truth, monday);
      const NumberRow *row = rows_get (rows, next++);
      guint year, number;

      get_issue (week, monday, &year, &number);
      assert_week (row, year, number, monday);
      g_assert_cmpstr (row->figure, ==, "state");
      g_assert_cmpstr (row->value, ==, week != NULL ? states[week->state] : "unknown");
    }
  g_assert_cmpuint (rows->len, ==, next);
}
