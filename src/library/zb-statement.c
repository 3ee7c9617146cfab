/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zb-config.h"

#include "zb-statement.h"

#include "bulletin/zb-period.h"
#include "library/zb-database.h"
#include "library/zb-library-error.h"

struct _ZbStatement {
  ZbDatabase   *database;
  sqlite3_stmt *handle;
  int           bind_code;
  gboolean      is_lent;
  /* Not kept by the database: destroyed when it is freed. */
  gboolean      is_single;
};

/**
 * zb_statement_new:
 * @database: the connection, which outlives the statement
 * @handle: (transfer full): the prepared statement
 *
 * For #ZbDatabase only; everybody else calls zb_database_prepare().
 */
ZbStatement *
zb_statement_new (ZbDatabase   *database,
                  sqlite3_stmt *handle)
{
  ZbStatement *self = g_new0 (ZbStatement, 1);

  self->database = database;
  self->handle = handle;
  self->is_single = TRUE;
  return self;
}

/**
 * zb_statement_destroy:
 *
 * For #ZbDatabase only: ends the statement for good.
 */
void
zb_statement_destroy (ZbStatement *self)
{
  sqlite3_finalize (self->handle);
  g_free (self);
}

/**
 * zb_statement_is_lent:
 *
 * Returns: whether somebody is in the middle of it.
 */
gboolean
zb_statement_is_lent (ZbStatement *self)
{
  return self->is_lent;
}

/**
 * zb_statement_lend:
 *
 * For #ZbDatabase only: the statement is one that it keeps, and is given out.
 */
void
zb_statement_lend (ZbStatement *self)
{
  self->is_single = FALSE;
  self->is_lent = TRUE;
}

/**
 * zb_statement_free:
 *
 * Gives the statement back.
 */
void
zb_statement_free (ZbStatement *self)
{
  if (self->is_single)
    {
      zb_statement_destroy (self);
      return;
    }
  /* The result of reset is that of the last step, which was reported then. */
  sqlite3_reset (self->handle);
  sqlite3_clear_bindings (self->handle);
  self->bind_code = SQLITE_OK;
  self->is_lent = FALSE;
}

static void
note_bind_code (ZbStatement *self,
                int          code)
{
  if (self->bind_code == SQLITE_OK)
    self->bind_code = code;
}

/**
 * zb_statement_bind_null:
 * @position: the parameter, from 1
 */
void
zb_statement_bind_null (ZbStatement *self,
                        int          position)
{
  note_bind_code (self, sqlite3_bind_null (self->handle, position));
}

/**
 * zb_statement_bind_int:
 * @position: the parameter, from 1
 */
void
zb_statement_bind_int (ZbStatement *self,
                       int          position,
                       gint64       value)
{
  note_bind_code (self, sqlite3_bind_int64 (self->handle, position, value));
}

/**
 * zb_statement_bind_id:
 * @position: the parameter, from 1
 * @id: the number of a row; 0 is bound as NULL
 */
void
zb_statement_bind_id (ZbStatement *self,
                      int          position,
                      gint64       id)
{
  if (id != 0)
    zb_statement_bind_int (self, position, id);
  else
    zb_statement_bind_null (self, position);
}

/**
 * zb_statement_bind_double:
 * @position: the parameter, from 1
 */
void
zb_statement_bind_double (ZbStatement *self,
                          int          position,
                          double       value)
{
  note_bind_code (self, sqlite3_bind_double (self->handle, position, value));
}

/**
 * zb_statement_bind_text:
 * @position: the parameter, from 1
 * @text: (nullable): copied; %NULL is bound as NULL
 */
void
zb_statement_bind_text (ZbStatement *self,
                        int          position,
                        const char  *text)
{
  note_bind_code (self, sqlite3_bind_text (self->handle, position, text, -1, SQLITE_TRANSIENT));
}

/**
 * zb_statement_bind_bytes:
 * @position: the parameter, from 1
 * @data: must stay until the statement is freed
 * @size: in bytes
 */
void
zb_statement_bind_bytes (ZbStatement  *self,
                         int           position,
                         gconstpointer data,
                         gsize         size)
{
  /* A NULL pointer would be bound as NULL, even with a size of 0. */
  note_bind_code (self, sqlite3_bind_blob64 (self->handle, position, size != 0 ? data : "", size,
                                             SQLITE_STATIC));
}

