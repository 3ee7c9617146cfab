/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "library-fixture.h"

#include <gio/gio.h>

/* A reader whose catalogue is the one that comes with the program, but calls
 * the total by another name. */
static ZbExtractor *
make_other_extractor (void)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GBytes) bytes = g_resources_lookup_data ("/io/github/zhoubao/Zhoubao/figures.json", 0, &error);
  g_autoptr(GString) text = g_string_new_len (g_bytes_get_data (bytes, NULL),
                                              (gssize) g_bytes_get_size (bytes));
  g_autoptr(GBytes) changed = NULL;
  g_autoptr(ZbCatalogue) catalogue = NULL;
  ZbExtractor *extractor;

  g_assert_cmpuint (g_string_replace (text, "\"id\": \"incidents_total\"", "\"id\": \"incidents_all\"", 0), >, 0);
  changed = g_bytes_new (text->str, text->len);
  catalogue = zb_catalogue_new_from_bytes (changed, &error);
  g_assert_no_error (error);
  extractor = zb_extractor_new (catalogue, &error);
  g_assert_no_error (error);
  return extractor;
}

static ZbReparseResult
reparse (ZbLibrary *library,
         gboolean   all)
{
  g_autoptr(GError) error = NULL;
  ZbReparseResult result;

  zb_library_reparse (library, all, &result, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  return result;
}

static void
fill (ZbLibrary *library)
{
  for (guint i = 1; i <= 150; i++)
    {
      g_autofree char *text = week_to_markdown (2022 + i / 50, i % 50 + 1, 100 + i);

      zb_import_result_unref (import_text (library, text));
    }
}

static void
test_marks (void)
{
  Fixture fixture;
  g_autoptr(ZbLibrary) library = NULL;
  g_autofree char *text = week_to_markdown (2024, 10, 99);
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  g_autoptr(ZbDetail) detail = NULL;
  g_autoptr(GError) error = NULL;
  gint64 id, counter;

  fixture_init (&fixture);
  library = fixture_open (&fixture);
  zb_import_result_unref (import_text (library, text));
  before = dump_library (fixture.path);
  id = zb_library_find (library, ISSUE (2024, 10), &error);
  counter = zb_library_get_change_counter (library);
  g_assert_true (zb_library_set_read (library, id, TRUE, &error));
  g_assert_true (zb_library_set_starred (library, id, TRUE, &error));
  g_assert_cmpint (zb_library_get_change_counter (library), !=, counter);
  detail = load_issue (library, 2024, 10);
  g_assert_false (detail->entry->unread);
  g_assert_true (detail->entry->starred);

  /* Taken back, nothing is left of them. */
  g_assert_true (zb_library_set_read (library, id, FALSE, &error));
  g_assert_true (zb_library_set_starred (library, id, FALSE, &error));
  after = dump_library (fixture.path);
  g_assert_cmpstr (before, ==, after);

  g_assert_false (zb_library_set_read (library, id + 1000, TRUE, &error));
  g_assert_error (error, ZB_LIBRARY_ERROR, ZB_LIBRARY_ERROR_NOT_FOUND);
  g_clear_object (&library);
  fixture_clear (&fixture);
}

static void
append_issue (GArray    *ids,
              ZbLibrary *library,
              guint      year,
              guint      number)
{
  g_autoptr(GError) error = NULL;
  gint64 id = zb_library_find (library, ISSUE (year, number), &error);

  g_assert_no_error (error);
  g_array_append_val (ids, id);
}

/* Given some that are read already, when all are marked, then exactly the others are named, and
 * setting these back leaves everything as it was. */
static void
test_all_read (void)
{
  Fixture fixture;
  g_autoptr(ZbLibrary) library = NULL;
  g_autoptr(GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr(GArray) changed = NULL;
  g_autoptr(GArray) again = NULL;
  g_autoptr(GArray) back = NULL;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  g_autoptr(GError) error = NULL;
  gint64 gone = 100000;

  fixture_init (&fixture);
  library = fixture_open (&fixture);
  for (guint i = 1; i <= 4; i++)
    {
      g_autofree char *text = week_to_markdown (2024, i, 100 + i);

      zb_import_result_unref (import_text (library, text));
      append_issue (ids, library, 2024, i);
    }
  g_array_append_val (ids, gone);
  g_assert_true (zb_library_set_read (library, g_array_index (ids, gint64, 1), TRUE, &error));
  g_assert_true (zb_library_set_starred (library, g_array_index (ids, gint64, 2), TRUE, &error));
  before = dump_library (fixture.path);

  changed = zb_library_set_all_read (library, ids, TRUE, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (changed->len, ==, 3);
  g_assert_cmpint (g_array_index (changed, gint64, 0), ==, g_array_index (ids, gint64, 0));
  g_assert_cmpint (g_array_index (changed, gint64, 1), ==, g_array_index (ids, gint64, 2));
  g_assert_cmpint (g_array_index (changed, gint64, 2), ==, g_array_index (ids, gint64, 3));
  for (guint i = 1; i <= 4; i++)
    {
      g_autoptr(ZbDetail) detail = load_issue (library, 2024, i);

      g_assert_false (detail->entry->unread);
      g_assert_cmpint (detail->entry->starred, ==, i == 3);
    }
  again = zb_library_set_all_read (library, ids, TRUE, &error);
  g_assert_cmpuint (again->len, ==, 0);

  back = zb_library_set_all_read (library, changed, FALSE, &error);
  g_assert_cmpuint (back->len, ==, 3);
  after = dump_library (fixture.path);
  g_assert_cmpstr (before, ==, after);
  g_clear_object (&library);
  fixture_clear (&fixture);
}

/* Where one of them cannot be stored, none is. */
static void
test_all_read_or_none (void)
{
  Fixture fixture;
  g_autoptr(ZbLibrary) library = NULL;
  g_autoptr(GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  g_autofree char *trigger = NULL;
  g_autoptr(GError) error = NULL;

  fixture_init (&fixture);
  library = fixture_open (&fixture);
  for (guint i = 1; i <= 3; i++)
    {
      g_autofree char *text = week_to_markdown (2024, i, 100 + i);

      zb_import_result_unref (import_text (library, text));
      append_issue (ids, library, 2024, i);
    }
  trigger = g_strdup_printf ("CREATE TRIGGER refuse BEFORE INSERT ON marks WHEN new.bulletin = %" G_GINT64_FORMAT
                             " BEGIN SELECT raise (ABORT, 'refused'); END",
                             g_array_index (ids, gint64, 2));
  fixture_run_sql (&fixture, trigger);
  before = dump_library (fixture.path);
  g_assert_null (zb_library_set_all_read (library, ids, TRUE, &error));
  g_assert_nonnull (error);
  after = dump_library (fixture.path);
  g_assert_cmpstr (before, ==, after);
  g_clear_object (&library);
  fixture_clear (&fixture);
}

static void
assert_note (ZbLibrary  *library,
             guint       year,
             guint       number,
             const char *note)
{
  g_autoptr(ZbDetail) detail = load_issue (library, year, number);
  g_autoptr(GPtrArray) list = zb_library_list (library, NULL);

  g_assert_cmpstr (detail->note, ==, note);
  g_assert_cmpint (detail->entry->has_note, ==, note != NULL);
  for (guint i = 0; i < list->len; i++)
    {
      const ZbEntry *entry = g_ptr_array_index (list, i);

      g_assert_cmpint (entry->has_note, ==, entry->id == detail->entry->id && note != NULL);
    }
}

static void
test_note (void)
{
  Fixture fixture;
  g_autoptr(ZbLibrary) library = NULL;
  g_autofree char *text = week_to_markdown (2024, 10, 99);
  g_autofree char *other = week_to_markdown (2024, 11, 99);
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  g_autoptr(GError) error = NULL;
  gint64 id;

  fixture_init (&fixture);
  library = fixture_open (&fixture);
  zb_import_result_unref (import_text (library, text));
  zb_import_result_unref (import_text (library, other));
  before = dump_library (fixture.path);
  id = zb_library_find (library, ISSUE (2024, 10), &error);
  assert_note (library, 2024, 10, NULL);
  g_assert_true (zb_library_set_note (library, id, " 上周也是如此\n", &error));
  assert_note (library, 2024, 10, " 上周也是如此\n");
  /* Other marks leave it alone. */
  g_assert_true (zb_library_set_read (library, id, TRUE, &error));
  g_assert_true (zb_library_set_starred (library, id, TRUE, &error));
  g_assert_true (zb_library_set_read (library, id, FALSE, &error));
  g_assert_true (zb_library_set_starred (library, id, FALSE, &error));
  assert_note (library, 2024, 10, " 上周也是如此\n");

  /* Of blanks, or empty, it is none, and nothing is left of it. */
  g_assert_true (zb_library_set_note (library, id, " \n　", &error));
  assert_note (library, 2024, 10, NULL);
  g_assert_true (zb_library_set_note (library, id, "x", &error));
  g_assert_true (zb_library_set_note (library, id, NULL, &error));
  after = dump_library (fixture.path);
  g_assert_cmpstr (before, ==, after);
  g_clear_object (&library);
  fixture_clear (&fixture);
}

static void
test_note_limits (void)
{
  Fixture fixture;
  g_autoptr(ZbLibrary) library = NULL;
  g_autofree char *text = week_to_markdown (2024, 10, 99);
  g_autoptr(GString) note = g_string_new (NULL);
  g_autoptr(GError) error = NULL;
  gint64 id;

  fixture_init (&fixture);
  library = fixture_open (&fixture);
  zb_import_result_unref (import_text (library, text));
  id = zb_library_find (library, ISSUE (2024, 10), &error);
  for (guint i = 0; i < ZB_NOTE_MAX_LENGTH; i++)
    g_string_append (note, "周");
  g_assert_true (zb_library_set_note (library, id, note->str, &error));
  assert_note (library, 2024, 10, note->str);
  g_string_append (note, "x");
  g_assert_false (zb_library_set_note (library, id, note->str, &error));
  g_assert_error (error, ZB_LIBRARY_ERROR, ZB_LIBRARY_ERROR_INVALID);
  g_clear_error (&error);
  g_assert_false (zb_library_set_note (library, id, "\xc3(", &error));
  g_assert_error (error, ZB_LIBRARY_ERROR, ZB_LIBRARY_ERROR_INVALID);
  g_clear_error (&error);
  /* What was there before stays. */
  g_string_truncate (note, note->len - 1);
  assert_note (library, 2024, 10, note->str);
  g_assert_false (zb_library_set_note (library, id + 1000, "x", &error));
  g_assert_error (error, ZB_LIBRARY_ERROR, ZB_LIBRARY_ERROR_NOT_FOUND);
  g_clear_object (&library);
  fixture_clear (&fixture);
}

/* Given a note on an issue that is only known, when its text comes, goes over another catalogue and
 * comes again, then the note is still there. */
static void
test_note_stays (void)
{
  Fixture fixture;
  g_autoptr(ZbLibrary) library = NULL;
  g_autofree char *text = week_to_markdown (2024, 10, 99);
  g_autofree char *fuller = g_strconcat (text, "\n更多内容更多内容更多内容。\n", NULL);
  g_autoptr(GBytes) empty = g_bytes_new_static ("{\"issues\":[]}", strlen ("{\"issues\":[]}"));
  g_autoptr(GError) error = NULL;

  fixture_init (&fixture);
  library = zb_library_open (fixture.path, zb_extractor_get_default (), NULL, &error);
  g_assert_true (zb_library_set_note (library, zb_library_find (library, ISSUE (2024, 10), &error), "mine", &error));
  g_assert_no_error (error);
  zb_import_result_unref (import_text (library, text));
  zb_import_result_unref (import_text (library, fuller));
  reparse (library, TRUE);
  assert_note (library, 2024, 10, "mine");
  g_clear_object (&library);
  /* Another index, which knows nothing of the issue. */
  library = zb_library_open (fixture.path, zb_extractor_get_default (), empty, &error);
  g_assert_no_error (error);
  assert_note (library, 2024, 10, "mine");
  g_clear_object (&library);
  fixture_clear (&fixture);
}

static void
test_typed (void)
{
  Fixture fixture;
  g_autoptr(ZbLibrary) library = NULL;
  g_autofree char *text = week_to_markdown (2024, 10, 99);
  g_autoptr(ZbFigure) hosts = zb_figure_new ("infected_hosts", 123000);
  g_autoptr(ZbFigure) total = zb_figure_new ("incidents_total", 98);
  g_autoptr(ZbFigure) level = zb_figure_new_level ("vuln_level", "高");
  g_autoptr(ZbFigure) unknown = zb_figure_new ("moon_phase", 1);
  g_autoptr(ZbFigure) negative = zb_figure_new ("infected_hosts", -1);
  g_autoptr(ZbFigure) no_level = zb_figure_new ("vuln_level", 3);
  const ZbFigure *wrong[] = { unknown, negative, no_level };
  g_autoptr(ZbDetail) detail = NULL;
  g_autoptr(GError) error = NULL;
  gint64 id;

  fixture_init (&fixture);
  library = fixture_open (&fixture);
  zb_import_result_unref (import_text (library, text));
  id = zb_library_find (library, ISSUE (2024, 10), &error);
  g_assert_true (zb_library_set_typed_figure (library, id, hosts, &error));
  g_assert_true (zb_library_set_typed_figure (library, id, total, &error));
  g_assert_true (zb_library_set_typed_figure (library, id, level, &error));
  detail = load_issue (library, 2024, 10);
  g_assert_cmpint (find_sourced (detail, "infected_hosts")->origin, ==, ZB_FIGURE_TYPED);
  g_assert_cmpstr (find_sourced (detail, "vuln_level")->figure->level, ==, "高");
  /* What the text states counts before what was typed; the difference is shown. */
  g_assert_cmpint (find_sourced (detail, "incidents_total")->figure->value, ==, 99);
  g_assert_cmpuint (find_sourced (detail, "incidents_total")->disagreeing->len, ==, 1);
  g_assert_cmpint (zb_figures_find (detail->entry->figures, "infected_hosts")->value, ==, 123000);

  g_assert_true (zb_library_remove_typed_figure (library, id, "infected_hosts", &error));
  g_clear_pointer (&detail, zb_detail_unref);
  detail = load_issue (library, 2024, 10);
  g_assert_null (find_sourced (detail, "infected_hosts"));
  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_assert_false (zb_library_set_typed_figure (library, id, wrong[i], &error));
      g_assert_error (error, ZB_LIBRARY_ERROR, ZB_LIBRARY_ERROR_INVALID);
      g_clear_error (&error);
    }
  g_clear_object (&library);
  fixture_clear (&fixture);
}

/* Given an unchanged catalogue, when all is read again, then nothing changes. */
static void
test_reparse_same (void)
{
  Fixture fixture;
  g_autoptr(ZbLibrary) library = NULL;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  ZbReparseResult result;

  fixture_init (&fixture);
  library = fixture_open (&fixture);
  fill (library);
  before = dump_library (fixture.path);
  result = reparse (library, FALSE);
  g_assert_cmpuint (result.n_files, ==, 0);
  result = reparse (library, TRUE);
  g_assert_cmpuint (result.n_files, ==, 150);
  g_assert_cmpuint (result.n_changed, ==, 0);
  after = dump_library (fixture.path);
  g_assert_cmpstr (before, ==, after);
  g_clear_object (&library);
  fixture_clear (&fixture);
}

/* Given another catalogue, when copies are read again, then figures follow it, and what the user
 * did stays; with the first catalogue everything is as it was. */
static void
test_reparse_changed (void)
{
  Fixture fixture;
  g_autoptr(ZbLibrary) library = NULL;
  g_autoptr(ZbExtractor) other = make_other_extractor ();
  g_autoptr(ZbFigure) hosts = zb_figure_new ("infected_hosts", 5);
  g_autoptr(GBytes) index = g_bytes_new_static ("{\"issues\":[]}", strlen ("{\"issues\":[]}"));
  g_autoptr(ZbDetail) detail = NULL;
  g_autoptr(GError) error = NULL;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  ZbReparseResult result;
  gint64 id;

  fixture_init (&fixture);
  library = zb_library_open (fixture.path, zb_extractor_get_default (), index, &error);
  g_assert_no_error (error);
  fill (library);
  id = zb_library_find (library, ISSUE (2023, 10), &error);
  g_assert_true (zb_library_set_starred (library, id, TRUE, &error));
  g_assert_true (zb_library_set_typed_figure (library, id, hosts, &error));
  g_clear_object (&library);
  before = dump_library (fixture.path);

  library = zb_library_open (fixture.path, other, index, &error);
  result = reparse (library, FALSE);
  g_assert_cmpuint (result.n_files, ==, 150);
  g_assert_cmpuint (result.n_changed, ==, 150);
  detail = load_issue (library, 2023, 10);
  g_assert_null (find_sourced (detail, "incidents_total"));
  g_assert_true (detail->entry->starred);
  g_assert_cmpint (detail->entry->id, ==, id);
  g_assert_cmpint (find_sourced (detail, "infected_hosts")->figure->value, ==, 5);
  assert_sound (library);
  g_clear_object (&library);

  library = zb_library_open (fixture.path, zb_extractor_get_default (), index, &error);
  result = reparse (library, FALSE);
  g_assert_cmpuint (result.n_changed, ==, 150);
  after = dump_library (fixture.path);
  g_assert_cmpstr (before, ==, after);
  g_clear_object (&library);
  fixture_clear (&fixture);
}

static void
cancel (guint    done,
        guint    total,
        gpointer cancellable)
{
  if (done == 120)
    g_cancellable_cancel (cancellable);
}

/* Given a reading that is cancelled, then the next one goes on where it ended. */
static void
test_reparse_cancelled (void)
{
  Fixture fixture;
  g_autoptr(ZbLibrary) library = NULL;
  g_autoptr(ZbExtractor) other = make_other_extractor ();
  g_autoptr(GBytes) index = g_bytes_new_static ("{\"issues\":[]}", strlen ("{\"issues\":[]}"));
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_autoptr(GError) error = NULL;
  ZbReparseResult first, second;

  fixture_init (&fixture);
  library = fixture_open (&fixture);
  fill (library);
  g_clear_object (&library);
  library = zb_library_open (fixture.path, other, index, &error);
  g_assert_false (zb_library_reparse (library, FALSE, &first, cancel, cancellable, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpuint (first.n_files, >, 0);
  second = reparse (library, FALSE);
  g_assert_cmpuint (first.n_files + second.n_files, ==, 150);
  assert_sound (library);
  g_clear_object (&library);
  fixture_clear (&fixture);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/library/marks/read-and-starred", test_marks);
  g_test_add_func ("/library/marks/all-read", test_all_read);
  g_test_add_func ("/library/marks/all-read-or-none", test_all_read_or_none);
  g_test_add_func ("/library/marks/note", test_note);
  g_test_add_func ("/library/marks/note-limits", test_note_limits);
  g_test_add_func ("/library/marks/note-stays", test_note_stays);
  g_test_add_func ("/library/marks/typed", test_typed);
  g_test_add_func ("/library/reparse/same", test_reparse_same);
  g_test_add_func ("/library/reparse/changed", test_reparse_changed);
  g_test_add_func ("/library/reparse/cancelled", test_reparse_cancelled);
  return g_test_run ();
}
