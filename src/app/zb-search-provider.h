/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* How many issues the desktop's search is told of at most. */
#define ZB_SEARCH_PROVIDER_MAX_RESULTS 20

#define ZB_TYPE_SEARCH_PROVIDER (zb_search_provider_get_type ())

G_DECLARE_FINAL_TYPE (ZbSearchProvider, zb_search_provider, ZB, SEARCH_PROVIDER, GObject)

ZbSearchProvider *zb_search_provider_new      (GApplication      *application,
                                               const char        *library);
gboolean          zb_search_provider_export   (ZbSearchProvider  *self,
                                               GDBusConnection   *connection,
                                               const char        *object_path,
                                               GError           **error);
void              zb_search_provider_unexport (ZbSearchProvider  *self);

G_END_DECLS
