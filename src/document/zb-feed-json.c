/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zb-config.h"

#include "zb-feed-json.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "document/zb-feed-date.h"
#include "document/zb-feed.h"
#include "document/zb-json-guard.h"

/* What says that a text is one of the two forms, whether or not it can be read. */
#define JSON_FEED_MARK   "jsonfeed.org/version/"
#define WECHAT2RSS_MARK  "\"biz_name\""

/* As much of a server's complaint as anybody reads. */
#define MAX_COMPLAINT_CHARS 200

/* What comes from outside may have anything in the place of a text. */
static const char *
get_string (JsonObject *object,
            const char *member)
{
  JsonNode *node = json_object_get_member (object, member);

  return node != NULL && json_node_get_value_type (node) == G_TYPE_STRING ? json_node_get_string (node) : NULL;
}

/* The first of @members that says something. */
static const char *
get_first (JsonObject        *object,
           const char *const *members)
{
  for (guint i = 0; members[i] != NULL; i++)
    {
      const char *value = get_string (object, members[i]);

      if (!zb_feed_is_blank (value))
        return value;
    }
  return NULL;
}

static JsonArray *
get_array (JsonObject *object,
           const char *member)
{
  JsonNode *node = json_object_get_member (object, member);

  return node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;
}

static JsonObject *
get_object_element (JsonArray *array,
                    guint      position)
{
  JsonNode *node = json_array_get_element (array, position);

  return node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
}

/* {"name": …}, or the name alone, which is not quite the form but happens. */
static const char *
get_author_name (JsonNode *node)
{
  if (node == NULL)
    return NULL;
  if (JSON_NODE_HOLDS_OBJECT (node))
    return get_string (json_node_get_object (node), "name");
  return json_node_get_value_type (node) == G_TYPE_STRING ? json_node_get_string (node) : NULL;
}

/* Version 1.1 of JSON Feed has "authors", version 1 "author". */
static const char *
get_author (JsonObject *item)
{
  JsonArray *authors = get_array (item, "authors");
  const char *name = NULL;

  for (guint i = 0; authors != NULL && i < json_array_get_length (authors) && zb_feed_is_blank (name); i++)
    name = get_author_name (json_array_get_element (authors, i));
  return !zb_feed_is_blank (name) ? name : get_author_name (json_object_get_member (item, "author"));
}

/* A moment as a text, or as seconds since 1970. */
static gboolean
read_date (JsonObject *object,
           const char *member,
           GDate      *day)
{
  JsonNode *node = json_object_get_member (object, member);

  g_date_clear (day, 1);
  if (node == NULL)
    return FALSE;
  if (json_node_get_value_type (node) == G_TYPE_INT64)
    return zb_feed_date_from_unix (json_node_get_int (node), day);
  return zb_feed_date_parse (get_string (object, member), day);
}

static void
read_content (JsonObject        *object,
              const char        *html_member,
              const char *const *text_members,
              ZbFeedEntry       *entry)
{
  const char *html = get_string (object, html_member);

  entry->is_html = !zb_feed_is_blank (html);
  entry->content = g_strdup (entry->is_html ? html : get_first (object, text_members));
}

static gboolean
add_item (ZbFeed      *feed,
          JsonObject  *item,
          GError     **error)
{
  /* An id is an address in many feeds; in others it is none, and left aside. */
  static const char *const url_members[] = { "url", "external_url", "id", NULL };
  static const char *const text_members[] = { "content_text", "summary", NULL };
  g_auto(ZbFeedEntry) entry = { 0, };

  entry.title = g_strdup (get_string (item, "title"));
  entry.url = g_strdup (get_first (item, url_members));
  entry.account = g_strdup (get_author (item));
  /* WeWe RSS gives only the second. */
  if (!read_date (item, "date_published", &entry.published))
    read_date (item, "date_modified", &entry.published);
  read_content (item, "content_html", text_members, &entry);
  return zb_feed_add (feed, &entry, error);
}

static gboolean
add_answer (ZbFeed      *feed,
            JsonObject  *article,
            GError     **error)
{
  static const char *const url_members[] = { "link", "url", NULL };
  static const char *const text_members[] = { "desc", NULL };
  g_auto(ZbFeedEntry) entry = { 0, };

  entry.title = g_strdup (get_string (article, "title"));
  entry.url = g_strdup (get_first (article, url_members));
  entry.account = g_strdup (get_string (article, "biz_name"));
  read_date (article, "created", &entry.published);
  read_content (article, "content", text_members, &entry);
  return zb_feed_add (feed, &entry, error);
}

