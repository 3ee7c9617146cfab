/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zb-config.h"

#include "bulletin/zb-period.h"

static void
assert_date (const GDate *date,
             const char  *iso)
{
  g_autofree char *text = zb_date_dup_iso (date);

  g_assert_cmpstr (text, ==, iso);
}

static void
test_iso (void)
{
  GDate date;

  g_assert_true (zb_date_parse_iso ("2024-07-01", &date));
  assert_date (&date, "2024-07-01");
  g_assert_true (zb_date_parse_iso ("2024-02-29T10:00:00", &date));
  assert_date (&date, "2024-02-29");
  g_assert_true (zb_date_parse_iso ("2024-07-01 10:00", &date));
}

static void
test_iso_nonsense (void)
{
  static const char *const nonsense[] = {
    NULL, "", "2024", "2024-7-1", "2024-07-0", "2024/07/01", "2024-13-01", "2024-02-30", "2023-02-29",
    "2024-00-10", "2024-07-00", "0000-07-01", "20240701xx", "２０２４-07-01", "2024-07-O1", "-024-07-01",
  };

  for (guint i = 0; i < G_N_ELEMENTS (nonsense); i++)
    {
      GDate date;

      g_test_message ("%s", nonsense[i] != NULL ? nonsense[i] : "(null)");
      g_date_clear (&date, 1);
      g_date_set_dmy (&date, 1, 1, 2000);
      g_assert_false (zb_date_parse_iso (nonsense[i], &date));
      g_assert_false (g_date_valid (&date));
      assert_date (&date, NULL);
    }
}

static void
test_week (void)
{
  static const char *const days[] = { "2024-07-01", "2024-07-03", "2024-07-06", "2024-07-07" };

  for (guint i = 0; i < G_N_ELEMENTS (days); i++)
    {
      ZbPeriod week;
      GDate date;

      g_assert_true (zb_date_parse_iso (days[i], &date));
      zb_period_init_week (&week, &date);
      assert_date (&week.start, "2024-07-01");
      assert_date (&week.end, "2024-07-07");
      g_assert_true (zb_period_is_week (&week));
    }
}

static void
test_init_iso (void)
{
  ZbPeriod period;

  g_assert_true (zb_period_init_iso (&period, "2024-12-30", "2025-01-05"));
  g_assert_true (zb_period_is_known (&period));
  g_assert_true (zb_period_is_week (&period));
  /* As it was printed on issue 17 of 2024: known, but no week. */
  g_assert_true (zb_period_init_iso (&period, "2024-04-22", "2024-04-27"));
  g_assert_true (zb_period_is_known (&period));
  g_assert_false (zb_period_is_week (&period));
  /* Seven days from a Sunday on are none either. */
  g_assert_true (zb_period_init_iso (&period, "2024-06-30", "2024-07-06"));
  g_assert_false (zb_period_is_week (&period));

  g_assert_false (zb_period_init_iso (&period, "2024-07-07", "2024-07-01"));
  g_assert_false (zb_period_is_known (&period));
  g_assert_false (zb_period_init_iso (&period, "2024-07-01", NULL));
  g_assert_false (zb_period_is_known (&period));
  g_assert_false (g_date_valid (&period.start));
}

static void
assert_label (const char  *start,
              const char  *end,
              ZbDateStyle  style,
              const char  *expected)
{
  g_autofree char *label = NULL;
  ZbPeriod period;

  g_assert_true (zb_period_init_iso (&period, start, end));
  label = zb_period_dup_label (&period, style);
  g_assert_cmpstr (label, ==, expected);
}

static void
test_label (void)
{
  assert_label ("2024-07-01", "2024-07-07", ZB_DATE_LONG, "1–7 July 2024");
  assert_label ("2024-07-01", "2024-07-07", ZB_DATE_SHORT, "1–7 Jul");
  assert_label ("2024-07-29", "2024-08-04", ZB_DATE_LONG, "29 July–4 August 2024");
  assert_label ("2024-07-29", "2024-08-04", ZB_DATE_SHORT, "29 Jul–4 Aug");
  assert_label ("2024-12-30", "2025-01-05", ZB_DATE_LONG, "30 December 2024–5 January 2025");
  assert_label ("2024-12-30", "2025-01-05", ZB_DATE_SHORT, "30 Dec–5 Jan");
}

static void
test_label_unknown (void)
{
  g_autofree char *label = NULL;
  ZbPeriod period;

  zb_period_clear (&period);
  label = zb_period_dup_label (&period, ZB_DATE_LONG);
  g_assert_cmpstr (label, ==, "");
}

static void
test_date_label (void)
{
  g_autofree char *long_label = NULL;
  g_autofree char *short_label = NULL;
  GDate date;

  g_assert_true (zb_date_parse_iso ("2024-07-12", &date));
  long_label = zb_date_dup_label (&date, ZB_DATE_LONG);
  short_label = zb_date_dup_label (&date, ZB_DATE_SHORT);
  g_assert_cmpstr (long_label, ==, "12 July 2024");
  g_assert_cmpstr (short_label, ==, "12 Jul");
}

/* Given each month, then no two names are the same: a table with a gap would give the same or none. */
static void
test_month_names (void)
{
  g_autoptr(GHashTable) names = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint month = G_DATE_JANUARY; month <= G_DATE_DECEMBER; month++)
    {
      const char *name = zb_date_month_name ((GDateMonth) month);

      g_assert_cmpstr (name, !=, "");
      g_assert_true (g_hash_table_add (names, (gpointer) name));
    }
  g_assert_cmpstr (zb_date_month_name (G_DATE_MAY), ==, "May");
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/period/iso", test_iso);
  g_test_add_func ("/period/iso/nonsense", test_iso_nonsense);
  g_test_add_func ("/period/week", test_week);
  g_test_add_func ("/period/init-iso", test_init_iso);
  g_test_add_func ("/period/label", test_label);
  g_test_add_func ("/period/label/unknown", test_label_unknown);
  g_test_add_func ("/period/date-label", test_date_label);
  g_test_add_func ("/period/month-names", test_month_names);
  return g_test_run ();
}
