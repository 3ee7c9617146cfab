/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zb-config.h"

#include "zb-folder-run.h"

#include <glib/gi18n-lib.h>

#include "library/zb-importer.h"
#include "sync/zb-sync-error.h"

/* A folder is not fetched from but imported: all files in it and in the folders below, each time; those
 * that are known are known by their bytes. */

static void
count (ZbRunRecord    *run,
       ZbImportResult *result)
{
  run->stored = result->imported + result->updated;
  run->unchanged = result->duplicates;
  run->refused = result->refused->len;
  run->failed = result->failed->len;
  run->answered = run->stored + run->unchanged + run->refused;
  run->asked = run->answered + run->failed;
  for (guint i = 0; i < result->failed->len; i++)
    {
      const ZbImportFailure *failure = g_ptr_array_index (result->failed, i);

      zb_run_record_add_note (run, failure->file, ZB_FETCH_FAILED, failure->message);
    }
  for (guint i = 0; i < result->refused->len; i++)
    {
      const ZbImportFailure *failure = g_ptr_array_index (result->refused, i);

      zb_run_record_add_note (run, failure->file, ZB_FETCH_REFUSED, failure->message);
    }
  if (result->error != NULL)
    run->error = g_strdup (result->error->message);
}

static ZbImportResult *
import_folder (ZbLibrary            *library,
               const ZbSourceRecord *source,
               ZbRunRecord          *run,
               GCancellable         *cancellable)
{
  const char *const paths[] = { source->address, NULL };
  g_autoptr(ZbImporter) importer = zb_importer_new (library);
  ZbImportResult *result = zb_importer_import_paths (importer, paths, cancellable);

  count (run, result);
  return result;
}

/**
 * zb_folder_run:
 * @source: a folder
 * @run: where to count
 * @cancellable: (nullable): ends it; what was read until then is stored
 *
 * Brings a folder's files into the library. Blocks.
 *
 * Returns: (transfer full) (nullable): what became of them, or %NULL with an
 *   error of %ZB_LIBRARY_ERROR where the log cannot be written.
 */
ZbImportResult *
zb_folder_run (ZbLibrary            *library,
               const ZbSourceRecord *source,
               ZbRunRecord          *run,
               GCancellable         *cancellable,
               GError              **error)
{
  g_autoptr(ZbImportResult) result = NULL;

  run->started = g_get_real_time () / G_USEC_PER_SEC;
  if (!zb_library_begin_run (library, run, error))
    return NULL;
  if (g_file_test (source->address, G_FILE_TEST_IS_DIR))
    result = import_folder (library, source, run, cancellable);
  else
    {
      result = zb_import_result_new ();
      run->asked = run->failed = 1;
      run->error = g_strdup_printf (_("The folder “%s” is not there. Attach its disk, or remove the source."),
                                    source->address);
    }
  run->ended = g_get_real_time () / G_USEC_PER_SEC;
  if (!zb_library_end_run (library, run, run->error != NULL ? source->n_failures + 1 : 0, error))
    return NULL;
  return g_steal_pointer (&result);
}
