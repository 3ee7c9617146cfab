/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zb-config.h"

#include <glib/gi18n-lib.h>

#include "library/zb-library-private.h"
#include "library/zb-summary.h"

/* What the user has done: marks and typed figures. */

#define MARK_READ \
  "INSERT INTO marks (bulletin, read_at) VALUES (?1, ?2)" \
  " ON CONFLICT (bulletin) DO UPDATE SET read_at = excluded.read_at" \
  " WHERE (read_at IS NULL) <> (excluded.read_at IS NULL)"

/* Only of bulletins that are there; nothing is changed where one is so already. */
#define MARK_ALL_READ \
  "INSERT INTO marks (bulletin, read_at) SELECT id, ?2 FROM bulletins WHERE id = ?1" \
  " ON CONFLICT (bulletin) DO UPDATE SET read_at = excluded.read_at WHERE read_at IS NULL"

#define MARK_ALL_UNREAD \
  "UPDATE marks SET read_at = NULL WHERE bulletin = ?1 AND read_at IS NOT NULL"

#define MARK_STARRED \
  "INSERT INTO marks (bulletin, starred_at) VALUES (?1, ?2)" \
  " ON CONFLICT (bulletin) DO UPDATE SET starred_at = excluded.starred_at" \
  " WHERE (starred_at IS NULL) <> (excluded.starred_at IS NULL)"

#define SET_NOTE \
  "INSERT INTO marks (bulletin, note) VALUES (?1, ?2)" \
  " ON CONFLICT (bulletin) DO UPDATE SET note = excluded.note WHERE note IS NOT excluded.note"

#define DROP_EMPTY_MARK \
  "DELETE FROM marks WHERE bulletin = ?1" \
  " AND read_at IS NULL AND starred_at IS NULL AND note IS NULL"

#define SET_TYPED_FIGURE \
  "INSERT INTO typed_figures (bulletin, figure, value, level, typed_at) VALUES (?1, ?2, ?3, ?4, ?5)" \
  " ON CONFLICT (bulletin, figure) DO UPDATE SET" \
  "  value = excluded.value, level = excluded.level, typed_at = excluded.typed_at"

#define REMOVE_TYPED_FIGURE "DELETE FROM typed_figures WHERE bulletin = ?1 AND figure = ?2"

/* Begins a change of what the user has done with a bulletin that exists. */
static ZbTransaction *
begin_change (ZbLibrary *self,
              gint64     id,
              GError   **error)
{
  ZbDatabase *database = zb_library_get_database (self);
  g_autoptr(ZbTransaction) transaction = zb_database_begin (database, ZB_TRANSACTION_WRITE, error);
  g_autoptr(ZbEntry) entry = NULL;

  if (transaction == NULL)
    return NULL;
  entry = zb_reader_read_entry (database, id, error);
  return entry != NULL ? g_steal_pointer (&transaction) : NULL;
}

/* Where nothing is left of a bulletin's marks, so is their row. */
static gboolean
drop_empty_mark (ZbDatabase *database,
                 gint64      id,
                 GError    **error)
{
  g_autoptr(ZbStatement) statement = zb_database_prepare (database, DROP_EMPTY_MARK, error);

  if (statement == NULL)
    return FALSE;
  zb_statement_bind_int (statement, 1, id);
  return zb_statement_run (statement, error);
}

static gboolean
set_mark (ZbLibrary  *self,
          gint64      id,
          const char *sql,
          gboolean    is_set,
          GError    **error)
{
  G_GNUC_UNUSED g_autoptr(ZbLibraryLocker) locker = zb_library_locker_new (self);
  ZbDatabase *database = zb_library_get_database (self);
  g_autoptr(ZbTransaction) transaction = begin_change (self, id, error);
  g_autoptr(ZbStatement) mark = NULL;

  if (transaction == NULL)
    return FALSE;
  mark = zb_database_prepare (database, sql, error);
  if (mark == NULL)
    return FALSE;
  zb_statement_bind_int (mark, 1, id);
  zb_statement_bind_id (mark, 2, is_set ? g_get_real_time () / G_USEC_PER_SEC : 0);
  return zb_statement_run (mark, error) &&
         drop_empty_mark (database, id, error) &&
         zb_transaction_commit (transaction, error);
}

/**
 * zb_library_set_read:
 *
 * Returns: %FALSE with %ZB_LIBRARY_ERROR_NOT_FOUND or another error of
 *   %ZB_LIBRARY_ERROR.
 */
gboolean
zb_library_set_read (ZbLibrary *self,
                     gint64     id,
                     gboolean   is_read,
                     GError   **error)
{
  g_return_val_if_fail (ZB_IS_LIBRARY (self), FALSE);

  return set_mark (self, id, MARK_READ, is_read, error);
}