static gboolean
read_array (JsonArray   *array,
            gboolean   (*add) (ZbFeed *, JsonObject *, GError **),
            const char  *title,
            ZbFeed      *feed,
            GError     **error)
{
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      JsonObject *object = get_object_element (array, i);

      if (object != NULL && !add (feed, object, error))
        return FALSE;
    }
  return zb_feed_finish (feed, title, json_array_get_length (array) == 0, error);
}

static gboolean
set_no_feed (GError **error)
{
  g_set_error_literal (error, ZB_DOCUMENT_ERROR, ZB_DOCUMENT_ERROR_FORM,
                       _("The file looks like JSON, but is neither a JSON Feed nor an answer of Wechat2RSS. Open the "
                         "feed, or the page of the bulletin."));
  return FALSE;
}

/* A server that has nothing to give says why. */
static gboolean
set_complaint (const char  *complaint,
               GError     **error)
{
  g_autofree char *start = g_utf8_substring (complaint, 0, MIN (g_utf8_strlen (complaint, -1), MAX_COMPLAINT_CHARS));

  g_set_error (error, ZB_DOCUMENT_ERROR, ZB_DOCUMENT_ERROR_FORM,
               /* Translators: %s is what a server said. */
               _("The file holds no articles but the answer “%s” of Wechat2RSS. Mend what it says, and ask "
                 "again."), start);
  return FALSE;
}

static gboolean
read_object (JsonObject  *root,
             ZbFeed      *feed,
             GError     **error)
{
  const char *version = get_string (root, "version");
  const char *complaint = get_string (root, "err");
  JsonArray *items = get_array (root, "items");
  JsonArray *data = get_array (root, "data");

  if (version != NULL && strstr (version, JSON_FEED_MARK) != NULL && items != NULL)
    return read_array (items, add_item, get_string (root, "title"), feed, error);
  if (complaint == NULL || !json_object_has_member (root, "data"))
    return set_no_feed (error);
  if (data == NULL || (json_array_get_length (data) == 0 && !zb_feed_is_blank (complaint)))
    return zb_feed_is_blank (complaint) ? set_no_feed (error) : set_complaint (complaint, error);
  return read_array (data, add_answer, NULL, feed, error);
}

/**
 * zb_feed_json_parse:
 * @text: valid UTF-8 without NULs
 * @length: its length in bytes
 * @feed: where the entries go, in their order
 *
 * Reads JSON Feed, versions 1 and 1.1 (https://www.jsonfeed.org/version/1.1/),
 * as WeWe RSS and RSSHub make it, and what Wechat2RSS answers to `/api/query`:
 * `{"data": [{"biz_name", "title", "desc", "created", "content", "link"}], "err": ""}`.
 *
 * Returns: %FALSE with %ZB_DOCUMENT_ERROR_FORM for any other JSON, or another
 *   #ZbDocumentError.
 */
gboolean
zb_feed_json_parse (const char  *text,
                    gsize        length,
                    ZbFeed      *feed,
                    GError     **error)
{
  g_autoptr(GError) parse_error = NULL;
  g_autoptr(JsonNode) root = zb_json_parse (text, length, &parse_error);

  if (root == NULL && strstr (text, JSON_FEED_MARK) == NULL && strstr (text, WECHAT2RSS_MARK) == NULL)
    return set_no_feed (error);
  if (root == NULL)
    {
      g_propagate_error (error, g_steal_pointer (&parse_error));
      return FALSE;
    }
  if (!JSON_NODE_HOLDS_OBJECT (root))
    return set_no_feed (error);
  return read_object (json_node_get_object (root), feed, error);
}

/**
 * zb_feed_json_read:
 * @text: valid UTF-8 without NULs
 * @length: its length in bytes
 * @documents: (element-type ZbDocument): where to put the entries, in the feed's order
 *
 * Reads a feed as zb_feed_json_parse() does, and the texts of its entries.
 *
 * Returns: %FALSE with a #ZbDocumentError.
 */
gboolean
zb_feed_json_read (const char  *text,
                   gsize        length,
                   GPtrArray   *documents,
                   GError     **error)
{
  ZbFeed feed;

  zb_feed_init (&feed, documents);
  return zb_feed_json_parse (text, length, &feed, error);
}
