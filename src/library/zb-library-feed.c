/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zb-config.h"

#include "zb-library-feed.h"

#include <json-glib/json-glib.h>
#include <string.h>

/* Our own reader takes no longer text and no more entries than this; a little room is left for the end. */
#define MAX_BYTES (ZB_DOCUMENT_MAX_TEXT_BYTES - 4096)
#define MAX_ITEMS ZB_DOCUMENT_MAX_ENTRIES

/* As bulletins print it above the list of earlier issues: by it the list is found again. */
#define RECAP_HEADING "近期回顾"

#define FEED_TITLE "网络安全信息与动态周报"

static void
add_string (JsonBuilder *builder,
            const char  *name,
            const char  *value)
{
  if (value == NULL)
    return;
  json_builder_set_member_name (builder, name);
  json_builder_add_string_value (builder, value);
}

/* Both year and number, and the week: whatever of it the copy prints elsewhere. */
static char *
dup_title (const ZbDetail *detail)
{
  const ZbEntry *entry = detail->entry;

  if (entry->issue.number != 0 || zb_period_is_known (&entry->period))
    return zb_entry_build_title (entry->issue, &entry->period);
  return g_strdup (entry->title);
}

static char *
dup_content (const ZbDetail *detail)
{
  g_autofree char *body = zb_document_to_html (detail->shown->body);
  GString *html = g_string_new (body);
  GPtrArray *recap = detail->shown->bulletin->recap;

  if (recap->len > 0)
    g_string_append (html, "<p>" RECAP_HEADING "</p>\n");
  for (guint i = 0; i < recap->len; i++)
    {
      const ZbRecapEntry *line = g_ptr_array_index (recap, i);
      g_autofree char *title = g_markup_escape_text (line->title != NULL ? line->title : "", -1);
      g_autofree char *url = zb_is_web_address (line->url) ? g_markup_escape_text (line->url, -1) : NULL;

      if (url != NULL)
        g_string_append_printf (html, "<p><a href=\"%s\">%s</a></p>\n", url, title);
      else
        g_string_append_printf (html, "<p>%s</p>\n", title);
    }
  return g_string_free (html, FALSE);
}

/* One that stays the same from one feed to the next. */
static char *
dup_id (const ZbDetail *detail)
{
  const ZbBulletin *bulletin = detail->shown->bulletin;
  g_autofree char *week = zb_date_dup_iso (&detail->entry->period.start);

  if (bulletin->url != NULL)
    return g_strdup (bulletin->url);
  if (detail->entry->issue.number != 0)
    return g_strdup_printf ("zhoubao:%u-%02u", detail->entry->issue.year, detail->entry->issue.number);
  return g_strdup_printf ("zhoubao:%s", week != NULL ? week : detail->entry->title);
}

static char *
write_item (const ZbDetail *detail)
{
  g_autoptr(JsonBuilder) builder = json_builder_new_immutable ();
  const ZbBulletin *bulletin = detail->shown->bulletin;
  g_autofree char *id = dup_id (detail);
  g_autofree char *title = dup_title (detail);
  g_autofree char *content = dup_content (detail);
  g_autofree char *published = zb_date_dup_iso (&bulletin->published);
  g_autofree char *moment = published != NULL ? g_strconcat (published, "T00:00:00+08:00", NULL) : NULL;
  g_autoptr(JsonNode) root = NULL;

  json_builder_begin_object (builder);
  add_string (builder, "id", id);
  add_string (builder, "url", zb_is_web_address (bulletin->url) ? bulletin->url : NULL);
  add_string (builder, "title", title);
  add_string (builder, "content_html", content);
  add_string (builder, "date_published", moment);
  add_string (builder, "language", "zh-CN");
  if (bulletin->account != NULL)
    {
      json_builder_set_member_name (builder, "authors");
      json_builder_begin_array (builder);
      json_builder_begin_object (builder);
      add_string (builder, "name", bulletin->account);
      json_builder_end_object (builder);
      json_builder_end_array (builder);
    }
  json_builder_end_object (builder);
  root = json_builder_get_root (builder);
  return json_to_string (root, FALSE);
}

/* Returns: %FALSE where reading fails as a whole. */
static gboolean
append_item (ZbLibrary     *self,
             const ZbEntry *entry,
             GString       *feed,
             ZbFeedResult  *result,
             GError       **error)
{
  g_autoptr(ZbDetail) detail = zb_library_load (self, entry->id, error);
  g_autofree char *item = NULL;

  if (detail == NULL)
    return FALSE;
  if (!zb_detail_has_text (detail))
    {
      result->n_unreadable++;
      return TRUE;
    }
  item = write_item (detail);
  /* What follows is older: a feed without gaps is worth more than one with a few more items. */
  if (result->n_too_many > 0 || result->n_written == MAX_ITEMS || feed->len + strlen (item) > MAX_BYTES)
    {
      result->n_too_many++;
      return TRUE;
    }
  g_string_append (feed, result->n_written > 0 ? ",\n" : "\n");
  g_string_append (feed, item);
  result->n_written++;
  return TRUE;
}

/**
 * zb_library_export_feed:
 * @result: (out caller-allocates): what the feed holds, and what it does not
 * @progress: (nullable): is told how many bulletins are done
 * @cancellable: (nullable): asked between bulletins
 *
 * Writes all bulletins whose text is here as a JSON Feed 1.1 (https://www.jsonfeed.org/version/1.1/),
 * newest first, that another Zhoubao can import or subscribe to. Of each bulletin the best copy is
 * written: its text, its addresses of pictures and the list of earlier issues; what the user has added is not.
 *
 * Returns: (transfer full) (nullable): the feed, or %NULL with an error of
 *   %ZB_LIBRARY_ERROR or %G_IO_ERROR_CANCELLED.
 */
GBytes *
zb_library_export_feed (ZbLibrary         *self,
                        ZbFeedResult      *result,
                        ZbLibraryProgress  progress,
                        gpointer           progress_data,
                        GCancellable      *cancellable,
                        GError           **error)
{
  g_autoptr(GPtrArray) entries = NULL;
  g_autoptr(GString) feed = g_string_new ("{\"version\":\"https://jsonfeed.org/version/1.1\","
                                          "\"title\":\"" FEED_TITLE "\",\"language\":\"zh-CN\",\"items\":[");

  g_return_val_if_fail (ZB_IS_LIBRARY (self), NULL);

  *result = (ZbFeedResult) { 0, };
  entries = zb_library_list (self, error);
  if (entries == NULL)
    return NULL;
  for (guint i = 0; i < entries->len; i++)
    {
      const ZbEntry *entry = g_ptr_array_index (entries, i);

      if (g_cancellable_set_error_if_cancelled (cancellable, error) ||
          (entry->state == ZB_ENTRY_TEXT && !append_item (self, entry, feed, result, error)))
        return NULL;
      if (progress != NULL)
        progress (i + 1, entries->len, progress_data);
    }
  g_string_append (feed, "\n]}\n");
  return g_string_free_to_bytes (g_steal_pointer (&feed));
}
