/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "library/zb-sync-record.h"

G_BEGIN_DECLS

/**
 * ZbHostTable:
 *
 * What hosts have asked for: pauses, and more time between two requests. It
 * belongs to one thread; what changes is to be stored.
 */
typedef struct _ZbHostTable ZbHostTable;

ZbHostTable *zb_host_table_new            (GPtrArray   *records);
void         zb_host_table_free           (ZbHostTable *self);
gint64       zb_host_table_get_next_try   (ZbHostTable *self,
                                           const char  *host,
                                           gint64       now);
guint        zb_host_table_get_interval   (ZbHostTable *self,
                                           const char  *host);
void         zb_host_table_note_pause     (ZbHostTable *self,
                                           const char  *host,
                                           gint64       until);
void         zb_host_table_note_refusal   (ZbHostTable *self,
                                           const char  *host,
                                           gboolean     is_expected,
                                           gint64       now);
void         zb_host_table_note_failure   (ZbHostTable *self,
                                           const char  *host,
                                           gint64       now);
void         zb_host_table_note_success   (ZbHostTable *self,
                                           const char  *host);
GPtrArray   *zb_host_table_take_changes   (ZbHostTable *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ZbHostTable, zb_host_table_free)

G_END_DECLS
