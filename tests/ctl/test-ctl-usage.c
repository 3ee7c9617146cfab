/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zb-config.h"

#include "ctl-story.h"

/* Given a command line that makes no sense, then nothing is done and the error says what is wrong. */
static void
assert_usage (CtlRun *run)
{
  g_assert_cmpint (run->status, ==, 2);
  g_assert_cmpstr (run->out, ==, "");
  g_assert_cmpstr (run->error, !=, "");
  ctl_run_free (run);
}

static void
test_nonsense (void)
{
  assert_usage (ctl_run (NULL, (const char *const[]) { NULL }));
  assert_usage (CTL_RUN (NULL, "no-such-command"));
  assert_usage (CTL_RUN (NULL, ""));
  assert_usage (CTL_RUN (NULL, "--no-such-option", "parse"));
  assert_usage (CTL_RUN (NULL, "--library"));
  assert_usage (CTL_RUN (NULL, "--library", ""));
  assert_usage (CTL_RUN (NULL, "--library="));
  assert_usage (CTL_RUN (NULL, "--library", "x"));
  assert_usage (CTL_RUN (NULL, "parse"));
  assert_usage (CTL_RUN (NULL, "parse", "--json"));
  assert_usage (CTL_RUN (NULL, "parse", "--no-such-option", "x"));
}

static void
test_version (void)
{
  g_autoptr(CtlRun) run = CTL_RUN (NULL, "--version");

  g_assert_cmpint (run->status, ==, 0);
  g_assert_cmpstr (run->out, ==, "zhoubaoctl " ZB_VERSION "\n");
}

static void
test_help (void)
{
  g_autoptr(CtlRun) general = CTL_RUN (NULL, "--help");
  g_autoptr(CtlRun) brief = CTL_RUN (NULL, "-h");
  g_autoptr(CtlRun) command = CTL_RUN (NULL, "parse", "--help");

  g_assert_cmpint (general->status, ==, 0);
  g_assert_nonnull (strstr (general->out, "parse"));
  g_assert_nonnull (strstr (general->out, "--library"));
  g_assert_cmpstr (brief->out, ==, general->out);
  g_assert_cmpint (command->status, ==, 0);
  g_assert_nonnull (strstr (command->out, "--json"));
}

/* Every command that the help lists has help of its own. */
static void
test_help_of_each_command (void)
{
  g_autoptr(CtlRun) general = CTL_RUN (NULL, "--help");
  g_auto(GStrv) lines = g_strsplit (general->out, "\n", -1);
  guint n = 0;

  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_auto(GStrv) words = NULL;

      if (!g_str_has_prefix (lines[i], "  ") || !g_ascii_isalpha (lines[i][2]))
        continue;
      words = g_strsplit (lines[i] + 2, " ", 2);
      {
        g_autoptr(CtlRun) run = CTL_RUN (NULL, words[0], "--help");

        g_assert_cmpint (run->status, ==, 0);
        g_assert_nonnull (strstr (run->out, words[0]));
        n++;
      }
    }
  g_assert_cmpuint (n, >, 0);
}

/* Given a file whose name begins with a dash, then "--" makes it a file. */
static void
test_dash (void)
{
  g_autoptr(CtlRun) run = CTL_RUN (NULL, "parse", "--", "--json");

  g_assert_cmpint (run->status, ==, 1);
  g_assert_nonnull (strstr (run->error, "--json"));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/ctl/usage/nonsense", test_nonsense);
  g_test_add_func ("/ctl/usage/version", test_version);
  g_test_add_func ("/ctl/usage/help", test_help);
  g_test_add_func ("/ctl/usage/help-of-each-command", test_help_of_each_command);
  g_test_add_func ("/ctl/usage/dash", test_dash);
  return g_test_run ();
}
