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

/* The addresses are ordered: what has failed on the way is asked again before a worse one is tried, and what
 * has refused after all others. */
static const ZbKnownAddress *
choose_address (const ZbSourceContext *context,
                const ZbMissingIssue  *missing)
{
  for (guint i = 0; i < missing->addresses->len; i++)
    if (may_be_asked (context, g_ptr_array_index (missing->addresses, i)))
      return g_ptr_array_index (missing->addresses, i);
  return NULL;
}

/* An issue and where it is to be had. */
typedef struct {
  const ZbKnownAddress *address;
  gint64                bulletin;
} Wanted;

static gboolean
has_refused (const ZbKnownAddress *address)
{
  return address->refused || address->outcome == ZB_FETCH_MISSING;
}

/* Those that are most likely to give a text come first: a host that is tired of refusing gives none any
 * more, and those that have refused before would tire it each time. Of these, it is the turn of the one
 * that was asked longest ago. The order of equals stays: newest first. */
static int
compare_wanted (gconstpointer a,
                gconstpointer b)
{
  const ZbKnownAddress *one = ((const Wanted *) a)->address;
  const ZbKnownAddress *two = ((const Wanted *) b)->address;

  if (has_refused (one) != has_refused (two))
    return has_refused (one) ? 1 : -1;
  if (has_refused (one) && one->checked != two->checked)
    return one->checked < two->checked ? -1 : 1;
  return (int) zb_address_get_kind (one->url) - (int) zb_address_get_kind (two->url);
}

static GPtrArray *
zb_known_source_plan (ZbSource              *source,
                      const ZbSourceContext *context,
                      GError               **error)
{
  g_autoptr(GPtrArray) missing = zb_library_list_missing (context->library, context->bulletin, error);
  g_autoptr(GArray) all = g_array_new (FALSE, FALSE, sizeof (Wanted));
  GPtrArray *tasks;

  if (missing == NULL)
    return NULL;
  for (guint i = 0; i < missing->len; i++)
    {
      const ZbMissingIssue *issue = g_ptr_array_index (missing, i);
      Wanted wanted = { choose_address (context, issue), issue->id };

      if (wanted.address != NULL)
        g_array_append_val (all, wanted);
    }
  g_array_sort (all, compare_wanted);
  tasks = g_ptr_array_new_full (all->len, (GDestroyNotify) zb_task_free);
  for (guint i = 0; i < all->len; i++)
    {
      const Wanted *wanted = &g_array_index (all, Wanted, i);

      g_ptr_array_add (tasks, zb_task_new (ZB_TASK_COPY, wanted->address->url, NULL, wanted->bulletin));
    }
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
