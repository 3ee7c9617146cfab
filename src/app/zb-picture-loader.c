/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zb-config.h"

#include "zb-picture-loader.h"

#include "sync/zb-fetch-address.h"
#include "sync/zb-picture-fetcher.h"
#include "sync/zb-source.h"

/* Shorter than this nobody wants to be told that something is going on. */
#define SLOW_MS 500

/* Where CNCERT's own pages and WeChat's articles have their pictures. */
static const char *const known_domains[] = { "cert.org.cn", "qpic.cn" };

/* Fetches the pictures that a window shows the places of, and knows how each of them stands, also while
 * what shows it comes and goes. */
struct _ZbPictureLoader {
  GObject           parent_instance;
  ZbSyncer         *syncer;
  /* Made for a fetcher, which is another one when the program is to name itself otherwise. */
  ZbPictureFetcher *pictures;
  ZbFetcher        *fetcher;
  GNetworkMonitor  *monitor;
  ZbSyncSettings    settings;
  /* (element-type ZbSourceRecord) (nullable): the user's */
  GPtrArray        *sources;
  GCancellable     *cancellable;
  /* (element-type utf8 Picture): by copy and address; without those at rest. */
  GHashTable       *states;
  guint             n_loading;
  guint             slow_id;
  gboolean          is_slow;
  gboolean          is_stopped;
};

enum {
  SIGNAL_CHANGED,
  SIGNAL_STORED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (ZbPictureLoader, zb_picture_loader, G_TYPE_OBJECT)

/* How one picture stands. */
typedef struct {
  ZbPictureState state;
  char          *message;
  /* Whether only the network was down. */
  gboolean       is_offline;
} Picture;

/* A request on its way. */
typedef struct {
  ZbPictureLoader *loader;
  GCancellable    *cancellable;
  char            *key;
} Call;

static void
picture_free (gpointer data)
{
  Picture *self = data;

  g_free (self->message);
  g_free (self);
}

static void
call_free (Call *self)
{
  g_object_unref (self->loader);
  g_object_unref (self->cancellable);
  g_free (self->key);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Call, call_free)

static char *
dup_key (gint64      copy_id,
         const char *address)
{
  return g_strdup_printf ("%" G_GINT64_FORMAT " %s", copy_id, address);
}

static void
changed (ZbPictureLoader *self)
{
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

/* What was on its way does not find its cancellable here any more. */
static void
forget_all (ZbPictureLoader *self)
{
  g_cancellable_cancel (self->cancellable);
  g_object_unref (self->cancellable);
  self->cancellable = g_cancellable_new ();
  g_hash_table_remove_all (self->states);
  self->n_loading = 0;
  g_clear_handle_id (&self->slow_id, g_source_remove);
  self->is_slow = FALSE;
}

static void
forget_monitor (ZbPictureLoader *self)
{
  if (self->monitor != NULL)
    g_signal_handlers_disconnect_by_data (self->monitor, self);
  g_clear_object (&self->monitor);
}

static void
zb_picture_loader_dispose (GObject *object)
{
  ZbPictureLoader *self = ZB_PICTURE_LOADER (object);

  forget_all (self);
  forget_monitor (self);
  g_clear_object (&self->pictures);
  g_clear_object (&self->fetcher);
  g_clear_object (&self->syncer);

  G_OBJECT_CLASS (zb_picture_loader_parent_class)->dispose (object);
}

static void
zb_picture_loader_finalize (GObject *object)
{
  ZbPictureLoader *self = ZB_PICTURE_LOADER (object);

  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->sources, g_ptr_array_unref);
  g_hash_table_unref (self->states);
  zb_sync_settings_clear (&self->settings);

  G_OBJECT_CLASS (zb_picture_loader_parent_class)->finalize (object);
}

static void
zb_picture_loader_class_init (ZbPictureLoaderClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = zb_picture_loader_dispose;
  object_class->finalize = zb_picture_loader_finalize;

  /**
   * ZbPictureLoader::changed:
   *
   * Some pictures stand otherwise now, or others may be loaded by themselves.
   */
  signals[SIGNAL_CHANGED] = g_signal_new ("changed", ZB_TYPE_PICTURE_LOADER, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                          G_TYPE_NONE, 0);
  /**
   * ZbPictureLoader::stored:
   *
   * A picture has come and is in the library now.
   */
  signals[SIGNAL_STORED] = g_signal_new ("stored", ZB_TYPE_PICTURE_LOADER, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                         G_TYPE_NONE, 0);
}

static void
zb_picture_loader_init (ZbPictureLoader *self)
{
  self->cancellable = g_cancellable_new ();
  self->states = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, picture_free);
}

