/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zb-config.h"

#include "zb-feed-source.h"

#include <string.h>

#include "document/zb-document.h"
#include "document/zb-feed-item.h"
#include "extract/zb-title.h"
#include "sync/zb-parallel.h"

/* A feed: its entries are copies themselves, or only name the page that is one. */

struct _ZbFeedSource {
  GObject parent_instance;
  char   *address;
};

static void zb_feed_source_iface_init (ZbSourceInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (ZbFeedSource, zb_feed_source, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (ZB_TYPE_SOURCE, zb_feed_source_iface_init))

static GPtrArray *
zb_feed_source_plan (ZbSource              *source,
                     const ZbSourceContext *context,
                     GError               **error)
{
  ZbFeedSource *self = ZB_FEED_SOURCE (source);
  GPtrArray *tasks = g_ptr_array_new_with_free_func ((GDestroyNotify) zb_task_free);

  g_ptr_array_add (tasks, zb_task_new (ZB_TASK_LIST, self->address, NULL, 0));
  return tasks;
}

static gboolean
has_text (const ZbStoredFile *file)
{
  for (guint i = 0; i < file->extractions->len; i++)
    if (((const ZbExtraction *) g_ptr_array_index (file->extractions, i))->bulletin->status == ZB_COPY_OK)
      return TRUE;
  return FALSE;
}

/* An entry that is read in some thread. */
typedef struct {
  const ZbFeedItem *item;
  char             *url;
  ZbStoredFile     *file;
  GError           *error;
} Entry;

/* What entries are read with. */
typedef struct {
  const char  *address;
  ZbExtractor *extractor;
} Reader;

static void
entry_free (gpointer data)
{
  Entry *self = data;

  g_free (self->url);
  g_clear_pointer (&self->file, zb_stored_file_free);
  g_clear_error (&self->error);
  g_free (self);
}

static void
read_entry (gpointer data,
            gpointer user_data)
{
  Entry *self = data;
  const Reader *reader = user_data;
  g_autofree char *origin = NULL;

  self->url = g_strstrip (g_strdup (self->item->url != NULL ? self->item->url : ""));
  origin = g_utf8_make_valid (*self->url != '\0' ? self->url : reader->address, -1);
  self->file = zb_stored_file_new (self->item->bytes, NULL, origin, reader->extractor, &self->error);
}

/* An entry without a text is one to be fetched, where it is one of ours. */
static void
take_entry (Entry      *self,
            ZbSyncStep *step)
{
  ZbTitle title;

  zb_title_parse (self->item->title != NULL ? self->item->title : "", &self->item->published, &title);
  if (!has_text (self->file) && title.series == ZB_SERIES_BULLETIN && zb_is_web_address (self->url))
    g_ptr_array_add (step->tasks, zb_task_new (ZB_TASK_COPY, self->url, self->item->title, 0));
  g_ptr_array_add (step->files, g_steal_pointer (&self->file));
}

static gboolean
read_entries (ZbFeedSource          *self,
              const ZbSourceContext *context,
              GPtrArray             *items,
              ZbSyncStep            *step,
              GError               **error)
{
  g_autoptr(GPtrArray) entries = g_ptr_array_new_with_free_func (entry_free);
  Reader reader = { self->address, zb_library_get_extractor (context->library) };

  for (guint i = 0; i < items->len; i++)
    {
      Entry *entry = g_new0 (Entry, 1);

      entry->item = g_ptr_array_index (items, i);
      g_ptr_array_add (entries, entry);
    }
  zb_parallel_run (entries, read_entry, &reader);
  for (guint i = 0; i < entries->len; i++)
    {
      Entry *entry = g_ptr_array_index (entries, i);

      if (entry->file == NULL)
        {
          g_propagate_error (error, g_steal_pointer (&entry->error));
          return FALSE;
        }
      take_entry (entry, step);
    }
  return TRUE;
}

static gboolean
zb_feed_source_read (ZbSource              *source,
                     const ZbSourceContext *context,
                     const ZbTask          *task,
                     const ZbFetchAnswer   *answer,
                     ZbSyncStep            *step,
                     GError               **error)
{
  g_autoptr(GError) split_error = NULL;
  g_autoptr(GPtrArray) items = zb_feed_split (answer->bytes, &split_error);

  if (items == NULL)
    {
      /* One that has no entries yet is a feed all the same. */
      if (g_error_matches (split_error, ZB_DOCUMENT_ERROR, ZB_DOCUMENT_ERROR_EMPTY) &&
          g_bytes_get_size (answer->bytes) > 0)
        return TRUE;
      g_set_error (error, ZB_SYNC_ERROR, ZB_SYNC_ERROR_CONTENT, "%s: %s", task->address, split_error->message);
      return FALSE;
    }
  step->tasks = g_ptr_array_new_with_free_func ((GDestroyNotify) zb_task_free);
  step->files = g_ptr_array_new_with_free_func ((GDestroyNotify) zb_stored_file_free);
  return read_entries (ZB_FEED_SOURCE (source), context, items, step, error);
}

static void
zb_feed_source_iface_init (ZbSourceInterface *iface)
{
  iface->plan = zb_feed_source_plan;
  iface->read = zb_feed_source_read;
}

static void
zb_feed_source_finalize (GObject *object)
{
  ZbFeedSource *self = ZB_FEED_SOURCE (object);

  g_clear_pointer (&self->address, g_free);

  G_OBJECT_CLASS (zb_feed_source_parent_class)->finalize (object);
}

static void
zb_feed_source_class_init (ZbFeedSourceClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = zb_feed_source_finalize;
}

static void
zb_feed_source_init (ZbFeedSource *self)
{
}

/**
 * zb_feed_source_new:
 * @address: of the feed
 *
 * Returns: (transfer full): the source.
 */
ZbSource *
zb_feed_source_new (const char *address)
{
  ZbFeedSource *self = g_object_new (ZB_TYPE_FEED_SOURCE, NULL);

  self->address = g_strdup (address);
  return ZB_SOURCE (self);
}
