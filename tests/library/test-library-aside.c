/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "library-fixture.h"

#include <glib/gstdio.h>
#include <string.h>

#include "library/zb-library-aside.h"

/* Stories of a damaged library that gives its place to a new one. */

static void
assert_text (const char *path,
             const char *expected)
{
  g_autofree char *text = NULL;
  g_autoptr(GError) error = NULL;

  g_file_get_contents (path, &text, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (text, ==, expected);
}

/* Nothing of it is lost: what SQLite keeps beside it goes along, and one of the same day stays. */
static void
test_kept (void)
{
  Fixture fixture;
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;
  g_autofree char *log = NULL;
  g_autoptr(ZbLibrary) library = NULL;
  g_autoptr(GError) error = NULL;

  fixture_init (&fixture);
  g_free (fixture_write (&fixture, "data/library.db", "damaged"));
  g_free (fixture_write (&fixture, "data/library.db-wal", "its log"));
  g_assert_true (zb_library_set_aside (fixture.path, &first, &error));
  g_assert_no_error (error);
  g_assert_true (g_regex_match_simple ("/data/library-damaged-\\d{4}-\\d\\d-\\d\\d\\.db$", first, 0, 0));
  assert_text (first, "damaged");
  log = g_strconcat (first, "-wal", NULL);
  assert_text (log, "its log");

  g_free (fixture_write (&fixture, "data/library.db", "damaged again"));
  g_assert_true (zb_library_set_aside (fixture.path, &second, &error));
  g_assert_no_error (error);
  g_assert_true (g_str_has_suffix (second, "-2.db"));
  assert_text (first, "damaged");
  assert_text (second, "damaged again");

  library = fixture_open (&fixture);
  g_assert_nonnull (library);
  fixture_clear (&fixture);
}

static void
test_nothing_there (void)
{
  Fixture fixture;
  g_autofree char *kept = NULL;
  g_autoptr(GError) error = NULL;

  fixture_init (&fixture);
  g_assert_false (zb_library_set_aside (fixture.path, &kept, &error));
  g_assert_error (error, ZB_LIBRARY_ERROR, ZB_LIBRARY_ERROR_FAILED);
  g_assert_nonnull (strstr (error->message, "library.db"));
  g_assert_null (kept);
  fixture_clear (&fixture);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/library/aside/kept", test_kept);
  g_test_add_func ("/library/aside/nothing-there", test_nothing_there);
  return g_test_run ();
}
