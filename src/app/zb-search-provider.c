/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zb-config.h"

#include "zb-search-provider.h"

#include "app/zb-search-results.h"

/* Issues in the search of the desktop. GNOME Shell asks over the session's bus, which starts the program without a
 * window where it does not run. An issue goes by its number in the library.
 * https://developer.gnome.org/documentation/tutorials/search-provider.html
 *
 * Any program of the session may ask anything: what it sends is bounded, and what is no issue is left out. */

#define INTERFACE "org.gnome.Shell.SearchProvider2"

/* Of so many words and issues, at most, an answer is made. */
#define MAX_TERMS 64
#define MAX_METAS 100

static const char interface_xml[] =
  "<node><interface name='" INTERFACE "'>"
  "<method name='GetInitialResultSet'>"
  "<arg type='as' name='terms' direction='in'/><arg type='as' name='results' direction='out'/>"
  "</method>"
  "<method name='GetSubsearchResultSet'>"
  "<arg type='as' name='previous_results' direction='in'/><arg type='as' name='terms' direction='in'/>"
  "<arg type='as' name='results' direction='out'/>"
  "</method>"
  "<method name='GetResultMetas'>"
  "<arg type='as' name='identifiers' direction='in'/><arg type='aa{sv}' name='metas' direction='out'/>"
  "</method>"
  "<method name='ActivateResult'>"
  "<arg type='s' name='identifier' direction='in'/><arg type='as' name='terms' direction='in'/>"
  "<arg type='u' name='timestamp' direction='in'/>"
  "</method>"
  "<method name='LaunchSearch'>"
  "<arg type='as' name='terms' direction='in'/><arg type='u' name='timestamp' direction='in'/>"
  "</method>"
  "</interface></node>";

struct _ZbSearchProvider {
  GObject          parent_instance;
  /* It owns the provider. */
  GApplication    *application;
  char            *path;
  GDBusConnection *connection;
  guint            registration;

  /* (element-type gint64 ZbSearchResult): what was found last. */
  GHashTable      *found;
  /* Who searches, and how to stop it: what the same one asked before is of no use any more. */
  char            *searcher;
  GCancellable    *searching;

  /* For @library, which threads use. */
  GMutex           lock;
  ZbLibrary       *library;
};

G_DEFINE_FINAL_TYPE (ZbSearchProvider, zb_search_provider, G_TYPE_OBJECT)

/* A call that is answered from a thread. The program stays until it is. */
typedef struct {
  GApplication          *application;
  GDBusMethodInvocation *invocation;
  char                  *query;
  GArray                *ids;
} Call;

static void
call_free (gpointer data)
{
  Call *self = data;

  g_free (self->query);
  g_clear_pointer (&self->ids, g_array_unref);
  g_free (self);
}

static Call *
call_new (ZbSearchProvider      *provider,
          GDBusMethodInvocation *invocation)
{
  Call *self = g_new0 (Call, 1);

  self->application = g_object_ref (provider->application);
  self->invocation = invocation;
  g_application_hold (self->application);
  return self;
}

/* Not when it is freed, which the thread may do. */
static void
call_release (Call *self)
{
  g_application_release (self->application);
  g_clear_object (&self->application);
}

/* --- The library, in a thread ------------------------------------------------------------------ */

/* It is opened when it is first searched, and not made for that: who has none has no issues. */
static ZbLibrary *
dup_library (ZbSearchProvider *self,
             GError          **error)
{
  G_GNUC_UNUSED g_autoptr(GMutexLocker) locker = g_mutex_locker_new (&self->lock);

  if (self->library == NULL)
    {
      if (!g_file_test (self->path, G_FILE_TEST_EXISTS))
        {
          g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND, "There is no library.");
          return NULL;
        }
      self->library = zb_library_open (self->path, zb_extractor_get_default (), NULL, error);
    }
  return self->library != NULL ? g_object_ref (self->library) : NULL;
}

