/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "library-fixture.h"

#include <gio/gio.h>
#include <signal.h>
#include <stdlib.h>

#define N_FILES  1100
#define N_ROUNDS 12

/* The other process: imports a folder, as zhoubaoctl does. */
static int
run_import (const char *path,
            const char *folder)
{
  Fixture fixture = { (char *) folder, (char *) path };
  g_autoptr(ZbLibrary) library = fixture_open (&fixture);
  g_autoptr(ZbImportResult) result = import_path (library, folder);

  return result->error == NULL ? EXIT_SUCCESS : EXIT_FAILURE;
}

/* Runs the import and, unless @usec is negative, kills it after that time. */
static void
import_and_kill (const char *path,
                 const char *folder,
                 gint64      usec)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GSubprocess) process =
    g_subprocess_new (G_SUBPROCESS_FLAGS_NONE, &error, "/proc/self/exe", "--import", path, folder, NULL);

  g_assert_no_error (error);
  if (usec >= 0)
    {
      g_usleep ((gulong) usec);
      g_subprocess_send_signal (process, SIGKILL);
    }
  g_subprocess_wait (process, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (usec >= 0 || g_subprocess_get_successful (process));
}

/* A saved page, with a picture beside it that it shares with others, and one of its own. */
static void
make_page (Fixture *fixture,
           guint    i)
{
  g_autofree char *name = g_strdup_printf ("in/%04u.html", i);
  g_autofree char *shared = g_strdup_printf ("in/%04u_files/shared.png", i);
  g_autofree char *own = g_strdup_printf ("in/%04u_files/own.png", i);
  g_autofree char *images = g_strdup_printf ("<p><img src=\"%04u_files/shared.png\"></p>"
                                             "<p><img src=\"%04u_files/own.png\"></p>", i, i);
  g_autofree char *text = page_to_html (2022 + i / 50, i % 50 + 1, "1月1日-1月7日", images);
  g_autoptr(GBytes) shared_picture = make_picture (600, i % 10 + 1);
  g_autoptr(GBytes) own_picture = make_picture (700, i + 1);

  g_free (fixture_write (fixture, name, text));
  fixture_write_bytes (fixture, shared, shared_picture);
  fixture_write_bytes (fixture, own, own_picture);
}

static void
make_files (Fixture *fixture)
{
  for (guint i = 0; i < N_FILES; i += 11)
    make_page (fixture, i);
  for (guint i = 0; i < N_FILES; i++)
    {
      g_autofree char *name = g_strdup_printf ("in/%04u.md", i);
      g_autofree char *text = i % 7 == 0
        ? shell_to_markdown (&(Story) { .year = 2024, .number = i % 50 + 1, .period = "7月1日-7月7日",
                                        .published = "2024-07-12", .account = "某",
                                        .url = i % 2 ? "https://a.example/1" : "https://a.example/2" }, i % 2)
        : week_to_markdown (2022 + i / 50, i % 50 + 1, 100 + i);

      g_free (fixture_write (fixture, name, text));
    }
}

/* Given an import killed at any moment, again and again, then the library opens and is sound each
 * time, and in the end holds exactly what an undisturbed import makes. */
static void
test_killed (void)
{
  Fixture fixture;
  g_autofree char *folder = NULL;
  g_autofree char *reference = NULL;
  g_autofree char *expected = NULL;
  g_autoptr(GRand) rand = g_rand_new_with_seed (20240708);
  Fixture here_reference = { 0, };
  guint n_partial = 0;
  gint64 duration;

  fixture_init (&fixture);
  folder = g_build_filename (fixture.folder, "in", NULL);
  reference = g_build_filename (fixture.folder, "reference.db", NULL);
  make_files (&fixture);
  duration = g_get_monotonic_time ();
  import_and_kill (reference, folder, -1);
  duration = g_get_monotonic_time () - duration;
  expected = dump_library (reference);
  here_reference.path = reference;
  g_assert_cmpint (fixture_query_sql (&here_reference, "SELECT count(*) FROM pictures"), ==, N_FILES / 11 * 2);

  for (guint round = 0; round < N_ROUNDS; round++)
    {
      g_autofree char *path = g_strdup_printf ("%s/killed-%u.db", fixture.folder, round);
      Fixture here = { fixture.folder, path };
      g_autofree char *dump = NULL;

      for (guint n_kills = round % 3 + 1; n_kills > 0; n_kills--)
        {
          g_autoptr(ZbLibrary) library = NULL;
          g_autoptr(GPtrArray) entries = NULL;
          g_autoptr(GError) error = NULL;

          import_and_kill (path, folder, g_rand_int_range (rand, 0, (gint32) duration));
          library = fixture_open (&here);
          assert_sound (library);
          entries = zb_library_list (library, &error);
          g_assert_no_error (error);
          n_partial += entries->len > 0 && entries->len < 900;
        }
      import_and_kill (path, folder, -1);
      dump = dump_library (path);
      g_assert_cmpstr (dump, ==, expected);
    }
  g_test_message ("%u of the kills left a part", n_partial);
  fixture_clear (&fixture);
}

int
main (int   argc,
      char *argv[])
{
  if (argc == 4 && g_str_equal (argv[1], "--import"))
    return run_import (argv[2], argv[3]);
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/library/crash/killed", test_killed);
  return g_test_run ();
}
