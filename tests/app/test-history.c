/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/zb-history.h"

/* Stories of going back and forward, without a window. */

static void
visit (ZbHistory *history,
       gint64     first,
       gint64     last)
{
  for (gint64 id = first; id <= last; id++)
    zb_history_visit (history, id);
}

static void
test_nowhere (void)
{
  g_autoptr(ZbHistory) history = zb_history_new ();

  g_assert_false (zb_history_can_go_back (history));
  g_assert_false (zb_history_can_go_forward (history));
  g_assert_cmpint (zb_history_go_back (history), ==, 0);
  g_assert_cmpint (zb_history_go_forward (history), ==, 0);
  zb_history_visit (history, 7);
  /* There is no way back from the first one. */
  g_assert_false (zb_history_can_go_back (history));
  g_assert_false (zb_history_can_go_forward (history));
}

static void
test_back_and_forward (void)
{
  g_autoptr(ZbHistory) history = zb_history_new ();

  visit (history, 1, 3);
  g_assert_false (zb_history_can_go_forward (history));
  g_assert_cmpint (zb_history_go_back (history), ==, 2);
  /* It is shown then, which is no new visit. */
  zb_history_visit (history, 2);
  g_assert_cmpint (zb_history_go_back (history), ==, 1);
  g_assert_false (zb_history_can_go_back (history));
  g_assert_cmpint (zb_history_go_back (history), ==, 0);
  g_assert_cmpint (zb_history_go_forward (history), ==, 2);
  g_assert_cmpint (zb_history_go_forward (history), ==, 3);
  g_assert_cmpint (zb_history_go_forward (history), ==, 0);
}

static void
test_elsewhere (void)
{
  g_autoptr(ZbHistory) history = zb_history_new ();

  visit (history, 1, 3);
  zb_history_go_back (history);
  zb_history_visit (history, 9);
  g_assert_false (zb_history_can_go_forward (history));
  g_assert_cmpint (zb_history_go_back (history), ==, 2);
  g_assert_cmpint (zb_history_go_forward (history), ==, 9);
}

/* Showing the same again, as after a change, is no step. */
static void
test_same (void)
{
  g_autoptr(ZbHistory) history = zb_history_new ();

  visit (history, 1, 2);
  zb_history_visit (history, 2);
  zb_history_visit (history, 1);
  g_assert_cmpint (zb_history_go_back (history), ==, 2);
  g_assert_cmpint (zb_history_go_back (history), ==, 1);
  g_assert_false (zb_history_can_go_back (history));
}

static void
test_limit (void)
{
  g_autoptr(ZbHistory) history = zb_history_new ();
  gint64 id, oldest = 0;
  guint n_steps = 0;

  visit (history, 1, ZB_HISTORY_MAX + 50);
  while ((id = zb_history_go_back (history)) != 0)
    {
      oldest = id;
      n_steps++;
    }
  g_assert_cmpuint (n_steps, ==, ZB_HISTORY_MAX - 1);
  g_assert_cmpint (oldest, ==, 51);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/history/nowhere", test_nowhere);
  g_test_add_func ("/history/back-and-forward", test_back_and_forward);
  g_test_add_func ("/history/elsewhere", test_elsewhere);
  g_test_add_func ("/history/same", test_same);
  g_test_add_func ("/history/limit", test_limit);
  return g_test_run ();
}