static void
work_in_thread (GTask        *task,
                gpointer      source,
                gpointer      task_data,
                GCancellable *cancellable)
{
  const Call *call = task_data;
  GError *error = NULL;
  g_autoptr(ZbLibrary) library = dup_library (source, &error);
  GPtrArray *results = NULL;

  if (library != NULL && call->query != NULL)
    results = zb_search_results_find (library, call->query, ZB_SEARCH_PROVIDER_MAX_RESULTS, cancellable, &error);
  else if (library != NULL)
    results = zb_search_results_read (library, call->ids, &error);
  if (results != NULL)
    g_task_return_pointer (task, results, (GDestroyNotify) g_ptr_array_unref);
  else
    g_task_return_error (task, error);
}

static void
start (ZbSearchProvider    *self,
       Call                *call,
       GCancellable        *cancellable,
       GAsyncReadyCallback  callback)
{
  g_autoptr(GTask) task = g_task_new (self, cancellable, callback, NULL);

  g_task_set_source_tag (task, start);
  g_task_set_task_data (task, call, call_free);
  g_task_run_in_thread (task, work_in_thread);
}

/* Returns: (nullable): nobody is told of an error, since nobody has asked this program for anything. */
static GPtrArray *
finish (GAsyncResult *result)
{
  g_autoptr(GError) error = NULL;
  GPtrArray *results = g_task_propagate_pointer (G_TASK (result), &error);

  if (results == NULL)
    g_debug ("search provider: %s", error->message);
  return results;
}

/* --- Searching --------------------------------------------------------------------------------- */

static void
keep_found (ZbSearchProvider *self,
            GPtrArray        *results)
{
  g_hash_table_remove_all (self->found);
  g_ptr_array_set_free_func (results, NULL);
  for (guint i = 0; i < results->len; i++)
    {
      ZbSearchResult *result = g_ptr_array_index (results, i);

      g_hash_table_insert (self->found, &result->id, result);
    }
}

static void
found_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  ZbSearchProvider *self = ZB_SEARCH_PROVIDER (source);
  Call *call = g_task_get_task_data (G_TASK (result));
  g_autoptr(GPtrArray) results = finish (result);
  GVariantBuilder ids;

  g_variant_builder_init (&ids, G_VARIANT_TYPE_STRING_ARRAY);
  for (guint i = 0; results != NULL && i < results->len; i++)
    {
      const ZbSearchResult *found = g_ptr_array_index (results, i);
      g_autofree char *id = g_strdup_printf ("%" G_GINT64_FORMAT, found->id);

      g_variant_builder_add (&ids, "s", id);
    }
  if (results != NULL)
    keep_found (self, results);
  g_dbus_method_invocation_return_value (call->invocation, g_variant_new ("(as)", &ids));
  call_release (call);
}

/* Returns: (transfer full): the words as they were typed. */
static char *
dup_query (GVariant *terms)
{
  g_autoptr(GString) query = g_string_new (NULL);

  for (gsize i = 0; i < MIN (g_variant_n_children (terms), MAX_TERMS); i++)
    {
      const char *term;

      g_variant_get_child (terms, i, "&s", &term);
      g_string_append_printf (query, "%s%s", i > 0 ? " " : "", term);
    }
  g_strstrip (query->str);
  return g_string_free (g_steal_pointer (&query), FALSE);
}

static void
supersede (ZbSearchProvider *self,
           const char       *sender)
{
  if (self->searching != NULL && g_strcmp0 (self->searcher, sender) == 0)
    g_cancellable_cancel (self->searching);
  g_clear_object (&self->searching);
  g_free (self->searcher);
  self->searcher = g_strdup (sender);
  self->searching = g_cancellable_new ();
}

static void
search (ZbSearchProvider      *self,
        GVariant              *terms,
        GDBusMethodInvocation *invocation)
{
  g_autofree char *query = dup_query (terms);
  Call *call;

  supersede (self, g_dbus_method_invocation_get_sender (invocation));
  if (*query == '\0')
    {
      g_dbus_method_invocation_return_value (invocation, g_variant_new ("(as)", NULL));
      return;
    }
  call = call_new (self, invocation);
  call->query = g_steal_pointer (&query);
  start (self, call, self->searching, found_cb);
}

/* --- What the results are ---------------------------------------------------------------------- */

