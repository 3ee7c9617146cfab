/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zb-config.h"

#include "numbers-truth.h"

#include <json-glib/json-glib.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>

/* Of two rows of one figure the last one counts: the index, then what was typed, then the copies, the best one last. */
#define ALL_FIGURES \
  "SELECT bulletin, figure, value, level, rank FROM (" \
  " SELECT bulletin, figure, value, level, 0 AS rank, 0 AS place FROM index_figures UNION ALL" \
  " SELECT bulletin, figure, value, level, 1, 0 FROM typed_figures UNION ALL" \
  " SELECT c.bulletin, f.figure, f.value, f.level, 2, -c.place FROM figures AS f JOIN copies AS c ON c.id = f.copy" \
  " WHERE c.bulletin IS NOT NULL) ORDER BY rank, place"

#define ALL_BULLETINS \
  "SELECT id, year, coalesce (number, 0), coalesce (week, ''), state FROM bulletins ORDER BY day DESC, id DESC"

#define RANK_TYPED 1

/* Julian days begin on a Monday, 1 January of the year 1. */

static guint
julian_of (guint year,
           guint month,
           guint day)
{
  GDate date;

  g_date_clear (&date, 1);
  g_date_set_dmy (&date, (GDateDay) day, (GDateMonth) month, (GDateYear) year);
  return g_date_get_julian (&date);
}

/* The years of which the numbering is known: see formats.md. */
gboolean
is_numbered (guint year)
{
  return year == 2018 || year >= 2022;
}

/* The issue of a week is counted by the place of its Sunday among the Sundays of the year. */
guint
monday_of_issue (guint year,
                 guint number)
{
  guint first = julian_of (year, 1, 1);
  guint sunday = first + (7 - first % 7) % 7;

  return sunday + 7 * (number - 1) - 6;
}

guint
monday_of_day (const GDate *day)
{
  guint julian = g_date_get_julian (day);

  return julian - (julian - 1) % 7;
}

void
issue_of_monday (guint  monday,
                 guint *year,
                 guint *number)
{
  GDate sunday;

  g_date_clear (&sunday, 1);
  g_date_set_julian (&sunday, monday + 6);
  *year = g_date_get_year (&sunday);
  *number = (monday - monday_of_issue (*year, 1)) / 7 + 1;
}

/* (transfer full): "2024-07-01"; "" for 0 */
char *
dup_day (guint julian)
{
  GDate date;

  if (julian == 0)
    return g_strdup ("");
  g_date_clear (&date, 1);
  g_date_set_julian (&date, julian);
  return g_strdup_printf ("%04u-%02u-%02u", g_date_get_year (&date), g_date_get_month (&date), g_date_get_day (&date));
}

/* (transfer full): "1,234,567" */
char *
dup_with_commas (gint64 value)
{
  g_autofree char *head = value >= 1000 ? dup_with_commas (value / 1000) : NULL;

  return head != NULL ? g_strdup_printf ("%s,%03d", head, (int) (value % 1000)) : g_strdup_printf ("%d", (int) value);
}

static int
compare_values (const void *a,
                const void *b)
{
  gint64 one = *(const gint64 *) a, two = *(const gint64 *) b;

  return (one > two) - (one < two);
}

/* The middle of the sorted values; of two middle ones the mean, rounded up. */
gint64
sorted_median (const gint64 *values,
               guint         n_values)
{
  g_autofree gint64 *sorted = g_memdup2 (values, n_values * sizeof *values);

  qsort (sorted, n_values, sizeof *sorted, compare_values);
  if (n_values % 2 == 1)
    return sorted[n_values / 2];
  return (sorted[n_values / 2 - 1] + sorted[n_values / 2] + 1) / 2;
}

static void
free_figure (gpointer data)
{
  TruthFigure *figure = data;

  g_free (figure->id);
  g_free (figure->unit);
  g_free (figure->unit_name);
  g_free (figure->group);
  g_free (figure->label);
  g_free (figure);
}

