/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * ZbFeedItem:
 * @title: (nullable): its title
 * @url: (nullable): the address of its page, as printed
 * @published: the day; invalid where unknown
 * @bytes: a JSON Feed that holds this entry alone, with its text as it came
 *
 * One entry of a feed, as a file of its own.
 */
typedef struct {
  char   *title;
  char   *url;
  GDate   published;
  GBytes *bytes;
} ZbFeedItem;

GPtrArray *zb_feed_split     (GBytes      *bytes,
                              GError     **error);
void       zb_feed_item_free (ZbFeedItem  *self);

G_END_DECLS
