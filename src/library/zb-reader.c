/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zb-config.h"

#include <glib/gi18n-lib.h>

#include "library/zb-library-private.h"

#define ENTRY_COLUMNS \
  "SELECT b.id, b.year, b.number, b.week, b.published, b.title, b.rating, b.state, b.n_copies," \
  " m.read_at IS NOT NULL, m.starred_at IS NOT NULL, m.note IS NOT NULL" \
  " FROM bulletins AS b LEFT JOIN marks AS m ON m.bulletin = b.id"

#define LIST_ENTRIES ENTRY_COLUMNS " ORDER BY b.day DESC, b.id DESC"
#define READ_ENTRY   ENTRY_COLUMNS " WHERE b.id = ?1"

/* Which of the sources below is the user. */
#define TYPED   1
#define BUNDLED 2

/* Best source first: where two state the same figure, the first one counts. */
static const char *const list_figures[] = {
  ("SELECT bulletin, figure, value, level, change FROM figures"
   " WHERE bulletin IS NOT NULL ORDER BY bulletin, figure, place"),
  "SELECT bulletin, figure, value, level, NULL FROM typed_figures ORDER BY bulletin, figure",
  "SELECT bulletin, figure, value, level, change FROM index_figures ORDER BY bulletin, figure",
};

static const char *const entry_figures[] = {
  "SELECT bulletin, figure, value, level, change FROM figures"
  " WHERE bulletin = ?1 ORDER BY figure, place",
  "SELECT bulletin, figure, value, level, NULL FROM typed_figures"
  " WHERE bulletin = ?1 ORDER BY figure",
  "SELECT bulletin, figure, value, level, change FROM index_figures"
  " WHERE bulletin = ?1 ORDER BY figure",
};

static ZbEntry *
read_entry_row (ZbStatement *statement)
{
  ZbEntry *entry = zb_entry_new ();
  GDate monday;

  entry->id = zb_statement_get_int (statement, 0);
  entry->issue.year = (guint) zb_statement_get_int (statement, 1);
  entry->issue.number = (guint) zb_statement_get_int (statement, 2);
  if (zb_statement_get_date (statement, 3, &monday))
    zb_period_init_week (&entry->period, &monday);
  zb_statement_get_date (statement, 4, &entry->published);
  entry->title = zb_statement_dup_text (statement, 5);
  if (entry->title == NULL)
    entry->title = zb_entry_build_title (entry->issue, &entry->period);
  entry->rating = zb_rating_from_word (zb_statement_get_text (statement, 6));
  entry->state = (ZbEntryState) CLAMP (zb_statement_get_int (statement, 7),
                                       ZB_ENTRY_MISSING, ZB_ENTRY_TEXT);
  entry->n_copies = (guint) zb_statement_get_int (statement, 8);
  entry->unread = entry->state == ZB_ENTRY_TEXT && !zb_statement_get_int (statement, 9);
  entry->starred = zb_statement_get_int (statement, 10) != 0;
  entry->has_note = zb_statement_get_int (statement, 11) != 0;
  return entry;
}

/**
 * zb_reader_read_figure:
 * @first_column: of the columns figure, value, level and change
 *
 * Returns: (transfer full): the figure of a row.
 */
ZbFigure *
zb_reader_read_figure (ZbStatement *statement,
                       int          first_column)
{
  const char *id = zb_statement_get_string (statement, first_column);
  ZbFigure *figure;

  if (zb_statement_is_null (statement, first_column + 2))
    figure = zb_figure_new (id, zb_statement_get_int (statement, first_column + 1));
  else
    figure = zb_figure_new_level (id, zb_statement_get_string (statement, first_column + 2));
  figure->has_change = !zb_statement_is_null (statement, first_column + 3);
  if (figure->has_change)
    figure->change_percent = zb_statement_get_double (statement, first_column + 3);
  return figure;
}

