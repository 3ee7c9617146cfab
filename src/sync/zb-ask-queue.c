/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zb-config.h"

#include "zb-ask-queue.h"

#include "sync/zb-fetch-address.h"

/* So far it is looked for somebody else to ask while a host is busy. */
#define MAX_PASSED 100

struct _ZbAskQueue {
  /* (element-type ZbSyncAnswer): to be asked as soon as that is possible. */
  GQueue      planned;
  /* The same, for whose time the run waits. */
  GQueue      waiting;
  GHashTable *asked;
  /* (element-type utf8 guint): how many requests are on their way to a host. */
  GHashTable *busy;
};

/**
 * zb_ask_queue_new:
 *
 * Returns: (transfer full): a queue with nothing in it.
 */
ZbAskQueue *
zb_ask_queue_new (void)
{
  ZbAskQueue *self = g_new0 (ZbAskQueue, 1);

  g_queue_init (&self->planned);
  g_queue_init (&self->waiting);
  self->asked = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->busy = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  return self;
}

/**
 * zb_ask_queue_free:
 */
void
zb_ask_queue_free (ZbAskQueue *self)
{
  g_queue_clear_full (&self->planned, (GDestroyNotify) zb_sync_answer_free);
  g_queue_clear_full (&self->waiting, (GDestroyNotify) zb_sync_answer_free);
  g_hash_table_unref (self->asked);
  g_hash_table_unref (self->busy);
  g_free (self);
}

/**
 * zb_ask_queue_push:
 * @answer: (transfer full): what is to be asked behind all others
 */
void
zb_ask_queue_push (ZbAskQueue   *self,
                   ZbSyncAnswer *answer)
{
  g_queue_push_tail (&self->planned, answer);
}

/**
 * zb_ask_queue_postpone:
 * @answer: (transfer full): what is not to be asked yet
 * @until: seconds since 1970
 */
void
zb_ask_queue_postpone (ZbAskQueue   *self,
                       ZbSyncAnswer *answer,
                       gint64        until)
{
  answer->not_before = until;
  g_queue_push_tail (&self->waiting, answer);
}

/**
 * zb_ask_queue_wake:
 * @now: seconds since 1970
 *
 * Puts in front what was postponed and whose time has come.
 *
 * Returns: when the time of the next one comes; %G_MAXINT64 where nothing waits.
 */
gint64
zb_ask_queue_wake (ZbAskQueue *self,
                   gint64      now)
{
  gint64 next = G_MAXINT64;

  for (GList *l = self->waiting.head; l != NULL; )
    {
      ZbSyncAnswer *answer = l->data;
      GList *link = l;

      l = l->next;
      if (answer->not_before <= now)
        {
          g_queue_delete_link (&self->waiting, link);
          g_queue_push_head (&self->planned, answer);
        }
      else
        next = MIN (next, answer->not_before);
    }
  return next;
}

static guint
get_n_busy (ZbAskQueue *self,
            const char *host)
{
  return GPOINTER_TO_UINT (g_hash_table_lookup (self->busy, host));
}

static void
set_n_busy (ZbAskQueue *self,
            const char *host,
            guint       n)
{
  if (n > 0)
    g_hash_table_insert (self->busy, g_strdup (host), GUINT_TO_POINTER (n));
  else
    g_hash_table_remove (self->busy, host);
}

static void
find_host (ZbSyncAnswer *answer)
{
  const ZbFetchRecord *record = answer->record;

  if (*answer->host != '\0')
    return;
  g_free (answer->host);
  answer->host = zb_fetch_address_dup_host_of (record->moved_to != NULL ? record->moved_to : record->address);
}

/**
 * zb_ask_queue_take:
 *
 * Takes the next one whose host is not being asked as much as it may be at
 * once: it may ask for a pause.
 *
 * Returns: (transfer full) (nullable): what to ask, with its host.
 */
ZbSyncAnswer *
zb_ask_queue_take (ZbAskQueue *self)
{
  guint n_passed = 0;

  for (GList *l = self->planned.head; l != NULL && n_passed < MAX_PASSED; l = l->next, n_passed++)
    {
      ZbSyncAnswer *answer = l->data;

      find_host (answer);
      if (get_n_busy (self, answer->host) < ZB_FETCH_MAX_PER_HOST)
        {
          g_queue_delete_link (&self->planned, l);
          return answer;
        }
    }
  return NULL;
}

/**
 * zb_ask_queue_note_asked:
 *
 * The request is on its way.
 */
void
zb_ask_queue_note_asked (ZbAskQueue   *self,
                         ZbSyncAnswer *answer)
{
  g_hash_table_add (self->asked, g_strdup (answer->record->address));
  set_n_busy (self, answer->host, get_n_busy (self, answer->host) + 1);
}

/**
 * zb_ask_queue_note_ended:
 *
 * The request has been answered, or has failed.
 */
void
zb_ask_queue_note_ended (ZbAskQueue   *self,
                         ZbSyncAnswer *answer)
{
  set_n_busy (self, answer->host, get_n_busy (self, answer->host) - 1);
}

/**
 * zb_ask_queue_was_asked:
 *
 * Returns: whether the address was asked in this run.
 */
gboolean
zb_ask_queue_was_asked (ZbAskQueue *self,
                        const char *address)
{
  return g_hash_table_contains (self->asked, address);
}

/**
 * zb_ask_queue_dup_asked:
 *
 * Returns: (transfer full) (element-type utf8): a copy of the addresses that
 *   were asked, for another thread.
 */
GHashTable *
zb_ask_queue_dup_asked (ZbAskQueue *self)
{
  GHashTable *copy = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  GHashTableIter iter;
  gpointer address;

  g_hash_table_iter_init (&iter, self->asked);
  while (g_hash_table_iter_next (&iter, &address, NULL))
    g_hash_table_add (copy, g_strdup (address));
  return copy;
}

/**
 * zb_ask_queue_is_waiting:
 *
 * Returns: whether something waits for its time.
 */
gboolean
zb_ask_queue_is_waiting (ZbAskQueue *self)
{
  return !g_queue_is_empty (&self->waiting);
}

/**
 * zb_ask_queue_get_n_left:
 *
 * Returns: how many are still to be asked.
 */
guint
zb_ask_queue_get_n_left (ZbAskQueue *self)
{
  return g_queue_get_length (&self->planned) + g_queue_get_length (&self->waiting);
}
