/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "document/zb-document.h"

G_BEGIN_DECLS

/* The pictures of a bulletin are a hundredth of the first limit; the second is what a window can
 * still show, since a picture is unpacked to four bytes per pixel. */
#define ZB_PICTURE_MAX_BYTES  (20 * 1024 * 1024)
#define ZB_PICTURE_MAX_PIXELS (50 * 1000 * 1000)

/**
 * ZbPictureInfo:
 * @media_type: "image/png", "image/jpeg", "image/gif", "image/webp" or "image/bmp"
 * @width: in pixels, at least 1
 * @height: in pixels, at least 1
 *
 * What a picture's own head says of it. A plain value.
 */
typedef struct {
  const char *media_type;
  guint       width;
  guint       height;
} ZbPictureInfo;

gboolean    zb_picture_check      (GBytes         *bytes,
                                   ZbPictureInfo  *info,
                                   GError        **error);
const char *zb_picture_get_ending (const char     *media_type);

G_END_DECLS
