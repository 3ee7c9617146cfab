/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zb-config.h"

#include "outside-program.h"

#include <glib/gstdio.h>
#include <signal.h>
#include <sys/prctl.h>

/* The program that is tried: the one of the build, or an installed Flatpak, each with a home of its own. */

/**
 * outside_program_get_sandbox:
 *
 * Returns: (nullable): the id of the Flatpak that is tried, which `$ZB_FLATPAK` names; %NULL for the program of the build.
 */
const char *
outside_program_get_sandbox (void)
{
  return g_getenv ("ZB_FLATPAK");
}

/**
 * outside_program_dup_folder:
 * @home: a folder of the story
 * @name: "data" or "cache"
 *
 * Returns: (transfer full): where the program keeps such things; one in a sandbox sees no other folder of the user's.
 */
char *
outside_program_dup_folder (const char *home, const char *name)
{
  const char *sandbox = outside_program_get_sandbox ();

  return sandbox != NULL ? g_build_filename (home, "home", ".var", "app", sandbox, name, NULL)
                         : g_build_filename (home, name, NULL);
}

/* Returns: (transfer full): where the program looks for its library. */
char *
outside_program_dup_library_path (const char *home)
{
  g_autofree char *data = outside_program_dup_folder (home, "data");
  const char *sandbox = outside_program_get_sandbox ();
  const char *name = DATA_FOLDER;

  if (sandbox != NULL)
    name = g_str_has_suffix (sandbox, ".Devel") ? "zhoubao-devel" : "zhoubao";
  return g_build_filename (data, name, "library.db", NULL);
}

/* The program ends with the test, whatever ends that. */
static void
child_setup (gpointer user_data)
{
  prctl (PR_SET_PDEATHSIG, SIGKILL);
}

static void
set_folders (GSubprocessLauncher *launcher, const char *home)
{
  static const struct
  {
    const char *variable;
    const char *folder;
  } folders[] = {
    { "HOME", "home" },          { "XDG_CACHE_HOME", "cache" }, { "XDG_CONFIG_HOME", "config" },
    { "XDG_DATA_HOME", "data" }, { "XDG_STATE_HOME", "state" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (folders); i++)
    {
      g_autofree char *path = g_build_filename (home, folders[i].folder, NULL);

      g_assert_cmpint (g_mkdir_with_parents (path, 0700), ==, 0);
      g_subprocess_launcher_setenv (launcher, folders[i].variable, path, TRUE);
    }
}

/* As users have it: what makes all displays of tests the same would turn the portals off. */
static GSubprocess *
start_flatpak (GSubprocessLauncher *launcher, GError **error)
{
  static const char *const variables[] = {
    "ADW_DISABLE_PORTAL",   "GDK_DEBUG",     "GIO_USE_VFS", "GSETTINGS_BACKEND",
    "GSETTINGS_SCHEMA_DIR", "MALLOC_CHECK_",
  };

  for (guint i = 0; i < G_N_ELEMENTS (variables); i++)
    g_subprocess_launcher_unsetenv (launcher, variables[i]);
  g_subprocess_launcher_setenv (launcher, "G_DEBUG", "gc-friendly", TRUE);
  return g_subprocess_launcher_spawn (launcher, error, "flatpak", "run", "--user",
                                      outside_program_get_sandbox (), NULL);
}

/**
 * outside_program_start:
 * @home: a folder of the story
 * @survives_warnings: whether it goes on where GTK warns
 *
 * Returns: (transfer full): the program, which runs.
 */
GSubprocess *
outside_program_start (const char *home, gboolean survives_warnings)
{
  g_autoptr (GSubprocessLauncher) launcher =
    g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDOUT_SILENCE);
  g_autoptr (GError) error = NULL;
  GSubprocess *program;

  set_folders (launcher, home);
  g_subprocess_launcher_setenv (launcher, "GTK_A11Y", "atspi", TRUE);
  if (survives_warnings)
    g_subprocess_launcher_setenv (launcher, "G_DEBUG", "gc-friendly", TRUE);
  /* What is printed into a file comes there. */
  g_subprocess_launcher_set_cwd (launcher, home);
  g_subprocess_launcher_set_child_setup (launcher, child_setup, NULL, NULL);
  program = outside_program_get_sandbox () != NULL
            ? start_flatpak (launcher, &error)
            : g_subprocess_launcher_spawn (launcher, &error, g_getenv ("ZB_APP"), NULL);
  g_assert_no_error (error);
  return program;
}
