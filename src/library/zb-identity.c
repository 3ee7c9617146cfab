/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zb-config.h"

#include "zb-identity.h"

#include "library/zb-summary.h"

/* Years of four digits: others are misprints or hostile, and would not be
 * ordered rightly as texts. */
#define FIRST_YEAR 1000
#define LAST_YEAR  9999

#define BY_NUMBER "SELECT id, number, week FROM bulletins WHERE year = ?1 AND number = ?2"
#define BY_WEEK   "SELECT id, number, week FROM bulletins WHERE week = ?1"

/* A bulletin as the tables name it. */
typedef struct {
  gint64   id;
  gboolean has_number;
  gboolean has_week;
} Row;

/**
 * zb_identity_normal_week:
 * @printed: a period as printed
 * @week: (out caller-allocates): the week, Monday to Sunday, that is meant
 *
 * A printed week can lack a day at either end (2024 issue 17 ends on a
 * Saturday); the end that is a Monday or a Sunday is the right one.
 *
 * Returns: %FALSE, and an unknown week, where @printed is unknown.
 */
gboolean
zb_identity_normal_week (const ZbPeriod *printed,
                         ZbPeriod       *week)
{
  zb_period_clear (week);
  if (!zb_period_is_known (printed))
    return FALSE;
  if (g_date_get_weekday (&printed->start) != G_DATE_MONDAY &&
      g_date_get_weekday (&printed->end) == G_DATE_SUNDAY)
    zb_period_init_week (week, &printed->end);
  else
    zb_period_init_week (week, &printed->start);
  return TRUE;
}

/**
 * zb_identity_init:
 * @issue: what is printed; parts are 0 where nothing is
 * @period: the week that is printed, or unknown
 *
 * Joins the two by the numbering where it is known. Where they contradict
 * each other the issue wins: weeks have been printed wrong.
 *
 * Returns: %FALSE where they do not tell a bulletin.
 */
gboolean
zb_identity_init (ZbIdentity     *self,
                  ZbIssue         issue,
                  const ZbPeriod *period)
{
  gboolean has_week = zb_identity_normal_week (period, &self->week);

  self->issue = issue;
  if (issue.year == 0 && has_week)
    self->issue.year = g_date_get_year (&self->week.end);
  if (self->issue.year < FIRST_YEAR || self->issue.year > LAST_YEAR ||
      (has_week && (g_date_get_year (&self->week.end) < FIRST_YEAR ||
                    g_date_get_year (&self->week.end) > LAST_YEAR)))
    return FALSE;
  if (issue.number > ZB_ISSUE_MAX_NUMBER ||
      (zb_issue_is_numbered_year (self->issue.year) &&
       issue.number > zb_issue_n_in_year (self->issue.year)))
    self->issue.number = 0;

  if (self->issue.number != 0)
    {
      if (zb_issue_is_numbered_year (self->issue.year))
        zb_period_init_issue (&self->week, self->issue);
      return TRUE;
    }
  if (!has_week)
    return FALSE;
  self->issue.year = g_date_get_year (&self->week.end);
  if (zb_issue_is_numbered_year (self->issue.year))
    self->issue = zb_issue_for_date (&self->week.start);
  return TRUE;
}

static gboolean
read_row (ZbStatement *statement,
          Row         *row,
          GError     **error)
{
  ZbStep step = zb_statement_step (statement, error);

  *row = (Row) { 0, };
  if (step == ZB_STEP_ROW)
    {
      row->id = zb_statement_get_int (statement, 0);
      row->has_number = !zb_statement_is_null (statement, 1);
      row->has_week = !zb_statement_is_null (statement, 2);
    }
  return step != ZB_STEP_ERROR;
}

static gboolean
find_by_number (const ZbIdentity *self,
                ZbDatabase       *database,
                Row              *row,
                GError          **error)
{
  g_autoptr(ZbStatement) statement = NULL;

  *row = (Row) { 0, };
  if (self->issue.number == 0)
    return TRUE;
  statement = zb_database_prepare (database, BY_NUMBER, error);
  if (statement == NULL)
    return FALSE;
  zb_statement_bind_int (statement, 1, self->issue.year);
  zb_statement_bind_int (statement, 2, self->issue.number);
  return read_row (statement, row, error);
}

static gboolean
find_by_week (const ZbIdentity *self,
              ZbDatabase       *database,
              Row              *row,
              GError          **error)
{
  g_autoptr(ZbStatement) statement = NULL;

  *row = (Row) { 0, };
  if (!zb_period_is_known (&self->week))
    return TRUE;
  statement = zb_database_prepare (database, BY_WEEK, error);
  if (statement == NULL)
    return FALSE;
  zb_statement_bind_date (statement, 1, &self->week.start);
  return read_row (statement, row, error);
}

/* The day by which the list is ordered. Without a known week the number tells
 * it well enough. */
static GDate
get_day (const ZbIdentity *self)
{
  ZbPeriod week = self->week;

  if (!zb_period_is_known (&week))
    zb_period_init_issue (&week, self->issue);
  return week.start;
}

static gboolean
create (const ZbIdentity *self,
        gboolean          with_week,
        ZbDatabase       *database,
        gint64           *id,
        GError          **error)
{
  g_autoptr(ZbStatement) statement = NULL;
  ZbIdentity stored = *self;
  GDate day;

  if (!with_week)
    zb_period_clear (&stored.week);
  day = get_day (&stored);
  statement = zb_database_prepare (database,
                                   "INSERT INTO bulletins (year, number, week, day)"
                                   " VALUES (?1, ?2, ?3, ?4)", error);
  if (statement == NULL)
    return FALSE;
  zb_statement_bind_int (statement, 1, stored.issue.year);
  zb_statement_bind_id (statement, 2, stored.issue.number);
  zb_statement_bind_date (statement, 3, &stored.week.start);
  zb_statement_bind_date (statement, 4, &day);
  if (!zb_statement_run (statement, error))
    return FALSE;
  *id = zb_database_get_last_id (database);
  return TRUE;
}

