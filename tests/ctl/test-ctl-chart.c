/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zb-config.h"

#include <string.h>

#include "ctl-story.h"

#define STORY(number, days) \
  "# 网络安全信息与动态周报2030年第" number "期（" days "）\n\n本周网络安全基本态势\n\n" \
  "本周，互联网网络安全态势整体评价为良。\n\n本周事件处理情况\n\n共处理网络安全事件495起。\n"

#define HEADER "issue,year,period_start,period_end,figure,label,value,unit,share,typed\r\n"

typedef struct {
  char *folder;
  char *library;
} Fixture;

/* Given two weeks of the far future, which no index knows, and one between them. */
static void
set_up (Fixture      *self,
        gconstpointer data)
{
  g_autofree char *second = NULL;
  g_autofree char *fourth = NULL;
  g_autoptr(CtlRun) import = NULL;

  self->folder = ctl_make_folder ();
  self->library = g_build_filename (self->folder, "library.db", NULL);
  second = ctl_write (self->folder, "second.md", STORY ("2", "1月7日-1月13日"));
  fourth = ctl_write (self->folder, "fourth.md", STORY ("4", "1月21日-1月27日"));
  import = CTL_RUN (NULL, "--library", self->library, "import", second, fourth);
  g_assert_cmpint (import->status, ==, 0);
}

static void
tear_down (Fixture      *self,
           gconstpointer data)
{
  ctl_drop_folder (self->folder);
  g_free (self->library);
}

/* What is here of each week; limits are days or issues, and the last week that is known ends it. */
static void
test_calendar (Fixture      *self,
               gconstpointer data)
{
  g_autoptr(CtlRun) days = CTL_RUN (NULL, "--library", self->library, "chart", "--calendar", "--format", "csv",
                                    "--from", "2029-12-31", "--to", "2030-01-16", "--output", "-");
  g_autoptr(CtlRun) issues = CTL_RUN (NULL, "--library", self->library, "chart", "--calendar", "--format", "csv",
                                      "--from", "2030-02", "--output", "-");

  g_assert_cmpint (days->status, ==, 0);
  g_assert_cmpstr (days->out, ==,
                   HEADER
                   "1,2030,2029-12-31,2030-01-06,state,Nothing known,unknown,,,\r\n"
                   "2,2030,2030-01-07,2030-01-13,state,Text here,text,,,\r\n"
                   "3,2030,2030-01-14,2030-01-20,state,Nothing known,unknown,,,\r\n");
  g_assert_cmpint (issues->status, ==, 0);
  g_assert_cmpstr (issues->out, ==,
                   HEADER
                   "2,2030,2030-01-07,2030-01-13,state,Text here,text,,,\r\n"
                   "3,2030,2030-01-14,2030-01-20,state,Nothing known,unknown,,,\r\n"
                   "4,2030,2030-01-21,2030-01-27,state,Text here,text,,,\r\n");
}

/* Without limits all weeks are there, also those of the index of which only figures or nothing is here. */
static void
test_picture (Fixture      *self,
              gconstpointer data)
{
  g_autofree char *path = g_build_filename (self->folder, "calendar.svg", NULL);
  g_autoptr(CtlRun) run = CTL_RUN (NULL, "--library", self->library, "chart", "--calendar", "--size", "860x600",
                                   "--output", path);
  g_autoptr(CtlRun) weeks = CTL_RUN (NULL, "--library", self->library, "chart", "--calendar", "--format", "csv",
                                     "--output", "-");
  g_autofree char *svg = NULL;

  g_assert_nonnull (strstr (weeks->out, ",figures,"));
  g_assert_nonnull (strstr (weeks->out, ",missing,"));
  g_assert_cmpint (run->status, ==, 0);
  g_assert_cmpstr (run->out, ==, "");
  g_assert_true (g_file_get_contents (path, &svg, NULL, NULL));
  g_assert_nonnull (strstr (svg, "Bulletins by week"));
  g_assert_nonnull (strstr (svg, "Text here 2,"));
}

static void
assert_refused (Fixture    *self,
                const char *first,
                const char *second,
                int         status,
                const char *words)
{
  g_autoptr(CtlRun) run = CTL_RUN (NULL, "--library", self->library, "chart", "--calendar", "--format", "svg",
                                   "--output", "-", first, second);

  g_assert_cmpint (run->status, ==, status);
  g_assert_cmpstr (run->out, ==, "");
  g_assert_nonnull (strstr (run->error, words));
}

