/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zb-config.h"

#include "zb-import-message.h"

#include <glib/gi18n.h>

#include "app/zb-message-dialog.h"

/* More lines than this do not fit a dialog; the rest is counted. */
#define MAX_FAILURES 8

static guint
count_skipped (ZbImportResult *result)
{
  GHashTableIter iter;
  gpointer reason;
  guint n = 0;

  g_hash_table_iter_init (&iter, result->skipped);
  while (g_hash_table_iter_next (&iter, &reason, NULL))
    n += zb_import_result_get_skipped (result, reason);
  return n;
}

/**
 * zb_import_message_new:
 *
 * Returns: (transfer full): what became of an import, in one line.
 */
char *
zb_import_message_new (ZbImportResult *result)
{
  guint n_new = result->imported + result->updated;
  guint n_skipped = count_skipped (result);
  g_autoptr(GPtrArray) parts = g_ptr_array_new_with_free_func (g_free);

  if (n_new > 0)
    g_ptr_array_add (parts, g_strdup_printf (ngettext ("%u bulletin added", "%u bulletins added", n_new), n_new));
  if (result->duplicates > 0)
    g_ptr_array_add (parts, g_strdup_printf (ngettext ("%u was here already", "%u were here already",
                                                       result->duplicates), result->duplicates));
  if (n_skipped > 0)
    g_ptr_array_add (parts, g_strdup_printf (ngettext ("%u without a bulletin’s text",
                                                       "%u without a bulletin’s text", n_skipped), n_skipped));
  if (result->failed->len > 0)
    g_ptr_array_add (parts, g_strdup_printf (ngettext ("%u could not be read", "%u could not be read",
                                                       result->failed->len), result->failed->len));
  if (parts->len == 0)
    return g_strdup (_("No pages were found there"));
  g_ptr_array_add (parts, NULL);
  /* Translators: stands between the parts of "24 bulletins added, 3 were here already". */
  return g_strjoinv (_(", "), (char **) parts->pdata);
}

/**
 * zb_import_message_show_failures:
 *
 * Says in a dialog which files could not be read, and why.
 */
void
zb_import_message_show_failures (ZbImportResult *result,
                                 GtkWindow      *parent)
{
  g_autoptr(GString) text = g_string_new (NULL);

  for (guint i = 0; i < MIN (result->failed->len, MAX_FAILURES); i++)
    {
      const ZbImportFailure *failure = g_ptr_array_index (result->failed, i);

      g_string_append_printf (text, "%s%s", text->len > 0 ? "\n\n" : "", failure->message);
    }
  for (guint i = 0; i < result->refused->len && result->failed->len + i < MAX_FAILURES; i++)
    {
      const ZbImportFailure *refused = g_ptr_array_index (result->refused, i);
      g_autofree char *name = g_path_get_basename (refused->file);

      /* Translators: a file's name, then one or two sentences that say why it brought no text. */
      g_string_append_printf (text, _("%1$s%2$s: %3$s"), text->len > 0 ? "\n\n" : "", name,
                              refused->message);
    }
  if (result->failed->len + result->refused->len > MAX_FAILURES)
    {
      guint n = result->failed->len + result->refused->len - MAX_FAILURES;

      g_string_append_printf (text, ngettext ("\n\nand %u more", "\n\nand %u more", n), n);
    }
  if (result->error != NULL)
    g_string_append_printf (text, "%s%s", text->len > 0 ? "\n\n" : "", result->error->message);
  zb_message_dialog_show (parent, _("Not Everything Could Be Opened"), text->str);
}
