/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zb-config.h"

#include "zb-cert-source.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "document/zb-document.h"
#include "extract/zb-title.h"

/* The official list: its lines name articles, an article links to a PDF, and a list goes on on further
 * pages. Only where a page names something new are older ones looked at, unless all are wanted. */

/* Twenty years of them, and some. */
#define MAX_PAGES 200

struct _ZbCertSource {
  GObject parent_instance;
  char   *address;
};

static void zb_cert_source_iface_init (ZbSourceInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (ZbCertSource, zb_cert_source, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (ZB_TYPE_SOURCE, zb_cert_source_iface_init))

/* The first page of the list that was never read. A page that has not changed does not say which one
 * comes next; the site numbers them index.html, index_2.html, index_3.html. */
static gboolean
plan_older_page (ZbCertSource          *self,
                 const ZbSourceContext *context,
                 GPtrArray             *tasks,
                 GError               **error)
{
  const char *slash = strrchr (self->address, '/');

  for (guint n = 2; n <= MAX_PAGES && slash != NULL; n++)
    {
      g_autofree char *address = g_strdup_printf ("%.*s/index_%u.html", (int) (slash - self->address), self->address, n);
      g_autoptr(ZbFetchRecord) record = zb_library_find_fetch (context->library, address, error);

      if (record == NULL)
        return FALSE;
      if (record->outcome == ZB_FETCH_OK)
        continue;
      if (record->outcome != ZB_FETCH_MISSING)
        g_ptr_array_add (tasks, zb_task_new (ZB_TASK_LIST, address, NULL, 0));
      return TRUE;
    }
  return TRUE;
}

static GPtrArray *
zb_cert_source_plan (ZbSource              *source,
                     const ZbSourceContext *context,
                     GError               **error)
{
  ZbCertSource *self = ZB_CERT_SOURCE (source);
  g_autoptr(GPtrArray) tasks = g_ptr_array_new_with_free_func ((GDestroyNotify) zb_task_free);
  g_autoptr(ZbFetchRecord) first = zb_library_find_fetch (context->library, self->address, error);

  if (first == NULL)
    return NULL;
  g_ptr_array_add (tasks, zb_task_new (ZB_TASK_LIST, self->address, NULL, 0));
  if (context->all && first->outcome == ZB_FETCH_OK && !plan_older_page (self, context, tasks, error))
    return NULL;
  return g_steal_pointer (&tasks);
}

/* A line of the list; @is_new is made %TRUE where its article is still to be fetched. */
static gboolean
read_line (const ZbSourceContext *context,
           const ZbDocument      *line,
           ZbSyncStep            *step,
           gboolean              *is_new,
           GError               **error)
{
  g_autoptr(ZbFetchRecord) record = NULL;
  ZbTitle title;

  zb_title_parse (line->title, &line->published, &title);
  if (title.series != ZB_SERIES_BULLETIN)
    return TRUE;
  record = zb_library_find_fetch (context->library, line->url, error);
  if (record == NULL)
    return FALSE;
  if (record->outcome == ZB_FETCH_OK || record->outcome == ZB_FETCH_GONE)
    return TRUE;
  *is_new = TRUE;
  g_ptr_array_add (step->tasks, zb_task_new (ZB_TASK_COPY, line->url, line->title, 0));
  return TRUE;
}

static gboolean
zb_cert_source_read (ZbSource              *source,
                     const ZbSourceContext *context,
                     const ZbTask          *task,
                     const ZbFetchAnswer   *answer,
                     ZbSyncStep            *step,
                     GError               **error)
{
  g_autoptr(GPtrArray) lines = zb_document_read (answer->bytes, answer->address, NULL);
  const ZbDocument *first = lines != NULL ? g_ptr_array_index (lines, 0) : NULL;
  gboolean is_new = FALSE;

  if (first == NULL || first->refusal != ZB_REFUSAL_TITLE_ONLY || first->url == NULL)
    {
      g_set_error (error, ZB_SYNC_ERROR, ZB_SYNC_ERROR_CONTENT,
                   _("“%s” answers, but with no list of bulletins. The site may have changed; it is tried again "
                     "later."), task->address);
      return FALSE;
    }
  step->tasks = g_ptr_array_new_with_free_func ((GDestroyNotify) zb_task_free);
  for (guint i = 0; i < lines->len; i++)
    {
      const ZbDocument *line = g_ptr_array_index (lines, i);

      if (line->url != NULL && line->title != NULL && !read_line (context, line, step, &is_new, error))
        return FALSE;
    }
  if (first->next_page != NULL && (context->all || is_new))
    g_ptr_array_add (step->tasks, zb_task_new (ZB_TASK_LIST, first->next_page, NULL, 0));
  return TRUE;
}

static void
zb_cert_source_follow (ZbSource     *source,
                       const ZbTask *task,
                       GPtrArray    *extractions,
                       GPtrArray    *tasks)
{
  for (guint i = 0; i < extractions->len; i++)
    {
      const ZbBulletin *bulletin = ((const ZbExtraction *) g_ptr_array_index (extractions, i))->bulletin;

      for (guint j = 0; j < bulletin->attachments->len; j++)
        g_ptr_array_add (tasks, zb_task_new (ZB_TASK_COPY, g_ptr_array_index (bulletin->attachments, j),
                                             bulletin->title, 0));
    }
}

static void
zb_cert_source_iface_init (ZbSourceInterface *iface)
{
  iface->plan = zb_cert_source_plan;
  iface->read = zb_cert_source_read;
  iface->follow = zb_cert_source_follow;
}

static void
zb_cert_source_finalize (GObject *object)
{
  ZbCertSource *self = ZB_CERT_SOURCE (object);

  g_clear_pointer (&self->address, g_free);

  G_OBJECT_CLASS (zb_cert_source_parent_class)->finalize (object);
}

static void
zb_cert_source_class_init (ZbCertSourceClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = zb_cert_source_finalize;
}

static void
zb_cert_source_init (ZbCertSource *self)
{
}

/**
 * zb_cert_source_new:
 * @address: of the first page of the official list
 *
 * Returns: (transfer full): the source.
 */
ZbSource *
zb_cert_source_new (const char *address)
{
  ZbCertSource *self = g_object_new (ZB_TYPE_CERT_SOURCE, NULL);

  self->address = g_strdup (address);
  return ZB_SOURCE (self);
}