/* One chart at a time, of weeks in their order of which something is known. */
static void
test_refused (Fixture      *self,
              gconstpointer data)
{
  assert_refused (self, "2030-02", NULL, 2, "--calendar");
  assert_refused (self, "--trend=incidents_total", NULL, 2, "--calendar");
  assert_refused (self, "--from=2030-01-21", "--to=2030-01-07", 2, "behind");
  assert_refused (self, "--from=2031-01-01", "--to=2031-02-01", 1, "Nothing is known");
}

/* The other charts of a week and of a figure, as numbers. */
static void
test_others (Fixture      *self,
             gconstpointer data)
{
  g_autoptr(CtlRun) week = CTL_RUN (NULL, "--library", self->library, "chart", "2030-04", "--compare", "--format", "csv",
                                    "--output", "-");
  g_autoptr(CtlRun) years = CTL_RUN (NULL, "--library", self->library, "chart", "--years", "incidents_total", "--format",
                                     "csv", "--from", "2030-01-01", "--output", "-");
  g_autoptr(CtlRun) both = CTL_RUN (NULL, "--library", self->library, "chart", "2030-04", "--years", "incidents_total",
                                    "--output", "-");
  g_autoptr(CtlRun) even = CTL_RUN (NULL, "--library", self->library, "chart", "--trend", "incidents_total", "--median", "4",
                                    "--format", "csv", "--output", "-");

  g_assert_cmpint (week->status, ==, 0);
  g_assert_nonnull (strstr (week->out, "\r\n4,2030,2030-01-21,2030-01-27,incidents_total,This week,495,incidents,,\r\n"));
  g_assert_nonnull (strstr (week->out, "2030-01-14,2030-01-20,incidents_total,The week before,,incidents,,\r\n"));
  g_assert_cmpint (years->status, ==, 0);
  g_assert_nonnull (strstr (years->out, "\r\n2,2030,2030-01-07,2030-01-13,incidents_total,2030,495,incidents,,\r\n"));
  g_assert_nonnull (strstr (years->out, "\r\n3,2030,2030-01-14,2030-01-20,incidents_total,2030,,incidents,,\r\n"));
  g_assert_cmpint (both->status, ==, 2);
  g_assert_cmpint (even->status, ==, 2);
}

/* A report is a PDF, and of a range. */
static void
test_report (Fixture      *self,
             gconstpointer data)
{
  g_autofree char *path = g_build_filename (self->folder, "report.pdf", NULL);
  g_autofree char *bytes = NULL;
  g_autoptr(GError) error = NULL;
  g_autoptr(CtlRun) report = CTL_RUN (NULL, "--library", self->library, "chart", "--report", "--from", "2030-01-01",
                                      "--output", path);
  g_autoptr(CtlRun) png = CTL_RUN (NULL, "--library", self->library, "chart", "--report", "--output", "report.png");
  g_autoptr(CtlRun) issue = CTL_RUN (NULL, "--library", self->library, "chart", "2030-04", "--report", "--output", path);
  g_autoptr(CtlRun) nowhere = CTL_RUN (NULL, "--library", self->library, "chart", "--report", "--from", "2030-01-01",
                                       "--output", "/proc/no/report.pdf");

  g_assert_cmpint (report->status, ==, 0);
  g_assert_true (g_file_get_contents (path, &bytes, NULL, &error));
  g_assert_no_error (error);
  g_assert_true (g_str_has_prefix (bytes, "%PDF-"));
  g_assert_cmpint (png->status, ==, 2);
  g_assert_cmpint (issue->status, ==, 2);
  g_assert_cmpint (nowhere->status, ==, 1);
  g_assert_nonnull (strstr (nowhere->error, "/proc/no/report.pdf"));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add ("/ctl/chart/calendar", Fixture, NULL, set_up, test_calendar, tear_down);
  g_test_add ("/ctl/chart/picture", Fixture, NULL, set_up, test_picture, tear_down);
  g_test_add ("/ctl/chart/refused", Fixture, NULL, set_up, test_refused, tear_down);
  g_test_add ("/ctl/chart/others", Fixture, NULL, set_up, test_others, tear_down);
  g_test_add ("/ctl/chart/report", Fixture, NULL, set_up, test_report, tear_down);
  return g_test_run ();
}
