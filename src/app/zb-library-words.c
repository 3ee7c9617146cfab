/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zb-config.h"

#include "zb-library-words.h"

#include <glib/gi18n.h>

/* More than this does not fit a dialog; the rest is counted. */
#define MAX_PROBLEMS 6

/**
 * zb_library_words_dup_contents:
 *
 * Returns: (transfer full): what the library holds, in one line.
 */
char *
zb_library_words_dup_contents (const ZbLibraryStatistics *statistics)
{
  g_autofree char *issues = g_strdup_printf (ngettext ("%1$u issue · %2$u with text", "%1$u issues · %2$u with text",
                                                       statistics->n_issues),
                                             statistics->n_issues, statistics->n_texts);
  g_autofree char *copies = g_strdup_printf (ngettext ("%u copy", "%u copies", statistics->n_copies),
                                             statistics->n_copies);
  g_autofree char *pictures = g_strdup_printf (ngettext ("%u picture", "%u pictures", statistics->n_pictures),
                                               statistics->n_pictures);

  return g_strjoin (" · ", issues, copies, pictures, NULL);
}

/**
 * zb_library_words_dup_problems:
 * @problems: (element-type utf8): what a check has found
 *
 * Returns: (transfer full): the first of them, and how many more there are.
 */
char *
zb_library_words_dup_problems (GPtrArray *problems)
{
  g_autoptr(GString) text = g_string_new (NULL);
  guint n_more = problems->len > MAX_PROBLEMS ? problems->len - MAX_PROBLEMS : 0;

  for (guint i = 0; i < problems->len - n_more; i++)
    g_string_append_printf (text, "%s%s", i > 0 ? "\n\n" : "", (const char *) g_ptr_array_index (problems, i));
  if (n_more > 0)
    g_string_append_printf (text, ngettext ("\n\nand %u more", "\n\nand %u more", n_more), n_more);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

/**
 * zb_library_words_dup_restored:
 * @kept: where the library is that was there before
 *
 * Returns: (transfer full): that all is well, and where that is.
 */
char *
zb_library_words_dup_restored (const char *kept)
{
  g_autofree char *name = g_filename_display_basename (kept);

  return g_strdup_printf (_("What was there before is kept beside it as “%s”. Restore that to go back; delete it when "
                            "you do not need it any more."), name);
}

/**
 * zb_library_words_dup_exported:
 *
 * Returns: (transfer full): how many texts were written, and how many were not.
 */
char *
zb_library_words_dup_exported (const ZbFeedResult *feed)
{
  g_autofree char *written = g_strdup_printf (ngettext ("%u text exported", "%u texts exported", feed->n_written),
                                              feed->n_written);
  g_autofree char *unreadable = NULL;
  g_autofree char *too_many = NULL;
  g_autoptr(GPtrArray) parts = g_ptr_array_new ();

  g_ptr_array_add (parts, written);
  if (feed->n_unreadable > 0)
    {
      unreadable = g_strdup_printf (ngettext ("%u could not be read", "%u could not be read", feed->n_unreadable),
                                    feed->n_unreadable);
      g_ptr_array_add (parts, unreadable);
    }
  if (feed->n_too_many > 0)
    {
      too_many = g_strdup_printf (ngettext ("%u older one did not fit", "%u older ones did not fit", feed->n_too_many),
                                  feed->n_too_many);
      g_ptr_array_add (parts, too_many);
    }
  g_ptr_array_add (parts, NULL);
  /* Translators: stands between the parts of "24 bulletins added, 3 were here already". */
  return g_strjoinv (_(", "), (char **) parts->pdata);
}

/**
 * zb_library_words_get_work:
 *
 * Returns: (transfer none): what is being done.
 */
const char *
zb_library_words_get_work (ZbLibraryWorkKind kind)
{
  switch (kind)
    {
    case ZB_LIBRARY_WORK_CHECK:
      return _("Checking the library…");
    case ZB_LIBRARY_WORK_BACK_UP:
      return _("Writing the backup…");
    case ZB_LIBRARY_WORK_RESTORE:
      return _("Restoring the backup…");
    case ZB_LIBRARY_WORK_EXPORT:
      return _("Exporting the texts…");
    case ZB_LIBRARY_WORK_IMPORT:
      return _("Importing files…");
    case ZB_LIBRARY_WORK_COUNT:
    default:
      return "";
    }
}

/**
 * zb_library_words_get_failure:
 *
 * Returns: (transfer none): what has failed; the reason stands under it.
 */
const char *
zb_library_words_get_failure (ZbLibraryWorkKind kind)
{
  switch (kind)
    {
    case ZB_LIBRARY_WORK_CHECK:
      return _("The Library Could Not Be Checked");
    case ZB_LIBRARY_WORK_BACK_UP:
      return _("The Backup Was Not Written");
    case ZB_LIBRARY_WORK_RESTORE:
      return _("The Backup Was Not Restored");
    case ZB_LIBRARY_WORK_EXPORT:
      return _("The Texts Were Not Exported");
    case ZB_LIBRARY_WORK_IMPORT:
      return _("Not Everything Could Be Opened");
    case ZB_LIBRARY_WORK_COUNT:
    default:
      return "";
    }
}
