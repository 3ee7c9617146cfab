/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "library-fixture.h"

#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#include "library/zb-backup.h"
#include "library/zb-library-restore.h"

/* Stories of a library that is put back to what it was. */

static void
import_week (ZbLibrary *library,
             guint      number,
             guint      total)
{
  g_autofree char *text = week_to_markdown (2024, number, total);

  zb_import_result_unref (import_text (library, text));
}

/* Given a library with issue 10, its backup, and issue 11 since then. */
static ZbLibrary *
open_after_backup (Fixture  *self,
                   char    **backup)
{
  ZbLibrary *library;
  g_autoptr(GError) error = NULL;

  fixture_init (self);
  *backup = g_build_filename (self->folder, "backup.db", NULL);
  library = fixture_open (self);
  import_week (library, 10, 100);
  g_assert_true (zb_backup_write (self->path, *backup, &error));
  g_assert_no_error (error);
  import_week (library, 11, 110);
  return library;
}

static gboolean
has_issue (ZbLibrary *library,
           guint      number)
{
  g_autoptr(GError) error = NULL;
  gint64 id = zb_library_find (library, ISSUE (2024, number), &error);
  g_autoptr(ZbDetail) detail = NULL;

  if (id == 0)
    return FALSE;
  detail = zb_library_load (library, id, &error);
  g_assert_no_error (error);
  return detail->entry->state == ZB_ENTRY_TEXT;
}

/* Nothing but what is named lies in the folder. */
static void
assert_no_leftover (Fixture *self)
{
  g_autoptr(GDir) folder = g_dir_open (self->folder, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (folder)) != NULL)
    g_assert_null (strstr (name, ".restoring"));
}

static void
count_cb (guint    done,
          guint    total,
          gpointer data)
{
  g_assert_cmpuint (done, <=, total);
  ++*(guint *) data;
}