/**
 * zb_statement_bind_date:
 * @position: the parameter, from 1
 * @date: bound as "2024-07-01"; an invalid date as NULL
 */
void
zb_statement_bind_date (ZbStatement *self,
                        int          position,
                        const GDate *date)
{
  g_autofree char *text = g_date_valid (date) ? zb_date_dup_iso (date) : NULL;

  zb_statement_bind_text (self, position, text);
}

/**
 * zb_statement_step:
 *
 * Returns: whether there is a row; with %ZB_STEP_ERROR an error of
 *   %ZB_LIBRARY_ERROR is set.
 */
ZbStep
zb_statement_step (ZbStatement *self,
                   GError     **error)
{
  int code = self->bind_code == SQLITE_OK ? sqlite3_step (self->handle) : self->bind_code;

  if (code == SQLITE_ROW)
    return ZB_STEP_ROW;
  if (code == SQLITE_DONE)
    return ZB_STEP_DONE;
  zb_library_error_set_sqlite (error, zb_database_get_handle (self->database), code,
                               zb_database_get_path (self->database));
  return ZB_STEP_ERROR;
}

/**
 * zb_statement_run:
 *
 * Runs a statement that gives no rows, and makes it ready for the next
 * values; what is bound stays bound.
 *
 * Returns: %FALSE with an error of %ZB_LIBRARY_ERROR where it fails.
 */
gboolean
zb_statement_run (ZbStatement *self,
                  GError     **error)
{
  ZbStep step;

  do
    step = zb_statement_step (self, error);
  while (step == ZB_STEP_ROW);
  sqlite3_reset (self->handle);
  return step == ZB_STEP_DONE;
}

/**
 * zb_statement_is_null:
 * @column: from 0
 */
gboolean
zb_statement_is_null (ZbStatement *self,
                      int          column)
{
  return sqlite3_column_type (self->handle, column) == SQLITE_NULL;
}

/**
 * zb_statement_get_int:
 * @column: from 0
 *
 * Returns: the value; 0 for NULL.
 */
gint64
zb_statement_get_int (ZbStatement *self,
                      int          column)
{
  return sqlite3_column_int64 (self->handle, column);
}

/**
 * zb_statement_get_double:
 * @column: from 0
 *
 * Returns: the value; 0 for NULL.
 */
double
zb_statement_get_double (ZbStatement *self,
                         int          column)
{
  return sqlite3_column_double (self->handle, column);
}

/**
 * zb_statement_get_text:
 * @column: from 0
 *
 * Returns: (nullable) (transfer none): the text, until the next step.
 */
const char *
zb_statement_get_text (ZbStatement *self,
                       int          column)
{
  return (const char *) sqlite3_column_text (self->handle, column);
}

/**
 * zb_statement_get_string:
 * @column: from 0, one that is never NULL in a sound library
 *
 * Returns: (transfer none): the text, until the next step; "" where a damaged
 *   library has none, or none in UTF-8.
 */
const char *
zb_statement_get_string (ZbStatement *self,
                         int          column)
{
  const char *text = zb_statement_get_text (self, column);

  return text != NULL && g_utf8_validate (text, -1, NULL) ? text : "";
}

/**
 * zb_statement_dup_text:
 * @column: from 0
 *
 * Returns: (nullable) (transfer full): the text. A damaged library may hold
 *   broken UTF-8; it is mended here, since GTK would not take it.
 */
char *
zb_statement_dup_text (ZbStatement *self,
                       int          column)
{
  const char *text = zb_statement_get_text (self, column);

  if (text == NULL || g_utf8_validate (text, -1, NULL))
    return g_strdup (text);
  return g_utf8_make_valid (text, -1);
}

/**
 * zb_statement_dup_bytes:
 * @column: from 0
 *
 * Returns: (transfer full): a copy of the bytes; none for NULL.
 */
GBytes *
zb_statement_dup_bytes (ZbStatement *self,
                        int          column)
{
  gconstpointer data = sqlite3_column_blob (self->handle, column);

  return g_bytes_new (data, (gsize) sqlite3_column_bytes (self->handle, column));
}

/**
 * zb_statement_get_date:
 * @column: from 0
 * @date: (out caller-allocates): where to put the date; invalid for NULL
 *
 * Returns: whether there is a date.
 */
gboolean
zb_statement_get_date (ZbStatement *self,
                       int          column,
                       GDate       *date)
{
  return zb_date_parse_iso (zb_statement_get_text (self, column), date);
}
