/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>
#include <sqlite3.h>

G_BEGIN_DECLS

/**
 * ZbDatabase:
 *
 * One connection to a database file. Used by one thread at a time.
 */
typedef struct _ZbDatabase ZbDatabase;

/**
 * ZbStatement:
 *
 * A prepared statement, lent by its database. Freeing it resets it, so that
 * none stays open behind a function's back. A failed binding is remembered
 * and reported by the next step.
 */
typedef struct _ZbStatement ZbStatement;

/**
 * ZbStep:
 * @ZB_STEP_ERROR: it failed; the error is set
 * @ZB_STEP_ROW: there is a row to be read
 * @ZB_STEP_DONE: there is none, or no more
 */
typedef enum {
  ZB_STEP_ERROR,
  ZB_STEP_ROW,
  ZB_STEP_DONE,
} ZbStep;

ZbStatement *zb_statement_new         (ZbDatabase   *database,
                                       sqlite3_stmt *handle);
void         zb_statement_destroy     (ZbStatement  *self);
gboolean     zb_statement_is_lent     (ZbStatement  *self);
void         zb_statement_lend        (ZbStatement  *self);
void         zb_statement_free        (ZbStatement  *self);
void         zb_statement_bind_null   (ZbStatement  *self,
                                       int           position);
void         zb_statement_bind_int    (ZbStatement  *self,
                                       int           position,
                                       gint64        value);
void         zb_statement_bind_id     (ZbStatement  *self,
                                       int           position,
                                       gint64        id);
void         zb_statement_bind_double (ZbStatement  *self,
                                       int           position,
                                       double        value);
void         zb_statement_bind_text   (ZbStatement  *self,
                                       int           position,
                                       const char   *text);
void         zb_statement_bind_bytes  (ZbStatement  *self,
                                       int           position,
                                       gconstpointer data,
                                       gsize         size);
void         zb_statement_bind_date   (ZbStatement  *self,
                                       int           position,
                                       const GDate  *date);
ZbStep       zb_statement_step        (ZbStatement  *self,
                                       GError      **error);
gboolean     zb_statement_run         (ZbStatement  *self,
                                       GError      **error);
gboolean     zb_statement_is_null     (ZbStatement  *self,
                                       int           column);
gint64       zb_statement_get_int     (ZbStatement  *self,
                                       int           column);
double       zb_statement_get_double  (ZbStatement  *self,
                                       int           column);
const char  *zb_statement_get_text    (ZbStatement  *self,
                                       int           column);
const char  *zb_statement_get_string  (ZbStatement  *self,
                                       int           column);
char        *zb_statement_dup_text    (ZbStatement  *self,
                                       int           column);
GBytes      *zb_statement_dup_bytes   (ZbStatement  *self,
                                       int           column);
gboolean     zb_statement_get_date    (ZbStatement  *self,
                                       int           column,
                                       GDate        *date);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ZbStatement, zb_statement_free)

G_END_DECLS
