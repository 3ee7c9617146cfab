/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/zb-syncer.h"

G_BEGIN_DECLS

/**
 * ZbPictureState:
 * @ZB_PICTURE_IDLE: nobody has asked for it
 * @ZB_PICTURE_LOADING: it is on its way
 * @ZB_PICTURE_FAILED: it could not be fetched
 * @ZB_PICTURE_STORED: it has come, and whoever shows its place has to read that yet
 *
 * How a picture stands that was not stored when its page was read.
 */
typedef enum {
  ZB_PICTURE_IDLE,
  ZB_PICTURE_LOADING,
  ZB_PICTURE_FAILED,
  ZB_PICTURE_STORED,
} ZbPictureState;

#define ZB_TYPE_PICTURE_LOADER (zb_picture_loader_get_type ())

G_DECLARE_FINAL_TYPE (ZbPictureLoader, zb_picture_loader, ZB, PICTURE_LOADER, GObject)

ZbPictureLoader *zb_picture_loader_new          (ZbSyncer             *syncer);
void             zb_picture_loader_set_monitor  (ZbPictureLoader      *self,
                                                 GNetworkMonitor      *monitor);
void             zb_picture_loader_set_sources  (ZbPictureLoader      *self,
                                                 GPtrArray            *sources);
void             zb_picture_loader_set_settings (ZbPictureLoader      *self,
                                                 const ZbSyncSettings *settings);
void             zb_picture_loader_see          (ZbPictureLoader      *self,
                                                 gint64                copy_id,
                                                 const char           *address);
void             zb_picture_loader_load         (ZbPictureLoader      *self,
                                                 gint64                copy_id,
                                                 const char           *address);
void             zb_picture_loader_stop         (ZbPictureLoader      *self);
void             zb_picture_loader_leave        (ZbPictureLoader      *self);
ZbPictureState   zb_picture_loader_get_state    (ZbPictureLoader      *self,
                                                 gint64                copy_id,
                                                 const char           *address,
                                                 const char          **message);
gboolean         zb_picture_loader_is_slow      (ZbPictureLoader      *self);

G_END_DECLS
