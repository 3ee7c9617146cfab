/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zb-config.h"

#include "library-fixture.h"
#include "story-monitor.h"

#include "sync/zb-schedule.h"
#include "sync/zb-scheduler.h"

/* When the sources are asked by themselves. */

#define HOUR 3600
#define NOON G_GINT64_CONSTANT (1800000000)

static GPtrArray *
make_sources (gboolean enabled,
              guint    n_failures,
              gint64   next_try)
{
  GPtrArray *sources = g_ptr_array_new_with_free_func ((GDestroyNotify) zb_source_record_free);
  ZbSourceRecord *source = zb_source_record_new ();

  source->enabled = enabled;
  source->n_failures = n_failures;
  source->next_try = next_try;
  g_ptr_array_add (sources, source);
  return sources;
}

/* Given an interval and the last run, then the next one is an interval later and up to a tenth more. */
static void
test_interval (void)
{
  const ZbSyncSettings settings = { .is_agreed = TRUE, .interval_hours = 10 };
  g_autoptr(GPtrArray) sources = make_sources (TRUE, 0, 0);

  g_assert_cmpint (zb_schedule_get_next (&settings, sources, NOON, 0), ==, NOON + 10 * HOUR);
  g_assert_cmpint (zb_schedule_get_next (&settings, sources, NOON, 1), ==, NOON + 11 * HOUR);
  /* Never yet: now. */
  g_assert_cmpint (zb_schedule_get_next (&settings, sources, 0, 0.5), ==, 1);
}

/* Given nobody who wants it, or nothing to ask, then never. */
static void
test_never (void)
{
  g_autoptr(GPtrArray) sources = make_sources (TRUE, 0, 0);
  g_autoptr(GPtrArray) disabled = make_sources (FALSE, 3, NOON);
  g_autoptr(GPtrArray) none = g_ptr_array_new ();

  g_assert_cmpint (zb_schedule_get_next (&(ZbSyncSettings) { .interval_hours = 12 }, sources, NOON, 0), ==, 0);
  g_assert_cmpint (zb_schedule_get_next (&(ZbSyncSettings) { .is_agreed = TRUE }, sources, NOON, 0), ==, 0);
  g_assert_cmpint (zb_schedule_get_next (&(ZbSyncSettings) { .is_agreed = TRUE, .interval_hours = 12 }, disabled, 0, 0),
                   ==, 0);
  g_assert_cmpint (zb_schedule_get_next (&(ZbSyncSettings) { .is_agreed = TRUE, .interval_hours = 12 }, none, 0, 0),
                   ==, 0);
}

/* Given a source that has failed, then it is asked when it wants to be, but not at once, and no later
 * than the others. */
static void
test_failures (void)
{
  const ZbSyncSettings settings = { .is_agreed = TRUE, .interval_hours = 12 };
  g_autoptr(GPtrArray) soon = make_sources (TRUE, 1, NOON + HOUR);
  g_autoptr(GPtrArray) at_once = make_sources (TRUE, 1, NOON + 1);
  g_autoptr(GPtrArray) late = make_sources (TRUE, 9, NOON + 100 * HOUR);
  g_autoptr(GPtrArray) paused = make_sources (TRUE, 0, NOON + HOUR);

  g_assert_cmpint (zb_schedule_get_next (&settings, soon, NOON, 0), ==, NOON + HOUR);
  g_assert_cmpint (zb_schedule_get_next (&settings, at_once, NOON, 0), ==, NOON + HOUR / 4);
  g_assert_cmpint (zb_schedule_get_next (&settings, late, NOON, 0), ==, NOON + 12 * HOUR);
  g_assert_cmpint (zb_schedule_get_next (&settings, paused, NOON, 0), ==, NOON + 12 * HOUR);
}

/* What a story of the scheduler has. */
typedef struct {
  Fixture       files;
  ZbLibrary    *library;
  StoryMonitor *monitor;
  ZbScheduler  *scheduler;
  guint         n_due;
  guint         n_changed;
} Desk;

static void
due_cb (ZbScheduler *scheduler,
        Desk       *story)
{
  story->n_due++;
}

static void
changed_cb (ZbScheduler *scheduler,
            Desk       *story)
{
  story->n_changed++;
}

static void
set_settings (Desk   *story,
              gboolean is_agreed,
              gboolean on_metered)
{
  const ZbSyncSettings settings = { .is_agreed = is_agreed, .interval_hours = 12, .on_metered = on_metered };
  g_autoptr(GError) error = NULL;

  zb_library_set_sync_settings (story->library, &settings, &error);
  g_assert_no_error (error);
}

