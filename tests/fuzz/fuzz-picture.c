/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Any bytes as a picture. */
#include "zb-config.h"

#include "document/zb-picture.h"
#include "fuzz.h"

int
LLVMFuzzerTestOneInput (const guint8 *data,
                        gsize         size)
{
  g_autoptr(GBytes) bytes = fuzz_new_bytes (data, size);
  g_autoptr(GError) error = NULL;
  ZbPictureInfo info;

  if (!zb_picture_check (bytes, &info, &error))
    {
      g_assert_true (error->domain == ZB_DOCUMENT_ERROR);
      g_assert_null (info.media_type);
      return 0;
    }
  g_assert_no_error (error);
  g_assert_nonnull (zb_picture_get_ending (info.media_type));
  g_assert_cmpuint (info.width, >, 0);
  g_assert_cmpuint (info.height, >, 0);
  g_assert_cmpuint ((guint64) info.width * info.height, <=, ZB_PICTURE_MAX_PIXELS);
  return 0;
}
