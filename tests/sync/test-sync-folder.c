/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sync-fixture.h"

#include <glib/gstdio.h>

/* Folders of this computer. */

static GPtrArray *
list_runs (SyncFixture *fixture,
           gint64       source)
{
  g_autoptr(GError) error = NULL;
  GPtrArray *runs = zb_library_list_runs (fixture->library, source, 0, &error);

  g_assert_no_error (error);
  return runs;
}

/* Given a folder with a folder in it, then the files of both are here; the second time only what is new is. */
static void
test_files (void)
{
  g_auto(SyncFixture) fixture = { 0, };
  g_autofree char *week_28 = week_to_markdown (SYNC_YEAR, 28, 495);
  g_autofree char *week_27 = week_to_markdown (SYNC_YEAR, 27, 437);
  g_autofree char *week_26 = week_to_markdown (SYNC_YEAR, 26, 361);
  g_autofree char *shell = wechat_verification_page ();
  g_autofree char *one = NULL;
  g_autofree char *two = NULL;
  g_autofree char *three = NULL;
  g_autofree char *four = NULL;
  g_autofree char *folder = NULL;
  g_autoptr(ZbSyncReport) first = NULL;
  g_autoptr(ZbSyncReport) second = NULL;
  g_autoptr(GPtrArray) runs = NULL;
  gint64 source;

  sync_fixture_init (&fixture, NULL);
  folder = g_build_filename (fixture.files.folder, "周报", NULL);
  one = fixture_write (&fixture.files, "周报/28.md", week_28);
  two = fixture_write (&fixture.files, "周报/2024/七月/27.md", week_27);
  four = fixture_write (&fixture.files, "周报/没有文字.html", shell);
  source = sync_fixture_add (&fixture, ZB_SOURCE_FOLDER, folder);
  first = sync_fixture_run (&fixture);
  assert_numbers (report_get (first, source), (SyncNumbers) { .asked = 3, .answered = 3, .stored = 2, .refused = 1 });
  assert_text (&fixture, 28, 495);
  assert_text (&fixture, 27, 437);

  three = fixture_write (&fixture.files, "周报/26.md", week_26);
  second = sync_fixture_run (&fixture);
  g_assert_cmpuint (report_get (second, source)->stored, ==, 1);
  g_assert_cmpuint (report_get (second, source)->failed, ==, 0);
  g_assert_cmpuint (report_get (second, source)->unchanged, >=, 2);
  assert_text (&fixture, 26, 361);
  runs = list_runs (&fixture, source);
  g_assert_cmpuint (runs->len, ==, 2);
  g_assert_cmpuint (((const ZbRunRecord *) g_ptr_array_index (runs, 0))->stored, ==, 1);
  g_assert_cmpuint (((const ZbRunRecord *) g_ptr_array_index (runs, 1))->stored, ==, 2);
  g_assert_cmpint (((const ZbRunRecord *) g_ptr_array_index (runs, 1))->ended, !=, 0);
}

/* Given a folder that is not there, then that is told, and the others are read; when it is back, all is well. */
static void
test_missing (void)
{
  g_auto(SyncFixture) fixture = { 0, };
  g_autofree char *week_28 = week_to_markdown (SYNC_YEAR, 28, 495);
  g_autofree char *week_27 = week_to_markdown (SYNC_YEAR, 27, 437);
  g_autofree char *missing = NULL;
  g_autofree char *present = NULL;
  g_autofree char *one = NULL;
  g_autofree char *two = NULL;
  g_autoptr(ZbSyncReport) first = NULL;
  g_autoptr(ZbSyncReport) second = NULL;
  g_autoptr(GPtrArray) runs = NULL;
  gint64 absent, there;

  sync_fixture_init (&fixture, NULL);
  missing = g_build_filename (fixture.files.folder, "usb", NULL);
  present = g_build_filename (fixture.files.folder, "here", NULL);
  one = fixture_write (&fixture.files, "here/28.md", week_28);
  absent = sync_fixture_add (&fixture, ZB_SOURCE_FOLDER, missing);
  there = sync_fixture_add (&fixture, ZB_SOURCE_FOLDER, present);
  first = sync_fixture_run (&fixture);
  g_assert_nonnull (report_get (first, absent)->error);
  g_assert_nonnull (strstr (report_get (first, absent)->error, missing));
  g_assert_cmpuint (report_get (first, there)->stored, ==, 1);
  runs = list_runs (&fixture, absent);
  g_assert_cmpuint (runs->len, ==, 1);
  g_assert_cmpstr (((const ZbRunRecord *) g_ptr_array_index (runs, 0))->error, ==, report_get (first, absent)->error);

  two = fixture_write (&fixture.files, "usb/27.md", week_27);
  second = sync_fixture_run (&fixture);
  g_assert_cmpstr (report_get (second, absent)->error, ==, NULL);
  g_assert_cmpuint (report_get (second, absent)->stored, ==, 1);
  assert_text (&fixture, 27, 437);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/sync-folder/files", test_files);
  g_test_add_func ("/sync-folder/missing", test_missing);
  return g_test_run ();
}
