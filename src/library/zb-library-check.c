/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zb-config.h"

#include <glib/gi18n-lib.h>

#include "library/zb-library-private.h"
#include "library/zb-picture-store.h"
#include "library/zb-store.h"

/* Beyond this a list of problems only says that there are many. */
#define MAX_PROBLEMS 100

/* What SQLite itself cannot know. Each query names, by their ids, the rows that break a rule. */
static const struct {
  const char *sql;
  const char *problem;
} rules[] = {
  { "SELECT id FROM files WHERE NOT EXISTS (SELECT 1 FROM copies WHERE file = files.id)",
    N_("Nothing was read from stored file number %s. Read all copies again.") },
  { "SELECT f.copy FROM figures AS f JOIN copies AS c ON c.id = f.copy"
    " WHERE f.bulletin IS NOT c.bulletin OR f.place IS NOT c.place GROUP BY f.copy",
    N_("The figures of copy number %s stand at another bulletin. Read all copies again.") },
  { "SELECT id FROM bulletins AS b"
    " WHERE n_copies <> (SELECT count(*) FROM copies WHERE bulletin = b.id)"
    " OR (state = 2) <> EXISTS (SELECT 1 FROM copies WHERE bulletin = b.id AND status = 'ok')"
    " OR (n_copies > 0) <> EXISTS (SELECT 1 FROM copies WHERE bulletin = b.id AND place = 0)",
    N_("What the list shows of bulletin number %s is not what is stored. Read all copies again.") },
  { "SELECT id FROM sources WHERE kind NOT IN ('archive', 'cert', 'known', 'feed', 'folder')"
    " OR (address = '') <> (kind = 'known')",
    N_("Source number %s says neither what nor where it is. Remove it and add it again.") },
};

/* Not printf(): the sentences come from a table, which no compiler can check. */
static void
add_problem (GPtrArray  *problems,
             const char *sentence,
             const char *detail)
{
  g_autoptr(GString) problem = g_string_new (sentence);

  g_string_replace (problem, "%s", detail, 1);
  g_ptr_array_add (problems, g_string_free (g_steal_pointer (&problem), FALSE));
}

/* Adds one problem per row of @sql, but for a row that says "ok". */
static gboolean
add_rows (ZbDatabase *database,
          const char *sql,
          const char *sentence,
          GPtrArray  *problems,
          GError    **error)
{
  g_autoptr(ZbStatement) statement = zb_database_prepare (database, sql, error);
  ZbStep step = ZB_STEP_DONE;

  if (statement == NULL)
    return FALSE;
  while (problems->len < MAX_PROBLEMS &&
         (step = zb_statement_step (statement, error)) == ZB_STEP_ROW)
    {
      g_autofree char *detail = zb_statement_dup_text (statement, 0);

      if (g_strcmp0 (detail, "ok") != 0)
        add_problem (problems, sentence, detail != NULL ? detail : "?");
    }
  return step != ZB_STEP_ERROR;
}

static gboolean
check_tables (ZbLibrary *library,
              GPtrArray *problems,
              GError   **error)
{
  G_GNUC_UNUSED g_autoptr(ZbLibraryLocker) locker = zb_library_locker_new (library);
  ZbDatabase *database = zb_library_get_database (library);
  g_autoptr(ZbTransaction) transaction = zb_database_begin (database, ZB_TRANSACTION_READ, error);

  if (transaction == NULL ||
      !add_rows (database, "PRAGMA integrity_check(20)",
                 _("The file is damaged (%s). Restore the library from a backup."),
                 problems, error) ||
      !add_rows (database, "PRAGMA foreign_key_check",
                 _("The table “%s” points to rows that are not there. Restore the library from a "
                   "backup."), problems, error))
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (rules); i++)
    if (!add_rows (database, rules[i].sql, _(rules[i].problem), problems, error))
      return FALSE;
  return TRUE;
}