static void
free_week (gpointer data)
{
  TruthWeek *week = data;

  for (guint i = 0; i < MAX_FIGURES; i++)
    g_free (week->levels[i]);
  g_free (week);
}

static const char *
get_english (JsonObject *object,
             const char *member)
{
  return json_object_get_string_member (json_object_get_object_member (object, member), "en");
}

/* The catalogue as it is written, not as the program understands it. */
GPtrArray *
truth_figures_new (void)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "data", "figures.json", NULL);
  g_autoptr(JsonParser) parser = json_parser_new ();
  g_autoptr(GError) error = NULL;
  GPtrArray *figures = g_ptr_array_new_with_free_func (free_figure);
  JsonObject *units;
  JsonArray *array;

  json_parser_load_from_file (parser, path, &error);
  g_assert_no_error (error);
  array = json_object_get_array_member (json_node_get_object (json_parser_get_root (parser)), "figures");
  units = json_object_get_object_member (json_node_get_object (json_parser_get_root (parser)), "units");
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      JsonObject *object = json_array_get_object_element (array, i);
      TruthFigure *figure = g_new0 (TruthFigure, 1);

      figure->id = g_strdup (json_object_get_string_member (object, "id"));
      figure->unit = g_strdup (json_object_get_string_member (object, "unit"));
      figure->unit_name = g_strdup (get_english (json_object_get_object_member (units, figure->unit), "name"));
      figure->group = g_strdup (json_object_get_string_member (object, "group"));
      figure->label = g_strdup (get_english (object, json_object_has_member (object, "short") ? "short" : "label"));
      g_ptr_array_add (figures, figure);
    }
  g_assert_cmpuint (figures->len, <=, MAX_FIGURES);
  return figures;
}

const TruthFigure *
truth_get_figure (const Truth *self,
                  guint        index)
{
  return g_ptr_array_index (self->figures, index);
}

/* -1 where there is no such figure */
int
truth_find_figure (const Truth *self,
                   const char  *id)
{
  for (guint i = 0; i < self->figures->len; i++)
    if (g_strcmp0 (truth_get_figure (self, i)->id, id) == 0)
      return (int) i;
  return -1;
}

static sqlite3_stmt *
prepare (sqlite3    *handle,
         const char *sql)
{
  sqlite3_stmt *statement = NULL;

  g_assert_cmpint (sqlite3_prepare_v2 (handle, sql, -1, &statement, NULL), ==, SQLITE_OK);
  return statement;
}

static void
read_bulletins (Truth      *self,
                sqlite3    *handle,
                GHashTable *by_id)
{
  sqlite3_stmt *statement = prepare (handle, ALL_BULLETINS);
  int step;

  while ((step = sqlite3_step (statement)) == SQLITE_ROW)
    {
      const char *week = (const char *) sqlite3_column_text (statement, 3);
      TruthWeek *entry = g_new0 (TruthWeek, 1);
      guint year, month, day;

      entry->id = sqlite3_column_int64 (statement, 0);
      entry->year = (guint) sqlite3_column_int (statement, 1);
      entry->number = (guint) sqlite3_column_int (statement, 2);
      if (sscanf (week, "%u-%u-%u", &year, &month, &day) == 3)
        entry->week = julian_of (year, month, day);
      entry->state = (guint) sqlite3_column_int (statement, 4);
      for (guint i = 0; i < MAX_FIGURES; i++)
        entry->values[i] = UNKNOWN;
      g_ptr_array_add (self->weeks, entry);
      g_hash_table_insert (by_id, &entry->id, entry);
    }
  g_assert_cmpint (step, ==, SQLITE_DONE);
  sqlite3_finalize (statement);
}

