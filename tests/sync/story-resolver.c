/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "story-resolver.h"

/* Knows the names of one story and no others, and asks nobody. */
struct _StoryResolver {
  GResolver   parent_instance;

  /* Lists of addresses as text, by name. */
  GHashTable *names;
};

G_DEFINE_FINAL_TYPE (StoryResolver, story_resolver, G_TYPE_RESOLVER)

static GList *
look_up (GResolver               *resolver,
         const char              *name,
         GResolverNameLookupFlags flags,
         GCancellable            *cancellable,
         GError                 **error)
{
  StoryResolver *self = STORY_RESOLVER (resolver);
  GPtrArray *addresses = g_hash_table_lookup (self->names, name);
  GList *found = NULL;

  for (guint i = 0; addresses != NULL && i < addresses->len; i++)
    {
      g_autoptr(GInetAddress) address = g_inet_address_new_from_string (g_ptr_array_index (addresses, i));
      gboolean is_old = g_inet_address_get_family (address) == G_SOCKET_FAMILY_IPV4;

      if (!((flags & G_RESOLVER_NAME_LOOKUP_FLAGS_IPV4_ONLY) && !is_old) &&
          !((flags & G_RESOLVER_NAME_LOOKUP_FLAGS_IPV6_ONLY) && is_old))
        found = g_list_append (found, g_steal_pointer (&address));
    }
  if (found == NULL)
    g_set_error (error, G_RESOLVER_ERROR, G_RESOLVER_ERROR_NOT_FOUND, "No story knows “%s”", name);
  return found;
}

static void
free_found (gpointer data)
{
  g_resolver_free_addresses (data);
}

static void
look_up_async (GResolver               *resolver,
               const char              *name,
               GResolverNameLookupFlags flags,
               GCancellable            *cancellable,
               GAsyncReadyCallback      callback,
               gpointer                 user_data)
{
  g_autoptr(GTask) task = g_task_new (resolver, cancellable, callback, user_data);
  GError *error = NULL;
  GList *found = look_up (resolver, name, flags, cancellable, &error);

  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, found, free_found);
}

static GList *
look_up_finish (GResolver    *resolver,
                GAsyncResult *result,
                GError      **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

static GList *
look_up_any (GResolver    *resolver,
             const char   *name,
             GCancellable *cancellable,
             GError      **error)
{
  return look_up (resolver, name, G_RESOLVER_NAME_LOOKUP_FLAGS_DEFAULT, cancellable, error);
}

static void
look_up_any_async (GResolver          *resolver,
                   const char         *name,
                   GCancellable       *cancellable,
                   GAsyncReadyCallback callback,
                   gpointer            user_data)
{
  look_up_async (resolver, name, G_RESOLVER_NAME_LOOKUP_FLAGS_DEFAULT, cancellable, callback, user_data);
}

static void
story_resolver_finalize (GObject *object)
{
  g_hash_table_unref (STORY_RESOLVER (object)->names);

  G_OBJECT_CLASS (story_resolver_parent_class)->finalize (object);
}

static void
story_resolver_class_init (StoryResolverClass *klass)
{
  GResolverClass *resolver_class = G_RESOLVER_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = story_resolver_finalize;
  resolver_class->lookup_by_name = look_up_any;
  resolver_class->lookup_by_name_async = look_up_any_async;
  resolver_class->lookup_by_name_finish = look_up_finish;
  resolver_class->lookup_by_name_with_flags = look_up;
  resolver_class->lookup_by_name_with_flags_async = look_up_async;
  resolver_class->lookup_by_name_with_flags_finish = look_up_finish;
}

static void
story_resolver_init (StoryResolver *self)
{
  self->names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_ptr_array_unref);
}

/* From now on this program finds no names but those that are added here. */
StoryResolver *
story_resolver_install (void)
{
  StoryResolver *self = g_object_new (STORY_TYPE_RESOLVER, NULL);

  g_resolver_set_default (G_RESOLVER (self));
  return self;
}

void
story_resolver_add (StoryResolver *self,
                    const char    *name,
                    const char    *address)
{
  GPtrArray *addresses = g_hash_table_lookup (self->names, name);

  if (addresses == NULL)
    {
      addresses = g_ptr_array_new_with_free_func (g_free);
      g_hash_table_insert (self->names, g_strdup (name), addresses);
    }
  g_ptr_array_add (addresses, g_strdup (address));
}
