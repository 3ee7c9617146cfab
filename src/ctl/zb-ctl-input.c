/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zb-config.h"

#include "zb-ctl-input.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <poll.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "document/zb-document.h"

static void
set_read_error (GError    **error,
                const char *name,
                int         saved_errno)
{
  g_autofree char *shown = g_filename_display_name (name);

  g_set_error (error, G_IO_ERROR, g_io_error_from_errno (saved_errno),
               /* Translators: first the file, then what the system says. */
               _("“%s” cannot be read: %s"), shown, g_strerror (saved_errno));
}

/* Somebody has the other end of the pipe open and has not written yet: that is worth waiting for. */
static void
wait_for_input (int fd)
{
  struct pollfd input = { .fd = fd, .events = POLLIN };

  poll (&input, 1, -1);
}

/* One byte more than is ever read, so that the reader sees that there is too much. */
static GBytes *
read_all (int         fd,
          const char *name,
          GError    **error)
{
  g_autoptr(GByteArray) bytes = g_byte_array_new ();
  guint8 buffer[64 * 1024];
  gssize n_read;

  do
    {
      n_read = read (fd, buffer, sizeof buffer);
      if (n_read < 0 && errno == EAGAIN)
        wait_for_input (fd);
      else if (n_read < 0 && errno != EINTR)
        {
          set_read_error (error, name, errno);
          return NULL;
        }
      if (n_read > 0)
        g_byte_array_append (bytes, buffer, (guint) n_read);
    }
  while (n_read != 0 && bytes->len <= ZB_DOCUMENT_MAX_BYTES);
  return g_byte_array_free_to_bytes (g_steal_pointer (&bytes));
}

/**
 * zb_ctl_read_input:
 * @name: a file, or "-" for the standard input
 *
 * Reads no more than a little over %ZB_DOCUMENT_MAX_BYTES. A pipe is waited for
 * where somebody writes to it; one without a writer is empty.
 *
 * Returns: (transfer full) (nullable): the bytes, or %NULL with a #GIOErrorEnum.
 */
GBytes *
zb_ctl_read_input (const char *name,
                   GError    **error)
{
  struct stat info;
  GBytes *bytes = NULL;
  int fd;

  if (strcmp (name, "-") == 0)
    return read_all (STDIN_FILENO, name, error);
  fd = g_open (name, O_RDONLY | O_NONBLOCK | O_CLOEXEC, 0);
  if (fd < 0)
    {
      set_read_error (error, name, errno);
      return NULL;
    }
  if (fstat (fd, &info) != 0)
    set_read_error (error, name, errno);
  else if (S_ISDIR (info.st_mode))
    set_read_error (error, name, EISDIR);
  else if (S_ISREG (info.st_mode) || S_ISFIFO (info.st_mode) || S_ISCHR (info.st_mode))
    bytes = read_all (fd, name, error);
  else
    set_read_error (error, name, EINVAL);
  close (fd);
  return bytes;
}