static void
read_figures (Truth      *self,
              sqlite3    *handle,
              GHashTable *by_id)
{
  sqlite3_stmt *statement = prepare (handle, ALL_FIGURES);
  int step;

  while ((step = sqlite3_step (statement)) == SQLITE_ROW)
    {
      gint64 id = sqlite3_column_int64 (statement, 0);
      TruthWeek *entry = g_hash_table_lookup (by_id, &id);
      int figure = truth_find_figure (self, (const char *) sqlite3_column_text (statement, 1));

      g_assert_nonnull (entry);
      g_assert_cmpint (figure, >=, 0);
      entry->values[figure] = sqlite3_column_int64 (statement, 2);
      g_free (entry->levels[figure]);
      entry->levels[figure] = g_strdup ((const char *) sqlite3_column_text (statement, 3));
      entry->typed[figure] = sqlite3_column_int (statement, 4) == RANK_TYPED;
    }
  g_assert_cmpint (step, ==, SQLITE_DONE);
  sqlite3_finalize (statement);
}

/* A number of a known numbering is surer than a printed week, and that is surer than a number alone. */
static guint
get_claim (const TruthWeek *week,
           guint            round)
{
  gboolean is_sure = week->number != 0 && is_numbered (week->year) &&
                     (week->week == 0 || week->week == monday_of_issue (week->year, week->number));

  if (round == 0)
    return is_sure ? monday_of_issue (week->year, week->number) : 0;
  if (round == 1)
    return is_sure ? 0 : week->week;
  return is_sure || week->week != 0 ? 0 : monday_of_issue (week->year, week->number);
}

static void
place_weeks (Truth *self)
{
  for (guint round = 0; round < 3; round++)
    for (guint i = 0; i < self->weeks->len; i++)
      {
        TruthWeek *week = g_ptr_array_index (self->weeks, i);
        guint claim = get_claim (week, round);

        if (claim == 0 || truth_get_place (self, claim) != NULL)
          continue;
        week->place = claim;
        g_hash_table_insert (self->places, GUINT_TO_POINTER (claim), week);
      }
}

/**
 * truth_load:
 * @library: the path of a library that nobody writes to meanwhile
 *
 * Returns: (transfer full): what it holds.
 */
Truth *
truth_load (const char *library)
{
  Truth *self = g_new0 (Truth, 1);
  g_autoptr(GHashTable) by_id = g_hash_table_new (g_int64_hash, g_int64_equal);
  sqlite3 *handle = NULL;

  self->figures = truth_figures_new ();
  self->weeks = g_ptr_array_new_with_free_func (free_week);
  self->places = g_hash_table_new (NULL, NULL);
  g_assert_cmpint (sqlite3_open_v2 (library, &handle, SQLITE_OPEN_READWRITE, NULL), ==, SQLITE_OK);
  read_bulletins (self, handle, by_id);
  read_figures (self, handle, by_id);
  g_assert_cmpint (sqlite3_close (handle), ==, SQLITE_OK);
  place_weeks (self);
  return self;
}

void
truth_free (Truth *self)
{
  g_ptr_array_unref (self->figures);
  g_ptr_array_unref (self->weeks);
  g_hash_table_unref (self->places);
  g_free (self);
}

/* (nullable): the bulletin that stands in the week of @monday */
const TruthWeek *
truth_get_place (const Truth *self,
                 guint        monday)
{
  return g_hash_table_lookup (self->places, GUINT_TO_POINTER (monday));
}

/* (nullable) */
const TruthWeek *
truth_get_issue (const Truth *self,
                 guint        year,
                 guint        number)
{
  for (guint i = 0; i < self->weeks->len; i++)
    {
      const TruthWeek *week = g_ptr_array_index (self->weeks, i);

      if (week->year == year && week->number == number)
        return week;
    }
  return NULL;
}

/* How many bulletins have no place of their own. */
guint
truth_count_displaced (const Truth *self)
{
  guint n = 0;

  for (guint i = 0; i < self->weeks->len; i++)
    n += ((const TruthWeek *) g_ptr_array_index (self->weeks, i))->place == 0;
  return n;
}
