/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zb-config.h"

#include "zb-source.h"

#include "sync/zb-archive-source.h"
#include "sync/zb-cert-source.h"
#include "sync/zb-feed-source.h"
#include "sync/zb-fetch-address.h"
#include "sync/zb-known-source.h"

G_DEFINE_INTERFACE (ZbSource, zb_source, G_TYPE_OBJECT)

static void
zb_source_default_init (ZbSourceInterface *iface)
{
}

/**
 * zb_source_is_any_at:
 * @sources: (element-type ZbSourceRecord): the user's
 * @host: of an address of the web, as zb_fetch_address_dup_host() gives it
 * @enabled_only: whether only those count that are switched on
 *
 * Returns: whether one of the sources is at this host.
 */
gboolean
zb_source_is_any_at (GPtrArray  *sources,
                     const char *host,
                     gboolean    enabled_only)
{
  for (guint i = 0; i < sources->len; i++)
    {
      const ZbSourceRecord *source = g_ptr_array_index (sources, i);
      g_autofree char *own = source->kind != ZB_SOURCE_FOLDER ? zb_fetch_address_dup_host_of (source->address) : NULL;

      if (own != NULL && *own != '\0' && g_str_equal (own, host) && (source->enabled || !enabled_only))
        return TRUE;
    }
  return FALSE;
}

/**
 * zb_source_new:
 * @record: a source of the library, but no folder: that is imported, not fetched
 *
 * Returns: (transfer full): the source.
 */
ZbSource *
zb_source_new (const ZbSourceRecord *record)
{
  switch (record->kind)
    {
    case ZB_SOURCE_ARCHIVE:
      return zb_archive_source_new (record->address);
    case ZB_SOURCE_CERT:
      return zb_cert_source_new (record->address);
    case ZB_SOURCE_KNOWN:
      return zb_known_source_new ();
    case ZB_SOURCE_FEED:
      return zb_feed_source_new (record->address);
    case ZB_SOURCE_FOLDER:
    default:
      g_return_val_if_reached (NULL);
    }
}

/**
 * zb_source_plan:
 *
 * Returns: (transfer full) (nullable) (element-type ZbTask): what to ask, in
 *   this order, or %NULL with an error of %ZB_LIBRARY_ERROR.
 */
GPtrArray *
zb_source_plan (ZbSource              *self,
                const ZbSourceContext *context,
                GError               **error)
{
  g_return_val_if_fail (ZB_IS_SOURCE (self), NULL);

  return ZB_SOURCE_GET_IFACE (self)->plan (self, context, error);
}

/**
 * zb_source_read:
 * @task: a list that was asked for
 * @answer: its answer, of status 200
 * @step: where to put what was found: its tasks and files, which are made where they are needed
 *
 * Returns: %FALSE with %ZB_SYNC_ERROR_CONTENT where the answer is not what is
 *   expected there, or an error of %ZB_LIBRARY_ERROR. Then nothing was found.
 */
gboolean
zb_source_read (ZbSource              *self,
                const ZbSourceContext *context,
                const ZbTask          *task,
                const ZbFetchAnswer   *answer,
                ZbSyncStep            *step,
                GError               **error)
{
  ZbSourceInterface *iface;

  g_return_val_if_fail (ZB_IS_SOURCE (self), FALSE);
  g_return_val_if_fail (answer->bytes != NULL, FALSE);

  iface = ZB_SOURCE_GET_IFACE (self);
  return iface->read == NULL || iface->read (self, context, task, answer, step, error);
}

/**
 * zb_source_follow:
 * @task: a copy that was fetched
 * @extractions: (element-type ZbExtraction): what it says
 * @tasks: (element-type ZbTask): where to put what else is to be fetched
 */
void
zb_source_follow (ZbSource     *self,
                  const ZbTask *task,
                  GPtrArray    *extractions,
                  GPtrArray    *tasks)
{
  ZbSourceInterface *iface;

  g_return_if_fail (ZB_IS_SOURCE (self));

  iface = ZB_SOURCE_GET_IFACE (self);
  if (iface->follow != NULL)
    iface->follow (self, task, extractions, tasks);
}