/* The next stored file behind @id; its number is 0 at the end. */
static gboolean
check_next_file (ZbLibrary *library,
                 gint64    *id,
                 GPtrArray *problems,
                 GError   **error)
{
  G_GNUC_UNUSED g_autoptr(ZbLibraryLocker) locker = zb_library_locker_new (library);
  ZbDatabase *database = zb_library_get_database (library);
  g_autoptr(ZbStatement) statement =
    zb_database_prepare (database,
                         "SELECT id, sha256, size, packed, origin FROM files WHERE id > ?1"
                         " ORDER BY id LIMIT 1", error);
  guint8 sha256[ZB_STORED_FILE_SHA256_SIZE] = { 0, };
  g_autoptr(GBytes) packed = NULL;
  g_autoptr(GBytes) stored_hash = NULL;
  g_autoptr(GBytes) hash = NULL;
  g_autoptr(GBytes) bytes = NULL;
  g_autofree char *origin = NULL;
  ZbStep step;

  if (statement == NULL)
    return FALSE;
  zb_statement_bind_int (statement, 1, *id);
  step = zb_statement_step (statement, error);
  *id = 0;
  if (step != ZB_STEP_ROW)
    return step == ZB_STEP_DONE;
  *id = zb_statement_get_int (statement, 0);
  stored_hash = zb_statement_dup_bytes (statement, 1);
  packed = zb_statement_dup_bytes (statement, 3);
  origin = g_strdup (zb_statement_get_string (statement, 4));
  bytes = zb_stored_file_unpack (packed, (gsize) zb_statement_get_int (statement, 2), NULL);
  if (bytes != NULL)
    zb_stored_file_hash (bytes, sha256);
  hash = g_bytes_new_static (sha256, sizeof sha256);
  if (bytes == NULL || !g_bytes_equal (hash, stored_hash))
    add_problem (problems,
                 _("The stored bytes of “%s” are damaged. Restore the library from a backup, or import "
                   "the file again."), origin);
  return TRUE;
}

/* The next stored picture behind @id; its number is 0 at the end. */
static gboolean
check_next_picture (ZbLibrary *library,
                    gint64    *id,
                    GPtrArray *problems,
                    GError   **error)
{
  G_GNUC_UNUSED g_autoptr(ZbLibraryLocker) locker = zb_library_locker_new (library);
  g_autofree char *damaged = NULL;

  if (!zb_picture_store_check_next (zb_library_get_database (library), id, &damaged, error))
    return FALSE;
  if (damaged != NULL)
    add_problem (problems,
                 _("The stored picture “%s” is damaged. Store it again, or restore the library from a "
                   "backup."), damaged);
  return TRUE;
}

typedef gboolean (*CheckNext) (ZbLibrary *library,
                               gint64    *id,
                               GPtrArray *problems,
                               GError   **error);

/* One at a time, so that nobody waits long for the library. */
static gboolean
check_each (ZbLibrary    *library,
            CheckNext     check_next,
            GPtrArray    *problems,
            GCancellable *cancellable,
            GError      **error)
{
  gint64 id = 0;

  do
    if (g_cancellable_set_error_if_cancelled (cancellable, error) ||
        !check_next (library, &id, problems, error))
      return FALSE;
  while (id != 0 && problems->len < MAX_PROBLEMS);
  return TRUE;
}

/**
 * zb_library_check:
 * @self: a library
 * @cancellable: (nullable): asked between files and pictures
 *
 * Looks at everything: the file's structure, the references between tables,
 * the hash of every stored file and picture, and whether the tables fit
 * together. Changes nothing.
 *
 * Returns: (transfer full) (nullable) (element-type utf8): a sentence per
 *   problem, none where all is well; or %NULL with %G_IO_ERROR_CANCELLED or an
 *   error of %ZB_LIBRARY_ERROR where it could not be checked.
 */
GPtrArray *
zb_library_check (ZbLibrary    *self,
                  GCancellable *cancellable,
                  GError      **error)
{
  g_autoptr(GPtrArray) problems = g_ptr_array_new_with_free_func (g_free);

  g_return_val_if_fail (ZB_IS_LIBRARY (self), NULL);

  if (!check_tables (self, problems, error) ||
      !check_each (self, check_next_file, problems, cancellable, error) ||
      !check_each (self, check_next_picture, problems, cancellable, error))
    return NULL;
  return g_steal_pointer (&problems);
}
