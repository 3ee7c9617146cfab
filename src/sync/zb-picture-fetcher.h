/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "library/zb-library.h"
#include "sync/zb-fetcher.h"

G_BEGIN_DECLS

#define ZB_TYPE_PICTURE_FETCHER (zb_picture_fetcher_get_type ())

G_DECLARE_FINAL_TYPE (ZbPictureFetcher, zb_picture_fetcher, ZB, PICTURE_FETCHER, GObject)

ZbPictureFetcher *zb_picture_fetcher_new          (ZbLibrary            *library,
                                                   ZbFetcher            *fetcher);
void              zb_picture_fetcher_fetch_async  (ZbPictureFetcher     *self,
                                                   gint64                copy_id,
                                                   const char           *address,
                                                   gboolean              is_urgent,
                                                   GCancellable         *cancellable,
                                                   GAsyncReadyCallback   callback,
                                                   gpointer              user_data);
gboolean          zb_picture_fetcher_fetch_finish (ZbPictureFetcher     *self,
                                                   GAsyncResult         *result,
                                                   GError              **error);

G_END_DECLS