/* Waits until the scheduler has looked into the library once more. */
static void
wait_for_plan (Desk *story)
{
  guint n = story->n_changed;

  while (story->n_changed == n)
    g_main_context_iteration (NULL, TRUE);
  /* What is due is said soon after. */
  for (guint i = 0; i < 20; i++)
    {
      g_main_context_iteration (NULL, FALSE);
      g_usleep (1000);
    }
}

static void
story_begin (Desk   *story,
             gboolean is_agreed,
             gboolean is_available,
             gboolean is_metered)
{
  *story = (Desk) { 0, };
  fixture_init (&story->files);
  story->library = fixture_open (&story->files);
  set_settings (story, is_agreed, FALSE);
  story->monitor = g_object_new (story_monitor_get_type (), NULL);
  story->monitor->is_available = is_available;
  story->monitor->is_metered = is_metered;
  story->scheduler = zb_scheduler_new (story->library, G_NETWORK_MONITOR (story->monitor));
  g_signal_connect (story->scheduler, "due", G_CALLBACK (due_cb), story);
  g_signal_connect (story->scheduler, "changed", G_CALLBACK (changed_cb), story);
  wait_for_plan (story);
}

static void
story_end (Desk *story)
{
  g_clear_object (&story->scheduler);
  g_clear_object (&story->monitor);
  g_clear_object (&story->library);
  fixture_clear (&story->files);
}

/* Given a library that was never synchronised, then it is due, once. */
static void
test_due (void)
{
  Desk story;

  story_begin (&story, TRUE, TRUE, FALSE);
  g_assert_cmpuint (story.n_due, ==, 1);
  g_assert_cmpint (zb_scheduler_get_next (story.scheduler), ==, 0);
  story_end (&story);
}

static void
test_not_agreed (void)
{
  Desk story;

  story_begin (&story, FALSE, TRUE, FALSE);
  g_assert_cmpuint (story.n_due, ==, 0);
  set_settings (&story, TRUE, FALSE);
  zb_scheduler_update (story.scheduler);
  wait_for_plan (&story);
  g_assert_cmpuint (story.n_due, ==, 1);
  story_end (&story);
}

/* Given no network, then it waits, and goes on when the network is there. */
static void
test_network (void)
{
  Desk story;

  story_begin (&story, TRUE, FALSE, FALSE);
  g_assert_cmpuint (story.n_due, ==, 0);
  g_assert_cmpint (zb_scheduler_get_next (story.scheduler), !=, 0);
  story.monitor->is_available = TRUE;
  g_signal_emit_by_name (story.monitor, "network-changed", TRUE);
  while (story.n_due == 0)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpuint (story.n_due, ==, 1);
  story_end (&story);
}

/* Given a connection that is paid for by volume, then it is used only where that is allowed. */
static void
test_metered (void)
{
  Desk story;

  story_begin (&story, TRUE, TRUE, TRUE);
  g_assert_cmpuint (story.n_due, ==, 0);
  set_settings (&story, TRUE, TRUE);
  zb_scheduler_update (story.scheduler);
  wait_for_plan (&story);
  g_assert_cmpuint (story.n_due, ==, 1);
  story_end (&story);
}

/* Given a run of today, then the next one is not due; and nothing is said behind the scheduler's end. */
static void
test_not_due (void)
{
  Desk story;
  g_autoptr(ZbRunRecord) run = zb_run_record_new (1);
  g_autoptr(GError) error = NULL;

  story_begin (&story, FALSE, TRUE, FALSE);
  run->started = g_get_real_time () / G_USEC_PER_SEC;
  zb_library_begin_run (story.library, run, &error);
  g_assert_no_error (error);
  set_settings (&story, TRUE, FALSE);
  zb_scheduler_update (story.scheduler);
  wait_for_plan (&story);
  g_assert_cmpuint (story.n_due, ==, 0);
  g_assert_cmpint (zb_scheduler_get_next (story.scheduler), >=, run->started + 12 * HOUR);
  zb_scheduler_update (story.scheduler);
  story_end (&story);
  while (g_main_context_iteration (NULL, FALSE))
    continue;
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/schedule/interval", test_interval);
  g_test_add_func ("/schedule/never", test_never);
  g_test_add_func ("/schedule/failures", test_failures);
  g_test_add_func ("/schedule/due", test_due);
  g_test_add_func ("/schedule/not-agreed", test_not_agreed);
  g_test_add_func ("/schedule/network", test_network);
  g_test_add_func ("/schedule/metered", test_metered);
  g_test_add_func ("/schedule/not-due", test_not_due);
  return g_test_run ();
}
