/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zb-config.h"

#include "zb-library-aside.h"

#include <errno.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <string.h>

#include "library/zb-library-error.h"

/* More damaged libraries of one day than anybody has. */
#define MAX_NAMES 1000

/* What SQLite keeps beside a file, and needs to read it; "" is the file itself. A new library would take
 * what was left behind for its own. */
static const char *const companions[] = { "-wal", "-shm", "-journal", "" };

static gboolean
is_free (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (companions); i++)
    {
      g_autofree char *companion = g_strconcat (name, companions[i], NULL);

      if (g_file_test (companion, G_FILE_TEST_EXISTS))
        return FALSE;
    }
  return TRUE;
}

/* A name beside @path that nothing has: "library-damaged-2026-12-01.db". */
static char *
dup_free_name (const char *path)
{
  g_autoptr(GDateTime) now = g_date_time_new_now_local ();
  g_autofree char *day = g_date_time_format (now, "%Y-%m-%d");
  const char *dot = g_str_has_suffix (path, ".db") ? path + strlen (path) - 3 : path + strlen (path);
  g_autofree char *stem = g_strndup (path, (gsize) (dot - path));

  for (guint i = 1; i <= MAX_NAMES; i++)
    {
      g_autofree char *count = i > 1 ? g_strdup_printf ("-%u", i) : g_strdup ("");
      g_autofree char *name = g_strconcat (stem, "-damaged-", day, count, dot, NULL);

      if (is_free (name))
        return g_steal_pointer (&name);
    }
  return NULL;
}

/* Gives all files of a library another name, the library itself last; where one fails, those before it get
 * their old name back.
 * Returns: 0 or the system's number of what failed. */
static int
rename_all (const char *from,
            const char *to)
{
  for (guint i = 0; i < G_N_ELEMENTS (companions); i++)
    {
      g_autofree char *source = g_strconcat (from, companions[i], NULL);
      g_autofree char *target = g_strconcat (to, companions[i], NULL);
      int code;

      if (g_rename (source, target) == 0)
        continue;
      code = errno;
      /* Mostly there is nothing but the library. */
      if (code == ENOENT && *companions[i] != '\0')
        continue;
      while (i-- > 0)
        {
          g_autofree char *back = g_strconcat (from, companions[i], NULL);
          g_autofree char *away = g_strconcat (to, companions[i], NULL);

          g_rename (away, back);
        }
      return code;
    }
  return 0;
}

/**
 * zb_library_set_aside:
 * @path: the file of a library that cannot be opened
 * @kept: (out) (transfer full): the name that it has now
 *
 * Gives a damaged library another name in its folder, so that a new one can be opened in its place. Nothing
 * of it is lost: what SQLite keeps beside it goes along.
 *
 * Returns: %FALSE with %ZB_LIBRARY_ERROR_FAILED; then it is where it was.
 */
gboolean
zb_library_set_aside (const char  *path,
                      char       **kept,
                      GError     **error)
{
  g_autofree char *name = dup_free_name (path);
  g_autofree char *shown = g_filename_display_name (path);
  int code = name != NULL ? rename_all (path, name) : EEXIST;

  if (code != 0)
    {
      g_set_error (error, ZB_LIBRARY_ERROR, ZB_LIBRARY_ERROR_FAILED,
                   _("The library “%s” cannot be moved aside: %s. Check the permissions of its folder."), shown,
                   g_strerror (code));
      return FALSE;
    }
  *kept = g_steal_pointer (&name);
  return TRUE;
}
