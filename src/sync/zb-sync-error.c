/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zb-config.h"

#include "zb-sync-error.h"

#include <glib/gi18n-lib.h>

G_DEFINE_QUARK (zb-sync-error-quark, zb_sync_error)

/**
 * zb_sync_error_new_local:
 * @place: a host or an address in the local network that nobody has typed
 *
 * Returns: (transfer full): the %ZB_SYNC_ERROR_ADDRESS that says so.
 */
GError *
zb_sync_error_new_local (const char *place)
{
  return g_error_new (ZB_SYNC_ERROR, ZB_SYNC_ERROR_ADDRESS,
                      _("“%.200s” is in the local network, where only addresses that you have typed yourself may lead. "
                        "Add it as a source of its own if you trust it."), place);
}
