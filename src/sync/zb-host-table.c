/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zb-config.h"

#include "zb-host-table.h"

#include "sync/zb-fetcher.h"
#include "sync/zb-retry-after.h"

/* A host that refuses is asked more slowly with each refusal, and after so many that are its own fault
 * not at all for some hours; so is one that does not answer so often. */
#define MAX_INTERVAL_MS (10 * 1000)
#define REFUSALS_TO_PAUSE 5
#define FAILURES_TO_PAUSE 5
#define REFUSAL_PAUSE_SECONDS (6 * 3600)

struct _ZbHostTable {
  GHashTable *records;
  GHashTable *changed;
  /* (element-type utf8 guint): how many times a host has not answered one after the other. */
  GHashTable *silent;
};

/**
 * zb_host_table_new:
 * @records: (element-type ZbHostRecord): what was known when the program ended last
 *
 * Returns: (transfer full): the table.
 */
ZbHostTable *
zb_host_table_new (GPtrArray *records)
{
  ZbHostTable *self = g_new0 (ZbHostTable, 1);

  self->records = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify) zb_host_record_free);
  self->changed = g_hash_table_new (NULL, NULL);
  self->silent = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  for (guint i = 0; i < records->len; i++)
    {
      ZbHostRecord *copy = g_memdup2 (g_ptr_array_index (records, i), sizeof (ZbHostRecord));

      copy->host = g_strdup (copy->host);
      g_hash_table_insert (self->records, copy->host, copy);
    }
  return self;
}

/**
 * zb_host_table_free:
 */
void
zb_host_table_free (ZbHostTable *self)
{
  g_hash_table_unref (self->silent);
  g_hash_table_unref (self->changed);
  g_hash_table_unref (self->records);
  g_free (self);
}

/* The record of @host, which is going to change. */
static ZbHostRecord *
change (ZbHostTable *self,
        const char  *host)
{
  ZbHostRecord *record = g_hash_table_lookup (self->records, host);

  if (record == NULL)
    {
      record = g_new0 (ZbHostRecord, 1);
      record->host = g_strdup (host);
      g_hash_table_insert (self->records, record->host, record);
    }
  g_hash_table_add (self->changed, record);
  return record;
}

/**
 * zb_host_table_get_next_try:
 * @now: seconds since 1970
 *
 * Returns: when the host may be asked again; 0 where it may be asked now.
 */
gint64
zb_host_table_get_next_try (ZbHostTable *self,
                            const char  *host,
                            gint64       now)
{
  const ZbHostRecord *record = g_hash_table_lookup (self->records, host);

  return record != NULL && record->next_try > now ? record->next_try : 0;
}

/**
 * zb_host_table_get_interval:
 *
 * Returns: the pause between two requests in milliseconds; 0 for the usual one.
 */
guint
zb_host_table_get_interval (ZbHostTable *self,
                            const char  *host)
{
  const ZbHostRecord *record = g_hash_table_lookup (self->records, host);

  return record != NULL ? record->interval_ms : 0;
}

/**
 * zb_host_table_note_pause:
 * @until: seconds since 1970
 *
 * The host has asked not to be asked before.
 */
void
zb_host_table_note_pause (ZbHostTable *self,
                          const char  *host,
                          gint64       until)
{
  ZbHostRecord *record = change (self, host);

  record->next_try = MAX (record->next_try, until);
}

/**
 * zb_host_table_note_refusal:
 * @is_expected: whether the address is of a kind that is refused always
 *
 * The host has answered with a page that only says that there is no text.
 */
void
zb_host_table_note_refusal (ZbHostTable *self,
                            const char  *host,
                            gboolean     is_expected,
                            gint64       now)
{
  ZbHostRecord *record = change (self, host);

  record->interval_ms = MIN (MAX (record->interval_ms, ZB_FETCH_INTERVAL_MS) * 2, MAX_INTERVAL_MS);
  if (is_expected)
    return;
  record->n_failures++;
  if (record->n_failures >= REFUSALS_TO_PAUSE)
    {
      guint n = MIN (record->n_failures - REFUSALS_TO_PAUSE, 3);

      record->next_try = MAX (record->next_try, now + (gint64) (REFUSAL_PAUSE_SECONDS * (1 << n) *
                                                               g_random_double_range (0.8, 1.2)));
    }
}

/**
 * zb_host_table_note_failure:
 *
 * The host did not answer, or hung up.
 */
void
zb_host_table_note_failure (ZbHostTable *self,
                            const char  *host,
                            gint64       now)
{
  guint n = GPOINTER_TO_UINT (g_hash_table_lookup (self->silent, host)) + 1;

  g_hash_table_insert (self->silent, g_strdup (host), GUINT_TO_POINTER (n));
  if (n >= FAILURES_TO_PAUSE)
    zb_host_table_note_pause (self, host, now + zb_retry_after_guess (n - FAILURES_TO_PAUSE + 1, g_random_double ()));
}

/**
 * zb_host_table_note_success:
 *
 * The host has given what was wanted.
 */
void
zb_host_table_note_success (ZbHostTable *self,
                            const char  *host)
{
  const ZbHostRecord *record = g_hash_table_lookup (self->records, host);

  ZbHostRecord *changed;

  g_hash_table_remove (self->silent, host);
  if (record == NULL || (record->n_failures == 0 && record->interval_ms == 0))
    return;
  /* A pause that it has asked for meanwhile stays. */
  changed = change (self, host);
  changed->n_failures = 0;
  changed->interval_ms = 0;
}

/**
 * zb_host_table_take_changes:
 *
 * Returns: (transfer full) (element-type ZbHostRecord): copies of what has
 *   changed since the last call.
 */
GPtrArray *
zb_host_table_take_changes (ZbHostTable *self)
{
  GPtrArray *changes = g_ptr_array_new_with_free_func ((GDestroyNotify) zb_host_record_free);
  GHashTableIter iter;
  gpointer key;

  g_hash_table_iter_init (&iter, self->changed);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    {
      ZbHostRecord *copy = g_memdup2 (key, sizeof (ZbHostRecord));

      copy->host = g_strdup (copy->host);
      g_ptr_array_add (changes, copy);
    }
  g_hash_table_remove_all (self->changed);
  return changes;
}