/* A bulletin of which only the one was known is now known by both. */
static gboolean
complete (const ZbIdentity *self,
          ZbDatabase       *database,
          gint64            id,
          GError          **error)
{
  g_autoptr(ZbStatement) statement =
    zb_database_prepare (database,
                         "UPDATE bulletins SET year = ?2, number = ?3, week = ?4, day = ?4"
                         " WHERE id = ?1", error);

  if (statement == NULL)
    return FALSE;
  zb_statement_bind_int (statement, 1, id);
  zb_statement_bind_int (statement, 2, self->issue.year);
  zb_statement_bind_int (statement, 3, self->issue.number);
  zb_statement_bind_date (statement, 4, &self->week.start);
  return zb_statement_run (statement, error);
}

/* Two rows turn out to be the same bulletin, one known by its number, the
 * other by its week. Everything moves to the first (?2); where both bear a
 * mark or a typed figure, that of the first stays, and what it lacks is added.
 * "AND ?2" is always true: it lets all statements be bound in the same way. */
static gboolean
merge (ZbDatabase *database,
       gint64      from,
       gint64      into,
       GError    **error)
{
  static const char *const statements[] = {
    "UPDATE copies SET bulletin = ?2 WHERE bulletin = ?1",
    "UPDATE figures SET bulletin = ?2 WHERE bulletin = ?1",
    "UPDATE recap SET bulletin = ?2 WHERE bulletin = ?1",
    "UPDATE tasks SET bulletin = ?2 WHERE bulletin = ?1",
    "INSERT INTO marks (bulletin, read_at, starred_at, note)"
    " SELECT ?2, read_at, starred_at, note FROM marks WHERE bulletin = ?1"
    " ON CONFLICT (bulletin) DO UPDATE SET"
    "  read_at = coalesce (read_at, excluded.read_at),"
    "  starred_at = coalesce (starred_at, excluded.starred_at),"
    "  note = CASE WHEN note IS NULL THEN excluded.note WHEN excluded.note IS NULL THEN note"
    "         ELSE note || char (10) || excluded.note END",
    "DELETE FROM marks WHERE bulletin = ?1 AND ?2",
    "UPDATE OR IGNORE typed_figures SET bulletin = ?2 WHERE bulletin = ?1",
    "DELETE FROM typed_figures WHERE bulletin = ?1 AND ?2",
    "UPDATE OR IGNORE index_issues SET bulletin = ?2 WHERE bulletin = ?1",
    "DELETE FROM index_issues WHERE bulletin = ?1 AND ?2",
    "UPDATE OR IGNORE index_addresses SET bulletin = ?2 WHERE bulletin = ?1",
    "DELETE FROM index_addresses WHERE bulletin = ?1 AND ?2",
    "UPDATE OR IGNORE index_figures SET bulletin = ?2 WHERE bulletin = ?1",
    "DELETE FROM index_figures WHERE bulletin = ?1 AND ?2",
    "DELETE FROM bulletins WHERE id = ?1 AND ?2",
  };

  for (guint i = 0; i < G_N_ELEMENTS (statements); i++)
    {
      g_autoptr(ZbStatement) statement = zb_database_prepare (database, statements[i], error);

      if (statement == NULL)
        return FALSE;
      zb_statement_bind_int (statement, 1, from);
      zb_statement_bind_int (statement, 2, into);
      if (!zb_statement_run (statement, error))
        return FALSE;
    }
  return zb_summary_refresh (database, into, error);
}

/**
 * zb_identity_find:
 * @id: (out): the bulletin's id; 0 where the library does not know it
 *
 * Returns: %FALSE with an error of %ZB_LIBRARY_ERROR where the library fails.
 */
gboolean
zb_identity_find (const ZbIdentity *self,
                  ZbDatabase       *database,
                  gint64           *id,
                  GError          **error)
{
  Row by_number, by_week;

  *id = 0;
  if (!find_by_number (self, database, &by_number, error) ||
      !find_by_week (self, database, &by_week, error))
    return FALSE;
  if (by_number.id != 0)
    *id = by_number.id;
  else if (self->issue.number == 0 || !by_week.has_number)
    *id = by_week.id;
  return TRUE;
}

/**
 * zb_identity_resolve:
 * @id: (out): the bulletin's id
 *
 * Finds the bulletin, or makes it. What was known of it is completed, and two
 * rows that turn out to be the same become one. To be called in a writing
 * transaction; the caller refreshes the bulletin's summary.
 *
 * Returns: %FALSE with an error of %ZB_LIBRARY_ERROR where the library fails.
 */
gboolean
zb_identity_resolve (const ZbIdentity *self,
                     ZbDatabase       *database,
                     gint64           *id,
                     GError          **error)
{
  gboolean has_week = zb_period_is_known (&self->week);
  Row by_number, by_week;

  if (!find_by_number (self, database, &by_number, error) ||
      !find_by_week (self, database, &by_week, error))
    return FALSE;

  if (by_number.id != 0)
    {
      *id = by_number.id;
      if (by_number.has_week || !has_week || by_week.has_number)
        return TRUE;
      return (by_week.id == 0 || merge (database, by_week.id, *id, error)) &&
             complete (self, database, *id, error);
    }
  if (by_week.id != 0 && (self->issue.number == 0 || !by_week.has_number))
    {
      *id = by_week.id;
      return self->issue.number == 0 || complete (self, database, *id, error);
    }
  /* Another number has this week already: the number is a bulletin of its own. */
  return create (self, by_week.id == 0, database, id, error);
}
