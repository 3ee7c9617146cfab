/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "library-fixture.h"

#define N_WEEKS 200

typedef struct {
  ZbLibrary  *library;
  const char *folder;
} Job;

static gpointer
import_in_thread (gpointer data)
{
  const Job *job = data;

  return import_path (job->library, job->folder);
}

static gpointer
read_in_thread (gpointer data)
{
  const Job *job = data;

  for (guint i = 0; i < 50; i++)
    {
      g_autoptr(GError) error = NULL;
      g_autoptr(GPtrArray) entries = zb_library_list (job->library, &error);

      g_assert_no_error (error);
      if (entries->len > 0)
        {
          const ZbEntry *entry = g_ptr_array_index (entries, i % entries->len);
          g_autoptr(ZbDetail) detail = zb_library_load (job->library, entry->id, &error);

          g_assert_no_error (error);
          /* What is read is whole: a text comes with its figures. */
          g_assert_cmpint (detail->entry->state, ==, ZB_ENTRY_TEXT);
          g_assert_cmpuint (detail->figures->len, ==, 3);
          g_assert_nonnull (detail->shown);
          g_assert_true (zb_library_set_read (job->library, entry->id, TRUE, &error));
        }
    }
  return NULL;
}

static void
make_files (Fixture *fixture)
{
  for (guint i = 0; i < N_WEEKS; i++)
    {
      g_autofree char *name = g_strdup_printf ("%s/%04u.md", i % 2 ? "odd" : "even", i);
      g_autofree char *shared = g_strdup_printf ("%s/copy-%04u.md", i % 2 ? "even" : "odd", i);
      g_autofree char *text = week_to_markdown (2022 + i / 50, i % 50 + 1, 100 + i);

      g_free (fixture_write (fixture, name, text));
      /* Some of the files lie in both folders. */
      if (i % 5 == 0)
        g_free (fixture_write (fixture, shared, text));
    }
}

/* Given four threads on one library and on a second connection to it, then all works, and each text
 * is stored once. */
static void
run_jobs (Fixture   *fixture,
          ZbLibrary *one,
          ZbLibrary *two)
{
  g_autofree char *odd = g_build_filename (fixture->folder, "odd", NULL);
  g_autofree char *even = g_build_filename (fixture->folder, "even", NULL);
  Job jobs[] = { { one, odd }, { two, even }, { one, NULL }, { two, NULL } };
  GThread *threads[G_N_ELEMENTS (jobs)];
  guint imported = 0, duplicates = 0;

  for (guint i = 0; i < G_N_ELEMENTS (jobs); i++)
    threads[i] = g_thread_new ("job", i < 2 ? import_in_thread : read_in_thread, &jobs[i]);
  for (guint i = 0; i < G_N_ELEMENTS (jobs); i++)
    {
      g_autoptr(ZbImportResult) result = g_thread_join (threads[i]);

      if (result == NULL)
        continue;
      g_assert_no_error (result->error);
      imported += result->imported;
      duplicates += result->duplicates;
    }
  g_assert_cmpuint (imported, ==, N_WEEKS);
  g_assert_cmpuint (duplicates, ==, N_WEEKS / 5);
  assert_sound (one);
  assert_sound (two);
}

static void
test_one_library (void)
{
  Fixture fixture;
  g_autoptr(ZbLibrary) library = NULL;

  fixture_init (&fixture);
  make_files (&fixture);
  library = fixture_open (&fixture);
  run_jobs (&fixture, library, library);
  g_clear_object (&library);
  fixture_clear (&fixture);
}

static void
test_two_connections (void)
{
  Fixture fixture;
  g_autoptr(ZbLibrary) one = NULL;
  g_autoptr(ZbLibrary) two = NULL;

  fixture_init (&fixture);
  make_files (&fixture);
  one = fixture_open (&fixture);
  two = fixture_open (&fixture);
  run_jobs (&fixture, one, two);
  g_clear_object (&one);
  g_clear_object (&two);
  fixture_clear (&fixture);
}

static gpointer
open_in_thread (gpointer data)
{
  return fixture_open (data);
}

/* Given several programs that make the same new library at one moment, then all get it. */
static void
test_opened_together (void)
{
  for (guint round = 0; round < 10; round++)
    {
      Fixture fixture;
      GThread *threads[6];

      fixture_init (&fixture);
      for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
        threads[i] = g_thread_new ("open", open_in_thread, &fixture);
      for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
        {
          g_autoptr(ZbLibrary) library = g_thread_join (threads[i]);

          assert_sound (library);
        }
      fixture_clear (&fixture);
    }
}

/* Given a change by another program, then the counter tells, and without one it does not. */
static void
test_noticed (void)
{
  Fixture fixture;
  g_autoptr(ZbLibrary) one = NULL;
  g_autoptr(ZbLibrary) two = NULL;
  g_autofree char *text = week_to_markdown (2024, 1, 9);
  gint64 counter;

  fixture_init (&fixture);
  one = fixture_open (&fixture);
  two = fixture_open (&fixture);
  counter = zb_library_get_change_counter (one);
  g_assert_cmpint (zb_library_get_change_counter (one), ==, counter);
  zb_import_result_unref (import_text (two, text));
  g_assert_cmpint (zb_library_get_change_counter (one), !=, counter);
  g_clear_object (&one);
  g_clear_object (&two);
  fixture_clear (&fixture);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/library/sharing/one-library", test_one_library);
  g_test_add_func ("/library/sharing/two-connections", test_two_connections);
  g_test_add_func ("/library/sharing/opened-together", test_opened_together);
  g_test_add_func ("/library/sharing/noticed", test_noticed);
  return g_test_run ();
}
