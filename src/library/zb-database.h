/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>
#include <sqlite3.h>

#include "library/zb-statement.h"

G_BEGIN_DECLS

/* How long a call waits for another program to finish with the library. */
#define ZB_DATABASE_BUSY_TIMEOUT_MS 5000

/**
 * ZbTransactionKind:
 * @ZB_TRANSACTION_READ: several queries see the library at one moment
 * @ZB_TRANSACTION_WRITE: nobody else writes until the end
 */
typedef enum {
  ZB_TRANSACTION_READ,
  ZB_TRANSACTION_WRITE,
} ZbTransactionKind;

/**
 * ZbTransaction:
 *
 * A transaction that is rolled back when it is freed without having been
 * committed, so that no error path can forget it.
 */
typedef struct _ZbTransaction ZbTransaction;

ZbDatabase    *zb_database_open            (const char         *path,
                                            GError            **error);
ZbDatabase    *zb_database_open_read_only  (const char         *path,
                                            GError            **error);
void           zb_database_free            (ZbDatabase         *self);
gboolean       zb_database_set_up          (ZbDatabase         *self,
                                            GError            **error);
const char    *zb_database_get_path        (ZbDatabase         *self);
sqlite3       *zb_database_get_handle      (ZbDatabase         *self);
ZbStatement   *zb_database_prepare         (ZbDatabase         *self,
                                            const char         *sql,
                                            GError            **error);
gboolean       zb_database_execute         (ZbDatabase         *self,
                                            const char         *sql,
                                            GError            **error);
gboolean       zb_database_query_int       (ZbDatabase         *self,
                                            const char         *sql,
                                            gint64             *value,
                                            GError            **error);
gint64         zb_database_get_last_id     (ZbDatabase         *self);
ZbTransaction *zb_database_begin           (ZbDatabase         *self,
                                            ZbTransactionKind   kind,
                                            GError            **error);
gboolean       zb_transaction_commit       (ZbTransaction      *self,
                                            GError            **error);
void           zb_transaction_free         (ZbTransaction      *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ZbDatabase, zb_database_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ZbTransaction, zb_transaction_free)

G_END_DECLS
