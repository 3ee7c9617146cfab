/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zb-config.h"

#include "zb-figure-record.h"

#include "library/zb-library-private.h"

/* The sources are those of a bulletin's page, in the same order, but for all bulletins at once; the
 * first row of each bulletin and figure is the one that counts. */
#define RECORDS_BEGIN \
  "SELECT b.id, b.year, b.number, b.week, s.figure, s.value, s.level, s.change, s.origin, s.copy," \
  " c.account, c.url FROM ("
#define COPIED_FIGURES \
  "SELECT bulletin, figure, value, level, change, 0 AS origin, place, copy FROM figures" \
  " WHERE bulletin IS NOT NULL UNION ALL "
#define TYPED_FIGURES \
  "SELECT bulletin, figure, value, level, NULL AS change, 1 AS origin, 0 AS place, 0 AS copy" \
  " FROM typed_figures"
#define INDEX_FIGURES \
  " UNION ALL SELECT bulletin, figure, value, level, change, 2, 0, 0 FROM index_figures"
#define RECORDS_END \
  ") AS s JOIN bulletins AS b ON b.id = s.bulletin LEFT JOIN copies AS c ON c.id = s.copy" \
  " ORDER BY b.day, b.id, s.figure, s.origin, s.place"

/**
 * zb_figure_record_free:
 */
void
zb_figure_record_free (ZbFigureRecord *self)
{
  zb_figure_free (self->figure);
  g_free (self->account);
  g_free (self->url);
  g_free (self);
}

static ZbFigureRecord *
read_record (ZbStatement *statement)
{
  ZbFigureRecord *record = g_new0 (ZbFigureRecord, 1);
  GDate monday;

  record->issue.year = (guint) zb_statement_get_int (statement, 1);
  record->issue.number = (guint) zb_statement_get_int (statement, 2);
  zb_period_clear (&record->period);
  if (zb_statement_get_date (statement, 3, &monday))
    zb_period_init_week (&record->period, &monday);
  record->figure = zb_reader_read_figure (statement, 4);
  record->origin = (ZbFigureOrigin) CLAMP (zb_statement_get_int (statement, 8),
                                           ZB_FIGURE_FROM_COPY, ZB_FIGURE_FROM_INDEX);
  record->copy_id = zb_statement_get_int (statement, 9);
  record->account = zb_statement_dup_text (statement, 10);
  record->url = zb_statement_dup_text (statement, 11);
  return record;
}

static gboolean
read_records (ZbStatement *statement,
              GPtrArray   *records,
              GError     **error)
{
  const char *figure = NULL;
  gint64 bulletin = 0;
  ZbStep step;

  while ((step = zb_statement_step (statement, error)) == ZB_STEP_ROW)
    {
      const char *id = zb_statement_get_string (statement, 4);
      ZbFigureRecord *record;

      /* Only a damaged library has figures without a name. */
      if (*id == '\0' || (zb_statement_get_int (statement, 0) == bulletin && g_strcmp0 (id, figure) == 0))
        continue;
      record = read_record (statement);
      bulletin = zb_statement_get_int (statement, 0);
      figure = record->figure->id;
      g_ptr_array_add (records, record);
    }
  return step == ZB_STEP_DONE;
}

/**
 * zb_library_list_figures:
 * @typed_only: whether only what the user has typed is wanted, also where a text states
 *   something else
 *
 * Reads the figures of all bulletins at once: of each figure the value that
 * counts, as #ZbSourcedFigure has it.
 *
 * Returns: (transfer full) (nullable) (element-type ZbFigureRecord): the figures, oldest week
 *   first, each week's in the order of their ids, or %NULL with an error of
 *   %ZB_LIBRARY_ERROR.
 */
GPtrArray *
zb_library_list_figures (ZbLibrary *self,
                         gboolean   typed_only,
                         GError   **error)
{
  g_autoptr(GPtrArray) records = g_ptr_array_new_with_free_func ((GDestroyNotify) zb_figure_record_free);
  g_autoptr(ZbLibraryLocker) locker = NULL;
  g_autoptr(ZbStatement) statement = NULL;

  g_return_val_if_fail (ZB_IS_LIBRARY (self), NULL);

  locker = zb_library_locker_new (self);
  statement = zb_database_prepare (zb_library_get_database (self),
                                   typed_only ? RECORDS_BEGIN TYPED_FIGURES RECORDS_END
                                              : RECORDS_BEGIN COPIED_FIGURES TYPED_FIGURES INDEX_FIGURES
                                                RECORDS_END, error);
  if (statement == NULL || !read_records (statement, records, error))
    return NULL;
  return g_steal_pointer (&records);
}