/* Returns: 0 for what is no number of a bulletin. */
static gint64
parse_id (const char *text)
{
  gint64 id;

  return g_ascii_string_to_signed (text, 10, 1, G_MAXINT64, &id, NULL) ? id : 0;
}

static void
add_meta (GVariantBuilder      *metas,
          const ZbSearchResult *result)
{
  g_autofree char *id = g_strdup_printf ("%" G_GINT64_FORMAT, result->id);
  g_autoptr(GIcon) icon = g_themed_icon_new (APP_ID);
  g_autoptr(GVariant) icon_value = g_icon_serialize (icon);

  g_variant_builder_open (metas, G_VARIANT_TYPE_VARDICT);
  g_variant_builder_add (metas, "{sv}", "id", g_variant_new_string (id));
  g_variant_builder_add (metas, "{sv}", "name", g_variant_new_string (result->name));
  g_variant_builder_add (metas, "{sv}", "description", g_variant_new_string (result->description));
  g_variant_builder_add (metas, "{sv}", "icon", icon_value);
  g_variant_builder_close (metas);
}

/* In the order in which they were asked for. */
static void
return_metas (ZbSearchProvider *self,
              Call             *call,
              GPtrArray        *read)
{
  GVariantBuilder metas;

  g_variant_builder_init (&metas, G_VARIANT_TYPE ("aa{sv}"));
  for (guint i = 0; i < call->ids->len; i++)
    {
      gint64 id = g_array_index (call->ids, gint64, i);
      const ZbSearchResult *result = g_hash_table_lookup (self->found, &id);

      for (guint j = 0; result == NULL && read != NULL && j < read->len; j++)
        if (((ZbSearchResult *) g_ptr_array_index (read, j))->id == id)
          result = g_ptr_array_index (read, j);
      if (result != NULL)
        add_meta (&metas, result);
    }
  g_dbus_method_invocation_return_value (call->invocation, g_variant_new ("(aa{sv})", &metas));
  call_release (call);
}

static void
read_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr(GPtrArray) read = finish (result);

  return_metas (ZB_SEARCH_PROVIDER (source), g_task_get_task_data (G_TASK (result)), read);
}

static void
describe (ZbSearchProvider      *self,
          GVariant              *identifiers,
          GDBusMethodInvocation *invocation)
{
  Call *call = call_new (self, invocation);
  gboolean is_known = TRUE;

  call->ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  for (gsize i = 0; i < MIN (g_variant_n_children (identifiers), MAX_METAS); i++)
    {
      const char *text;
      gint64 id;

      g_variant_get_child (identifiers, i, "&s", &text);
      id = parse_id (text);
      if (id == 0)
        continue;
      g_array_append_val (call->ids, id);
      is_known = is_known && g_hash_table_contains (self->found, &id);
    }
  if (!is_known)
    {
      /* Of another search, perhaps before the program was started. */
      start (self, call, NULL, read_cb);
      return;
    }
  return_metas (self, call, NULL);
  call_free (call);
}

/* --- Opening ----------------------------------------------------------------------------------- */

static void
activate (ZbSearchProvider      *self,
          GVariant              *parameters,
          GDBusMethodInvocation *invocation)
{
  const char *text;
  gint64 id;

  g_variant_get_child (parameters, 0, "&s", &text);
  id = parse_id (text);
  if (id == 0)
    {
      g_dbus_method_invocation_return_error_literal (invocation, G_DBUS_ERROR, G_DBUS_ERROR_INVALID_ARGS,
                                                     "This is no result of the search");
      return;
    }
  g_action_group_activate_action (G_ACTION_GROUP (self->application), "show-issue", g_variant_new_int64 (id));
  g_dbus_method_invocation_return_value (invocation, NULL);
}

static void
launch (ZbSearchProvider      *self,
        GVariant              *terms,
        GDBusMethodInvocation *invocation)
{
  g_autofree char *query = dup_query (terms);

  g_action_group_activate_action (G_ACTION_GROUP (self->application), "search", g_variant_new_string (query));
  g_dbus_method_invocation_return_value (invocation, NULL);
}