static gboolean
set_one_read (ZbDatabase *database,
              gint64      id,
              gboolean    is_read,
              gboolean   *is_changed,
              GError    **error)
{
  g_autoptr(ZbStatement) statement =
    zb_database_prepare (database, is_read ? MARK_ALL_READ : MARK_ALL_UNREAD, error);

  if (statement == NULL)
    return FALSE;
  zb_statement_bind_int (statement, 1, id);
  if (is_read)
    zb_statement_bind_int (statement, 2, g_get_real_time () / G_USEC_PER_SEC);
  if (!zb_statement_run (statement, error))
    return FALSE;
  *is_changed = sqlite3_changes64 (zb_database_get_handle (database)) > 0;
  return is_read || drop_empty_mark (database, id, error);
}

/**
 * zb_library_set_all_read:
 * @ids: (element-type gint64): bulletins; one that is not there any more is passed over
 *
 * Marks many bulletins as read, or as unread: all of them or, where it fails, none.
 *
 * Returns: (transfer full) (nullable) (element-type gint64): those of them that were not so before,
 *   so that exactly these can be set back; or %NULL with an error of %ZB_LIBRARY_ERROR.
 */
GArray *
zb_library_set_all_read (ZbLibrary    *self,
                         const GArray *ids,
                         gboolean      is_read,
                         GError      **error)
{
  g_autoptr(GArray) changed = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr(ZbLibraryLocker) locker = NULL;
  g_autoptr(ZbTransaction) transaction = NULL;
  ZbDatabase *database;

  g_return_val_if_fail (ZB_IS_LIBRARY (self), NULL);
  g_return_val_if_fail (ids != NULL, NULL);

  locker = zb_library_locker_new (self);
  database = zb_library_get_database (self);
  transaction = zb_database_begin (database, ZB_TRANSACTION_WRITE, error);
  if (transaction == NULL)
    return NULL;
  for (guint i = 0; i < ids->len; i++)
    {
      gint64 id = g_array_index (ids, gint64, i);
      gboolean is_changed = FALSE;

      if (!set_one_read (database, id, is_read, &is_changed, error))
        return NULL;
      if (is_changed)
        g_array_append_val (changed, id);
    }
  return zb_transaction_commit (transaction, error) ? g_steal_pointer (&changed) : NULL;
}

/**
 * zb_library_set_starred:
 *
 * Returns: %FALSE with %ZB_LIBRARY_ERROR_NOT_FOUND or another error of
 *   %ZB_LIBRARY_ERROR.
 */
gboolean
zb_library_set_starred (ZbLibrary *self,
                        gint64     id,
                        gboolean   is_starred,
                        GError   **error)
{
  g_return_val_if_fail (ZB_IS_LIBRARY (self), FALSE);

  return set_mark (self, id, MARK_STARRED, is_starred, error);
}

/* Nobody writes a note of blanks. */
static gboolean
is_blank (const char *text)
{
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    if (!g_unichar_isspace (g_utf8_get_char (p)))
      return FALSE;
  return TRUE;
}

/**
 * zb_library_set_note:
 * @note: (nullable): what the user wants to remember of the bulletin, at most %ZB_NOTE_MAX_LENGTH
 *   characters; %NULL, or a text of blanks, removes the note
 *
 * Nothing but this changes or deletes a note; where two bulletins turn out to be one, both notes stay.
 *
 * Returns: %FALSE with %ZB_LIBRARY_ERROR_INVALID, _NOT_FOUND or another error of
 *   %ZB_LIBRARY_ERROR.
 */
gboolean
zb_library_set_note (ZbLibrary  *self,
                     gint64      id,
                     const char *note,
                     GError    **error)
{
  g_autoptr(ZbLibraryLocker) locker = NULL;
  g_autoptr(ZbTransaction) transaction = NULL;
  g_autoptr(ZbStatement) statement = NULL;
  ZbDatabase *database;

  g_return_val_if_fail (ZB_IS_LIBRARY (self), FALSE);

  if (note != NULL && !g_utf8_validate (note, -1, NULL))
    {
      g_set_error_literal (error, ZB_LIBRARY_ERROR, ZB_LIBRARY_ERROR_INVALID,
                           _("This note is not valid UTF-8 text. Write it in a terminal that uses UTF-8."));
      return FALSE;
    }
  if (note != NULL && g_utf8_strlen (note, -1) > ZB_NOTE_MAX_LENGTH)
    {
      g_set_error (error, ZB_LIBRARY_ERROR, ZB_LIBRARY_ERROR_INVALID,
                   _("This note is too long: it can have %d characters. Shorten it."), ZB_NOTE_MAX_LENGTH);
      return FALSE;
    }
  locker = zb_library_locker_new (self);
  database = zb_library_get_database (self);
  transaction = begin_change (self, id, error);
  if (transaction == NULL)
    return FALSE;
  statement = zb_database_prepare (database, SET_NOTE, error);
  if (statement == NULL)
    return FALSE;
  zb_statement_bind_int (statement, 1, id);
  zb_statement_bind_text (statement, 2, note != NULL && !is_blank (note) ? note : NULL);
  return zb_statement_run (statement, error) &&
         drop_empty_mark (database, id, error) &&
         zb_summary_queue_search (database, id, error) &&
         zb_transaction_commit (transaction, error);
}

