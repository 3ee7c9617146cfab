/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zb-config.h"

#include "ctl-story.h"

#include <glib/gstdio.h>
#include <string.h>

/**
 * ctl_run:
 * @input: (nullable): what stands on the standard input
 * @arguments: (array zero-terminated=1): the command line behind the program's name
 *
 * Runs the program that was built, with the folders of this test as the user's.
 *
 * Returns: (transfer full): how it ended.
 */
CtlRun *
ctl_run (const char        *input,
         const char *const *arguments)
{
  g_autoptr(GStrvBuilder) command = g_strv_builder_new ();
  g_autoptr(GSubprocessLauncher) launcher = NULL;
  g_autoptr(GSubprocess) process = NULL;
  g_autoptr(GError) error = NULL;
  g_auto(GStrv) words = NULL;
  CtlRun *run = g_new0 (CtlRun, 1);

  g_assert_nonnull (g_getenv ("ZB_CTL"));
  g_strv_builder_add (command, g_getenv ("ZB_CTL"));
  g_strv_builder_addv (command, (const char **) arguments);
  words = g_strv_builder_end (command);
  launcher = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_PIPE |
                                        G_SUBPROCESS_FLAGS_STDERR_PIPE);
  g_subprocess_launcher_setenv (launcher, "XDG_DATA_HOME", g_get_user_data_dir (), TRUE);
  g_subprocess_launcher_setenv (launcher, "XDG_CONFIG_HOME", g_get_user_config_dir (), TRUE);
  g_subprocess_launcher_setenv (launcher, "XDG_CACHE_HOME", g_get_user_cache_dir (), TRUE);
  process = g_subprocess_launcher_spawnv (launcher, (const char *const *) words, &error);
  g_assert_no_error (error);
  g_subprocess_communicate_utf8 (process, input != NULL ? input : "", NULL, &run->out, &run->error, &error);
  g_assert_no_error (error);
  g_assert_true (g_subprocess_get_if_exited (process));
  run->status = g_subprocess_get_exit_status (process);
  g_test_message ("%s: %d\n%s%s", words[1] != NULL ? words[1] : "", run->status, run->out, run->error);
  return run;
}

/**
 * ctl_run_free:
 */
void
ctl_run_free (CtlRun *self)
{
  g_free (self->out);
  g_free (self->error);
  g_free (self);
}

/**
 * ctl_make_folder:
 *
 * Returns: (transfer full): a new folder; give it to ctl_drop_folder().
 */
char *
ctl_make_folder (void)
{
  g_autoptr(GError) error = NULL;
  char *folder = g_dir_make_tmp ("zhoubaoctl-XXXXXX", &error);

  g_assert_no_error (error);
  return folder;
}

/**
 * ctl_drop_folder:
 * @folder: (transfer full): a folder with files, but no folders in it
 */
void
ctl_drop_folder (char *folder)
{
  g_autoptr(GDir) files = g_dir_open (folder, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (files)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      g_remove (path);
    }
  g_rmdir (folder);
  g_free (folder);
}

/**
 * ctl_write:
 *
 * Returns: (transfer full): the path of a new file that holds @text.
 */
char *
ctl_write (const char *folder,
           const char *name,
           const char *text)
{
  g_autoptr(GError) error = NULL;
  char *path = g_build_filename (folder, name, NULL);

  g_file_set_contents (path, text, -1, &error);
  g_assert_no_error (error);
  return path;
}

/**
 * ctl_json_line:
 * @line: from 0
 *
 * Returns: (transfer full): the object on that line of what was printed.
 */
JsonNode *
ctl_json_line (const CtlRun *run,
               guint         line)
{
  g_auto(GStrv) lines = g_strsplit (run->out, "\n", -1);
  g_autoptr(GError) error = NULL;
  JsonNode *node;

  g_assert_cmpuint (line, <, g_strv_length (lines));
  node = json_from_string (lines[line], &error);
  g_assert_no_error (error);
  g_assert_true (JSON_NODE_HOLDS_OBJECT (node));
  return node;
}
