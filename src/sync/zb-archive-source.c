/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zb-config.h"

#include "zb-archive-source.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "document/zb-feed-date.h"
#include "document/zb-json-guard.h"
#include "extract/zb-title.h"

/* The Markdown archive at GitHub. Its contents interface lists one day's folder as
 * `[{"name", "download_url", "type"}]`, and answers 404 where that day has none. */

/* A bulletin appears no sooner after the week's last day, so this long after the last known week the
 * next one may be there. */
#define DAYS_TO_NEXT 8

/* A folder does not change any more when its day is so long ago. */
#define DAYS_OPEN 10

/* The archive holds nothing older. */
#define FIRST_YEAR 2022

#define ENDING ".md"

struct _ZbArchiveSource {
  GObject parent_instance;
  char   *address;
};

static void zb_archive_source_iface_init (ZbSourceInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (ZbArchiveSource, zb_archive_source, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (ZB_TYPE_SOURCE, zb_archive_source_iface_init))

/* "…/archive?ref=archive" with the day's folder put in. */
static char *
dup_day_address (ZbArchiveSource *self,
                 const GDate     *day)
{
  gsize length = strcspn (self->address, "?#");
  gsize end = length;

  while (end > 0 && self->address[end - 1] == '/')
    end--;
  return g_strdup_printf ("%.*s/%04u/%02u/%02u/daily%s", (int) end, self->address, g_date_get_year (day),
                          g_date_get_month (day), g_date_get_day (day), self->address + length);
}

/* The first day that is to be looked at. */
static gboolean
find_first_day (const ZbSourceContext *context,
                GDate                 *day,
                GError               **error)
{
  g_autoptr(GError) find_error = NULL;
  GDate monday;

  g_date_set_dmy (day, 1, G_DATE_JANUARY, FIRST_YEAR);
  if (context->all)
    return TRUE;
  if (zb_library_find_newest_week (context->library, &monday, &find_error))
    {
      g_date_add_days (&monday, 6 + DAYS_TO_NEXT);
      if (g_date_compare (&monday, day) > 0)
        *day = monday;
      return TRUE;
    }
  if (g_error_matches (find_error, ZB_LIBRARY_ERROR, ZB_LIBRARY_ERROR_NOT_FOUND))
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&find_error));
  return FALSE;
}

/* Whether the folder was looked into when nothing was to be added to it any more. */
static gboolean
is_closed (const ZbFetchRecord *record,
           const GDate         *day)
{
  GDate checked, last = *day;

  if ((record->outcome != ZB_FETCH_OK && record->outcome != ZB_FETCH_MISSING) ||
      !zb_feed_date_from_unix (record->checked, &checked))
    return FALSE;
  g_date_add_days (&last, DAYS_OPEN);
  return g_date_compare (&checked, &last) > 0;
}

/* Newest first: what is new is wanted most, and the interface allows few requests an hour. */
static GPtrArray *
zb_archive_source_plan (ZbSource              *source,
                        const ZbSourceContext *context,
                        GError               **error)
{
  ZbArchiveSource *self = ZB_ARCHIVE_SOURCE (source);
  g_autoptr(GPtrArray) tasks = g_ptr_array_new_with_free_func ((GDestroyNotify) zb_task_free);
  GDate first, day;

  if (!find_first_day (context, &first, error))
    return NULL;
  zb_feed_date_from_unix (context->now, &day);
  for (; g_date_valid (&day) && g_date_compare (&day, &first) >= 0; g_date_subtract_days (&day, 1))
    {
      g_autofree char *address = dup_day_address (self, &day);
      g_autoptr(ZbFetchRecord) record = zb_library_find_fetch (context->library, address, error);

      if (record == NULL)
        return NULL;
      if (!is_closed (record, &day))
        g_ptr_array_add (tasks, zb_task_new (ZB_TASK_LIST, address, NULL, 0));
    }
  return g_steal_pointer (&tasks);
}

static const char *
get_string (JsonObject *object,
            const char *member)
{
  JsonNode *node = json_object_get_member (object, member);

  return node != NULL && json_node_get_value_type (node) == G_TYPE_STRING ? json_node_get_string (node) : NULL;
}

/* "ACCOUNT_TITLE.md": an account may have the line in its name, too. */
static char *
dup_title (const char *name)
{
  const char *series = strstr (name, ZB_TITLE_NAME);
  const char *title = series != NULL ? series : strchr (name, '_');

  title = title == NULL ? name : title == series ? title : title + 1;
  return g_strndup (title, strlen (title) - strlen (ENDING));
}

static void
read_file (JsonObject *file,
           GPtrArray  *tasks)
{
  const char *name = get_string (file, "name");
  const char *address = get_string (file, "download_url");
  g_autofree char *title = NULL;
  ZbTitle parsed;

  if (name == NULL || !g_str_has_suffix (name, ENDING) || !zb_is_web_address (address) ||
      g_strcmp0 (get_string (file, "type"), "file") != 0)
    return;
  title = dup_title (name);
  zb_title_parse (title, NULL, &parsed);
  if (parsed.series == ZB_SERIES_BULLETIN)
    g_ptr_array_add (tasks, zb_task_new (ZB_TASK_COPY, address, title, 0));
}

static gboolean
zb_archive_source_read (ZbSource              *source,
                        const ZbSourceContext *context,
                        const ZbTask          *task,
                        const ZbFetchAnswer   *answer,
                        ZbSyncStep            *step,
                        GError               **error)
{
  gsize size;
  const char *data = g_bytes_get_data (answer->bytes, &size);
  g_autofree char *text = g_utf8_make_valid (data != NULL ? data : "", (gssize) size);
  g_autoptr(JsonNode) root = zb_json_parse (text, strlen (text), NULL);
  JsonArray *files = root != NULL && JSON_NODE_HOLDS_ARRAY (root) ? json_node_get_array (root) : NULL;

  if (files == NULL)
    {
      g_set_error (error, ZB_SYNC_ERROR, ZB_SYNC_ERROR_CONTENT,
                   _("“%s” answers, but with no list of files. It is tried again later."), task->address);
      return FALSE;
    }
  step->tasks = g_ptr_array_new_with_free_func ((GDestroyNotify) zb_task_free);
  for (guint i = 0; i < json_array_get_length (files); i++)
    {
      JsonNode *file = json_array_get_element (files, i);

      if (JSON_NODE_HOLDS_OBJECT (file))
        read_file (json_node_get_object (file), step->tasks);
    }
  return TRUE;
}

static void
zb_archive_source_iface_init (ZbSourceInterface *iface)
{
  iface->plan = zb_archive_source_plan;
  iface->read = zb_archive_source_read;
}

static void
zb_archive_source_finalize (GObject *object)
{
  ZbArchiveSource *self = ZB_ARCHIVE_SOURCE (object);

  g_clear_pointer (&self->address, g_free);

  G_OBJECT_CLASS (zb_archive_source_parent_class)->finalize (object);
}

static void
zb_archive_source_class_init (ZbArchiveSourceClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = zb_archive_source_finalize;
}

static void
zb_archive_source_init (ZbArchiveSource *self)
{
}

/**
 * zb_archive_source_new:
 * @address: of the archive's folder in GitHub's contents interface, with its query
 *
 * Returns: (transfer full): the source.
 */
ZbSource *
zb_archive_source_new (const char *address)
{
  ZbArchiveSource *self = g_object_new (ZB_TYPE_ARCHIVE_SOURCE, NULL);

  self->address = g_strdup (address);
  return ZB_SOURCE (self);
}
