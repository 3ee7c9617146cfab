/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Runs a harness without libFuzzer, so that every build knows whether it holds.
 *
 *     replay-NAME FILE...
 *
 * gives the harness each file once: what ./dev fuzz has found is repeated so. Without files, it is a
 * test over the seeds of the kinds that SEED_KINDS names ("html:feed"): each as it is, cut off at
 * many places, and with damaged bytes at as many. */

#include "zb-config.h"

#include <stdio.h>
#include <string.h>

#include "fuzz.h"

/* How many times a seed is cut off, and how many bytes of it are damaged. */
#define N_PLACES 150

static void
run_file (const char *path)
{
  g_autoptr(GError) error = NULL;
  g_autofree char *data = NULL;
  gsize size;

  if (!g_file_get_contents (path, &data, &size, &error))
    g_error ("%s", error->message);
  LLVMFuzzerTestOneInput ((const guint8 *) data, size);
}

/* Flips a bit, which makes another sign of most signs and breaks UTF-8 now and then. */
static void
run_damaged (guint8 *data,
             gsize   size,
             gsize   place)
{
  data[place] ^= (guint8) (1u << (place % 8));
  LLVMFuzzerTestOneInput (data, size);
  data[place] ^= (guint8) (1u << (place % 8));
}

static void
test_seed (gconstpointer path)
{
  g_autoptr(GError) error = NULL;
  g_autofree char *data = NULL;
  gsize size, step;

  g_file_get_contents (path, &data, &size, &error);
  g_assert_no_error (error);
  LLVMFuzzerTestOneInput ((const guint8 *) data, size);
  /* No multiple of three, so that Han characters are cut within, too. */
  step = size / N_PLACES + 1;
  step += step % 3 == 0;
  for (gsize place = 0; place < size; place += step)
    {
      g_autofree guint8 *start = g_memdup2 (data, MAX (place, 1));

      LLVMFuzzerTestOneInput (start, place);
      run_damaged ((guint8 *) data, size, place);
    }
}

static void
add_kind (const char *kind)
{
  g_autofree char *folder = g_test_build_filename (G_TEST_DIST, "tests", "fuzz", "seeds", kind, NULL);
  g_autoptr(GError) error = NULL;
  g_autoptr(GDir) dir = g_dir_open (folder, 0, &error);
  guint n_seeds = 0;
  const char *name;

  g_assert_no_error (error);
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *test = g_strdup_printf ("/fuzz/%s/%s", kind, name);

      g_test_add_data_func_full (test, g_build_filename (folder, name, NULL), test_seed, g_free);
      n_seeds++;
    }
  g_assert_cmpuint (n_seeds, >, 0);
}

int
main (int   argc,
      char *argv[])
{
  g_auto(GStrv) kinds = g_strsplit (SEED_KINDS, ":", -1);

  if (argc > 1 && *argv[1] != '-')
    {
      LLVMFuzzerInitialize (&argc, &argv);
      for (int i = 1; i < argc; i++)
        run_file (argv[i]);
      return 0;
    }
  g_test_init (&argc, &argv, NULL);
  LLVMFuzzerInitialize (&argc, &argv);
  for (guint i = 0; kinds[i] != NULL; i++)
    add_kind (kinds[i]);
  return g_test_run ();
}
