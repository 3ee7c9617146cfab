/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sync/zb-retry-after.h"

/* 2 July 2026, 08:00:00 UTC. */
#define NOW G_GINT64_CONSTANT (1782979200)

/* RFC 9110: seconds (10.2.3), or one of the three forms of a date (5.6.7). */
static void
test_parse (void)
{
  static const struct {
    const char *text;
    gint64      seconds;
  } rows[] = {
    { "0", 0 },
    { "120", 120 },
    { " 120\t", 120 },
    { "000120", 120 },
    { "604800", 604800 },
    { "604801", ZB_RETRY_AFTER_MAX_SECONDS },
    { "9223372036854775807", ZB_RETRY_AFTER_MAX_SECONDS },
    { "18446744073709551616", ZB_RETRY_AFTER_MAX_SECONDS },
    { "99999999999999999999999999999", ZB_RETRY_AFTER_MAX_SECONDS },
    { "Thu, 02 Jul 2026 08:00:10 GMT", 10 },
    { "Thu, 02 Jul 2026 08:00:00 GMT", 0 },
    { "Thursday, 02-Jul-26 08:00:10 GMT", 10 },
    { "Thu Jul  2 08:00:10 2026", 10 },
    { "Thu, 02 Jul 2026 07:00:00 GMT", 0 },
    { "Thu, 01 Jan 1970 00:00:00 GMT", 0 },
    { "Fri, 02 Jul 2100 08:00:00 GMT", ZB_RETRY_AFTER_MAX_SECONDS },
    { NULL, -1 },
    { "", -1 },
    { " ", -1 },
    { "-1", -1 },
    { "+1", -1 },
    { "1.5", -1 },
    { "1e3", -1 },
    { "0x10", -1 },
    { "12 seconds", -1 },
    { "1, 2", -1 },
    { "soon", -1 },
    { "２", -1 },
    { "Thu, 02 Jul 2026 25:00:00 GMT", -1 },
    { "Thu, 99 Jul 2026 08:00:00 GMT", -1 },
    { "Thu, 02 Xyz 2026 08:00:00 GMT", -1 },
    { "2026-07-02T08:00:10Z", -1 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_test_message ("\"%s\"", rows[i].text != NULL ? rows[i].text : "(none)");
      g_assert_cmpint (zb_retry_after_parse (rows[i].text, NOW), ==, rows[i].seconds);
    }
}

/* Each failure in a row doubles the pause, up to a day and a quarter at most; chance only
 * moves it by a quarter. */
static void
test_guess (void)
{
  for (guint i = 1; i < 12; i++)
    {
      gint64 least = zb_retry_after_guess (i, 0.0);
      gint64 most = zb_retry_after_guess (i, 1.0);

      g_assert_cmpint (least, >, 0);
      g_assert_cmpint (most, >, least);
      g_assert_cmpint (zb_retry_after_guess (i, 0.5), >=, least);
      g_assert_cmpint (zb_retry_after_guess (i, 0.5), <=, most);
      g_assert_cmpint (zb_retry_after_guess (i + 1, 0.5), >=, zb_retry_after_guess (i, 0.5));
      g_assert_cmpint (most, <=, 30 * 3600);
    }
  g_assert_cmpint (zb_retry_after_guess (2, 0.5), ==, 2 * zb_retry_after_guess (1, 0.5));
  g_assert_cmpint (zb_retry_after_guess (0, 0.5), ==, zb_retry_after_guess (1, 0.5));
  g_assert_cmpint (zb_retry_after_guess (G_MAXUINT, 1.0), ==, zb_retry_after_guess (20, 1.0));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/retry-after/parse", test_parse);
  g_test_add_func ("/retry-after/guess", test_guess);

  return g_test_run ();
}
