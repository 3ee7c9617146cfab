/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "document/zb-document.h"

G_BEGIN_DECLS

/**
 * ZbFeedEntry:
 * @title: (nullable): its title
 * @url: (nullable): the address of its page
 * @account: (nullable): who published it
 * @published: the day; invalid where unknown
 * @content: (nullable): its text
 * @is_html: whether @content is meant to be HTML
 *
 * One entry of a feed, with its values as the feed's own form gives them.
 */
typedef struct {
  char    *title;
  char    *url;
  char    *account;
  GDate    published;
  char    *content;
  gboolean is_html;
} ZbFeedEntry;

/**
 * ZbFeed:
 * @documents: (nullable) (element-type ZbDocument): one for each entry
 * @entries: (nullable) (element-type ZbFeedEntry): where only these are wanted: the entries
 * @n_blocks: how many blocks they have
 * @n_tags: how many tags were in their texts
 *
 * A feed that is being read.
 */
typedef struct {
  GPtrArray *documents;
  GPtrArray *entries;
  gsize      n_blocks;
  gsize      n_tags;
} ZbFeed;

void      zb_feed_init        (ZbFeed             *self,
                               GPtrArray          *documents);
void      zb_feed_init_entries (ZbFeed            *self,
                               GPtrArray          *entries);
gboolean  zb_feed_add         (ZbFeed             *self,
                               ZbFeedEntry        *entry,
                               GError            **error);
gboolean  zb_feed_finish      (ZbFeed             *self,
                               const char         *title,
                               gboolean            is_whole,
                               GError            **error);
gboolean  zb_feed_is_blank    (const char         *text);
void      zb_feed_entry_clear (ZbFeedEntry        *self);
void      zb_feed_entry_free  (ZbFeedEntry        *self);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (ZbFeedEntry, zb_feed_entry_clear)

G_END_DECLS