static void
test_restore (void)
{
  Fixture self;
  g_autofree char *backup = NULL;
  g_autofree char *kept = NULL;
  g_autofree char *again = NULL;
  g_autoptr(ZbLibrary) library = open_after_backup (&self, &backup);
  g_autoptr(ZbLibrary) other = NULL;
  g_autoptr(ZbLibrary) old = NULL;
  g_autoptr(GError) error = NULL;
  guint n = 0;

  /* Another program has it open as well, and sees what is there now. */
  other = fixture_open (&self);
  g_assert_true (has_issue (other, 11));
  g_assert_true (zb_library_restore (library, backup, &kept, count_cb, &n, NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (n, >, 0);
  g_assert_true (has_issue (library, 10));
  g_assert_false (has_issue (library, 11));
  g_assert_false (has_issue (other, 11));
  assert_sound (library);
  assert_no_leftover (&self);

  /* It goes on as a library, and what was there before can be had again. */
  import_week (library, 12, 120);
  g_assert_true (has_issue (other, 12));
  old = zb_library_open (kept, zb_extractor_get_default (), NULL, &error);
  g_assert_no_error (error);
  g_assert_true (has_issue (old, 11));
  g_assert_false (has_issue (old, 12));
  /* It is in use, and read where it lies. */
  g_assert_true (zb_library_restore (library, kept, &again, NULL, NULL, NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpstr (kept, !=, again);
  g_assert_true (has_issue (library, 11));
  assert_sound (library);
  g_clear_object (&old);
  g_clear_object (&other);
  g_clear_object (&library);
  fixture_clear (&self);
}

/* An older version's tables are brought up to date. */
static void
test_older (void)
{
  Fixture self, older;
  g_autofree char *backup = NULL;
  g_autoptr(ZbLibrary) library = open_after_backup (&self, &backup);
  g_autoptr(ZbLibrary) first = NULL;
  g_autoptr(GError) error = NULL;

  fixture_init (&older);
  first = fixture_open (&older);
  import_week (first, 20, 200);
  g_clear_object (&first);
  fixture_drop_sync_tables (&older);
  g_assert_true (zb_library_restore (library, older.path, NULL, NULL, NULL, NULL, &error));
  g_assert_no_error (error);
  g_assert_true (has_issue (library, 20));
  g_assert_false (has_issue (library, 11));
  assert_sound (library);
  g_clear_object (&library);
  fixture_clear (&older);
  fixture_clear (&self);
}

static void
assert_refused (ZbLibrary      *library,
                const char     *backup,
                ZbLibraryError  code)
{
  g_autoptr(GError) error = NULL;
  g_autofree char *kept = NULL;

  g_assert_false (zb_library_restore (library, backup, &kept, NULL, NULL, NULL, &error));
  g_assert_error (error, ZB_LIBRARY_ERROR, (int) code);
  g_assert_null (kept);
  g_assert_true (has_issue (library, 11));
}

static void
test_refused (void)
{
  Fixture self;
  g_autofree char *backup = NULL;
  g_autoptr(ZbLibrary) library = open_after_backup (&self, &backup);
  g_autofree char *text = fixture_write (&self, "notes.txt", "Nothing of a library, but some words that fill a line.");
  g_autofree char *empty = fixture_write (&self, "empty.db", "");
  g_autofree char *nowhere = g_build_filename (self.folder, "nowhere.db", NULL);
  g_autofree char *bytes = NULL;
  g_autoptr(GError) error = NULL;
  gsize length;

  assert_refused (library, text, ZB_LIBRARY_ERROR_CORRUPT);
  assert_refused (library, empty, ZB_LIBRARY_ERROR_FOREIGN);
  assert_refused (library, nowhere, ZB_LIBRARY_ERROR_FAILED);
  assert_refused (library, self.path, ZB_LIBRARY_ERROR_INVALID);

  /* One in the middle of which something has gone wrong. */
  g_assert_true (g_file_get_contents (backup, &bytes, &length, &error));
  memset (bytes + 8192, 0x5a, length - 8192);
  g_assert_true (g_file_set_contents (backup, bytes, (gssize) length, &error));
  assert_refused (library, backup, ZB_LIBRARY_ERROR_CORRUPT);
  assert_no_leftover (&self);
  assert_sound (library);
  g_clear_object (&library);
  fixture_clear (&self);
}

/* Stopped before anything is replaced: the library is as it was, and no copy of it is kept. */
static void
test_cancelled (void)
{
  Fixture self;
  g_autofree char *backup = NULL;
  g_autoptr(ZbLibrary) library = open_after_backup (&self, &backup);
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_autofree char *kept = NULL;
  g_autoptr(GError) error = NULL;

  g_cancellable_cancel (cancellable);
  g_assert_false (zb_library_restore (library, backup, &kept, NULL, NULL, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_null (kept);
  g_assert_true (has_issue (library, 11));
  assert_no_leftover (&self);
  assert_sound (library);
  g_clear_object (&library);
  fixture_clear (&self);
}

/* A backup takes the place of an earlier one, but never that of the library. */
static void
test_save (void)
{
  Fixture self;
  g_autofree char *backup = NULL;
  g_autoptr(ZbLibrary) library = open_after_backup (&self, &backup);
  g_autoptr(ZbLibrary) saved = NULL;
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_autofree char *alias = g_build_filename (self.folder, "alias.db", NULL);
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  g_autoptr(GError) error = NULL;
  gsize n_before, n_after;
  guint n = 0;

  g_assert_true (g_file_get_contents (backup, &before, &n_before, NULL));
  g_cancellable_cancel (cancellable);
  g_assert_false (zb_backup_save (self.path, backup, NULL, NULL, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&error);
  g_assert_true (g_file_get_contents (backup, &after, &n_after, NULL));
  g_assert_cmpmem (before, n_before, after, n_after);

  g_cancellable_reset (cancellable);
  g_assert_true (zb_backup_save (self.path, backup, count_cb, &n, cancellable, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (n, >, 0);
  saved = zb_library_open (backup, zb_extractor_get_default (), NULL, &error);
  g_assert_no_error (error);
  g_assert_true (has_issue (saved, 11));

  g_assert_cmpint (symlink (self.path, alias), ==, 0);
  g_assert_false (zb_backup_save (self.path, alias, NULL, NULL, NULL, &error));
  g_assert_error (error, ZB_LIBRARY_ERROR, ZB_LIBRARY_ERROR_INVALID);
  g_assert_true (has_issue (library, 11));
  g_clear_object (&saved);
  g_clear_object (&library);
  fixture_clear (&self);
}

/* A backup on a medium that cannot be written to. */
static void
test_read_only (void)
{
  Fixture self;
  g_autofree char *backup = NULL;
  g_autoptr(ZbLibrary) library = open_after_backup (&self, &backup);
  g_autofree char *folder = g_build_filename (self.folder, "medium", NULL);
  g_autofree char *moved = g_build_filename (folder, "backup.db", NULL);
  g_autoptr(GError) error = NULL;

  g_mkdir (folder, 0700);
  g_assert_cmpint (g_rename (backup, moved), ==, 0);
  g_chmod (moved, 0400);
  g_chmod (folder, 0500);
  g_assert_true (zb_library_restore (library, moved, NULL, NULL, NULL, NULL, &error));
  g_assert_no_error (error);
  g_assert_false (has_issue (library, 11));
  g_chmod (folder, 0700);
  assert_no_leftover (&self);
  g_clear_object (&library);
  fixture_clear (&self);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/library/restore/restore", test_restore);
  g_test_add_func ("/library/restore/older", test_older);
  g_test_add_func ("/library/restore/refused", test_refused);
  g_test_add_func ("/library/restore/cancelled", test_cancelled);
  g_test_add_func ("/library/restore/save", test_save);
  g_test_add_func ("/library/restore/read-only", test_read_only);
  return g_test_run ();
}
