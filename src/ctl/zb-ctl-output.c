/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zb-config.h"

#include "zb-ctl-output.h"

#include <errno.h>
#include <glib/gi18n.h>
#include <stdio.h>
#include <string.h>

/**
 * zb_ctl_write_output:
 * @name: a file, which is replaced only when all of the new one is there, or
 *   "-" for the standard output
 * @data: what to write
 * @size: how many bytes it has
 *
 * Returns: %FALSE with a #GIOErrorEnum or #GFileError; then the file is as it was.
 */
gboolean
zb_ctl_write_output (const char  *name,
                     const char  *data,
                     gsize        size,
                     GError     **error)
{
  g_autoptr(GError) reason = NULL;
  g_autofree char *shown = g_filename_display_name (name);

  if (strcmp (name, "-") == 0)
    {
      if (fwrite (data, 1, size, stdout) == size)
        return TRUE;
      g_set_error (error, G_IO_ERROR, g_io_error_from_errno (errno),
                   _("The output could not be written: %s"), g_strerror (errno));
      return FALSE;
    }
  if (g_file_set_contents_full (name, data, (gssize) size, G_FILE_SET_CONTENTS_CONSISTENT, 0666, &reason))
    return TRUE;
  /* Translators: %1$s is a file, %2$s the system's reason. */
  g_set_error (error, reason->domain, reason->code,
               _("“%1$s” could not be written: %2$s. Nothing was changed there; choose another place, or "
                 "make room."), shown, reason->message);
  return FALSE;
}
