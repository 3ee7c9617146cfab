/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zb-config.h"

#include "zb-import-result.h"

G_DEFINE_BOXED_TYPE (ZbImportResult, zb_import_result, zb_import_result_ref, zb_import_result_unref)

static void
import_failure_free (gpointer data)
{
  ZbImportFailure *failure = data;

  g_free (failure->file);
  g_free (failure->message);
  g_free (failure);
}

/**
 * zb_import_result_new:
 *
 * Returns: (transfer full): a result in which nothing is counted.
 */
ZbImportResult *
zb_import_result_new (void)
{
  ZbImportResult *self = g_atomic_rc_box_new0 (ZbImportResult);

  self->skipped = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->refused = g_ptr_array_new_with_free_func (import_failure_free);
  self->failed = g_ptr_array_new_with_free_func (import_failure_free);
  self->bulletins = g_array_new (FALSE, FALSE, sizeof (gint64));
  self->seen = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  self->copies = g_array_new (FALSE, FALSE, sizeof (ZbImportCopy));
  return self;
}

/**
 * zb_import_result_ref:
 *
 * Returns: (transfer full): @self
 */
ZbImportResult *
zb_import_result_ref (ZbImportResult *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
clear_result (gpointer data)
{
  ZbImportResult *self = data;

  g_hash_table_unref (self->skipped);
  g_ptr_array_unref (self->refused);
  g_ptr_array_unref (self->failed);
  g_array_unref (self->bulletins);
  g_hash_table_unref (self->seen);
  g_array_unref (self->copies);
  g_clear_error (&self->error);
}

/**
 * zb_import_result_unref:
 */
void
zb_import_result_unref (ZbImportResult *self)
{
  g_atomic_rc_box_release_full (self, clear_result);
}

/**
 * zb_import_result_get_skipped:
 *
 * Returns: how many were skipped for @reason.
 */
guint
zb_import_result_get_skipped (ZbImportResult *self,
                              const char     *reason)
{
  return GPOINTER_TO_UINT (g_hash_table_lookup (self->skipped, reason));
}

/**
 * zb_import_result_add_skipped:
 *
 * Counts @n more that were skipped for @reason.
 */
void
zb_import_result_add_skipped (ZbImportResult *self,
                              const char     *reason,
                              guint           n)
{
  g_hash_table_insert (self->skipped, g_strdup (reason),
                       GUINT_TO_POINTER (zb_import_result_get_skipped (self, reason) + n));
}

static void
add_named (GPtrArray  *list,
           const char *file,
           const char *message)
{
  ZbImportFailure *failure = g_new0 (ZbImportFailure, 1);

  failure->file = g_strdup (file);
  failure->message = g_strdup (message);
  g_ptr_array_add (list, failure);
}

/**
 * zb_import_result_add_refused:
 * @reason: a word, as for zb_import_result_add_skipped()
 * @file: the file's name, fit to be shown
 * @message: (nullable): why it brought no text, and what the user can do
 *
 * Counts a file that brought no text, and remembers which.
 */
void
zb_import_result_add_refused (ZbImportResult *self,
                              const char     *reason,
                              const char     *file,
                              const char     *message)
{
  zb_import_result_add_skipped (self, reason, 1);
  if (self->refused->len < ZB_IMPORT_MAX_REFUSED)
    add_named (self->refused, file, message != NULL ? message : reason);
}

/**
 * zb_import_result_add_failure:
 * @file: the file's name, valid UTF-8
 * @message: what failed, why, and what the user can do
 */
void
zb_import_result_add_failure (ZbImportResult *self,
                              const char     *file,
                              const char     *message)
{
  add_named (self->failed, file, message);
}

/**
 * zb_import_result_add_copy:
 *
 * Notes a copy whose bulletin is looked up when the import has ended.
 */
void
zb_import_result_add_copy (ZbImportResult *self,
                           gint64          file,
                           guint           entry,
                           gboolean        is_imported)
{
  ZbImportCopy copy = { file, entry, is_imported };

  g_array_append_val (self->copies, copy);
}

/**
 * zb_import_result_add_bulletin:
 *
 * Notes that a file belongs to the bulletin @id.
 */
void
zb_import_result_add_bulletin (ZbImportResult *self,
                               gint64          id)
{
  if (g_hash_table_add (self->seen, g_memdup2 (&id, sizeof id)))
    g_array_append_val (self->bulletins, id);
}

/**
 * zb_import_result_add:
 * @other: what is counted in addition
 *
 * Of two errors the first one stays.
 */
void
zb_import_result_add (ZbImportResult *self,
                      ZbImportResult *other)
{
  GHashTableIter iter;
  gpointer reason, count;

  self->imported += other->imported;
  self->updated += other->updated;
  self->duplicates += other->duplicates;
  self->pictures += other->pictures;
  g_hash_table_iter_init (&iter, other->skipped);
  while (g_hash_table_iter_next (&iter, &reason, &count))
    zb_import_result_add_skipped (self, reason, GPOINTER_TO_UINT (count));
  for (guint i = 0; i < other->refused->len && self->refused->len < ZB_IMPORT_MAX_REFUSED; i++)
    {
      const ZbImportFailure *refused = g_ptr_array_index (other->refused, i);

      add_named (self->refused, refused->file, refused->message);
    }
  for (guint i = 0; i < other->failed->len; i++)
    {
      const ZbImportFailure *failure = g_ptr_array_index (other->failed, i);

      zb_import_result_add_failure (self, failure->file, failure->message);
    }
  for (guint i = 0; i < other->bulletins->len; i++)
    zb_import_result_add_bulletin (self, g_array_index (other->bulletins, gint64, i));
  g_array_append_vals (self->copies, other->copies->data, other->copies->len);
  if (self->error == NULL && other->error != NULL)
    self->error = g_error_copy (other->error);
}
