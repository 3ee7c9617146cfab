/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zb-config.h"

#include "zb-feed-item.h"

#include <glib/gi18n-lib.h>
#include <json-glib/json-glib.h>
#include <string.h>

#include "bulletin/zb-period.h"
#include "document/zb-feed-json.h"
#include "document/zb-feed-xml.h"
#include "document/zb-file-kind.h"
#include "document/zb-text-decoder.h"

/* A feed changes with each entry, and its entries stay for weeks: each is kept as a file of its own, so
 * that one that is known is stored once. */

static void
add_member (JsonBuilder *builder,
            const char  *name,
            const char  *value)
{
  if (value == NULL)
    return;
  json_builder_set_member_name (builder, name);
  json_builder_add_string_value (builder, value);
}

static void
add_entry (JsonBuilder       *builder,
           const ZbFeedEntry *entry)
{
  json_builder_begin_object (builder);
  add_member (builder, "url", entry->url);
  add_member (builder, "title", entry->title);
  add_member (builder, entry->is_html ? "content_html" : "content_text", entry->content);
  if (g_date_valid (&entry->published))
    {
      g_autofree char *day = zb_date_dup_iso (&entry->published);

      add_member (builder, "date_published", day);
    }
  if (entry->account != NULL)
    {
      json_builder_set_member_name (builder, "authors");
      json_builder_begin_array (builder);
      json_builder_begin_object (builder);
      add_member (builder, "name", entry->account);
      json_builder_end_object (builder);
      json_builder_end_array (builder);
    }
  json_builder_end_object (builder);
}

static GBytes *
write_feed (const ZbFeedEntry *entry)
{
  g_autoptr(JsonBuilder) builder = json_builder_new_immutable ();
  g_autoptr(JsonGenerator) generator = json_generator_new ();
  g_autoptr(JsonNode) root = NULL;
  gsize length;
  char *text;

  json_builder_begin_object (builder);
  add_member (builder, "version", "https://jsonfeed.org/version/1.1");
  json_builder_set_member_name (builder, "items");
  json_builder_begin_array (builder);
  add_entry (builder, entry);
  json_builder_end_array (builder);
  json_builder_end_object (builder);
  root = json_builder_get_root (builder);
  json_generator_set_root (generator, root);
  text = json_generator_to_data (generator, &length);
  return g_bytes_new_take (text, length);
}

static gboolean
read_entries (GBytes     *bytes,
              GPtrArray  *entries,
              GError    **error)
{
  gsize length;
  g_autofree char *text = zb_text_decode (bytes, &length, error);
  ZbFeed feed;

  if (text == NULL)
    return FALSE;
  zb_feed_init_entries (&feed, entries);
  switch (zb_file_kind_of_text (text))
    {
    case ZB_FILE_XML_FEED:
      return zb_feed_xml_parse (text, length, &feed, error);
    case ZB_FILE_JSON:
      return zb_feed_json_parse (text, length, &feed, error);
    default:
      g_set_error_literal (error, ZB_DOCUMENT_ERROR, ZB_DOCUMENT_ERROR_FORM,
                           _("This is no feed. The address of a feed gives RSS, Atom or JSON Feed; see whether it is "
                             "the right one."));
      return FALSE;
    }
}

/**
 * zb_feed_split:
 * @bytes: an RSS, Atom or JSON feed
 *
 * Returns: (transfer full) (nullable) (element-type ZbFeedItem): its entries in
 *   their order, or %NULL with a #ZbDocumentError.
 */
GPtrArray *
zb_feed_split (GBytes  *bytes,
               GError **error)
{
  g_autoptr(GPtrArray) entries = g_ptr_array_new_with_free_func ((GDestroyNotify) zb_feed_entry_free);
  GPtrArray *items;

  g_return_val_if_fail (bytes != NULL, NULL);

  if (!read_entries (bytes, entries, error))
    return NULL;
  items = g_ptr_array_new_with_free_func ((GDestroyNotify) zb_feed_item_free);
  for (guint i = 0; i < entries->len; i++)
    {
      ZbFeedEntry *entry = g_ptr_array_index (entries, i);
      ZbFeedItem *item = g_new0 (ZbFeedItem, 1);

      item->bytes = write_feed (entry);
      item->title = g_steal_pointer (&entry->title);
      item->url = g_steal_pointer (&entry->url);
      item->published = entry->published;
      g_ptr_array_add (items, item);
      /* Feeds are large; the text is in the item now. */
      zb_feed_entry_clear (entry);
    }
  return items;
}

/**
 * zb_feed_item_free:
 */
void
zb_feed_item_free (ZbFeedItem *self)
{
  g_free (self->title);
  g_free (self->url);
  g_clear_pointer (&self->bytes, g_bytes_unref);
  g_free (self);
}