static gboolean
add_figures (ZbDatabase *database,
             const char *sql,
             gint64      id,
             guint       source,
             GHashTable *by_id,
             GError    **error)
{
  g_autoptr(ZbStatement) statement = zb_database_prepare (database, sql, error);
  ZbEntry *entry = NULL;
  ZbStep step;

  if (statement == NULL)
    return FALSE;
  if (id != 0)
    zb_statement_bind_int (statement, 1, id);
  while ((step = zb_statement_step (statement, error)) == ZB_STEP_ROW)
    {
      gint64 bulletin = zb_statement_get_int (statement, 0);

      if (entry == NULL || entry->id != bulletin)
        entry = g_hash_table_lookup (by_id, &bulletin);
      /* Only a damaged library has figures without a name, or of nothing. */
      if (entry != NULL && *zb_statement_get_string (statement, 1) != '\0')
        {
          ZbFigure *figure = zb_reader_read_figure (statement, 1);

          figure->is_typed = source == TYPED;
          figure->is_bundled = source == BUNDLED;
          zb_entry_add_figure (entry, figure);
        }
    }
  return step == ZB_STEP_DONE;
}

/**
 * zb_reader_list:
 * @id: a bulletin, or 0 for all
 *
 * Reads the list in four queries, however long it is. To be called in a
 * transaction, so that they fit together.
 *
 * Returns: (transfer full) (nullable) (element-type ZbEntry): the entries,
 *   newest first, or %NULL with an error of %ZB_LIBRARY_ERROR.
 */
GPtrArray *
zb_reader_list (ZbDatabase *database,
                gint64      id,
                GError    **error)
{
  g_autoptr(GPtrArray) entries = g_ptr_array_new_with_free_func ((GDestroyNotify) zb_entry_unref);
  g_autoptr(GHashTable) by_id = g_hash_table_new (g_int64_hash, g_int64_equal);
  g_autoptr(ZbStatement) statement =
    zb_database_prepare (database, id != 0 ? READ_ENTRY : LIST_ENTRIES, error);
  ZbStep step;

  if (statement == NULL)
    return NULL;
  if (id != 0)
    zb_statement_bind_int (statement, 1, id);
  while ((step = zb_statement_step (statement, error)) == ZB_STEP_ROW)
    {
      ZbEntry *entry = read_entry_row (statement);

      g_ptr_array_add (entries, entry);
      g_hash_table_insert (by_id, &entry->id, entry);
    }
  if (step == ZB_STEP_ERROR)
    return NULL;
  for (guint i = 0; i < G_N_ELEMENTS (list_figures); i++)
    if (!add_figures (database, id != 0 ? entry_figures[i] : list_figures[i], id, i, by_id,
                      error))
      return NULL;
  return g_steal_pointer (&entries);
}

/**
 * zb_reader_read_entry:
 *
 * Returns: (transfer full) (nullable): the entry of one bulletin, or %NULL
 *   with %ZB_LIBRARY_ERROR_NOT_FOUND or another error of %ZB_LIBRARY_ERROR.
 */
ZbEntry *
zb_reader_read_entry (ZbDatabase *database,
                      gint64      id,
                      GError    **error)
{
  g_autoptr(GPtrArray) entries = id != 0 ? zb_reader_list (database, id, error) : NULL;

  if (id != 0 && entries == NULL)
    return NULL;
  if (id == 0 || entries->len == 0)
    {
      g_set_error_literal (error, ZB_LIBRARY_ERROR, ZB_LIBRARY_ERROR_NOT_FOUND,
                           _("This bulletin is not in the library any more."));
      return NULL;
    }
  return zb_entry_ref (g_ptr_array_index (entries, 0));
}

/**
 * zb_reader_find_copy:
 * @file: (out): the stored file that holds the copy
 * @entry: (out): which of the file's bulletins it is, from 0
 *
 * Returns: %FALSE with %ZB_LIBRARY_ERROR_NOT_FOUND or another error of
 *   %ZB_LIBRARY_ERROR.
 */
gboolean
zb_reader_find_copy (ZbDatabase *database,
                     gint64      copy,
                     gint64     *file,
                     guint      *entry,
                     GError    **error)
{
  g_autoptr(ZbStatement) statement =
    zb_database_prepare (database, "SELECT file, entry FROM copies WHERE id = ?1", error);
  ZbStep step;

  if (statement == NULL)
    return FALSE;
  zb_statement_bind_int (statement, 1, copy);
  step = zb_statement_step (statement, error);
  if (step == ZB_STEP_ROW)
    {
      *file = zb_statement_get_int (statement, 0);
      *entry = (guint) zb_statement_get_int (statement, 1);
    }
  else if (step == ZB_STEP_DONE)
    g_set_error_literal (error, ZB_LIBRARY_ERROR, ZB_LIBRARY_ERROR_NOT_FOUND,
                         _("This copy is not in the library any more."));
  return step == ZB_STEP_ROW;
}