static void
call_cb (GDBusConnection       *connection,
         const char            *sender,
         const char            *object_path,
         const char            *interface,
         const char            *method,
         GVariant              *parameters,
         GDBusMethodInvocation *invocation,
         gpointer               user_data)
{
  ZbSearchProvider *self = user_data;
  gboolean is_subsearch = g_str_equal (method, "GetSubsearchResultSet");
  g_autoptr(GVariant) list = NULL;

  if (g_str_equal (method, "ActivateResult"))
    {
      activate (self, parameters, invocation);
      return;
    }
  /* Not only among the previous results: of many only the newest were told. */
  list = g_variant_get_child_value (parameters, is_subsearch ? 1 : 0);
  if (g_str_equal (method, "GetResultMetas"))
    describe (self, list, invocation);
  else if (g_str_equal (method, "LaunchSearch"))
    launch (self, list, invocation);
  else
    search (self, list, invocation);
}

/* --- The object -------------------------------------------------------------------------------- */

static void
zb_search_provider_dispose (GObject *object)
{
  ZbSearchProvider *self = ZB_SEARCH_PROVIDER (object);

  zb_search_provider_unexport (self);

  G_OBJECT_CLASS (zb_search_provider_parent_class)->dispose (object);
}

static void
zb_search_provider_finalize (GObject *object)
{
  ZbSearchProvider *self = ZB_SEARCH_PROVIDER (object);

  g_clear_object (&self->library);
  g_mutex_clear (&self->lock);
  g_hash_table_unref (self->found);
  g_free (self->searcher);
  g_free (self->path);

  G_OBJECT_CLASS (zb_search_provider_parent_class)->finalize (object);
}

static void
zb_search_provider_class_init (ZbSearchProviderClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = zb_search_provider_dispose;
  object_class->finalize = zb_search_provider_finalize;
}

static void
zb_search_provider_init (ZbSearchProvider *self)
{
  g_mutex_init (&self->lock);
  self->found = g_hash_table_new_full (g_int64_hash, g_int64_equal, NULL, (GDestroyNotify) zb_search_result_free);
}

/**
 * zb_search_provider_new:
 * @application: owns the provider; it has the actions "show-issue" and "search"
 * @library: the library's file, which need not exist
 *
 * Returns: (transfer full): a provider that nobody can ask yet.
 */
ZbSearchProvider *
zb_search_provider_new (GApplication *application,
                        const char   *library)
{
  ZbSearchProvider *self;

  g_return_val_if_fail (G_IS_APPLICATION (application), NULL);
  g_return_val_if_fail (library != NULL, NULL);

  self = g_object_new (ZB_TYPE_SEARCH_PROVIDER, NULL);
  self->application = application;
  self->path = g_strdup (library);
  return self;
}

/**
 * zb_search_provider_export:
 * @connection: of the session's bus
 * @object_path: where it is to be found there
 *
 * Returns: %FALSE with an error of %G_IO_ERROR where something else is at @object_path.
 */
gboolean
zb_search_provider_export (ZbSearchProvider *self,
                           GDBusConnection  *connection,
                           const char       *object_path,
                           GError          **error)
{
  static const GDBusInterfaceVTable functions = { .method_call = call_cb };
  g_autoptr(GDBusNodeInfo) info = NULL;

  g_return_val_if_fail (ZB_IS_SEARCH_PROVIDER (self), FALSE);
  g_return_val_if_fail (self->registration == 0, FALSE);

  info = g_dbus_node_info_new_for_xml (interface_xml, error);
  if (info == NULL)
    return FALSE;
  self->registration = g_dbus_connection_register_object (connection, object_path, info->interfaces[0], &functions,
                                                          self, NULL, error);
  if (self->registration == 0)
    return FALSE;
  self->connection = g_object_ref (connection);
  return TRUE;
}

/**
 * zb_search_provider_unexport:
 *
 * Nobody can ask it any more; what is being searched is stopped.
 */
void
zb_search_provider_unexport (ZbSearchProvider *self)
{
  g_return_if_fail (ZB_IS_SEARCH_PROVIDER (self));

  if (self->searching != NULL)
    g_cancellable_cancel (self->searching);
  g_clear_object (&self->searching);
  if (self->registration != 0)
    g_dbus_connection_unregister_object (self->connection, self->registration);
  self->registration = 0;
  g_clear_object (&self->connection);
}