/**
 * zb_picture_loader_new:
 * @syncer: what synchronises the library; its fetcher asks for pictures too
 *
 * Returns: (transfer full): a loader that loads nothing by itself before it knows the settings.
 */
ZbPictureLoader *
zb_picture_loader_new (ZbSyncer *syncer)
{
  ZbPictureLoader *self = g_object_new (ZB_TYPE_PICTURE_LOADER, NULL);

  self->syncer = g_object_ref (syncer);
  zb_picture_loader_set_monitor (self, g_network_monitor_get_default ());
  return self;
}

static gboolean
was_offline (gpointer key,
             gpointer value,
             gpointer data)
{
  return ((const Picture *) value)->is_offline;
}

/* The network may be there again. */
static void
network_cb (ZbPictureLoader *self)
{
  g_hash_table_foreach_remove (self->states, was_offline, NULL);
  changed (self);
}

/**
 * zb_picture_loader_set_monitor:
 * @monitor: what knows the network
 */
void
zb_picture_loader_set_monitor (ZbPictureLoader *self,
                               GNetworkMonitor *monitor)
{
  g_return_if_fail (ZB_IS_PICTURE_LOADER (self));

  forget_monitor (self);
  self->monitor = g_object_ref (monitor);
  g_signal_connect_object (monitor, "network-changed", G_CALLBACK (network_cb), self, G_CONNECT_SWAPPED);
}

/**
 * zb_picture_loader_set_sources:
 * @sources: (element-type ZbSourceRecord): from where the user lets bulletins come
 *
 * Pictures come by themselves from there as well.
 */
void
zb_picture_loader_set_sources (ZbPictureLoader *self,
                               GPtrArray       *sources)
{
  g_return_if_fail (ZB_IS_PICTURE_LOADER (self));

  g_ptr_array_ref (sources);
  g_clear_pointer (&self->sources, g_ptr_array_unref);
  self->sources = sources;
}

/**
 * zb_picture_loader_set_settings:
 * @settings: what the user wants now
 */
void
zb_picture_loader_set_settings (ZbPictureLoader      *self,
                                const ZbSyncSettings *settings)
{
  g_return_if_fail (ZB_IS_PICTURE_LOADER (self));

  zb_sync_settings_clear (&self->settings);
  zb_sync_settings_copy (settings, &self->settings);
  changed (self);
}

static gboolean
may_load_by_itself (ZbPictureLoader *self)
{
  return self->settings.loads_pictures && !self->is_stopped &&
         g_network_monitor_get_network_available (self->monitor) &&
         (self->settings.on_metered || !g_network_monitor_get_network_metered (self->monitor));
}

static gboolean
is_in_domain (const char *host,
              const char *domain)
{
  g_autofree char *tail = g_strconcat (".", domain, NULL);

  return g_str_equal (host, domain) || g_str_has_suffix (host, tail);
}

/* A file from anybody can name any address, and learn by it that it was read: by itself the program asks
 * only those whom the user knows. */
static gboolean
is_known_host (ZbPictureLoader *self,
               const char      *address)
{
  g_autofree char *host = zb_fetch_address_dup_host_of (address);

  if (*host == '\0')
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (known_domains); i++)
    if (is_in_domain (host, known_domains[i]))
      return TRUE;
  return self->sources != NULL && zb_source_is_any_at (self->sources, host, TRUE);
}

static gboolean
slow_cb (gpointer user_data)
{
  ZbPictureLoader *self = user_data;

  self->slow_id = 0;
  self->is_slow = TRUE;
  changed (self);
  return G_SOURCE_REMOVE;
}

static void
note_end (ZbPictureLoader *self)
{
  self->n_loading--;
  if (self->n_loading > 0)
    return;
  g_clear_handle_id (&self->slow_id, g_source_remove);
  self->is_slow = FALSE;
}

static void
fetched_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr(Call) call = user_data;
  ZbPictureLoader *self = call->loader;
  g_autoptr(GError) error = NULL;
  gboolean is_stored = zb_picture_fetcher_fetch_finish (ZB_PICTURE_FETCHER (source), result, &error);
  Picture *picture;

  /* It was given up, and somebody may have asked for it again. */
  if (call->cancellable != self->cancellable)
    return;
  note_end (self);
  picture = g_hash_table_lookup (self->states, call->key);
  if (is_stored)
    {
      picture->state = ZB_PICTURE_STORED;
      g_signal_emit (self, signals[SIGNAL_STORED], 0);
    }
  else
    {
      picture->state = ZB_PICTURE_FAILED;
      picture->message = g_strdup (error->message);
      picture->is_offline = g_error_matches (error, ZB_SYNC_ERROR, ZB_SYNC_ERROR_OFFLINE);
    }
  changed (self);
}