static gboolean
check_typed_figure (ZbLibrary      *self,
                    const ZbFigure *figure,
                    GError        **error)
{
  const ZbFigureKind *kind = zb_catalogue_lookup (zb_extractor_get_catalogue (zb_library_get_extractor (self)),
                                                  figure->id);

  if (kind != NULL && zb_figure_kind_is_level (kind) == (figure->level != NULL) && figure->value >= 0)
    return TRUE;
  g_set_error_literal (error, ZB_LIBRARY_ERROR, ZB_LIBRARY_ERROR_INVALID,
                       _("This is not a value that the figure can have. Type a number of 0 or more, "
                         "or one of the levels."));
  return FALSE;
}

static gboolean
set_typed_figure (ZbDatabase     *database,
                  gint64          id,
                  const ZbFigure *figure,
                  GError        **error)
{
  g_autoptr(ZbStatement) statement = zb_database_prepare (database, SET_TYPED_FIGURE, error);

  if (statement == NULL)
    return FALSE;
  zb_statement_bind_int (statement, 1, id);
  zb_statement_bind_text (statement, 2, figure->id);
  zb_statement_bind_int (statement, 3, figure->value);
  zb_statement_bind_text (statement, 4, figure->level);
  zb_statement_bind_int (statement, 5, g_get_real_time () / G_USEC_PER_SEC);
  return zb_statement_run (statement, error);
}

static gboolean
remove_typed_figure (ZbDatabase *database,
                     gint64      id,
                     const char *figure_id,
                     GError    **error)
{
  g_autoptr(ZbStatement) statement = zb_database_prepare (database, REMOVE_TYPED_FIGURE, error);

  if (statement == NULL)
    return FALSE;
  zb_statement_bind_int (statement, 1, id);
  zb_statement_bind_text (statement, 2, figure_id);
  return zb_statement_run (statement, error);
}

/**
 * zb_library_change_typed_figures:
 * @figures: (nullable) (element-type ZbFigure): what the user has typed; sentences and
 *   changes are not kept
 * @removed: (nullable) (array zero-terminated=1): ids of figures of which nothing that
 *   was typed shall stay; not having one is no error
 *
 * Keeps figures that the user has read off a picture, each in place of the one
 * typed before, and forgets others: all of it or nothing. They outlive
 * everything but their own removal.
 *
 * Returns: %FALSE with %ZB_LIBRARY_ERROR_INVALID, _NOT_FOUND or another error
 *   of %ZB_LIBRARY_ERROR.
 */
gboolean
zb_library_change_typed_figures (ZbLibrary          *self,
                                 gint64              id,
                                 GPtrArray          *figures,
                                 const char * const *removed,
                                 GError            **error)
{
  g_autoptr(ZbLibraryLocker) locker = NULL;
  g_autoptr(ZbTransaction) transaction = NULL;
  ZbDatabase *database;

  g_return_val_if_fail (ZB_IS_LIBRARY (self), FALSE);

  for (guint i = 0; figures != NULL && i < figures->len; i++)
    if (!check_typed_figure (self, g_ptr_array_index (figures, i), error))
      return FALSE;
  locker = zb_library_locker_new (self);
  database = zb_library_get_database (self);
  transaction = begin_change (self, id, error);
  if (transaction == NULL)
    return FALSE;
  for (guint i = 0; removed != NULL && removed[i] != NULL; i++)
    if (!remove_typed_figure (database, id, removed[i], error))
      return FALSE;
  for (guint i = 0; figures != NULL && i < figures->len; i++)
    if (!set_typed_figure (database, id, g_ptr_array_index (figures, i), error))
      return FALSE;
  return zb_summary_refresh (database, id, error) && zb_transaction_commit (transaction, error);
}

/**
 * zb_library_set_typed_figure:
 * @figure: what the user has typed; its sentence and change are not kept
 *
 * As zb_library_change_typed_figures() with one figure.
 *
 * Returns: %FALSE with %ZB_LIBRARY_ERROR_INVALID, _NOT_FOUND or another error
 *   of %ZB_LIBRARY_ERROR.
 */
gboolean
zb_library_set_typed_figure (ZbLibrary      *self,
                             gint64          id,
                             const ZbFigure *figure,
                             GError        **error)
{
  g_autoptr(GPtrArray) figures = g_ptr_array_new ();

  g_return_val_if_fail (figure != NULL, FALSE);

  g_ptr_array_add (figures, (gpointer) figure);
  return zb_library_change_typed_figures (self, id, figures, NULL, error);
}

/**
 * zb_library_remove_typed_figure:
 * @figure_id: the figure's id in the catalogue; not having one is no error
 *
 * Returns: %FALSE with %ZB_LIBRARY_ERROR_NOT_FOUND or another error of
 *   %ZB_LIBRARY_ERROR.
 */
gboolean
zb_library_remove_typed_figure (ZbLibrary  *self,
                                gint64      id,
                                const char *figure_id,
                                GError    **error)
{
  const char *const removed[] = { figure_id, NULL };

  g_return_val_if_fail (figure_id != NULL, FALSE);

  return zb_library_change_typed_figures (self, id, NULL, removed, error);
}
