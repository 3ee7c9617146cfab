/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zb-config.h"

#include "zb-known-source.h"

#include "library/zb-address.h"

/* The issues that are known to exist, with addresses, while their text is not here: those of the
 * bundled index, and those that lists of earlier issues name. Each copy that is fetched may name older
 * ones, so the plan is made again until there is nothing new. */

struct _ZbKnownSource {
  GObject parent_instance;
};

static void zb_known_source_iface_init (ZbSourceInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (ZbKnownSource, zb_known_source, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (ZB_TYPE_SOURCE, zb_known_source_iface_init))

static gboolean
may_be_asked (const ZbSourceContext *context,
              const ZbKnownAddress  *address)
{
  if (g_hash_table_contains (context->asked, address->url) || address->outcome == ZB_FETCH_GONE)
    return FALSE;
  return address->outcome == ZB_FETCH_NEVER || context->bulletin != 0 ||
         (address->outcome == ZB_FETCH_FAILED && context->is_urgent) ||
         (address->outcome != ZB_FETCH_OK && address->next_try <= context->now);
}

/* The addresses are ordered; one that was never asked comes before one that has failed. */
static const ZbKnownAddress *
choose_address (const ZbSourceContext *context,
                const ZbMissingIssue  *missing)
{
  const ZbKnownAddress *chosen = NULL;

  for (guint i = 0; i < missing->addresses->len; i++)
    {
      const ZbKnownAddress *address = g_ptr_array_index (missing->addresses, i);

      if (may_be_asked (context, address) &&
          (chosen == NULL || (chosen->outcome != ZB_FETCH_NEVER && address->outcome == ZB_FETCH_NEVER)))
        chosen = address;
    }
  return chosen;
}

/* Those that are most likely to give a text come first: a host that is tired of refusing gives none any
 * more. The order of equals stays: newest first. */
static int
compare_tasks (gconstpointer a,
               gconstpointer b)
{
  const ZbTask *task_a = *(const ZbTask *const *) a;
  const ZbTask *task_b = *(const ZbTask *const *) b;

  return (int) zb_address_get_kind (task_a->address) - (int) zb_address_get_kind (task_b->address);
}

static GPtrArray *
zb_known_source_plan (ZbSource              *source,
                      const ZbSourceContext *context,
                      GError               **error)
{
  g_autoptr(GPtrArray) missing = zb_library_list_missing (context->library, context->bulletin, error);
  GPtrArray *tasks;

  if (missing == NULL)
    return NULL;
  tasks = g_ptr_array_new_with_free_func ((GDestroyNotify) zb_task_free);
  for (guint i = 0; i < missing->len; i++)
    {
      const ZbMissingIssue *issue = g_ptr_array_index (missing, i);
      const ZbKnownAddress *address = choose_address (context, issue);

      if (address != NULL)
        g_ptr_array_add (tasks, zb_task_new (ZB_TASK_COPY, address->url, NULL, issue->id));
    }
  g_ptr_array_sort (tasks, compare_tasks);
  return tasks;
}

static void
zb_known_source_iface_init (ZbSourceInterface *iface)
{
  iface->plan = zb_known_source_plan;
}

static void
zb_known_source_class_init (ZbKnownSourceClass *klass)
{
}

static void
zb_known_source_init (ZbKnownSource *self)
{
}

/**
 * zb_known_source_new:
 *
 * Returns: (transfer full): the source.
 */
ZbSource *
zb_known_source_new (void)
{
  return g_object_new (ZB_TYPE_KNOWN_SOURCE, NULL);
}
