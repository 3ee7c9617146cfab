/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "library/zb-picture-store.h"

G_BEGIN_DECLS

/**
 * ZbPagePicture:
 * @address: the address that the page prints for it
 * @picture: the picture
 *
 * A picture that was found beside a page.
 */
typedef struct {
  char            *address;
  ZbStoredPicture *picture;
} ZbPagePicture;

GPtrArray *zb_page_pictures_read (GPtrArray    *extractions,
                                  const char   *path,
                                  GCancellable *cancellable);

G_END_DECLS
