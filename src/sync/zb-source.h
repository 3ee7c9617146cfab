/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "library/zb-library-sync.h"
#include "sync/zb-fetcher.h"

G_BEGIN_DECLS

/**
 * ZbSourceContext:
 * @library: where to see what is known already
 * @all: whether the whole history is wanted, not only what is new
 * @is_urgent: whether the user waits for it
 * @bulletin: the one bulletin that the user wants now, whatever went wrong before; 0 for all
 * @asked: (element-type utf8): the addresses that were asked in this run
 * @now: seconds since 1970
 *
 * What a source has to know to make a plan.
 */
typedef struct {
  ZbLibrary  *library;
  gboolean    all;
  gboolean    is_urgent;
  gint64      bulletin;
  GHashTable *asked;
  gint64      now;
} ZbSourceContext;

#define ZB_TYPE_SOURCE (zb_source_get_type ())

G_DECLARE_INTERFACE (ZbSource, zb_source, ZB, SOURCE, GObject)

/**
 * ZbSourceInterface:
 * @plan: what is to be asked now: a list to look into, or addresses of copies
 * @read: (nullable): reads the answer of a list: puts further tasks, or files that are to be
 *   stored, into the step
 * @follow: (nullable): what else is to be fetched after a copy that was read
 *
 * A place from which bulletins come. It holds no connection and no state: it
 * says what to ask, and what an answer means. All calls may come from any
 * thread and may wait for the library. What @plan names is asked only where the
 * library's records of earlier requests allow it.
 */
struct _ZbSourceInterface {
  GTypeInterface parent;

  GPtrArray *(*plan)   (ZbSource              *self,
                        const ZbSourceContext *context,
                        GError               **error);
  gboolean   (*read)   (ZbSource              *self,
                        const ZbSourceContext *context,
                        const ZbTask          *task,
                        const ZbFetchAnswer   *answer,
                        ZbSyncStep            *step,
                        GError               **error);
  void       (*follow) (ZbSource              *self,
                        const ZbTask          *task,
                        GPtrArray             *extractions,
                        GPtrArray             *tasks);
};

gboolean   zb_source_is_any_at (GPtrArray          *sources,
                                const char         *host,
                                gboolean            enabled_only);
ZbSource  *zb_source_new    (const ZbSourceRecord  *record);
GPtrArray *zb_source_plan   (ZbSource              *self,
                             const ZbSourceContext *context,
                             GError               **error);
gboolean   zb_source_read   (ZbSource              *self,
                             const ZbSourceContext *context,
                             const ZbTask          *task,
                             const ZbFetchAnswer   *answer,
                             ZbSyncStep            *step,
                             GError               **error);
void       zb_source_follow (ZbSource              *self,
                             const ZbTask          *task,
                             GPtrArray             *extractions,
                             GPtrArray             *tasks);

G_END_DECLS