static void
make_fetcher (ZbPictureLoader *self)
{
  ZbFetcher *fetcher = zb_syncer_get_fetcher (self->syncer, self->settings.user_agent);

  if (fetcher == self->fetcher)
    return;
  g_set_object (&self->fetcher, fetcher);
  g_clear_object (&self->pictures);
  self->pictures = zb_picture_fetcher_new (zb_syncer_get_library (self->syncer), fetcher);
}

static void
start (ZbPictureLoader *self,
       gint64           copy_id,
       const char      *address,
       gboolean         is_urgent)
{
  Call *call = g_new0 (Call, 1);
  Picture *picture = g_new0 (Picture, 1);

  make_fetcher (self);
  call->loader = g_object_ref (self);
  call->cancellable = g_object_ref (self->cancellable);
  call->key = dup_key (copy_id, address);
  picture->state = ZB_PICTURE_LOADING;
  g_hash_table_replace (self->states, g_strdup (call->key), picture);
  self->n_loading++;
  if (self->n_loading == 1)
    self->slow_id = g_timeout_add (SLOW_MS, slow_cb, self);
  zb_picture_fetcher_fetch_async (self->pictures, copy_id, address, is_urgent, self->cancellable, fetched_cb, call);
}

/* Nothing is asked before the user has agreed once, nor while the library becomes another one. */
static gboolean
may_load (ZbPictureLoader *self)
{
  return self->settings.is_agreed && !zb_syncer_is_held (self->syncer);
}

/**
 * zb_picture_loader_see:
 * @copy_id: a copy of a bulletin
 * @address: one of its pictures that is not stored
 *
 * The user sees its place: it is loaded where that is wanted, from CNCERT, from WeChat and from the hosts of
 * the user's sources, and where it has not failed just now.
 */
void
zb_picture_loader_see (ZbPictureLoader *self,
                       gint64           copy_id,
                       const char      *address)
{
  g_return_if_fail (ZB_IS_PICTURE_LOADER (self));

  if (!may_load (self) || !may_load_by_itself (self) || !is_known_host (self, address) ||
      zb_picture_loader_get_state (self, copy_id, address, NULL) != ZB_PICTURE_IDLE)
    return;
  start (self, copy_id, address, FALSE);
  changed (self);
}

/**
 * zb_picture_loader_load:
 * @copy_id: a copy of a bulletin
 * @address: one of its pictures that is not stored
 *
 * The user wants it now.
 */
void
zb_picture_loader_load (ZbPictureLoader *self,
                        gint64           copy_id,
                        const char      *address)
{
  g_return_if_fail (ZB_IS_PICTURE_LOADER (self));

  if (!may_load (self) || zb_picture_loader_get_state (self, copy_id, address, NULL) == ZB_PICTURE_LOADING)
    return;
  self->is_stopped = FALSE;
  start (self, copy_id, address, TRUE);
  changed (self);
}

/**
 * zb_picture_loader_stop:
 *
 * The user does not want what is on its way, nor anything else before the page is left or he asks for it.
 */
void
zb_picture_loader_stop (ZbPictureLoader *self)
{
  g_return_if_fail (ZB_IS_PICTURE_LOADER (self));

  self->is_stopped = TRUE;
  forget_all (self);
  changed (self);
}

/**
 * zb_picture_loader_leave:
 *
 * Gives up what is on its way, and forgets what has failed: the user looks at something else.
 */
void
zb_picture_loader_leave (ZbPictureLoader *self)
{
  g_return_if_fail (ZB_IS_PICTURE_LOADER (self));

  self->is_stopped = FALSE;
  if (g_hash_table_size (self->states) == 0)
    return;
  forget_all (self);
  changed (self);
}

/**
 * zb_picture_loader_get_state:
 * @message: (out) (optional) (nullable) (transfer none): of one that has failed: why
 *
 * Returns: how the picture stands.
 */
ZbPictureState
zb_picture_loader_get_state (ZbPictureLoader *self,
                             gint64           copy_id,
                             const char      *address,
                             const char     **message)
{
  g_autofree char *key = NULL;
  const Picture *picture;

  g_return_val_if_fail (ZB_IS_PICTURE_LOADER (self), ZB_PICTURE_IDLE);

  key = dup_key (copy_id, address);
  picture = g_hash_table_lookup (self->states, key);
  if (message != NULL)
    *message = picture != NULL ? picture->message : NULL;
  return picture != NULL ? picture->state : ZB_PICTURE_IDLE;
}

/**
 * zb_picture_loader_is_slow:
 *
 * Returns: whether it has been loading for so long that the user should be told.
 */
gboolean
zb_picture_loader_is_slow (ZbPictureLoader *self)
{
  g_return_val_if_fail (ZB_IS_PICTURE_LOADER (self), FALSE);

  return self->is_slow;
}
