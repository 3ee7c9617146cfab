/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "library-fixture.h"

#include "library/zb-identity.h"
#include "library/zb-library-private.h"

static ZbPeriod
period (const char *start,
        const char *end)
{
  ZbPeriod result;

  zb_period_init_iso (&result, start, end);
  return result;
}

/* Given what a copy prints, which bulletin is it? */
static void
test_init (void)
{
  static const struct {
    ZbIssue     issue;
    const char *start, *end;
    gboolean    is_known;
    ZbIssue     expected;
    const char *monday;
  } cases[] = {
    { { 2024, 28 }, "2024-07-08", "2024-07-14", TRUE, { 2024, 28 }, "2024-07-08" },
    /* One of the two is enough where the numbering is known. */
    { { 2024, 28 }, NULL, NULL, TRUE, { 2024, 28 }, "2024-07-08" },
    { { 0, 0 }, "2024-07-08", "2024-07-14", TRUE, { 2024, 28 }, "2024-07-08" },
    { { 0, 0 }, "2018-02-05", "2018-02-11", TRUE, { 2018, 6 }, "2018-02-05" },
    { { 2023, 53 }, NULL, NULL, TRUE, { 2023, 53 }, "2023-12-25" },
    { { 2023, 1 }, NULL, NULL, TRUE, { 2023, 1 }, "2022-12-26" },
    { { 2025, 1 }, "2024-12-30", "2025-01-05", TRUE, { 2025, 1 }, "2024-12-30" },
    /* A day is missing at either end. */
    { { 2024, 17 }, "2024-04-22", "2024-04-27", TRUE, { 2024, 17 }, "2024-04-22" },
    { { 0, 0 }, "2024-04-23", "2024-04-28", TRUE, { 2024, 17 }, "2024-04-22" },
    /* The two contradict each other: the issue wins. */
    { { 2024, 28 }, "2024-06-03", "2024-06-09", TRUE, { 2024, 28 }, "2024-07-08" },
    /* There is no such issue, so the week decides; without one nothing does. */
    { { 2024, 53 }, "2024-12-23", "2024-12-29", TRUE, { 2024, 52 }, "2024-12-23" },
    { { 2024, 53 }, NULL, NULL, FALSE, { 0, 0 }, NULL },
    /* Of other years no numbering is known. */
    { { 0, 0 }, "2014-02-03", "2014-02-09", TRUE, { 2014, 0 }, "2014-02-03" },
    { { 2018, 14 }, NULL, NULL, TRUE, { 2018, 14 }, "2018-04-02" },
    { { 2017, 14 }, NULL, NULL, TRUE, { 2017, 14 }, NULL },
    { { 2017, 14 }, "2017-03-27", "2017-04-02", TRUE, { 2017, 14 }, "2017-03-27" },
    { { 0, 14 }, "2017-03-27", "2017-04-02", TRUE, { 2017, 14 }, "2017-03-27" },
    { { 2024, 0 }, NULL, NULL, FALSE, { 0, 0 }, NULL },
    { { 0, 0 }, NULL, NULL, FALSE, { 0, 0 }, NULL },
    /* Misprints and malice. */
    { { 20245, 3 }, NULL, NULL, FALSE, { 0, 0 }, NULL },
    { { 2024, 4000000000u }, NULL, NULL, FALSE, { 0, 0 }, NULL },
    { { 0, 0 }, "0001-01-01", "0001-01-07", FALSE, { 0, 0 }, NULL },
    { { 0, 0 }, "9999-12-31", "9999-12-31", FALSE, { 0, 0 }, NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      ZbPeriod printed = period (cases[i].start, cases[i].end);
      g_autofree char *monday = NULL;
      ZbIdentity identity;

      g_test_message ("%u-%u, %s", cases[i].issue.year, cases[i].issue.number, cases[i].start);
      g_assert_cmpint (zb_identity_init (&identity, cases[i].issue, &printed), ==, cases[i].is_known);
      if (!cases[i].is_known)
        continue;
      g_assert_cmpint (zb_issue_compare (identity.issue, cases[i].expected), ==, 0);
      monday = zb_date_dup_iso (&identity.week.start);
      g_assert_cmpstr (monday, ==, cases[i].monday);
      g_assert_true (!zb_period_is_known (&identity.week) || zb_period_is_week (&identity.week));
    }
}

/* The library's arithmetic goes both ways for every week of the known years. */
static void
test_numbering (void)
{
  ZbPeriod none;

  zb_period_clear (&none);
  for (guint year = 2022; year < 2060; year++)
    for (guint number = 1; number <= zb_issue_n_in_year (year); number++)
      {
        ZbIdentity identity;

        g_assert_true (zb_identity_init (&identity, ISSUE (year, number), &none));
        g_assert_cmpint (zb_issue_compare (zb_issue_for_date (&identity.week.start),
                                           ISSUE (year, number)), ==, 0);
      }
}

static gint64
resolve (ZbLibrary  *library,
         ZbIssue     issue,
         const char *start,
         const char *end)
{
  g_autoptr(GError) error = NULL;
  ZbPeriod printed = period (start, end);
  ZbIdentity identity;
  gint64 id;

  g_assert_true (zb_identity_init (&identity, issue, &printed));
  zb_identity_resolve (&identity, zb_library_get_database (library), &id, &error);
  g_assert_no_error (error);
  return id;
}

static ZbEntry *
read_entry (ZbLibrary *library,
            gint64     id)
{
  g_autoptr(GError) error = NULL;
  ZbEntry *entry = zb_reader_read_entry (zb_library_get_database (library), id, &error);

  g_assert_no_error (error);
  return entry;
}

/* Given a bulletin known by its week alone, when its number is learnt, then it is still one. */
static void
test_completed (void)
{
  Fixture fixture;
  g_autoptr(ZbLibrary) library = NULL;
  g_autoptr(ZbEntry) entry = NULL;
  gint64 id;

  fixture_init (&fixture);
  library = fixture_open (&fixture);
  id = resolve (library, ISSUE (0, 0), "2014-02-03", "2014-02-09");
  g_assert_cmpint (resolve (library, ISSUE (2014, 6), "2014-02-03", "2014-02-09"), ==, id);
  g_assert_cmpint (resolve (library, ISSUE (2014, 6), NULL, NULL), ==, id);
  entry = read_entry (library, id);
  g_assert_cmpuint (entry->issue.number, ==, 6);
  g_clear_object (&library);
  fixture_clear (&fixture);
}

/* Given one bulletin known by its number and one known by its week, when a copy names both, then
 * they are one, and the marks and typed figures of both are kept. */
static void
test_merged (void)
{
  Fixture fixture;
  g_autoptr(ZbLibrary) library = NULL;
  g_autoptr(ZbEntry) entry = NULL;
  g_autoptr(ZbDetail) detail = NULL;
  g_autoptr(ZbFigure) figure = zb_figure_new ("infected_hosts", 1234);
  g_autoptr(GError) error = NULL;
  gint64 by_week, by_number;

  fixture_init (&fixture);
  library = fixture_open (&fixture);
  by_week = resolve (library, ISSUE (0, 0), "2014-02-03", "2014-02-09");
  by_number = resolve (library, ISSUE (2014, 6), NULL, NULL);
  g_assert_cmpint (by_week, !=, by_number);
  g_assert_true (zb_library_set_starred (library, by_week, TRUE, &error));
  g_assert_true (zb_library_set_typed_figure (library, by_week, figure, &error));
  g_assert_true (zb_library_set_read (library, by_number, TRUE, &error));
  g_assert_true (zb_library_set_note (library, by_week, "of the week", &error));
  g_assert_true (zb_library_set_note (library, by_number, "of the number", &error));

  g_assert_cmpint (resolve (library, ISSUE (2014, 6), "2014-02-03", "2014-02-09"), ==, by_number);
  entry = read_entry (library, by_number);
  g_assert_true (zb_period_is_known (&entry->period));
  g_assert_true (entry->starred);
  g_assert_true (entry->has_note);
  detail = zb_library_load (library, by_number, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (detail->note, ==, "of the number\nof the week");
  g_assert_cmpint (entry->state, ==, ZB_ENTRY_FIGURES);
  g_assert_cmpint (zb_figures_find (entry->figures, "infected_hosts")->value, ==, 1234);
  g_assert_null (zb_reader_read_entry (zb_library_get_database (library), by_week, &error));
  g_assert_error (error, ZB_LIBRARY_ERROR, ZB_LIBRARY_ERROR_NOT_FOUND);
  assert_sound (library);
  g_clear_object (&library);
  fixture_clear (&fixture);
}

/* Given two numbers that claim the same week, then they stay two, and the first keeps the week. */
static void
test_same_week (void)
{
  Fixture fixture;
  g_autoptr(ZbLibrary) library = NULL;
  g_autoptr(ZbEntry) first = NULL;
  g_autoptr(ZbEntry) second = NULL;
  gint64 id;

  fixture_init (&fixture);
  library = fixture_open (&fixture);
  id = resolve (library, ISSUE (2014, 6), "2014-02-03", "2014-02-09");
  first = read_entry (library, id);
  second = read_entry (library, resolve (library, ISSUE (2014, 7), "2014-02-03", "2014-02-09"));
  g_assert_cmpint (first->id, !=, second->id);
  g_assert_true (zb_period_is_known (&first->period));
  g_assert_false (zb_period_is_known (&second->period));
  g_assert_cmpint (resolve (library, ISSUE (2014, 7), "2014-02-03", "2014-02-09"), ==, second->id);
  g_assert_cmpint (resolve (library, ISSUE (0, 0), "2014-02-03", "2014-02-09"), ==, id);
  g_clear_object (&library);
  fixture_clear (&fixture);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/library/identity/init", test_init);
  g_test_add_func ("/library/identity/numbering", test_numbering);
  g_test_add_func ("/library/identity/completed", test_completed);
  g_test_add_func ("/library/identity/merged", test_merged);
  g_test_add_func ("/library/identity/same-week", test_same_week);
  return g_test_run ();
}
